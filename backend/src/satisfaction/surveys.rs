//! What people are asked, every version that was ever asked. Data, in `backend/data/opinions`.
use crate::competence::questionnaires::{Answer, Asked, Both};
use entities::opinion::OpinionKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// One version of what is asked of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub key: OpinionKind,
    pub version: i32,
    pub title: Both,
    pub intro: Both,
    /// The answers, from the least to the most.
    scale: Vec<Answer>,
    questions: Vec<Both>,
}

impl Asked for Survey {
    fn sentences(&self) -> Vec<&Both> {
        self.questions.iter().collect()
    }

    fn scale(&self) -> &[Answer] {
        &self.scale
    }
}

/// Every version, with the hash of its file: what was asked is never changed.
const FILES: [(&str, &str); 4] = [
    (
        include_str!("../../data/opinions/workshop-1.toml"),
        "f0c838dc566f68ed031945654f94e6780662eb1d706bceae34e687179678b137",
    ),
    (
        include_str!("../../data/opinions/handover-1.toml"),
        "cbe3c9eac26cc4321e10edca2b1442d74c378f10bb0bad3aa5bacc83b8424788",
    ),
    (
        include_str!("../../data/opinions/kit-user-1.toml"),
        "3a36197a7bc6c5abd9853352e5879f8bcdc9c00f3d9efbb30ecb699651b5dc5a",
    ),
    (
        include_str!("../../data/opinions/kit-prescriber-1.toml"),
        "f7aafad02b6c2ec4ae80b872cad59225bb270fa8a2d9af1d933d71dffd5cf293",
    ),
];

static ALL: LazyLock<Vec<Survey>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(text, _)| {
            toml::from_str(text)
                .expect("the files are part of the program, and a test reads each of them")
        })
        .collect()
});

/// The latest version of what is asked of a kind.
#[must_use]
pub fn survey(kind: OpinionKind) -> Option<&'static Survey> {
    ALL.iter()
        .filter(|known| known.key == kind)
        .max_by_key(|known| known.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{competence::questionnaires::ANSWERS, keys::sha256_hex, web::assets::draws};
    use sea_orm::Iterable;

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
    fn every_survey_can_be_asked_drawn_and_counted() {
        for kind in OpinionKind::iter() {
            assert!(survey(kind).is_some(), "{kind:?} is missing");
        }
        for asked in ALL.iter() {
            let steps = i32::try_from(asked.scale().len());
            assert_eq!(steps, Ok(ANSWERS), "{:?}", asked.key);
            assert!((1..=10).contains(&asked.sentences().len()));
            for answer in asked.scale() {
                assert!(draws(&answer.icon), "{} is not in the sprite", answer.icon);
            }
        }
    }
}
