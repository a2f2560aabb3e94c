//! Law 4: everything that happens can be shown, and nothing can be changed without its being seen.

mod checkpoints;
mod exports;
mod lists;
mod pages;
mod rows;
mod samples;
mod tampering;
mod told;
mod verifiers;

use crate::support::World;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entities::{
    clearance::{self, Basis, ClearanceState},
    collection_lot::{self, LegalBasis},
    device::{self, DeviceKind, Grade, Stage},
    enrolment,
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    learner::{self, LearnerRelation},
    organisation::OrganisationKind,
    pathway,
    programme::{self, Gate, LegalChain},
    recipient::{self, RecipientKind},
    request::{self, RequestState},
};
use passe_relais::{
    app::snapshot,
    journal::{self, By, Event, EventKind, Report, verify},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, Set};

/// One row of every journaled table, each with the event that made it.
pub struct Rows {
    by: By,
    lot: collection_lot::Model,
    device: device::Model,
    programme: programme::Model,
    request: request::Model,
    enrolment: enrolment::Model,
    clearance: clearance::Model,
    handover: handover::Model,
}

fn announced(lot: &collection_lot::Model, number: i32, by: By) -> device::ActiveModel {
    device::ActiveModel {
        lot_id: Set(lot.id),
        kind: Set(DeviceKind::Tablet),
        holds_data: Set(true),
        manufacturer: Set("Éclair".to_owned()),
        manufacturer_key: Set("eclair".to_owned()),
        model: Set("Ardoise \"10\"".to_owned()),
        model_key: Set("tablet eclair ardoise".to_owned()),
        serial: Set(Some(format!("SN-{number}"))),
        acquired_on: Set(NaiveDate::from_ymd_opt(2021, 9, 1)),
        value_cents: Set(Some(21_950)),
        owner_id: Set(lot.owner_id),
        announced: Set(true),
        stage: Set(Stage::Announced),
        stage_since: Set(by.at + Duration::microseconds(120)),
        stay: Set(1),
        created_at: Set(by.at),
        search: Set(format!("eclair ardoise \"10\" sn-{number}")),
        ..Default::default()
    }
}

