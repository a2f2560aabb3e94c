use super::*;

fn facts(state: RequestState) -> Facts {
    Facts {
        state,
        training_only: false,
        question_by: None,
        on_hold: None,
        enrolled: false,
        cleared: false,
    }
}

#[test]
fn every_request_waits_for_somebody_until_it_ends() {
    let submitted = facts(RequestState::Submitted);
    let allocated = facts(RequestState::Allocated);
    let asked = |by: Side, facts: Facts| Facts {
        question_by: Some(by),
        ..facts
    };
    let held = |reason: HoldReason| Facts {
        on_hold: Some(reason),
        ..submitted
    };
    let training = Facts {
        training_only: true,
        ..submitted
    };
    let rows = [
        (submitted, Turn::Decide),
        (held(HoldReason::ProofAwaited), Turn::BringProof),
        (held(HoldReason::PersonNotReached), Turn::ReachPerson),
        (held(HoldReason::DeviceAwaited), Turn::FindDevice),
        (held(HoldReason::CommitteeAwaited), Turn::AskCommittee),
        (asked(Side::Coordinator, submitted), Turn::AnswerCoordinator),
        (asked(Side::Prescriber, submitted), Turn::AnswerPrescriber),
        // A question comes before what it is held for.
        (
            asked(Side::Coordinator, held(HoldReason::DeviceAwaited)),
            Turn::AnswerCoordinator,
        ),
        (allocated, Turn::Enrol),
        (asked(Side::Prescriber, allocated), Turn::AnswerPrescriber),
        (
            Facts {
                enrolled: true,
                ..allocated
            },
            Turn::Learn,
        ),
        (
            Facts {
                enrolled: true,
                cleared: true,
                ..allocated
            },
            Turn::Fetch,
        ),
        // A waiver clears without an enrolment.
        (
            Facts {
                cleared: true,
                ..allocated
            },
            Turn::Fetch,
        ),
        // Nobody decides on a device where none is asked for.
        (training, Turn::Enrol),
        (
            Facts {
                enrolled: true,
                ..training
            },
            Turn::Learn,
        ),
        (
            Facts {
                on_hold: Some(HoldReason::ProofAwaited),
                ..training
            },
            Turn::BringProof,
        ),
        (asked(Side::Prescriber, training), Turn::AnswerPrescriber),
        (facts(RequestState::Fulfilled), Turn::Nobody),
        (facts(RequestState::Refused), Turn::Nobody),
        (facts(RequestState::Cancelled), Turn::Nobody),
        // A question nobody answered ends with the request.
        (
            asked(Side::Coordinator, facts(RequestState::Cancelled)),
            Turn::Nobody,
        ),
    ];
    for (facts, expected) in rows {
        assert_eq!(turn(facts), expected, "{facts:?}");
    }
}

#[test]
fn somebody_is_told_of_every_turn_but_the_last() {
    for turn in Turn::ALL {
        assert_eq!(turn.side().is_none(), turn == Turn::Nobody, "{turn:?}");
        assert!(turn.patience() >= SHORTEST_PATIENCE, "{turn:?}");
    }
}

#[test]
fn one_is_reminded_once_and_coordination_is_told_after_twice_the_time() {
    let (reminded, escalated) = (ReminderStep::Reminded, ReminderStep::Escalated);
    let rows = [
        (0, &[][..], None),
        (6, &[], None),
        (7, &[], Some(reminded)),
        (7, &[reminded], None),
        (13, &[reminded], None),
        (14, &[reminded], Some(escalated)),
        // The reminders stood still for two weeks: coordination is told at once.
        (20, &[], Some(escalated)),
        (20, &[reminded, escalated], None),
        (20, &[escalated], None),
    ];
    for (days, sent, expected) in rows {
        assert_eq!(due(Turn::Decide, days, sent), expected, "{days} {sent:?}");
    }
    assert_eq!(due(Turn::Learn, 27, &[]), None);
    assert_eq!(due(Turn::Learn, 28, &[]), Some(reminded));
    assert_eq!(due(Turn::Nobody, 9_000, &[]), None);
}

#[test]
fn one_question_at_a_time_and_each_side_answers_the_other() {
    let open = facts(RequestState::Submitted);
    assert!(may_ask(open));
    assert!(!may_ask(facts(RequestState::Refused)));
    for (by, answers) in [
        (Side::Coordinator, Side::Prescriber),
        (Side::Prescriber, Side::Coordinator),
    ] {
        let asked = Facts {
            question_by: Some(by),
            ..open
        };
        assert!(!may_ask(asked));
        assert!(may_answer(asked, answers));
        assert!(!may_answer(asked, by));
        assert!(!may_answer(open, by));
    }
}

#[test]
fn reasons_are_read_back() {
    for reason in HOLD_REASONS {
        assert_eq!(hold_named(hold_value(reason)), Some(reason));
    }
    assert!(hold_reasons(false).eq(HOLD_REASONS));
    assert!(hold_reasons(true).all(|reason| reason != HoldReason::DeviceAwaited));
    for reason in CancelReason::ALL {
        assert_eq!(CancelReason::from_value(reason.value()), Some(reason));
    }
    assert_eq!(CancelReason::from_value(""), None);
}
