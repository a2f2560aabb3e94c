//! Devices, labels and allocations as other features leave them, for the tests of what comes after.

use super::world::{Persona, World};
use entities::{
    collection_lot::{self, LegalBasis},
    device::{self, DeviceKind, Stage},
    organisation::{self, OrganisationKind},
    pathway,
    programme::{self, Gate, LegalChain},
    quality_check,
    recipient::{self, RecipientKind},
    request::{self, RequestState},
    site,
};
use passe_relais::{
    journal::{self, By, Event, EventKind},
    labels::{
        Code,
        actions::{NewBatch, print_batch},
        queries::codes,
    },
};
use rand::rngs::StdRng;
use sea_orm::{ActiveModelTrait, Set};

impl World {
    /// The system at work: what nobody in the test does.
    pub fn system(&self) -> By {
        By {
            actor: None,
            at: self.now(),
        }
    }

    /// A lot of the Département's own devices, announced to a workshop.
    pub async fn lot(&self, workshop: &site::Model) -> collection_lot::Model {
        let donor = self
            .organisation(OrganisationKind::College, "Collège des Balmettes")
            .await;
        let owner = self
            .organisation(OrganisationKind::Departement, "Département")
            .await;
        let lot = collection_lot::ActiveModel {
            donor_id: Set(donor.id),
            owner_id: Set(owner.id),
            workshop_site_id: Set(workshop.id),
            legal_basis: Set(LegalBasis::RefurbishingService),
            source: Set("essai".to_owned()),
            devices_announced: Set(1),
            created_at: Set(self.now()),
            ..Default::default()
        };
        let write = self.app.write().await.unwrap();
        let event = Event::of(EventKind::LotAnnounced);
        let lot = journal::insert(&*write, self.system(), lot, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
        lot
    }

    /// Blank labels, printed by somebody for a site.
    pub async fn blank_labels(&self, by: &Persona, count: usize) -> Vec<Code> {
        let write = self.app.write().await.unwrap();
        let batch = NewBatch {
            site_id: by.membership.site_id.unwrap(),
            membership_id: by.membership.id,
            template: "brother-29x90",
            count,
        };
        let rng: StdRng = rand::make_rng();
        let batch = print_batch(&write, batch, rng, self.now()).await.unwrap();
        write.commit().await.unwrap();
        codes(&self.app.db, batch.id).await.unwrap()
    }

    /// An announced tablet of the lot.
    pub async fn announced(&self, lot: &collection_lot::Model, serial: &str) -> device::Model {
        let tablet = device::ActiveModel {
            lot_id: Set(lot.id),
            kind: Set(DeviceKind::Tablet),
            holds_data: Set(false),
            manufacturer: Set("Samsung".to_owned()),
            manufacturer_key: Set("samsung".to_owned()),
            model: Set("Galaxy Tab A8".to_owned()),
            model_key: Set("tablet samsung galaxy tab a8".to_owned()),
            serial: Set(Some(serial.to_owned())),
            inventory_number: Set(Some(format!("CD74-{serial}"))),
            value_cents: Set(Some(21_950)),
            acquired_on: Set("2019-09-02".parse().ok()),
            owner_id: Set(lot.owner_id),
            announced: Set(true),
            stage: Set(Stage::Announced),
            stage_since: Set(self.now()),
            stay: Set(0),
            created_at: Set(self.now()),
            search: Set(format!("samsung galaxy tab a8 {serial} cd74-{serial}").to_lowercase()),
            ..Default::default()
        };
        let write = self.app.write().await.unwrap();
        let event = Event::of(EventKind::DeviceAnnounced);
        let device = journal::insert(&*write, self.system(), tablet, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
        device
    }

    /// Writes a change of a device as another feature would.
    pub async fn change_device(
        &self,
        device: &device::Model,
        change: device::ActiveModel,
        kind: EventKind,
    ) -> device::Model {
        let write = self.app.write().await.unwrap();
        let event = Event::of(kind);
        let device = journal::change(&*write, self.system(), device, change, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
        device
    }

    /// A tablet in quarantine at a workshop, with its label.
    pub async fn received(
        &self,
        lot: &collection_lot::Model,
        serial: &str,
        code: Code,
    ) -> device::Model {
        let device = self.announced(lot, serial).await;
        let change = device::ActiveModel {
            label_code: Set(Some(code.to_string())),
            site_id: Set(Some(lot.workshop_site_id)),
            stage: Set(Stage::Received),
            stay: Set(1),
            ..Default::default()
        };
        self.change_device(&device, change, EventKind::DeviceReceived)
            .await
    }

    /// A tablet that passed its check, on the workshop's shelf.
    pub async fn ready(
        &self,
        lot: &collection_lot::Model,
        serial: &str,
        code: Code,
        (performer, checker): (&Persona, &Persona),
    ) -> device::Model {
        let device = self.received(lot, serial, code).await;
        let (db, now) = (&self.app.db, self.now());
        super::checked::answer_all(db, &device, performer.account.id, now).await;
        let check = quality_check::ActiveModel {
            device_id: Set(device.id),
            stay: Set(device.stay),
            holds_data: Set(device.holds_data),
            performer_id: Set(performer.account.id),
            checker_id: Set(checker.account.id),
            passed_at: Set(self.now()),
            ..Default::default()
        };
        let check = check.insert(&self.app.db).await.unwrap();
        let change = device::ActiveModel {
            stage: Set(Stage::Ready),
            ready_check_id: Set(Some(check.id)),
            ..Default::default()
        };
        self.change_device(&device, change, EventKind::QualityCheckPassed)
            .await
    }

    /// The device is promised to somebody who will fetch it at this site.
    pub async fn allocated(
        &self,
        device: &device::Model,
        prescriber: &Persona,
        pickup: &site::Model,
    ) -> request::Model {
        let db = &self.app.db;
        let pathway = pathway::ActiveModel {
            name_fr: Set("Premiers pas".to_owned()),
            name_en: Set("First steps".to_owned()),
            ..Default::default()
        };
        let pathway = pathway.insert(db).await.unwrap();
        let programme = programme::ActiveModel {
            key: Set(format!("programme-{}", device.id.0)),
            name_fr: Set("Prêt solidaire".to_owned()),
            name_en: Set("Solidarity loan".to_owned()),
            pathway_id: Set(pathway.id),
            gate: Set(Gate::Enrolled),
            required_minutes: Set(0),
            required_modules: Set("[]".to_owned()),
            clearance_days: Set(30),
            waivers_per_year: Set(0),
            device_kinds: Set(r#"["tablet"]"#.to_owned()),
            public_rules: Set("[]".to_owned()),
            legal_chain: Set(LegalChain::LoanForUse),
            created_at: Set(self.now()),
            ..Default::default()
        };
        let recipient = recipient::ActiveModel {
            kind: Set(RecipientKind::Person),
            sealed: Set(Some("sealed".to_owned())),
            organisation_id: Set(prescriber.organisation.id),
            created_at: Set(self.now()),
            last_contact_at: Set(self.now()),
            ..Default::default()
        };
        let recipient = recipient.insert(db).await.unwrap();
        let write = self.app.write().await.unwrap();
        let event = Event::of(EventKind::ProgrammeOpened);
        let programme: programme::Model = journal::insert(&*write, self.system(), programme, event)
            .await
            .unwrap();
        let request = request::ActiveModel {
            recipient_id: Set(recipient.id),
            programme_id: Set(programme.id),
            organisation_id: Set(prescriber.organisation.id),
            prescriber_id: Set(prescriber.membership.id),
            pickup_site_id: Set(pickup.id),
            device_kind: Set(Some(device.kind)),
            state: Set(RequestState::Allocated),
            submitted_at: Set(self.now()),
            decided_at: Set(Some(self.now())),
            decided_by: Set(Some(prescriber.membership.id)),
            device_id: Set(Some(device.id)),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceAllocated);
        let request = journal::insert(&*write, self.system(), request, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
        request
    }

    /// Another organisation's workshop.
    pub async fn other_workshop(&self) -> (organisation::Model, site::Model) {
        let other = self
            .organisation(
                OrganisationKind::AdaptedEnterprise,
                "Les Ateliers du Chablais",
            )
            .await;
        let site = self.site(&other, "Atelier de Thonon").await;
        (other, site)
    }
}
