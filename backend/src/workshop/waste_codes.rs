//! The codes under which waste leaves. Data, in `backend/data/waste-codes.toml`.
use crate::web::{Choice, Lang, Words};
use serde::Deserialize;
use std::sync::LazyLock;

/// One code of the European list of waste.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WasteCode {
    /// `16 02 13*`: the star marks hazardous waste.
    pub code: String,
    /// Whether a whole device may leave under it.
    pub devices: bool,
    pub fr: String,
    pub en: String,
}

impl WasteCode {
    #[must_use]
    pub fn is_hazardous(&self) -> bool {
        self.code.ends_with('*')
    }

    /// What it stands for, in the reader's language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    codes: Vec<WasteCode>,
}

static CODES: LazyLock<Vec<WasteCode>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../data/waste-codes.toml"))
        .expect("the file is part of the program, and a test reads it")
        .codes
});

/// The codes a whole device may leave under, in the order in which a page offers them.
pub fn device_codes() -> impl Iterator<Item = &'static WasteCode> {
    CODES.iter().filter(|known| known.devices)
}

/// The device code that is written so.
#[must_use]
pub fn device_code(written: &str) -> Option<&'static WasteCode> {
    device_codes().find(|known| known.code == written)
}

/// The device codes as a form offers them.
#[must_use]
pub fn choices(words: Words) -> Vec<Choice> {
    device_codes()
        .map(|known| Choice::new(&known.code, known.words(words.lang)).hint(&known.code))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_waste_code_is_one_of_the_european_list() {
        let written = regex::Regex::new(r"^\d{2} \d{2} \d{2}\*?$").unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for known in CODES.iter() {
            assert!(written.is_match(&known.code), "{}", known.code);
            assert!(seen.insert(&known.code), "{} stands twice", known.code);
            assert!(!known.fr.is_empty() && !known.en.is_empty());
        }
        assert_eq!(device_codes().count(), 4);
        assert!(device_code("16 06 05").is_none(), "a battery is no device");
    }
}
