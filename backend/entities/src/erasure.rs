//! One erasure as it was recorded and judged.
use super::{account::AccountId, device::DeviceId, evidence::EvidenceId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How the data were removed.
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
pub enum ErasureMethod {
    Reset,
    Nwipe,
}

/// What the rules said of the proof.
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
pub enum ErasureVerdict {
    Accepted,
    Refused,
    Unverified,
}

/// How thoroughly the data were removed, in the words of NIST SP 800-88.
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
pub enum ErasureLevel {
    /// Everything an ordinary reader can address is overwritten or reset.
    Clear,
    /// Not even a laboratory can recover the data: the key is destroyed or the drive erased itself.
    Purge,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "erasure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    pub method: ErasureMethod,
    pub performer_id: AccountId,
    pub performed_on: Date,
    pub recorded_at: DateTimeUtc,
    pub evidence_id: Option<EvidenceId>,
    pub verdict: ErasureVerdict,
    /// What was reached, when it was accepted.
    pub level: Option<ErasureLevel>,
    /// The rule's reasons, an array of keys.
    pub reasons: String,
    /// The facts judged.
    pub details: String,
}

impl ActiveModelBehavior for ActiveModel {}
