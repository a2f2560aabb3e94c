//! A juror who may not judge a project, because they have a part in it.
use super::{project::ProjectId, project_call_juror::JurorId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_conflict")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub juror_id: JurorId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: ProjectId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
