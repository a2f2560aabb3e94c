//! A part of a device as a thing of its own: on a shelf, in a device, or gone.
use super::{device::DeviceId, organisation::OrganisationId, site::SiteId};
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
pub struct PartId(pub i32);

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
pub enum PartKind {
    Drive,
    Battery,
    Screen,
    Keyboard,
    Motherboard,
    Memory,
    Other,
}

/// What may be left on it (law 3).
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
pub enum PartData {
    /// It can hold none.
    NoData,
    Unerased,
    Erased,
}

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
pub enum PartState {
    OnShelf,
    InDevice,
    Gone,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "part")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PartId,
    /// The code on its label, of the same alphabet as a device's and never the same.
    #[sea_orm(unique)]
    pub code: String,
    /// Whose workshop keeps it.
    pub organisation_id: OrganisationId,
    pub kind: PartKind,
    pub maker: String,
    pub model: String,
    pub serial: Option<String>,
    /// Folded, to compare.
    pub serial_key: Option<String>,
    pub size_bytes: Option<i64>,
    /// Of a battery: what is left of its capacity.
    pub health_percent: Option<i32>,
    pub data: PartData,
    pub state: PartState,
    pub site_id: Option<SiteId>,
    pub device_id: Option<DeviceId>,
    /// The device it came out of first; none for a part that was bought or given.
    pub from_device_id: Option<DeviceId>,
    /// Since when it is where it is.
    pub since: DateTimeUtc,
    pub created_at: DateTimeUtc,
    /// Number of events so far; also what a concurrent change is noticed by.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
