//! A row of the Coop that a trainer says is this learner's: a presence elsewhere.
use super::{coop_row::CoopRowId, enrolment::EnrolmentId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "coop_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_id: CoopRowId,
    pub cra_id: String,
    pub enrolment_id: EnrolmentId,
    pub linked_by: MembershipId,
    pub linked_on: Date,
    pub linked_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
