//! What may happen to a request, which device is proposed and why, and what is said of the wait. Pure.
use crate::devices::software::Below;
use entities::{
    device::{self, DeviceId, Grade, Stage},
    recipient::RecipientKind,
    request::{self, RequestState},
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What moves a request from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Allocate,
    /// The allocation is taken back: the request waits again.
    Undo,
    Refuse,
    /// The prescriber takes the request back.
    Cancel,
    /// The device was handed over.
    Fulfil,
}

impl Act {
    pub const ALL: [Self; 5] = [
        Self::Allocate,
        Self::Undo,
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
        (RequestState::Submitted, Act::Allocate) => Some(RequestState::Allocated),
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
            Act::Allocate | Act::Undo | Act::Refuse | Act::Cancel | Act::Fulfil,
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

/// How far a device is from where it would be collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    AtPickup,
    /// In the same intercommunality.
    Near,
    Elsewhere,
}

/// A device that might do, and where it stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
#[derive(Clone, Debug)]
pub struct Candidate {
    pub device: device::Model,
    pub distance: Distance,
    /// Promised to another request.
    pub promised: bool,
    /// In somebody's hands.
    pub handed_over: bool,
    /// Erased as deeply as the programme asks.
    pub deep_enough: bool,
    /// What its software lacks for the programme.
    pub below: Option<Below>,
    /// Of a technical category that the programme admits.
    pub admitted: bool,
}

/// Why a device does not suit a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    NotReady,
    OtherKind,
    /// The request is for training alone.
    NoDeviceAsked,
    Promised,
    HandedOver,
    /// The programme admits devices of other categories.
    OtherCategory,
    /// The programme asks for a deeper erasure than this device had.
    ErasedTooLightly,
    /// The programme asks for other software, or longer updates.
    Below(Below),
}

impl Unsuitable {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotReady => "request-device-not-ready",
            Self::OtherKind => "request-device-other-kind",
            Self::NoDeviceAsked => "request-device-none-asked",
            Self::Promised => "request-device-promised",
            Self::HandedOver => "request-device-handed-over",
            Self::OtherCategory => "request-device-other-category",
            Self::ErasedTooLightly => "request-device-erased-too-lightly",
            Self::Below(below) => below.key(),
        }
    }
}

/// Whether a device suits a request: ready and in custody, of the kind asked for, free.
pub fn suits(candidate: &Candidate, request: &request::Model) -> Result<(), Unsuitable> {
    let Some(asked) = request.device_kind else {
        return Err(Unsuitable::NoDeviceAsked);
    };
    if candidate.handed_over {
        Err(Unsuitable::HandedOver)
    } else if candidate.device.stage != Stage::Ready || candidate.device.site_id.is_none() {
        Err(Unsuitable::NotReady)
    } else if candidate.device.kind != asked {
        Err(Unsuitable::OtherKind)
    } else if candidate.promised {
        Err(Unsuitable::Promised)
    } else if !candidate.admitted {
        Err(Unsuitable::OtherCategory)
    } else if !candidate.deep_enough {
        Err(Unsuitable::ErasedTooLightly)
    } else if let Some(below) = candidate.below {
        Err(Unsuitable::Below(below))
    } else {
        Ok(())
    }
}

/// Why a device is proposed, in the order it counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    SameKind,
    AtPickup,
    Near,
    /// There is none closer.
    NoneCloser,
    /// It has been ready the longest of those as close.
    LongestReady,
    OnlyOne,
}

impl Reason {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SameKind => "request-reason-same-kind",
            Self::AtPickup => "request-reason-at-pickup",
            Self::Near => "request-reason-near",
            Self::NoneCloser => "request-reason-none-closer",
            Self::LongestReady => "request-reason-longest-ready",
            Self::OnlyOne => "request-reason-only-one",
        }
    }
}

/// A device put forward for a request. A person decides (law 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub device: DeviceId,
    pub reasons: [Reason; 3],
}

/// Proposes the suitable device closest to the pick-up point; among those the one ready the longest,
/// then the one of the better grade, then the one known the longest.
#[must_use]
pub fn propose(candidates: &[Candidate], request: &request::Model) -> Option<Proposal> {
    let suitable: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| suits(candidate, request).is_ok())
        .collect();
    let best = suitable.iter().min_by_key(|candidate| {
        let device = &candidate.device;
        (
            candidate.distance,
            device.stage_since,
            device.grade.map_or(Grade::C, |grade| grade),
            device.id,
        )
    })?;
    let as_close = suitable
        .iter()
        .filter(|candidate| candidate.distance == best.distance)
        .count();
    Some(Proposal {
        device: best.device.id,
        reasons: [
            Reason::SameKind,
            match best.distance {
                Distance::AtPickup => Reason::AtPickup,
                Distance::Near => Reason::Near,
                Distance::Elsewhere => Reason::NoneCloser,
            },
            if as_close == 1 {
                Reason::OnlyOne
            } else {
                Reason::LongestReady
            },
        ],
    })
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
