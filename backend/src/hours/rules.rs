//! What hours may be shown, and how they are typed. Pure.
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Below it, a total says what one person did.
pub const FEWEST: usize = 5;

/// How long hours are kept after their day: a year's report, and a month to write it.
pub const KEPT: Months = Months::new(13);

/// One person's day, without the person's name.
pub struct Day<'d> {
    pub person: i32,
    pub minutes: i32,
    pub skills: &'d [String],
}

/// A month of a workshop, as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub people: usize,
    pub minutes: i32,
    /// On how many person-days each skill was practised, by its key; those of fewer than five people left out.
    pub skills: BTreeMap<String, usize>,
}

/// The month as a whole; nothing below five people, since it would be about them.
#[must_use]
pub fn total<'d>(days: impl IntoIterator<Item = Day<'d>>) -> Option<Total> {
    let mut people = BTreeSet::new();
    let mut minutes = 0;
    let mut practised: BTreeMap<String, (usize, BTreeSet<i32>)> = BTreeMap::new();
    for day in days {
        people.insert(day.person);
        minutes += day.minutes;
        for skill in day.skills {
            let (days, by) = practised.entry(skill.clone()).or_default();
            *days += 1;
            by.insert(day.person);
        }
    }
    let enough = practised
        .into_iter()
        .filter(|(_, (_, by))| by.len() >= FEWEST);
    (people.len() >= FEWEST).then_some(Total {
        people: people.len(),
        minutes,
        skills: enough.map(|(skill, (days, _))| (skill, days)).collect(),
    })
}

/// Hours as people type them, in minutes: `7`, `6,5`, `6.25`, `6:30`, `6h30`. Whole quarters, at most 12 hours.
#[must_use]
pub fn minutes(typed: &str) -> Option<i32> {
    let plain = typed.trim().to_lowercase().replace(',', ".");
    let number = |text: &str| -> Option<i32> {
        let digits =
            !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let minutes = if let Some((hours, quarter)) = plain.split_once('.') {
        let quarter = match quarter {
            "0" | "00" => 0,
            "25" => 15,
            "5" | "50" => 30,
            "75" => 45,
            _ => return None,
        };
        number(hours)? * 60 + quarter
    } else if let Some((hours, minutes)) = plain.split_once([':', 'h']) {
        let minutes = minutes.trim();
        number(hours.trim())? * 60
            + if minutes.is_empty() {
                0
            } else {
                number(minutes)?
            }
    } else {
        number(&plain)? * 60
    };
    (minutes % 15 == 0 && (15..=720).contains(&minutes)).then_some(minutes)
}

/// The first and the last day of a month written `2026-11`.
#[must_use]
pub fn month(typed: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::parse_from_str(&format!("{}-01", typed.trim()), "%Y-%m-%d").ok()?;
    let last = first
        .checked_add_months(Months::new(1))?
        .checked_sub_days(Days::new(1))?;
    Some((first, last))
}

/// The month of a day, as an address names it.
#[must_use]
pub fn month_of(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_whole_quarters() {
        for (typed, expected) in [
            ("7", Some(420)),
            ("6,5", Some(390)),
            ("6.25", Some(375)),
            ("6:30", Some(390)),
            ("6h30", Some(390)),
            ("7 h", Some(420)),
            ("12", Some(720)),
            ("0", None),
            ("12,25", None),
            ("6,1", None),
            ("6:20", None),
            ("-3", None),
            ("sept", None),
            ("", None),
        ] {
            assert_eq!(minutes(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn below_five_people_there_is_no_total() {
        let (repair, both) = (
            ["repair".to_owned()],
            ["repair".to_owned(), "erasure".to_owned()],
        );
        let days = |people: i32| {
            (0..people).flat_map(|person| {
                [1, 2].map(|_| Day {
                    person,
                    minutes: 60,
                    skills: if person == 0 { &both[..] } else { &repair },
                })
            })
        };
        assert_eq!(total(days(4)), None);
        assert_eq!(total([]), None);
        let month = total(days(5)).unwrap();
        assert_eq!((month.people, month.minutes), (5, 600));
        assert_eq!(month.skills.get("repair"), Some(&10));
        assert_eq!(month.skills.get("erasure"), None, "one person's");
    }

    #[test]
    fn a_month_has_its_first_and_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            month("2028-02"),
            Some((day("2028-02-01"), day("2028-02-29")))
        );
        assert_eq!(month("2026-13"), None);
        assert_eq!(month_of(day("2026-05-04")), "2026-05");
    }
}
