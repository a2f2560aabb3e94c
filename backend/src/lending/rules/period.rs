//! Days: which may be asked for, how long a piece is taken, and which are free. Pure.
use super::Terms;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// Days on which a store is closed, first and last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closure {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// Whether things are fetched and brought back on a day: not at weekends, not while the store is closed.
#[must_use]
pub fn is_open_day(day: NaiveDate, closures: &[Closure]) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend
        && !closures
            .iter()
            .any(|closure| (closure.from..=closure.until).contains(&day))
}

/// How far one looks for an open day: no store is closed longer.
const A_YEAR: usize = 400;

/// The first open day from a day on; the day itself where none is near.
#[must_use]
pub fn next_open(day: NaiveDate, closures: &[Closure]) -> NaiveDate {
    day.iter_days()
        .take(A_YEAR)
        .find(|day| is_open_day(*day, closures))
        .unwrap_or(day)
}

/// Why these days cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    EndsBeforeItStarts,
    InThePast,
    /// More days than the rule allows.
    TooLong,
    /// It begins further ahead than the rule allows.
    TooFar,
    StartsWhileClosed,
    EndsWhileClosed,
}

impl Unfit {
    /// The field the mistake is said at, and the sentence.
    #[must_use]
    pub fn at(self) -> (&'static str, &'static str) {
        match self {
            Self::EndsBeforeItStarts => ("until", "loan-ends-before-it-starts"),
            Self::InThePast => ("from", "loan-in-the-past"),
            Self::TooLong => ("until", "loan-too-long"),
            Self::TooFar => ("from", "loan-too-far"),
            Self::StartsWhileClosed => ("from", "loan-starts-while-closed"),
            Self::EndsWhileClosed => ("until", "loan-ends-while-closed"),
        }
    }
}

/// The days of a loan, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

impl Period {
    #[must_use]
    pub fn starts_on(self) -> NaiveDate {
        self.starts_on
    }

    #[must_use]
    pub fn ends_on(self) -> NaiveDate {
        self.ends_on
    }

    /// From the first day to the last.
    #[must_use]
    pub fn days(self) -> i32 {
        length(self.starts_on, self.ends_on)
    }
}

/// From the first day to the last, both counted.
#[must_use]
pub fn length(from: NaiveDate, until: NaiveDate) -> i32 {
    i32::try_from((until - from).num_days() + 1).unwrap_or(i32::MAX)
}

/// # Errors
/// Everything that is wrong with the days.
pub fn period(
    from: NaiveDate,
    until: NaiveDate,
    today: NaiveDate,
    terms: Terms,
    closures: &[Closure],
) -> Result<Period, Vec<Unfit>> {
    let mut found = Vec::new();
    if from < today {
        found.push(Unfit::InThePast);
    } else if (from - today).num_days() > i64::from(terms.ahead_days) {
        found.push(Unfit::TooFar);
    } else if !is_open_day(from, closures) {
        found.push(Unfit::StartsWhileClosed);
    }
    if until < from {
        found.push(Unfit::EndsBeforeItStarts);
    } else if (until - from).num_days() >= i64::from(terms.longest_days) {
        found.push(Unfit::TooLong);
    } else if !is_open_day(until, closures) {
        found.push(Unfit::EndsWhileClosed);
    }
    if found.is_empty() {
        Ok(Period {
            starts_on: from,
            ends_on: until,
        })
    } else {
        Err(found)
    }
}

/// The last day a piece is taken when its loan ends on a day: so many open days later.
#[must_use]
pub fn busy_until(ends_on: NaiveDate, buffer: i32, closures: &[Closure]) -> NaiveDate {
    let Some(days) = usize::try_from(buffer).ok().filter(|days| *days > 0) else {
        return ends_on;
    };
    ends_on
        .iter_days()
        .skip(1)
        .take(A_YEAR)
        .filter(|day| is_open_day(*day, closures))
        .nth(days - 1)
        .unwrap_or(ends_on)
}

/// Every day from one to another, in order.
#[must_use]
pub fn all_days(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    from.iter_days().take_while(|day| *day <= until).collect()
}

/// The last day an extension would give, on an open day.
///
/// # Errors
/// Loans are not extended, or the last day is over, or it was extended already.
pub fn extended(
    ends_on: NaiveDate,
    extensions: i32,
    today: NaiveDate,
    terms: Terms,
    closures: &[Closure],
) -> Result<NaiveDate, NotExtended> {
    if terms.extension_days == 0 {
        return Err(NotExtended::Never);
    }
    if extensions > 0 {
        return Err(NotExtended::Already);
    }
    if today > ends_on {
        return Err(NotExtended::Late);
    }
    let days = u64::try_from(terms.extension_days).unwrap_or_default();
    Ok(next_open(ends_on + Days::new(days), closures))
}

/// Why a loan is not made longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotExtended {
    Never,
    Already,
    Late,
    /// Somebody else has reserved the piece.
    Awaited,
    /// Somebody else waits for one.
    InLine,
    /// It is not out.
    NotOut,
    /// The school closes before the loan would end.
    SchoolCloses,
}

impl NotExtended {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Never => "extension-never",
            Self::Already => "extension-already",
            Self::Late => "extension-late",
            Self::Awaited => "extension-awaited",
            Self::InLine => "extension-in-line",
            Self::NotOut => "extension-not-out",
            Self::SchoolCloses => "extension-school-closes",
        }
    }
}

/// A piece, as far as its days go.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub taken: BTreeSet<NaiveDate>,
}

impl Piece {
    fn is_free(&self, from: NaiveDate, until: NaiveDate) -> bool {
        self.taken.range(from..=until).next().is_none()
    }
}

/// The first days, at most so many, on which a piece is free: what a form proposes.
#[must_use]
pub fn first_free(
    pieces: &[Piece],
    today: NaiveDate,
    length: i32,
    buffer: i32,
    terms: Terms,
    closures: &[Closure],
) -> Option<(NaiveDate, NaiveDate)> {
    let ahead = usize::try_from(terms.ahead_days).unwrap_or_default();
    today
        .iter_days()
        .take(ahead + 1)
        .filter(|day| is_open_day(*day, closures))
        .find_map(|from| {
            let until = last_open(from, length, closures)?;
            let busy = busy_until(until, buffer, closures);
            pieces
                .iter()
                .any(|piece| piece.is_free(from, busy))
                .then_some((from, until))
        })
}

/// The last open day of so many days from one on.
fn last_open(from: NaiveDate, length: i32, closures: &[Closure]) -> Option<NaiveDate> {
    let days = usize::try_from(length).ok()?;
    from.iter_days()
        .take(days)
        .filter(|day| is_open_day(*day, closures))
        .max()
}

/// A day of the calendar of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOf {
    Past,
    Closed,
    /// Every piece is taken, or there is none.
    Taken,
    /// So many are free.
    Free(usize),
}

/// What each day of a month is, for an item with these pieces.
#[must_use]
pub fn month(
    first: NaiveDate,
    pieces: &[Piece],
    today: NaiveDate,
    closures: &[Closure],
) -> Vec<(NaiveDate, DayOf)> {
    first
        .iter_days()
        .take_while(|day| day.month() == first.month())
        .map(|day| {
            let free = pieces
                .iter()
                .filter(|piece| !piece.taken.contains(&day))
                .count();
            let what = if day < today {
                DayOf::Past
            } else if !is_open_day(day, closures) {
                DayOf::Closed
            } else if free == 0 {
                DayOf::Taken
            } else {
                DayOf::Free(free)
            };
            (day, what)
        })
        .collect()
}
