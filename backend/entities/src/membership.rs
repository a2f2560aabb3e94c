//! A role held in an organisation: what a person acts under.
use super::{account::AccountId, organisation::OrganisationId, site::SiteId};
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
pub struct MembershipId(pub i32);

/// What a person is to the chain. Each is a row of the mission's table of users.
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
pub enum Role {
    Supervisor,
    Worker,
    Prescriber,
    Teacher,
    Trainer,
    Clerk,
    Finance,
    Auditor,
    StoreKeeper,
    Coordinator,
    OrganisationManager,
    ItCorrespondent,
    LoanPartner,
    DataProtectionOfficer,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: MembershipId,
    pub account_id: AccountId,
    pub organisation_id: OrganisationId,
    /// The workshop, pick-up point or training place the person works at.
    pub site_id: Option<SiteId>,
    pub role: Role,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
