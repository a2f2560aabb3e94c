//! A line of a fund: what was called for, given, committed or spent, on which day. It stays; another takes it off.
use super::{
    device::DeviceId,
    fund::FundId,
    fund_agreement::{Expense, FundAgreementId},
    membership::MembershipId,
    organisation::OrganisationId,
    part::PartId,
    pass_settlement::PassSettlementId,
    programme::ProgrammeId,
    site::SiteId,
    training_session::TrainingSessionId,
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
pub struct FundLineId(pub i32);

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
pub enum LineKind {
    /// A contributor is asked for its money, once a year or more.
    Call,
    Contribution,
    /// Ordered, and not paid yet.
    Commitment,
    Spend,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "fund_line")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: FundLineId,
    pub fund_id: FundId,
    pub kind: LineKind,
    pub on_day: Date,
    /// Below zero for a line that takes another off.
    pub cents: i64,
    /// Of a call and a contribution.
    pub agreement_id: Option<FundAgreementId>,
    /// Of a commitment and a spending.
    pub expense: Option<Expense>,
    /// For the public of which programme.
    pub programme_id: Option<ProgrammeId>,
    /// In which intercommunality.
    pub epci_code: Option<String>,
    /// Of which contributor the person proved to be a customer. No number is kept.
    pub own_user_of: Option<OrganisationId>,
    pub device_id: Option<DeviceId>,
    pub part_id: Option<PartId>,
    pub session_id: Option<TrainingSessionId>,
    pub settlement_id: Option<PassSettlementId>,
    /// The workshop of a post.
    pub site_id: Option<SiteId>,
    /// Of the training or the post that were paid.
    pub minutes: Option<i32>,
    /// The commitment that a spending draws on.
    pub commitment_id: Option<FundLineId>,
    /// The line that this one takes off.
    pub corrects_id: Option<FundLineId>,
    pub recorded_by: MembershipId,
    pub recorded_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
