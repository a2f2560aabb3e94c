//! A BOLC sheet that came back for a lot, and what it brought.
use super::{collection_lot::CollectionLotId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "bolc_import")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub lot_id: CollectionLotId,
    /// Of the lines as they were read; the file itself is not kept.
    pub sha256: String,
    pub filled: i32,
    pub unchanged: i32,
    /// What was said of its lines, as JSON.
    pub findings: String,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
