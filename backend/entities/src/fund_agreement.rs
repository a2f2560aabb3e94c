//! What a contributor agreed to give a fund: from when to when, by which rule, how much at most, and for what only.
#![expect(
    clippy::struct_excessive_bools,
    reason = "each is a clause of its own, signed or not"
)]
use super::{
    fund::FundId, membership::MembershipId, organisation::OrganisationId, programme::ProgrammeId,
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
pub struct FundAgreementId(pub i32);

/// What kind of contributor it is, where a matching rule looks at it.
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
pub enum Nature {
    LocalAuthority,
    State,
    Other,
}

/// What the amount that is owed follows from.
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
pub enum Matching {
    /// From nothing: what is called for, or given.
    Gift,
    /// From what the other contributors gave.
    Contributions,
    /// From what the fund spent as the earmarks of the agreement allow.
    Spending,
}

/// What money is spent on.
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
pub enum Expense {
    Device,
    Part,
    /// The time of a post at a workshop.
    WorkshopPost,
    Training,
    /// Noted with the plan, the card or the voucher.
    Internet,
    Pass,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "fund_agreement")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: FundAgreementId,
    pub fund_id: FundId,
    /// The contributor.
    pub organisation_id: OrganisationId,
    /// Of the signed paper.
    pub number: String,
    pub nature: Nature,
    /// The first and the last day of what it pays for.
    pub starts_on: Date,
    pub ends_on: Date,
    /// Whether it may be spent before it is given, up to the cap.
    pub in_advance: bool,
    pub matching: Matching,
    /// What one euro of the base brings.
    pub match_cents: Option<i64>,
    /// The most it gives, over all its years.
    pub cap_cents: Option<i64>,
    /// What the State gives is taken from the base.
    pub net_of_state: bool,
    /// It gives no more than the local authorities do.
    pub equal_share: bool,
    /// Only for the public of this programme.
    pub programme_id: Option<ProgrammeId>,
    /// Only for this intercommunality, by its SIREN.
    pub epci_code: Option<String>,
    /// Only for this kind of expense.
    pub expense: Option<Expense>,
    /// Only for people who proved that they are customers of the contributor.
    pub own_users: bool,
    /// The agreement that was recorded wrongly.
    pub corrects_id: Option<FundAgreementId>,
    pub recorded_by: MembershipId,
    pub recorded_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
