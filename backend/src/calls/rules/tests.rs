//! The rules of a call for projects, in tables.
use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_call_is_open_from_its_first_instant_and_closed_from_its_last() {
    let (opens, closes) = (at("2026-05-04T08:00:00Z"), at("2026-05-29T15:00:00Z"));
    let cases = [
        ("2026-05-04T07:59:59Z", Phase::ToCome),
        ("2026-05-04T08:00:00Z", Phase::Open),
        ("2026-05-29T14:59:59Z", Phase::Open),
        ("2026-05-29T15:00:00Z", Phase::Closed),
    ];
    for (now, is) in cases {
        assert_eq!(phase(opens, closes, at(now)), is, "{now}");
    }
}

#[test]
fn an_hour_is_the_one_of_the_clocks_of_france_also_when_they_change() {
    let cases = [
        ("2026-01-15", "17:00", true, Some("2026-01-15T16:00:00Z")),
        ("2026-07-15", "17:00", true, Some("2026-07-15T15:00:00Z")),
        // Skipped.
        ("2026-03-29", "02:30", false, None),
        // Twice.
        ("2026-10-25", "02:30", false, Some("2026-10-25T00:30:00Z")),
        ("2026-10-25", "02:30", true, Some("2026-10-25T01:30:00Z")),
    ];
    for (day, hour, closing, is) in cases {
        let hour = NaiveTime::parse_from_str(hour, "%H:%M").unwrap();
        let moment = moment(day.parse().unwrap(), hour, closing);
        assert_eq!(moment, is.map(at), "{day} {hour}");
    }
}

#[test]
fn marks_count_by_their_weight_and_jurors_count_the_same() {
    let best: &[(i32, i32)] = &[(3, 5), (1, 5)];
    let worst: &[(i32, i32)] = &[(3, 0), (1, 0)];
    let uneven: &[(i32, i32)] = &[(3, 5), (1, 1)];
    let thirds: &[(i32, i32)] = &[(3, 1)];
    let none: [&[(i32, i32)]; 0] = [];
    assert_eq!(score([best]), Some(2_000));
    assert_eq!(score([worst]), Some(0));
    assert_eq!(score([uneven]), Some(1_600));
    assert_eq!(score([best, worst]), Some(1_000));
    assert_eq!(score([thirds]), Some(400));
    assert_eq!(score(none), None);
    assert_eq!(decimal(1_605), "16.05");
}

#[test]
fn equal_scores_share_a_place_and_no_score_has_none() {
    let scores = [Some(1_200), None, Some(1_600), Some(1_200), Some(900)];
    assert_eq!(places(&scores), [Some(2), None, Some(1), Some(2), Some(4)]);
}

#[test]
fn nobody_judges_their_own_before_the_end_or_twice() {
    let free = Juror {
        tie: None,
        given: false,
        phase: Phase::Closed,
        decided: false,
    };
    let cases = [
        (free, Ok(()), false),
        (
            Juror {
                tie: Some(Tie::OwnOrganisation),
                ..free
            },
            Err(Barred::OwnOrganisation),
            false,
        ),
        (
            Juror {
                tie: Some(Tie::Declared),
                ..free
            },
            Err(Barred::Conflict),
            false,
        ),
        (
            Juror {
                given: true,
                decided: true,
                ..free
            },
            Err(Barred::AlreadyGiven),
            true,
        ),
        (
            Juror {
                decided: true,
                ..free
            },
            Err(Barred::Decided),
            true,
        ),
        (
            Juror {
                phase: Phase::Open,
                ..free
            },
            Err(Barred::NotClosed),
            false,
        ),
    ];
    for (juror, verdict, sees) in cases {
        assert_eq!(may_judge(juror), verdict, "{juror:?}");
        for own in [Jury::Technical, Jury::Elected] {
            assert_eq!(reads(own, own, verdict), sees, "{own:?} {juror:?}");
        }
        assert_eq!(
            reads(Jury::Technical, Jury::Elected, verdict),
            sees,
            "{juror:?}"
        );
        assert_eq!(
            reads(Jury::Elected, Jury::Technical, verdict),
            juror.tie.is_none(),
            "{juror:?}"
        );
    }
}

#[test]
fn a_project_is_decided_on_once_each_jury_spoke() {
    let spoken = |technical: (usize, usize), elected: (usize, usize)| {
        [
            Spoken {
                jury: Jury::Technical,
                named: technical.0,
                given: technical.1,
            },
            Spoken {
                jury: Jury::Elected,
                named: elected.0,
                given: elected.1,
            },
        ]
    };
    let closed = |juries: [Spoken; 2]| may_decide(Phase::Closed, false, &juries);
    assert_eq!(closed(spoken((2, 1), (3, 1))), Ok(()));
    assert_eq!(closed(spoken((2, 1), (0, 0))), Ok(()));
    assert_eq!(closed(spoken((0, 0), (0, 0))), Err(Undecidable::NoJury));
    assert_eq!(
        closed(spoken((2, 0), (1, 1))),
        Err(Undecidable::TechnicalSilent)
    );
    assert_eq!(
        closed(spoken((2, 2), (1, 0))),
        Err(Undecidable::ElectedSilent)
    );
    let all = spoken((1, 1), (1, 1));
    assert_eq!(
        may_decide(Phase::Open, false, &all),
        Err(Undecidable::NotClosed)
    );
    assert_eq!(
        may_decide(Phase::Closed, true, &all),
        Err(Undecidable::AlreadyDecided)
    );
}

#[test]
fn an_outcome_is_told_by_what_was_asked_and_given() {
    let devices = |tablets: i32, laptops: i32| {
        Devices::from([(DeviceKind::Tablet, tablets), (DeviceKind::Laptop, laptops)])
    };
    let wanted = devices(4, 2);
    for (granted, is) in [
        (devices(4, 2), Outcome::Granted),
        (devices(4, 1), Outcome::Partly),
        (devices(0, 2), Outcome::Partly),
        (devices(0, 0), Outcome::Refused),
        (Devices::new(), Outcome::Refused),
    ] {
        assert_eq!(outcome(&wanted, &granted), is, "{granted:?}");
    }
}

#[test]
fn votes_are_counted_by_what_they_say() {
    let votes = Votes::of([Opinion::Favourable, Opinion::Reserve, Opinion::Favourable]);
    assert_eq!(
        votes,
        Votes {
            favourable: 2,
            reserve: 1,
            unfavourable: 0
        }
    );
}
