use super::*;
use crate::programmes::rules::stock::{Part, StockRule};
use entities::{
    collection_lot::CollectionLotId, membership::MembershipId, organisation::OrganisationId,
    recipient::RecipientId, request::RequestState,
};

fn day(number: u32) -> DateTime<Utc> {
    format!("2026-05-{number:02}T08:00:00Z").parse().unwrap()
}

fn request() -> request::Model {
    request::Model {
        id: RequestId(1),
        recipient_id: RecipientId(1),
        programme_id: ProgrammeId(1),
        organisation_id: OrganisationId(1),
        prescriber_id: MembershipId(1),
        pickup_site_id: SiteId(1),
        device_kind: Some(DeviceKind::Tablet),
        state: RequestState::Submitted,
        submitted_at: day(1),
        decided_at: None,
        decided_by: None,
        device_id: None,
        pickup_code: None,
        promised_until: None,
        closed_at: None,
        programme_version: None,
        pathway_id: None,
        question_by: None,
        on_hold: None,
        turn_since: None,
        exchange_of: None,
        version: 1,
    }
}

/// A ready tablet of grade B.
fn tablet() -> device::Model {
    device::Model {
        id: DeviceId(1),
        lot_id: CollectionLotId(1),
        label_code: None,
        kind: DeviceKind::Tablet,
        holds_data: true,
        manufacturer: String::new(),
        manufacturer_key: String::new(),
        model: String::new(),
        model_identifier: None,
        model_key: String::new(),
        serial: None,
        imei: None,
        asset_tag: None,
        inventory_number: None,
        acquired_on: None,
        value_cents: None,
        school_uai: None,
        school_name: None,
        source_status: None,
        os: None,
        os_version: None,
        storage_mb: None,
        processor: None,
        owner_id: OrganisationId(1),
        announced: true,
        stage: Stage::Ready,
        stage_since: day(1),
        grade: Some(Grade::B),
        category: None,
        site_id: Some(SiteId(1)),
        container_id: None,
        transfer_id: None,
        pallet_id: None,
        cession_id: None,
        item_id: None,
        loan_id: None,
        stay: 1,
        ready_check_id: Some(1),
        created_at: day(1),
        search: String::new(),
        version: 1,
    }
}

#[test]
fn only_a_free_ready_device_of_the_kind_suits() {
    let good = Candidate {
        device: tablet(),
        promised: false,
        handed_over: false,
        outside: false,
        lack: None,
    };
    assert_eq!(suits(&good, &request()), Ok(()));
    let mut other_kind = good.clone();
    other_kind.device.kind = DeviceKind::Laptop;
    let mut not_ready = good.clone();
    not_ready.device.stage = Stage::QualityCheck;
    let mut nowhere = good.clone();
    nowhere.device.site_id = None;
    let mut outside = good.clone();
    outside.outside = true;
    let mut promised = good.clone();
    promised.promised = true;
    let mut category = good.clone();
    category.lack = Some(Lack::NotAdmitted(NotAdmitted::OtherCategory));
    let mut light = good.clone();
    light.lack = Some(Lack::ErasedTooLightly);
    let mut old = good.clone();
    old.lack = Some(Lack::Below(Below::UpdatesEnd));
    let mut out = good;
    out.handed_over = true;
    let refused = [
        (other_kind, Unsuitable::OtherKind),
        (not_ready, Unsuitable::NotReady),
        (nowhere, Unsuitable::NotReady),
        (outside, Unsuitable::Outside),
        (promised, Unsuitable::Promised),
        (
            category,
            Unsuitable::Lacks(Lack::NotAdmitted(NotAdmitted::OtherCategory)),
        ),
        (light, Unsuitable::Lacks(Lack::ErasedTooLightly)),
        (old, Unsuitable::Lacks(Lack::Below(Below::UpdatesEnd))),
        (out, Unsuitable::HandedOver),
    ];
    for (candidate, reason) in refused {
        assert_eq!(suits(&candidate, &request()), Err(reason));
    }
}

