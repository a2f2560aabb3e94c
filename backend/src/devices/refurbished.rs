//! When a device may be called refurbished: every function tested and good, no data of a former user left, and the
//! quality check signed (R. 122-4 of the consumer code). The word is printed of a device through this and no other
//! way; what the same article forbids, to liken a device to a new one, is printed of none. Pure.
use entities::{device, quality_check};

/// What decides on the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Every question about a function was answered and good when the check was signed.
    pub fully_tested: bool,
    pub data: Data,
    /// The check of this stay was signed.
    pub checked: bool,
}

/// What the check that made a device ready says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedCheck {
    pub fully_tested: bool,
    /// It rests on an accepted erasure.
    pub erased: bool,
}

/// What is known of the data of former users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// The type holds none.
    None,
    /// The erasure of this stay was accepted.
    Erased,
    MayBeLeft,
}

impl Facts {
    /// Of a device and the check that made it ready, in this stay.
    #[must_use]
    pub fn of(device: &device::Model, check: Option<&quality_check::Model>) -> Self {
        let check = check.filter(|check| {
            device.ready_check_id == Some(check.id)
                && check.device_id == device.id
                && check.stay == device.stay
        });
        let signed = check.map(|check| SignedCheck {
            fully_tested: check.fully_tested,
            erased: check.erasure_id.is_some(),
        });
        Self::said(device.holds_data, signed)
    }

    /// The same, where the check that made the device ready in this stay is known and whole rows are not read.
    #[must_use]
    pub fn said(holds_data: bool, check: Option<SignedCheck>) -> Self {
        Self {
            fully_tested: check.is_some_and(|check| check.fully_tested),
            data: match (holds_data, check) {
                (false, _) => Data::None,
                (true, Some(check)) if check.erased => Data::Erased,
                (true, _) => Data::MayBeLeft,
            },
            checked: check.is_some(),
        }
    }
}

/// What is missing before the word may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYet {
    NotChecked,
    DataLeft,
    FunctionUntested,
}

impl NotYet {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotChecked => "word-not-yet-unchecked",
            Self::DataLeft => "word-not-yet-data",
            Self::FunctionUntested => "word-not-yet-untested",
        }
    }
}

/// The key of the word: as the name of a column, where each line says whether it may be printed of its device.
pub const WORD: &str = "refurbished-word";

/// The right to print the word for one device: made here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refurbished(());

impl Refurbished {
    /// The key of the word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        WORD
    }
}

/// Whether a device may be called so.
///
/// # Errors
/// Everything that is missing.
pub fn may_be_called_refurbished(facts: Facts) -> Result<Refurbished, Vec<NotYet>> {
    let mut missing = Vec::new();
    if !facts.checked {
        missing.push(NotYet::NotChecked);
    }
    if facts.data == Data::MayBeLeft {
        missing.push(NotYet::DataLeft);
    }
    if !facts.fully_tested {
        missing.push(NotYet::FunctionUntested);
    }
    if missing.is_empty() {
        Ok(Refurbished(()))
    } else {
        Err(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn the_word_needs_all_of_it() {
        let mut table = String::new();
        for fully_tested in [true, false] {
            for data in [Data::None, Data::Erased, Data::MayBeLeft] {
                for checked in [true, false] {
                    let facts = Facts {
                        fully_tested,
                        data,
                        checked,
                    };
                    let verdict = may_be_called_refurbished(facts);
                    writeln!(
                        table,
                        "fully tested {fully_tested}, data {data:?}, checked {checked}: {verdict:?}"
                    )
                    .unwrap();
                }
            }
        }
        insta::assert_snapshot!(table);
    }
}
