//! What is said of loans at a counter: why something is not lent, and how a loan stands.
use super::{
    actions::{NotAsked, Refusal},
    rules::{NotHere, NotLent, NotLonger},
};
use crate::{handovers::handing::obstacle_key, web::Words};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Why the device stays on the counter: the key of the sentence; that of what to do has `-help` behind it.
#[must_use]
pub fn not_here(why: NotHere) -> &'static str {
    match why {
        NotHere::Out => "counter-loan-out",
        NotHere::OfTheLibrary => "counter-loan-of-the-library",
        NotHere::NotReady(_) => "counter-loan-not-ready",
        NotHere::Elsewhere => "counter-loan-elsewhere",
        NotHere::Promised => "counter-loan-promised",
        NotHere::NoProgramme => "counter-loan-no-programme",
    }
}

/// What to do about it.
#[must_use]
pub fn not_here_help(why: NotHere) -> &'static str {
    match why {
        NotHere::Out => "counter-loan-out-help",
        NotHere::OfTheLibrary => "counter-loan-of-the-library-help",
        NotHere::NotReady(_) => "counter-loan-not-ready-help",
        NotHere::Elsewhere => "counter-loan-elsewhere-help",
        NotHere::Promised => "counter-loan-promised-help",
        NotHere::NoProgramme => "counter-loan-no-programme-help",
    }
}

/// Why a programme lends nothing.
#[must_use]
pub fn not_lent(why: NotLent) -> &'static str {
    match why {
        NotLent::Closed => "counter-rule-closed",
        NotLent::NoOnboarding => "counter-rule-no-onboarding",
        NotLent::NotALoan => "counter-rule-not-a-loan",
    }
}

/// Why a loan is not made longer.
#[must_use]
pub fn not_longer(why: NotLonger) -> &'static str {
    match why {
        NotLonger::NotOut => "counter-longer-not-out",
        NotLonger::Never => "counter-longer-never",
        NotLonger::Already => "counter-longer-already",
        NotLonger::Late => "counter-longer-late",
        NotLonger::Awaited => "counter-longer-awaited",
    }
}

/// Everything that was refused when a device was to be lent, each with what to do.
#[must_use]
pub fn refused(words: Words, refusal: &Refusal) -> Vec<String> {
    match refusal {
        Refusal::NotAsked(why) => vec![words.say(not_asked(*why))],
        Refusal::NotTrained => vec![words.say("counter-loan-not-trained")],
        Refusal::NotCleared => vec![words.say("counter-loan-not-cleared")],
        Refusal::ClearedOtherwise => vec![words.say("counter-loan-cleared-otherwise")],
        Refusal::TooMany => vec![words.say("counter-loan-too-many")],
        Refusal::Suspended(until) => vec![
            words
                .with("date", words.date(*until))
                .say("counter-loan-suspended"),
        ],
        Refusal::Counter(obstacles) => obstacles
            .iter()
            .map(|obstacle| words.say(obstacle_key(*obstacle)))
            .collect(),
    }
}

fn not_asked(why: NotAsked) -> &'static str {
    match why {
        NotAsked::MayNotSend(_) => "counter-loan-may-not-send",
        NotAsked::NotHabilitated => "counter-loan-not-habilitated",
        NotAsked::AlreadyAsked(_) => "counter-loan-already-asked",
        NotAsked::Held(_) => "counter-loan-held",
        NotAsked::Unsuitable(_) => "counter-loan-unsuitable",
        NotAsked::NotNow | NotAsked::SameDevice | NotAsked::JustTaken => "counter-loan-just-taken",
    }
}

/// How a loan that is out stands: tone, icon and word.
#[must_use]
pub fn standing(due_on: NaiveDate, today: NaiveDate) -> (&'static str, &'static str, &'static str) {
    match due_on.cmp(&today) {
        Ordering::Less => ("stop", "triangle-alert", "counter-loan-late"),
        Ordering::Equal => ("wait", "hourglass", "counter-loan-due-today"),
        Ordering::Greater => ("info", "hand-helping", "counter-loan-under-way"),
    }
}
