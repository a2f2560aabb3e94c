//! Used passes paid together to the organisation they were used at.
use super::{membership::MembershipId, organisation::OrganisationId, programme::ProgrammeId};
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
pub struct PassSettlementId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pass_settlement")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PassSettlementId,
    pub programme_id: ProgrammeId,
    pub organisation_id: OrganisationId,
    /// The first and the last day of use.
    pub from_on: Date,
    pub until_on: Date,
    pub passes: i32,
    pub amount_cents: i32,
    pub settled_by: MembershipId,
    pub settled_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
