//! One line of the ledger of supplies: written once, never changed.
use super::{device::DeviceId, handover::HandoverId, membership::MembershipId, site::SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Why the quantity changed.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum MovementReason {
    Received,
    /// It went with a device.
    Used,
    /// The shelf was counted: what is missing is lost or broken, what is too many was found.
    Counted,
    Sent,
    Arrived,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "supply_movement")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub site_id: SiteId,
    pub kind: String,
    pub reason: MovementReason,
    pub change: i32,
    pub quantity_after: i32,
    pub device_id: Option<DeviceId>,
    /// The stay of the device it was used in.
    pub stay: Option<i32>,
    /// Where it went, or came from.
    pub other_site_id: Option<SiteId>,
    /// The handover it went with.
    pub handover_id: Option<HandoverId>,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
