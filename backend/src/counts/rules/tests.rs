use super::*;
use entities::{cession::CessionId, loan::LoanId};
use std::fmt::Write;

const HERE: SiteId = SiteId(1);
const THERE: SiteId = SiteId(2);

const CLASSES: [CountClass; 15] = [
    CountClass::Found,
    CountClass::FoundElsewhere,
    CountClass::FoundHandedOver,
    CountClass::FoundInTransit,
    CountClass::FoundGone,
    CountClass::CameSince,
    CountClass::OutsideScope,
    CountClass::UnknownLabel,
    CountClass::Unlabelled,
    CountClass::OneCountOnly,
    CountClass::HandedOver,
    CountClass::InTransit,
    CountClass::MovedSince,
    CountClass::LeftSince,
    CountClass::Missing,
];

const PLACES: [Place; 6] = [
    Place::At(HERE),
    Place::At(THERE),
    Place::OnTheWay,
    Place::WithRecipient,
    Place::Left,
    Place::NotYetIn,
];

#[test]
fn a_device_is_where_its_stage_and_its_site_say() {
    use Place::{At, Left, NotYetIn, OnTheWay, WithRecipient};
    for (stage, here, on_the_way, away) in [
        (Stage::Announced, NotYetIn, NotYetIn, NotYetIn),
        (Stage::NotReceived, NotYetIn, NotYetIn, NotYetIn),
        (Stage::Received, At(HERE), OnTheWay, NotYetIn),
        (Stage::Triage, At(HERE), OnTheWay, NotYetIn),
        (Stage::Refurbishment, At(HERE), OnTheWay, NotYetIn),
        (Stage::QualityCheck, At(HERE), OnTheWay, NotYetIn),
        (Stage::Ready, At(HERE), OnTheWay, WithRecipient),
        (Stage::Scrapped, Left, Left, Left),
    ] {
        let place = |site, sent| Place::of(Standing::of(stage, site, None, None), site, sent);
        assert_eq!(place(Some(HERE), false), here, "{stage:?} at a site");
        assert_eq!(place(Some(HERE), true), on_the_way, "{stage:?}, sent");
        assert_eq!(place(None, false), away, "{stage:?} at no site");
    }
    let lent = Standing::of(Stage::Ready, None, None, Some(LoanId(1)));
    assert_eq!(Place::of(lent, None, false), WithRecipient);
    let ceded = Standing::of(Stage::Ready, None, Some(CessionId(1)), None);
    assert_eq!(Place::of(ceded, None, false), Left);
}

#[test]
fn what_is_seen_is_judged_by_where_the_journal_has_it_at_that_moment() {
    use CountClass::{
        CameSince, Found, FoundElsewhere, FoundGone, FoundHandedOver, FoundInTransit, OutsideScope,
    };
    // Expected and of the scope, expected only, of the scope only, neither.
    for (place, said) in [
        (Place::At(HERE), [Found, Found, CameSince, OutsideScope]),
        (Place::At(THERE), [FoundElsewhere; 4]),
        (Place::OnTheWay, [FoundInTransit; 4]),
        (Place::WithRecipient, [FoundHandedOver; 4]),
        (Place::Left, [FoundGone; 4]),
        (Place::NotYetIn, [FoundElsewhere; 4]),
    ] {
        let asked = [(true, true), (true, false), (false, true), (false, false)];
        for ((expected, in_scope), said) in asked.into_iter().zip(said) {
            let sighting = Sighting {
                here: HERE,
                place,
                expected,
                in_scope,
            };
            assert_eq!(seen(sighting), said, "{sighting:?}");
        }
    }
}

/// Every class and nothing, as one pass may have left it.
fn passes() -> Vec<Option<CountClass>> {
    std::iter::once(None)
        .chain(CLASSES.into_iter().map(Some))
        .collect()
}

