//! What a learner answered to a questionnaire at one moment: numbers, never words, and never changed.
use super::{enrolment::EnrolmentId, membership::MembershipId};
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
pub struct AnswerSetId(pub i32);

/// What is asked.
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
pub enum QuestionnaireKind {
    SenseOfCompetence,
    /// The socle's self-assessment.
    Socle,
}

/// When it is asked: before the pathway, after it, three months later.
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
pub enum Moment {
    Before,
    After,
    Later,
}

/// How it was answered.
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
pub enum Way {
    WithHelp,
    OnPaper,
    Alone,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "answer_set")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AnswerSetId,
    pub enrolment_id: EnrolmentId,
    pub questionnaire: QuestionnaireKind,
    /// Of the questionnaire as it was asked.
    pub version: i32,
    pub moment: Moment,
    pub way: Way,
    pub given_on: Date,
    /// Nobody, when it was answered alone.
    pub recorded_by: Option<MembershipId>,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
