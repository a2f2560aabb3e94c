//! Every state of the device and of the request, against what the counter says.
use super::*;
use chrono::{DateTime, Utc};
use entities::{
    collection_lot::CollectionLotId,
    device::{DeviceId, DeviceKind},
    membership::MembershipId,
    organisation::OrganisationId,
    pathway::PathwayId,
    programme::{Gate, LegalChain, ProgrammeId},
    recipient::RecipientId,
    request::RequestId,
};
use std::fmt::Write;

const HERE: SiteId = SiteId(1);

fn day() -> DateTime<Utc> {
    "2026-05-04T08:00:00Z".parse().unwrap()
}

fn device(stage: Stage, site: Option<i32>) -> device::Model {
    device::Model {
        id: DeviceId(1),
        lot_id: CollectionLotId(1),
        label_code: None,
        kind: DeviceKind::Tablet,
        holds_data: true,
        manufacturer: "Apple".to_owned(),
        manufacturer_key: "apple".to_owned(),
        model: "iPad".to_owned(),
        model_identifier: None,
        model_key: "tablet apple ipad".to_owned(),
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
        stage,
        stage_since: day(),
        grade: None,
        category: None,
        site_id: site.map(SiteId),
        container_id: None,
        transfer_id: None,
        pallet_id: None,
        cession_id: None,
        item_id: None,
        loan_id: None,
        stay: 1,
        ready_check_id: None,
        created_at: day(),
        search: String::new(),
        version: 1,
    }
}

fn request(state: RequestState, device: Option<i32>) -> request::Model {
    request::Model {
        id: RequestId(1),
        recipient_id: RecipientId(1),
        programme_id: ProgrammeId(1),
        organisation_id: OrganisationId(1),
        prescriber_id: MembershipId(1),
        pickup_site_id: HERE,
        device_kind: Some(DeviceKind::Tablet),
        state,
        submitted_at: day(),
        decided_at: None,
        decided_by: None,
        device_id: device.map(DeviceId),
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

#[test]
fn the_counter_says_everything_that_stands_in_the_way() {
    let devices = [
        ("ready here", device(Stage::Ready, Some(1))),
        ("ready elsewhere", device(Stage::Ready, Some(2))),
        ("ready on its way", device(Stage::Ready, None)),
        ("back in quarantine here", device(Stage::Received, Some(1))),
        ("at the quality check", device(Stage::QualityCheck, Some(2))),
        ("scrapped", device(Stage::Scrapped, None)),
    ];
    let requests = [
        ("allocated", request(RequestState::Allocated, Some(1))),
        ("another device", request(RequestState::Allocated, Some(2))),
        ("submitted", request(RequestState::Submitted, None)),
        ("fulfilled", request(RequestState::Fulfilled, Some(1))),
        ("cancelled", request(RequestState::Cancelled, None)),
    ];
    let mut table = String::new();
    for (of_device, device) in &devices {
        for (of_request, request) in &requests {
            for (out, clerk_approved) in [(false, false), (true, false), (false, true)] {
                let counter = Counter {
                    device,
                    request,
                    here: HERE,
                    out,
                    clerk_approved,
                    deep_enough: true,
                    below: None,
                    not_admitted: None,
                    only_lent: false,
                };
                let out = if out { " | out" } else { "" };
                let approved = if clerk_approved {
                    " | clerk approved"
                } else {
                    ""
                };
                let found = obstacles(&counter);
                writeln!(
                    table,
                    "{of_device} | {of_request}{out}{approved} = {found:?}"
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_device_of_another_category_erased_too_lightly_or_without_updates_stays() {
    let (device, request) = (
        device(Stage::Ready, Some(1)),
        request(RequestState::Allocated, Some(1)),
    );
    let counter = Counter {
        device: &device,
        request: &request,
        here: HERE,
        out: false,
        clerk_approved: false,
        deep_enough: false,
        below: Some(Below::UpdatesEnd),
        not_admitted: Some(NotAdmitted::OtherCategory),
        only_lent: true,
    };
    assert_eq!(
        obstacles(&counter),
        [
            Obstacle::NotAdmitted(NotAdmitted::OtherCategory),
            Obstacle::ErasedTooLightly,
            Obstacle::Below(Below::UpdatesEnd),
            Obstacle::OnlyLent
        ]
    );
}

#[test]
fn a_provisional_loan_has_a_deadline_until_the_pathway_is_attested() {
    let programme = |provisional_days| programme::Model {
        id: ProgrammeId(1),
        key: "p".to_owned(),
        name_fr: "P".to_owned(),
        name_en: "P".to_owned(),
        pathway_id: PathwayId(1),
        gate: Gate::Provisional,
        required_minutes: 60,
        required_modules: "[]".to_owned(),
        provisional_days,
        clearance_days: 30,
        waivers_per_year: 1,
        device_kinds: "[]".to_owned(),
        public_rules: "[]".to_owned(),
        legal_chain: LegalChain::LoanForUse,
        deliberation_number: None,
        erasure_level: None,
        update_months: None,
        free_software_only: None,
        saved_version: None,
        organisations: None,
        categories: None,
        least_grade: None,
        levels: None,
        stock_share: None,
        stock_reserve: None,
        stock_minimum: None,
        funding: None,
        connectivity: None,
        warranty_months: None,
        kit_contents: None,
        prescriber_hands_over: None,
        price_tablet: None,
        price_phone: None,
        price_laptop: None,
        price_desktop: None,
        price_screen: None,
        collector: None,
        collector_number: None,
        created_at: day(),
        closed_at: None,
        version: 1,
    };
    let today = day().date_naive();
    let kept = today + Days::new(7);
    let due = |days, attested, kept| {
        due_back(&programme(days), attested, kept, today).map(|day| day.to_string())
    };
    assert_eq!(due(Some(60), false, None).as_deref(), Some("2026-07-03"));
    // In exchange, the deadline stays that of the first device.
    assert_eq!(
        due(Some(60), false, Some(kept)).as_deref(),
        Some("2026-05-11")
    );
    assert_eq!(due(Some(60), true, Some(kept)), None);
    assert_eq!(due(None, false, None), None);
}
