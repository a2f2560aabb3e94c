//! A release list that came back from the administrator of the devices.
use super::{collection_lot::CollectionLotId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "release_import")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub lot_id: CollectionLotId,
    pub sha256: String,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
    pub released: i32,
    pub unchanged: i32,
    /// An array of line numbers and word keys.
    pub refused: String,
}

impl ActiveModelBehavior for ActiveModel {}
