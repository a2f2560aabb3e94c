//! The operators. Data, in `backend/data/operators.toml`.
use crate::web::{Choice, Lang, Words};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// What is stored.
    pub key: String,
    name: String,
    #[serde(default)]
    en: Option<String>,
}

impl Operator {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.choose(&self.name, self.en.as_deref().unwrap_or(&self.name))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    operators: Vec<Operator>,
}

static OPERATORS: LazyLock<Vec<Operator>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/operators.toml"))
        .expect("a test reads the operators");
    file.operators
});

/// Every operator, in the order of the file.
#[must_use]
pub fn operators() -> &'static [Operator] {
    &OPERATORS
}

/// The operator of this key.
#[must_use]
pub fn operator(key: &str) -> Option<&'static Operator> {
    operators().iter().find(|one| one.key == key)
}

/// The name of a stored key; the key itself when the list no longer has it.
#[must_use]
pub fn name(lang: Lang, key: &str) -> String {
    operator(key).map_or(key, |one| one.name(lang)).to_owned()
}

/// The operators to choose from.
#[must_use]
pub fn choices(words: Words) -> Vec<Choice> {
    operators()
        .iter()
        .map(|one| Choice::new(one.key.clone(), one.name(words.lang)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_operator_has_a_key_of_its_own_and_a_name() {
        let keys: BTreeSet<&str> = operators().iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys.len(), operators().len());
        for one in operators() {
            assert!(!one.name.is_empty(), "{}", one.key);
            assert!(
                one.key
                    .chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter == '_')
            );
        }
        assert_eq!(name(Lang::En, "other"), "Another operator");
        assert_eq!(name(Lang::Fr, "gone"), "gone");
    }
}
