//! "With or without charger", in words.
use super::catalogue;
use crate::web::Words;
use entities::quality_check::{self, Charger};

/// What the check that made a device ready says of its charger; nothing where it was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub with: bool,
    /// `with a charger`, `with a USB-C charger`, `without a charger`.
    pub words: String,
}

#[must_use]
pub fn charger(words: Words, check: Option<&quality_check::Model>) -> Option<Said> {
    let check = check?;
    let kind = check.charger_kind.as_deref().and_then(catalogue::kind);
    let (with, words) = match (check.charger?, kind) {
        (Charger::Without, _) => (false, words.say("charger-without")),
        (Charger::FromStock, Some(kind)) => {
            let kind = kind.name(words.lang).to_owned();
            (true, words.with("kind", kind).say("charger-with-kind"))
        }
        (Charger::FromStock | Charger::CameWith, _) => (true, words.say("charger-with")),
    };
    Some(Said { with, words })
}
