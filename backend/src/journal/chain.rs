//! One link: what is hashed, and how.
use super::{By, Event, subjects::Journaled};
use chrono::{SecondsFormat, SubsecRound};
use entities::event;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write};

/// The event of a change, with its place in the chain and its hash.
pub(super) fn link<M: Journaled>(
    after: &M,
    by: By,
    event: &Event,
    set: &BTreeMap<String, Value>,
    previous: String,
) -> event::Model {
    let mut data = String::from(r#"{"details":"#);
    push_object(&mut data, event.details.iter().collect());
    data.push_str(r#","set":"#);
    push_object(&mut data, set.iter().collect());
    data.push('}');
    let mut link = event::Model {
        subject_kind: M::SUBJECT.key().to_owned(),
        subject_id: after.id(),
        seq: after.version(),
        // What both engines keep: what is hashed must be what is read again.
        at: by.at.trunc_subsecs(6),
        actor_id: by.actor,
        kind: event.kind.name().to_owned(),
        data,
        previous,
        hash: String::new(),
    };
    link.hash = hash(&link);
    link
}

/// The bytes that are hashed: one JSON object, keys in this order, no white space, `data` verbatim.
#[must_use]
pub fn preimage(event: &event::Model) -> String {
    format!(
        r#"{{"actor":{},"at":"{}","data":{},"kind":"{}","previous":"{}","seq":{},"subject":"{}:{}"}}"#,
        event
            .actor_id
            .map_or_else(|| "null".to_owned(), |id| id.0.to_string()),
        event.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        event.data,
        event.kind,
        event.previous,
        event.seq,
        event.subject_kind,
        event.subject_id,
    )
}

/// SHA-256 of the preimage, in lower-case hexadecimal.
#[must_use]
pub fn hash(event: &event::Model) -> String {
    hex::encode(Sha256::digest(preimage(event)))
}

/// JSON with sorted keys and no white space. The journal holds no fractions, so numbers have one form.
#[must_use]
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    push(&mut text, value);
    text
}

fn push(text: &mut String, value: &Value) {
    match value {
        Value::Object(map) => push_object(text, map.iter().collect()),
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                push(text, item);
            }
            text.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            write!(text, "{value}").expect("a String takes everything");
        }
    }
}

fn push_object(text: &mut String, mut members: Vec<(&String, &Value)>) {
    members.sort_unstable_by_key(|(name, _)| *name);
    text.push('{');
    for (place, (name, value)) in members.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        write!(text, "{}:", Value::from(name.as_str())).expect("a String takes everything");
        push(text, value);
    }
    text.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn moved() -> event::Model {
        event::Model {
            subject_kind: "device".into(),
            subject_id: 12,
            seq: 3,
            at: "2026-05-01T10:00:00.000120Z".parse().unwrap(),
            actor_id: Some(entities::membership::MembershipId(4)),
            kind: "device_moved".into(),
            data: r#"{"details":{},"set":{"site_id":2}}"#.into(),
            previous: "ab".repeat(32),
            hash: String::new(),
        }
    }

    /// The document is the contract: a verifier is written from it alone.
    #[test]
    fn the_example_of_the_documentation_is_what_is_computed() {
        let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/JOURNAL.md"));
        let preimage = preimage(&moved());
        assert!(page.contains(&preimage), "preimage\n{preimage}");
        let hash = hash(&moved());
        assert!(page.contains(&hash), "hash {hash}");
    }

    #[test]
    fn every_part_of_an_event_moves_its_hash() {
        let before = hash(&moved());
        let changed: [fn(&mut event::Model); 8] = [
            |e| e.subject_kind.push('x'),
            |e| e.subject_id += 1,
            |e| e.seq += 1,
            |e| e.at += chrono::Duration::microseconds(1),
            |e| e.actor_id = None,
            |e| e.kind.push('x'),
            |e| e.data.push(' '),
            |e| e.previous.push('0'),
        ];
        for change in changed {
            let mut other = moved();
            change(&mut other);
            assert_ne!(hash(&other), before, "{other:?}");
        }
    }

    #[test]
    fn canonical_json_sorts_keys_at_every_depth() {
        let value = json!({"b": [{"z": 1, "a": "é\""}], "a": null});
        assert_eq!(canonical(&value), r#"{"a":null,"b":[{"a":"é\"","z":1}]}"#);
    }
}
