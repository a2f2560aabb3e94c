//! The words for passes: where one stands, the levels, why something was not done.
use super::{
    actions::Refusal,
    rules::{AT_ONCE, Standing, Stays},
    taking::NotTaken,
};
use crate::web::Words;
use entities::pass_rule::PassLevel;

#[must_use]
pub fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Issued => "pass-standing-issued",
        Standing::Given => "pass-standing-given",
        Standing::Used => "pass-standing-used",
        Standing::Paid => "pass-standing-paid",
        Standing::Expired => "pass-standing-expired",
        Standing::Cancelled => "pass-standing-cancelled",
    }
}

/// The tone and the icon beside the word.
#[must_use]
pub fn standing_look(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Issued => ("plain", "ticket"),
        Standing::Given => ("info", "mail"),
        Standing::Used => ("wait", "graduation-cap"),
        Standing::Paid => ("good", "circle-check"),
        Standing::Expired => ("stop", "calendar-x"),
        Standing::Cancelled => ("stop", "ban"),
    }
}

/// The name of a level's field, and in events.
#[must_use]
pub fn level_value(level: PassLevel) -> &'static str {
    match level {
        PassLevel::Assisted => "assisted",
        PassLevel::Beginner => "beginner",
        PassLevel::Independent => "independent",
        PassLevel::NotPlaced => "not_placed",
    }
}

#[must_use]
pub fn level_key(level: PassLevel) -> &'static str {
    match level {
        PassLevel::Assisted => "asking-level-assisted",
        PassLevel::Beginner => "asking-level-beginner",
        PassLevel::Independent => "asking-level-independent",
        PassLevel::NotPlaced => "pass-level-not-placed",
    }
}

/// A refusal and what to do next.
pub struct Said {
    pub title: String,
    pub help: String,
}

/// Why something was not done.
#[must_use]
pub fn refusal(words: Words, refusal: &Refusal) -> Said {
    let plain = |title: &str, help: &str| Said {
        title: words.say(title),
        help: words.say(help),
    };
    match refusal {
        Refusal::RequestClosed => plain("pass-refused-closed", "pass-refused-closed-help"),
        Refusal::AlreadyGiven => plain("pass-refused-given", "pass-refused-given-help"),
        Refusal::PersonForgotten => plain("pass-refused-forgotten", "pass-refused-forgotten-help"),
        // The level itself is not said: it is opened with what decides, and only there.
        Refusal::NoneAtLevel(_) => plain("pass-refused-level", "pass-refused-level-help"),
        Refusal::TooFew { wanted, left } => Said {
            title: words
                .with("wanted", *wanted)
                .with("left", *left)
                .say("pass-refused-too-few"),
            help: words.say("pass-refused-too-few-help"),
        },
        Refusal::NothingToCancel => plain("pass-refused-nothing", "pass-refused-nothing-help"),
        Refusal::NothingOwed => plain("pass-refused-not-owed", "pass-refused-not-owed-help"),
        Refusal::TooManyOwed => Said {
            title: words.with("limit", AT_ONCE).say("pass-refused-too-many"),
            help: words.say("pass-refused-too-many-help"),
        },
        Refusal::Stays(stays) => plain(stays_key(*stays), "pass-refused-stays-help"),
    }
}

fn stays_key(stays: Stays) -> &'static str {
    match stays {
        Stays::NotGiven => "pass-not-given",
        Stays::AlreadyGiven => "pass-refused-given",
        Stays::NotUsed => "pass-refused-not-owed",
        Stays::AlreadyUsed => "pass-used",
        Stays::AlreadyPaid => "pass-standing-paid",
        Stays::Cancelled => "pass-cancelled",
        Stays::Expired => "pass-standing-expired",
    }
}

/// Why a pass is not taken, and what to tell the person who brought it.
#[must_use]
pub fn not_taken(words: Words, why: &NotTaken) -> Said {
    match why {
        NotTaken::Unknown => Said {
            title: words.say("pass-unknown"),
            help: words.say("pass-unknown-help"),
        },
        NotTaken::NotGiven => Said {
            title: words.say("pass-not-given"),
            help: words.say("pass-not-given-help"),
        },
        NotTaken::Cancelled => Said {
            title: words.say("pass-cancelled"),
            help: words.say("pass-cancelled-help"),
        },
        NotTaken::Expired(last_day) => Said {
            title: words
                .with("date", words.date(last_day))
                .say("pass-expired-on"),
            help: words.say("pass-expired-help"),
        },
        NotTaken::Used(at, place) => Said {
            title: words.say("pass-used"),
            help: words
                .with("when", words.date_time(at))
                .with("place", place.as_str())
                .say("pass-used-help"),
        },
        NotTaken::OtherProgramme(french, english) => Said {
            title: words
                .with("programme", words.lang.choose(french, english))
                .say("pass-other-programme"),
            help: words.say("pass-other-programme-help"),
        },
    }
}
