//! Where the right to send requests may go, and whether an organisation may send one more. Pure.
use entities::prescribing::{PrescribingReason, PrescribingState};

/// What moves the right from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Ask,
    Validate,
    Refuse,
    Suspend,
    Reactivate,
}

impl Act {
    pub const ALL: [Self; 5] = [
        Self::Ask,
        Self::Validate,
        Self::Refuse,
        Self::Suspend,
        Self::Reactivate,
    ];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Validate => "validate",
            Self::Refuse => "refuse",
            Self::Suspend => "suspend",
            Self::Reactivate => "reactivate",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.value() == value)
    }

    /// Whether it says why.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        match self {
            Self::Refuse | Self::Suspend => true,
            Self::Ask | Self::Validate | Self::Reactivate => false,
        }
    }
}

pub const REASONS: [PrescribingReason; 6] = [
    PrescribingReason::NoAgreement,
    PrescribingReason::OutsideTheScheme,
    PrescribingReason::NotReachable,
    PrescribingReason::ProofsNotSeen,
    PrescribingReason::DataNotProtected,
    PrescribingReason::OwnWish,
];

#[must_use]
pub fn reason_value(reason: PrescribingReason) -> &'static str {
    match reason {
        PrescribingReason::NoAgreement => "no_agreement",
        PrescribingReason::OutsideTheScheme => "outside_the_scheme",
        PrescribingReason::NotReachable => "not_reachable",
        PrescribingReason::ProofsNotSeen => "proofs_not_seen",
        PrescribingReason::DataNotProtected => "data_not_protected",
        PrescribingReason::OwnWish => "own_wish",
    }
}

#[must_use]
pub fn reason_key(reason: PrescribingReason) -> &'static str {
    match reason {
        PrescribingReason::NoAgreement => "prescribing-reason-no-agreement",
        PrescribingReason::OutsideTheScheme => "prescribing-reason-outside-the-scheme",
        PrescribingReason::NotReachable => "prescribing-reason-not-reachable",
        PrescribingReason::ProofsNotSeen => "prescribing-reason-proofs-not-seen",
        PrescribingReason::DataNotProtected => "prescribing-reason-data-not-protected",
        PrescribingReason::OwnWish => "prescribing-reason-own-wish",
    }
}

/// The state that counts: that of the right's row, or *validated* for who sent requests before there were rows.
#[must_use]
pub fn standing(row: Option<PrescribingState>, before: bool) -> Option<PrescribingState> {
    row.or(before.then_some(PrescribingState::Validated))
}

/// The state after `act`, if it may happen at `state`; no state is that nobody asked.
#[must_use]
pub fn next(state: Option<PrescribingState>, act: Act) -> Option<PrescribingState> {
    match (state, act) {
        (None | Some(PrescribingState::Refused), Act::Ask) => Some(PrescribingState::Asked),
        (None | Some(PrescribingState::Asked | PrescribingState::Refused), Act::Validate)
        | (Some(PrescribingState::Suspended), Act::Reactivate) => Some(PrescribingState::Validated),
        (Some(PrescribingState::Asked), Act::Refuse) => Some(PrescribingState::Refused),
        (Some(PrescribingState::Validated), Act::Suspend) => Some(PrescribingState::Suspended),
        (None | Some(PrescribingState::Refused), Act::Refuse | Act::Suspend | Act::Reactivate)
        | (Some(PrescribingState::Asked), Act::Ask | Act::Suspend | Act::Reactivate)
        | (
            Some(PrescribingState::Validated),
            Act::Ask | Act::Validate | Act::Refuse | Act::Reactivate,
        )
        | (
            Some(PrescribingState::Suspended),
            Act::Ask | Act::Validate | Act::Refuse | Act::Suspend,
        ) => None,
    }
}

#[must_use]
pub fn state_key(state: Option<PrescribingState>) -> &'static str {
    match state {
        None => "prescribing-state-none",
        Some(PrescribingState::Asked) => "prescribing-state-asked",
        Some(PrescribingState::Validated) => "prescribing-state-validated",
        Some(PrescribingState::Refused) => "prescribing-state-refused",
        Some(PrescribingState::Suspended) => "prescribing-state-suspended",
    }
}

/// The tone and the icon that say a state beside its word.
#[must_use]
pub fn state_look(state: Option<PrescribingState>) -> (&'static str, &'static str) {
    match state {
        None => ("plain", "circle-dashed"),
        Some(PrescribingState::Asked) => ("wait", "hourglass"),
        Some(PrescribingState::Validated) => ("good", "circle-check"),
        Some(PrescribingState::Refused) => ("stop", "octagon-x"),
        Some(PrescribingState::Suspended) => ("stop", "ban"),
    }
}

