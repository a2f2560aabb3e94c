//! A question of a checklist, and what is wrong with a list of them.
use super::pictograms;
use crate::web::Lang;
use entities::{
    checklist_answer::Step,
    checklist_item::{ItemKind, Unit},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// Longer words would not fit beside their pictogram on a phone at the bench.
pub const MAX_WORDS_CHARS: usize = 45;

/// The languages every question is asked in; others may be added to its words.
const NEEDED: [Lang; 2] = [Lang::Fr, Lang::En];

#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts of a question, each named by its field"
)]
pub struct Item {
    pub id: ItemId,
    pub step: Step,
    /// By language code: `fr`, `en`.
    pub words: BTreeMap<String, String>,
    /// The name of a lucide icon.
    pub pictogram: String,
    /// A step is not done without its answer.
    pub required: bool,
    /// A bad answer stops the device; else it is noted.
    pub blocking: bool,
    /// It tests a function of the device, in the sense of article R. 122-4 of the consumer code.
    pub function: bool,
    /// What is wrong here is put right by opening the device: an electrical repair.
    pub opens: bool,
    pub kind: Kind,
}

impl Item {
    /// The question in this language, or in French where it was not put into it.
    #[must_use]
    pub fn said(&self, lang: Lang) -> &str {
        let said = |lang: Lang| self.words.get(lang.as_str()).map(String::as_str);
        said(lang)
            .or_else(|| said(Lang::default()))
            .unwrap_or_default()
    }

    /// As it is written in a file and hashed.
    #[must_use]
    pub fn raw(&self) -> RawItem {
        let Self {
            id,
            step,
            words,
            pictogram,
            required,
            blocking,
            function,
            opens,
            kind,
        } = self.clone();
        let measure = kind.measure();
        RawItem {
            id,
            step,
            words,
            pictogram,
            kind: kind.name(),
            unit: measure.map(|measure| measure.unit),
            lowest: measure.map(|measure| measure.lowest),
            highest: measure.map(|measure| measure.highest),
            at_least: measure.and_then(|measure| measure.at_least),
            at_most: measure.and_then(|measure| measure.at_most),
            required,
            blocking,
            function,
            opens,
        }
    }
}

/// Unique within one checklist, stored with the answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub String);

/// The answers a question may have. "Yes" is always the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    YesNo,
    /// The device may not have what is asked about.
    YesNoNa,
    Grade,
    Measure(Measure),
    /// A photo shows: it is neither good nor bad.
    Photo,
}

impl Kind {
    #[must_use]
    pub const fn name(self) -> ItemKind {
        match self {
            Self::YesNo => ItemKind::YesNo,
            Self::YesNoNa => ItemKind::YesNoNa,
            Self::Grade => ItemKind::Grade,
            Self::Measure(_) => ItemKind::Measure,
            Self::Photo => ItemKind::Photo,
        }
    }

    #[must_use]
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Self::Measure(measure) => Some(measure),
            Self::YesNo | Self::YesNoNa | Self::Grade | Self::Photo => None,
        }
    }
}

/// A whole number that is read off the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    pub unit: Unit,
    /// What can be measured at all: anything else is a slip of the fingers.
    pub lowest: i32,
    pub highest: i32,
    /// What a good device has.
    pub at_least: Option<i32>,
    pub at_most: Option<i32>,
}

impl Measure {
    #[must_use]
    pub const fn can_be(self, value: i32) -> bool {
        self.lowest <= value && value <= self.highest
    }

    #[must_use]
    pub fn is_good(self, value: i32) -> bool {
        self.at_least.is_none_or(|least| value >= least)
            && self.at_most.is_none_or(|most| value <= most)
    }
}

/// A question as it is written down: in a file, in a row, under a hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the lines of an item in a file"
)]
pub struct RawItem {
    pub id: ItemId,
    pub step: Step,
    pub words: BTreeMap<String, String>,
    pub pictogram: String,
    pub kind: ItemKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i32>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub blocking: bool,
    #[serde(default)]
    pub function: bool,
    #[serde(default)]
    pub opens: bool,
}

impl RawItem {
    /// The question, or what is wrong with how its measure is written.
    ///
    /// # Errors
    /// [`Fault::Measure`] where a measure lacks its unit or bounds, or what is no measure has some.
    pub fn read(self) -> Result<Item, Fault> {
        let limits = self.at_least.or(self.at_most);
        let kind = match (self.kind, self.unit, self.lowest, self.highest, limits) {
            (ItemKind::Measure, Some(unit), Some(lowest), Some(highest), _) => {
                Kind::Measure(Measure {
                    unit,
                    lowest,
                    highest,
                    at_least: self.at_least,
                    at_most: self.at_most,
                })
            }
            (ItemKind::YesNo, None, None, None, None) => Kind::YesNo,
            (ItemKind::YesNoNa, None, None, None, None) => Kind::YesNoNa,
            (ItemKind::Grade, None, None, None, None) => Kind::Grade,
            (ItemKind::Photo, None, None, None, None) => Kind::Photo,
            (
                ItemKind::YesNo
                | ItemKind::YesNoNa
                | ItemKind::Grade
                | ItemKind::Measure
                | ItemKind::Photo,
                ..,
            ) => return Err(Fault::Measure(self.id)),
        };
        Ok(Item {
            id: self.id,
            step: self.step,
            words: self.words,
            pictogram: self.pictogram,
            required: self.required,
            blocking: self.blocking,
            function: self.function,
            opens: self.opens,
            kind,
        })
    }
}

