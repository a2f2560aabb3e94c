//! In which of three stages a person's data is, what keeps it there, and what the next turn does about it. Pure.
use chrono::{Days, Months, NaiveDate};
use entities::{handover::HandoverId, request::RequestId, rights_request::RightsRequestId};

/// How long, as the data protection officer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// After the last contact.
    pub active_months: u32,
    /// Between the announcement and the erasure.
    pub notice_days: u32,
    /// Of a signed paper, after the end of its handover.
    pub paper_years: u32,
}

impl Default for Settings {
    /// Two years after the last contact (CNIL, délibération 2021-028), announced a month before; signed papers as long
    /// as somebody may sue over them (code civil, article 2224).
    fn default() -> Self {
        Self {
            active_months: 24,
            notice_days: 30,
            paper_years: 5,
        }
    }
}

impl Settings {
    /// The day after which a person's data is used no more.
    #[must_use]
    pub fn end(self, last_contact: NaiveDate) -> NaiveDate {
        months_after(last_contact, self.active_months)
    }

    /// The day after which a signed paper may be proposed to the archives.
    #[must_use]
    pub fn paper_end(self, kept_from: NaiveDate) -> NaiveDate {
        months_after(kept_from, self.paper_years.saturating_mul(12))
    }

    /// The papers kept from this day or before are over their time.
    #[must_use]
    pub fn over_from(self, today: NaiveDate) -> NaiveDate {
        let months = Months::new(self.paper_years.saturating_mul(12));
        today.checked_sub_months(months).unwrap_or(NaiveDate::MIN)
    }

    /// The day announced for a person whose time ends on `end`.
    #[must_use]
    pub fn erase_on(self, end: NaiveDate, today: NaiveDate) -> NaiveDate {
        end.max(self.announced_before(today))
    }

    /// Whose time ends by this day is announced today.
    #[must_use]
    pub fn announced_before(self, today: NaiveDate) -> NaiveDate {
        let days = Days::new(self.notice_days.into());
        today.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }

    /// Nobody heard of after this day is due for an announcement today. A month has up to three days that another
    /// has not: who was heard of then is looked at too, and judged by [`next`].
    #[must_use]
    pub fn silent_since(self, today: NaiveDate) -> NaiveDate {
        self.announced_before(today)
            .checked_sub_months(Months::new(self.active_months))
            .and_then(|day| day.checked_add_days(Days::new(3)))
            .unwrap_or(NaiveDate::MIN)
    }
}

fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// What keeps a person's data in use, whatever the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// A device of the département is in their hands.
    Loan(HandoverId),
    /// A device is asked for or promised.
    Request(RequestId),
    /// A device may still be handed over on it, until that day.
    Clearance(NaiveDate),
    /// They asked something of their data and are not answered yet.
    Right(RightsRequestId),
    /// They asked that it be kept and left alone.
    Restricted,
}

/// Everything the stage depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub last_contact: NaiveDate,
    pub holds: Vec<Hold>,
    pub erased: bool,
    /// The latest day a signed paper that is still there is kept from.
    pub papers_from: Option<NaiveDate>,
}

/// The three stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In use.
    Active(Kept),
    /// Nothing but signed papers, in the restricted archive, until the archives let them go; not before this day.
    Archived(NaiveDate),
    /// Nothing.
    Eliminated,
}

/// Why data is still in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    By(Vec<Hold>),
    Until(NaiveDate),
}

/// The stage of a person's data.
#[must_use]
pub fn stage(facts: &Facts, settings: Settings) -> Stage {
    match (facts.erased, facts.papers_from) {
        (true, Some(from)) => Stage::Archived(settings.paper_end(from)),
        (true, None) => Stage::Eliminated,
        (false, _) if facts.holds.is_empty() => {
            Stage::Active(Kept::Until(settings.end(facts.last_contact)))
        }
        (false, _) => Stage::Active(Kept::By(facts.holds.clone())),
    }
}

/// What the next turn does with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Nothing,
    /// Say that they are erased on that day.
    Announce(NaiveDate),
    /// What was announced does not hold any more: somebody met them, or something is open.
    TakeBack,
    Erase,
}

