//! The skills. Data, in `backend/data/skills.toml`.
use crate::web::Lang;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// What is stored.
    pub key: String,
    fr: String,
    en: String,
}

impl Skill {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    skills: Vec<Skill>,
}

static SKILLS: LazyLock<Vec<Skill>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/skills.toml"))
        .expect("a test reads the list of skills");
    file.skills
});

/// Every skill, in the order of the file.
#[must_use]
pub fn skills() -> &'static [Skill] {
    &SKILLS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_skill_has_a_key_of_its_own_and_a_name_in_both_languages() {
        let mut keys: Vec<&str> = skills().iter().map(|skill| skill.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), skills().len());
        assert!(
            skills()
                .iter()
                .all(|skill| !skill.fr.is_empty() && !skill.en.is_empty())
        );
    }
}
