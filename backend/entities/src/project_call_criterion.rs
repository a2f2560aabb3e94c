//! What a technical jury marks projects by, with its weight.
use super::project_call::ProjectCallId;
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
pub struct CriterionId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_call_criterion")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CriterionId,
    pub call_id: ProjectCallId,
    pub position: i32,
    pub name: String,
    pub weight: i32,
}

impl ActiveModelBehavior for ActiveModel {}
