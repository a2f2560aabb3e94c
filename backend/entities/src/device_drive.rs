//! A drive known of a device: from its inventory, or from the log of its wipe.
use super::{device::DeviceId, part::PartId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What the drive is made of, which decides what overwriting it reaches.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum DriveKind {
    Hdd,
    Ssd,
    Nvme,
    #[default]
    Unknown,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "device_drive")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub serial: String,
    /// Folded, to compare.
    pub serial_key: String,
    pub model: String,
    pub kind: DriveKind,
    pub size_bytes: Option<i64>,
    pub first_seen_at: DateTimeUtc,
    /// Since a later inventory of the machine did not see it any more.
    pub absent_at: Option<DateTimeUtc>,
    /// The part it became when it was taken out of a device.
    pub part_id: Option<PartId>,
}

impl ActiveModelBehavior for ActiveModel {}
