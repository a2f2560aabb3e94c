//! The questionnaires, every version that was ever asked. Data, in `backend/data/questionnaires`.
use crate::web::{Lang, words::unbroken};
use entities::answer_set::QuestionnaireKind;
use serde::Deserialize;
use std::{borrow::Cow, sync::LazyLock};

/// How many answers a statement has, from the least to the most.
pub const ANSWERS: i32 = 4;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    fr: String,
    en: String,
}

impl Both {
    #[must_use]
    pub fn say(&self, lang: Lang) -> Cow<'_, str> {
        match lang {
            Lang::Fr => unbroken(&self.fr),
            Lang::En => Cow::Borrowed(&self.en),
        }
    }
}

/// One version of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    pub key: QuestionnaireKind,
    pub version: i32,
    pub title: Both,
    pub intro: Both,
    /// The answers, from the least to the most.
    pub scale: Vec<Answer>,
    pub statements: Vec<Statement>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// A pictogram of the sprite.
    pub icon: String,
    pub words: Both,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Of `DigComp` 2.2, from 1 to 5.
    pub area: i32,
    pub words: Both,
}

/// What a form asks and a paper prints: sentences in their order, and one scale for all of them.
pub trait Asked {
    /// The sentences; answers are stored by their positions, from 1 on.
    fn sentences(&self) -> Vec<&Both>;
    /// The answers, from the least to the most.
    fn scale(&self) -> &[Answer];
}

impl Asked for Questionnaire {
    fn sentences(&self) -> Vec<&Both> {
        self.statements.iter().map(|one| &one.words).collect()
    }

    fn scale(&self) -> &[Answer] {
        &self.scale
    }
}

impl Questionnaire {
    /// The statements with their positions, as answers are stored by them.
    pub fn numbered(&self) -> impl Iterator<Item = (i32, &Statement)> {
        (1..).zip(&self.statements)
    }

    /// The answers with their values.
    pub fn answers(&self) -> impl Iterator<Item = (i32, &Answer)> {
        (1..).zip(&self.scale)
    }
}

/// Every version, with the hash of its file: what was asked is never changed.
const FILES: [(&str, &str); 2] = [
    (
        include_str!("../../data/questionnaires/sense-of-competence-1.toml"),
        "4936f87e233a6030855604912c2ed9c5df7e0d1722dcc9a8075c4d1649cf1b85",
    ),
    (
        include_str!("../../data/questionnaires/socle-1.toml"),
        "36f799f34b8102f6055a6f5f04774ba65f49662e24f1e908999ed1cc81e47400",
    ),
];

static ALL: LazyLock<Vec<Questionnaire>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(text, _)| {
            toml::from_str(text)
                .expect("the files are part of the program, and a test reads each of them")
        })
        .collect()
});

/// The version that a person was asked, or is asked who has not answered yet.
#[must_use]
pub fn questionnaire(
    kind: QuestionnaireKind,
    version: Option<i32>,
) -> Option<&'static Questionnaire> {
    ALL.iter()
        .filter(|known| known.key == kind)
        .filter(|known| version.is_none_or(|version| known.version == version))
        .max_by_key(|known| known.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{keys::sha256_hex, web::assets::draws};
    use sea_orm::Iterable;
    use std::collections::BTreeSet;

    #[test]
    fn a_version_that_was_asked_is_never_changed() {
        for (text, sha256) in FILES {
            assert_eq!(
                sha256_hex(text),
                sha256,
                "a change is a new file with the next number"
            );
        }
    }

    #[test]
    fn every_questionnaire_can_be_asked_drawn_and_counted() {
        let mut seen = BTreeSet::new();
        for asked in ALL.iter() {
            assert!(
                seen.insert((asked.key, asked.version)),
                "{:?} {} stands twice",
                asked.key,
                asked.version
            );
            assert_eq!(
                asked.answers().map(|(value, _)| value).last(),
                Some(ANSWERS)
            );
            assert!((5..=40).contains(&asked.statements.len()));
            for answer in &asked.scale {
                assert!(draws(&answer.icon), "{} is not in the sprite", answer.icon);
            }
            for statement in &asked.statements {
                assert!((1..=5).contains(&statement.area));
                let words = &statement.words;
                assert!(
                    !words.fr.is_empty() && words.fr.chars().count() <= 90,
                    "{words:?}"
                );
                assert!(
                    !words.en.is_empty() && words.en.chars().count() <= 90,
                    "{words:?}"
                );
            }
        }
        for kind in QuestionnaireKind::iter() {
            assert!(questionnaire(kind, None).is_some(), "{kind:?} is missing");
            assert!(questionnaire(kind, Some(0)).is_none());
        }
    }

    #[test]
    fn the_socle_asks_about_every_area_of_digcomp() {
        let socle = questionnaire(QuestionnaireKind::Socle, None).unwrap();
        let areas: BTreeSet<i32> = socle.statements.iter().map(|one| one.area).collect();
        assert_eq!(areas, (1..=5).collect());
    }
}
