//! The kinds of supplies. Data, in `backend/data/supplies.toml`.
use crate::web::Lang;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What is stored.
    pub key: String,
    fr: String,
    en: String,
    /// Whether a device with it leaves "with a charger".
    pub charger: bool,
}

impl Kind {
    /// As it stands inside a sentence.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }

    /// As it stands at the beginning of a line.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let name = self.name(lang);
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Vec<Kind>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/supplies.toml"))
        .expect("a test reads the kinds of supplies");
    file.kinds
});

/// Every kind, in the order of the file.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    &KINDS
}

/// The kind of this key.
#[must_use]
pub fn kind(key: &str) -> Option<&'static Kind> {
    kinds().iter().find(|kind| kind.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_a_key_of_its_own_and_a_name_in_both_languages() {
        let keys: BTreeSet<&str> = kinds().iter().map(|kind| kind.key.as_str()).collect();
        assert_eq!(keys.len(), kinds().len());
        for kind in kinds() {
            let key = kind.key.chars();
            assert!(
                key.clone()
                    .all(|letter| letter.is_ascii_lowercase() || letter == '_')
            );
            assert!(!kind.fr.is_empty() && !kind.en.is_empty(), "{}", kind.key);
        }
        assert!(kinds().iter().any(|kind| kind.charger));
        assert_eq!(
            kind("cable_mains").unwrap().title(Lang::Fr),
            "Cordon secteur"
        );
        assert_eq!(kind("nothing"), None);
    }
}
