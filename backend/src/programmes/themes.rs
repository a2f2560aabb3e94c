//! The themes of training modules: those of the Coop de la médiation numérique, each with its area of `DigComp` 2.2.
//! Data, in `backend/data/training-themes.toml`.
use crate::web::{Choice, Lang, Words};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// What is stored.
    pub key: String,
    /// Of `DigComp` 2.2, from 1 to 5.
    pub area: i32,
    fr: String,
    en: String,
}

impl Theme {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    themes: Vec<Theme>,
}

static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/training-themes.toml"))
        .expect("the file is part of the program, and a test reads it");
    file.themes
});

/// The theme of this key.
#[must_use]
pub fn theme(key: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|known| known.key == key)
}

/// The themes as a form offers them.
#[must_use]
pub fn choices(words: Words) -> Vec<Choice> {
    THEMES
        .iter()
        .map(|known| Choice::new(&known.key, known.name(words.lang)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_theme_has_a_key_of_its_own_two_names_and_an_area() {
        let mut seen = BTreeSet::new();
        for known in THEMES.iter() {
            assert!(seen.insert(&known.key), "{} stands twice", known.key);
            assert!(!known.fr.is_empty() && !known.en.is_empty());
            assert!((1..=5).contains(&known.area), "{}", known.key);
        }
        assert_eq!(theme("email").map(|one| one.area), Some(2));
        assert!(theme("").is_none());
    }
}
