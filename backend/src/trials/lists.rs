//! What may be ticked in a feedback. Data, in `backend/data/trial-lists.toml`.
use crate::web::{Choice, Lang, Words};
use entities::feedback_tag::TagList;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    fr: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    activities: Vec<Entry>,
    obstacles: Vec<Entry>,
    reasons: Vec<Entry>,
}

static LISTS: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/trial-lists.toml"))
        .expect("the file is part of the program, and a test reads it")
});

fn entries(list: TagList) -> &'static [Entry] {
    match list {
        TagList::Activity => &LISTS.activities,
        TagList::Obstacle => &LISTS.obstacles,
        TagList::Reason => &LISTS.reasons,
    }
}

/// A list as a form offers it, in the order of the file.
#[must_use]
pub fn choices(list: TagList, words: Words) -> Vec<Choice> {
    entries(list)
        .iter()
        .map(|entry| Choice::new(&entry.key, words.lang.choose(&entry.fr, &entry.en)))
        .collect()
}

/// The words of what was ticked, in the order of the file.
#[must_use]
pub fn said(list: TagList, keys: &[String], lang: Lang) -> Vec<String> {
    entries(list)
        .iter()
        .filter(|entry| keys.contains(&entry.key))
        .map(|entry| lang.choose(&entry.fr, &entry.en).to_owned())
        .collect()
}

/// Those of the keys that the list knows, each once, in the order of the file.
#[must_use]
pub fn known(list: TagList, keys: &[String]) -> Vec<String> {
    entries(list)
        .iter()
        .filter(|entry| keys.contains(&entry.key))
        .map(|entry| entry.key.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;
    use std::collections::BTreeSet;

    #[test]
    fn every_entry_has_one_key_in_its_list_and_both_languages() {
        for list in TagList::iter() {
            let mut seen = BTreeSet::new();
            for entry in entries(list) {
                assert!(seen.insert(&entry.key), "{} stands twice", entry.key);
                assert!(!entry.fr.is_empty() && !entry.en.is_empty());
            }
            assert!(!seen.is_empty());
        }
        let typed = ["noise", "diagnosis", "battery", "noise"].map(str::to_owned);
        assert_eq!(known(TagList::Obstacle, &typed), ["noise", "battery"]);
    }
}
