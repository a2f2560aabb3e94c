//! Dates, waiting times, figures and amounts as a reader of each language writes them, in Paris time.

use std::{borrow::Borrow, fmt::Display};

use chrono::{DateTime, Datelike, Locale, NaiveDate, TimeZone};
use chrono_tz::Europe::Paris;

use super::words::{Lang, Words};

/// Groups of three digits in French: a narrow no-break space.
const NARROW_SPACE: char = '\u{202f}';
/// Before a unit in French: a no-break space.
const NO_BREAK_SPACE: char = '\u{a0}';

/// A day, or a moment that falls on one in Paris.
pub trait Day {
    fn in_paris(&self) -> NaiveDate;
}

impl Day for NaiveDate {
    fn in_paris(&self) -> NaiveDate {
        *self
    }
}

impl<Z: TimeZone> Day for DateTime<Z> {
    fn in_paris(&self) -> NaiveDate {
        self.with_timezone(&Paris).date_naive()
    }
}

// Templates pass a field by reference and a method's answer by value.
impl<D: Day> Day for &D {
    fn in_paris(&self) -> NaiveDate {
        (*self).in_paris()
    }
}

impl Words {
    /// `1er novembre 2026`, `1 November 2026`.
    #[must_use]
    pub fn date(&self, day: impl Day) -> String {
        let day = day.in_paris();
        match self.lang {
            Lang::Fr if day.day() == 1 => day.format_localized("%-der %B %Y", Locale::fr_FR),
            Lang::Fr => day.format_localized("%-d %B %Y", Locale::fr_FR),
            Lang::En => day.format_localized("%-d %B %Y", Locale::en_GB),
        }
        .to_string()
    }

    /// `novembre 2026`, `November 2026`.
    #[must_use]
    pub fn month(&self, day: impl Day) -> String {
        let locale = match self.lang {
            Lang::Fr => Locale::fr_FR,
            Lang::En => Locale::en_GB,
        };
        let day = day.in_paris();
        day.format_localized("%B %Y", locale).to_string()
    }

    /// `21/11/2026` in both languages: for columns of a table.
    #[must_use]
    pub fn short_date(&self, day: impl Day) -> String {
        day.in_paris().format("%d/%m/%Y").to_string()
    }

    /// `21 novembre 2026 à 14 h 05`, `21 November 2026 at 14:05`.
    #[must_use]
    pub fn date_time<Z: TimeZone>(&self, moment: impl Borrow<DateTime<Z>>) -> String {
        let moment: &DateTime<Z> = moment.borrow();
        self.with("date", self.date(moment))
            .with("time", self.time(moment))
            .say("date-and-time")
    }

    /// `14 h 05`, `14:05`.
    #[must_use]
    pub fn time<Z: TimeZone>(&self, moment: impl Borrow<DateTime<Z>>) -> String {
        let moment = moment.borrow().with_timezone(&Paris);
        match self.lang {
            Lang::Fr => moment.format("%-H\u{a0}h\u{a0}%M"),
            Lang::En => moment.format("%-H:%M"),
        }
        .to_string()
    }

    /// With the day of the week, for who has to come: `mardi 5 mai 2026`, `Tuesday 5 May 2026`.
    #[must_use]
    pub fn weekday_date(&self, day: impl Day) -> String {
        let day = day.in_paris();
        let weekday = match self.lang {
            Lang::Fr => day.format_localized("%A", Locale::fr_FR),
            Lang::En => day.format_localized("%A", Locale::en_GB),
        };
        format!("{weekday} {}", self.date(day))
    }

    /// The same with the time: `mardi 5 mai 2026 à 9 h 00`.
    #[must_use]
    pub fn weekday_time<Z: TimeZone>(&self, moment: impl Borrow<DateTime<Z>>) -> String {
        let moment: &DateTime<Z> = moment.borrow();
        self.with("date", self.weekday_date(moment))
            .with("time", self.time(moment))
            .say("date-and-time")
    }

    /// How long something has waited, in the unit a person counts in: `depuis 3 jours`, `for 3 days`.
    #[must_use]
    pub fn waiting(&self, since: impl Day, today: impl Day) -> String {
        match (today.in_paris() - since.in_paris()).num_days() {
            ..=0 => self.say("waiting-today"),
            days @ 1..=13 => self.with("days", days).say("waiting-days"),
            days @ 14..=60 => self.with("weeks", days / 7).say("waiting-weeks"),
            days => self.with("months", days / 30).say("waiting-months"),
        }
    }

    /// Whole euros and cents from an amount in cents: `1 219,50 €`, `€1,219.50`.
    #[must_use]
    pub fn euros(&self, cents: impl Borrow<i64>) -> String {
        let cents = *cents.borrow();
        let sign = if cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let amount = grouped(self.lang, &format!("{whole}.{rest:02}"));
        match self.lang {
            Lang::Fr => format!("{sign}{amount}{NO_BREAK_SPACE}€"),
            Lang::En => format!("{sign}€{amount}"),
        }
    }

