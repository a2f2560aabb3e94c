//! What may be answered to a question, and what the answers to a list say.
use super::items::{Item, ItemId, Kind};
use crate::workshop::grades::Grade;
use std::{borrow::Cow, collections::BTreeMap};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    NotApplicable,
    Grade(Grade),
    Measured(i32),
    /// One was taken.
    Photo,
}

impl Answer {
    /// The answers one chooses from.
    pub const CHOICES: [Self; 7] = [
        Self::Yes,
        Self::No,
        Self::NotApplicable,
        Self::Grade(Grade::A),
        Self::Grade(Grade::B),
        Self::Grade(Grade::C),
        Self::Grade(Grade::Scrap),
    ];

    /// As it is posted by a form and stored.
    #[must_use]
    pub fn as_str(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
            Self::Grade(Grade::A) => "a",
            Self::Grade(Grade::B) => "b",
            Self::Grade(Grade::C) => "c",
            Self::Grade(Grade::Scrap) => "scrap",
            Self::Measured(value) => return Cow::Owned(value.to_string()),
            Self::Photo => "photo",
        })
    }

    /// An answer as it was stored or posted; a number as people type it, with or without its sign.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "photo" {
            return Some(Self::Photo);
        }
        let chosen = Self::CHOICES
            .into_iter()
            .find(|answer| answer.as_str() == text);
        let measured = || {
            let digits: String = text
                .trim_end_matches('%')
                .chars()
                .filter(|sign| !sign.is_whitespace())
                .collect();
            digits.parse().ok().map(Self::Measured)
        };
        chosen.or_else(measured)
    }

    /// Whether this is an answer to a question of that kind.
    #[must_use]
    pub const fn answers(self, kind: Kind) -> bool {
        match (self, kind) {
            (Self::Measured(value), Kind::Measure(measure)) => measure.can_be(value),
            (Self::Yes | Self::No, Kind::YesNo | Kind::YesNoNa)
            | (Self::NotApplicable, Kind::YesNoNa)
            | (Self::Grade(_), Kind::Grade)
            | (Self::Photo, Kind::Photo) => true,
            (Self::Yes | Self::No, Kind::Grade | Kind::Measure(_) | Kind::Photo)
            | (Self::NotApplicable, Kind::YesNo | Kind::Grade | Kind::Measure(_) | Kind::Photo)
            | (Self::Grade(_), Kind::YesNo | Kind::YesNoNa | Kind::Measure(_) | Kind::Photo)
            | (Self::Measured(_), Kind::YesNo | Kind::YesNoNa | Kind::Grade | Kind::Photo)
            | (Self::Photo, Kind::YesNo | Kind::YesNoNa | Kind::Grade | Kind::Measure(_)) => false,
        }
    }
}

pub type Answers = BTreeMap<ItemId, Answer>;

/// Whether an answer says that something is not as it should be.
#[must_use]
pub fn is_bad(answer: Answer, kind: Kind) -> bool {
    match (answer, kind) {
        (Answer::No, _) => true,
        (Answer::Grade(grade), _) => grade.kept().is_none(),
        (Answer::Measured(value), Kind::Measure(measure)) => !measure.is_good(value),
        (Answer::Measured(_), Kind::YesNo | Kind::YesNoNa | Kind::Grade | Kind::Photo)
        | (Answer::Yes | Answer::NotApplicable | Answer::Photo, _) => false,
    }
}

/// The required items without an answer of their kind.
#[must_use]
pub fn missing(answers: &Answers, items: &[Item]) -> Vec<ItemId> {
    items
        .iter()
        .filter(|item| item.required && answered(answers, item).is_none())
        .map(|item| item.id.clone())
        .collect()
}

/// The items whose answer is bad, whether it stops the device or is only noted.
#[must_use]
pub fn failures<'a>(answers: &Answers, items: &'a [Item]) -> Vec<(&'a Item, Answer)> {
    items
        .iter()
        .filter_map(|item| Some((item, *answers.get(&item.id)?)))
        .filter(|(item, answer)| is_bad(*answer, item.kind))
        .collect()
}

/// The items whose bad answer stops the device: it goes back or to scrap, it does not go on.
#[must_use]
pub fn blocking(answers: &Answers, items: &[Item]) -> Vec<ItemId> {
    let failures = failures(answers, items).into_iter();
    let blocking = failures.filter(|(item, _)| item.blocking);
    blocking.map(|(item, _)| item.id.clone()).collect()
}

/// The items whose bad answer is noted and stops nothing.
#[must_use]
pub fn noted(answers: &Answers, items: &[Item]) -> Vec<ItemId> {
    let failures = failures(answers, items).into_iter();
    let noted = failures.filter(|(item, _)| !item.blocking);
    noted.map(|(item, _)| item.id.clone()).collect()
}

/// Whether every function of a device was tested and passed: article R. 122-4 of the consumer code, for the
/// word *reconditionné*. Each question of the list that tests a function has an answer, and none of these
/// answers is bad, not even one that is only noted. A list that tests no function proves nothing.
///
/// The accepted erasure that the article also asks for is `rules::Erasure::Accepted`.
#[must_use]
pub fn fully_tested(answers: &Answers, items: &[Item]) -> bool {
    let mut functions = items.iter().filter(|item| item.function).peekable();
    functions.peek().is_some()
        && functions
            .all(|item| answered(answers, item).is_some_and(|answer| !is_bad(answer, item.kind)))
}

/// The answer to this question, if it is one of its kind.
fn answered(answers: &Answers, item: &Item) -> Option<Answer> {
    let answer = answers.get(&item.id).copied();
    answer.filter(|answer| answer.answers(item.kind))
}
