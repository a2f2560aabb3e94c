//! When each of the three moments is, and what may be written down of it.
pub mod figures;

use super::questionnaires::{ANSWERS, Asked};
use chrono::{Months, NaiveDate};
use entities::answer_set::Moment;

/// How long after the pathway people are asked again.
const LATER: Months = Months::new(3);

/// How long people are on the list of those to ask again: after that, an answer says little about the pathway.
pub const ASKED_WITHIN: Months = Months::new(12);

/// How far somebody is in their pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub enrolled_on: NaiveDate,
    /// The first session they were present at.
    pub trained_from: Option<NaiveDate>,
    pub attested_on: Option<NaiveDate>,
}

/// Why a moment is not the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// A day to come.
    Future,
    BeforeEnrolment(NaiveDate),
    /// The training began on that day: nothing said later is from before it.
    TrainingBegun(NaiveDate),
    NotTrained,
    NotAttested,
    /// The three months are up on that day.
    TooEarly(NaiveDate),
}

/// Whether what was answered or measured on `day` is from that moment.
pub fn may_answer(
    moment: Moment,
    day: NaiveDate,
    today: NaiveDate,
    progress: Progress,
) -> Result<(), NotNow> {
    if day > today {
        return Err(NotNow::Future);
    }
    let of_the_moment = match moment {
        Moment::Before => match progress.trained_from {
            Some(begun) if day > begun => Err(NotNow::TrainingBegun(begun)),
            Some(_) | None => Ok(()),
        },
        Moment::After => match progress.trained_from {
            Some(begun) if day >= begun => Ok(()),
            Some(_) | None => Err(NotNow::NotTrained),
        },
        Moment::Later => match progress.attested_on.map(asked_again_on) {
            Some(due) if day >= due => Ok(()),
            Some(due) => Err(NotNow::TooEarly(due)),
            None => Err(NotNow::NotAttested),
        },
    };
    of_the_moment?;
    if day < progress.enrolled_on {
        return Err(NotNow::BeforeEnrolment(progress.enrolled_on));
    }
    Ok(())
}

/// The day from which somebody is asked again.
#[must_use]
pub fn asked_again_on(attested: NaiveDate) -> NaiveDate {
    attested.checked_add_months(LATER).unwrap_or(attested)
}

/// The last day of a pathway's end whose people are asked again today.
#[must_use]
pub fn attested_by(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(LATER).unwrap_or(today)
}

/// The position of a statement, and the value of its answer.
pub type Answered = (i32, i32);

/// Every statement has one of its answers; else the positions of those that have none.
pub fn complete(
    asked: &impl Asked,
    given: impl Fn(i32) -> Option<i32>,
) -> Result<Vec<Answered>, Vec<i32>> {
    let mut answers = Vec::new();
    let mut open = Vec::new();
    for (position, _) in (1..).zip(asked.sentences()) {
        match given(position) {
            Some(value) if (1..=ANSWERS).contains(&value) => answers.push((position, value)),
            Some(_) | None => open.push(position),
        }
    }
    if open.is_empty() {
        Ok(answers)
    } else {
        Err(open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competence::questionnaires::questionnaire;
    use entities::answer_set::QuestionnaireKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_moment_is_when_it_says() {
        let today = day("2026-11-28");
        let enrolled_on = day("2026-03-01");
        let new = Progress {
            enrolled_on,
            trained_from: None,
            attested_on: None,
        };
        let trained = Progress {
            trained_from: Some(day("2026-03-10")),
            ..new
        };
        let attested = Progress {
            attested_on: Some(day("2026-03-31")),
            ..trained
        };
        let due = day("2026-06-30");
        let begun = NotNow::TrainingBegun(day("2026-03-10"));
        let cases = [
            (Moment::Before, "2026-03-05", new, Ok(())),
            // On paper, as the first session begins.
            (Moment::Before, "2026-03-10", attested, Ok(())),
            (Moment::Before, "2026-03-11", attested, Err(begun)),
            (
                Moment::Before,
                "2026-02-28",
                new,
                Err(NotNow::BeforeEnrolment(enrolled_on)),
            ),
            (Moment::Before, "2026-11-29", new, Err(NotNow::Future)),
            (Moment::After, "2026-03-20", new, Err(NotNow::NotTrained)),
            (
                Moment::After,
                "2026-03-09",
                trained,
                Err(NotNow::NotTrained),
            ),
            (Moment::After, "2026-03-10", trained, Ok(())),
            (
                Moment::Later,
                "2026-06-30",
                trained,
                Err(NotNow::NotAttested),
            ),
            (
                Moment::Later,
                "2026-06-29",
                attested,
                Err(NotNow::TooEarly(due)),
            ),
            (Moment::Later, "2026-06-30", attested, Ok(())),
        ];
        for (moment, on, progress, expected) in cases {
            assert_eq!(
                may_answer(moment, day(on), today, progress),
                expected,
                "{moment:?} on {on} with {progress:?}"
            );
        }
        // The list and the rule agree, at the end of a short month too.
        assert_eq!(asked_again_on(day("2026-11-30")), day("2027-02-28"));
        assert_eq!(attested_by(day("2027-02-28")), day("2026-11-28"));
    }

    #[test]
    fn a_statement_without_an_answer_of_its_scale_is_named() {
        let asked = questionnaire(QuestionnaireKind::SenseOfCompetence, None).unwrap();
        let all = complete(asked, |position| Some(1 + position % 4)).unwrap();
        assert_eq!(all.len(), asked.statements.len());
        assert_eq!(all[0], (1, 2));
        let given = |position| match position {
            2 => None,
            3 => Some(0),
            4 => Some(5),
            _ => Some(4),
        };
        assert_eq!(complete(asked, given), Err(vec![2, 3, 4]));
    }
}
