//! The right of an organisation to send requests.
use super::{membership::MembershipId, organisation::OrganisationId};
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
pub struct PrescribingId(pub i32);

/// Where the right stands.
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
pub enum PrescribingState {
    Asked,
    Validated,
    Refused,
    Suspended,
}

/// Why an organisation may not send requests.
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
pub enum PrescribingReason {
    NoAgreement,
    OutsideTheScheme,
    NotReachable,
    ProofsNotSeen,
    DataNotProtected,
    OwnWish,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "prescribing")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PrescribingId,
    pub organisation_id: OrganisationId,
    pub state: PrescribingState,
    pub reason: Option<PrescribingReason>,
    /// How many requests may be open at once; none means no limit.
    pub open_limit: Option<i32>,
    pub since: DateTimeUtc,
    pub decided_by: Option<MembershipId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
