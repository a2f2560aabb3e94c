//! A scan of a session at the bench, for its tally and to take it back; forgotten after a day.
use super::{container::ContainerId, device::DeviceId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, Serialize, Deserialize, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ScanResult {
    Done,
    /// It was so already: nothing was changed.
    Same,
    Refused,
    /// Done, and taken back.
    Undone,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub session_id: i32,
    /// The form's own id.
    pub write_id: String,
    /// What the session was doing, as its mode card says it.
    pub mode: String,
    /// The code read; empty when what was read is no code of ours.
    pub code: Option<String>,
    pub device_id: Option<DeviceId>,
    pub container_id: Option<ContainerId>,
    pub result: ScanResult,
    /// The key of the word that says what became of it.
    pub word: String,
    /// The version of the row right after: a later one cannot be taken back from here.
    pub version: Option<i32>,
    /// Where it was kept before, of what was put or taken somewhere.
    pub from_id: Option<ContainerId>,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
