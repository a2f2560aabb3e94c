//! What is written of transfers: a lot shared, devices scanned out and in, and what workshops say they can take.
use super::{
    queries,
    rules::{Group, Refusal, Scanned, may_come_in, may_leave},
};
use crate::{
    devices::{actions::Known, transit},
    journal::{self, By, ChangeError, Event, EventKind},
};
use chrono::NaiveDate;
use entities::{
    collection_lot,
    device::{self, DeviceId, DeviceKind, Grade},
    site::{self, SiteId},
    site_capacity, split_rule,
    transfer::{self, TransferId},
    transfer_device::{self, TransferOutcome},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, Set, SqlErr,
};
use std::collections::BTreeMap;

#[derive(Debug, thiserror::Error)]
pub enum CarryError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<Refusal> for CarryError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbErr> for CarryError {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

/// Somebody put one of these devices on another transfer since they were looked at: one wins, the other is told.
fn taken(error: DbErr) -> ChangeError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => ChangeError::Changed,
        _ => error.into(),
    }
}

/// Lines per statement, far below what the engines take.
const LINES: usize = 1_000;

/// So many devices of each group go to each workshop: one transfer per workshop, with the devices on its list. The
/// others stay.
pub async fn share(
    txn: &DatabaseTransaction,
    by: By,
    lot: &collection_lot::Model,
    shares: &BTreeMap<SiteId, BTreeMap<Group, usize>>,
) -> Result<Vec<TransferId>, ChangeError> {
    let actor = by.actor.ok_or(ChangeError::Changed)?;
    let mut groups: BTreeMap<Group, Vec<DeviceId>> = BTreeMap::new();
    for device in queries::devices_to_share(txn, lot).await? {
        groups.entry(device.group()).or_default().push(device.id);
    }
    let mut made = Vec::new();
    for (site, wanted) in shares {
        let mut devices = Vec::new();
        for (group, count) in wanted {
            let there = groups.entry(*group).or_default();
            if there.len() < *count {
                return Err(ChangeError::Changed);
            }
            devices.extend(there.drain(..*count));
        }
        if devices.is_empty() {
            continue;
        }
        let transfer = transfer::ActiveModel {
            id: NotSet,
            from_site_id: Set(lot.workshop_site_id),
            to_site_id: Set(*site),
            lot_id: Set(lot.id),
            membership_id: Set(actor),
            created_at: Set(by.at),
        };
        let transfer = transfer.insert(txn).await?;
        devices.sort_unstable();
        for chunk in devices.chunks(LINES) {
            let lines = chunk.iter().map(|device| transfer_device::ActiveModel {
                transfer_id: Set(transfer.id),
                device_id: Set(*device),
                expected: Set(true),
                ..Default::default()
            });
            transfer_device::Entity::insert_many(lines)
                .exec_without_returning(txn)
                .await
                .map_err(taken)?;
        }
        made.push(transfer.id);
    }
    Ok(made)
}

fn facts(
    transfer: &transfer::Model,
    device: &device::Model,
    line: Option<&transfer_device::Model>,
) -> Scanned {
    Scanned {
        stage: device.stage,
        line: line.map(|line| (line.sent_at.is_some(), line.ended_at.is_some())),
        at_sender: device.site_id == Some(transfer.from_site_id),
        at_receiver: device.site_id == Some(transfer.to_site_id),
    }
}

