//! The languages a person may speak best. Data, in `backend/data/languages.toml`.
use crate::web::Lang;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// What is stored, sealed.
    pub code: String,
    fr: String,
    en: String,
}

impl Language {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Vec<Language>,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../data/languages.toml"))
        .expect("a test reads the list of languages");
    file.language
});

/// Every language, in the order of the file.
#[must_use]
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

#[must_use]
pub fn language(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_code_of_its_own_and_a_name_in_both_languages() {
        let mut codes: Vec<&str> = languages().iter().map(|one| one.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), languages().len());
        assert!(
            languages()
                .iter()
                .all(|one| !one.fr.is_empty() && !one.en.is_empty())
        );
        assert_eq!(language("fr"), languages().first());
    }
}
