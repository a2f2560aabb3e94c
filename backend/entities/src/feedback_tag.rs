//! An answer of a feedback that was ticked in one of its lists.
use super::loan_feedback::FeedbackId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Which list.
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
pub enum TagList {
    Activity,
    Obstacle,
    /// Why it was not conclusive, or not used.
    Reason,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "feedback_tag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub feedback_id: FeedbackId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub list: TagList,
    /// A key of `backend/data/trial-lists.toml`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag: String,
}

impl ActiveModelBehavior for ActiveModel {}
