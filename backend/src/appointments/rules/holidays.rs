//! The public holidays of France (code du travail, article L. 3133-1), and the working days between them.
use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// Those that fall on the same day every year: month and day.
const FIXED: [(u32, u32); 8] = [
    (1, 1),
    (5, 1),
    (5, 8),
    (7, 14),
    (8, 15),
    (11, 1),
    (11, 11),
    (12, 25),
];

/// Easter Monday, Ascension Day and Whit Monday: days after Easter Sunday.
const AFTER_EASTER: [i64; 3] = [1, 39, 50];

/// Easter Sunday of a year of the Gregorian calendar, by the method of Meeus, Jones and Butcher. It counts from
/// 22 March, the earliest day there is.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let too_late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * too_late;
    NaiveDate::from_ymd_opt(year, 3, 22)?.checked_add_signed(Duration::days(days.into()))
}

/// Whether a day is a public holiday.
#[must_use]
pub fn is_holiday(day: NaiveDate) -> bool {
    if FIXED.contains(&(day.month(), day.day())) {
        return true;
    }
    easter(day.year()).is_some_and(|sunday| AFTER_EASTER.contains(&(day - sunday).num_days()))
}

/// From Monday to Friday, holidays left out.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// The day that comes so many working days before this one.
#[must_use]
pub fn working_days_before(day: NaiveDate, count: u32) -> NaiveDate {
    let mut day = day;
    let mut left = count;
    while left > 0 {
        day -= Duration::days(1);
        left -= u32::from(is_working_day(day));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_is_where_the_tables_have_it() {
        for sunday in [
            "1818-03-22",
            "1943-04-25",
            "1954-04-18",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2100-03-28",
            "2285-03-22",
        ] {
            let sunday = day(sunday);
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
    }

    #[test]
    fn the_eleven_holidays_of_three_years() {
        let of = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days = first.iter_days().take_while(|day| day.year() == year);
            days.filter(|day| is_holiday(*day))
                .map(|day| day.format("%m-%d").to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            of(2026),
            "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"
        );
        assert_eq!(
            of(2027),
            "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25"
        );
        // Ascension Day and a fixed one may fall together: of 2008 there are ten.
        assert_eq!(
            of(2008),
            "01-01 03-24 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25"
        );
    }

    #[test]
    fn working_days_are_counted_over_week_ends_and_holidays() {
        for (from, count, expected) in [
            ("2026-05-06", 2, "2026-05-04"),
            ("2026-05-04", 2, "2026-04-29"),
            // The first of May 2026 is a Friday.
            ("2026-05-04", 1, "2026-04-30"),
            // Ascension Day, then a Friday that is worked.
            ("2026-05-18", 2, "2026-05-13"),
            ("2026-12-28", 1, "2026-12-24"),
            ("2027-01-04", 3, "2026-12-29"),
            ("2026-05-06", 0, "2026-05-06"),
        ] {
            assert_eq!(
                working_days_before(day(from), count),
                day(expected),
                "{count} before {from}"
            );
        }
    }
}
