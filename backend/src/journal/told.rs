//! Events in plain words with what they name: the request a device went to, the sites it left and came to.
use super::{
    EventKind,
    words::{data_of, event_sentence},
};
use crate::{identifiers::request_reference, web::Words};
use entities::{
    event,
    request::RequestId,
    site::{self, SiteId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// What each of these events says, in their order. Who may read an event may read the names of the sites in it; no
/// person is named.
pub async fn sentences(
    db: &impl ConnectionTrait,
    words: Words,
    events: &[event::Model],
) -> Result<Vec<String>, DbErr> {
    let ends = events
        .iter()
        .filter(|event| names_sites(event))
        .flat_map(|event| {
            let data = data_of(event);
            ["from", "to"].map(|end| site_of(&data["details"], end))
        });
    let sites = site_names(db, ends.flatten().collect()).await?;
    Ok(events
        .iter()
        .map(|event| naming(words, event, &sites).unwrap_or_else(|| event_sentence(&words, event)))
        .collect())
}

fn names_sites(event: &event::Model) -> bool {
    [EventKind::DeviceMoved, EventKind::DeviceSent]
        .iter()
        .any(|kind| kind.name() == event.kind)
}

/// The sentence with the names in it; nothing for an event that names nothing, or that does not say what.
fn naming(words: Words, event: &event::Model, sites: &HashMap<SiteId, String>) -> Option<String> {
    let data = data_of(event);
    let details = &data["details"];
    if names_sites(event) {
        let site = |end| site_of(details, end).and_then(|id| sites.get(&id));
        let to = words.with("to", site("to")?.as_str());
        return Some(if event.kind == EventKind::DeviceSent.name() {
            to.say("event-device-sent-to")
        } else if let Some(from) = site("from") {
            to.with("from", from.as_str())
                .say("event-device-moved-between")
        } else {
            to.say("event-device-moved-to")
        });
    }
    let key = request_key(&event.kind)?;
    let request = RequestId(number(&details["request"])?);
    Some(words.with("reference", request_reference(request)).say(key))
}

fn request_key(kind: &str) -> Option<&'static str> {
    [
        (EventKind::DeviceAllocated, "event-device-allocated-to"),
        (EventKind::AllocationUndone, "event-allocation-undone-of"),
        (EventKind::AllocationLapsed, "event-allocation-lapsed-of"),
        (EventKind::DeviceHandedOver, "event-device-handed-over-for"),
    ]
    .into_iter()
    .find(|(named, _)| named.name() == kind)
    .map(|(_, key)| key)
}

fn site_of(details: &Value, end: &str) -> Option<SiteId> {
    number(&details[end]).map(SiteId)
}

fn number(value: &Value) -> Option<i32> {
    value.as_i64().and_then(|number| i32::try_from(number).ok())
}

async fn site_names(
    db: &impl ConnectionTrait,
    ids: BTreeSet<SiteId>,
) -> Result<HashMap<SiteId, String>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let names: Vec<(SiteId, String)> = site::Entity::find()
        .select_only()
        .columns([site::Column::Id, site::Column::Name])
        .filter(site::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}
