//! A piece on loan that was lost, stolen or broken, and what came of it.
use super::{attachment::AttachmentId, device::DeviceId, loan::LoanId, membership::MembershipId};
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
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    Lost,
    Stolen,
    Broken,
}

/// Where it happened.
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
pub enum Circumstances {
    AtSchool,
    OnTheWay,
    AtHome,
    Outing,
    Unknown,
}

/// What the store recorded.
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
pub enum LossOutcome {
    /// It is there again: the loan goes on, or it is brought back.
    Found,
    /// Another piece took its place.
    Replaced,
    /// Nobody looks for it any longer.
    WrittenOff,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_loss")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub loan_id: LoanId,
    pub device_id: DeviceId,
    pub kind: LossKind,
    pub happened_on: Date,
    pub circumstances: Circumstances,
    /// Whether the police report was seen.
    pub police_report: bool,
    pub attachment_id: Option<AttachmentId>,
    pub membership_id: MembershipId,
    pub declared_at: DateTimeUtc,
    pub outcome: Option<LossOutcome>,
    pub replacement_id: Option<DeviceId>,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<MembershipId>,
    pub insurer_told_on: Option<Date>,
    pub insurer_answered_on: Option<Date>,
    /// What the insurance pays, in cents.
    pub insurance_cents: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
