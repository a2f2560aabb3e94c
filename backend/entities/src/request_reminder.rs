//! A reminder about a request that waits for somebody: once for each turn and step.
use super::request::RequestId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How far the reminding went.
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
pub enum ReminderStep {
    /// Whoever must act was told again.
    Reminded,
    /// Coordination was told that nobody acted.
    Escalated,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "request_reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: ReminderStep,
    /// Since when the turn lasts.
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: DateTimeUtc,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
