//! A device whose label was printed again with others of its lot.
use super::{device::DeviceId, label_reprint::LabelReprintId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "label_reprint_device")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reprint_id: LabelReprintId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
}

impl ActiveModelBehavior for ActiveModel {}
