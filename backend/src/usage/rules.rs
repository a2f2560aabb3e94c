//! Periods, days out and what they come to. Pure.
use chrono::{Datelike, Days, NaiveDate};
use std::ops::RangeInclusive;

/// Nobody compares more than two school years at once.
const LONGEST_DAYS: i64 = 731;
/// What is shown when nothing is asked for: a year, today included.
const USUAL_DAYS: u64 = 364;
/// A mistyped year makes a day that no database holds, or beside which there is no other.
const YEARS: RangeInclusive<i32> = 2000..=2999;

/// The days that figures are about, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// What is wrong with a period, and at which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    From,
    Until,
    /// It ends before it begins.
    Backwards,
    TooLong,
}

impl Wrong {
    /// The field, and the sentence.
    #[must_use]
    pub fn at(self) -> (&'static str, &'static str) {
        match self {
            Self::From => ("from", "usage-day-wrong"),
            Self::Until => ("until", "usage-day-wrong"),
            Self::Backwards => ("until", "usage-backwards"),
            Self::TooLong => ("until", "usage-too-long"),
        }
    }
}

impl Period {
    /// The year up to a day.
    #[must_use]
    pub fn usual(today: NaiveDate) -> Self {
        Self {
            from: today - Days::new(USUAL_DAYS),
            until: today,
        }
    }

    /// The period that was typed; what is left empty is that of [`Self::usual`].
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn read(from: &str, until: &str, today: NaiveDate) -> Result<Self, Wrong> {
        let usual = Self::usual(today);
        let day = |typed: &str, usual: NaiveDate, wrong: Wrong| match typed.trim() {
            "" => Ok(usual),
            typed => typed
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| YEARS.contains(&day.year()))
                .ok_or(wrong),
        };
        let until = day(until, usual.until, Wrong::Until)?;
        let begins = until - Days::new(USUAL_DAYS);
        let from = day(from, begins, Wrong::From)?;
        if until < from {
            Err(Wrong::Backwards)
        } else if (until - from).num_days() >= LONGEST_DAYS {
            Err(Wrong::TooLong)
        } else {
            Ok(Self { from, until })
        }
    }

    /// As far as it has passed by a day; nothing while it is to come.
    #[must_use]
    pub fn passed(self, today: NaiveDate) -> Option<Self> {
        let until = self.until.min(today);
        (self.from <= until).then_some(Self { until, ..self })
    }

    #[must_use]
    pub fn days(self) -> i64 {
        (self.until - self.from).num_days() + 1
    }

    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// A loan of a piece: the day it left, and the day it came back, if it did.
pub type Span = (NaiveDate, Option<NaiveDate>);

/// On how many days of a period a piece was out. A day on which it came back and left again is one.
#[must_use]
pub fn days_out(loans: &[Span], period: Period) -> i64 {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = loans
        .iter()
        .map(|(out, back)| {
            let back = back.unwrap_or(period.until);
            ((*out).max(period.from), back.min(period.until))
        })
        .filter(|(from, until)| from <= until)
        .collect();
    spans.sort_unstable();
    let mut days = 0;
    let mut counted: Option<NaiveDate> = None;
    for (from, until) in spans {
        let from = match counted {
            Some(last) if last >= from => last + Days::new(1),
            Some(_) | None => from,
        };
        if from <= until {
            days += (until - from).num_days() + 1;
            counted = Some(until);
        }
    }
    days
}

/// How many of a hundred days the pieces were out, rounded down; nothing where there was none.
#[must_use]
pub fn rate(days_out: i64, pieces: i64, days: i64) -> Option<i64> {
    (days_out * 100).checked_div(pieces * days)
}

/// What the pieces cost, shared among all they were ever lent for: nothing before the first loan, nor while one of them
/// has no known value.
#[must_use]
pub fn cost_per_loan(values: &[Option<i64>], loans: i64) -> Option<i64> {
    let known: Option<Vec<i64>> = values.iter().copied().collect();
    let total: i64 = known.filter(|values| !values.is_empty())?.iter().sum();
    (loans > 0).then(|| total / loans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_a_year_unless_it_is_said_and_never_backwards_nor_endless() {
        let today = day("2026-11-29");
        let read = |from, until| Period::read(from, until, today);
        let usual = read("", "").unwrap();
        assert_eq!((usual.from, usual.days()), (day("2025-11-30"), 365));
        let said = read("2026-09-01", "2026-09-30").unwrap();
        assert_eq!(said.days(), 30);
        assert_eq!(read("2026-09-31", ""), Err(Wrong::From));
        assert_eq!(read("", "soon"), Err(Wrong::Until));
        // The first and the last day that can be written.
        assert_eq!(read("", "-262143-01-01"), Err(Wrong::Until));
        assert_eq!(read("+262142-12-31", "+262142-12-31"), Err(Wrong::Until));
        assert_eq!(read("0202-09-01", "2026-09-01"), Err(Wrong::From));
        assert_eq!(read("2026-10-01", "2026-09-30"), Err(Wrong::Backwards));
        assert_eq!(read("2020-01-01", "2026-01-01"), Err(Wrong::TooLong));
        assert_eq!(said.passed(day("2026-09-10")).unwrap().days(), 10);
        assert_eq!(said.passed(day("2026-08-31")), None);
    }

    #[test]
    fn a_piece_is_out_on_each_day_once_and_only_within_the_period() {
        let period = Period {
            from: day("2026-10-20"),
            until: day("2026-10-31"),
        };
        let loan = |out: &str, back: Option<&str>| (day(out), back.map(day));
        let cases: [(&[Span], i64); 6] = [
            (&[], 0),
            (&[loan("2026-10-01", Some("2026-10-19"))], 0),
            (&[loan("2026-10-01", Some("2026-10-20"))], 1),
            // Over the night that has 25 hours.
            (&[loan("2026-10-24", Some("2026-10-25"))], 2),
            (&[loan("2026-10-30", None)], 2),
            (
                &[
                    loan("2026-10-25", Some("2026-10-27")),
                    loan("2026-10-20", Some("2026-10-25")),
                ],
                8,
            ),
        ];
        for (loans, days) in cases {
            assert_eq!(days_out(loans, period), days, "{loans:?}");
        }
        assert_eq!(rate(6, 2, 12), Some(25));
        assert_eq!(rate(0, 0, 12), None);
    }

    #[test]
    fn what_a_loan_cost_is_said_when_every_value_is_known() {
        assert_eq!(
            cost_per_loan(&[Some(20_000), Some(10_000)], 12),
            Some(2_500)
        );
        assert_eq!(cost_per_loan(&[Some(20_000), None], 12), None);
        assert_eq!(cost_per_loan(&[Some(20_000)], 0), None);
        assert_eq!(cost_per_loan(&[], 3), None);
    }
}