    /// A figure with its digits in threes: `12 450`, `12,450`.
    #[must_use]
    pub fn number(&self, figure: impl Display) -> String {
        grouped(self.lang, &figure.to_string())
    }
}

/// Writes a plain decimal figure (`-1234.5`) with the separators of the language.
pub(super) fn grouped(lang: Lang, plain: &str) -> String {
    let (group, point) = match lang {
        Lang::Fr => (NARROW_SPACE, ','),
        Lang::En => (',', '.'),
    };
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = whole.trim_start_matches('-');
    let mut said = if digits == whole {
        String::new()
    } else {
        "-".to_owned()
    };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(group);
        }
        said.push(digit);
    }
    if !decimals.is_empty() {
        said.push(point);
        said.push_str(decimals);
    }
    said
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;

    const FRENCH: Words = Words::new(Lang::Fr);
    const ENGLISH: Words = Words::new(Lang::En);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn figures_are_grouped_in_threes() {
        let cases = [0, 7, 999, 1000, 123_456, 1_234_567, -1000];
        let french: Vec<_> = cases.iter().map(|n| FRENCH.number(n)).collect();
        assert_eq!(
            french.join(" | "),
            "0 | 7 | 999 | 1\u{202f}000 | 123\u{202f}456 | 1\u{202f}234\u{202f}567 | -1\u{202f}000"
        );
        assert_eq!(ENGLISH.number(1_234_567), "1,234,567");
        assert_eq!(FRENCH.number(12.5), "12,5");
    }

    #[test]
    fn amounts_are_exact_to_the_cent() {
        assert_eq!(FRENCH.euros(21_950), "219,50\u{a0}€");
        assert_eq!(FRENCH.euros(121_905), "1\u{202f}219,05\u{a0}€");
        assert_eq!(ENGLISH.euros(121_905), "€1,219.05");
        assert_eq!(FRENCH.euros(-5), "-0,05\u{a0}€");
        assert_eq!(ENGLISH.euros(i64::MIN), "-€92,233,720,368,547,758.08");
    }

    #[test]
    fn a_date_is_written_as_it_is_read() {
        assert_eq!(FRENCH.date(day("2026-11-21")), "21 novembre 2026");
        assert_eq!(FRENCH.date(day("2026-08-01")), "1er août 2026");
        assert_eq!(ENGLISH.date(day("2026-08-01")), "1 August 2026");
        assert_eq!(FRENCH.short_date(day("2026-08-01")), "01/08/2026");
        assert_eq!(FRENCH.month(day("2026-08-01")), "août 2026");
        assert_eq!(ENGLISH.month(day("2026-08-01")), "August 2026");
    }

    #[test]
    fn a_moment_is_told_in_paris_time() {
        let summer_night: DateTime<Utc> = "2026-07-13T22:05:00Z".parse().unwrap();
        assert_eq!(
            FRENCH.date_time(summer_night),
            "14 juillet 2026 à 0\u{a0}h\u{a0}05"
        );
        assert_eq!(ENGLISH.date_time(summer_night), "14 July 2026 at 0:05");
        assert_eq!(FRENCH.date(summer_night), "14 juillet 2026");
    }

    #[test]
    fn who_has_to_come_is_told_the_day_of_the_week() {
        let moment: DateTime<Utc> = "2026-12-01T08:00:00Z".parse().unwrap();
        assert_eq!(
            FRENCH.weekday_time(moment),
            "mardi 1er décembre 2026 à 9\u{a0}h\u{a0}00"
        );
        assert_eq!(
            ENGLISH.weekday_time(moment),
            "Tuesday 1 December 2026 at 9:00"
        );
        assert_eq!(FRENCH.time(moment), "9\u{a0}h\u{a0}00");
    }

    #[test]
    fn waiting_is_counted_in_days_then_weeks_then_months() {
        let today = day("2026-11-21");
        let since = [
            "2026-11-21",
            "2026-11-20",
            "2026-11-08",
            "2026-11-07",
            "2026-09-22",
            "2026-09-21",
            "2026-11-30",
        ];
        let waits: Vec<_> = since
            .iter()
            .map(|since| FRENCH.waiting(day(since), today))
            .collect();
        assert_eq!(
            waits.join(" | "),
            "depuis aujourd’hui | depuis 1 jour | depuis 13 jours | depuis 2 semaines | depuis 8 semaines | depuis 2 mois | depuis aujourd’hui"
        );
        assert_eq!(ENGLISH.waiting(day("2026-11-20"), today), "for 1 day");
    }
}
