//! The checklists that come with the program: `backend/data/checklists`, one file per kind of device.
use super::{Item, RawItem, faults, step_of};
use entities::{checklist_answer::Step, device::DeviceKind};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

const CHECKLISTS: [(DeviceKind, &str, &str); 6] = [
    (
        DeviceKind::Tablet,
        "tablet.toml",
        include_str!("../../../data/checklists/tablet.toml"),
    ),
    (
        DeviceKind::Phone,
        "phone.toml",
        include_str!("../../../data/checklists/phone.toml"),
    ),
    (
        DeviceKind::Laptop,
        "laptop.toml",
        include_str!("../../../data/checklists/laptop.toml"),
    ),
    (
        DeviceKind::Desktop,
        "desktop.toml",
        include_str!("../../../data/checklists/desktop.toml"),
    ),
    (
        DeviceKind::Screen,
        "screen.toml",
        include_str!("../../../data/checklists/screen.toml"),
    ),
    (
        DeviceKind::Accessory,
        "accessory.toml",
        include_str!("../../../data/checklists/accessory.toml"),
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecklistFile {
    items: Vec<RawItem>,
}

static SHIPPED: LazyLock<BTreeMap<DeviceKind, Vec<Item>>> = LazyLock::new(|| {
    read_all(&CHECKLISTS).expect("the files are part of the program, and a test validates them")
});

/// The list that comes with the program for this kind.
#[must_use]
pub fn list(kind: DeviceKind) -> &'static [Item] {
    &SHIPPED[&kind]
}

/// One step of it.
#[must_use]
pub fn at(kind: DeviceKind, step: Step) -> &'static [Item] {
    step_of(list(kind), step)
}

pub(super) fn validate() -> Result<(), Vec<String>> {
    read_all(&CHECKLISTS).map(|_| ())
}

pub(super) fn read_all(
    files: &[(DeviceKind, &str, &str)],
) -> Result<BTreeMap<DeviceKind, Vec<Item>>, Vec<String>> {
    let mut wrong = Vec::new();
    let mut lists = BTreeMap::new();
    for (kind, name, text) in files {
        match read(text) {
            Ok(items) => drop(lists.insert(*kind, items)),
            Err(faults) => wrong.extend(
                faults
                    .into_iter()
                    .map(|fault| format!("checklists/{name}: {fault}")),
            ),
        }
    }
    if wrong.is_empty() {
        Ok(lists)
    } else {
        Err(wrong)
    }
}

fn read(text: &str) -> Result<Vec<Item>, Vec<String>> {
    let file: ChecklistFile = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
    let mut items = Vec::new();
    let mut wrong = Vec::new();
    for raw in file.items {
        match raw.read() {
            Ok(item) => items.push(item),
            Err(fault) => wrong.push(fault),
        }
    }
    wrong.extend(faults(&items));
    if wrong.is_empty() {
        Ok(items)
    } else {
        Err(wrong.iter().map(ToString::to_string).collect())
    }
}