#[test]
fn no_device_suits_a_request_for_training_alone() {
    let mut training = request();
    training.device_kind = None;
    let good = Candidate {
        device: tablet(),
        promised: false,
        handed_over: false,
        outside: false,
        lack: None,
    };
    assert_eq!(suits(&good, &training), Err(Unsuitable::NoDeviceAsked));
}

#[test]
fn what_a_programme_asks_is_lacked_or_not() {
    let today = day(1).date_naive();
    let bare = Software::default();
    let ask = |level, free_only| Ask {
        level,
        minimum: Minimum {
            months: 0,
            free_only,
        },
        admitted: Admitted::default(),
    };
    let cleared = |kind| Capability {
        kind,
        category: Some("c"),
        grade: Some(Grade::B),
        holds_data: true,
        level: None,
        software: &bare,
    };
    let tablet = cleared(DeviceKind::Tablet);
    assert_eq!(ask(ErasureLevel::Clear, false).lack(&tablet, today), None);
    assert_eq!(
        ask(ErasureLevel::Purge, true).lack(&tablet, today),
        Some(Lack::ErasedTooLightly)
    );
    assert_eq!(
        ask(ErasureLevel::Clear, true).lack(&tablet, today),
        Some(Lack::Below(Below::SoftwareUnsaid))
    );
    // What runs no software lacks none, and what no rules grade has no category to lack.
    let screen = cleared(DeviceKind::Screen);
    assert_eq!(ask(ErasureLevel::Clear, true).lack(&screen, today), None);
    let of = |category: &str| Ask {
        admitted: Admitted {
            categories: vec![category.to_owned()],
            least_grade: None,
        },
        ..ask(ErasureLevel::Clear, false)
    };
    assert_eq!(of("c").lack(&tablet, today), None);
    let other = Lack::NotAdmitted(NotAdmitted::OtherCategory);
    assert_eq!(of("a").lack(&tablet, today), Some(other));
    assert_eq!(of("a").lack(&screen, today), None);
    let best = Ask {
        admitted: Admitted {
            categories: Vec::new(),
            least_grade: Some(Grade::A),
        },
        ..ask(ErasureLevel::Clear, false)
    };
    let low = Lack::NotAdmitted(NotAdmitted::GradeTooLow);
    assert_eq!(best.lack(&screen, today), Some(low));
}

/// A free tablet, ready since a day of May, that meets the first ask; and the second unless it lacks this.
fn free(id: i32, site: i32, since: u32, lack: Option<Lack>) -> Free {
    Free {
        id: DeviceId(id),
        kind: DeviceKind::Tablet,
        site: SiteId(site),
        since: day(since),
        grade: Some(Grade::B),
        lacks: vec![None, lack],
    }
}

/// A request for a tablet, sent on a day of May, under the programme of this ask, which has its number.
fn waiting(id: i32, pickup: i32, since: u32, ask: usize) -> Waiting {
    Waiting {
        id: RequestId(id),
        kind: DeviceKind::Tablet,
        pickup: SiteId(pickup),
        programme: ProgrammeId(i32::try_from(ask).unwrap()),
        ask,
        since: day(since),
        replaces: false,
    }
}

/// Sites 1 and 2 are of one intercommunality, 3 is of another, 4 of none.
fn facts(free: Vec<Free>, waiting: Vec<Waiting>) -> Facts {
    let epci = [(1, "200066793"), (2, "200066793"), (3, "200000172")];
    Facts {
        free,
        waiting,
        epci: epci
            .into_iter()
            .map(|(site, code)| (SiteId(site), code.to_owned()))
            .collect(),
        stock: Vec::new(),
    }
}

/// Each request with its device, or why it has none.
fn outcomes(facts: &Facts) -> Vec<(i32, Result<i32, Without>)> {
    let said = |outcome: Outcome| {
        let device = outcome.device.map(|proposal| proposal.device.0);
        (outcome.request.0, device)
    };
    propose(facts).into_iter().map(said).collect()
}

