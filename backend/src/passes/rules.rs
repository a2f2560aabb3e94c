//! Which step of a pass follows which, until when it is taken, and how many a level is given. Pure.
use crate::requests::asking::rules::Level;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{pass::PassState, pass_rule::PassLevel};

/// How many passes one issue may have.
pub const MOST_ISSUED: i32 = 500;

/// How many passes one settlement may pay.
pub const AT_ONCE: usize = 500;

/// How many passes a level may be given.
pub const MOST_GIVEN: i32 = 50;

/// The most a pass may be worth: a thousand euros.
pub const MOST_CENTS: i32 = 100_000;

/// What is done with a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Give,
    Use,
    Pay,
    Cancel,
}

/// Why a step is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// It was given to nobody.
    NotGiven,
    AlreadyGiven,
    NotUsed,
    AlreadyUsed,
    AlreadyPaid,
    Cancelled,
    Expired,
}

/// What becomes of a pass, or why it stays as it is. Whoever comes too late is told what happened to it, rather than
/// that its time is over.
pub fn next(state: PassState, step: Step, expired: bool) -> Result<PassState, Stays> {
    match (state, step) {
        (PassState::Issued, Step::Give) | (PassState::Given, Step::Use) if expired => {
            Err(Stays::Expired)
        }
        (PassState::Issued, Step::Give) => Ok(PassState::Given),
        (PassState::Given, Step::Use) => Ok(PassState::Used),
        (PassState::Used, Step::Pay) => Ok(PassState::Paid),
        (PassState::Issued | PassState::Given, Step::Cancel) => Ok(PassState::Cancelled),
        (PassState::Issued, Step::Use) => Err(Stays::NotGiven),
        (PassState::Given, Step::Give) => Err(Stays::AlreadyGiven),
        (PassState::Issued | PassState::Given, Step::Pay) => Err(Stays::NotUsed),
        (PassState::Used | PassState::Paid, Step::Give | Step::Use | Step::Cancel) => {
            Err(Stays::AlreadyUsed)
        }
        (PassState::Paid, Step::Pay) => Err(Stays::AlreadyPaid),
        (PassState::Cancelled, Step::Give | Step::Use | Step::Pay | Step::Cancel) => {
            Err(Stays::Cancelled)
        }
    }
}

/// Where a pass stands in the eyes of a reader: its state, or that it expired before it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Issued,
    Given,
    Used,
    Paid,
    Expired,
    Cancelled,
}

impl Standing {
    pub const ALL: [Self; 6] = [
        Self::Issued,
        Self::Given,
        Self::Used,
        Self::Paid,
        Self::Expired,
        Self::Cancelled,
    ];

    #[must_use]
    pub fn of(state: PassState, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        match state {
            PassState::Issued | PassState::Given if expires_at <= now => Self::Expired,
            PassState::Issued => Self::Issued,
            PassState::Given => Self::Given,
            PassState::Used => Self::Used,
            PassState::Paid => Self::Paid,
            PassState::Cancelled => Self::Cancelled,
        }
    }

    /// The word of an address.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Given => "given",
            Self::Used => "used",
            Self::Paid => "paid",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.value() == value)
    }
}

/// The midnight in France at which a day begins.
#[must_use]
pub fn begins(day: NaiveDate) -> Option<DateTime<Utc>> {
    // No clock in France was ever put forward at midnight.
    let midnight = Paris.from_local_datetime(&day.and_time(NaiveTime::MIN));
    Some(midnight.earliest()?.with_timezone(&Utc))
}

/// The first moment at which passes that are good until this day, it included, are no longer taken.
#[must_use]
pub fn ends(last_day: NaiveDate) -> Option<DateTime<Utc>> {
    begins(last_day.succ_opt()?)
}

/// The last day on which a pass is taken.
#[must_use]
pub fn last_day(expires_at: DateTime<Utc>) -> NaiveDate {
    let last = expires_at - Duration::microseconds(1);
    last.with_timezone(&Paris).date_naive()
}

/// The levels a programme has a number for, in the order of its page.
pub const LEVELS: [PassLevel; 4] = [
    PassLevel::Assisted,
    PassLevel::Beginner,
    PassLevel::Independent,
    PassLevel::NotPlaced,
];

