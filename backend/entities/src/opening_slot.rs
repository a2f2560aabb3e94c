//! An hour of the week at which a pick-up point receives people. Rows are ended, never changed.
use super::{membership::MembershipId, site::SiteId};
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
pub struct OpeningSlotId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "opening_slot")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OpeningSlotId,
    pub site_id: SiteId,
    /// From Monday, 1, to Sunday, 7.
    pub weekday: i32,
    /// Minutes since midnight, on the clocks of France.
    pub from_minute: i32,
    pub to_minute: i32,
    /// How many people are received at this hour.
    pub capacity: i32,
    pub created_by: MembershipId,
    pub created_at: DateTimeUtc,
    pub ended_by: Option<MembershipId>,
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
