//! The tests of skills made elsewhere, whose results a trainer writes down. Data, in `backend/data/skill-results.toml`.
use super::questionnaires::Both;
use crate::web::Words;
use entities::skill_result::SkillKind;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    pub key: SkillKind,
    pub name: Both,
    /// What a result counts.
    pub unit: Both,
    pub lowest: i32,
    pub highest: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    results: Vec<Skill>,
}

static SKILLS: LazyLock<Vec<Skill>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/skill-results.toml"))
        .expect("the file is part of the program, and a test reads it");
    file.results
});

/// Every test, in the order of the file.
#[must_use]
pub fn all() -> &'static [Skill] {
    &SKILLS
}

/// The test of this kind.
#[must_use]
pub fn skill(kind: SkillKind) -> Option<&'static Skill> {
    all().iter().find(|known| known.key == kind)
}

/// As a form names it.
#[must_use]
pub fn key(kind: SkillKind) -> &'static str {
    match kind {
        SkillKind::Pix => "pix",
        SkillKind::AbcDiag => "abc_diag",
    }
}

impl Skill {
    /// A result with its unit.
    #[must_use]
    pub fn said(&self, words: &Words, value: i32) -> String {
        format!("{}\u{a0}{}", words.number(value), self.unit.say(words.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;

    #[test]
    fn every_test_has_a_scale_that_the_schema_can_hold() {
        for kind in SkillKind::iter() {
            let known = skill(kind).unwrap();
            assert!(0 <= known.lowest && known.lowest < known.highest && known.highest <= 1024);
        }
        assert_eq!(all().len(), SkillKind::iter().count());
    }
}
