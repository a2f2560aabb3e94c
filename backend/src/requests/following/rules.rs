//! Who must act next on a request, for how long that may last, and the reasons people choose from. Pure.
use entities::{
    request::{HoldReason, RequestState, Side},
    request_reminder::ReminderStep,
};

/// What says whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub state: RequestState,
    /// No device is asked for: nobody decides on one, and the attestation ends it.
    pub training_only: bool,
    pub question_by: Option<Side>,
    pub on_hold: Option<HoldReason>,
    /// Somebody is enrolled for it.
    pub enrolled: bool,
    /// The training gave its clearance, which was not used yet.
    pub cleared: bool,
}

/// The one thing that a request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A coordinator decides.
    Decide,
    /// A coordinator answers the prescriber.
    AnswerPrescriber,
    /// The prescriber answers the coordinator.
    AnswerCoordinator,
    BringProof,
    ReachPerson,
    FindDevice,
    AskCommittee,
    /// The prescriber enrols whoever learns.
    Enrol,
    /// The training is under way.
    Learn,
    /// The recipient may come to the pick-up point.
    Fetch,
    /// It has ended.
    Nobody,
}

impl Turn {
    pub const ALL: [Self; 11] = [
        Self::Decide,
        Self::AnswerPrescriber,
        Self::AnswerCoordinator,
        Self::BringProof,
        Self::ReachPerson,
        Self::FindDevice,
        Self::AskCommittee,
        Self::Enrol,
        Self::Learn,
        Self::Fetch,
        Self::Nobody,
    ];

    /// Who is told, and told again: whoever acts, or who speaks for the person where others act.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Decide | Self::AnswerPrescriber | Self::FindDevice | Self::AskCommittee => {
                Some(Side::Coordinator)
            }
            Self::AnswerCoordinator
            | Self::BringProof
            | Self::ReachPerson
            | Self::Enrol
            | Self::Learn
            | Self::Fetch => Some(Side::Prescriber),
            Self::Nobody => None,
        }
    }

    /// The word for who must act.
    #[must_use]
    pub fn who_key(self) -> &'static str {
        match self {
            Self::Decide | Self::AnswerPrescriber | Self::FindDevice | Self::AskCommittee => {
                "turn-who-coordinator"
            }
            Self::AnswerCoordinator | Self::BringProof | Self::ReachPerson | Self::Enrol => {
                "turn-who-prescriber"
            }
            Self::Learn => "turn-who-trainer",
            Self::Fetch => "turn-who-recipient",
            Self::Nobody => "turn-who-nobody",
        }
    }

    /// The sentence for what they must do.
    #[must_use]
    pub fn what_key(self) -> &'static str {
        match self {
            Self::Decide => "turn-what-decide",
            Self::AnswerPrescriber | Self::AnswerCoordinator => "turn-what-answer",
            Self::BringProof => "turn-what-bring-proof",
            Self::ReachPerson => "turn-what-reach-person",
            Self::FindDevice => "turn-what-find-device",
            Self::AskCommittee => "turn-what-ask-committee",
            Self::Enrol => "turn-what-enrol",
            Self::Learn => "turn-what-learn",
            Self::Fetch => "turn-what-fetch",
            Self::Nobody => "turn-what-nobody",
        }
    }

    /// After how many days without action whoever must act is told again; after twice as many, coordination is.
    /// Training takes its time: a session is not every week.
    #[must_use]
    pub fn patience(self) -> i64 {
        match self {
            Self::Decide
            | Self::AnswerPrescriber
            | Self::AnswerCoordinator
            | Self::BringProof
            | Self::ReachPerson
            | Self::Enrol => SHORTEST_PATIENCE,
            Self::Fetch => 14,
            Self::FindDevice | Self::AskCommittee | Self::Learn => 28,
            Self::Nobody => i64::MAX / 2,
        }
    }
}

/// No turn is reminded of sooner.
pub const SHORTEST_PATIENCE: i64 = 7;

