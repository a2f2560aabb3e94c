//! In which quarter an opinion counts, and of what somebody is asked who received something.
use chrono::{Datelike, NaiveDate};
use entities::opinion::OpinionKind;

/// The first day of the quarter: all that is kept of when an opinion was given. It is the quarter of the answer, never of
/// what it is about, so that no quarter that is over and told changes any more.
#[must_use]
pub fn quarter_of(day: NaiveDate) -> NaiveDate {
    let month = day.month0() / 3 * 3 + 1;
    NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
}

/// What is asked of who received a device: about the kit, where it came in one.
#[must_use]
pub fn asked_of_receiver(kit: bool) -> OpinionKind {
    if kit {
        OpinionKind::KitUser
    } else {
        OpinionKind::Handover
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_begins_in_january_april_july_and_october() {
        let cases = [
            ("2026-01-01", "2026-01-01"),
            ("2026-03-31", "2026-01-01"),
            ("2026-04-01", "2026-04-01"),
            ("2026-09-30", "2026-07-01"),
            ("2026-12-31", "2026-10-01"),
            ("2028-02-29", "2028-01-01"),
        ];
        for (day, first) in cases {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(quarter_of(day).to_string(), first);
        }
    }
}
