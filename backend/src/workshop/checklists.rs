//! What is asked about a device, step by step, what may be answered, and what the answers say. The questions
//! are data: the lists that come with the program ([`shipped`]), and the versions a coordinator makes of them.

mod answers;
mod items;
pub mod pictograms;
pub mod shipped;
mod types;

pub use answers::{Answer, Answers, blocking, failures, fully_tested, is_bad, missing, noted};
pub use items::{
    Fault, Item, ItemId, Kind, MAX_WORDS_CHARS, Measure, RawItem, STEPS, faults, item_faults,
    step_key, step_of, unit_key,
};
pub use types::{DeviceType, device_type, device_types, erasure_of, validate};

use entities::{checklist::ChecklistId, checklist_answer::Step, device::DeviceKind};
use std::sync::Arc;

/// A published version of the checklist of a kind of device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    pub id: ChecklistId,
    pub kind: DeviceKind,
    pub number: i32,
    /// Of its questions: the journal names it with the number.
    pub sha256: String,
    /// In the order of their steps, so that a step is one slice.
    pub items: Arc<Vec<Item>>,
}

impl Checklist {
    /// What is checked at that step, in order.
    #[must_use]
    pub fn at(&self, step: Step) -> &[Item] {
        step_of(&self.items, step)
    }
}

/// What two versions of a list differ in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes<'a> {
    pub added: Vec<&'a Item>,
    pub removed: Vec<&'a Item>,
    /// Before and after.
    pub changed: Vec<(&'a Item, &'a Item)>,
    /// The same questions in another order.
    pub reordered: bool,
}

impl Changes<'_> {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && !self.reordered
    }
}

/// What changed from one version to the next.
#[must_use]
pub fn changes<'a>(before: &'a [Item], after: &'a [Item]) -> Changes<'a> {
    let find = |items: &'a [Item], id: &ItemId| items.iter().find(|item| item.id == *id);
    let order = |items: &'a [Item], other: &'a [Item]| -> Vec<&'a ItemId> {
        let ids = items.iter().map(|item| &item.id);
        ids.filter(|id| find(other, id).is_some()).collect()
    };
    Changes {
        added: after
            .iter()
            .filter(|item| find(before, &item.id).is_none())
            .collect(),
        removed: before
            .iter()
            .filter(|item| find(after, &item.id).is_none())
            .collect(),
        changed: before
            .iter()
            .filter_map(|item| Some((item, find(after, &item.id)?)))
            .filter(|(item, now)| item != now)
            .collect(),
        reordered: order(before, after) != order(after, before),
    }
}

#[cfg(test)]
mod tests;
