//! A place in a session for somebody of the staff: no request and no recipient stand behind it.
use super::{
    account::AccountId, attendance::AttendanceState, membership::MembershipId,
    training_session::TrainingSessionId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "staff_place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: TrainingSessionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub state: AttendanceState,
    pub booked_by: MembershipId,
    pub booked_at: DateTimeUtc,
    pub recorded_by: Option<MembershipId>,
    pub recorded_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
