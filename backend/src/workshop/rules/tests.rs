use super::*;
use crate::workshop::checklists::{Answer, ItemId, shipped};
use entities::{checklist_answer::Step, device::DeviceKind};
use std::fmt::Write;

const LISTS: [List; 3] = [List::Unfinished, List::Failed, List::Passed];
const ERASURES: [Erasure; 4] = [
    Erasure::NotNeeded,
    Erasure::Missing(ErasureMethod::Reset),
    Erasure::NotAccepted(ErasureMethod::Nwipe),
    Erasure::Accepted,
];
const STAGES: [Stage; 8] = crate::devices::stages::STAGES;
const WHOLE: Lacks = [None; 4];

fn everybody() -> impl Iterator<Item = Person> {
    (0..16_u8).map(|bits| Person {
        may_erase: bits & 8 != 0,
        supervises: bits & 4 != 0,
        may_check: bits & 2 != 0,
        did_the_work: bits & 1 != 0,
    })
}

fn every_fact_at(stage: Stage) -> Vec<Facts> {
    let mut all = Vec::new();
    for erasure in ERASURES {
        for triage in LISTS {
            for refurbishment in LISTS {
                for graded in [true, false] {
                    all.push(Facts {
                        stage,
                        erasure,
                        triage,
                        refurbishment,
                        graded,
                        locked: false,
                        below: None,
                        lacks: WHOLE,
                    });
                }
            }
        }
    }
    all
}

fn work_of(facts: Facts) -> String {
    format!(
        "{:?}, triage {:?}{}, checklist {:?}",
        facts.erasure,
        facts.triage,
        if facts.graded { "" } else { " without grade" },
        facts.refurbishment
    )
}

