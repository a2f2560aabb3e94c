//! A link, or the code of it, with which a learner answers alone, once.
use super::{
    answer_set::{Moment, QuestionnaireKind},
    enrolment::EnrolmentId,
    membership::MembershipId,
};
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
pub struct QuestionnaireLinkId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "questionnaire_link")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: QuestionnaireLinkId,
    pub enrolment_id: EnrolmentId,
    pub questionnaire: QuestionnaireKind,
    pub moment: Moment,
    /// What the code is made of, with the installation's key; worth nothing without it.
    pub salt: String,
    pub code_hash: String,
    pub made_by: MembershipId,
    pub made_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