pub const STEPS: [Step; 3] = [Step::Triage, Step::Refurbishment, Step::QualityCheck];

/// The questions of one step, of questions in the order of their steps.
#[must_use]
pub fn step_of(items: &[Item], step: Step) -> &[Item] {
    let start = items.partition_point(|item| item.step < step);
    let end = items.partition_point(|item| item.step <= step);
    &items[start..end]
}

/// The Fluent key of a step's name.
#[must_use]
pub const fn step_key(step: Step) -> &'static str {
    match step {
        Step::Triage => "step-triage",
        Step::Refurbishment => "step-refurbishment",
        Step::QualityCheck => "step-quality-check",
    }
}

/// The Fluent key of a value with its unit: `unit-percent = { $value } %`.
#[must_use]
pub const fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "unit-percent",
        Unit::Cycles => "unit-cycles",
        Unit::Hours => "unit-hours",
        Unit::Minutes => "unit-minutes",
        Unit::Gigabytes => "unit-gigabytes",
        Unit::Celsius => "unit-celsius",
    }
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Used twice, or not a name.
    Id(ItemId),
    Pictogram(ItemId),
    Words(ItemId),
    /// A measure without unit or bounds, with bounds the wrong way round, or with limits outside of them.
    Measure(ItemId),
    /// A function is tested, always: none is left to choice.
    OptionalFunction(ItemId),
    /// A photo is neither good nor bad, and tests nothing.
    JudgingPhoto(ItemId),
    Order,
    NothingRequired(Step),
    /// Triage gives the grade: a required question whose scrap grade stops the device.
    NoGrade,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "the id {:?} is used twice or is not a name", id.0),
            Self::Pictogram(id) => write!(f, "{:?} has a pictogram that is not drawn", id.0),
            Self::Words(id) => write!(
                f,
                "{:?} needs words of at most {MAX_WORDS_CHARS} characters, in French and English",
                id.0
            ),
            Self::Measure(id) => write!(
                f,
                "{:?} needs a unit, bounds and limits within them, or is no measure and has some",
                id.0
            ),
            Self::OptionalFunction(id) => {
                write!(f, "{:?} tests a function and is not required", id.0)
            }
            Self::JudgingPhoto(id) => {
                write!(f, "{:?} is a photo: it blocks and tests nothing", id.0)
            }
            Self::Order => f.write_str("the items do not stand in the order of their steps"),
            Self::NothingRequired(step) => write!(f, "nothing is required at {step:?}"),
            Self::NoGrade => f.write_str("triage gives no grade that blocks"),
        }
    }
}

/// What is wrong with one question.
#[must_use]
pub fn item_faults(item: &Item) -> Vec<Fault> {
    let mut faults = Vec::new();
    let id = || item.id.clone();
    if !is_name(&item.id.0) {
        faults.push(Fault::Id(id()));
    }
    if !pictograms::is_one(&item.pictogram) {
        faults.push(Fault::Pictogram(id()));
    }
    let fits =
        |words: &String| !words.trim().is_empty() && words.chars().count() <= MAX_WORDS_CHARS;
    let needed = NEEDED.map(|lang| item.words.contains_key(lang.as_str()));
    if needed.contains(&false) || !item.words.values().all(fits) {
        faults.push(Fault::Words(id()));
    }
    if let Kind::Measure(measure) = item.kind {
        let limits = [measure.at_least, measure.at_most];
        let between = limits
            .into_iter()
            .flatten()
            .all(|limit| measure.can_be(limit));
        let crossed = measure
            .at_least
            .zip(measure.at_most)
            .is_some_and(|(least, most)| least > most);
        if measure.lowest >= measure.highest || !between || crossed {
            faults.push(Fault::Measure(id()));
        }
    }
    if item.function && !item.required {
        faults.push(Fault::OptionalFunction(id()));
    }
    if item.kind == Kind::Photo && (item.blocking || item.function) {
        faults.push(Fault::JudgingPhoto(id()));
    }
    faults
}

/// What is wrong with a list as a whole and with each of its questions.
#[must_use]
pub fn faults(items: &[Item]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = items.iter().flat_map(item_faults).collect();
    let mut ids = BTreeSet::new();
    for item in items {
        if !ids.insert(&item.id) {
            faults.push(Fault::Id(item.id.clone()));
        }
    }
    if !items.is_sorted_by_key(|item| item.step) {
        faults.push(Fault::Order);
    }
    for step in STEPS {
        if !items.iter().any(|item| item.step == step && item.required) {
            faults.push(Fault::NothingRequired(step));
        }
    }
    let grades = |item: &Item| {
        item.step == Step::Triage && item.kind == Kind::Grade && item.required && item.blocking
    };
    if !items.iter().any(grades) {
        faults.push(Fault::NoGrade);
    }
    faults
}

/// Lower-case ASCII words joined by hyphens.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
