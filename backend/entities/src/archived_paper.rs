//! A signed paper in the restricted archive: its person is forgotten.
use super::{
    archives_visa::ArchivesVisaId, evidence::EvidenceId, handover::HandoverId,
    recipient::RecipientId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "archived_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub evidence_id: EvidenceId,
    pub recipient_id: RecipientId,
    pub handover_id: HandoverId,
    /// The day its time is counted from: the end of the handover, or the handover itself.
    pub kept_from: Date,
    pub archived_at: DateTimeUtc,
    pub visa_id: Option<ArchivesVisaId>,
    pub eliminated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
