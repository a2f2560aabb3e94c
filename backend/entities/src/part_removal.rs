//! A part that came out of a device. Written once, when it comes out.
use super::{device::DeviceId, part::PartId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "part_removal")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub part_id: PartId,
    pub device_id: DeviceId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
