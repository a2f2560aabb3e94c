//! A message about a loan's end: each is written once, whichever node is first.
use super::loan::LoanId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// When it is written.
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
pub enum LoanMoment {
    /// Some days before the last one.
    Before,
    /// On the last day.
    LastDay,
    /// The day after: nobody brought it back.
    Late,
    /// A week late: the head of the school is told too.
    VeryLate,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub loan_id: LoanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub moment: LoanMoment,
    /// The end it was about: an extension begins anew.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ends_on: Date,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
