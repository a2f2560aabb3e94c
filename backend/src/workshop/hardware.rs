//! What a machine says of itself: the output of `lshw -json`, or a GLPI inventory. Pure: bytes in, a machine or a
//! refusal out.
//!
//! Only the fields named here are ever taken. What is about a person (host name, user, network and address) has no
//! field to go to, and a value that looks like one of those is dropped wherever it stands.

mod fields;
mod glpi;
mod lshw;

#[cfg(test)]
mod tests;

use super::{nwipe::DriveKind, wipes::serial_key};
use entities::hardware_snapshot::SnapshotFormat;
use fields::Fields;
use serde_json::Value;

/// A real inventory has a few hundred kilobytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// `lshw` nests about a dozen levels.
const MAX_DEPTH: usize = 64;
const MAX_DRIVES: usize = 64;

/// A machine as one file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    pub format: SnapshotFormat,
    pub serial: Option<String>,
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub processor: Option<String>,
    pub ram_mb: Option<i32>,
    /// What the battery holds of what it held when new.
    pub battery_percent: Option<i32>,
    pub battery_cycles: Option<i32>,
    pub drives: Vec<FoundDrive>,
}

/// A drive inside it; what is plugged in from outside belongs to the workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDrive {
    pub serial: String,
    pub model: String,
    pub kind: DriveKind,
    pub size_bytes: Option<u64>,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    TooLarge,
    /// It stops in the middle.
    Truncated,
    NotJson,
    TooDeep,
    /// JSON, and neither of the two forms.
    NotAnInventory,
    /// Control characters, text that runs backwards, or far longer than any name.
    HostileText,
    /// A drive that does not say its number: the tool was not run by root.
    DriveWithoutSerial,
    TooManyDrives,
}

impl Fault {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "hardware-too-large",
            Self::Truncated => "hardware-truncated",
            Self::NotJson => "hardware-not-json",
            Self::TooDeep => "hardware-too-deep",
            Self::NotAnInventory => "hardware-not-an-inventory",
            Self::HostileText => "hardware-hostile-text",
            Self::DriveWithoutSerial => "hardware-drive-without-serial",
            Self::TooManyDrives => "hardware-too-many-drives",
        }
    }
}

/// Reads the file.
///
/// # Errors
/// The one thing that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Machine, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if depth(bytes) > MAX_DEPTH {
        return Err(Fault::TooDeep);
    }
    let root: Value = serde_json::from_slice(bytes).map_err(|error| {
        if error.is_eof() && !bytes.is_empty() {
            Fault::Truncated
        } else {
            Fault::NotJson
        }
    })?;
    // Some versions of lshw put their one machine into a list.
    let root = root.get(0).unwrap_or(&root);
    let mut machine = if lshw::is_one(root) {
        lshw::machine(root)?
    } else if glpi::is_one(root) {
        glpi::machine(root)?
    } else {
        return Err(Fault::NotAnInventory);
    };
    if machine.drives.len() > MAX_DRIVES {
        return Err(Fault::TooManyDrives);
    }
    // One drive may be told twice, by its controller and by its namespace.
    let mut seen = std::collections::BTreeSet::new();
    machine
        .drives
        .retain(|drive| seen.insert(serial_key(&drive.serial)));
    Ok(machine)
}

/// How deeply brackets nest, counted before anything is built of them.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// How a machine's own number stands to the one the stock knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Same,
    /// The stock learns the number.
    Learnt,
    /// Neither says one: only the person at the bench knows.
    Unsaid,
    /// The stock knows it, the file does not say it.
    Nameless,
    Another,
}

#[must_use]
pub fn tie(machine: &Machine, known: Option<&str>) -> Tie {
    match (machine.serial.as_deref(), known) {
        (Some(said), Some(known)) if serial_key(said) == serial_key(known) => Tie::Same,
        (Some(_), Some(_)) => Tie::Another,
        (Some(_), None) => Tie::Learnt,
        (None, Some(_)) => Tie::Nameless,
        (None, None) => Tie::Unsaid,
    }
}