#[test]
fn what_is_missing_before_a_check_may_be_asked_for() {
    let mut table = String::new();
    for facts in every_fact_at(Stage::Refurbishment) {
        writeln!(table, "{}: {:?}", work_of(facts), may_ask_check(facts)).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_check_is_asked_for_and_signed_at_its_own_stage_only() {
    for stage in STAGES {
        for facts in every_fact_at(stage) {
            if stage != Stage::Refurbishment {
                assert_eq!(may_ask_check(facts), Err(vec![Blocker::MovedOn]));
            }
            for person in everybody() {
                if stage != Stage::QualityCheck {
                    assert_eq!(may_check(person, facts), Err(vec![Blocker::MovedOn]));
                }
            }
        }
    }
}

#[test]
fn who_may_sign_what() {
    let proven = Facts {
        stage: Stage::QualityCheck,
        erasure: Erasure::Accepted,
        triage: List::Passed,
        refurbishment: List::Passed,
        graded: true,
        locked: false,
        below: None,
        lacks: WHOLE,
    };
    let mut table = String::new();
    for person in everybody() {
        for check in LISTS {
            writeln!(
                table,
                "habilitated {}, did the work {}, check {check:?}: {:?}",
                person.may_check,
                person.did_the_work,
                may_sign(person, proven, check)
            )
            .unwrap();
        }
    }
    let lines: std::collections::BTreeSet<&str> = table.lines().collect();
    insta::assert_snapshot!(lines.into_iter().collect::<Vec<_>>().join("\n"));
}

/// A lock, or one drive of several without its erasure, holds a device back whoever stands there.
#[test]
fn a_locked_device_and_a_drive_left_out_hold_everything_back() {
    let done = Facts {
        stage: Stage::QualityCheck,
        erasure: Erasure::Accepted,
        triage: List::Passed,
        refurbishment: List::Passed,
        graded: true,
        locked: false,
        below: None,
        lacks: WHOLE,
    };
    let locked = Facts {
        locked: true,
        ..done
    };
    let left_out = Facts {
        erasure: Erasure::SomeDrives(ErasureMethod::Nwipe),
        ..done
    };
    for person in everybody() {
        for (facts, blocker) in [
            (locked, Blocker::Locked),
            (left_out, Blocker::DriveNotErased),
        ] {
            assert!(may_sign(person, facts, List::Passed).is_err_and(|all| all.contains(&blocker)));
            let before = Facts {
                stage: Stage::Refurbishment,
                ..facts
            };
            assert_eq!(may_ask_check(before), Err(vec![blocker]));
        }
        let waiting = Facts {
            stage: Stage::Refurbishment,
            ..locked
        };
        assert_eq!(
            what_next(person, waiting),
            NextAction::Wait(Waiting::ForRelease)
        );
    }
}

/// Law 3 in one sentence, over every combination there is.
#[test]
fn nothing_is_signed_without_an_erasure_where_data_may_be_and_a_second_habilitated_person() {
    let mut signed = 0;
    for stage in STAGES {
        for facts in every_fact_at(stage) {
            for person in everybody() {
                for check in LISTS {
                    if may_sign(person, facts, check).is_ok() {
                        signed += 1;
                        assert_eq!(stage, Stage::QualityCheck);
                        assert!(matches!(
                            facts.erasure,
                            Erasure::NotNeeded | Erasure::Accepted
                        ));
                        assert!(person.may_check && !person.did_the_work && facts.graded);
                        assert_eq!(
                            [facts.triage, facts.refurbishment, check],
                            [List::Passed; 3]
                        );
                    }
                }
            }
        }
    }
    // NotNeeded or Accepted, by each of the persons that differ in what does not matter here.
    assert_eq!(signed, 2 * 4);
}

#[test]
fn in_refurbishment_one_thing_comes_after_the_other() {
    let mut table = String::new();
    for may_erase in [true, false] {
        let person = Person {
            may_erase,
            supervises: false,
            may_check: false,
            did_the_work: false,
        };
        for facts in every_fact_at(Stage::Refurbishment) {
            writeln!(
                table,
                "may erase {may_erase}, {}: {:?}",
                work_of(facts),
                what_next(person, facts)
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn at_every_other_stage_few_facts_count() {
    let mut table = String::new();
    for stage in STAGES
        .into_iter()
        .filter(|stage| *stage != Stage::Refurbishment)
    {
        for person in everybody() {
            for facts in every_fact_at(stage) {
                let proven = match unproven(facts).is_empty() {
                    _ if stage != Stage::QualityCheck => "",
                    true => ", all proven",
                    false => ", something missing",
                };
                let triage = if stage == Stage::Triage {
                    format!(", triage {:?}", facts.triage)
                } else {
                    String::new()
                };
                let who = match stage {
                    Stage::QualityCheck => format!(
                        ", supervises {}, habilitated {}, did the work {}",
                        person.supervises, person.may_check, person.did_the_work
                    ),
                    Stage::Triage => format!(", supervises {}", person.supervises),
                    Stage::Announced
                    | Stage::NotReceived
                    | Stage::Received
                    | Stage::Refurbishment
                    | Stage::Ready
                    | Stage::Scrapped => String::new(),
                };
                let next = what_next(person, facts);
                writeln!(table, "{stage:?}{triage}{proven}{who}: {next:?}").unwrap();
            }
        }
    }
    let lines: std::collections::BTreeSet<&str> = table.lines().collect();
    insta::assert_snapshot!(lines.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn an_erasure_is_recorded_in_refurbishment_by_somebody_habilitated() {
    for stage in STAGES {
        for facts in every_fact_at(stage) {
            for person in everybody() {
                let allowed = stage == Stage::Refurbishment
                    && facts.erasure != Erasure::NotNeeded
                    && person.may_erase;
                assert_eq!(may_erase(person, facts).is_ok(), allowed);
            }
        }
    }
}

#[test]
fn a_checklist_passes_when_every_required_answer_is_there_and_good() {
    let items = shipped::at(DeviceKind::Screen, Step::QualityCheck);
    let good = |item: &Item| {
        let yes = Answer::parse(if item.id.0 == "look-checked" {
            "b"
        } else {
            "yes"
        });
        (item.id.clone(), yes.unwrap())
    };
    let mut answers: Answers = items.iter().map(good).collect();
    assert_eq!(List::of(&answers, items), List::Passed);
    answers.insert(
        ItemId("look-checked".to_owned()),
        Answer::parse("scrap").unwrap(),
    );
    assert_eq!(List::of(&answers, items), List::Failed);
    answers.remove(&ItemId("look-checked".to_owned()));
    assert_eq!(List::of(&answers, items), List::Unfinished);
}

#[test]
fn the_system_is_asked_only_where_the_list_does_not_tell() {
    let told = [
        (Some("iPadOS"), "Apple"),
        (None, "Apple"),
        (None, "APPLE, Inc."),
        (None, "Applet"),
        (Some("Android 13"), "Samsung"),
        (Some("Chrome OS"), "Acer"),
        (Some("Microsoft Windows 11"), "Unowhy"),
        (Some("Ubuntu"), "Unowhy"),
        (None, "Samsung"),
    ];
    let families: Vec<_> = told.map(|(os, maker)| os_family(os, maker)).into();
    assert_eq!(
        families,
        [
            Some(OsFamily::Apple),
            Some(OsFamily::Apple),
            Some(OsFamily::Apple),
            None,
            Some(OsFamily::Android),
            Some(OsFamily::ChromeOs),
            Some(OsFamily::Windows),
            None,
            None
        ]
    );
}

#[test]
fn a_weight_is_read_as_people_type_it() {
    let typed = [
        "0,48", "1.2", "12 kg", " 3 ", "0", "0,0004", "-1", "10000", "un kilo", "", ",5",
    ];
    assert_eq!(
        typed.map(grams),
        [
            Some(480),
            Some(1200),
            Some(12_000),
            Some(3000),
            None,
            None,
            None,
            None,
            None,
            None,
            None
        ]
    );
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const LOG: &[u8] = include_bytes!("../../../../tests/fixtures/erasure/accepted-ssd.log");

fn judged(link: Link, received_on: &str, today: &str) -> (ErasureVerdict, Vec<&'static str>) {
    let judged = judge_log(LOG, link, day(received_on), day(today), Policy::default());
    assert_eq!(judged.finished_on, Some(day("2026-10-05")));
    (judged.verdict, judged.reasons)
}

#[test]
fn a_log_proves_an_erasure_of_its_own_stay_only() {
    let machine = Link::Machine("5CD8143KLM");
    let accepted = (ErasureVerdict::Accepted, vec![]);
    assert_eq!(judged(machine, "2026-10-01", "2026-10-06"), accepted);
    assert_eq!(judged(machine, "2026-10-05", "2026-10-05"), accepted);
    assert_eq!(
        judged(machine, "2026-10-06", "2026-10-06"),
        (
            ErasureVerdict::Refused,
            vec!["erasure-wipe-before-reception"]
        )
    );
    assert_eq!(
        judged(machine, "2026-10-01", "2026-10-04"),
        (ErasureVerdict::Refused, vec!["erasure-wipe-in-the-future"])
    );
}

#[test]
fn without_a_serial_in_the_stock_the_drives_are_named_by_hand() {
    let mismatch = (
        ErasureVerdict::Refused,
        vec!["erasure-drive-serial-mismatch"],
    );
    let serials = ["50026b7682abcdef".to_owned()];
    assert_eq!(
        judged(Link::Drives(&serials), "2026-10-01", "2026-10-06"),
        (ErasureVerdict::Accepted, vec![])
    );
    assert_eq!(
        judged(
            Link::Drives(&["W0Q3ABCD".to_owned()]),
            "2026-10-01",
            "2026-10-06"
        ),
        mismatch
    );
    assert_eq!(
        judged(Link::Drives(&[]), "2026-10-01", "2026-10-06"),
        mismatch
    );
}

/// With all the work done, software that no open programme would take is the one thing left.
#[test]
fn a_device_no_programme_would_take_is_neither_checked_nor_signed() {
    use crate::devices::software::Below;
    let done = Facts {
        stage: Stage::Refurbishment,
        erasure: Erasure::Accepted,
        triage: List::Passed,
        refurbishment: List::Passed,
        graded: true,
        locked: false,
        below: Some(Below::UpdatesEnd),
        lacks: WHOLE,
    };
    let blocker = Blocker::Below(Below::UpdatesEnd);
    assert_eq!(may_ask_check(done), Err(vec![blocker]));
    for person in everybody() {
        assert_eq!(what_next(person, done), NextAction::Install);
        let at_check = Facts {
            stage: Stage::QualityCheck,
            ..done
        };
        assert!(may_sign(person, at_check, List::Passed).is_err_and(|all| all.contains(&blocker)));
    }
}

/// A battery that came out is put back, or another one is, before anything else.
#[test]
fn a_device_in_pieces_is_neither_checked_nor_signed_and_its_part_is_named() {
    let done = Facts {
        stage: Stage::Refurbishment,
        erasure: Erasure::Accepted,
        triage: List::Passed,
        refurbishment: List::Passed,
        graded: true,
        locked: false,
        below: None,
        lacks: [Some(Vital::Battery), None, Some(Vital::Keyboard), None],
    };
    let blockers = [Vital::Battery, Vital::Keyboard].map(Blocker::PartMissing);
    assert_eq!(may_ask_check(done), Err(blockers.to_vec()));
    for person in everybody() {
        for facts in every_fact_at(Stage::Refurbishment) {
            let next = what_next(
                person,
                Facts {
                    lacks: done.lacks,
                    ..facts
                },
            );
            let sorted = facts.triage == List::Passed && facts.graded;
            assert_eq!(next == NextAction::Fit(Vital::Battery), sorted);
        }
        let at_check = Facts {
            stage: Stage::QualityCheck,
            ..done
        };
        assert!(
            may_sign(person, at_check, List::Passed)
                .is_err_and(|all| blockers.iter().all(|one| all.contains(one)))
        );
        assert_eq!(
            what_next(person, at_check) == NextAction::SendBack,
            person.supervises
        );
        // What is tied to its previous owner waits for the release, whole or not.
        let locked = Facts {
            locked: true,
            ..done
        };
        assert_eq!(
            what_next(person, locked),
            NextAction::Wait(Waiting::ForRelease)
        );
    }
}
