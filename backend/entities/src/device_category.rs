//! What is known of a device's worth as a tool, and what a set of rules makes of it. Nothing is written over: the
//! latest row of a stay counts.
use super::{device::DeviceId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Where the facts come from.
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
pub enum FactSource {
    Bench,
    /// A BOLC sheet that came back.
    Bolc,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "device_category")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    pub source: FactSource,
    /// The numbers judged, as JSON.
    pub facts: String,
    /// The set of rules; none where only facts came.
    pub ruleset: Option<String>,
    /// SHA-256 of that set as it was written then; unknown of the oldest records.
    pub ruleset_sha256: Option<String>,
    /// The verdict with its points and reasons, as JSON.
    pub points: Option<String>,
    /// What the rules say.
    pub computed: Option<String>,
    /// What counts: the rules' own, or what a supervisor decided.
    pub category: Option<String>,
    /// Hash of the supervisor's reason.
    pub remark: Option<String>,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
