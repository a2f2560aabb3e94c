//! What may be lent at a counter, for how long, and who may give the onboarding before it. Pure.
use crate::lending::rules::Terms;
use chrono::{Days, NaiveDate};
use entities::{
    counter_rule::{self, OnboardedBy},
    device::{self, Stage},
    programme::{self, Gate, LegalChain},
    site::SiteId,
};

/// The rules of a counter, as those of the lending library are written: the same judge lateness and remind.
#[must_use]
pub fn terms(rule: &counter_rule::Model) -> Terms {
    Terms {
        longest_days: rule.longest_days,
        at_once: rule.at_once,
        extension_days: rule.extension_days,
        remind_days: rule.remind_days,
        late_returns: rule.late_returns,
        late_months: rule.late_months,
        suspension_days: rule.suspension_days,
        ..Terms::default()
    }
}

/// Why a programme lends nothing at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLent {
    Closed,
    /// It asks for no minutes of training before the handover: nothing would be shown to anybody (law 1).
    NoOnboarding,
    /// What is given for good does not come back.
    NotALoan,
}

/// Whether a programme can lend at counters.
///
/// # Errors
/// The first reason why not.
pub fn lends(programme: &programme::Model) -> Result<(), NotLent> {
    if programme.closed_at.is_some() {
        Err(NotLent::Closed)
    } else if programme.gate != Gate::Attended || programme.required_minutes <= 0 {
        Err(NotLent::NoOnboarding)
    } else if programme.legal_chain != LegalChain::LoanForUse {
        Err(NotLent::NotALoan)
    } else {
        Ok(())
    }
}

/// Why a device on the counter is not lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotHere {
    /// Somebody has it: it is taken back first.
    Out,
    /// A piece of the lending library has its own borrowers.
    OfTheLibrary,
    NotReady(Stage),
    Elsewhere,
    /// Promised to a request under a programme that does not lend.
    Promised,
    /// No programme lends devices of this kind.
    NoProgramme,
}

/// What stands in the way before anybody is named.
#[must_use]
pub fn not_here(device: &device::Model, here: SiteId, out: bool) -> Option<NotHere> {
    if out {
        Some(NotHere::Out)
    } else if device.item_id.is_some() {
        Some(NotHere::OfTheLibrary)
    } else if device.stage != Stage::Ready {
        Some(NotHere::NotReady(device.stage))
    } else if device.site_id != Some(here) {
        Some(NotHere::Elsewhere)
    } else {
        None
    }
}

/// No onboarding lasts longer in one go.
pub const LONGEST_ONBOARDING: i32 = 480;

/// An onboarding that was given as the programme asks, by who may give it. Lending takes one; it is made here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onboarding {
    minutes: i32,
}

impl Onboarding {
    #[must_use]
    pub fn minutes(self) -> i32 {
        self.minutes
    }
}

/// Why an onboarding does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOnboarding {
    /// Only a digital trainer gives it under this programme.
    NotATrainer,
    /// Shorter than the programme asks.
    TooShort(i32),
    TooLong,
}

/// Whether somebody may give the onboardings of a programme.
#[must_use]
pub fn may_onboard(given_by: OnboardedBy, is_trainer: bool) -> bool {
    match given_by {
        OnboardedBy::Trainers => is_trainer,
        OnboardedBy::Clerks => true,
    }
}

/// # Errors
/// The first reason why it does not count.
pub fn onboarding(
    minutes: i32,
    programme: &programme::Model,
    rule: &counter_rule::Model,
    is_trainer: bool,
) -> Result<Onboarding, NoOnboarding> {
    if !may_onboard(rule.onboarded_by, is_trainer) {
        Err(NoOnboarding::NotATrainer)
    } else if minutes < programme.required_minutes.max(1) {
        Err(NoOnboarding::TooShort(programme.required_minutes))
    } else if minutes > LONGEST_ONBOARDING {
        Err(NoOnboarding::TooLong)
    } else {
        Ok(Onboarding { minutes })
    }
}

/// The last day of a loan of so many days that begins today; none, when the rule does not let it last so long. Days are
/// those of the calendar: a clock that changes takes none and adds none.
#[must_use]
pub fn due_on(today: NaiveDate, days: i32, rule: &counter_rule::Model) -> Option<NaiveDate> {
    if !(1..=rule.longest_days).contains(&days) {
        return None;
    }
    Some(today + Days::new(u64::try_from(days).ok()?))
}

/// Why a loan is not made longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLonger {
    /// It came back, or is none.
    NotOut,
    Never,
    Already,
    Late,
    /// Somebody else waits for such a device here.
    Awaited,
}

/// The last day after an extension.
///
/// # Errors
/// The first reason why it is not made longer.
pub fn longer(
    (due_on, extensions): (NaiveDate, i32),
    today: NaiveDate,
    rule: &counter_rule::Model,
    awaited: bool,
) -> Result<NaiveDate, NotLonger> {
    if rule.extension_days == 0 {
        Err(NotLonger::Never)
    } else if extensions > 0 {
        Err(NotLonger::Already)
    } else if today > due_on {
        Err(NotLonger::Late)
    } else if awaited {
        Err(NotLonger::Awaited)
    } else {
        let days = u64::try_from(rule.extension_days).unwrap_or_default();
        Ok(due_on + Days::new(days))
    }
}

#[cfg(test)]
mod tests;
