//! The places of one hour of one day at a pick-up point, counted.
use super::site::SiteId;
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
pub struct PickupSlotId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pickup_slot")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PickupSlotId,
    pub site_id: SiteId,
    pub starts_at: DateTimeUtc,
    /// As the opening said when a place was last taken.
    pub capacity: i32,
    pub taken: i32,
}

impl ActiveModelBehavior for ActiveModel {}
