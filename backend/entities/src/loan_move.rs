//! A pupil who changes school with their loan: what the school they come from proposes, and what the other takes on.
use super::{loan::LoanId, membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_move")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub loan_id: LoanId,
    pub from_id: OrganisationId,
    pub to_id: OrganisationId,
    pub asked_by: MembershipId,
    pub asked_at: DateTimeUtc,
    /// The new borrower, at the new school.
    pub taken_by: Option<MembershipId>,
    pub taken_on: Option<Date>,
    pub withdrawn_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
