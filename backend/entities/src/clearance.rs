//! The right to one handover, issued by the training rules alone (law 1).
use super::{
    handover::HandoverId, learner::LearnerId, membership::MembershipId, programme::ProgrammeId,
    recipient::RecipientId, request::RequestId,
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
pub struct ClearanceId(pub i32);

/// Why the clearance could be issued.
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
pub enum Basis {
    Enrolled,
    Attended,
    HandsOn,
    Provisional,
    Waiver,
}

/// Whether it can still be taken.
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
pub enum ClearanceState {
    Issued,
    Used,
    Withdrawn,
}

/// Why the training could not come first.
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
pub enum WaiverReason {
    Health,
    Distance,
    AlreadyTrained,
    Emergency,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "clearance")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ClearanceId,
    pub request_id: RequestId,
    pub programme_id: ProgrammeId,
    pub recipient_id: RecipientId,
    pub learner_id: LearnerId,
    pub model_key: String,
    pub basis: Basis,
    pub state: ClearanceState,
    pub waiver_reason: Option<WaiverReason>,
    pub approver_id: Option<MembershipId>,
    pub issued_by: Option<MembershipId>,
    pub issued_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
    pub withdrawn_at: Option<DateTimeUtc>,
    /// The saved version of the programme it was issued under.
    pub programme_version: Option<i32>,
    /// The handover whose device came back, where this is to replace it.
    pub exchange_of: Option<HandoverId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
