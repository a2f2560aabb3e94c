//! How a programme lends at counters. Rows are only added; the latest of a programme holds.
use super::{membership::MembershipId, programme::ProgrammeId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Who may give the onboarding of a loan.
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
pub enum OnboardedBy {
    /// Who is a digital trainer.
    Trainers,
    /// Whoever hands devices over there: the programme says so.
    Clerks,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "counter_rule")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub programme_id: ProgrammeId,
    /// The most days a loan lasts.
    pub longest_days: i32,
    /// How many days longer an extension makes it; none means that loans are not extended.
    pub extension_days: i32,
    /// How many loans one person may have open.
    pub at_once: i32,
    pub onboarded_by: OnboardedBy,
    /// How long before the end the person is reminded.
    pub remind_days: i32,
    /// After how many late returns somebody may not borrow for a while; none means never.
    pub late_returns: i32,
    /// In how many months late returns are counted.
    pub late_months: i32,
    /// How long they may not.
    pub suspension_days: i32,
    pub membership_id: MembershipId,
    pub declared_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