/// The device of this code is scanned out: it leaves its box, and is on its way from now on.
pub async fn send(
    txn: &DatabaseTransaction,
    by: By,
    transfer: &transfer::Model,
    code: &str,
) -> Result<device::Model, CarryError> {
    let (device, line) = queries::scanned(txn, transfer, code)
        .await?
        .ok_or(Refusal::NotListed)?;
    may_leave(facts(transfer, &device, line.as_ref()))?;
    let line = line.ok_or(Refusal::NotListed)?;
    let noted = transfer_device::Entity::update_many()
        .set(transfer_device::ActiveModel {
            sent_at: Set(Some(by.at)),
            sent_by: Set(by.actor),
            ..Default::default()
        })
        .filter(transfer_device::COLUMN.id.eq(line.id))
        .filter(transfer_device::COLUMN.sent_at.is_null())
        .filter(transfer_device::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    if noted.rows_affected == 0 {
        return Err(ChangeError::Changed.into());
    }
    let event = Event::of(EventKind::DeviceSent)
        .with("transfer", transfer.id.0)
        .with("to", transfer.to_site_id.0);
    let change = device::ActiveModel {
        transfer_id: Set(Some(transfer.id)),
        container_id: Set(None),
        ..Default::default()
    };
    Ok(journal::change(txn, by, &device, change, event).await?)
}

/// The device of this code is scanned in at the workshop the transfer goes to.
pub async fn take_in(
    txn: &DatabaseTransaction,
    by: By,
    transfer: &transfer::Model,
    here: &site::Model,
    code: &str,
) -> Result<device::Model, CarryError> {
    let (device, line) = queries::scanned(txn, transfer, code)
        .await?
        .ok_or(Refusal::NotListed)?;
    may_come_in(facts(transfer, &device, line.as_ref()))?;
    // On its way with another transfer: it is that one's to end, and it does.
    if line.is_none() && device.transfer_id.is_none() {
        transit::note_arrivals(txn, by, &[device.id], here).await?;
        transfer_device::ActiveModel {
            transfer_id: Set(transfer.id),
            device_id: Set(device.id),
            expected: Set(false),
            ended_at: Set(Some(by.at)),
            outcome: Set(Some(TransferOutcome::Arrived)),
            ended_site_id: Set(Some(here.id)),
            ended_by: Set(by.actor),
            ..Default::default()
        }
        .insert(txn)
        .await
        .map_err(taken)?;
    }
    let scanned = (here, Known::Scanned);
    Ok(transit::end(txn, by, &device, scanned, Some(transfer.id)).await?)
}

/// What was not scanned out is taken off the list. Says how many.
pub async fn withdraw(
    txn: &DatabaseTransaction,
    by: By,
    transfer: &transfer::Model,
) -> Result<u64, DbErr> {
    let done = transfer_device::Entity::update_many()
        .set(transfer_device::ActiveModel {
            ended_at: Set(Some(by.at)),
            outcome: Set(Some(TransferOutcome::Withdrawn)),
            ended_by: Set(by.actor),
            ..Default::default()
        })
        .filter(transfer_device::COLUMN.transfer_id.eq(transfer.id))
        .filter(transfer_device::COLUMN.sent_at.is_null())
        .filter(transfer_device::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected)
}

/// A workshop says what it can take in a week, from a day on. What was declared before stays readable.
pub async fn declare(
    txn: &DatabaseTransaction,
    by: By,
    site: SiteId,
    (per_week, from_on): (i32, NaiveDate),
) -> Result<(), ChangeError> {
    site_capacity::ActiveModel {
        id: NotSet,
        site_id: Set(site),
        per_week: Set(per_week),
        from_on: Set(from_on),
        membership_id: Set(by.actor.ok_or(ChangeError::Changed)?),
        declared_at: Set(by.at),
    }
    .insert(txn)
    .await?;
    Ok(())
}

/// A rule, after those that are there.
pub async fn add_rule(
    txn: &DatabaseTransaction,
    by: By,
    site: SiteId,
    (kind, grade): (Option<DeviceKind>, Option<Grade>),
) -> Result<(), ChangeError> {
    let last = split_rule::Entity::find()
        .order_by_desc(split_rule::Column::Position)
        .one(txn)
        .await?;
    split_rule::ActiveModel {
        position: Set(last.map_or(1, |rule| rule.position + 1)),
        kind: Set(kind),
        grade: Set(grade),
        site_id: Set(site),
        membership_id: Set(by.actor.ok_or(ChangeError::Changed)?),
        created_at: Set(by.at),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    Ok(())
}

/// The rule holds no longer; what was shared by it stays shared.
pub async fn end_rule(txn: &DatabaseTransaction, by: By, id: i32) -> Result<(), ChangeError> {
    let ended = split_rule::Entity::update_many()
        .set(split_rule::ActiveModel {
            ended_at: Set(Some(by.at)),
            ended_by: Set(by.actor),
            ..Default::default()
        })
        .filter(split_rule::COLUMN.id.eq(id))
        .filter(split_rule::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    if ended.rows_affected == 0 {
        return Err(ChangeError::Changed);
    }
    Ok(())
}
