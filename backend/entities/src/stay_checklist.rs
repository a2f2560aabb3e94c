//! The version of the checklist a device is checked with, from the first answer to the end of a stay.
use super::{checklist::ChecklistId, device::DeviceId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stay_checklist")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stay: i32,
    pub checklist_id: ChecklistId,
    pub begun_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
