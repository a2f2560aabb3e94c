//! How many devices of a kind a call may give in all, and to one project.
use super::{device::DeviceKind, project_call::ProjectCallId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_call_kind")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: ProjectCallId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: DeviceKind,
    pub budget: i32,
    /// The most that one project may ask for.
    pub most: i32,
    /// What was given so far: never above the budget.
    pub granted: i32,
}

impl ActiveModelBehavior for ActiveModel {}
