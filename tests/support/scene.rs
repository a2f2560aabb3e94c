//! Where training and handover begin: a programme with its pathway, the people around it, and requests
//! with a ready device allocated at the clerk's pick-up point.

use super::{World, page::Page, world::Persona};
use chrono::Duration;
use entities::{
    attendance,
    clearance::{self, ClearanceState},
    collection_lot::{self, LegalBasis},
    device::{self, DeviceKind, Stage},
    enrolment, handover, label, label_batch,
    learner::{self, LearnerRelation},
    pathway,
    programme::{self, Gate, LegalChain},
    quality_check,
    recipient::{self, RecipientKind},
    request::{self, RequestState},
    session_module, training_module,
    training_session::{self, SessionForm},
};
use passe_relais::{
    identifiers::fold,
    journal::{self, By, Event, EventKind},
    labels::Code,
    recipients::identity::{self, Identity},
    training::places::ends_at,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

pub struct Scene {
    pub world: World,
    pub prescriber: Persona,
    pub trainer: Persona,
    pub clerk: Persona,
    pub coordinator: Persona,
    pub programme: programme::Model,
    pub modules: Vec<training_module::Model>,
}

/// A request with its recipient, who is to be trained, and its device.
pub struct Asked {
    pub recipient: recipient::Model,
    pub learner: learner::Model,
    pub request: request::Model,
    pub device: device::Model,
}

impl Asked {
    pub fn code(&self) -> &str {
        self.device.label_code.as_deref().unwrap()
    }

    pub fn training(&self) -> String {
        format!("/requests/{}/training", self.request.id.0)
    }

    pub fn waiver(&self) -> String {
        format!("/requests/{}/waiver", self.request.id.0)
    }

    pub fn counter(&self) -> String {
        format!("/counter/{}", self.code())
    }
}

impl Scene {
    pub async fn new(gate: Gate) -> Self {
        let world = World::new().await;
        let clerk = world.clerk().await;
        let trainer = world.trainer().await;
        let prescriber = world.prescriber().await;
        let coordinator = world.coordinator().await;
        let pathway = pathway::ActiveModel {
            name_fr: Set("Premiers pas".to_owned()),
            name_en: Set("First steps".to_owned()),
            ..Default::default()
        }
        .insert(&world.app.db)
        .await
        .unwrap();
        let mut modules = Vec::new();
        for (position, name) in [(1, "Prendre en main"), (2, "Naviguer")] {
            let module = training_module::ActiveModel {
                pathway_id: Set(pathway.id),
                position: Set(position),
                name_fr: Set(name.to_owned()),
                name_en: Set(format!("{name} (en)")),
                minutes: Set(90),
                ..Default::default()
            };
            modules.push(module.insert(&world.app.db).await.unwrap());
        }
        let ids: Vec<_> = modules
            .iter()
            .map(|module| module.id.0.to_string())
            .collect();
        let programme = programme::ActiveModel {
            key: Set("demo".to_owned()),
            name_fr: Set("Ordi pour tous".to_owned()),
            name_en: Set("A computer for all".to_owned()),
            pathway_id: Set(pathway.id),
            gate: Set(gate),
            required_minutes: Set(180),
            required_modules: Set(format!("[{}]", ids.join(","))),
            provisional_days: Set((gate == Gate::Provisional).then_some(60)),
            clearance_days: Set(30),
            waivers_per_year: Set(1),
            device_kinds: Set("[\"accessory\"]".to_owned()),
            public_rules: Set("[]".to_owned()),
            legal_chain: Set(LegalChain::LoanForUse),
            created_at: Set(world.now()),
            ..Default::default()
        };
        let by = By {
            actor: None,
            at: world.now(),
        };
        let opened = Event::of(EventKind::ProgrammeOpened);
        let programme = journal::insert(&world.app.db, by, programme, opened)
            .await
            .unwrap();
        Self {
            world,
            prescriber,
            trainer,
            clerk,
            coordinator,
            programme,
            modules,
        }
    }

    pub fn by(&self) -> By {
        By {
            actor: None,
            at: self.world.now(),
        }
    }

    /// A request of the prescriber's organisation, its device ready at the clerk's.
    pub async fn ask(&self, family_name: &str, model: &str) -> Asked {
        let db = &self.world.app.db;
        let keys = &self.world.app.keys;
        let identity = Identity {
            name: family_name.to_owned(),
            given_name: "Louise".to_owned(),
            birth_year: Some(1958),
            ..Identity::default()
        };
        let recipient = recipient::ActiveModel {
            kind: Set(RecipientKind::Person),
            organisation_id: Set(self.prescriber.organisation.id),
            sealed: Set(Some(identity::seal(keys, &identity))),
            name_key: Set(Some(identity.name_key(keys))),
            created_at: Set(self.world.now()),
            last_contact_at: Set(self.world.now()),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let learner = learner::ActiveModel {
            recipient_id: Set(recipient.id),
            relation: Set(LearnerRelation::Oneself),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let device = self.ready_device(model).await;
        let request = request::ActiveModel {
            recipient_id: Set(recipient.id),
            programme_id: Set(self.programme.id),
            organisation_id: Set(self.prescriber.organisation.id),
            prescriber_id: Set(self.prescriber.membership.id),
            pickup_site_id: Set(self.clerk.site.as_ref().unwrap().id),
            device_kind: Set(Some(DeviceKind::Accessory)),
            state: Set(RequestState::Allocated),
            submitted_at: Set(self.world.now()),
            decided_at: Set(Some(self.world.now())),
            decided_by: Set(Some(self.coordinator.membership.id)),
            device_id: Set(Some(device.id)),
            pickup_code: Set(Some(format!("RDV{}", device.id.0))),
            ..Default::default()
        };
        let submitted = Event::of(EventKind::RequestSubmitted);
        let request = journal::insert(db, self.by(), request, submitted)
            .await
            .unwrap();
        Asked {
            recipient,
            learner,
            request,
            device,
        }
    }

    /// A labelled device that holds no data, checked and ready at the clerk's pick-up point.
    pub async fn ready_device(&self, model: &str) -> device::Model {
        let db = &self.world.app.db;
        let site = self.clerk.site.as_ref().unwrap().id;
        let owner = self.coordinator.organisation.id;
        let lot = collection_lot::ActiveModel {
            donor_id: Set(owner),
            owner_id: Set(owner),
            workshop_site_id: Set(site),
            legal_basis: Set(LegalBasis::LoanForUse),
            source: Set("test".to_owned()),
            devices_announced: Set(1),
            created_at: Set(self.world.now()),
            ..Default::default()
        };
        let announced = Event::of(EventKind::LotAnnounced);
        let lot: collection_lot::Model = journal::insert(db, self.by(), lot, announced)
            .await
            .unwrap();
        let batch = label_batch::ActiveModel {
            site_id: Set(site),
            membership_id: Set(self.clerk.membership.id),
            template: Set("avery-l7160".to_owned()),
            count: Set(1),
            created_at: Set(self.world.now()),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let code = Code::generate(&mut rand::rng()).to_string();
        label::ActiveModel {
            code: Set(code.clone()),
            batch_id: Set(batch.id),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let device = device::ActiveModel {
            lot_id: Set(lot.id),
            label_code: Set(Some(code)),
            kind: Set(DeviceKind::Accessory),
            holds_data: Set(false),
            manufacturer: Set("Dodo".to_owned()),
            manufacturer_key: Set("dodo".to_owned()),
            model: Set(model.to_owned()),
            model_key: Set(format!("accessory dodo {model}")),
            owner_id: Set(owner),
            announced: Set(true),
            stage: Set(Stage::QualityCheck),
            stage_since: Set(self.world.now()),
            site_id: Set(Some(site)),
            stay: Set(1),
            created_at: Set(self.world.now()),
            search: Set(fold(&format!("dodo {model}"))),
            ..Default::default()
        };
        let found = Event::of(EventKind::DeviceFound);
        let device: device::Model = journal::insert(db, self.by(), device, found).await.unwrap();
        self.pass_check(&device).await
    }

    /// Passes the quality check of this stay, as the workshop does.
    pub async fn pass_check(&self, device: &device::Model) -> device::Model {
        let (db, now) = (&self.world.app.db, self.world.now());
        super::checked::answer_all(db, device, self.trainer.account.id, now).await;
        let check = quality_check::ActiveModel {
            device_id: Set(device.id),
            stay: Set(device.stay),
            holds_data: Set(false),
            performer_id: Set(self.trainer.account.id),
            checker_id: Set(self.clerk.account.id),
            passed_at: Set(self.world.now()),
            ..Default::default()
        }
        .insert(&self.world.app.db)
        .await
        .unwrap();
        let ready = device::ActiveModel {
            stage: Set(Stage::Ready),
            ready_check_id: Set(Some(check.id)),
            ..Default::default()
        };
        self.change_device(device, ready, EventKind::QualityCheckPassed)
            .await
    }

    pub async fn change_device(
        &self,
        device: &device::Model,
        change: device::ActiveModel,
        kind: EventKind,
    ) -> device::Model {
        let event = Event::of(kind);
        journal::change(&self.world.app.db, self.by(), device, change, event)
            .await
            .unwrap()
    }

    /// A session of the trainer's at the clerk's place, in two hours, with the modules of these numbers.
    pub async fn session(
        &self,
        minutes: i32,
        capacity: i32,
        modules: &[usize],
    ) -> training_session::Model {
        let db = &self.world.app.db;
        let session = training_session::ActiveModel {
            pathway_id: Set(self.programme.pathway_id),
            site_id: Set(self.clerk.site.as_ref().unwrap().id),
            trainer_id: Set(self.trainer.membership.id),
            form: Set(SessionForm::Group),
            starts_at: Set(self.world.now() + Duration::hours(2)),
            minutes: Set(minutes),
            capacity: Set(capacity),
            places_taken: Set(0),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        for module in modules {
            session_module::ActiveModel {
                session_id: Set(session.id),
                module_id: Set(self.modules[*module].id),
            }
            .insert(db)
            .await
            .unwrap();
        }
        session
    }

    /// The prescriber enrols the learner of a request.
    pub async fn enrol(&self, asked: &Asked) -> enrolment::Model {
        let page = self.prescriber.get(&asked.training()).await.expect(200);
        let form = page
            .form("form[action$='/enrolment']")
            .set("learner", asked.learner.id.0.to_string());
        self.prescriber.send(&form).await.expect(303);
        self.enrolment(asked).await
    }

    /// A request whose learner is enrolled: cleared where that is the condition.
    pub async fn cleared(&self, family_name: &str) -> Asked {
        let asked = self.ask(family_name, "Casque").await;
        self.enrol(&asked).await;
        asked
    }

    pub async fn enrolment(&self, asked: &Asked) -> enrolment::Model {
        let enrolment = enrolment::Entity::find()
            .filter(enrolment::COLUMN.request_id.eq(asked.request.id))
            .one(&self.world.app.db)
            .await
            .unwrap();
        enrolment.unwrap()
    }

    /// The prescriber books a place.
    pub async fn book(&self, asked: &Asked, session: &training_session::Model) -> Page {
        let page = self.prescriber.get(&asked.training()).await.expect(200);
        let form = page
            .form("form[action$='/place']")
            .set("session", session.id.0.to_string());
        self.prescriber.send(&form).await
    }

    /// The trainer marks the learner present or absent.
    pub async fn mark(
        &self,
        session: &training_session::Model,
        enrolment: &enrolment::Model,
        came: &str,
    ) -> Page {
        let fields = [
            ("write_id", unique()),
            ("enrolment", enrolment.id.0.to_string()),
            ("came", came.to_owned()),
        ];
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let path = format!("/training/sessions/{}", session.id.0);
        self.trainer.post(&path, &fields).await
    }

    pub fn the_session_begins(&self) {
        self.world.app.clock.advance(Duration::hours(2));
    }

    pub fn the_session_ends(&self, session: &training_session::Model) {
        let left = ends_at(session) - self.world.now();
        self.world.app.clock.advance(left);
    }

    /// A session of this length, attended in full, the list taken at its end.
    pub async fn attend(&self, asked: &Asked, minutes: i32, modules: &[usize]) {
        let session = self.session(minutes, 5, modules).await;
        self.book(asked, &session).await.expect(303);
        self.the_session_ends(&session);
        let enrolment = self.enrolment(asked).await;
        self.mark(&session, &enrolment, "yes").await.expect(303);
    }

    /// The clearances of a request, oldest first.
    pub async fn clearances(&self, asked: &Asked) -> Vec<clearance::Model> {
        let mut all = clearance::Entity::find()
            .filter(clearance::COLUMN.request_id.eq(asked.request.id))
            .all(&self.world.app.db)
            .await
            .unwrap();
        all.sort_by_key(|clearance| clearance.id);
        all
    }

    /// The one clearance that stands.
    pub async fn standing(&self, asked: &Asked) -> Option<clearance::Model> {
        let all = self.clearances(asked).await;
        all.into_iter()
            .find(|clearance| clearance.state == ClearanceState::Issued)
    }

    /// Somebody hands the device over at the counter, signed on paper.
    pub async fn hand_over(&self, who: &Persona, asked: &Asked) -> Page {
        who.post(&asked.counter(), &handing(&unique(), "paper", ""))
            .await
    }

    pub async fn handovers(&self) -> Vec<handover::Model> {
        handover::Entity::find()
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    pub async fn places(&self) -> u64 {
        attendance::Entity::find()
            .count(&self.world.app.db)
            .await
            .unwrap()
    }

    pub async fn device(&self, asked: &Asked) -> device::Model {
        let device = device::Entity::find_by_id(asked.device.id)
            .one(&self.world.app.db)
            .await;
        device.unwrap().unwrap()
    }

    /// The journal explains every row (law 4).
    pub async fn verify(&self) {
        let report = journal::verify::database(&self.world.app.db, |_| {})
            .await
            .unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

/// A write id that no other form has.
pub fn unique() -> String {
    Code::generate(&mut rand::rng()).to_string()
}

/// The fields of a handover to the person themself.
pub fn handing<'f>(
    write_id: &'f str,
    signed_on: &'f str,
    signature: &'f str,
) -> [(&'f str, &'f str); 6] {
    [
        ("write_id", write_id),
        ("received_by", "recipient"),
        ("identity_seen", "identity_card"),
        ("signed_on", signed_on),
        ("signature", signature),
        ("proxy_name", ""),
    ]
}
