//! A plan's rules, as data.
use super::{erasure::ErasureLevel, pathway::PathwayId};
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
pub struct ProgrammeId(pub i32);

/// What must be true before a handover.
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
pub enum Gate {
    Enrolled,
    Attended,
    HandsOn,
    Provisional,
}

/// On what ground a device goes to its recipient.
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
pub enum LegalChain {
    LoanForUse,
    InKindAid,
    CessionByAssociation,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ProgrammeId,
    pub key: String,
    pub name_fr: String,
    pub name_en: String,
    pub pathway_id: PathwayId,
    pub gate: Gate,
    pub required_minutes: i32,
    /// Array of module ids.
    pub required_modules: String,
    pub provisional_days: Option<i32>,
    /// How long a clearance may wait to be used.
    pub clearance_days: i32,
    pub waivers_per_year: i32,
    /// Array of device kinds.
    pub device_kinds: String,
    /// Array of {"fr","en"}: the publics admitted, by number.
    pub public_rules: String,
    pub legal_chain: LegalChain,
    pub deliberation_number: Option<String>,
    /// How deeply a device must have been erased; none, in a programme older than the question, is `clear`, and
    /// stays out of the journal as it stayed out of its events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erasure_level: Option<ErasureLevel>,
    /// For how many months after the handover the device must still get updates; none and 0 ask for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_months: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_software_only: Option<bool>,
    pub created_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
