//! What may happen to a request, how long a device is kept for it, and what is said of the wait. Pure.
use chrono::{Days, NaiveDate};
use entities::{recipient::RecipientKind, request::RequestState};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What moves a request from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Allocate,
    /// The allocation is taken back, by a person or because its time is over: the request waits again.
    Undo,
    /// Another device takes the place of the one that is promised.
    Substitute,
    Refuse,
    /// The prescriber takes the request back.
    Cancel,
    /// The device was handed over.
    Fulfil,
}

impl Act {
    pub const ALL: [Self; 6] = [
        Self::Allocate,
        Self::Undo,
        Self::Substitute,
        Self::Refuse,
        Self::Cancel,
        Self::Fulfil,
    ];
}

pub const STATES: [RequestState; 5] = [
    RequestState::Submitted,
    RequestState::Allocated,
    RequestState::Fulfilled,
    RequestState::Refused,
    RequestState::Cancelled,
];

/// The state after `act`, if it may happen at `state`.
#[must_use]
pub fn next(state: RequestState, act: Act) -> Option<RequestState> {
    match (state, act) {
        (RequestState::Submitted, Act::Allocate) | (RequestState::Allocated, Act::Substitute) => {
            Some(RequestState::Allocated)
        }
        (RequestState::Allocated, Act::Undo) => Some(RequestState::Submitted),
        (RequestState::Submitted, Act::Refuse) => Some(RequestState::Refused),
        (RequestState::Submitted | RequestState::Allocated, Act::Cancel) => {
            Some(RequestState::Cancelled)
        }
        (RequestState::Allocated, Act::Fulfil) => Some(RequestState::Fulfilled),
        (
            RequestState::Submitted
            | RequestState::Allocated
            | RequestState::Fulfilled
            | RequestState::Refused
            | RequestState::Cancelled,
            Act::Allocate | Act::Undo | Act::Substitute | Act::Refuse | Act::Cancel | Act::Fulfil,
        ) => None,
    }
}

/// The value of a state in a filter.
#[must_use]
pub fn state_value(state: RequestState) -> &'static str {
    match state {
        RequestState::Submitted => "submitted",
        RequestState::Allocated => "allocated",
        RequestState::Fulfilled => "fulfilled",
        RequestState::Refused => "refused",
        RequestState::Cancelled => "cancelled",
    }
}

#[must_use]
pub fn state_key(state: RequestState) -> &'static str {
    match state {
        RequestState::Submitted => "request-state-submitted",
        RequestState::Allocated => "request-state-allocated",
        RequestState::Fulfilled => "request-state-fulfilled",
        RequestState::Refused => "request-state-refused",
        RequestState::Cancelled => "request-state-cancelled",
    }
}

/// The tone and the icon that say a state beside its word.
#[must_use]
pub fn state_look(state: RequestState) -> (&'static str, &'static str) {
    match state {
        RequestState::Submitted => ("wait", "hourglass"),
        RequestState::Allocated => ("info", "tag"),
        RequestState::Fulfilled => ("good", "circle-check"),
        RequestState::Refused => ("stop", "octagon-x"),
        RequestState::Cancelled => ("plain", "ban"),
    }
}

/// The key of the sentence that says who must act now.
#[must_use]
pub fn next_key(state: RequestState) -> &'static str {
    match state {
        RequestState::Submitted => "request-next-submitted",
        RequestState::Allocated => "request-next-allocated",
        RequestState::Fulfilled => "request-next-fulfilled",
        RequestState::Refused => "request-next-refused",
        RequestState::Cancelled => "request-next-cancelled",
    }
}

/// What a person has to be able to do with the device. A need, never a diagnosis (law 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    Read,
    Write,
    Hear,
    See,
    Speak,
    FindOnesWay,
    Move,
    Concentrate,
    Remember,
    UnderstandFrench,
}

