//! One thing of an owner's accounts, as its list has it.
use super::{asset_import::AssetImportId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "asset_line")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub import_id: AssetImportId,
    pub owner_id: OrganisationId,
    /// The how-manieth line that was taken, the first being 1.
    pub place: i32,
    /// The line of the file.
    pub file_line: i32,
    /// The number on the thing; the one in the accounts where the list has no other.
    pub inventory_number: String,
    pub accounting_number: Option<String>,
    pub designation: String,
    pub account: String,
    pub acquired_on: Date,
    pub value_cents: i64,
    /// At the day of the list.
    pub net_book_cents: i64,
    pub subsidies: String,
}

impl ActiveModelBehavior for ActiveModel {}
