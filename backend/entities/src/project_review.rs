//! What one juror thinks of a project: marks or an opinion, and why. Never changed.
use super::{project::ProjectId, project_call_juror::JurorId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct ReviewId(pub i32);

/// What an elected juror says of a project.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    Favourable,
    /// Favourable, on a condition that the reason says.
    Reserve,
    Unfavourable,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_review")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ReviewId,
    pub juror_id: JurorId,
    pub project_id: ProjectId,
    /// Of the elected jury alone.
    pub opinion: Option<Opinion>,
    pub reason: String,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
