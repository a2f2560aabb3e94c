//! The words of the directory: publics, themes, kinds of service… Data, in `backend/data/directory.toml`.
use crate::web::{Choice, Lang};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// What is stored, and what data·inclusion reads.
    pub key: String,
    fr: String,
    en: String,
    /// The same in the digital-mediation schema.
    pub mediation: Option<String>,
    /// Of a label.
    pub network: Option<String>,
    pub programme: Option<String>,
    pub other: Option<String>,
}

impl Word {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    pub publics: Vec<Word>,
    pub themes: Vec<Word>,
    pub kinds: Vec<Word>,
    pub fees: Vec<Word>,
    pub modes: Vec<Word>,
    pub ways: Vec<Word>,
    pub who: Vec<Word>,
    pub labels: Vec<Word>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/directory.toml"))
        .expect("a test reads the words of the directory")
});

/// Every list, each in the order of the file.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// The public that excludes every other.
pub const EVERYBODY: &str = "tous-publics";
pub const PAID: &str = "payant";
pub const PHONE: &str = "telephoner";
pub const EMAIL: &str = "envoyer-un-courriel";
pub const LINK: &str = "utiliser-lien-mobilisation";

/// The words of a list to choose from.
#[must_use]
pub fn choices(words: &[Word], lang: Lang) -> Vec<Choice> {
    words
        .iter()
        .map(|word| Choice::new(word.key.clone(), word.name(lang)))
        .collect()
}

/// The word of this key; none for a key that the file no longer has.
#[must_use]
pub fn word<'w>(words: &'w [Word], key: &str) -> Option<&'w Word> {
    words.iter().find(|word| word.key == key)
}

/// How a key is said; itself, when the file no longer has it.
#[must_use]
pub fn name<'w>(words: &'w [Word], key: &'w str, lang: Lang) -> &'w str {
    word(words, key).map_or(key, |word| word.name(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.key.as_str()).collect()
    }

    #[test]
    fn every_list_has_its_words_once_and_in_both_languages() {
        let all = vocabulary();
        for list in [
            &all.publics,
            &all.themes,
            &all.kinds,
            &all.fees,
            &all.modes,
            &all.ways,
            &all.who,
            &all.labels,
        ] {
            let mut once = keys(list);
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), list.len());
            for word in list {
                assert!(!word.fr.is_empty() && !word.en.is_empty(), "{}", word.key);
            }
        }
        assert!(keys(&all.publics).contains(&EVERYBODY));
        assert!(keys(&all.fees).contains(&PAID));
        assert_eq!(keys(&all.ways), ["se-presenter", PHONE, EMAIL, LINK]);
    }

    #[test]
    fn a_key_that_is_gone_is_still_shown() {
        assert_eq!(name(&vocabulary().fees, "gratuit", Lang::En), "Free");
        assert_eq!(name(&vocabulary().fees, "troc", Lang::En), "troc");
    }
}