/// Why an organisation may not send a request now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayNot {
    /// Nobody asked for its habilitation.
    NotAsked,
    /// Coordination has not decided yet.
    NotDecided,
    Refused,
    Suspended,
    /// As many are open as may be.
    AtLimit(i32),
}

impl MayNot {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAsked => "prescribing-not-asked",
            Self::NotDecided => "prescribing-not-decided",
            Self::Refused => "prescribing-refused",
            Self::Suspended => "prescribing-suspended",
            Self::AtLimit(_) => "prescribing-at-limit",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help_key(self) -> &'static str {
        match self {
            Self::NotAsked => "prescribing-not-asked-help",
            Self::NotDecided => "prescribing-not-decided-help",
            Self::Refused => "prescribing-refused-help",
            Self::Suspended => "prescribing-suspended-help",
            Self::AtLimit(_) => "prescribing-at-limit-help",
        }
    }
}

/// Whether an organisation may send one more request.
pub fn may_send(
    standing: Option<PrescribingState>,
    open_limit: Option<i32>,
    open: u64,
) -> Result<(), MayNot> {
    match standing {
        None => Err(MayNot::NotAsked),
        Some(PrescribingState::Asked) => Err(MayNot::NotDecided),
        Some(PrescribingState::Refused) => Err(MayNot::Refused),
        Some(PrescribingState::Suspended) => Err(MayNot::Suspended),
        Some(PrescribingState::Validated) => match open_limit {
            Some(limit) if u64::try_from(limit).is_ok_and(|limit| open >= limit) => {
                Err(MayNot::AtLimit(limit))
            }
            Some(_) | None => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [Option<PrescribingState>; 5] = [
        None,
        Some(PrescribingState::Asked),
        Some(PrescribingState::Validated),
        Some(PrescribingState::Refused),
        Some(PrescribingState::Suspended),
    ];

    #[test]
    fn every_state_and_act_has_its_verdict() {
        let mut table = Vec::new();
        for state in STATES {
            for act in Act::ALL {
                if let Some(after) = next(state, act) {
                    table.push((state, act, after));
                }
            }
        }
        let (asked, validated) = (PrescribingState::Asked, PrescribingState::Validated);
        let (refused, suspended) = (PrescribingState::Refused, PrescribingState::Suspended);
        assert_eq!(
            table,
            [
                (None, Act::Ask, asked),
                (None, Act::Validate, validated),
                (Some(asked), Act::Validate, validated),
                (Some(asked), Act::Refuse, refused),
                (Some(validated), Act::Suspend, suspended),
                (Some(refused), Act::Ask, asked),
                (Some(refused), Act::Validate, validated),
                (Some(suspended), Act::Reactivate, validated),
            ]
        );
    }

    #[test]
    fn only_who_is_habilitated_and_below_the_limit_may_send() {
        let rows = [
            (None, None, 0, Err(MayNot::NotAsked)),
            (STATES[1], None, 0, Err(MayNot::NotDecided)),
            (STATES[3], None, 0, Err(MayNot::Refused)),
            (STATES[4], None, 0, Err(MayNot::Suspended)),
            (STATES[2], None, 9_000, Ok(())),
            (STATES[2], Some(2), 0, Ok(())),
            (STATES[2], Some(2), 1, Ok(())),
            (STATES[2], Some(2), 2, Err(MayNot::AtLimit(2))),
            (STATES[2], Some(2), 3, Err(MayNot::AtLimit(2))),
        ];
        for (state, limit, open, verdict) in rows {
            assert_eq!(
                may_send(state, limit, open),
                verdict,
                "{state:?} {limit:?} {open}"
            );
        }
    }

    #[test]
    fn who_was_there_before_counts_as_habilitated_until_a_row_says_otherwise() {
        let validated = Some(PrescribingState::Validated);
        assert_eq!(standing(None, false), None);
        assert_eq!(standing(None, true), validated);
        for state in STATES.into_iter().flatten() {
            assert_eq!(standing(Some(state), true), Some(state));
        }
    }

    #[test]
    fn what_a_form_says_is_read_back() {
        for act in Act::ALL {
            assert_eq!(Act::from_value(act.value()), Some(act));
        }
        let needing: Vec<Act> = Act::ALL
            .into_iter()
            .filter(|act| act.needs_reason())
            .collect();
        assert_eq!(needing, [Act::Refuse, Act::Suspend]);
    }
}
