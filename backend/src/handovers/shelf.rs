//! What leaves the shelf of a counter with the devices handed over there.
use super::queries::Case;
use crate::{
    supplies::{
        catalogue::{self, Kind},
        queries::Line,
    },
    web::{Choice, FormErrors, Words},
};
use entities::device::DeviceId;
use std::collections::BTreeMap;

/// The kinds that go with each device.
pub type Given = BTreeMap<DeviceId, Vec<&'static Kind>>;

/// The box of a kind for a device: its code and the key of the kind.
fn value(code: &str, kind: &Kind) -> String {
    format!("{code} {}", kind.key)
}

/// The boxes to tick for one device: what is on the shelf.
#[must_use]
pub fn choices(words: Words, shelf: &[Line], code: &str) -> Vec<Choice> {
    shelf
        .iter()
        .filter(|line| line.quantity > 0)
        .map(|line| {
            let left = words
                .with("count", line.quantity)
                .say("handing-supply-left");
            Choice::new(value(code, line.kind), line.kind.title(words.lang)).hint(left)
        })
        .collect()
}

/// What was ticked, for each device of these cases.
///
/// # Errors
/// A box of a device that does not leave now, or of no kind at all.
pub fn read<'c>(
    cases: impl IntoIterator<Item = &'c Case>,
    ticked: &[String],
) -> Result<Given, FormErrors> {
    let devices: BTreeMap<&str, DeviceId> = cases
        .into_iter()
        .map(|case| {
            let code = case.device.label_code.as_deref().unwrap_or_default();
            (code, case.device.id)
        })
        .collect();
    let mut given = Given::new();
    let mut errors = FormErrors::default();
    for one in ticked {
        let found = one.split_once(' ').and_then(|(code, key)| {
            let device = devices.get(code)?;
            Some((*device, catalogue::kind(key)?))
        });
        match found {
            None => {
                if errors.is_empty() {
                    errors.add("supplies", "handing-supply-apart");
                }
            }
            Some((device, kind)) => {
                let kinds = given.entry(device).or_default();
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
    }
    if errors.is_empty() {
        Ok(given)
    } else {
        Err(errors)
    }
}
