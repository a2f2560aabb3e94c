//! That the end of a loan at a counter was looked at: each moment once, whichever node is first.
use super::{handover::HandoverId, loan_reminder::LoanMoment};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "counter_reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub handover_id: HandoverId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub moment: LoanMoment,
    /// The end it was about: an extension begins anew.
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_on: Date,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
