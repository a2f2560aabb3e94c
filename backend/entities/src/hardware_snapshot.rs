//! What a machine said of itself, without anything about a person.
use super::{device::DeviceId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The program that wrote the file.
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
pub enum SnapshotFormat {
    Lshw,
    Glpi,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "hardware_snapshot")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    /// Of the file as it came; the file itself is not kept.
    pub sha256: String,
    pub format: SnapshotFormat,
    pub membership_id: Option<MembershipId>,
    pub token_id: Option<i32>,
    pub model: String,
    pub processor: Option<String>,
    pub ram_mb: Option<i32>,
    /// What the battery holds of what it held when new.
    pub battery_percent: Option<i32>,
    pub battery_cycles: Option<i32>,
    /// How many drives it counted.
    pub drives: i32,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
