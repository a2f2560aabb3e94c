//! The lending library: finding and reserving, the gate before the pick-up, the store's day; and every way round it.

mod borrowing;
mod catalogue;
mod gate;
mod importing;
mod kits;
mod late;
mod lost;
mod meanwhile;
mod photos;
mod returning;
mod schools;
mod trials;
mod usage;
mod waiting;

use crate::support::{World, world::Persona};
use chrono::{Days, NaiveDate};
use entities::{
    collection_lot,
    device::{self, Stage},
    erasure::{self, ErasureLevel, ErasureMethod, ErasureVerdict},
    evidence::{self, EvidenceKind},
    loan::{self, LoanId},
    membership::Role,
    organisation::OrganisationKind,
    quality_check,
};
use passe_relais::{
    journal::{EventKind, verify},
    labels::Code,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, QueryOrder, Set};
use std::sync::atomic::{AtomicU32, Ordering};

/// A store with one item, and who borrows it. The world begins on Monday 4 May 2026.
struct Library {
    world: World,
    keeper: Persona,
    teacher: Persona,
    head: Persona,
    supervisor: Persona,
    worker: Persona,
    lot: collection_lot::Model,
    labels: Vec<Code>,
    forms: AtomicU32,
}

const SLUG: &str = "casque-anti-bruit";

impl Library {
    async fn new() -> Self {
        let world = World::new().await;
        let keeper = world.persona(Role::StoreKeeper).await;
        let teacher = world.persona(Role::Teacher).await;
        let school = world
            .organisation(OrganisationKind::College, "Collège des Balmettes")
            .await;
        let head = world.member(Role::OrganisationManager, school, None).await;
        let supervisor = world.supervisor().await;
        let worker = world.worker().await;
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        let labels = world.blank_labels(&supervisor, 12).await;
        let library = Self {
            world,
            keeper,
            teacher,
            head,
            supervisor,
            worker,
            lot,
            labels,
            forms: AtomicU32::new(1),
        };
        library.make_item().await;
        library
    }

    async fn make_item(&self) {
        let form = self
            .keeper
            .get("/catalogue/new")
            .await
            .expect(200)
            .form("main form")
            .set("name_fr", "Casque anti-bruit")
            .set("name_en", "Noise-reducing headphones")
            .set("purpose_fr", "S’isoler du bruit.")
            .set("purpose_en", "Shut noise out.")
            .set("guide_fr", "Régler l’arceau.\nConvenir d’un signe.")
            .set("guide_en", "Set the headband.\nAgree on a sign.")
            .set("accessories_fr", "Housse")
            .set("accessories_en", "Cover")
            .set("synonyms", "écouteurs concentration")
            .tick("needs", "noise")
            .tick("needs_cleaning", "yes");
        self.keeper
            .send(&form)
            .await
            .sends_to(&format!("/catalogue/{SLUG}?done=item-made"));
    }

    /// A form's id that no other form has.
    fn write_id(&self) -> String {
        let number = self.forms.fetch_add(1, Ordering::Relaxed);
        format!("form-number-{number:06}")
    }

    /// A ready device on the store's shelf.
    async fn shelved(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        let people = (&self.worker, &self.supervisor);
        let device = self
            .world
            .ready(&self.lot, &serial, self.labels[number], people)
            .await;
        self.bring(&device).await
    }

    async fn bring(&self, device: &device::Model) -> device::Model {
        let here = device::ActiveModel {
            site_id: Set(self.keeper.membership.site_id),
            ..Default::default()
        };
        self.world
            .change_device(device, here, EventKind::DeviceMoved)
            .await
    }

    /// The same, of a kind that can hold data: erased, and checked by somebody else.
    async fn shelved_with_data(&self, number: usize) -> device::Model {
        let (db, now) = (&self.world.app.db, self.world.now());
        let serial = format!("SER{number}");
        let device = self
            .world
            .received(&self.lot, &serial, self.labels[number])
            .await;
        let holds = device::ActiveModel {
            holds_data: Set(true),
            ..Default::default()
        };
        let device = self
            .world
            .change_device(&device, holds, EventKind::DeviceCorrected)
            .await;
        crate::support::checked::answer_all(db, &device, self.worker.account.id, now).await;
        let proof = evidence::ActiveModel {
            kind: Set(EvidenceKind::SetupScreen),
            sha256: Set("00".repeat(32)),
            file: Set("proof".to_owned()),
            media_type: Set("image/png".to_owned()),
            bytes: Set(1),
            membership_id: Set(self.worker.membership.id),
            created_at: Set(now),
            ..Default::default()
        };
        let proof = proof.insert(db).await.unwrap();
        let erased = erasure::ActiveModel {
            device_id: Set(device.id),
            stay: Set(device.stay),
            method: Set(ErasureMethod::Reset),
            performer_id: Set(self.worker.account.id),
            performed_on: Set(now.date_naive()),
            recorded_at: Set(now),
            evidence_id: Set(Some(proof.id)),
            verdict: Set(ErasureVerdict::Accepted),
            level: Set(Some(ErasureLevel::Clear)),
            reasons: Set("[]".to_owned()),
            details: Set("{}".to_owned()),
            ..Default::default()
        };
        let erased = erased.insert(db).await.unwrap();
        let check = quality_check::ActiveModel {
            device_id: Set(device.id),
            stay: Set(device.stay),
            holds_data: Set(true),
            erasure_id: Set(Some(erased.id)),
            erasure_verdict: Set(Some(ErasureVerdict::Accepted)),
            erasure_level: Set(Some(ErasureLevel::Clear)),
            performer_id: Set(self.worker.account.id),
            checker_id: Set(self.supervisor.account.id),
            passed_at: Set(now),
            ..Default::default()
        };
        let check = check.insert(db).await.unwrap();
        let ready = device::ActiveModel {
            stage: Set(Stage::Ready),
            ready_check_id: Set(Some(check.id)),
            ..Default::default()
        };
        let device = self
            .world
            .change_device(&device, ready, EventKind::QualityCheckPassed)
            .await;
        self.bring(&device).await
    }

