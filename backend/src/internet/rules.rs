//! What a plan costs whom, until when it runs, when it can be renewed, and which months of it are paid. Pure.
use chrono::{Datelike, Days, Months, NaiveDate};

/// The most a month may cost: a thousand euros.
pub const MOST_CENTS: i32 = 100_000;

/// The most months a plan is opened or renewed for.
pub const MOST_MONTHS: u32 = 24;

/// How many days before its end a plan is one to think about, and its prescriber is told.
pub const NOTICE_DAYS: u64 = 30;

/// The longest code of a fund.
pub const FUND_LETTERS: usize = 20;

/// The code of a fund: letters, digits and dashes, and no sentence, since events carry it.
#[must_use]
pub fn fund_code(typed: &str) -> Option<String> {
    let code = typed.trim().to_ascii_uppercase();
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let sane = !code.is_empty() && code.len() <= FUND_LETTERS && code.chars().all(allowed);
    // Digits alone could be somebody's number.
    let named = code.starts_with(|first: char| first.is_ascii_alphabetic());
    (sane && named).then_some(code)
}

/// What the département pays of a month: the rest, and something.
#[must_use]
pub fn share(monthly_cents: i32, own_cents: i32) -> Option<i32> {
    let share = monthly_cents.checked_sub(own_cents)?;
    (own_cents >= 0 && share > 0).then_some(share)
}

/// The first day of the month a day is in.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The month before.
#[must_use]
pub fn month_before(month: NaiveDate) -> NaiveDate {
    month.checked_sub_months(Months::new(1)).unwrap_or(month)
}

/// A month as an address and a form say it: `2026-11`.
#[must_use]
pub fn month_value(month: NaiveDate) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// Reads a month: `2026-11`.
#[must_use]
pub fn month_from(value: &str) -> Option<NaiveDate> {
    format!("{}-01", value.trim()).parse().ok()
}

/// The last day of so many months from a first one.
#[must_use]
pub fn last_day(starts_on: NaiveDate, months: u32) -> Option<NaiveDate> {
    let sane = (1..=MOST_MONTHS).contains(&months);
    let after = starts_on.checked_add_months(Months::new(months))?;
    after.pred_opt().filter(|_| sane)
}

/// The terms of a plan that change what can be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub stopped: bool,
}

/// Where a plan stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not begun yet.
    Coming,
    Running,
    /// It runs, and its end is near.
    Ending,
    Ended,
    Stopped,
}

impl Standing {
    pub const ALL: [Self; 5] = [
        Self::Coming,
        Self::Running,
        Self::Ending,
        Self::Ended,
        Self::Stopped,
    ];

    #[must_use]
    pub fn of(run: Run, today: NaiveDate) -> Self {
        if run.stopped {
            Self::Stopped
        } else if today > run.ends_on {
            Self::Ended
        } else if today < run.starts_on {
            Self::Coming
        } else if today + Days::new(NOTICE_DAYS) >= run.ends_on {
            Self::Ending
        } else {
            Self::Running
        }
    }

    /// The word of an address.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Running => "running",
            Self::Ending => "ending",
            Self::Ended => "ended",
            Self::Stopped => "stopped",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.value() == value)
    }
}

/// Why a plan is not renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRenewed {
    /// What was stopped is opened anew, as another plan.
    Stopped,
    /// The new end would have passed already.
    StillOver,
    /// More than a day exists.
    TooFar,
}

/// The new last day of a plan that is renewed for so many months. It goes on where it ended, also when nobody renewed it
/// in time: the operator does not cut a line on the day.
///
/// # Errors
/// Why it is not renewed.
pub fn renewed(run: Run, months: u32, today: NaiveDate) -> Result<NaiveDate, NotRenewed> {
    if run.stopped {
        return Err(NotRenewed::Stopped);
    }
    let next = run.ends_on.succ_opt().ok_or(NotRenewed::TooFar)?;
    let end = last_day(next, months).ok_or(NotRenewed::TooFar)?;
    if end < today {
        return Err(NotRenewed::StillOver);
    }
    Ok(end)
}