impl Rows {
    #[expect(
        clippy::too_many_lines,
        reason = "one row after the other, each needing those before it"
    )]
    pub async fn new(world: &World) -> Self {
        let coordinator = world.coordinator().await;
        let by = By {
            actor: Some(coordinator.membership.id),
            at: world.now(),
        };
        let college = world
            .organisation(OrganisationKind::College, "Collège des Balmettes")
            .await;
        let site = coordinator.site.as_ref().unwrap();
        let write = world.app.write().await.unwrap();
        let lot = collection_lot::ActiveModel {
            donor_id: Set(college.id),
            owner_id: Set(college.id),
            workshop_site_id: Set(site.id),
            legal_basis: Set(LegalBasis::Deposit),
            source: Set("liste.csv".to_owned()),
            devices_announced: Set(1),
            created_at: Set(by.at),
            ..Default::default()
        };
        let lot: collection_lot::Model =
            journal::insert(&*write, by, lot, Event::of(EventKind::LotAnnounced))
                .await
                .unwrap();
        let device: device::Model = journal::insert(
            &*write,
            by,
            announced(&lot, 1, by),
            Event::of(EventKind::DeviceAnnounced).with("line", 2),
        )
        .await
        .unwrap();
        let pathway = pathway::ActiveModel {
            name_fr: Set("Premiers pas".to_owned()),
            name_en: Set("First steps".to_owned()),
            ..Default::default()
        }
        .insert(&*write)
        .await
        .unwrap();
        let programme = programme::ActiveModel {
            key: Set("essai".to_owned()),
            name_fr: Set("Essai".to_owned()),
            name_en: Set("Trial".to_owned()),
            pathway_id: Set(pathway.id),
            gate: Set(Gate::Enrolled),
            required_minutes: Set(0),
            required_modules: Set("[]".to_owned()),
            clearance_days: Set(90),
            waivers_per_year: Set(0),
            device_kinds: Set("[\"tablet\"]".to_owned()),
            erasure_level: Set(Some(entities::erasure::ErasureLevel::Clear)),
            update_months: Set(Some(0)),
            free_software_only: Set(Some(false)),
            public_rules: Set("[]".to_owned()),
            legal_chain: Set(LegalChain::LoanForUse),
            created_at: Set(by.at),
            ..Default::default()
        };
        let programme: programme::Model = journal::insert(
            &*write,
            by,
            programme,
            Event::of(EventKind::ProgrammeOpened),
        )
        .await
        .unwrap();
        let recipient = recipient::ActiveModel {
            kind: Set(RecipientKind::Person),
            organisation_id: Set(coordinator.organisation.id),
            sealed: Set(Some(String::new())),
            created_at: Set(by.at),
            last_contact_at: Set(by.at),
            ..Default::default()
        }
        .insert(&*write)
        .await
        .unwrap();
        let learner = learner::ActiveModel {
            recipient_id: Set(recipient.id),
            relation: Set(LearnerRelation::Oneself),
            ..Default::default()
        }
        .insert(&*write)
        .await
        .unwrap();
        let request = request::ActiveModel {
            recipient_id: Set(recipient.id),
            programme_id: Set(programme.id),
            organisation_id: Set(coordinator.organisation.id),
            prescriber_id: Set(coordinator.membership.id),
            pickup_site_id: Set(site.id),
            device_kind: Set(Some(DeviceKind::Tablet)),
            state: Set(RequestState::Submitted),
            submitted_at: Set(by.at),
            ..Default::default()
        };
        let request: request::Model =
            journal::insert(&*write, by, request, Event::of(EventKind::RequestSubmitted))
                .await
                .unwrap();
        let enrolment = enrolment::ActiveModel {
            request_id: Set(request.id),
            learner_id: Set(learner.id),
            pathway_id: Set(pathway.id),
            enrolled_at: Set(by.at),
            ..Default::default()
        };
        let enrolment: enrolment::Model = journal::insert(
            &*write,
            by,
            enrolment,
            Event::of(EventKind::LearnerEnrolled),
        )
        .await
        .unwrap();
        let clearance = clearance::ActiveModel {
            request_id: Set(request.id),
            programme_id: Set(programme.id),
            recipient_id: Set(recipient.id),
            learner_id: Set(learner.id),
            model_key: Set(device.model_key.clone()),
            basis: Set(Basis::Enrolled),
            state: Set(ClearanceState::Issued),
            issued_at: Set(by.at),
            expires_at: Set(by.at + Duration::days(90)),
            ..Default::default()
        };
        let clearance: clearance::Model = journal::insert(
            &*write,
            by,
            clearance,
            Event::of(EventKind::ClearanceIssued),
        )
        .await
        .unwrap();
        let used = clearance::ActiveModel {
            state: Set(ClearanceState::Used),
            used_at: Set(Some(by.at)),
            ..Default::default()
        };
        let clearance = journal::change(
            &*write,
            by,
            &clearance,
            used,
            Event::of(EventKind::ClearanceUsed),
        )
        .await
        .unwrap();
        let handover = handover::ActiveModel {
            device_id: Set(device.id),
            model_key: Set(device.model_key.clone()),
            request_id: Set(request.id),
            recipient_id: Set(recipient.id),
            programme_id: Set(programme.id),
            clearance_id: Set(clearance.id),
            clearance_state: Set(ClearanceState::Used),
            site_id: Set(site.id),
            clerk_id: Set(coordinator.membership.id),
            received_by: Set(ReceivedBy::Proxy),
            sealed_proxy: Set(Some("sealed".to_owned())),
            identity_seen: Set(IdentitySeen::Passport),
            legal_chain: Set(LegalChain::LoanForUse),
            signature: Set(Signature::Paper),
            slip_sha256: Set("00".repeat(32)),
            handed_at: Set(by.at),
            ..Default::default()
        };
        let handover: handover::Model =
            journal::insert(&*write, by, handover, Event::of(EventKind::HandedOver))
                .await
                .unwrap();
        let moved = device::ActiveModel {
            grade: Set(Some(Grade::B)),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceTriaged);
        let device = journal::change(&*write, by, &device, moved, event)
            .await
            .unwrap();
        let seen = Event::of(EventKind::LabelReprinted);
        let device = journal::change(
            &*write,
            by,
            &device,
            <device::ActiveModel as Default>::default(),
            seen,
        )
        .await
        .unwrap();
        write.commit().await.unwrap();
        Self {
            by,
            lot,
            device,
            programme,
            request,
            enrolment,
            clearance,
            handover,
        }
    }

    /// One more event of the device, at this moment.
    pub async fn happens_again(&self, world: &World, at: DateTime<Utc>) {
        let write = world.app.write().await.unwrap();
        let device = device::Entity::find_by_id(self.device.id)
            .one(&*write)
            .await
            .unwrap()
            .unwrap();
        let by = By { at, ..self.by };
        let nothing = <device::ActiveModel as Default>::default();
        let event = Event::of(EventKind::LabelReprinted);
        journal::change(&*write, by, &device, nothing, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
    }
}

async fn report(world: &World) -> Report {
    let snapshot = snapshot(&world.app.db).await.unwrap();
    verify::database(&snapshot, |_| {}).await.unwrap()
}

/// What is found after somebody did this to the database by hand; it is undone afterwards.
pub async fn found_after(world: &World, statements: &str) -> Vec<String> {
    let write = world.app.write().await.unwrap();
    for statement in statements.split(';') {
        write.execute_unprepared(statement).await.unwrap();
    }
    let txn: &DatabaseTransaction = &write;
    let report = verify::database(txn, |_| {}).await.unwrap();
    report.problems.iter().map(ToString::to_string).collect()
}

#[track_caller]
pub fn assert_named(found: &[String], place: &str, what: &str) {
    assert!(
        found.iter().any(|line| line.starts_with(place)),
        "{what}: {place} is not named in {found:#?}"
    );
}
