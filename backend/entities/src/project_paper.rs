//! A paper attached to a project; its bytes lie sealed in the file store.
use super::project::ProjectId;
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
pub struct ProjectPaperId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_paper")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ProjectPaperId,
    pub project_id: ProjectId,
    /// What the association calls it.
    pub name: String,
    pub sha256: String,
    /// The name in the store.
    pub file: String,
    pub media_type: String,
    pub bytes: i64,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
