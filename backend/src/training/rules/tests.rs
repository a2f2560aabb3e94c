//! Every gate against every state of a request's training, and every reason to refuse.
use super::*;
use chrono::Duration;
use std::fmt::Write;

const WHOSE: Whose = Whose {
    request: RequestId(1),
    programme: ProgrammeId(2),
    recipient: RecipientId(3),
};
const GATES: [Gate; 4] = [
    Gate::Enrolled,
    Gate::Attended,
    Gate::HandsOn,
    Gate::Provisional,
];

fn session(minutes: i32, modules: &[i32]) -> Attended {
    Attended {
        over: true,
        minutes,
        modules: modules.iter().copied().map(ModuleId).collect(),
        here: true,
    }
}

/// Every state of learning worth telling apart, for a pathway of 180 minutes with modules 1 and 2.
fn learnings() -> Vec<(&'static str, Option<Vec<Attended>>)> {
    vec![
        ("not enrolled", None),
        ("enrolled", Some(vec![])),
        ("90 min of module 1", Some(vec![session(90, &[1])])),
        (
            "200 min of module 1",
            Some(vec![session(100, &[1]), session(100, &[1])]),
        ),
        ("90 min of both modules", Some(vec![session(90, &[1, 2])])),
        (
            "180 min of both modules",
            Some(vec![session(90, &[1]), session(90, &[2])]),
        ),
    ]
}

fn facts(gate: Gate, learning: Option<Vec<Attended>>, device: bool, in_hand: bool) -> Facts {
    Facts {
        whose: WHOSE,
        gate,
        required_minutes: 180,
        required_modules: [ModuleId(1), ModuleId(2)].into(),
        model_key: device.then(|| "tablet apple ipad".to_owned()),
        learning: learning.map(|attended| Learning {
            learner: LearnerId(4),
            attended,
            attested: false,
        }),
        in_trainers_hand: in_hand,
        exchange: None,
    }
}

