//! The functional needs that items answer. Data, in `backend/data/lending-needs.toml`.
use crate::{
    identifiers::fold,
    web::{Choice, Lang, Words},
};
use serde::Deserialize;
use std::sync::LazyLock;

/// What is hard to do, never why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    pub key: String,
    pub fr: String,
    pub en: String,
}

impl Need {
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    needs: Vec<Need>,
}

static NEEDS: LazyLock<Vec<Need>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../data/lending-needs.toml"))
        .expect("the file is part of the program, and a test reads it")
        .needs
});

/// The need of this key.
#[must_use]
pub fn need(key: &str) -> Option<&'static Need> {
    NEEDS.iter().find(|need| need.key == key)
}

/// The need that somebody wrote by its key, or by its words in either language.
#[must_use]
pub fn written(text: &str) -> Option<&'static Need> {
    let folded = fold(text);
    NEEDS.iter().find(|need| {
        [&need.key, &need.fr, &need.en]
            .into_iter()
            .any(|words| fold(words) == folded)
    })
}

/// The needs as a form offers them, in the order of the file.
#[must_use]
pub fn choices(words: Words) -> Vec<Choice> {
    NEEDS
        .iter()
        .map(|need| Choice::new(&need.key, need.words(words.lang)))
        .collect()
}

/// The words of these needs, in the order of the file.
#[must_use]
pub fn said(keys: &[String], lang: Lang) -> Vec<String> {
    NEEDS
        .iter()
        .filter(|need| keys.contains(&need.key))
        .map(|need| need.words(lang).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_need_has_one_key_and_both_languages() {
        let mut seen = BTreeSet::new();
        for need in NEEDS.iter() {
            assert!(seen.insert(&need.key), "{} stands twice", need.key);
            assert!(!need.fr.is_empty() && !need.en.is_empty());
        }
        assert!(super::need("reading").is_some());
        assert!(super::need("diagnosis").is_none());
        for written in ["noise", "Le bruit gêne", "NOISE DISTURBS"] {
            assert_eq!(super::written(written), super::need("noise"), "{written}");
        }
        assert_eq!(super::written("dyslexie"), None);
    }
}
