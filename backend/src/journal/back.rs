//! What was taken back: the state before the last event of a row, as the journal itself tells it, and the events that
//! still stand.
use super::{Event, EventKind, Journaled, history};
use entities::event;
use sea_orm::{ActiveValue, ConnectionTrait, DbErr};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The detail that names the event taken back, by its number in the same chain.
const TAKES_BACK: &str = "takes_back";

/// The last event of a row, and what it replaced.
pub struct Last {
    pub event: event::Model,
    columns: BTreeMap<String, Value>,
}

impl Last {
    /// What this column was before the event; nothing if the event did not set it.
    pub fn was<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, DbErr> {
        let Some(value) = self.columns.get(column) else {
            return Ok(None);
        };
        serde_json::from_value(value.clone())
            .map(Some)
            .map_err(|error| DbErr::Json(error.to_string()))
    }

    /// The same, as a change of the row.
    pub fn back<T>(&self, column: &str) -> Result<ActiveValue<T>, DbErr>
    where
        T: DeserializeOwned + Into<sea_orm::Value>,
    {
        let was = self.was(column)?;
        Ok(was.map_or(ActiveValue::NotSet, ActiveValue::Set))
    }

    /// The event that takes this one back, and says so.
    #[must_use]
    pub fn taken_back(&self, kind: EventKind) -> Event {
        taking_back(kind, self.event.seq)
    }
}

/// An event that takes another one of its chain back.
#[must_use]
pub fn taking_back(kind: EventKind, seq: i32) -> Event {
    Event::of(kind).with(TAKES_BACK, seq)
}

/// The last event of this row as it was read; nothing if there is none of its number.
pub async fn last<M: Journaled>(db: &impl ConnectionTrait, row: &M) -> Result<Option<Last>, DbErr> {
    let mut events = history(db, M::SUBJECT, row.id()).await?;
    events.retain(|event| event.seq <= row.version());
    let Some(event) = events.pop().filter(|event| event.seq == row.version()) else {
        return Ok(None);
    };
    let mut columns = BTreeMap::new();
    let mut wanted: BTreeSet<String> = set_by(&event)?.into_keys().collect();
    for earlier in events.iter().rev() {
        if wanted.is_empty() {
            break;
        }
        for (column, value) in set_by(earlier)? {
            if wanted.remove(&column) {
                columns.insert(column, value);
            }
        }
    }
    Ok(Some(Last { event, columns }))
}

/// The events of one chain that still stand: without those that were taken back, and without what took them back.
pub fn standing(events: Vec<event::Model>) -> Result<Vec<event::Model>, DbErr> {
    let mut gone = BTreeSet::new();
    for event in &events {
        let data = data_of(event)?;
        if let Some(seq) = data["details"][TAKES_BACK].as_i64() {
            gone.extend([i64::from(event.seq), seq]);
        }
    }
    let mut standing = events;
    standing.retain(|event| !gone.contains(&i64::from(event.seq)));
    Ok(standing)
}

/// The number of the latest event of this kind that has this detail, for the event that corrects it to name.
pub async fn latest_of<M: Journaled>(
    db: &impl ConnectionTrait,
    row: &M,
    kind: EventKind,
    (detail, value): (&str, i32),
) -> Result<Option<i32>, DbErr> {
    for event in history(db, M::SUBJECT, row.id()).await?.iter().rev() {
        if event.kind == kind.name() && data_of(event)?["details"][detail] == value {
            return Ok(Some(event.seq));
        }
    }
    Ok(None)
}

pub(super) fn set_by(event: &event::Model) -> Result<BTreeMap<String, Value>, DbErr> {
    let mut data = data_of(event)?;
    serde_json::from_value(data["set"].take()).map_err(|error| DbErr::Json(error.to_string()))
}

fn data_of(event: &event::Model) -> Result<Value, DbErr> {
    serde_json::from_str(&event.data).map_err(|error| DbErr::Json(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i32, data: &str) -> event::Model {
        event::Model {
            subject_kind: "device".to_owned(),
            subject_id: 1,
            seq,
            at: chrono::DateTime::default(),
            actor_id: None,
            kind: String::new(),
            data: data.to_owned(),
            previous: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn what_was_taken_back_does_not_stand_nor_what_took_it_back() {
        let events = vec![
            event(1, r#"{"details":{},"set":{"stage":"received"}}"#),
            event(2, r#"{"details":{},"set":{"stage":"quality_check"}}"#),
            event(
                3,
                r#"{"details":{"takes_back":2},"set":{"stage":"received"}}"#,
            ),
            event(4, r#"{"details":{},"set":{}}"#),
        ];
        let left = standing(events).unwrap();
        let left: Vec<i32> = left.iter().map(|event| event.seq).collect();
        assert_eq!(left, [1, 4]);
    }
}