/// The level whose number counts for who was placed there.
#[must_use]
pub fn level(placed: Option<Level>) -> PassLevel {
    match placed {
        Some(Level::Assisted) => PassLevel::Assisted,
        Some(Level::Beginner) => PassLevel::Beginner,
        Some(Level::Independent) => PassLevel::Independent,
        None => PassLevel::NotPlaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_goes_one_way_and_each_step_once() {
        use PassState::{Cancelled, Given, Issued, Paid, Used};
        let steps = [Step::Give, Step::Use, Step::Pay, Step::Cancel];
        let table = [
            (
                Issued,
                [
                    Ok(Given),
                    Err(Stays::NotGiven),
                    Err(Stays::NotUsed),
                    Ok(Cancelled),
                ],
            ),
            (
                Given,
                [
                    Err(Stays::AlreadyGiven),
                    Ok(Used),
                    Err(Stays::NotUsed),
                    Ok(Cancelled),
                ],
            ),
            (
                Used,
                [
                    Err(Stays::AlreadyUsed),
                    Err(Stays::AlreadyUsed),
                    Ok(Paid),
                    Err(Stays::AlreadyUsed),
                ],
            ),
            (
                Paid,
                [
                    Err(Stays::AlreadyUsed),
                    Err(Stays::AlreadyUsed),
                    Err(Stays::AlreadyPaid),
                    Err(Stays::AlreadyUsed),
                ],
            ),
            (Cancelled, [Err(Stays::Cancelled); 4]),
        ];
        for (state, expected) in table {
            for (step, expected) in steps.into_iter().zip(expected) {
                assert_eq!(next(state, step, false), expected, "{state:?} {step:?}");
                // Its time ends giving and using, and nothing else: what was used is paid, what was not is cancelled.
                let late = match expected {
                    Ok(Given | Used) => Err(Stays::Expired),
                    Ok(_) | Err(_) => expected,
                };
                assert_eq!(next(state, step, true), late, "{state:?} {step:?} late");
            }
        }
    }

    #[test]
    fn a_pass_ends_at_midnight_in_france_in_winter_and_in_summer() {
        let rows = [
            ("2026-12-31", "2026-12-31T23:00:00Z"),
            ("2026-06-30", "2026-06-30T22:00:00Z"),
            // The nights the clocks change: the day before begins in the other time.
            ("2026-03-28", "2026-03-28T23:00:00Z"),
            ("2026-03-29", "2026-03-29T22:00:00Z"),
            ("2026-10-24", "2026-10-24T22:00:00Z"),
            ("2026-10-25", "2026-10-25T23:00:00Z"),
        ];
        for (day, end) in rows {
            let day: NaiveDate = day.parse().unwrap();
            let end: DateTime<Utc> = end.parse().unwrap();
            assert_eq!(ends(day), Some(end), "{day}");
            assert_eq!(last_day(end), day);
            let given = |now| Standing::of(PassState::Given, end, now);
            assert_eq!(given(end - Duration::microseconds(1)), Standing::Given);
            assert_eq!(given(end), Standing::Expired);
        }
        assert_eq!(ends(NaiveDate::MAX), None);
    }

    #[test]
    fn what_was_used_or_cancelled_does_not_expire() {
        let now = DateTime::UNIX_EPOCH;
        for (state, expected) in [
            (PassState::Issued, Standing::Expired),
            (PassState::Given, Standing::Expired),
            (PassState::Used, Standing::Used),
            (PassState::Paid, Standing::Paid),
            (PassState::Cancelled, Standing::Cancelled),
        ] {
            assert_eq!(Standing::of(state, now, now), expected);
        }
        for one in Standing::ALL {
            assert_eq!(Standing::from_value(one.value()), Some(one));
        }
        assert_eq!(Standing::from_value("lost"), None);
    }

    #[test]
    fn each_level_and_nobodys_has_its_number() {
        let placed = [
            Some(Level::Assisted),
            Some(Level::Beginner),
            Some(Level::Independent),
            None,
        ];
        assert_eq!(placed.map(level), LEVELS);
    }
}
