//! One link: what is hashed, and how.
use super::{By, Event, subjects::Journaled};
use chrono::{DateTime, SecondsFormat, Utc};
use entities::event;
use sea_orm::ActiveValue::Set;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// One event with its place in a chain, before it has a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub subject_kind: String,
    pub subject_id: i32,
    pub seq: i32,
    pub at: DateTime<Utc>,
    pub actor_id: Option<i32>,
    pub kind: String,
    /// Canonical JSON, hashed byte for byte.
    pub data: String,
    /// The hash before it; empty for the first.
    pub previous: String,
}

impl Link {
    pub(super) fn first<M: Journaled>(
        row: &M,
        by: By,
        event: Event,
        set: BTreeMap<String, Value>,
    ) -> Self {
        Self::next(row, by, event, set, String::new())
    }

    pub(super) fn next<M: Journaled>(
        after: &M,
        by: By,
        event: Event,
        set: BTreeMap<String, Value>,
        previous: String,
    ) -> Self {
        let mut data = Map::new();
        data.insert("details".into(), Value::Object(event.details));
        data.insert("set".into(), Value::Object(set.into_iter().collect()));
        Self {
            subject_kind: M::SUBJECT.key().to_owned(),
            subject_id: after.id(),
            seq: after.version(),
            at: by.at,
            actor_id: by.actor.map(|id| id.0),
            kind: event.kind.name().to_owned(),
            data: canonical(&Value::Object(data)),
            previous,
        }
    }

    /// The bytes that are hashed: one JSON object, keys in this order, no white space, `data` verbatim.
    #[must_use]
    pub fn preimage(&self) -> String {
        format!(
            r#"{{"actor":{},"at":"{}","data":{},"kind":"{}","previous":"{}","seq":{},"subject":"{}:{}"}}"#,
            self.actor_id
                .map_or_else(|| "null".to_owned(), |id| id.to_string()),
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.data,
            self.kind,
            self.previous,
            self.seq,
            self.subject_kind,
            self.subject_id,
        )
    }

    /// SHA-256 of the preimage, in lower-case hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.preimage()))
    }

    pub(super) fn into_row(self) -> event::ActiveModel {
        let hash = self.hash();
        event::ActiveModel {
            subject_kind: Set(self.subject_kind),
            subject_id: Set(self.subject_id),
            seq: Set(self.seq),
            at: Set(self.at),
            actor_id: Set(self.actor_id.map(entities::membership::MembershipId)),
            kind: Set(self.kind),
            data: Set(self.data),
            previous: Set(self.previous),
            hash: Set(hash),
        }
    }
}

impl From<&event::Model> for Link {
    fn from(row: &event::Model) -> Self {
        Self {
            subject_kind: row.subject_kind.clone(),
            subject_id: row.subject_id,
            seq: row.seq,
            at: row.at,
            actor_id: row.actor_id.map(|id| id.0),
            kind: row.kind.clone(),
            data: row.data.clone(),
            previous: row.previous.clone(),
        }
    }
}

/// JSON with sorted keys and no white space. The journal holds no fractions, so numbers have one form.
#[must_use]
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            let members: Vec<String> = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::String(key.clone()), canonical(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(canonical).collect::<Vec<_>>().join(",")
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn link() -> Link {
        Link {
            subject_kind: "device".into(),
            subject_id: 12,
            seq: 3,
            at: "2026-05-01T10:00:00.000120Z".parse().unwrap(),
            actor_id: Some(4),
            kind: "device_moved".into(),
            data: r#"{"details":{},"set":{"site_id":2}}"#.into(),
            previous: "ab".repeat(32),
        }
    }

    #[test]
    fn the_preimage_is_the_one_the_format_promises() {
        insta::assert_snapshot!(link().preimage());
        insta::assert_snapshot!(link().hash());
    }

    #[test]
    fn every_part_of_an_event_moves_its_hash() {
        let hash = link().hash();
        let changed: [fn(&mut Link); 8] = [
            |l| l.subject_kind.push('x'),
            |l| l.subject_id += 1,
            |l| l.seq += 1,
            |l| l.at += chrono::Duration::microseconds(1),
            |l| l.actor_id = None,
            |l| l.kind.push('x'),
            |l| l.data.push(' '),
            |l| l.previous.push('0'),
        ];
        for change in changed {
            let mut other = link();
            change(&mut other);
            assert_ne!(other.hash(), hash, "{other:?}");
        }
    }

    #[test]
    fn canonical_json_sorts_keys_at_every_depth() {
        let value = json!({"b": [{"z": 1, "a": "é\""}], "a": null});
        assert_eq!(canonical(&value), r#"{"a":null,"b":[{"a":"é\"","z":1}]}"#);
    }
}
