use super::*;
use proptest::prelude::*;
use std::fmt::Write;

const HOME: SiteId = SiteId(1);
const KINDS: [DeviceKind; 3] = [DeviceKind::Tablet, DeviceKind::Laptop, DeviceKind::Screen];
const GRADES: [Option<Grade>; 3] = [None, Some(Grade::A), Some(Grade::C)];

fn device(id: i32, kind: DeviceKind, grade: Option<Grade>) -> Device {
    Device {
        id: DeviceId(id),
        kind,
        grade,
    }
}

fn devices() -> impl Strategy<Value = Vec<Device>> {
    prop::collection::vec((0..3_usize, 0..3_usize), 0..60).prop_map(|picks| {
        (1..)
            .zip(picks)
            .map(|(id, (kind, grade))| device(id, KINDS[kind], GRADES[grade]))
            .collect()
    })
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let rule = (prop::option::of(0..3_usize), 0..3_usize, 1..5_i32);
    prop::collection::vec(rule, 0..6).prop_map(|picks| {
        picks
            .into_iter()
            .map(|(kind, grade, site)| Rule {
                kind: kind.map(|kind| KINDS[kind]),
                grade: GRADES[grade],
                site: SiteId(site),
            })
            .collect()
    })
}

fn rooms() -> impl Strategy<Value = Vec<Room>> {
    prop::collection::vec(-2..20_i64, 4).prop_map(|lefts| {
        (1..)
            .zip(lefts)
            .map(|(site, left)| Room {
                site: SiteId(site),
                left,
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn every_device_goes_to_one_workshop_or_stays_and_none_is_given_more_than_it_can_take(
        devices in devices(), rules in rules(), rooms in rooms(),
    ) {
        let shares = split(&devices, &rules, HOME, &rooms);
        let shared: Vec<DeviceId> = shares.iter().map(|(id, _)| *id).collect();
        let all: Vec<DeviceId> = devices.iter().map(|device| device.id).collect();
        prop_assert_eq!(shared, all);
        for room in &rooms {
            let given = shares.iter().filter(|(_, to)| *to == Some(room.site)).count();
            prop_assert!(i64::try_from(given).unwrap() <= room.left.max(0));
        }
        prop_assert!(shares.iter().all(|(_, to)| *to != Some(HOME)));
    }

    #[test]
    fn the_same_devices_are_shared_alike_in_whatever_order_they_come(
        devices in devices(), rules in rules(), rooms in rooms(),
    ) {
        let mut turned = devices.clone();
        turned.reverse();
        let mut other_rooms = rooms.clone();
        other_rooms.reverse();
        prop_assert_eq!(
            split(&devices, &rules, HOME, &rooms),
            split(&turned, &rules, HOME, &other_rooms)
        );
    }
}

#[test]
fn rules_come_first_in_their_order_and_the_rest_follows_the_room() {
    let devices: Vec<Device> = (1..=6)
        .map(|id| {
            device(
                id,
                if id % 2 == 0 {
                    DeviceKind::Laptop
                } else {
                    DeviceKind::Tablet
                },
                None,
            )
        })
        .collect();
    let tablets_to = |site: i32| Rule {
        kind: Some(DeviceKind::Tablet),
        grade: None,
        site: SiteId(site),
    };
    let room = |site: i32, left: i64| Room {
        site: SiteId(site),
        left,
    };
    let to = |rules: &[Rule], rooms: &[Room]| -> Vec<i32> {
        split(&devices, rules, HOME, rooms)
            .into_iter()
            .map(|(_, to)| to.map_or(0, |site| site.0))
            .collect()
    };
    // Tablets by rule; laptops to who has most room.
    assert_eq!(
        to(&[tablets_to(2)], &[room(2, 3), room(3, 10)]),
        [2, 3, 2, 3, 2, 3]
    );
    // The rule's workshop is full after one: the next rule, then the room.
    assert_eq!(
        to(
            &[tablets_to(2), tablets_to(4)],
            &[room(2, 1), room(3, 2), room(4, 1)]
        ),
        [2, 3, 4, 3, 0, 0]
    );
    // Home takes its part of the rest.
    assert_eq!(to(&[], &[room(1, 4), room(2, 2)]), [0, 0, 0, 2, 0, 2]);
    // Nobody said what they can take: everything stays.
    assert_eq!(to(&[tablets_to(2)], &[]), [0; 6]);
}

#[test]
fn every_scan_on_a_transfer_has_its_verdict() {
    let stages = [
        Stage::Received,
        Stage::Triage,
        Stage::Refurbishment,
        Stage::QualityCheck,
        Stage::Ready,
        Stage::Scrapped,
    ];
    let lines = [
        (None, "not listed"),
        (Some((false, false)), "listed"),
        (Some((true, false)), "sent"),
        (Some((false, true)), "ended"),
    ];
    let places = [
        (true, false, "at the sender"),
        (false, true, "at the receiver"),
        (false, false, "at neither"),
    ];
    let mut table = String::new();
    for stage in stages {
        for (line, listed) in lines {
            for (at_sender, at_receiver, place) in places {
                let scanned = Scanned {
                    stage,
                    line,
                    at_sender,
                    at_receiver,
                };
                let say = |verdict: Result<(), Refusal>| match verdict {
                    Ok(()) => "yes".to_owned(),
                    Err(refusal) => format!("{refusal:?}"),
                };
                writeln!(
                    table,
                    "{stage:?}, {listed}, {place}: out {}, in {}",
                    say(may_leave(scanned)),
                    say(may_come_in(scanned)),
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_line_of_a_transfer_has_its_state() {
    let today: NaiveDate = "2026-05-08".parse().unwrap();
    let mut table = String::new();
    for outcome in [
        None,
        Some(TransferOutcome::Arrived),
        Some(TransferOutcome::Elsewhere),
        Some(TransferOutcome::Returned),
        Some(TransferOutcome::Withdrawn),
    ] {
        for sent in [None, Some("2026-05-06"), Some("2026-05-05")] {
            for expected in [true, false] {
                let line = Line {
                    expected,
                    sent_on: sent.map(|day| day.parse().unwrap()),
                    outcome,
                };
                let listed = if expected { "listed" } else { "unlisted" };
                let state = LineState::of(line, today);
                writeln!(table, "{listed}, sent {sent:?}, {outcome:?}: {state:?}").unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_organisation_works_in_one_mode() {
    let modes = [
        (OrganisationKind::Departement, Mode::InHouse),
        (OrganisationKind::Epci, Mode::InHouse),
        (OrganisationKind::InsertionWorkshop, Mode::Insertion),
        (OrganisationKind::AdaptedEnterprise, Mode::AdaptedEnterprise),
        (OrganisationKind::Association, Mode::Contractor),
        (OrganisationKind::Partner, Mode::Contractor),
    ];
    for (kind, mode) in modes {
        assert_eq!(Mode::of(kind), mode);
    }
}
