//! What the records of lost devices said when they left: their locks, the answers to their checklists, their erasures.
use super::rules::{Area, Step, causes::Facts};
use crate::workshop::{
    checklists::{Answer, Item, is_bad},
    lists::queries::items_of,
};
use chrono::{DateTime, Utc};
use entities::{
    checklist::ChecklistId,
    checklist_answer,
    device::DeviceId,
    device_lock,
    erasure::{self, ErasureVerdict},
    stay_checklist,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeSet, HashMap};

/// A device that left the chain for nothing.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    pub device: DeviceId,
    pub step: Step,
    pub area: Area,
    pub at: DateTime<Utc>,
    pub came: bool,
}

/// What was true of each when it left. One query for each kind of record, whatever their number.
pub async fn facts(
    db: &impl ConnectionTrait,
    losses: Vec<Loss>,
) -> Result<Vec<(Loss, Facts)>, DbErr> {
    if losses.is_empty() {
        return Ok(Vec::new());
    }
    let devices: Vec<DeviceId> = losses.iter().map(|loss| loss.device).collect();
    let locks = locks(db, &devices).await?;
    let answers = answers(db, &devices).await?;
    let erasures = erasures(db, &devices).await?;
    let of = |loss: Loss| {
        let mut its_locks = locks.get(&loss.device).into_iter().flatten();
        let its_answers = || {
            let answers = answers.get(&loss.device).into_iter().flatten();
            answers.filter(|answer| answer.at <= loss.at)
        };
        let last_stay = its_answers().map(|answer| answer.stay).max();
        let mut its_erasures = erasures.get(&loss.device).into_iter().flatten();
        let last = its_erasures.rfind(|(at, _)| *at <= loss.at);
        let facts = Facts {
            came: loss.came,
            locked: its_locks.any(|(found, released)| {
                *found <= loss.at && released.is_none_or(|at| at > loss.at)
            }),
            fault: its_answers().any(|answer| answer.stops && Some(answer.stay) == last_stay),
            not_erased: last.is_some_and(|(_, verdict)| *verdict != ErasureVerdict::Accepted),
        };
        (loss, facts)
    };
    Ok(losses.into_iter().map(of).collect())
}

type ByDevice<T> = HashMap<DeviceId, Vec<T>>;

fn by_device<T>(rows: impl IntoIterator<Item = (DeviceId, T)>) -> ByDevice<T> {
    let mut by_device: ByDevice<T> = HashMap::new();
    for (device, row) in rows {
        by_device.entry(device).or_default().push(row);
    }
    by_device
}

/// When each lock was found, and released.
async fn locks(
    db: &impl ConnectionTrait,
    devices: &[DeviceId],
) -> Result<ByDevice<(DateTime<Utc>, Option<DateTime<Utc>>)>, DbErr> {
    let rows: Vec<(DeviceId, DateTime<Utc>, Option<DateTime<Utc>>)> = device_lock::Entity::find()
        .select_only()
        .columns([
            device_lock::Column::DeviceId,
            device_lock::Column::FoundAt,
            device_lock::Column::ReleasedAt,
        ])
        .filter(device_lock::COLUMN.device_id.is_in(devices.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let rows = rows
        .into_iter()
        .map(|(device, found, released)| (device, (found, released)));
    Ok(by_device(rows))
}

/// The verdict of each erasure, in their order.
async fn erasures(
    db: &impl ConnectionTrait,
    devices: &[DeviceId],
) -> Result<ByDevice<(DateTime<Utc>, ErasureVerdict)>, DbErr> {
    let rows: Vec<(DeviceId, DateTime<Utc>, ErasureVerdict)> = erasure::Entity::find()
        .select_only()
        .columns([
            erasure::Column::DeviceId,
            erasure::Column::RecordedAt,
            erasure::Column::Verdict,
        ])
        .filter(erasure::COLUMN.device_id.is_in(devices.iter().copied()))
        .order_by_asc(erasure::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let rows = rows
        .into_iter()
        .map(|(device, at, verdict)| (device, (at, verdict)));
    Ok(by_device(rows))
}

/// An answer of a checklist; a bad one to a question that stops a device `stops` it.
struct Answered {
    stay: i32,
    at: DateTime<Utc>,
    stops: bool,
}

/// What was answered about each, in whichever stay.
async fn answers(
    db: &impl ConnectionTrait,
    devices: &[DeviceId],
) -> Result<ByDevice<Answered>, DbErr> {
    let stays: Vec<(DeviceId, i32, ChecklistId)> = stay_checklist::Entity::find()
        .select_only()
        .columns([
            stay_checklist::Column::DeviceId,
            stay_checklist::Column::Stay,
            stay_checklist::Column::ChecklistId,
        ])
        .filter(
            stay_checklist::COLUMN
                .device_id
                .is_in(devices.iter().copied()),
        )
        .into_tuple()
        .all(db)
        .await?;
    let known: BTreeSet<ChecklistId> = stays.iter().map(|(.., list)| *list).collect();
    let items = items_of(db, known).await?;
    let lists: HashMap<(DeviceId, i32), ChecklistId> = stays
        .into_iter()
        .map(|(device, stay, list)| ((device, stay), list))
        .collect();
    let rows = checklist_answer::Entity::find()
        .filter(
            checklist_answer::COLUMN
                .device_id
                .is_in(devices.iter().copied()),
        )
        .all(db)
        .await?;
    let stops = |row: &checklist_answer::Model| {
        let list = lists.get(&(row.device_id, row.stay))?;
        let item: &Item = items
            .get(list)?
            .iter()
            .find(|item| item.id.0 == row.item && item.step == row.step)?;
        let answer = Answer::parse(&row.answer)?;
        Some(item.blocking && is_bad(answer, item.kind))
    };
    Ok(by_device(rows.iter().map(|row| {
        let answered = Answered {
            stay: row.stay,
            at: row.at,
            stops: stops(row).unwrap_or_default(),
        };
        (row.device_id, answered)
    })))
}
