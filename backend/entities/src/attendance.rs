//! A place booked in a session, and whether the learner came.
use super::{
    enrolment::EnrolmentId, membership::MembershipId, training_session::TrainingSessionId,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Whether the learner came.
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
pub enum AttendanceState {
    Booked,
    Present,
    Absent,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: TrainingSessionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub enrolment_id: EnrolmentId,
    pub state: AttendanceState,
    pub recorded_by: Option<MembershipId>,
    pub recorded_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
