//! How old devices are, in the classes of the age pyramid. Pure.
use chrono::NaiveDate;

/// Full years from which on all count in one class.
pub const OLDEST: usize = 10;
/// Each full year, all that is older, and what nobody knows.
pub const CLASSES: usize = OLDEST + 2;
/// The class of what nobody knows.
pub const UNKNOWN: usize = OLDEST + 1;

/// The class of a device on a day: by the full years since it was acquired. What was acquired later than that day is
/// not yet a year old.
#[must_use]
pub fn class(acquired_on: Option<NaiveDate>, day: NaiveDate) -> usize {
    acquired_on.map_or(UNKNOWN, |acquired_on| {
        let years = day.years_since(acquired_on).unwrap_or_default();
        usize::try_from(years).map_or(OLDEST, |years| years.min(OLDEST))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_counts_from_the_day_it_is_full() {
        let day: NaiveDate = "2026-05-24".parse().unwrap();
        let cases = [
            (Some("2026-05-24"), 0),
            (Some("2026-12-01"), 0),
            (Some("2025-05-25"), 0),
            (Some("2025-05-24"), 1),
            (Some("2016-05-25"), 9),
            (Some("2016-05-24"), OLDEST),
            (Some("1998-01-01"), OLDEST),
            (None, UNKNOWN),
        ];
        for (acquired, expected) in cases {
            let acquired = acquired.map(|day| day.parse().unwrap());
            assert_eq!(class(acquired, day), expected, "{acquired:?}");
        }
    }
}
