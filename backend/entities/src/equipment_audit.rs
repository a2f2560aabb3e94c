//! What the equipment of a place was on a day, as somebody counted it: never changed, another count follows it.
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
pub struct EquipmentAuditId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "equipment_audit")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EquipmentAuditId,
    pub site_id: SiteId,
    /// The day of the count, on or before the day it was written down.
    pub made_on: Date,
    pub recorded_by: MembershipId,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