#[test]
fn what_nobody_scanned_is_missing_only_when_the_journal_does_not_say_why() {
    use CountClass::{HandedOver, InTransit, LeftSince, Missing, MovedSince};
    let nothing = Counted {
        two_passes: false,
        first: None,
        second: None,
    };
    // Frozen here, frozen at another site, frozen with its recipient.
    for (now, said) in [
        (Place::At(HERE), [Missing, MovedSince, MovedSince]),
        (Place::At(THERE), [MovedSince, Missing, MovedSince]),
        (Place::OnTheWay, [InTransit; 3]),
        (Place::WithRecipient, [HandedOver; 3]),
        (Place::Left, [LeftSince; 3]),
        (Place::NotYetIn, [Missing; 3]),
    ] {
        for (frozen, said) in [Some(HERE), Some(THERE), None].into_iter().zip(said) {
            for two_passes in [true, false] {
                let counted = Counted {
                    two_passes,
                    ..nothing
                };
                assert_eq!(
                    settle(frozen, counted, now, true),
                    said,
                    "{frozen:?} {now:?}"
                );
                // Moved on paper alone, it is missing, wherever the paper has it.
                let on_paper = if said == MovedSince { Missing } else { said };
                assert_eq!(settle(frozen, counted, now, false), on_paper);
            }
        }
    }
}

#[test]
fn what_was_scanned_is_what_the_last_scan_said_unless_one_of_two_counts_lacks_it() {
    for first in passes() {
        for second in passes() {
            for two_passes in [true, false] {
                let counted = Counted {
                    two_passes,
                    first,
                    second,
                };
                let Some(last) = second.or(first) else {
                    continue;
                };
                let alone = first.is_none() || second.is_none();
                let said = if two_passes && alone && !is_gap(last) {
                    CountClass::OneCountOnly
                } else {
                    last
                };
                // Wherever it has gone since, it was seen.
                for now in PLACES {
                    assert_eq!(
                        settle(Some(HERE), counted, now, false),
                        said,
                        "{counted:?} {now:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_class_is_a_gap_or_is_none() {
    let mut table = String::new();
    for class in CLASSES {
        writeln!(table, "{class:?} {}", is_gap(class)).unwrap();
    }
    assert_eq!(
        table,
        "Found false\nFoundElsewhere true\nFoundHandedOver true\nFoundInTransit true\nFoundGone true\n\
         CameSince false\nOutsideScope false\nUnknownLabel true\nUnlabelled true\nOneCountOnly true\n\
         HandedOver false\nInTransit false\nMovedSince false\nLeftSince false\nMissing true\n"
    );
}

#[test]
fn a_second_person_signs_above_the_value_or_the_number_that_the_count_says() {
    let never = Limits::default();
    let by_value = Limits {
        above_cents: Some(20_000),
        above_gaps: None,
    };
    let by_number = Limits {
        above_cents: None,
        above_gaps: Some(5),
    };
    for (limits, value, gaps, two) in [
        (never, None, 900, false),
        (never, Some(1_000_000), 900, false),
        (by_value, Some(19_999), 900, false),
        (by_value, Some(20_000), 1, true),
        // What nobody can value is not below.
        (by_value, None, 1, true),
        (by_number, Some(1), 5, false),
        (by_number, Some(1), 6, true),
    ] {
        assert_eq!(
            takes_two(limits, value, gaps),
            two,
            "{limits:?} {value:?} {gaps}"
        );
    }
}

#[test]
fn a_count_closes_when_nothing_is_open() {
    let open = |reasons, signatures| Open {
        reasons,
        signatures,
    };
    for (state, open, said) in [
        (CountState::Counting, open(0, 0), Err(Stays::NotEnded)),
        (CountState::Resolving, open(1, 1), Err(Stays::GapsOpen)),
        (
            CountState::Resolving,
            open(0, 1),
            Err(Stays::SignaturesOpen),
        ),
        (CountState::Resolving, open(0, 0), Ok(())),
        (CountState::Closed, open(0, 0), Err(Stays::Closed)),
    ] {
        assert_eq!(may_close(state, open), said);
    }
}
