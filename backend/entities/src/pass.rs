//! One pass of the ledger: a number of an issue, and how far it has gone. Its code lies sealed as long as it may still be
//! printed; what it is found by is a keyed fingerprint.
use super::{
    membership::MembershipId, organisation::OrganisationId, pass_grant::PassGrantId,
    pass_issue::PassIssueId, pass_settlement::PassSettlementId, programme::ProgrammeId,
    site::SiteId,
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
pub struct PassId(pub i32);

/// How far a pass has gone. That it expired is no state: its time says so.
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
pub enum PassState {
    Issued,
    Given,
    Used,
    Paid,
    Cancelled,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pass")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PassId,
    pub issue_id: PassIssueId,
    /// In its issue, from 1.
    pub number: i32,
    pub programme_id: ProgrammeId,
    pub value_cents: i32,
    /// The first moment at which it is no longer taken.
    pub expires_at: DateTimeUtc,
    pub state: PassState,
    /// Keyed fingerprint of its code.
    #[sea_orm(unique)]
    pub code_key: String,
    pub sealed_code: Option<String>,
    pub grant_id: Option<PassGrantId>,
    pub given_at: Option<DateTimeUtc>,
    pub used_at: Option<DateTimeUtc>,
    pub used_by: Option<MembershipId>,
    pub used_site_id: Option<SiteId>,
    pub used_organisation_id: Option<OrganisationId>,
    pub settlement_id: Option<PassSettlementId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
