//! What the owner's accounts say and what we make of them: the class of a pair, and the straight line beside the net
//! book value that was imported, which stays the authority.
pub mod outcome;
pub mod reuse;

use chrono::{Datelike, Months, NaiveDate};

/// Where a thing stands when the owner's list and our stock are laid side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// In both, with the same value and day.
    Both,
    /// In both, and something is not the same.
    Differs,
    /// In the owner's list, and no device of ours has the number.
    Theirs,
    /// A device of the owner's with us, and not in its list.
    Ours,
    /// Not in its list any more, as it should be: reformed or given away by the day of the list.
    Left,
}

impl Class {
    pub const ALL: [Self; 5] = [
        Self::Both,
        Self::Differs,
        Self::Theirs,
        Self::Ours,
        Self::Left,
    ];

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Differs => "differs",
            Self::Theirs => "theirs",
            Self::Ours => "ours",
            Self::Left => "left",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.value() == value)
    }

    /// The key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Both => "accounting-class-both",
            Self::Differs => "accounting-class-differs",
            Self::Theirs => "accounting-class-theirs",
            Self::Ours => "accounting-class-ours",
            Self::Left => "accounting-class-left",
        }
    }

    /// The key of what it means.
    #[must_use]
    pub fn meaning_key(self) -> &'static str {
        match self {
            Self::Both => "accounting-class-both-means",
            Self::Differs => "accounting-class-differs-means",
            Self::Theirs => "accounting-class-theirs-means",
            Self::Ours => "accounting-class-ours-means",
            Self::Left => "accounting-class-left-means",
        }
    }

    /// Tone and icon of its badge.
    #[must_use]
    pub fn badge(self) -> (&'static str, &'static str) {
        match self {
            Self::Both => ("good", "circle-check"),
            Self::Differs => ("wait", "circle-alert"),
            Self::Theirs | Self::Ours => ("stop", "octagon-x"),
            Self::Left => ("plain", "info"),
        }
    }
}

/// What is not the same of a line and a device of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    Value,
    /// The stock knows no value.
    ValueUnknown,
    AcquiredOn,
    /// The stock knows no day.
    AcquiredOnUnknown,
    /// Several devices of the owner bear the number.
    Shared,
    /// Reformed or given away by the day of the list, and still in it.
    Gone,
}

impl Gap {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Value => "accounting-gap-value",
            Self::ValueUnknown => "accounting-gap-value-unknown",
            Self::AcquiredOn => "accounting-gap-acquired",
            Self::AcquiredOnUnknown => "accounting-gap-acquired-unknown",
            Self::Shared => "accounting-gap-shared",
            Self::Gone => "accounting-gap-gone",
        }
    }
}

/// What one side knows of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub value_cents: Option<i64>,
    pub acquired_on: Option<NaiveDate>,
}

/// What is not the same.
#[must_use]
pub fn gaps(theirs: Known, ours: Known, shared: bool, gone: bool) -> Vec<Gap> {
    let mut gaps = Vec::new();
    match ours.value_cents {
        None => gaps.push(Gap::ValueUnknown),
        Some(_) if ours.value_cents != theirs.value_cents => gaps.push(Gap::Value),
        Some(_) => {}
    }
    match ours.acquired_on {
        None => gaps.push(Gap::AcquiredOnUnknown),
        Some(_) if ours.acquired_on != theirs.acquired_on => gaps.push(Gap::AcquiredOn),
        Some(_) => {}
    }
    if shared {
        gaps.push(Gap::Shared);
    }
    if gone {
        gaps.push(Gap::Gone);
    }
    gaps
}

/// Whether a text is the number of an account, or the beginning of one.
#[must_use]
pub fn is_account(text: &str) -> bool {
    (1..=12).contains(&text.len()) && text.chars().all(|letter| letter.is_ascii_alphanumeric())
}

/// Over how many years an account is written off: what it is called exactly, or the longest beginning of it that the
/// owner gave.
#[must_use]
pub fn years_of(account: &str, durations: &[(String, i32)]) -> Option<i32> {
    durations
        .iter()
        .filter(|(beginning, _)| account.starts_with(beginning.as_str()))
        .max_by_key(|(beginning, _)| beginning.len())
        .map(|(_, years)| *years)
}

/// What is left of a value at the end of a day, written off in a straight line, *prorata temporis*: from the day it was
/// acquired, which counts, over so many years, each day weighing the same. What is written off is rounded to the
/// nearest cent, half a cent upwards, once, from the beginning: nothing adds up from year to year.
#[must_use]
pub fn net_book(
    value_cents: i64,
    acquired_on: NaiveDate,
    years: i32,
    at: NaiveDate,
) -> Option<i64> {
    let months = u32::try_from(years).ok()?.checked_mul(12)?;
    let end = acquired_on.checked_add_months(Months::new(months))?;
    let total = (end - acquired_on).num_days();
    if total < 1 {
        return None;
    }
    let gone = ((at - acquired_on).num_days() + 1).clamp(0, total);
    let written_off = (value_cents.checked_mul(gone)?.checked_add(total / 2)?) / total;
    Some(value_cents - written_off)
}

