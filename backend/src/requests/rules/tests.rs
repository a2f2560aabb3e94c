use super::*;
use chrono::{DateTime, Utc};
use entities::{
    collection_lot::CollectionLotId, device::DeviceKind, membership::MembershipId,
    organisation::OrganisationId, programme::ProgrammeId, recipient::RecipientId,
    request::RequestId, site::SiteId,
};
use std::fmt::Write;

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
        closed_at: None,
        programme_version: None,
        pathway_id: None,
        version: 1,
    }
}

/// A ready tablet of grade B, ready since a day of May.
fn tablet(id: i32, distance: Distance, since: u32) -> Candidate {
    Candidate {
        device: device::Model {
            id: DeviceId(id),
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
            stage_since: day(since),
            grade: Some(Grade::B),
            category: None,
            site_id: Some(SiteId(1)),
            container_id: None,
            transfer_id: None,
            pallet_id: None,
            cession_id: None,
            stay: 1,
            ready_check_id: Some(1),
            created_at: day(1),
            search: String::new(),
            version: 1,
        },
        distance,
        deep_enough: true,
        below: None,
        admitted: true,
        promised: false,
        handed_over: false,
    }
}

#[test]
fn every_state_and_act_has_its_verdict() {
    let mut table = String::new();
    for state in STATES {
        for act in Act::ALL {
            writeln!(table, "{state:?} + {act:?} = {:?}", next(state, act)).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_closest_device_comes_first_then_the_one_ready_the_longest() {
    let candidates = [
        tablet(1, Distance::Elsewhere, 1),
        tablet(2, Distance::Near, 9),
        tablet(3, Distance::Near, 4),
    ];
    let proposal = propose(&candidates, &request()).unwrap();
    assert_eq!(proposal.device, DeviceId(3));
    assert_eq!(
        proposal.reasons,
        [Reason::SameKind, Reason::Near, Reason::LongestReady]
    );
    let proposal = propose(&candidates[..1], &request()).unwrap();
    assert_eq!(
        proposal.reasons,
        [Reason::SameKind, Reason::NoneCloser, Reason::OnlyOne]
    );
}

#[test]
fn of_two_as_close_and_as_old_the_better_grade_comes_first() {
    let mut better = tablet(2, Distance::AtPickup, 4);
    better.device.grade = Some(Grade::A);
    let candidates = [tablet(1, Distance::AtPickup, 4), better];
    assert_eq!(
        propose(&candidates, &request()).unwrap().device,
        DeviceId(2)
    );
}

#[test]
fn only_a_free_ready_device_of_the_kind_suits() {
    let good = tablet(1, Distance::AtPickup, 1);
    assert_eq!(suits(&good, &request()), Ok(()));
    let mut other_kind = good.clone();
    other_kind.device.kind = DeviceKind::Laptop;
    let mut not_ready = good.clone();
    not_ready.device.stage = Stage::QualityCheck;
    let mut nowhere = good.clone();
    nowhere.device.site_id = None;
    let mut promised = good.clone();
    promised.promised = true;
    let mut light = good.clone();
    light.deep_enough = false;
    let mut category = good.clone();
    category.admitted = false;
    let mut old = good.clone();
    old.below = Some(Below::UpdatesEnd);
    let mut out = good;
    out.handed_over = true;
    let refused = [
        (other_kind, Unsuitable::OtherKind),
        (not_ready, Unsuitable::NotReady),
        (nowhere, Unsuitable::NotReady),
        (promised, Unsuitable::Promised),
        (category, Unsuitable::OtherCategory),
        (light, Unsuitable::ErasedTooLightly),
        (old, Unsuitable::Below(Below::UpdatesEnd)),
        (out, Unsuitable::HandedOver),
    ];
    for (candidate, reason) in refused {
        assert_eq!(suits(&candidate, &request()), Err(reason));
        assert_eq!(propose(&[candidate], &request()), None);
    }
}

#[test]
fn no_device_suits_a_request_for_training_alone() {
    let mut training = request();
    training.device_kind = None;
    let good = tablet(1, Distance::AtPickup, 1);
    assert_eq!(suits(&good, &training), Err(Unsuitable::NoDeviceAsked));
    assert_eq!(propose(&[good], &training), None);
}

#[test]
fn the_usual_wait_needs_enough_past_requests() {
    assert_eq!(usual_wait(vec![10, 20, 30, 40]), None);
    assert_eq!(usual_wait(vec![1, 21, 3, 90, 22]), Some(21));
    assert_eq!(usual_wait(vec![1, 2, 3, 4, 5, 6]), Some(4));
}

#[test]
fn an_establishment_is_signed_for() {
    let signed: Vec<_> = RECIPIENT_KINDS
        .into_iter()
        .filter(|kind| needs_signatory(*kind))
        .collect();
    assert_eq!(
        signed,
        [
            RecipientKind::Establishment,
            RecipientKind::Association,
            RecipientKind::Place
        ]
    );
}
