//! The words for plans: where one stands, why it ended, why something was not done.
use super::{
    actions::Refusal,
    rules::{NotRenewed, Standing},
};
use crate::web::Words;
use entities::internet_plan::PlanStop;

#[must_use]
pub fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Coming => "internet-standing-coming",
        Standing::Running => "internet-standing-running",
        Standing::Ending => "internet-standing-ending",
        Standing::Ended => "internet-standing-ended",
        Standing::Stopped => "internet-standing-stopped",
    }
}

/// The tone and the icon beside the word.
#[must_use]
pub fn standing_look(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Coming => ("info", "calendar-days"),
        Standing::Running => ("good", "wifi"),
        Standing::Ending => ("wait", "hourglass"),
        Standing::Ended => ("stop", "calendar-x"),
        Standing::Stopped => ("plain", "ban"),
    }
}

/// The reasons a person may give, in the order of the form. That somebody was forgotten is no reason to choose.
pub const STOPS: [PlanStop; 4] = [
    PlanStop::GivenUp,
    PlanStop::ClosedByOperator,
    PlanStop::NoLongerAdmitted,
    PlanStop::Mistake,
];

#[must_use]
pub fn stop_key(stop: PlanStop) -> &'static str {
    match stop {
        PlanStop::GivenUp => "internet-stop-given-up",
        PlanStop::ClosedByOperator => "internet-stop-closed",
        PlanStop::NoLongerAdmitted => "internet-stop-not-admitted",
        PlanStop::Mistake => "internet-stop-mistake",
        PlanStop::PersonForgotten => "internet-stop-forgotten",
    }
}

/// A refusal and what to do next.
pub struct Said {
    pub title: String,
    pub help: String,
}

#[must_use]
pub fn refusal(words: Words, refusal: Refusal) -> Said {
    let (title, help) = match refusal {
        Refusal::RequestClosed => ("internet-refused-closed", "internet-refused-closed-help"),
        Refusal::NoInternet => (
            "internet-refused-no-access",
            "internet-refused-no-access-help",
        ),
        Refusal::PersonForgotten => (
            "internet-refused-forgotten",
            "internet-refused-forgotten-help",
        ),
        Refusal::HasPlan => (
            "internet-refused-has-plan",
            "internet-refused-has-plan-help",
        ),
        Refusal::NotRenewed(NotRenewed::Stopped) | Refusal::AlreadyStopped => {
            ("internet-refused-stopped", "internet-refused-stopped-help")
        }
        Refusal::NotRenewed(NotRenewed::StillOver) => {
            ("internet-refused-over", "internet-refused-over-help")
        }
        Refusal::NotRenewed(NotRenewed::TooFar) => {
            ("internet-refused-months", "internet-months-wrong")
        }
        Refusal::NothingToNote => ("internet-refused-noted", "internet-refused-noted-help"),
    };
    Said {
        title: words.say(title),
        help: words.say(help),
    }
}