#[test]
fn who_waits_the_longest_comes_first_and_the_number_settles_a_tie() {
    let facts = facts(
        vec![free(1, 1, 1, None), free(2, 1, 2, None)],
        vec![
            waiting(3, 1, 9, 0),
            waiting(2, 1, 5, 0),
            waiting(1, 1, 5, 0),
        ],
    );
    assert_eq!(
        outcomes(&facts),
        [
            (1, Ok(1)),
            (2, Ok(2)),
            (3, Err(Without::AllGoToOthers { suitable: 2 }))
        ]
    );
}

#[test]
fn the_closest_device_is_proposed_then_the_one_ready_the_longest() {
    let devices = vec![
        free(1, 3, 1, None),
        free(2, 2, 9, None),
        free(3, 2, 4, None),
        free(4, 1, 20, None),
    ];
    let queue = (1..=4).map(|id| waiting(id, 1, 1, 0)).collect();
    let found = propose(&facts(devices, queue));
    let proposals: Vec<_> = found
        .into_iter()
        .map(|outcome| outcome.device.unwrap())
        .collect();
    let expected = [
        (4, Distance::AtPickup),
        (3, Distance::Near),
        (2, Distance::Near),
        (1, Distance::Elsewhere),
    ];
    assert_eq!(
        proposals,
        expected.map(|(id, distance)| Proposal {
            device: DeviceId(id),
            distance
        })
    );
    // Two places without an intercommunality are not near each other.
    let apart = facts(vec![free(1, 5, 1, None)], vec![waiting(1, 4, 1, 0)]);
    assert_eq!(
        propose(&apart)[0].device.map(|proposal| proposal.distance),
        Ok(Distance::Elsewhere)
    );
}

#[test]
fn of_two_as_close_and_as_old_the_better_grade_comes_first() {
    let mut better = free(2, 1, 4, None);
    better.grade = Some(Grade::A);
    let mut ungraded = free(0, 1, 4, None);
    ungraded.grade = None;
    let facts = facts(
        vec![ungraded, free(1, 1, 4, None), better],
        vec![waiting(1, 1, 1, 0)],
    );
    assert_eq!(outcomes(&facts), [(1, Ok(2))]);
}

#[test]
fn who_may_have_either_leaves_the_one_device_that_meets_a_minimum_to_who_needs_it() {
    let below = Some(Lack::Below(Below::NotFree));
    // The first waits longer, and the only device with free software is at their pick-up point.
    let facts = facts(
        vec![free(1, 1, 1, None), free(2, 3, 1, below)],
        vec![waiting(1, 1, 1, 0), waiting(2, 1, 2, 1)],
    );
    assert_eq!(outcomes(&facts), [(1, Ok(2)), (2, Ok(1))]);
}

#[test]
fn each_request_without_a_device_is_told_why() {
    let light = Some(Lack::ErasedTooLightly);
    let below = Some(Lack::Below(Below::NotFree));
    let nothing = facts(Vec::new(), vec![waiting(1, 1, 1, 0)]);
    assert_eq!(outcomes(&nothing), [(1, Err(Without::NoneOfKind))]);
    let devices = vec![
        free(1, 1, 1, below),
        free(2, 1, 1, light),
        free(3, 2, 1, below),
    ];
    let strict = facts(devices, vec![waiting(1, 1, 1, 1)]);
    let none_meets = Without::NoneMeets {
        ready: 3,
        most: Lack::Below(Below::NotFree),
    };
    assert_eq!(outcomes(&strict), [(1, Err(none_meets))]);
    let mut laptop = waiting(2, 1, 2, 0);
    laptop.kind = DeviceKind::Laptop;
    let scarce = facts(
        vec![free(1, 1, 1, None)],
        vec![waiting(1, 1, 1, 0), laptop, waiting(3, 1, 3, 1)],
    );
    assert_eq!(
        outcomes(&scarce),
        [
            (1, Ok(1)),
            (2, Err(Without::NoneOfKind)),
            (3, Err(Without::AllGoToOthers { suitable: 1 }))
        ]
    );
}

