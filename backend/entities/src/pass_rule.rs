//! How many passes a programme gives at a level.
use super::programme::ProgrammeId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Where a person begins, as a placement said; or nobody placed them.
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
pub enum PassLevel {
    Assisted,
    Beginner,
    Independent,
    NotPlaced,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pass_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub programme_id: ProgrammeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: PassLevel,
    pub passes: i32,
}

impl ActiveModelBehavior for ActiveModel {}