#[test]
fn every_gate_says_what_it_waits_for() {
    let mut table = String::new();
    for gate in GATES {
        for (name, learning) in learnings() {
            for device in [false, true] {
                for in_hand in [false, true] {
                    let verdict = match may_clear(&facts(gate, learning.clone(), device, in_hand)) {
                        Ok(grant) => format!("GRANT {:?}", grant.terms().basis),
                        Err(NotYet(missing)) => format!("{missing:?}"),
                    };
                    let device = if device { "device" } else { "no device" };
                    let hand = if in_hand { "trainer's hand" } else { "counter" };
                    writeln!(table, "{gate:?} | {name} | {device} | {hand} | {verdict}").unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// The same, in the room at this moment.
fn under_way(minutes: i32, modules: &[i32]) -> Attended {
    Attended {
        over: false,
        ..session(minutes, modules)
    }
}

#[test]
fn a_session_counts_when_it_has_ended() {
    let all = || under_way(180, &[1, 2]);
    let facts = |gate, attended, in_hand| facts(gate, Some(attended), true, in_hand);
    let waits = facts(Gate::Attended, vec![all()], false);
    assert_eq!(minutes_attended(&waits), 0);
    let missing = [
        Missing::Minutes(180),
        Missing::Modules([ModuleId(1), ModuleId(2)].into()),
        Missing::SessionEnd,
    ];
    assert_eq!(may_clear(&waits), Err(NotYet(missing.to_vec())));
    assert_eq!(may_attest(&waits), Err(NotYet(missing.to_vec())));
    // What has ended counts beside what has not.
    let half = facts(
        Gate::Attended,
        vec![session(90, &[1]), under_way(90, &[2])],
        false,
    );
    assert_eq!(minutes_attended(&half), 90);
    assert_eq!(
        may_clear(&half),
        Err(NotYet(vec![
            Missing::Minutes(90),
            Missing::Modules([ModuleId(2)].into()),
            Missing::SessionEnd,
        ]))
    );
    let enough = facts(
        Gate::Attended,
        vec![session(180, &[1, 2]), under_way(90, &[2])],
        false,
    );
    assert!(may_clear(&enough).is_ok());
    assert!(may_attest(&enough).is_ok());
    // The trainer gives the device in the lesson; the pathway is attested after it.
    let in_hand = facts(Gate::HandsOn, vec![all()], true);
    assert!(may_clear(&in_hand).is_ok());
    assert!(may_attest(&in_hand).is_err());
    let mut nothing_required = in_hand;
    nothing_required.required_minutes = 0;
    nothing_required.required_modules.clear();
    assert_eq!(
        may_attest(&nothing_required),
        Err(NotYet(vec![Missing::SessionEnd]))
    );
}

#[test]
fn a_handover_rests_on_presence_where_the_gate_asked_for_it() {
    let elsewhere = || Attended {
        here: false,
        ..session(180, &[1, 2])
    };
    let all = || session(180, &[1, 2]);
    for (basis, attended, rests) in [
        (Basis::Attended, vec![all()], true),
        (Basis::Attended, vec![elsewhere()], true),
        (Basis::Attended, vec![session(90, &[1])], false),
        (Basis::HandsOn, vec![session(90, &[1])], true),
        (Basis::HandsOn, vec![elsewhere()], false),
        (Basis::HandsOn, vec![], false),
        (Basis::Enrolled, vec![all()], false),
        (Basis::Provisional, vec![all()], false),
        (Basis::Waiver, vec![all()], false),
    ] {
        let facts = facts(Gate::Attended, Some(attended.clone()), false, false);
        let said = rests_on_presence(basis, &facts);
        assert_eq!(said, rests, "{basis:?} {attended:?}");
    }
}

#[test]
fn a_pathway_is_attested_when_all_of_it_was_attended() {
    let mut table = String::new();
    for (name, learning) in learnings() {
        let verdict = may_attest(&facts(Gate::Provisional, learning, true, false));
        writeln!(table, "{name} | {verdict:?}").unwrap();
    }
    insta::assert_snapshot!(table);
}

fn waiver() -> WaiverFacts {
    WaiverFacts {
        whose: WHOSE,
        model_key: Some("tablet apple ipad".to_owned()),
        learner: Some(LearnerId(4)),
        approver: MembershipId(50),
        approver_account: AccountId(5),
        prescriber: AccountId(6),
        trainers: [AccountId(7)].into(),
        clerks: [AccountId(8)].into(),
        granted: 1,
        ceiling: 2,
        exchange_of: None,
    }
}

#[test]
fn a_waiver_needs_somebody_who_has_no_other_part_in_it() {
    let cases = [
        ("as it should be", waiver()),
        (
            "approver prescribed it",
            WaiverFacts {
                approver_account: AccountId(6),
                ..waiver()
            },
        ),
        (
            "approver trains",
            WaiverFacts {
                approver_account: AccountId(7),
                ..waiver()
            },
        ),
        (
            "approver stands at the counter",
            WaiverFacts {
                approver_account: AccountId(8),
                ..waiver()
            },
        ),
        (
            "ceiling reached",
            WaiverFacts {
                granted: 2,
                ..waiver()
            },
        ),
        (
            "ceiling of none",
            WaiverFacts {
                granted: 0,
                ceiling: 0,
                ..waiver()
            },
        ),
        (
            "nobody to train",
            WaiverFacts {
                learner: None,
                ..waiver()
            },
        ),
        (
            "no device",
            WaiverFacts {
                model_key: None,
                ..waiver()
            },
        ),
    ];
    let mut table = String::new();
    for (name, facts) in cases {
        let verdict = match may_waive(&facts, WaiverReason::Health) {
            Ok(grant) => format!("GRANT {:?} {:?}", grant.terms().basis, grant.terms().waiver),
            Err(refusal) => format!("{refusal:?}"),
        };
        writeln!(table, "{name} | {verdict}").unwrap();
    }
    insta::assert_snapshot!(table);
}

fn row(now: DateTime<Utc>) -> clearance::Model {
    clearance::Model {
        id: clearance::ClearanceId(9),
        request_id: WHOSE.request,
        programme_version: Some(1),
        exchange_of: None,
        programme_id: WHOSE.programme,
        recipient_id: WHOSE.recipient,
        learner_id: LearnerId(4),
        model_key: "ipad".to_owned(),
        basis: Basis::Enrolled,
        state: ClearanceState::Issued,
        waiver_reason: None,
        approver_id: None,
        issued_by: None,
        issued_at: now,
        expires_at: now + Duration::days(30),
        used_at: None,
        withdrawn_at: None,
        version: 1,
    }
}

#[test]
fn only_a_clearance_for_this_very_handover_stands() {
    let now: DateTime<Utc> = "2026-05-04T08:00:00Z".parse().unwrap();
    let later = now + Duration::days(30) + Duration::seconds(1);
    let standing = |row: clearance::Model, at| Clearance::standing(row, WHOSE, "ipad", at);
    let mut table = String::new();
    let cases = [
        ("its own", row(now), now),
        ("at the last moment", row(now), now + Duration::days(30)),
        ("expired", row(now), later),
        (
            "used",
            clearance::Model {
                state: ClearanceState::Used,
                ..row(now)
            },
            now,
        ),
        (
            "withdrawn",
            clearance::Model {
                state: ClearanceState::Withdrawn,
                ..row(now)
            },
            now,
        ),
        (
            "another request's",
            clearance::Model {
                request_id: RequestId(99),
                ..row(now)
            },
            now,
        ),
        (
            "another person's",
            clearance::Model {
                recipient_id: RecipientId(99),
                ..row(now)
            },
            now,
        ),
        (
            "another programme's",
            clearance::Model {
                programme_id: ProgrammeId(99),
                ..row(now)
            },
            now,
        ),
        (
            "another model's",
            clearance::Model {
                model_key: "pc".to_owned(),
                ..row(now)
            },
            now,
        ),
    ];
    for (name, row, at) in cases {
        let verdict = standing(row, at).map(|clearance| clearance.row().id);
        writeln!(table, "{name} | {verdict:?}").unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_pathway_of_a_level_asks_for_its_own_modules_and_never_for_nothing() {
    type Case<'a> = (&'a [i32], &'a [i32], i32, &'a [i32]);
    let set = |ids: &[i32]| -> BTreeSet<ModuleId> { ids.iter().copied().map(ModuleId).collect() };
    let table: [Case<'_>; 4] = [
        (&[1, 2], &[1, 9], 0, &[1]),
        (&[1, 2], &[9], 60, &[]),
        (&[1, 2], &[9], 0, &[1, 2]),
        (&[], &[9], 0, &[]),
    ];
    for (all, own, minutes, required) in table {
        assert_eq!(required_of(set(all), &set(own), minutes), set(required));
    }
}

#[test]
fn a_device_that_is_replaced_needs_no_second_training_but_what_was_never_done_is_not_forgotten() {
    let exchange = |basis| {
        Some(Exchange {
            of: HandoverId(7),
            basis,
        })
    };
    let of = |gate, learning, basis| {
        let facts = Facts {
            exchange: exchange(basis),
            ..facts(gate, learning, true, false)
        };
        may_clear(&facts).map(|grant| grant.terms().clone())
    };
    let trained = || Some(vec![session(90, &[1]), session(90, &[2])]);
    for (gate, basis) in [
        (Gate::Enrolled, Basis::Enrolled),
        (Gate::Attended, Basis::Attended),
        (Gate::HandsOn, Basis::HandsOn),
        (Gate::Provisional, Basis::Provisional),
    ] {
        let terms = of(gate, trained(), basis).unwrap();
        assert_eq!(
            (terms.basis, terms.exchange_of),
            (basis, Some(HandoverId(7)))
        );
    }
    // A waiver was for one handover: who was never trained is not, now either.
    assert_eq!(
        of(Gate::HandsOn, trained(), Basis::Waiver),
        Err(NotYet(vec![Missing::TrainersHand]))
    );
    let nothing = of(Gate::Attended, Some(vec![]), Basis::Waiver).unwrap_err();
    assert!(nothing.0.contains(&Missing::Minutes(180)));
    // And the enrolment still stands.
    assert_eq!(
        of(Gate::Enrolled, None, Basis::Enrolled),
        Err(NotYet(vec![Missing::Enrolment]))
    );
    let waived = WaiverFacts {
        exchange_of: Some(HandoverId(7)),
        ..waiver()
    };
    let grant = may_waive(&waived, WaiverReason::Health).unwrap();
    assert_eq!(grant.terms().exchange_of, Some(HandoverId(7)));
}