/// So many tablets are free, and each programme has this rule, is promised none and has so many waiting.
fn shared(free: i64, rules: &[(StockRule, i64)]) -> Vec<KindStock> {
    let part = |(id, (rule, waiting)): (i32, &(StockRule, i64))| Part {
        programme: ProgrammeId(id),
        rule: *rule,
        handed: 0,
        promised: 0,
        waiting: *waiting,
    };
    vec![KindStock {
        kind: DeviceKind::Tablet,
        free,
        parts: (0..).zip(rules).map(part).collect(),
    }]
}

#[test]
fn what_is_kept_aside_for_a_programme_goes_to_it_and_what_is_held_back_to_who_may_have_it() {
    let none = StockRule::default();
    let reserve = StockRule {
        reserve: Some(2),
        ..none
    };
    // Three wait under the first programme, longer than the one of the second, for which two are kept aside.
    let mut queue: Vec<Waiting> = (1..=3).map(|id| waiting(id, 1, 1, 0)).collect();
    queue.push(waiting(4, 1, 9, 1));
    let mut facts = facts((1..=3).map(|id| free(id, 1, 1, None)).collect(), queue);
    facts.stock = shared(3, &[(none, 3), (reserve, 1)]);
    let held = Err(Without::Held(Held::KeptAside(2)));
    assert_eq!(
        outcomes(&facts),
        [(1, Ok(1)), (2, held), (3, held), (4, Ok(2))]
    );
    // Whoever has a device and looks for another takes no more of the stock.
    facts.waiting[1].replaces = true;
    let given = outcomes(&facts);
    assert!(given[1].1.is_ok() && given[2].1 == held, "{given:?}");
}

#[test]
fn who_has_had_its_share_waits_for_who_has_not() {
    let none = StockRule::default();
    let half = StockRule {
        share: Some(50),
        ..none
    };
    let mut queue: Vec<Waiting> = (1..=2).map(|id| waiting(id, 1, 1, 0)).collect();
    queue.extend((3..=4).map(|id| waiting(id, 1, 9, 1)));
    let mut facts = facts((1..=3).map(|id| free(id, 1, 1, None)).collect(), queue);
    facts.stock = shared(3, &[(half, 2), (none, 2)]);
    let held = Err(Without::Held(Held::OverShare(50)));
    assert_eq!(
        outcomes(&facts),
        [(1, Ok(1)), (2, held), (3, Ok(2)), (4, Ok(3))]
    );
}

#[test]
fn a_proposal_says_what_the_programme_asked_where_the_device_is_and_since_when() {
    let ask = |level, months, free_only| Ask {
        level,
        minimum: Minimum { months, free_only },
        admitted: Admitted::default(),
    };
    let plain = ask(ErasureLevel::Clear, 0, false);
    let strict = Ask {
        admitted: Admitted {
            categories: vec!["b".to_owned()],
            least_grade: None,
        },
        ..ask(ErasureLevel::Purge, 24, true)
    };
    assert_eq!(
        reasons(Distance::AtPickup, &plain, &tablet()),
        [Reason::SameKind, Reason::AtPickup, Reason::ReadySince]
    );
    assert_eq!(
        reasons(Distance::Near, &strict, &tablet()),
        [
            Reason::SameKind,
            Reason::Admitted,
            Reason::Purged,
            Reason::FreeSoftware,
            Reason::Updates,
            Reason::Near,
            Reason::ReadySince
        ]
    );
    // A screen holds nothing and runs nothing: it has not what was asked, it need not.
    let mut screen = tablet();
    screen.kind = DeviceKind::Screen;
    screen.holds_data = false;
    assert_eq!(
        reasons(Distance::Elsewhere, &strict, &screen),
        [Reason::SameKind, Reason::FromElsewhere, Reason::ReadySince]
    );
}
