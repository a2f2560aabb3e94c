//! Devices that go from one workshop to another together.
use super::{collection_lot::CollectionLotId, membership::MembershipId, site::SiteId};
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
pub struct TransferId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "transfer")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: TransferId,
    pub from_site_id: SiteId,
    pub to_site_id: SiteId,
    /// The lot it was split from.
    pub lot_id: CollectionLotId,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