/// Whose turn it is. A question comes first: nobody can go on without its answer.
#[must_use]
pub fn turn(facts: Facts) -> Turn {
    let ended = match facts.state {
        RequestState::Submitted | RequestState::Allocated => false,
        RequestState::Fulfilled | RequestState::Refused | RequestState::Cancelled => true,
    };
    if ended {
        return Turn::Nobody;
    }
    match facts.question_by {
        Some(Side::Coordinator) => return Turn::AnswerCoordinator,
        Some(Side::Prescriber) => return Turn::AnswerPrescriber,
        None => {}
    }
    if facts.state == RequestState::Submitted {
        return match facts.on_hold {
            Some(HoldReason::ProofAwaited) => Turn::BringProof,
            Some(HoldReason::PersonNotReached) => Turn::ReachPerson,
            Some(HoldReason::DeviceAwaited) => Turn::FindDevice,
            Some(HoldReason::CommitteeAwaited) => Turn::AskCommittee,
            None if facts.training_only && facts.enrolled => Turn::Learn,
            None if facts.training_only => Turn::Enrol,
            None => Turn::Decide,
        };
    }
    match (facts.cleared, facts.enrolled) {
        (true, _) => Turn::Fetch,
        (false, true) => Turn::Learn,
        (false, false) => Turn::Enrol,
    }
}

/// Which reminder a turn that lasts so many days is due for, with those that went already.
#[must_use]
pub fn due(turn: Turn, days: i64, sent: &[ReminderStep]) -> Option<ReminderStep> {
    let patience = turn.patience();
    let was = |step| sent.contains(&step);
    if was(ReminderStep::Escalated) {
        None
    } else if days >= patience * 2 {
        Some(ReminderStep::Escalated)
    } else if days >= patience && !was(ReminderStep::Reminded) {
        Some(ReminderStep::Reminded)
    } else {
        None
    }
}

/// Whether a side may ask a question now: one at a time, and the other's is answered first.
#[must_use]
pub fn may_ask(facts: Facts) -> bool {
    facts.question_by.is_none() && turn(facts) != Turn::Nobody
}

/// Whether a side has a question to answer.
#[must_use]
pub fn may_answer(facts: Facts, side: Side) -> bool {
    match turn(facts) {
        Turn::AnswerPrescriber => side == Side::Coordinator,
        Turn::AnswerCoordinator => side == Side::Prescriber,
        Turn::Decide
        | Turn::BringProof
        | Turn::ReachPerson
        | Turn::FindDevice
        | Turn::AskCommittee
        | Turn::Enrol
        | Turn::Learn
        | Turn::Fetch
        | Turn::Nobody => false,
    }
}

pub const HOLD_REASONS: [HoldReason; 4] = [
    HoldReason::ProofAwaited,
    HoldReason::PersonNotReached,
    HoldReason::DeviceAwaited,
    HoldReason::CommitteeAwaited,
];

/// The reasons to put a request on hold: one for training alone waits for no device.
pub fn hold_reasons(training_only: bool) -> impl Iterator<Item = HoldReason> {
    HOLD_REASONS
        .into_iter()
        .filter(move |reason| !(training_only && *reason == HoldReason::DeviceAwaited))
}

#[must_use]
pub fn hold_value(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::ProofAwaited => "proof_awaited",
        HoldReason::PersonNotReached => "person_not_reached",
        HoldReason::DeviceAwaited => "device_awaited",
        HoldReason::CommitteeAwaited => "committee_awaited",
    }
}

#[must_use]
pub fn hold_key(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::ProofAwaited => "hold-proof-awaited",
        HoldReason::PersonNotReached => "hold-person-not-reached",
        HoldReason::DeviceAwaited => "hold-device-awaited",
        HoldReason::CommitteeAwaited => "hold-committee-awaited",
    }
}

#[must_use]
pub fn hold_named(value: &str) -> Option<HoldReason> {
    HOLD_REASONS
        .into_iter()
        .find(|reason| hold_value(*reason) == value)
}

/// Why a prescriber takes a request back. None names a public: it goes into the journal (law 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelReason {
    EquippedOtherwise,
    NoLongerWanted,
    MovedAway,
    NotReached,
    SentByMistake,
}

impl CancelReason {
    pub const ALL: [Self; 5] = [
        Self::EquippedOtherwise,
        Self::NoLongerWanted,
        Self::MovedAway,
        Self::NotReached,
        Self::SentByMistake,
    ];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::EquippedOtherwise => "equipped_otherwise",
            Self::NoLongerWanted => "no_longer_wanted",
            Self::MovedAway => "moved_away",
            Self::NotReached => "not_reached",
            Self::SentByMistake => "sent_by_mistake",
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::EquippedOtherwise => "cancel-equipped-otherwise",
            Self::NoLongerWanted => "cancel-no-longer-wanted",
            Self::MovedAway => "cancel-moved-away",
            Self::NotReached => "cancel-not-reached",
            Self::SentByMistake => "cancel-sent-by-mistake",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.value() == value)
    }
}

#[cfg(test)]
mod tests;
