//! New labels: codes that nobody can guess, written down before they are printed.
use super::Code;
use chrono::{DateTime, Utc};
use entities::{
    container, label,
    label_batch::{self, LabelBatchId},
    membership::MembershipId,
    part,
    site::SiteId,
};
use rand::CryptoRng;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::OnConflict,
};
use std::collections::BTreeSet;

/// More labels than any printing needs: a hundred sheets and a few more.
pub const MOST: usize = 2_100;
/// Codes per statement.
const AT_ONCE: usize = 1_000;

/// A batch to print.
pub struct NewBatch<'t> {
    pub site_id: SiteId,
    pub membership_id: MembershipId,
    pub template: &'t str,
    pub count: usize,
}

/// Makes a batch of blank labels. A code that exists already is drawn again.
pub async fn print_batch(
    txn: &DatabaseTransaction,
    batch: NewBatch<'_>,
    mut rng: impl CryptoRng + Send,
    now: DateTime<Utc>,
) -> Result<label_batch::Model, DbErr> {
    let made = insert_batch(txn, &batch, now).await?;
    let mut left = batch.count;
    while left > 0 {
        let codes: BTreeSet<Code> = (0..left.min(AT_ONCE))
            .map(|_| Code::generate(&mut rng))
            .collect();
        left -= insert_new(txn, made.id, codes).await?;
    }
    Ok(made)
}

/// Draws codes for labels whose file is made before they are recorded, in the order they are printed.
#[must_use]
pub fn draw(count: usize, mut rng: impl CryptoRng) -> Vec<Code> {
    let mut codes = BTreeSet::new();
    while codes.len() < count {
        codes.insert(Code::generate(&mut rng));
    }
    let mut codes: Vec<Code> = codes.into_iter().collect();
    codes.sort_by_cached_key(ToString::to_string);
    codes
}

/// Records a batch of these codes; nothing when one of them exists already, and others have to be drawn. What was
/// written until then goes with the transaction.
pub async fn record_batch(
    txn: &DatabaseTransaction,
    batch: NewBatch<'_>,
    codes: &[Code],
    now: DateTime<Utc>,
) -> Result<Option<label_batch::Model>, DbErr> {
    let made = insert_batch(txn, &batch, now).await?;
    for some in codes.chunks(AT_ONCE) {
        let new = insert_new(txn, made.id, some.iter().copied().collect()).await?;
        if new < some.len() {
            return Ok(None);
        }
    }
    Ok(Some(made))
}

async fn insert_batch(
    txn: &DatabaseTransaction,
    batch: &NewBatch<'_>,
    now: DateTime<Utc>,
) -> Result<label_batch::Model, DbErr> {
    label_batch::ActiveModel {
        site_id: Set(batch.site_id),
        membership_id: Set(batch.membership_id),
        template: Set(batch.template.to_owned()),
        count: Set(i32::try_from(batch.count).unwrap_or(i32::MAX)),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await
}

/// Inserts the codes that are new, and tells how many were.
async fn insert_new(
    txn: &DatabaseTransaction,
    batch_id: LabelBatchId,
    mut codes: BTreeSet<Code>,
) -> Result<usize, DbErr> {
    // One code, one thing: boxes, places and parts draw from the same alphabet.
    let taken = container::Entity::find()
        .filter(container::Column::Code.is_in(codes.iter().map(ToString::to_string)))
        .all(txn)
        .await?;
    codes.retain(|code| taken.iter().all(|it| it.code != code.to_string()));
    let parts = part::Entity::find()
        .filter(part::Column::Code.is_in(codes.iter().map(ToString::to_string)))
        .all(txn)
        .await?;
    codes.retain(|code| parts.iter().all(|it| it.code != code.to_string()));
    if codes.is_empty() {
        return Ok(0);
    }
    let rows = codes.into_iter().map(|code| label::ActiveModel {
        code: Set(code.to_string()),
        batch_id: Set(batch_id),
        ..Default::default()
    });
    let new = label::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(label::Column::Code)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(usize::try_from(new).unwrap_or(usize::MAX))
}
