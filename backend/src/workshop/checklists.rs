//! The device types, how each is erased, and the checklist of each kind, step by step. Data, in `backend/data`.

use super::grades::Grade;
use crate::devices::standing::{kind_key, kind_value};
use entities::checklist_answer::Step;
use entities::device::DeviceKind;
use entities::erasure::ErasureMethod;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const DEVICE_TYPES: &str = include_str!("../../data/device-types.toml");
const CHECKLISTS: [(DeviceKind, &str, &str); 6] = [
    (
        DeviceKind::Tablet,
        "tablet.toml",
        include_str!("../../data/checklists/tablet.toml"),
    ),
    (
        DeviceKind::Phone,
        "phone.toml",
        include_str!("../../data/checklists/phone.toml"),
    ),
    (
        DeviceKind::Laptop,
        "laptop.toml",
        include_str!("../../data/checklists/laptop.toml"),
    ),
    (
        DeviceKind::Desktop,
        "desktop.toml",
        include_str!("../../data/checklists/desktop.toml"),
    ),
    (
        DeviceKind::Screen,
        "screen.toml",
        include_str!("../../data/checklists/screen.toml"),
    ),
    (
        DeviceKind::Accessory,
        "accessory.toml",
        include_str!("../../data/checklists/accessory.toml"),
    ),
];

/// Longer words would not fit beside their pictogram on a phone at the bench.
const MAX_WORDS_CHARS: usize = 45;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceType {
    /// Names the type on screen.
    pub key: String,
    /// What is stored with the device.
    pub kind: DeviceKind,
    pub holds_data: bool,
    /// What proves that nothing of the previous user is left; none where the type holds no data.
    pub erasure: Option<ErasureMethod>,
}

impl DeviceType {
    /// The Fluent key of the type's name. A type that is all of its kind is called as the kind is.
    #[must_use]
    pub fn word_key(&self) -> String {
        if self.key == kind_value(self.kind) {
            kind_key(self.kind).to_owned()
        } else {
            format!("device-type-{}", self.key)
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: ItemId,
    pub step: Step,
    pub fr: String,
    pub en: String,
    /// The name of a lucide icon.
    pub pictogram: String,
    pub required: bool,
    pub kind: Kind,
}

/// Unique within one checklist, stored with the answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub String);

pub const STEPS: [Step; 3] = [Step::Triage, Step::Refurbishment, Step::QualityCheck];

/// The Fluent key of a step's name.
#[must_use]
pub const fn step_key(step: Step) -> &'static str {
    match step {
        Step::Triage => "step-triage",
        Step::Refurbishment => "step-refurbishment",
        Step::QualityCheck => "step-quality-check",
    }
}

/// The answers an item may have. "Yes" is always the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    YesNo,
    /// The device may not have what is asked about.
    YesNoNa,
    Grade,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    NotApplicable,
    Grade(Grade),
}

impl Answer {
    pub const ALL: [Self; 7] = [
        Self::Yes,
        Self::No,
        Self::NotApplicable,
        Self::Grade(Grade::A),
        Self::Grade(Grade::B),
        Self::Grade(Grade::C),
        Self::Grade(Grade::Scrap),
    ];

    /// As it is posted by a form and stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
            Self::Grade(Grade::A) => "a",
            Self::Grade(Grade::B) => "b",
            Self::Grade(Grade::C) => "c",
            Self::Grade(Grade::Scrap) => "scrap",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }

    /// Whether this is an answer to a question of that kind.
    #[must_use]
    pub const fn answers(self, kind: Kind) -> bool {
        match (self, kind) {
            (Self::Yes | Self::No, Kind::YesNo | Kind::YesNoNa)
            | (Self::NotApplicable, Kind::YesNoNa)
            | (Self::Grade(_), Kind::Grade) => true,
            (Self::Yes | Self::No | Self::NotApplicable, Kind::Grade)
            | (Self::NotApplicable | Self::Grade(_), Kind::YesNo)
            | (Self::Grade(_), Kind::YesNoNa) => false,
        }
    }
}

pub type Answers = BTreeMap<ItemId, Answer>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypesFile {
    types: Vec<DeviceType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecklistFile {
    items: Vec<Item>,
}

struct Catalogue {
    types: Vec<DeviceType>,
    /// Items stand in the order of their steps, so that a step is one slice.
    checklists: BTreeMap<DeviceKind, Vec<Item>>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    read(DEVICE_TYPES, &CHECKLISTS)
        .expect("the files are part of the program, and a test validates them")
});

/// Every device type, in the order in which a page offers them.
#[must_use]
pub fn device_types() -> &'static [DeviceType] {
    &CATALOGUE.types
}

#[must_use]
pub fn device_type(key: &str) -> Option<&'static DeviceType> {
    device_types().iter().find(|known| known.key == key)
}

