//! How many devices of a kind a place has, and how many it should have.
use super::{device::DeviceKind, equipment_audit::EquipmentAuditId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "equipment_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub audit_id: EquipmentAuditId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: DeviceKind,
    pub working: i32,
    pub broken: i32,
    /// How many that work the place wants in all.
    pub wanted: i32,
}

impl ActiveModelBehavior for ActiveModel {}
