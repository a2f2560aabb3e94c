//! How many devices of a kind a project asks for.
use super::{device::DeviceKind, project::ProjectId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_kind")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: ProjectId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: DeviceKind,
    pub wanted: i32,
}

impl ActiveModelBehavior for ActiveModel {}
