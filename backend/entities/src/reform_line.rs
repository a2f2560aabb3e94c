//! One device of a reform, as the owner's inventory has it.
use super::{device::DeviceId, reform::ReformId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "reform_line")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub reform_id: ReformId,
    pub device_id: DeviceId,
    pub designation: String,
    pub location: String,
    /// The number on the thing.
    pub inventory_number: String,
    /// The number in the accounts, where it is another.
    pub accounting_number: Option<String>,
    pub acquired_on: Date,
    pub value_cents: i64,
    /// Unknown where nobody gave it: it is never computed.
    pub net_book_cents: Option<i64>,
    pub account: String,
    pub subsidies: String,
}

impl ActiveModelBehavior for ActiveModel {}
