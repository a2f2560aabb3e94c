//! A passed quality check. A failed one is an event only.
use super::{
    account::AccountId,
    device::DeviceId,
    erasure::{ErasureLevel, ErasureVerdict},
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "quality_check")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    pub holds_data: bool,
    pub erasure_id: Option<i32>,
    pub erasure_verdict: Option<ErasureVerdict>,
    /// The least that any drive of the device reached.
    pub erasure_level: Option<ErasureLevel>,
    /// Who erased, or who refurbished a device that holds no data.
    pub performer_id: AccountId,
    pub checker_id: AccountId,
    pub passed_at: DateTimeUtc,
    /// Every function was tested and good, those that may be left out as well.
    pub fully_tested: bool,
}

impl ActiveModelBehavior for ActiveModel {}
