//! A signed paper opened for a stated reason.
use super::{evidence::EvidenceId, membership::MembershipId, recipient::RecipientId};
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
pub struct PaperLookId(pub i32);

/// Why a signed paper is opened.
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
pub enum LookReason {
    Litigation,
    Audit,
    RightsRequest,
    ArchivesService,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "paper_look")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PaperLookId,
    pub evidence_id: EvidenceId,
    pub recipient_id: RecipientId,
    pub membership_id: MembershipId,
    pub reason: LookReason,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
