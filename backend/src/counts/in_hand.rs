//! What the chains of devices tell of their movements since the expected set was frozen: which of them had the device in
//! somebody's hand, and which are on paper alone.
use crate::{
    journal::{EventKind, Subject, told},
    web::Words,
};
use chrono::{DateTime, Utc};
use entities::{device::DeviceId, event, stock_count, stock_count_line};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Signed for, scanned out, or back over a counter: the device was there.
const IN_HAND: [EventKind; 5] = [
    EventKind::DeviceSent,
    EventKind::DeviceHandedOver,
    EventKind::DeviceReturned,
    EventKind::DeviceLent,
    EventKind::DeviceBackOnShelf,
];

/// Those of these devices that somebody had in hand since, each after the event of its own chain that is named.
pub async fn since(
    db: &impl ConnectionTrait,
    frozen: &HashMap<DeviceId, i32>,
) -> Result<HashSet<DeviceId>, DbErr> {
    if frozen.is_empty() {
        return Ok(HashSet::new());
    }
    let kinds = IN_HAND.into_iter().chain([EventKind::DeviceMoved]);
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(Subject::Device.key()))
        .filter(event::COLUMN.subject_id.is_in(frozen.keys().map(|id| id.0)))
        .filter(event::COLUMN.kind.is_in(kinds.map(EventKind::name)))
        .all(db)
        .await?;
    let later = |event: &event::Model| {
        let before = frozen.get(&DeviceId(event.subject_id));
        before.is_some_and(|version| event.seq > *version)
    };
    Ok(events
        .into_iter()
        .filter(|event| later(event) && proves(event))
        .map(|event| DeviceId(event.subject_id))
        .collect())
}

/// Whether the device was there when this was written: an arrival that somebody only says is no proof.
fn proves(event: &event::Model) -> bool {
    if event.kind != EventKind::DeviceMoved.name() {
        return true;
    }
    let data: Value = serde_json::from_str(&event.data).unwrap_or_default();
    data["details"]["scanned"] == true
}

/// More than anybody moves one device during a count.
const SHOWN: u64 = 20;

/// Where a device was moved to while people counted, and when, in words.
pub async fn movements(
    db: &impl ConnectionTrait,
    words: Words,
    count: &stock_count::Model,
    device: DeviceId,
) -> Result<Vec<(DateTime<Utc>, String)>, DbErr> {
    let line = stock_count_line::Entity::find_by_id((count.id, device))
        .one(db)
        .await?;
    let (Some(line), Some(ended_at)) = (line, count.ended_at) else {
        return Ok(Vec::new());
    };
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(Subject::Device.key()))
        .filter(event::COLUMN.subject_id.eq(device.0))
        .filter(event::COLUMN.seq.gt(line.version))
        .filter(event::COLUMN.at.lte(ended_at))
        .filter(event::COLUMN.kind.eq(EventKind::DeviceMoved.name()))
        .order_by_asc(event::COLUMN.seq)
        .limit(SHOWN)
        .all(db)
        .await?;
    let said = told::sentences(db, words, &events).await?;
    Ok(events.iter().map(|event| event.at).zip(said).collect())
}