/// One year of the straight line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annuity {
    pub year: i32,
    pub written_off: i64,
    /// On 31 December.
    pub left: i64,
}

/// The straight line year by year, until nothing is left.
#[must_use]
pub fn plan(value_cents: i64, acquired_on: NaiveDate, years: i32) -> Vec<Annuity> {
    let mut before = value_cents;
    let last = acquired_on.year().saturating_add(years);
    (acquired_on.year()..=last)
        .map_while(|year| {
            let end = NaiveDate::from_ymd_opt(year, 12, 31)?;
            let left = net_book(value_cents, acquired_on, years, end)?;
            let annuity = Annuity {
                year,
                written_off: before - left,
                left,
            };
            before = left;
            // What was acquired on 1 January is written off by the 31 December before.
            (annuity.written_off > 0 || value_cents == 0 || left > 0).then_some(annuity)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_straight_line_is_the_one_that_is_worked_out_by_hand() {
        // 219.50 € on 2 September 2019 over 5 years: 1,827 days until 2 September 2024.
        // 31 December 2019: 121 days, 21950 × 121 / 1827 = 1453.72 → 14.54 €.
        // 31 December 2023: 1,582 days, 21950 × 1582 / 1827 = 19006.51 → 190.07 €.
        let value = |at: &str| net_book(21_950, day("2019-09-02"), 5, day(at));
        for (at, left) in [
            ("2019-09-01", 21_950),
            // One day: 21950 / 1827 = 12.01 cents.
            ("2019-09-02", 21_938),
            ("2019-12-31", 20_496),
            ("2023-12-31", 2_943),
            ("2024-09-01", 0),
            ("2030-12-31", 0),
        ] {
            assert_eq!(value(at), Some(left), "{at}");
        }
        assert_eq!(
            net_book(21_950, day("2019-09-02"), 0, day("2020-01-01")),
            None
        );
        assert_eq!(
            net_book(21_950, day("2019-09-02"), -1, day("2020-01-01")),
            None
        );
        // Half a cent goes up: of 1 cent over 1 year of 366 days, 183 days write it off.
        let cent = |at: &str| net_book(1, day("2020-01-01"), 1, day(at));
        assert_eq!(cent("2020-06-30"), Some(1));
        assert_eq!(cent("2020-07-01"), Some(0));
    }

    #[test]
    fn the_plan_of_whole_years_has_as_many_as_years() {
        let plan = plan(100_000, day("2021-01-01"), 4);
        let told: Vec<_> = plan
            .iter()
            .map(|one| (one.year, one.written_off, one.left))
            .collect();
        // 1,461 days, 365 of them each year and 366 in 2024.
        assert_eq!(
            told,
            [
                (2021, 24_983, 75_017),
                (2022, 24_983, 50_034),
                (2023, 24_983, 25_051),
                (2024, 25_051, 0)
            ]
        );
    }

    #[test]
    fn an_account_takes_the_longest_beginning_that_is_given() {
        let durations = [("2183".to_owned(), 5), ("21838".to_owned(), 4)];
        for (account, years) in [
            ("21831", Some(5)),
            ("21838", Some(4)),
            ("218381", Some(4)),
            ("2184", None),
            ("218", None),
        ] {
            assert_eq!(years_of(account, &durations), years, "{account}");
        }
        assert_eq!(years_of("2183", &[]), None);
    }

    #[test]
    fn what_differs_is_named() {
        let known = |value: Option<i64>, on: Option<&str>| Known {
            value_cents: value,
            acquired_on: on.map(day),
        };
        let theirs = known(Some(100), Some("2020-01-01"));
        assert_eq!(gaps(theirs, theirs, false, false), []);
        let other = known(Some(99), Some("2020-01-02"));
        let named = [Gap::Value, Gap::AcquiredOn, Gap::Shared, Gap::Gone];
        assert_eq!(gaps(theirs, other, true, true), named);
        let unknown = [Gap::ValueUnknown, Gap::AcquiredOnUnknown];
        assert_eq!(gaps(theirs, known(None, None), false, false), unknown);
    }

    proptest! {
        #[test]
        fn never_more_than_the_value_and_never_back_up(
            value in 0_i64..100_000_000_000,
            start in 0_u64..20_000,
            years in 1_i32..=50,
            days in proptest::collection::vec(0_u64..25_000, 2..8),
        ) {
            let acquired = day("1980-01-01") + chrono::Days::new(start);
            let mut days = days;
            days.sort_unstable();
            let mut before = value;
            for after in days {
                let left = net_book(value, acquired, years, acquired + chrono::Days::new(after)).unwrap();
                prop_assert!((0..=before).contains(&left));
                before = left;
            }
        }

        #[test]
        fn the_years_add_up_to_the_value(
            value in 0_i64..100_000_000_000,
            start in 0_u64..20_000,
            years in 1_i32..=50,
        ) {
            let acquired = day("1980-01-01") + chrono::Days::new(start);
            let plan = plan(value, acquired, years);
            prop_assert_eq!(plan.iter().map(|one| one.written_off).sum::<i64>(), value);
            prop_assert!(plan.iter().all(|one| one.written_off >= 0 && one.left <= value));
        }
    }
}
