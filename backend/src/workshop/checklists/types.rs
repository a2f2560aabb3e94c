//! The device types, and how each is erased. Data, in `backend/data/device-types.toml`.
use super::{items::is_name, shipped};
use crate::devices::standing::{kind_key, kind_value};
use entities::{device::DeviceKind, erasure::ErasureMethod};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

const DEVICE_TYPES: &str = include_str!("../../../data/device-types.toml");

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypesFile {
    types: Vec<DeviceType>,
}

static TYPES: LazyLock<Vec<DeviceType>> = LazyLock::new(|| {
    read(DEVICE_TYPES).expect("the file is part of the program, and a test validates it")
});

/// Every device type, in the order in which a page offers them.
#[must_use]
pub fn device_types() -> &'static [DeviceType] {
    &TYPES
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

/// Checks the data files that the program was built with.
///
/// # Errors
/// Every fault found, each naming its file.
pub fn validate() -> Result<(), Vec<String>> {
    let faults: Vec<String> = [shipped::validate(), read(DEVICE_TYPES).map(|_| ())]
        .into_iter()
        .filter_map(Result::err)
        .flatten()
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

pub(super) fn read(text: &str) -> Result<Vec<DeviceType>, Vec<String>> {
    let types = match toml::from_str::<TypesFile>(text) {
        Ok(file) => file.types,
        Err(error) => return Err(vec![format!("device-types.toml: {error}")]),
    };
    let faults: Vec<String> = faults(&types)
        .into_iter()
        .map(|fault| format!("device-types.toml: {fault}"))
        .collect();
    if faults.is_empty() {
        Ok(types)
    } else {
        Err(faults)
    }
}

fn faults(types: &[DeviceType]) -> Vec<String> {
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
    faults
}