    /// The device becomes a piece of the item, as the store keeper does it.
    async fn piece(&self, device: &device::Model) {
        let form = self
            .keeper
            .get(&format!("/catalogue/{SLUG}"))
            .await
            .expect(200)
            .form("form[action$='/pieces']")
            .set("code", code(device));
        self.keeper
            .send(&form)
            .await
            .sends_to(&format!("/catalogue/{SLUG}?done=piece-added"));
    }

    /// So many pieces on the shelf.
    async fn pieces(&self, count: usize) -> Vec<device::Model> {
        let mut pieces = Vec::new();
        for number in 0..count {
            let device = self.shelved(number).await;
            self.piece(&device).await;
            pieces.push(self.again(&device).await);
        }
        pieces
    }

    /// So many days later; who comes back signs in again.
    async fn later(&mut self, days: i64) {
        self.world.days_pass(days);
        for persona in [&mut self.keeper, &mut self.teacher, &mut self.head] {
            self.world.signs_in_again(persona).await;
        }
    }

    fn today(&self) -> NaiveDate {
        self.world.app.clock.today()
    }

    fn day(&self, from_now: u64) -> String {
        (self.today() + Days::new(from_now)).to_string()
    }

    /// Reserves from today on, through the form that proposes the days.
    async fn reserved(&self) -> loan::Model {
        let path = format!("/catalogue/{SLUG}/reservation");
        let form = self.teacher.get(&path).await.expect(200).form("main form");
        let sent = self.teacher.send(&form).await.expect(303);
        let id = sent
            .location()
            .trim_start_matches("/loans/")
            .split('?')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        self.loan(id).await
    }

    async fn loan(&self, id: i32) -> loan::Model {
        loan::Entity::find_by_id(LoanId(id))
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn all_loans(&self) -> Vec<loan::Model> {
        loan::Entity::find()
            .order_by_asc(loan::Column::Id)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    /// Does the guided session.
    async fn learn(&self) {
        let form = self
            .teacher
            .get(&format!("/catalogue/{SLUG}/session"))
            .await
            .expect(200)
            .form("main form")
            .tick("steps", "1")
            .tick("steps", "2");
        self.teacher
            .send(&form)
            .await
            .sends_to(&format!("/catalogue/{SLUG}?done=session-done"));
    }

    /// Presses the only button of a form of the loan's page.
    async fn press(&self, who: &Persona, loan: &loan::Model, what: &str) {
        let id = loan.id.0;
        let form = who
            .get(&format!("/loans/{id}"))
            .await
            .expect(200)
            .form(&format!("form[action$='/{what}']"));
        who.send(&form).await.expect(303);
    }

    /// Out with the teacher, who is trained.
    async fn out(&self) -> loan::Model {
        let loan = self.reserved().await;
        self.learn().await;
        self.press(&self.keeper, &loan, "preparation").await;
        self.pick_up(&loan).await;
        self.loan(loan.id.0).await
    }

    async fn pick_up(&self, loan: &loan::Model) {
        let id = loan.id.0;
        let piece = self.device_of(loan).await;
        let form = self
            .keeper
            .get(&format!("/loans/{id}/pick-up"))
            .await
            .expect(200)
            .form("main form")
            .tick("signed", "yes")
            .set("code", code(&piece));
        self.keeper
            .send(&form)
            .await
            .sends_to(&format!("/loans/{id}?done=loan-handed-over"));
    }

    async fn device_of(&self, loan: &loan::Model) -> device::Model {
        device::Entity::find_by_id(loan.device_id)
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn again(&self, device: &device::Model) -> device::Model {
        device::Entity::find_by_id(device.id)
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    /// Statements by hand that the database itself refuses.
    async fn refuses(&self, statements: &[String]) {
        for statement in statements {
            let refused = self.world.app.db.execute_unprepared(statement).await;
            assert!(refused.is_err(), "the database took: {statement}");
        }
    }

    async fn journal_holds(&self) {
        let report = verify::database(&self.world.app.db, |_| {}).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

fn code(device: &device::Model) -> &str {
    device.label_code.as_deref().unwrap()
}
