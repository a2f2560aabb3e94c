//! What a school is asked of a trial, and when. Pure.
use chrono::{Days, Months, NaiveDate};
use entities::{
    loan::{self, LoanState},
    loan_feedback::{Advice, FeedbackMoment, Frequency, LeadsTo, Outcome},
};

/// How long the few words of a feedback are kept: a school year and what follows it.
pub const WORDS_KEPT: Months = Months::new(12);
/// How long answers may be corrected after the kit is back.
const CORRECTED_DAYS: u64 = 14;
/// How long before its last day the end of a loan may be told.
const END_BEGINS_DAYS: u64 = 5;
/// Fewer are not counted out: nobody is to be recognised in a number.
pub const FEWEST: i64 = 5;

/// Where a feedback stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Too early, or too late for the middle.
    NotAsked,
    Asked,
    /// The kit is back, and nobody said how it went: it is asked again, and nothing else follows of it.
    Owed,
    /// Given, and may be corrected.
    Given,
    /// Given, for good.
    Settled,
}

impl Standing {
    /// Whether its form may be sent.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Asked | Self::Owed | Self::Given => true,
            Self::NotAsked | Self::Settled => false,
        }
    }
}

/// The day from which the middle is asked.
#[must_use]
pub fn middle(starts_on: NaiveDate, ends_on: NaiveDate) -> NaiveDate {
    let days = (ends_on - starts_on).num_days() / 2;
    starts_on + Days::new(u64::try_from(days).unwrap_or_default())
}

/// Where a feedback of a loan stands on a day.
#[must_use]
pub fn standing(
    loan: &loan::Model,
    moment: FeedbackMoment,
    is_given: bool,
    today: NaiveDate,
) -> Standing {
    let is_out = match loan.state {
        LoanState::Out => true,
        LoanState::Returned => false,
        LoanState::Requested
        | LoanState::Reserved
        | LoanState::Prepared
        | LoanState::Cancelled
        | LoanState::Refused => return Standing::NotAsked,
    };
    if is_given {
        let is_late = loan
            .returned_on
            .is_some_and(|day| today > day + Days::new(CORRECTED_DAYS));
        return if is_late {
            Standing::Settled
        } else {
            Standing::Given
        };
    }
    match (moment, is_out) {
        (FeedbackMoment::Mid, true) if today >= middle(loan.starts_on, loan.ends_on) => {
            Standing::Asked
        }
        (FeedbackMoment::End, true) if today + Days::new(END_BEGINS_DAYS) >= loan.ends_on => {
            Standing::Asked
        }
        (FeedbackMoment::End, false) => Standing::Owed,
        (FeedbackMoment::Mid | FeedbackMoment::End, true) | (FeedbackMoment::Mid, false) => {
            Standing::NotAsked
        }
    }
}

/// What is said of kit that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    pub autonomy_before: i32,
    pub autonomy_after: i32,
    pub voice: Option<i32>,
    pub effort: i32,
    pub advice: Advice,
}

/// What the trial came to, at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    Conclusive(LeadsTo),
    NotConclusive,
    Unused,
}

impl Came {
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Conclusive(_) => Outcome::Conclusive,
            Self::NotConclusive => Outcome::NotConclusive,
            Self::Unused => Outcome::Unused,
        }
    }

    #[must_use]
    pub fn leads_to(self) -> Option<LeadsTo> {
        match self {
            Self::Conclusive(to) => Some(to),
            Self::NotConclusive | Self::Unused => None,
        }
    }
}

/// The answers of a feedback, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    pub frequency: Frequency,
    /// Nothing of kit that was never used.
    pub used: Option<Use>,
    pub activities: Vec<String>,
    pub obstacles: Vec<String>,
    /// At the end.
    pub came: Option<Came>,
    pub reasons: Vec<String>,
    pub words: String,
}

/// A count as it may be told: none that is too small.
#[must_use]
pub fn told(count: i64) -> Option<i64> {
    (count >= FEWEST).then_some(count)
}

#[cfg(test)]
mod tests;