impl Need {
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Write,
        Self::Hear,
        Self::See,
        Self::Speak,
        Self::FindOnesWay,
        Self::Move,
        Self::Concentrate,
        Self::Remember,
        Self::UnderstandFrench,
    ];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Hear => "hear",
            Self::See => "see",
            Self::Speak => "speak",
            Self::FindOnesWay => "find_ones_way",
            Self::Move => "move",
            Self::Concentrate => "concentrate",
            Self::Remember => "remember",
            Self::UnderstandFrench => "understand_french",
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Read => "request-need-read",
            Self::Write => "request-need-write",
            Self::Hear => "request-need-hear",
            Self::See => "request-need-see",
            Self::Speak => "request-need-speak",
            Self::FindOnesWay => "request-need-find-ones-way",
            Self::Move => "request-need-move",
            Self::Concentrate => "request-need-concentrate",
            Self::Remember => "request-need-remember",
            Self::UnderstandFrench => "request-need-understand-french",
        }
    }
}

/// Why a request is refused. None names a public: it goes into mails and the journal (law 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    ConditionsNotMet,
    ProofMissing,
    AlreadyEquipped,
    OutsideTerritory,
    NoSuitableDevice,
    AskedTwice,
}

impl RefusalReason {
    pub const ALL: [Self; 6] = [
        Self::ConditionsNotMet,
        Self::ProofMissing,
        Self::AlreadyEquipped,
        Self::OutsideTerritory,
        Self::NoSuitableDevice,
        Self::AskedTwice,
    ];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::ConditionsNotMet => "conditions_not_met",
            Self::ProofMissing => "proof_missing",
            Self::AlreadyEquipped => "already_equipped",
            Self::OutsideTerritory => "outside_territory",
            Self::NoSuitableDevice => "no_suitable_device",
            Self::AskedTwice => "asked_twice",
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ConditionsNotMet => "request-refusal-conditions-not-met",
            Self::ProofMissing => "request-refusal-proof-missing",
            Self::AlreadyEquipped => "request-refusal-already-equipped",
            Self::OutsideTerritory => "request-refusal-outside-territory",
            Self::NoSuitableDevice => "request-refusal-no-suitable-device",
            Self::AskedTwice => "request-refusal-asked-twice",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.value() == value)
    }
}

pub const RECIPIENT_KINDS: [RecipientKind; 5] = [
    RecipientKind::Person,
    RecipientKind::Household,
    RecipientKind::Establishment,
    RecipientKind::Association,
    RecipientKind::Place,
];

#[must_use]
pub fn recipient_kind_value(kind: RecipientKind) -> &'static str {
    match kind {
        RecipientKind::Person => "person",
        RecipientKind::Household => "household",
        RecipientKind::Establishment => "establishment",
        RecipientKind::Association => "association",
        RecipientKind::Place => "place",
    }
}

#[must_use]
pub fn recipient_kind_key(kind: RecipientKind) -> &'static str {
    match kind {
        RecipientKind::Person => "request-recipient-person",
        RecipientKind::Household => "request-recipient-household",
        RecipientKind::Establishment => "request-recipient-establishment",
        RecipientKind::Association => "request-recipient-association",
        RecipientKind::Place => "request-recipient-place",
    }
}

/// Whether somebody has to sign for it.
#[must_use]
pub fn needs_signatory(kind: RecipientKind) -> bool {
    match kind {
        RecipientKind::Person | RecipientKind::Household => false,
        RecipientKind::Establishment | RecipientKind::Association | RecipientKind::Place => true,
    }
}

/// How many days a device is kept for the request it is promised to, from the day of the decision on.
pub const PROMISED_DAYS: u64 = 30;

/// So many days before its end a promise is said to end soon.
pub const SOON_DAYS: u64 = 7;

/// The last day of a promise made today.
#[must_use]
pub fn promised_until(today: NaiveDate) -> NaiveDate {
    today + Days::new(PROMISED_DAYS)
}

/// Fewer past requests than this say nothing about the next.
const ENOUGH: usize = 5;

/// The usual wait in days: the median of the past ones, when there are enough of them.
#[must_use]
pub fn usual_wait(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable_by_key(|days| Reverse(*days));
    // Of two middle ones the longer: rather too long than too short.
    (days.len() >= ENOUGH).then(|| days[(days.len() - 1) / 2])
}

#[cfg(test)]
mod tests;