/// The next step, by the day announced if one was.
#[must_use]
pub fn next(stage: &Stage, announced: Option<NaiveDate>, today: NaiveDate, set: Settings) -> Step {
    let due = match stage {
        Stage::Active(Kept::Until(end)) => (*end <= set.announced_before(today)).then_some(*end),
        Stage::Active(Kept::By(_)) | Stage::Archived(_) | Stage::Eliminated => None,
    };
    match (due, announced) {
        (None, Some(_)) => Step::TakeBack,
        (Some(end), None) => Step::Announce(set.erase_on(end, today)),
        // The time was made longer since.
        (Some(end), Some(day)) if end > day => Step::TakeBack,
        (Some(_), Some(day)) if day <= today => Step::Erase,
        (None, None) | (Some(_), Some(_)) => Step::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts(last_contact: &str, holds: &[Hold]) -> Facts {
        Facts {
            last_contact: day(last_contact),
            holds: holds.to_vec(),
            erased: false,
            papers_from: None,
        }
    }

    #[test]
    fn data_is_in_use_until_two_years_after_the_last_contact_or_as_long_as_something_is_open() {
        let set = Settings::default();
        let of = |facts: &Facts| stage(facts, set);
        assert_eq!(
            of(&facts("2024-02-29", &[])),
            Stage::Active(Kept::Until(day("2026-02-28")))
        );
        for hold in [
            Hold::Loan(HandoverId(3)),
            Hold::Request(RequestId(4)),
            Hold::Clearance(day("2026-06-01")),
            Hold::Right(RightsRequestId(5)),
            Hold::Restricted,
        ] {
            assert_eq!(
                of(&facts("2010-01-01", &[hold])),
                Stage::Active(Kept::By(vec![hold]))
            );
        }
        let forgotten = Facts {
            erased: true,
            ..facts("2026-01-01", &[])
        };
        assert_eq!(of(&forgotten), Stage::Eliminated);
        let with_papers = Facts {
            papers_from: Some(day("2025-03-10")),
            ..forgotten
        };
        assert_eq!(of(&with_papers), Stage::Archived(day("2030-03-10")));
    }

    #[test]
    fn nobody_is_erased_who_was_not_announced_thirty_days_before() {
        let set = Settings::default();
        let step = |end: &str, announced: Option<&str>, today: &str| {
            let stage = Stage::Active(Kept::Until(day(end)));
            next(&stage, announced.map(day), day(today), set)
        };
        for (end, announced, today, expected) in [
            // Thirty days before the end, not earlier.
            ("2026-06-30", None, "2026-05-30", Step::Nothing),
            (
                "2026-06-30",
                None,
                "2026-05-31",
                Step::Announce(day("2026-06-30")),
            ),
            // Long over its time already: still thirty days.
            (
                "2020-01-01",
                None,
                "2026-05-31",
                Step::Announce(day("2026-06-30")),
            ),
            (
                "2026-06-30",
                Some("2026-06-30"),
                "2026-06-29",
                Step::Nothing,
            ),
            ("2026-06-30", Some("2026-06-30"), "2026-06-30", Step::Erase),
            (
                "2020-01-01",
                Some("2026-06-30"),
                "2026-06-29",
                Step::Nothing,
            ),
            ("2020-01-01", Some("2026-06-30"), "2026-07-15", Step::Erase),
            // Met again since, or the time was made longer.
            (
                "2028-05-02",
                Some("2026-06-30"),
                "2026-06-30",
                Step::TakeBack,
            ),
            (
                "2026-07-10",
                Some("2026-06-30"),
                "2026-06-30",
                Step::TakeBack,
            ),
        ] {
            assert_eq!(
                step(end, announced, today),
                expected,
                "{end} {announced:?} {today}"
            );
        }
    }

    #[test]
    fn what_is_open_or_over_is_left_alone_and_what_was_announced_of_it_is_taken_back() {
        let set = Settings::default();
        let today = day("2026-06-30");
        for stage in [
            Stage::Active(Kept::By(vec![Hold::Restricted])),
            Stage::Archived(today),
            Stage::Eliminated,
        ] {
            assert_eq!(next(&stage, None, today, set), Step::Nothing);
            assert_eq!(next(&stage, Some(today), today, set), Step::TakeBack);
        }
    }

    #[test]
    fn nobody_is_due_for_an_announcement_who_is_not_looked_at() {
        for active_months in [1, 24, 29] {
            let set = Settings {
                active_months,
                ..Settings::default()
            };
            for passed in 0..800 {
                let today = day("2026-01-01") + Days::new(passed);
                let looked_at = set.silent_since(today);
                for after in 1..60 {
                    let contact = looked_at + Days::new(after);
                    assert!(set.end(contact) > set.announced_before(today), "{today}");
                }
            }
        }
    }
}
