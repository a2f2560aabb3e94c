//! A month of an item as weeks to read: each day says in a word what it is, and not by its colour alone.
use crate::{
    lending::rules::period::{Closure, DayOf, Piece, month},
    web::Words,
};
use chrono::{Datelike, Days, Months, NaiveDate};

/// A day as the calendar shows it; empty before the first and after the last.
#[derive(Debug, Default)]
pub struct Day {
    pub number: u32,
    pub tone: &'static str,
    pub icon: &'static str,
    /// The word under the number.
    pub word: String,
}

/// A month, and the ones beside it.
#[derive(Debug)]
pub struct Month {
    /// "novembre 2026".
    pub name: String,
    pub days: Vec<&'static str>,
    pub weeks: Vec<Vec<Day>>,
    /// `2026-10`, where it is not over.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Keys of the days of the week.
const WEEK: [&str; 7] = [
    "day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun",
];

/// How many months ahead one may look.
const AHEAD: u32 = 12;

/// The month asked for as `2026-11`, or this one: never one that is over, never far ahead.
#[must_use]
pub fn asked(typed: &str, today: NaiveDate) -> NaiveDate {
    let this = first_of(today);
    let asked = format!("{typed}-01").parse().unwrap_or(this);
    asked.clamp(this, this + Months::new(AHEAD))
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

fn value(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// The month that begins on this day.
#[must_use]
pub fn read(
    words: Words,
    first: NaiveDate,
    pieces: &[Piece],
    today: NaiveDate,
    closures: &[Closure],
) -> Month {
    let mut days: Vec<Day> = (0..first.weekday().num_days_from_monday())
        .map(|_| Day::default())
        .collect();
    for (day, what) in month(first, pieces, today, closures) {
        let (tone, icon, word) = match what {
            DayOf::Past => ("", "", String::new()),
            DayOf::Closed => ("plain", "ban", words.say("calendar-closed")),
            DayOf::Taken => ("stop", "x", words.say("calendar-taken")),
            DayOf::Free(count) => (
                "good",
                "check",
                words.with("count", count).say("calendar-free"),
            ),
        };
        days.push(Day {
            number: day.day(),
            tone,
            icon,
            word,
        });
    }
    while !days.len().is_multiple_of(7) {
        days.push(Day::default());
    }
    let mut weeks = Vec::new();
    let mut days = days.into_iter().peekable();
    while days.peek().is_some() {
        weeks.push(days.by_ref().take(7).collect());
    }
    let this = first_of(today);
    Month {
        name: words.month(first),
        days: WEEK.to_vec(),
        weeks,
        before: (first > this).then(|| value(first - Months::new(1))),
        after: (first < this + Months::new(AHEAD)).then(|| value(first + Months::new(1))),
    }
}
