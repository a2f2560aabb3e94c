//! By when a person is answered, and what has to be true before an answer is written down. Pure.
use chrono::{Months, NaiveDate};
use entities::rights_request::{RightsAnswer, RightsKind};

/// One month after the receipt (GDPR, article 12.3).
#[must_use]
pub fn due_on(received_on: NaiveDate) -> NaiveDate {
    received_on
        .checked_add_months(Months::new(1))
        .unwrap_or(NaiveDate::MAX)
}

/// What is known of who asks, at the moment of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
pub struct Person {
    pub forgotten: bool,
    pub restricted: bool,
    /// All that is held was copied out since the request was taken in.
    pub copied: bool,
    /// What is known was put right since.
    pub corrected: bool,
}

/// Why an answer cannot be written down yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// Nobody here: there is nothing to do, so the answer is a refusal on that ground, or that nothing is held.
    UnknownPerson,
    NotCopied,
    NotCorrected,
    NotForgotten,
    /// A limitation is answered by limiting, and nothing else is.
    NotAnAnswer,
    AlreadyForgotten,
    AlreadyRestricted,
}

/// Whether this answer is true: a "done" that was not done is not written down.
///
/// # Errors
/// What is missing.
pub fn may_answer(
    kind: RightsKind,
    answer: RightsAnswer,
    person: Option<Person>,
) -> Result<(), NotYet> {
    match (answer, person) {
        (RightsAnswer::Refused, _) => Ok(()),
        (RightsAnswer::Restricted, person) => match kind {
            RightsKind::Access | RightsKind::Portability => Err(NotYet::NotAnAnswer),
            RightsKind::Rectification
            | RightsKind::Limitation
            | RightsKind::Opposition
            | RightsKind::Erasure => may_restrict(person),
        },
        // "Nothing is held about you" is an answer to who asks what is held.
        (RightsAnswer::Done, None) if kind == RightsKind::Access => Ok(()),
        (RightsAnswer::Done, None) => Err(NotYet::UnknownPerson),
        (RightsAnswer::Done, Some(person)) => match kind {
            RightsKind::Access | RightsKind::Portability if !person.copied => {
                Err(NotYet::NotCopied)
            }
            RightsKind::Rectification if !person.corrected => Err(NotYet::NotCorrected),
            RightsKind::Erasure | RightsKind::Opposition if !person.forgotten => {
                Err(NotYet::NotForgotten)
            }
            RightsKind::Limitation => Err(NotYet::NotAnAnswer),
            RightsKind::Access
            | RightsKind::Portability
            | RightsKind::Rectification
            | RightsKind::Erasure
            | RightsKind::Opposition => Ok(()),
        },
    }
}

fn may_restrict(person: Option<Person>) -> Result<(), NotYet> {
    match person {
        None => Err(NotYet::UnknownPerson),
        Some(person) if person.forgotten => Err(NotYet::AlreadyForgotten),
        Some(person) if person.restricted => Err(NotYet::AlreadyRestricted),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;

    #[test]
    fn a_person_is_answered_within_a_month() {
        let due = |day: &str| due_on(day.parse().unwrap()).to_string();
        assert_eq!(due("2026-05-04"), "2026-06-04");
        assert_eq!(due("2026-01-31"), "2026-02-28");
        assert_eq!(due("2027-12-31"), "2028-01-31");
    }

    #[test]
    fn a_refusal_is_always_an_answer_and_done_only_what_was_done() {
        let nothing = Person::default();
        let all = |answer, person| {
            RightsKind::iter()
                .map(|kind| may_answer(kind, answer, person).err())
                .collect::<Vec<_>>()
        };
        let refused = all(RightsAnswer::Refused, None);
        assert_eq!(refused, [None; 6]);
        assert_eq!(all(RightsAnswer::Refused, Some(nothing)), [None; 6]);
        assert_eq!(
            all(RightsAnswer::Done, Some(nothing)),
            [
                Some(NotYet::NotCopied),
                Some(NotYet::NotCorrected),
                Some(NotYet::NotAnAnswer),
                Some(NotYet::NotForgotten),
                Some(NotYet::NotForgotten),
                Some(NotYet::NotCopied),
            ]
        );
        let done = Person {
            forgotten: true,
            restricted: false,
            copied: true,
            corrected: true,
        };
        assert_eq!(
            all(RightsAnswer::Done, Some(done)),
            [None, None, Some(NotYet::NotAnAnswer), None, None, None]
        );
        let mut nobody = [Some(NotYet::UnknownPerson); 6];
        nobody[0] = None;
        assert_eq!(all(RightsAnswer::Done, None), nobody);
    }

    #[test]
    fn only_who_is_known_and_not_limited_yet_is_limited() {
        let all = |person| {
            RightsKind::iter()
                .map(|kind| may_answer(kind, RightsAnswer::Restricted, person).err())
                .collect::<Vec<_>>()
        };
        let but_copies = |why| {
            let no = Some(NotYet::NotAnAnswer);
            [no, why, why, why, why, no]
        };
        assert_eq!(all(Some(Person::default())), but_copies(None));
        assert_eq!(all(None), but_copies(Some(NotYet::UnknownPerson)));
        let forgotten = Person {
            forgotten: true,
            ..Person::default()
        };
        assert_eq!(
            all(Some(forgotten)),
            but_copies(Some(NotYet::AlreadyForgotten))
        );
        let restricted = Person {
            restricted: true,
            ..Person::default()
        };
        assert_eq!(
            all(Some(restricted)),
            but_copies(Some(NotYet::AlreadyRestricted))
        );
    }
}
