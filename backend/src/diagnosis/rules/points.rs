//! The days at which a plot over time looks. Pure.
use chrono::{Datelike, Months, NaiveDate};

/// More would not be told apart on a phone.
const MOST: usize = 8;
/// Months from one point to the next: the fewest that fit are taken.
const STEPS: [i32; 7] = [1, 2, 3, 6, 12, 24, 60];

/// The ends of months between two days, or of every so many months, and the last day itself.
#[must_use]
pub fn points(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let tried = STEPS.iter().map(|step| ends(from, to, *step));
    let mut last = Vec::new();
    for points in tried {
        last = points;
        if last.len() < MOST {
            break;
        }
    }
    last.push(to);
    last
}

fn ends(from: NaiveDate, to: NaiveDate, step: i32) -> Vec<NaiveDate> {
    let first = from.with_day(1).unwrap_or(from);
    let months = (0..).map_while(|number| first.checked_add_months(Months::new(number)));
    months
        .filter(|month| {
            let number = month.year() * 12 + i32::try_from(month.month()).unwrap_or_default();
            number % step == 0
        })
        .filter_map(|month| month.checked_add_months(Months::new(1))?.pred_opt())
        .skip_while(|end| *end < from)
        .take_while(|end| *end < to)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(from: &str, to: &str) -> Vec<String> {
        let points = points(from.parse().unwrap(), to.parse().unwrap());
        points.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn months_are_told_while_they_fit_then_longer_times() {
        assert_eq!(told("2026-05-04", "2026-05-24"), ["2026-05-24"]);
        assert_eq!(
            told("2026-03-15", "2026-05-31"),
            ["2026-03-31", "2026-04-30", "2026-05-31"]
        );
        assert_eq!(
            told("2025-12-01", "2026-11-29"),
            [
                "2025-12-31",
                "2026-02-28",
                "2026-04-30",
                "2026-06-30",
                "2026-08-31",
                "2026-10-31",
                "2026-11-29"
            ]
        );
        let years = told("2000-01-01", "2026-11-29");
        assert_eq!(years.first().unwrap(), "2004-12-31");
        assert!(years.len() <= MOST, "{years:?}");
    }
}
