//! Civil years and their quarters: only what is over is told, and no period overlaps another, so that two exports cannot be
//! taken from each other.
use chrono::{Datelike, Months, NaiveDate};

const QUARTERS: u32 = 4;
/// So many years are offered.
const YEARS: i32 = 5;

/// A civil year, as far as it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i32,
    /// From 0 to 4.
    pub quarters: u32,
}

impl Year {
    #[must_use]
    pub fn as_of(year: i32, today: NaiveDate) -> Self {
        let over = (1..=QUARTERS).filter(|number| starts(year, *number) <= today);
        Self {
            year,
            quarters: u32::try_from(over.count()).unwrap_or(QUARTERS),
        }
    }

    #[must_use]
    pub fn is_over(self) -> bool {
        self.quarters == QUARTERS
    }

    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        starts(self.year, 0)
    }

    /// The day after the year: from then on it is told of territories too.
    #[must_use]
    pub fn told_from(self) -> NaiveDate {
        starts(self.year, QUARTERS)
    }

    /// The day after each quarter that is over.
    #[must_use]
    pub fn ends(self) -> Vec<NaiveDate> {
        (1..=self.quarters)
            .map(|number| starts(self.year, number))
            .collect()
    }
}

/// The day on which quarter `number` begins, counted from 0; quarter 4 is the first of the next year.
fn starts(year: i32, number: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    first
        .checked_add_months(Months::new(3 * number))
        .unwrap_or(first)
}

/// The years somebody may choose from, the latest first.
#[must_use]
pub fn offered(today: NaiveDate) -> Vec<Year> {
    (0..YEARS)
        .map(|back| Year::as_of(today.year() - back, today))
        .filter(|year| year.quarters > 0)
        .collect()
}

/// The first day of this month: what is before it is of closed months.
#[must_use]
pub fn this_month(today: NaiveDate) -> NaiveDate {
    today.with_day(1).unwrap_or(today)
}

/// The first day of the last twelve closed months.
#[must_use]
pub fn twelve_months_ago(today: NaiveDate) -> NaiveDate {
    let month = this_month(today);
    month.checked_sub_months(Months::new(12)).unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn only_what_is_over_is_told() {
        let cases = [
            ("2026-01-01", 0),
            ("2026-03-31", 0),
            ("2026-04-01", 1),
            ("2026-11-29", 3),
            ("2026-12-31", 3),
            ("2027-01-01", 4),
            ("2030-05-05", 4),
        ];
        for (today, quarters) in cases {
            let year = Year::as_of(2026, day(today));
            assert_eq!(year.quarters, quarters, "{today}");
            assert_eq!(year.is_over(), quarters == 4, "{today}");
        }
        let year = Year::as_of(2026, day("2026-11-29"));
        assert_eq!(year.first_day(), day("2026-01-01"));
        assert_eq!(year.told_from(), day("2027-01-01"));
        let ends = ["2026-04-01", "2026-07-01", "2026-10-01"].map(day);
        assert_eq!(year.ends(), ends);
    }

    #[test]
    fn a_year_is_offered_from_its_first_closed_quarter_on() {
        let years =
            |today| -> Vec<i32> { offered(day(today)).iter().map(|one| one.year).collect() };
        assert_eq!(years("2026-11-29"), [2026, 2025, 2024, 2023, 2022]);
        assert_eq!(years("2027-03-31"), [2026, 2025, 2024, 2023]);
        assert_eq!(this_month(day("2026-11-29")), day("2026-11-01"));
        assert_eq!(twelve_months_ago(day("2026-11-29")), day("2025-11-01"));
    }
}