/// How a device is erased. One that holds data against the declarations of its kind is reset.
#[must_use]
pub fn erasure_of(kind: DeviceKind, holds_data: bool) -> Option<ErasureMethod> {
    let declared = device_types()
        .iter()
        .find(|known| known.kind == kind && known.holds_data)
        .and_then(|known| known.erasure);
    holds_data.then_some(declared.unwrap_or(ErasureMethod::Reset))
}

/// What is checked on a device of that kind at that step, in order.
#[must_use]
pub fn checklist_for(kind: DeviceKind, step: Step) -> &'static [Item] {
    let items = &CATALOGUE.checklists[&kind];
    let start = items.partition_point(|item| item.step < step);
    let end = items.partition_point(|item| item.step <= step);
    &items[start..end]
}

/// The required items without an answer of their kind.
#[must_use]
pub fn missing(answers: &Answers, items: &[Item]) -> Vec<ItemId> {
    items
        .iter()
        .filter(|item| item.required)
        .filter(|item| {
            !answers
                .get(&item.id)
                .is_some_and(|answer| answer.answers(item.kind))
        })
        .map(|item| item.id.clone())
        .collect()
}

/// The required items that failed: the device goes back or to scrap, it does not go on.
#[must_use]
pub fn blocking(answers: &Answers, items: &[Item]) -> Vec<ItemId> {
    items
        .iter()
        .filter(|item| item.required)
        .filter(|item| match answers.get(&item.id) {
            Some(Answer::No) => true,
            Some(Answer::Grade(grade)) => grade.kept().is_none(),
            Some(Answer::Yes | Answer::NotApplicable) | None => false,
        })
        .map(|item| item.id.clone())
        .collect()
}

/// Checks the data files that the program was built with.
///
/// # Errors
/// Every fault found, each naming its file.
pub fn validate() -> Result<(), Vec<String>> {
    read(DEVICE_TYPES, &CHECKLISTS).map(|_| ())
}

fn read(types: &str, checklists: &[(DeviceKind, &str, &str)]) -> Result<Catalogue, Vec<String>> {
    let mut faults = Vec::new();
    let mut read = BTreeMap::new();
    for (kind, name, text) in checklists {
        match toml::from_str::<ChecklistFile>(text) {
            Ok(file) => {
                faults.extend(
                    checklist_faults(&file.items)
                        .map(|fault| format!("checklists/{name}: {fault}")),
                );
                read.insert(*kind, file.items);
            }
            Err(error) => faults.push(format!("checklists/{name}: {error}")),
        }
    }
    let types = match toml::from_str::<TypesFile>(types) {
        Ok(file) => file.types,
        Err(error) => {
            faults.push(format!("device-types.toml: {error}"));
            Vec::new()
        }
    };
    faults.extend(type_faults(&types).map(|fault| format!("device-types.toml: {fault}")));
    if faults.is_empty() {
        Ok(Catalogue {
            types,
            checklists: read,
        })
    } else {
        Err(faults)
    }
}

fn type_faults(types: &[DeviceType]) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    let mut keys = BTreeSet::new();
    let mut erasures = BTreeMap::new();
    for DeviceType {
        key,
        kind,
        holds_data,
        erasure,
    } in types
    {
        if !is_name(key) || !keys.insert(key) {
            faults.push(format!("the key {key:?} is used twice or is not a name"));
        }
        if *holds_data != erasure.is_some() {
            faults.push(format!(
                "{key:?} holds data and has no erasure, or the reverse"
            ));
        }
        if *holds_data && *erasures.entry(kind).or_insert(erasure) != erasure {
            faults.push(format!(
                "{key:?} is not erased as the other types of its kind are"
            ));
        }
    }
    faults.into_iter()
}

fn checklist_faults(items: &[Item]) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for Item {
        id,
        fr,
        en,
        pictogram,
        ..
    } in items
    {
        if !is_name(&id.0) || !ids.insert(id) {
            faults.push(format!("the id {:?} is used twice or is not a name", id.0));
        }
        if !is_name(pictogram) {
            faults.push(format!("{:?} has no pictogram", id.0));
        }
        for words in [fr, en] {
            if words.trim().is_empty() || words.chars().count() > MAX_WORDS_CHARS {
                faults.push(format!(
                    "{:?} needs words of at most {MAX_WORDS_CHARS} characters",
                    id.0
                ));
            }
        }
    }
    if !items.is_sorted_by_key(|item| item.step) {
        faults.push("the items do not stand in the order of their steps".to_owned());
    }
    for step in STEPS {
        let required = |item: &Item| item.step == step && item.required;
        if !items.iter().any(required) {
            faults.push(format!("nothing is required at {step:?}"));
        }
    }
    if !items
        .iter()
        .any(|item| item.step == Step::Triage && item.kind == Kind::Grade && item.required)
    {
        faults.push("triage gives no grade".to_owned());
    }
    faults.into_iter()
}

/// Lower-case ASCII words joined by hyphens.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests;
