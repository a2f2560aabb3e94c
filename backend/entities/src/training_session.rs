//! A session or an individual appointment of a pathway.
use super::{membership::MembershipId, pathway::PathwayId, site::SiteId};
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
pub struct TrainingSessionId(pub i32);

/// Several learners, or one.
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
pub enum SessionForm {
    Group,
    Individual,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "training_session")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: TrainingSessionId,
    pub pathway_id: PathwayId,
    pub site_id: SiteId,
    pub trainer_id: MembershipId,
    pub form: SessionForm,
    pub starts_at: DateTimeUtc,
    pub minutes: i32,
    pub capacity: i32,
    pub places_taken: i32,
    pub cancelled_at: Option<DateTimeUtc>,
    /// A code of `backend/data/languages.toml`; none where nobody said.
    pub language: Option<String>,
    /// Whether one gets in without a step; none where nobody said.
    pub step_free: Option<bool>,
}

impl ActiveModelBehavior for ActiveModel {}
