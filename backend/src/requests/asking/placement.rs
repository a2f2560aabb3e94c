//! The placement's questions. Data, in `backend/data/placement.toml`.
use super::rules::{Placed, Thresholds, level};
use crate::web::Lang;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    pub version: u32,
    beginner: u32,
    independent: u32,
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    fr: String,
    en: String,
    #[serde(rename = "answer")]
    pub answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    fr: String,
    en: String,
    points: u32,
}

impl Question {
    #[must_use]
    pub fn said(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

impl Answer {
    #[must_use]
    pub fn said(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

static PLACEMENT: LazyLock<Placement> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/placement.toml"))
        .expect("a test reads the placement")
});

/// The questions asked now.
#[must_use]
pub fn placement() -> &'static Placement {
    &PLACEMENT
}

impl Placement {
    /// What the answers say, each by its place from 0; nothing unless every question has one of its answers.
    #[must_use]
    pub fn placed(&self, answers: &[usize]) -> Option<Placed> {
        if answers.len() != self.questions.len() {
            return None;
        }
        let points: Option<Vec<u32>> = self
            .questions
            .iter()
            .zip(answers)
            .map(|(question, place)| question.answers.get(*place).map(|answer| answer.points))
            .collect();
        let thresholds = Thresholds {
            beginner: self.beginner,
            independent: self.independent,
        };
        Some(Placed {
            version: self.version,
            answers: answers.to_vec(),
            level: level(&points?, thresholds),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::asking::rules::Level;

    #[test]
    fn a_placement_is_short_and_every_level_can_be_reached() {
        let placement = placement();
        assert!((5..=6).contains(&placement.questions.len()));
        for question in &placement.questions {
            assert!(!question.fr.is_empty() && !question.en.is_empty());
            assert!(question.answers.len() >= 2);
            for answer in &question.answers {
                assert!(!answer.fr.is_empty() && !answer.en.is_empty());
            }
        }
        let all = |place: usize| vec![place; placement.questions.len()];
        let levels: Vec<_> = [0, 1, 2]
            .into_iter()
            .map(|place| placement.placed(&all(place)).unwrap().level)
            .collect();
        assert_eq!(
            levels,
            [Level::Assisted, Level::Beginner, Level::Independent]
        );
        assert!(placement.beginner < placement.independent);
    }

    #[test]
    fn half_a_placement_gives_no_level() {
        let placement = placement();
        assert_eq!(placement.placed(&[]), None);
        assert_eq!(placement.placed(&[0]), None);
        let unknown = vec![9; placement.questions.len()];
        assert_eq!(placement.placed(&unknown), None);
    }
}
