//! What a wipe log says of a drive that was on the shelf.
use super::{
    account::AccountId, drive_erasure::Finding, erasure::ErasureLevel, evidence::EvidenceId,
    part::PartId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "part_erasure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub part_id: PartId,
    pub evidence_id: EvidenceId,
    pub performer_id: AccountId,
    pub performed_on: Date,
    pub recorded_at: DateTimeUtc,
    pub finding: Finding,
    pub level: Option<ErasureLevel>,
    /// An array of word keys.
    pub reasons: String,
    /// Number and text of the line that decided.
    pub line: Option<i32>,
    pub line_text: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
