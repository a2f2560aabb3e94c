//! A gap gets its reason, and its second person where the count asks for one; the count is closed with its record.
use super::{
    queries,
    rules::{Stays, is_gap, may_close},
    settling::{StepError, fresh},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCounts},
    evidence,
    journal::{self, Event, EventKind, Subject},
    keys::sha256_hex,
    web::Error,
};
use entities::{
    stock_count::{self, CountState},
    stock_count_result::{self, GapReason},
};
use sea_orm::{ActiveEnum, ActiveValue::Set, DatabaseTransaction, EntityTrait, QueryFilter};

/// Why there was a gap.
pub struct Resolution {
    pub reason: GapReason,
    /// What is to be said of it, if anything.
    pub words: String,
    pub proof: Option<Proof>,
}

/// A file that proves the reason, in the store already.
pub struct Proof {
    pub sha256: String,
    pub file: String,
    pub media: String,
}

/// The count and the gap as they are now, if gaps are being resolved.
async fn resolving(
    txn: &DatabaseTransaction,
    count: &stock_count::Model,
    gap: i32,
) -> Result<(stock_count::Model, stock_count_result::Model), StepError> {
    let count = fresh(txn, count).await?;
    match count.state {
        CountState::Counting => return Err(Stays::NotEnded.into()),
        CountState::Resolving => {}
        CountState::Closed => return Err(Stays::Closed.into()),
    }
    // One at a time: what the journal says of the count follows one from the other.
    journal::hold(txn, &count).await?;
    let gap = queries::line(txn, &count, gap).await?;
    let gap = gap.filter(|line| is_gap(line.class));
    Ok((count, gap.ok_or(Error::NotFound)?))
}

/// Resolves a gap.
pub async fn resolve(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCounts>,
    (count, gap): (&stock_count::Model, i32),
    resolution: Resolution,
) -> Result<(), StepError> {
    let (count, gap) = resolving(txn, count, gap).await?;
    if gap.resolved_at.is_some() {
        return Err(Stays::ResolvedAlready.into());
    }
    let now = app.clock.now();
    let remark = if resolution.words.is_empty() {
        None
    } else {
        let subject = (Subject::StockCount, count.id.0);
        Some(journal::remark(txn, &app.keys, subject, &resolution.words, now).await?)
    };
    let event = Event::of(EventKind::CountGapResolved)
        .with("line", gap.id)
        .with("device", gap.device_id.map(|device| device.0))
        .with("reason", resolution.reason.to_value())
        .with("remark", remark.clone())
        .with(
            "proof_sha256",
            resolution.proof.as_ref().map(|proof| proof.sha256.clone()),
        );
    let (sha256, file, media) = match resolution.proof {
        Some(proof) => (Some(proof.sha256), Some(proof.file), Some(proof.media)),
        None => (None, None, None),
    };
    let change = stock_count_result::ActiveModel {
        reason: Set(Some(resolution.reason)),
        remark: Set(remark),
        proof_sha256: Set(sha256),
        proof_file: Set(file),
        proof_media: Set(media),
        resolved_by: Set(Some(by.membership_id)),
        resolved_account: Set(Some(by.account.id)),
        resolved_at: Set(Some(now)),
        ..Default::default()
    };
    let resolved = stock_count_result::Entity::update_many()
        .set(change)
        .filter(stock_count_result::COLUMN.id.eq(gap.id))
        .filter(stock_count_result::COLUMN.resolved_at.is_null())
        .exec(txn)
        .await?;
    if resolved.rows_affected == 0 {
        return Err(Stays::ResolvedAlready.into());
    }
    journal::record(txn, by.at(now), &count, event).await?;
    Ok(())
}

/// A second person signs what the first resolved.
pub async fn sign(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCounts>,
    (count, gap): (&stock_count::Model, i32),
) -> Result<(), StepError> {
    let (count, gap) = resolving(txn, count, gap).await?;
    let Some(resolved_by) = gap.resolved_account else {
        return Err(Stays::NotResolved.into());
    };
    if gap.countersigned_at.is_some() {
        return Err(Stays::SignedAlready.into());
    }
    if resolved_by == by.account.id {
        return Err(Stays::OwnResolution.into());
    }
    let now = app.clock.now();
    let change = stock_count_result::ActiveModel {
        countersigned_by: Set(Some(by.membership_id)),
        countersigned_account: Set(Some(by.account.id)),
        countersigned_at: Set(Some(now)),
        ..Default::default()
    };
    let signed = stock_count_result::Entity::update_many()
        .set(change)
        .filter(stock_count_result::COLUMN.id.eq(gap.id))
        .filter(stock_count_result::COLUMN.countersigned_at.is_null())
        .exec(txn)
        .await?;
    if signed.rows_affected == 0 {
        return Err(Stays::SignedAlready.into());
    }
    let event = Event::of(EventKind::CountGapSigned)
        .with("line", gap.id)
        .with("device", gap.device_id.map(|device| device.0));
    journal::record(txn, by.at(now), &count, event).await?;
    Ok(())
}

/// Closes a count with the record that was made of it as it stands in `before`.
pub async fn close(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCounts>,
    before: &stock_count::Model,
    record: &[u8],
) -> Result<stock_count::Model, StepError> {
    // What was resolved while the record was made is not in it.
    journal::hold(txn, before).await?;
    may_close(before.state, queries::open(txn, before).await?)?;
    let now = app.clock.now();
    let change = stock_count::ActiveModel {
        state: Set(CountState::Closed),
        sha256: Set(Some(sha256_hex(record))),
        file: Set(Some(evidence::keep(app, record).await?)),
        closed_at: Set(Some(now)),
        closed_by: Set(Some(by.membership_id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::CountClosed).with("gaps", before.gaps.unwrap_or(0));
    Ok(journal::change(txn, by.at(now), before, change, event).await?)
}
