//! What a wipe log says of one drive.
use super::{device::DeviceId, erasure::ErasureLevel};
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
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    Accepted,
    Unverified,
    Failed,
    Aborted,
    Unlinkable,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "drive_erasure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub erasure_id: i32,
    pub drive_id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    pub finding: Finding,
    pub level: Option<ErasureLevel>,
    /// An array of word keys.
    pub reasons: String,
    /// Number and text of the line that decided.
    pub line: Option<i32>,
    pub line_text: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
