//! What was decided about a project, by whom and by which deliberation. Never changed.
use super::{membership::MembershipId, project::ProjectId, recipient::RecipientId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How it ended.
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
pub enum Outcome {
    /// Everything that was asked for.
    Granted,
    Partly,
    Refused,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: ProjectId,
    pub outcome: Outcome,
    /// Of the deliberation.
    pub decision_number: String,
    pub decided_on: Date,
    pub reason: String,
    /// The association as a recipient, where it gets something.
    pub recipient_id: Option<RecipientId>,
    /// Of the letter.
    pub sha256: String,
    pub file: String,
    /// The agent who decided.
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
