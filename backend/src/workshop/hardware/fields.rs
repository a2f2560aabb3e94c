//! Taking a field out of a tree that somebody else wrote.

use super::Fault;
use crate::{identifiers::is_placeholder_serial, personal};
use serde_json::Value;
use std::{collections::BTreeSet, net::IpAddr};

/// Longer than any model or serial number.
const MAX_CHARS: usize = 120;

/// Names of fields that hold something about a person or a network: what stands in them is dropped wherever else it
/// stands too.
const PERSONAL: [&str; 20] = [
    "lastloggeduser",
    "datelastloggeduser",
    "contact",
    "login",
    "user",
    "username",
    "userid",
    "owner",
    "hostname",
    "dns",
    "fqdn",
    "workgroup",
    "domain",
    "ip",
    "ipaddress",
    "ipgateway",
    "ipsubnet",
    "mac",
    "macaddr",
    "ssid",
];

/// What a tree says about people, to be recognised elsewhere in it.
pub struct Fields {
    personal: BTreeSet<String>,
}

impl Fields {
    /// Gathers it from the whole tree, and from what the caller knows to be a name.
    pub fn of(root: &Value, names: &[Option<&str>]) -> Self {
        let mut personal = BTreeSet::new();
        gather(root, &mut personal);
        personal.extend(names.iter().flatten().map(|name| name.to_lowercase()));
        // A word this short is nobody's.
        personal.retain(|text| text.chars().count() > 2);
        Self { personal }
    }

    /// The text of a field: none when it is empty, filler, or about a person.
    ///
    /// # Errors
    /// When it is made to do harm.
    pub fn text(&self, node: &Value, name: &str) -> Result<Option<String>, Fault> {
        let text = match node.get(name) {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {
                return Ok(None);
            }
        };
        if text.chars().count() > MAX_CHARS || text.chars().any(is_hostile) {
            return Err(Fault::HostileText);
        }
        let dropped = text.is_empty()
            || is_placeholder_serial(&text)
            || self.personal.contains(&text.to_lowercase())
            || personal::in_cell(&text).is_some()
            || text
                .split_whitespace()
                .any(|word| word.parse::<IpAddr>().is_ok());
        Ok((!dropped).then_some(text))
    }

    /// A serial number: text that only holds what is printed on a label.
    pub fn serial(&self, node: &Value, name: &str) -> Result<Option<String>, Fault> {
        let text = self.text(node, name)?;
        let printed = |letter: char| letter.is_ascii_alphanumeric() || " -_./:+#".contains(letter);
        match text {
            Some(text) if !text.chars().all(printed) => Err(Fault::HostileText),
            Some(text) if text.chars().count() < 4 => Ok(None),
            text => Ok(text),
        }
    }
}

fn gather(node: &Value, personal: &mut BTreeSet<String>) {
    match node {
        Value::Object(fields) => {
            for (name, value) in fields {
                if PERSONAL.contains(&name.to_lowercase().as_str())
                    && let Value::String(text) = value
                {
                    personal.insert(text.trim().to_lowercase());
                }
                gather(value, personal);
            }
        }
        Value::Array(nodes) => nodes.iter().for_each(|node| gather(node, personal)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Controls, and marks that turn the direction of what follows or are not seen.
fn is_hostile(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A whole number, written as one or as text.
pub fn number(node: &Value, name: &str) -> Option<u64> {
    match node.get(name)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The nodes of a list, which some tools write as one node when there is one.
pub fn nodes<'v>(node: &'v Value, name: &str) -> Vec<&'v Value> {
    match node.get(name) {
        Some(Value::Array(nodes)) => nodes.iter().collect(),
        Some(node @ Value::Object(_)) => vec![node],
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
            Vec::new()
        }
    }
}

/// The text of a field as it is, to look at and not to keep.
pub fn raw<'v>(node: &'v Value, name: &str) -> &'v str {
    node.get(name).and_then(Value::as_str).unwrap_or_default()
}

pub fn small(number: u64) -> Option<i32> {
    i32::try_from(number).ok()
}
