//! A list of an owner's accounts as it was taken in: whose, of which day, which file, and what it adds up to.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct AssetImportId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "asset_import")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AssetImportId,
    pub owner_id: OrganisationId,
    /// The day the net book values are of.
    pub as_of: Date,
    pub file_sha256: String,
    pub line_count: i32,
    /// Lines of the file that stayed out.
    pub refused: i32,
    pub value_cents: i64,
    pub net_book_cents: i64,
    /// Nobody for the command line.
    pub membership_id: Option<MembershipId>,
    pub imported_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
