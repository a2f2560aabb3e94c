//! The signatures and signed slips that bear a person's name or hand. When the person is forgotten they go to the
//! restricted archive: only the data protection officer opens them, and only a visa of the archives lets them go.
use crate::web::format::Day;
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    archived_paper,
    evidence::{self, EvidenceKind},
    handover::{self, HandoverId},
    recipient::RecipientId,
    request::RequestId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder,
};

/// A signed paper, and the handover it is of.
pub struct Paper {
    pub proof: evidence::Model,
    pub handover: HandoverId,
    pub request: RequestId,
    /// The day its time is counted from: the end of the handover, or the handover itself.
    pub kept_from: NaiveDate,
}

/// The papers of a person, oldest first.
pub async fn papers_of(
    db: &impl ConnectionTrait,
    recipient_id: RecipientId,
) -> Result<Vec<Paper>, DbErr> {
    let handovers = handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.eq(recipient_id))
        .all(db)
        .await?;
    let signed = handovers
        .iter()
        .filter_map(|handover| handover.signature_evidence_id);
    let slips = handovers
        .iter()
        .map(|handover| handover.slip_sha256.as_str());
    let slips = Condition::all()
        .add(evidence::COLUMN.kind.eq(EvidenceKind::SignedSlip))
        .add(evidence::COLUMN.sha256.is_in(slips));
    let proofs = evidence::Entity::find()
        .filter(
            Condition::any()
                .add(evidence::COLUMN.id.is_in(signed))
                .add(slips),
        )
        .order_by_asc(evidence::COLUMN.id)
        .all(db)
        .await?;
    let of = |proof: evidence::Model| {
        let handover = handovers.iter().find(|handover| {
            handover.signature_evidence_id == Some(proof.id) || handover.slip_sha256 == proof.sha256
        })?;
        Some(Paper {
            proof,
            handover: handover.id,
            request: handover.request_id,
            kept_from: handover.ended_at.unwrap_or(handover.handed_at).in_paris(),
        })
    };
    Ok(proofs.into_iter().filter_map(of).collect())
}

/// Puts a person's papers into the archive.
pub async fn archive(
    txn: &impl ConnectionTrait,
    recipient_id: RecipientId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = papers_of(txn, recipient_id)
        .await?
        .into_iter()
        .map(|paper| archived_paper::ActiveModel {
            evidence_id: Set(paper.proof.id),
            recipient_id: Set(recipient_id),
            handover_id: Set(paper.handover),
            kept_from: Set(paper.kept_from),
            archived_at: Set(now),
            ..Default::default()
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    archived_paper::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
