//! The request of the stock that one granted device became.
use super::{device::DeviceKind, project::ProjectId, request::RequestId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    pub project_id: ProjectId,
    pub kind: DeviceKind,
}

impl ActiveModelBehavior for ActiveModel {}
