//! Noting that a device is still tied to its previous owner, and that it is not any more.
use super::{
    actions::BenchError,
    queries::{self, Work},
    rules::Blocker,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    devices::locked::lock_value,
    journal::{self, By, Event, EventKind},
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    device::{self, Stage},
    device_lock::{self, LockKind},
    membership::MembershipId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, QueryFilter, SqlErr,
    sea_query::Expr,
};

/// What somebody at the bench sees on the device now. A lock is released when it stood on their page and is
/// seen no more: one that was noted meanwhile stays.
pub async fn note(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
    (was, seen): (&[LockKind], &[LockKind]),
) -> Result<(), BenchError> {
    let work = queries::device_at_bench(txn, by, code)
        .await?
        .ok_or(BenchError::Other(Error::NotFound))?;
    let at = by.at(app.clock.now());
    let mut device = lockable(&work)?.clone();
    let open = |kind: LockKind| work.locks.iter().find(|lock| lock.kind == kind);
    for kind in seen.iter().filter(|kind| open(**kind).is_none()) {
        device = lock(txn, at, by.membership_id, &device, *kind).await?;
    }
    let gone = |lock: &&device_lock::Model| was.contains(&lock.kind) && !seen.contains(&lock.kind);
    let released: Vec<_> = work.locks.iter().filter(gone).collect();
    if !released.is_empty() && work.device.stage == Stage::QualityCheck {
        // Who checks does not first take away what the check would stop at.
        return Err(Blocker::LockedAtCheck.into());
    }
    for lock in released {
        let today = app.clock.today();
        device = release(txn, at, by.membership_id, &device, lock, today, None).await?;
    }
    Ok(())
}

/// The device, if it is where a lock can be noted: what is ready is first taken back.
fn lockable(work: &Work) -> Result<&device::Model, BenchError> {
    match work.device.stage {
        Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck => {
            Ok(&work.device)
        }
        Stage::Announced | Stage::NotReceived | Stage::Ready | Stage::Scrapped => {
            Err(Blocker::MovedOn.into())
        }
    }
}

async fn lock(
    txn: &DatabaseTransaction,
    by: By,
    member: MembershipId,
    device: &device::Model,
    kind: LockKind,
) -> Result<device::Model, Error> {
    let row = device_lock::ActiveModel {
        device_id: Set(device.id),
        kind: Set(kind),
        found_at: Set(by.at),
        membership_id: Set(member),
        ..Default::default()
    };
    let row = match row.insert(txn).await {
        Ok(row) => row,
        // Noted by somebody else a moment before.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    let event = Event::of(EventKind::DeviceLocked)
        .with("lock", row.id)
        .with("kind", lock_value(kind));
    Ok(journal::record(txn, by, device, event).await?)
}

/// Releases one lock, once.
pub async fn release(
    txn: &DatabaseTransaction,
    by: By,
    member: MembershipId,
    device: &device::Model,
    lock: &device_lock::Model,
    on: NaiveDate,
    list: Option<i32>,
) -> Result<device::Model, Error> {
    let released = device_lock::Entity::update_many()
        .col_expr(device_lock::Column::ReleasedAt, Expr::value(Some(by.at)))
        .col_expr(device_lock::Column::ReleasedOn, Expr::value(Some(on)))
        .col_expr(device_lock::Column::ReleasedBy, Expr::value(Some(member.0)))
        .filter(device_lock::COLUMN.id.eq(lock.id))
        .filter(device_lock::COLUMN.released_at.is_null())
        .exec(txn)
        .await?;
    if released.rows_affected == 0 {
        return Err(Error::Changed);
    }
    let event = Event::of(EventKind::DeviceUnlocked)
        .with("lock", lock.id)
        .with("kind", lock_value(lock.kind))
        .with("released_on", on.to_string())
        .with("release_list", list);
    Ok(journal::record(txn, by, device, event).await?)
}
