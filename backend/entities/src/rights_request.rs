//! What a person asks of their data, and what they were answered.
use super::{membership::MembershipId, recipient::RecipientId};
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
pub struct RightsRequestId(pub i32);

/// Which of the rights (GDPR, articles 15 to 21).
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
pub enum RightsKind {
    Access,
    Rectification,
    Limitation,
    Opposition,
    Erasure,
    Portability,
}

/// What the person was answered.
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
pub enum RightsAnswer {
    Done,
    /// Kept, and used for nothing any more until it is lifted.
    Restricted,
    Refused,
}

/// Why a request is refused.
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
pub enum RefusalGround {
    IdentityNotProven,
    Excessive,
    DeviceOnLoan,
    PublicMission,
    LegalObligation,
    LegalClaims,
    RightsOfOthers,
    RightNotApplicable,
    UnknownPerson,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "rights_request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RightsRequestId,
    pub kind: RightsKind,
    /// None for somebody of whom nothing was found.
    pub recipient_id: Option<RecipientId>,
    pub received_on: Date,
    pub due_on: Date,
    pub registered_by: MembershipId,
    pub registered_at: DateTimeUtc,
    pub answer: Option<RightsAnswer>,
    pub ground: Option<RefusalGround>,
    pub answered_by: Option<MembershipId>,
    pub answered_at: Option<DateTimeUtc>,
    /// Of a limitation.
    pub lifted_by: Option<MembershipId>,
    pub lifted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
