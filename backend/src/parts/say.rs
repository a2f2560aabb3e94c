//! Parts in words.
pub use crate::journal::words::part_kind_key as kind_key;
use crate::web::{Choice, Words};
use entities::part::{self, PartData, PartKind, PartState};
use sea_orm::{ActiveEnum, Iterable};

/// Colour, icon and word key of what may be left on a part.
#[must_use]
pub fn data_badge(data: PartData) -> (&'static str, &'static str, &'static str) {
    match data {
        PartData::NoData => ("plain", "circle-minus", "part-data-none"),
        PartData::Unerased => ("stop", "hard-drive", "part-data-unerased"),
        PartData::Erased => ("good", "circle-check", "part-data-erased"),
    }
}

/// Colour, icon and word key of where a part is.
#[must_use]
pub fn state_badge(state: PartState) -> (&'static str, &'static str, &'static str) {
    match state {
        PartState::OnShelf => ("good", "package", "part-state-on-shelf"),
        PartState::InDevice => ("info", "laptop", "part-state-in-device"),
        PartState::Gone => ("plain", "recycle", "part-state-gone"),
    }
}

/// The kinds to choose from.
#[must_use]
pub fn kinds(words: Words) -> Vec<Choice> {
    let choice = |kind: PartKind| Choice::new(kind.to_value(), words.say(kind_key(kind)));
    PartKind::iter().map(choice).collect()
}

/// A part as a person names it: "Disque Samsung 860 EVO, 256 Go".
#[must_use]
pub fn name(words: Words, part: &part::Model) -> String {
    let mut name = words.say(kind_key(part.kind));
    for more in [&part.maker, &part.model] {
        if !more.is_empty() {
            name.push(' ');
            name.push_str(more);
        }
    }
    if let Some(bytes) = part.size_bytes {
        let gigabytes = bytes / 1_000_000_000;
        let size = words.with("gigabytes", gigabytes).say("drive-size");
        name = format!("{name}, {size}");
    }
    if let Some(percent) = part.health_percent {
        let health = words.with("percent", percent).say("hardware-percent");
        name = format!("{name}, {health}");
    }
    name
}
