//! A stored file that proves something; its bytes lie encrypted in the file store.
use super::membership::MembershipId;
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
pub struct EvidenceId(pub i32);

/// What the file shows.
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
pub enum EvidenceKind {
    SetupScreen,
    WipeLog,
    Signature,
    SignedSlip,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EvidenceId,
    pub kind: EvidenceKind,
    /// Of the bytes as they were handed in.
    pub sha256: String,
    /// Its name in the file store.
    pub file: String,
    pub media_type: String,
    pub bytes: i64,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
