//! Somebody may borrow at a counter again though they were late: what was late up to that day counts no more.
use super::{membership::MembershipId, programme::ProgrammeId, recipient::RecipientId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "counter_lift")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub recipient_id: RecipientId,
    pub programme_id: ProgrammeId,
    pub membership_id: MembershipId,
    pub lifted_on: Date,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
