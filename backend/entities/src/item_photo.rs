//! A photo of an item of the lending library: written anew when it came, with what it shows in words.
use super::{catalogue_item::CatalogueItemId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "item_photo")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub item_id: CatalogueItemId,
    /// Its name in the file store; empty once it was removed.
    pub file: Option<String>,
    /// The same, as small as a list shows it.
    pub small_file: Option<String>,
    pub sha256: String,
    /// What it shows, for who does not see it.
    pub alt_fr: String,
    pub alt_en: String,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
    pub removed_by: Option<MembershipId>,
}

impl ActiveModelBehavior for ActiveModel {}
