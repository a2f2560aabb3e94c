//! The result of a test of skills that a learner made elsewhere, at one moment.
use super::{answer_set::Moment, enrolment::EnrolmentId, membership::MembershipId};
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
pub struct SkillResultId(pub i32);

/// Which test.
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
pub enum SkillKind {
    Pix,
    AbcDiag,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "skill_result")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SkillResultId,
    pub enrolment_id: EnrolmentId,
    pub kind: SkillKind,
    pub moment: Moment,
    /// In the unit of the test.
    pub value: i32,
    pub tested_on: Date,
    pub recorded_by: MembershipId,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