/// The last day of a plan that is stopped today.
#[must_use]
pub fn stops_on(run: Run, today: NaiveDate) -> NaiveDate {
    today.min(run.ends_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn run(starts_on: &str, ends_on: &str) -> Run {
        Run {
            starts_on: day(starts_on),
            ends_on: day(ends_on),
            stopped: false,
        }
    }

    #[test]
    fn a_fund_has_a_short_code_and_no_sentence() {
        for (typed, code) in [
            ("fse-2026", Some("FSE-2026")),
            (" FSL ", Some("FSL")),
            ("", None),
            ("2026", None),
            ("0612345678", None),
            ("-FSL", None),
            ("Fonds de Mme Dupont", None),
            ("FONDS-SOLIDARITE-LOGEMENT", None),
            ("É", None),
        ] {
            assert_eq!(fund_code(typed).as_deref(), code, "{typed}");
        }
    }

    #[test]
    fn the_departement_pays_the_rest_and_something() {
        for (monthly, own, rest) in [
            (1_599, 599, Some(1_000)),
            (1_599, 0, Some(1_599)),
            (1_599, 1_599, None),
            (1_599, 2_000, None),
            (1_599, -1, None),
        ] {
            assert_eq!(share(monthly, own), rest, "{monthly} {own}");
        }
    }

    #[test]
    fn months_are_whole_and_end_the_day_before() {
        for (starts, months, ends) in [
            ("2026-11-15", 12, Some("2027-11-14")),
            ("2026-12-01", 1, Some("2026-12-31")),
            ("2026-01-31", 1, Some("2026-02-27")),
            ("2028-01-31", 1, Some("2028-02-28")),
            ("2026-11-15", 0, None),
            ("2026-11-15", 25, None),
        ] {
            assert_eq!(
                last_day(day(starts), months),
                ends.map(day),
                "{starts} {months}"
            );
        }
        assert_eq!(last_day(NaiveDate::MAX, 1), None);
        assert_eq!(month_of(day("2026-11-29")), day("2026-11-01"));
        assert_eq!(month_before(day("2026-01-01")), day("2025-12-01"));
        assert_eq!(month_value(day("2026-01-01")), "2026-01");
        assert_eq!(month_from(" 2026-11 "), Some(day("2026-11-01")));
        for wrong in ["", "2026", "2026-13", "2026-11-02", "novembre"] {
            assert_eq!(month_from(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn where_a_plan_stands_depends_on_the_day_and_on_whether_it_was_stopped() {
        let plan = run("2026-11-15", "2027-11-14");
        for (today, standing) in [
            ("2026-11-14", Standing::Coming),
            ("2026-11-15", Standing::Running),
            ("2027-10-14", Standing::Running),
            ("2027-10-15", Standing::Ending),
            ("2027-11-14", Standing::Ending),
            ("2027-11-15", Standing::Ended),
        ] {
            assert_eq!(Standing::of(plan, day(today)), standing, "{today}");
            let stopped = Run {
                stopped: true,
                ..plan
            };
            assert_eq!(Standing::of(stopped, day(today)), Standing::Stopped);
        }
        for one in Standing::ALL {
            assert_eq!(Standing::from_value(one.value()), Some(one));
        }
        assert_eq!(Standing::from_value("lost"), None);
    }

    #[test]
    fn a_plan_goes_on_where_it_ended_unless_it_was_stopped() {
        let plan = run("2026-11-15", "2027-11-14");
        let renew = |months, today| renewed(plan, months, day(today));
        assert_eq!(renew(12, "2027-10-20"), Ok(day("2028-11-14")));
        // A fortnight late: nothing was cut meanwhile.
        assert_eq!(renew(1, "2027-11-29"), Ok(day("2027-12-14")));
        assert_eq!(renew(1, "2027-12-15"), Err(NotRenewed::StillOver));
        assert_eq!(renew(0, "2027-10-20"), Err(NotRenewed::TooFar));
        let stopped = Run {
            stopped: true,
            ..plan
        };
        assert_eq!(
            renewed(stopped, 12, day("2027-10-20")),
            Err(NotRenewed::Stopped)
        );
        assert_eq!(stops_on(plan, day("2027-01-01")), day("2027-01-01"));
        assert_eq!(stops_on(plan, day("2029-01-01")), day("2027-11-14"));
    }
}
