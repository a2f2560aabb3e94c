//! The bench: a device leaves the workshop with a proof and a second look, or not at all (law 3).

use crate::support::{
    World,
    page::{File, Form, Page},
    world::Persona,
};
use chrono::{Months, TimeDelta};
use entities::{
    checklist_answer::Step,
    collection_lot::{self, LegalBasis},
    device::{self, DeviceKind, Stage},
    erasure::{self, ErasureMethod, ErasureVerdict},
    event, evidence,
    habilitation::{self, Act},
    label, label_batch,
    membership::Role,
    organisation::OrganisationKind,
    quality_check, remark, scrap,
};
use image::{ImageFormat, RgbImage};
use passe_relais::{
    journal::{self, Event, EventKind, verify},
    labels::Code,
    workshop::checklists::{Kind, checklist_for},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, Set,
};
use std::io::Cursor;

/// The serial number of the computer in the fixtures' logs.
const PC_SERIAL: &str = "5CD8143KLM";

/// A workshop with somebody to do the work and somebody to check it, both habilitated.
struct Workshop {
    world: World,
    worker: Persona,
    supervisor: Persona,
}

impl Workshop {
    async fn new() -> Self {
        Self::after(0).await
    }

    async fn after(days: i64) -> Self {
        let world = World::new().await;
        world.days_pass(days);
        let worker = world.worker().await;
        let supervisor = world.supervisor().await;
        let workshop = Self {
            world,
            worker,
            supervisor,
        };
        workshop.habilitate(&workshop.worker, Act::Erasure).await;
        workshop
            .habilitate(&workshop.supervisor, Act::QualityCheck)
            .await;
        workshop
    }

    async fn habilitate(&self, person: &Persona, act: Act) {
        let today = self.world.app.clock.today();
        habilitation::ActiveModel {
            account_id: Set(person.account.id),
            act: Set(act),
            granted_on: Set(today),
            expires_on: Set(today + Months::new(12)),
            granted_by: Set(self.supervisor.membership.id),
            ..Default::default()
        }
        .insert(&self.world.app.db)
        .await
        .unwrap();
    }

    /// A device as reception leaves it at the site of this person.
    async fn received(&self, at: &Persona, kind: DeviceKind, serial: Option<&str>) -> String {
        let (db, now) = (&self.world.app.db, self.world.now());
        let by = journal::By {
            actor: Some(at.membership.id),
            at: now,
        };
        let site = at.site.as_ref().unwrap().id;
        let lot: collection_lot::Model = journal::insert(
            db,
            by,
            collection_lot::ActiveModel {
                donor_id: Set(at.organisation.id),
                owner_id: Set(at.organisation.id),
                workshop_site_id: Set(site),
                legal_basis: Set(LegalBasis::RefurbishingService),
                source: Set("mdm".to_owned()),
                devices_announced: Set(1),
                created_at: Set(now),
                ..Default::default()
            },
            Event::of(EventKind::LotAnnounced),
        )
        .await
        .unwrap();
        let batch = label_batch::ActiveModel {
            site_id: Set(site),
            membership_id: Set(at.membership.id),
            template: Set("avery-l7160".to_owned()),
            count: Set(1),
            created_at: Set(now),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let code = Code::generate(&mut rand::rng()).to_string();
        label::Entity::insert(label::ActiveModel {
            code: Set(code.clone()),
            batch_id: Set(batch.id),
        })
        .exec_without_returning(db)
        .await
        .unwrap();
        let holds_data = !matches!(kind, DeviceKind::Screen | DeviceKind::Accessory);
        let (maker, model) = match kind {
            DeviceKind::Tablet => ("Apple", "iPad 7"),
            DeviceKind::Phone => ("Fairphone", "FP4"),
            DeviceKind::Laptop | DeviceKind::Desktop => ("HP", "ProBook 430 G5"),
            DeviceKind::Screen | DeviceKind::Accessory => ("Iiyama", "B2483"),
        };
        let row = device::ActiveModel {
            lot_id: Set(lot.id),
            label_code: Set(Some(code.clone())),
            kind: Set(kind),
            holds_data: Set(holds_data),
            manufacturer: Set(maker.to_owned()),
            manufacturer_key: Set(maker.to_lowercase()),
            model: Set(model.to_owned()),
            model_key: Set(format!("{kind:?} {maker} {model}").to_lowercase()),
            serial: Set(serial.map(ToOwned::to_owned)),
            owner_id: Set(at.organisation.id),
            announced: Set(true),
            stage: Set(Stage::Received),
            stage_since: Set(now),
            site_id: Set(Some(site)),
            stay: Set(1),
            created_at: Set(now),
            search: Set(model.to_lowercase()),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceReceived);
        let device: device::Model = journal::insert(db, by, row, event).await.unwrap();
        device.label_code.unwrap()
    }

    async fn device(&self, code: &str) -> device::Model {
        device::Entity::find_by_label_code(Some(code.to_owned()))
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn stage(&self, code: &str) -> Stage {
        self.device(code).await.stage
    }

    async fn triage(&self, code: &str) {
        let form = form_of(&self.worker, code, "triage").await;
        let form = all_good(form, self.device(code).await.kind, Step::Triage);
        let done = self.worker.send(&form).await;
        let page = self.worker.follow(done).await.expect(200);
        assert!(page.says("Tri terminé"), "{page}");
    }

    async fn checklist(&self, code: &str) {
        let form = form_of(&self.worker, code, "checklist").await;
        let kind = self.device(code).await.kind;
        self.worker
            .send(&all_good(form, kind, Step::Refurbishment))
            .await
            .expect(303);
    }

    async fn reset(&self, code: &str) {
        let form = self.complete_reset(code).await;
        let done = self.worker.send(&form).await;
        let page = self.worker.follow(done).await.expect(200);
        assert!(page.says("Effacement accepté"), "{page}");
    }

    /// The form of a tablet's reset with everything done.
    async fn complete_reset(&self, code: &str) -> Form {
        form_of(&self.worker, code, "erasure")
            .await
            .set("activation_lock", "yes")
            .set("device_management", "yes")
            .set("sim", "no_slot")
            .set("sd", "emptied")
            .attach("photo", "ecran.png", &picture(60, 40))
    }

    async fn send_log(&self, code: &str, name: &str, log: &[u8]) -> Page {
        let form = form_of(&self.worker, code, "erasure").await;
        self.worker.send(&form.attach("log", name, log)).await
    }

    async fn ask_check(&self, code: &str) -> Page {
        let page = self.worker.get(&format!("/bench/{code}")).await.expect(200);
        let form = page.form(&format!("form[action='/bench/{code}/check-request']"));
        self.worker.send(&form).await
    }

    /// A tablet that waits for its quality check.
    async fn tablet_to_check(&self) -> String {
        self.tablet_to_check_with("DMPX1").await
    }

    async fn tablet_to_check_with(&self, serial: &str) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Tablet, Some(serial))
            .await;
        self.triage(&code).await;
        self.reset(&code).await;
        self.checklist(&code).await;
        self.ask_check(&code).await.expect(303);
        code
    }

    async fn check_form(&self, by: &Persona, code: &str) -> Form {
        let form = form_of(by, code, "quality-check").await;
        all_good(form, self.device(code).await.kind, Step::QualityCheck)
    }

    /// A tablet on the shelf.
    async fn ready_tablet(&self) -> String {
        let code = self.tablet_to_check().await;
        let form = self.check_form(&self.supervisor, &code).await;
        self.supervisor
            .send(&form.press("verdict", "pass"))
            .await
            .expect(303);
        assert_eq!(self.stage(&code).await, Stage::Ready);
        code
    }

    async fn events(&self, code: &str) -> Vec<event::Model> {
        event::Entity::find()
            .filter(event::COLUMN.subject_kind.eq("device"))
            .filter(event::COLUMN.subject_id.eq(self.device(code).await.id.0))
            .order_by_asc(event::COLUMN.seq)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    async fn assert_journal_holds(&self) {
        let report = verify::database(&self.world.app.db).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

async fn form_of(person: &Persona, code: &str, step: &str) -> Form {
    let page = person.get(&format!("/bench/{code}/{step}")).await;
    page.expect(200).form("main form")
}

/// Every question answered as one wishes.
fn all_good(mut form: Form, kind: DeviceKind, step: Step) -> Form {
    for item in checklist_for(kind, step) {
        let answer = match item.kind {
            Kind::Grade => "b",
            Kind::YesNo | Kind::YesNoNa => "yes",
        };
        form = form.set(&item.id.0, answer);
    }
    form
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(width, height)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn log(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../tests/fixtures/erasure/{name}.log",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).unwrap()
}

/// The fixtures' computers were wiped on 5 October 2026: a workshop on the evening of that day.
async fn on_the_day_of_the_logs() -> Workshop {
    Workshop::after(154).await
}

#[tokio::test]
async fn a_tablet_goes_from_quarantine_to_ready_one_thing_after_the_other() {
    let workshop = Workshop::new().await;
    let Workshop {
        worker, supervisor, ..
    } = &workshop;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let at = format!("/bench/{code}");
    let scanned = worker
        .get(&format!("/bench?code=https://ici.example/d/{code}"))
        .await
        .sends_to(&at);
    assert!(worker.follow(scanned).await.says("Trier l’appareil"));
    workshop.triage(&code).await;
    assert_eq!(workshop.device(&code).await.grade, Some(device::Grade::B));
    assert!(worker.get(&at).await.says("Noter l’effacement"));
    workshop.reset(&code).await;
    assert!(worker.get(&at).await.says("Remplir la liste"));
    workshop.checklist(&code).await;
    assert!(worker.get(&at).await.says("Tout est fait"));
    workshop
        .ask_check(&code)
        .await
        .sends_to(&format!("{at}?done=bench-check-asked"));
    assert!(
        worker
            .get(&at)
            .await
            .says("attend le contrôle d’un encadrant")
    );
    assert!(supervisor.get(&at).await.says("Faire le contrôle"));
    let form = workshop.check_form(supervisor, &code).await;
    let done = supervisor.send(&form.press("verdict", "pass")).await;
    assert!(supervisor.follow(done).await.says("l’appareil est prêt"));
    let device = workshop.device(&code).await;
    assert_eq!(device.stage, Stage::Ready);
    let check = quality_check::Entity::find_by_id(device.ready_check_id.unwrap())
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (check.performer_id, check.checker_id),
        (worker.account.id, supervisor.account.id)
    );
    let kinds: Vec<String> = workshop
        .events(&code)
        .await
        .into_iter()
        .map(|event| event.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            "device_received",
            "device_triaged",
            "refurbishment_begun",
            "erasure_recorded",
            "quality_check_asked",
            "quality_check_passed"
        ]
    );
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_pc_is_ready_with_the_log_of_its_own_wipe() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&code).await;
    let sent = workshop
        .send_log(&code, "nwipe.log", &log("accepted-ssd"))
        .await;
    assert!(
        workshop
            .worker
            .follow(sent)
            .await
            .says("Effacement accepté")
    );
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn what_holds_no_data_needs_no_erasure_and_a_second_person_all_the_same() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Screen, None)
        .await;
    workshop.triage(&code).await;
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    let check = quality_check::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(check.erasure_id, None);
    assert_eq!(check.performer_id, workshop.worker.account.id);
}

#[tokio::test]
async fn a_reset_with_anything_missing_is_refused_with_all_that_is_missing_and_keeps_nothing() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let form = form_of(&workshop.worker, &code, "erasure").await;
    let refused = workshop
        .worker
        .send(
            &form
                .clone()
                .set("activation_lock", "no")
                .set("sim", "no_slot"),
        )
        .await
        .expect(422);
    assert_eq!(refused.texts(".summary li").len(), 4, "{refused}");
    for missing in [
        "La photo de l’écran de démarrage manque",
        "Le verrouillage d’activation est actif",
        "La gestion à distance (MDM) n’a pas été contrôlée",
        "L’emplacement de la carte mémoire",
    ] {
        assert!(refused.says(missing), "{missing}");
    }
    // What was typed is still there.
    let again = refused.form("main form").fields();
    assert!(again.contains(&("sim".to_owned(), "no_slot".to_owned())));
    // A reset of before this stay proves nothing about it.
    let early = workshop
        .complete_reset(&code)
        .await
        .set("reset_on", "2026-05-03");
    let refused = workshop.worker.send(&early).await.expect(422);
    assert!(refused.says("plus ancienne que l’arrivée"));
    let db = &workshop.world.app.db;
    assert_eq!(erasure::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(evidence::Entity::find().count(db).await.unwrap(), 0);
    // And without an erasure nothing goes on.
    workshop.checklist(&code).await;
    let asked = workshop
        .worker
        .post(
            &format!("/bench/{code}/check-request"),
            &[("write_id", "by-hand-1")],
        )
        .await
        .expect(409);
    assert!(asked.says("L’effacement n’est pas noté"));
    assert_eq!(workshop.stage(&code).await, Stage::Refurbishment);
}

#[tokio::test]
async fn every_other_log_is_refused_for_its_own_reason_and_kept_as_evidence() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&code).await;
    workshop.checklist(&code).await;
    let reasons = [
        ("failed", "L’effacement a échoué"),
        ("aborted", "a été arrêté avant la fin"),
        ("verification-off", "La vérification était désactivée"),
        ("masked-serial", "est masqué"),
        ("second-drive-not-wiped", "Un disque de cet ordinateur"),
        ("not-a-log", "n’est pas un journal de nwipe"),
    ];
    for (name, reason) in reasons {
        let sent = workshop.send_log(&code, name, &log(name)).await;
        let page = workshop.worker.follow(sent).await.expect(200);
        assert!(page.says(reason), "{name}: {page}");
        workshop
            .worker
            .post(
                &format!("/bench/{code}/check-request"),
                &[("write_id", &format!("by-hand-{name}"))],
            )
            .await
            .expect(409);
    }
    let kept = erasure::Entity::find()
        .all(&workshop.world.app.db)
        .await
        .unwrap();
    assert_eq!(kept.len(), reasons.len());
    for erasure in kept {
        assert_ne!(erasure.verdict, ErasureVerdict::Accepted);
        assert!(erasure.evidence_id.is_some());
    }
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn the_log_of_another_machine_or_of_an_earlier_stay_proves_nothing() {
    let workshop = on_the_day_of_the_logs().await;
    let other = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some("CND4021XYZ"))
        .await;
    workshop.triage(&other).await;
    let sent = workshop
        .send_log(&other, "nwipe.log", &log("accepted-ssd"))
        .await;
    let page = workshop.worker.follow(sent).await;
    assert!(page.says("Ce journal vient d’un autre ordinateur"));
    // The same machine, received the day after its log was written.
    workshop.world.days_pass(1);
    let code = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    let worker = workshop.world.sign_in(&workshop.worker.account.email).await;
    let form = worker
        .get(&format!("/bench/{code}/triage"))
        .await
        .form("main form");
    worker
        .send(&all_good(form, DeviceKind::Laptop, Step::Triage))
        .await
        .expect(303);
    let form = worker
        .get(&format!("/bench/{code}/erasure"))
        .await
        .form("main form");
    let sent = worker
        .send(&form.attach("log", "nwipe.log", &log("accepted-ssd")))
        .await;
    let page = worker.follow(sent).await;
    assert!(
        page.says("plus ancien que l’arrivée de l’appareil"),
        "{page}"
    );
}

#[tokio::test]
async fn who_did_the_work_does_not_sign_it() {
    let workshop = Workshop::new().await;
    let busy = workshop.world.supervisor().await;
    workshop.habilitate(&busy, Act::Erasure).await;
    workshop.habilitate(&busy, Act::QualityCheck).await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let form = form_of(&busy, &code, "erasure")
        .await
        .set("activation_lock", "yes")
        .set("device_management", "yes")
        .set("sim", "no_slot")
        .set("sd", "no_slot")
        .attach("photo", "ecran.png", &picture(60, 40));
    busy.send(&form).await.expect(303);
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let page = busy.get(&format!("/bench/{code}")).await;
    assert!(page.says("une autre personne habilitée doit le contrôler"));
    // The page offers no signature, and the route takes none.
    let page = busy.get(&format!("/bench/{code}/quality-check")).await;
    assert!(!page.has("[value=pass]"));
    let refused = post_check(&busy, &code).await.expect(409);
    assert!(refused.says("Vous avez travaillé sur cet appareil"));
    // It is not among what they may sign, and it is for the other supervisor.
    assert!(!busy.get("/bench").await.says("Faire le contrôle"));
    assert!(
        workshop
            .supervisor
            .get("/bench")
            .await
            .says("Faire le contrôle")
    );
    assert_eq!(workshop.stage(&code).await, Stage::QualityCheck);
}

/// Signs by hand, whatever the page offers.
async fn post_check(by: &Persona, code: &str) -> Page {
    let mut fields = vec![("write_id", "by-hand-check"), ("verdict", "pass")];
    for item in checklist_for(DeviceKind::Tablet, Step::QualityCheck) {
        let answer = if item.kind == Kind::Grade { "b" } else { "yes" };
        fields.push((&item.id.0, answer));
    }
    by.post(&format!("/bench/{code}/quality-check"), &fields)
        .await
}

#[tokio::test]
async fn a_habilitation_that_has_ended_or_not_begun_counts_for_nothing() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let today = workshop.world.app.clock.today();
    let newcomer = workshop.world.supervisor().await;
    for (from, to) in [(-30, -1), (1, 30)] {
        habilitation::ActiveModel {
            account_id: Set(newcomer.account.id),
            act: Set(Act::QualityCheck),
            granted_on: Set(today + TimeDelta::days(from)),
            expires_on: Set(today + TimeDelta::days(to)),
            granted_by: Set(newcomer.membership.id),
            ..Default::default()
        }
        .insert(&workshop.world.app.db)
        .await
        .unwrap();
    }
    let page = newcomer.get(&format!("/bench/{code}")).await;
    assert!(page.says("Demandez-la au coordinateur"));
    assert!(page.says(&workshop.supervisor.account.name));
    let refused = post_check(&newcomer, &code).await.expect(409);
    assert!(refused.says("habilitation « contrôle qualité » en cours"));
    // The same for who erases.
    let other = workshop.world.worker().await;
    let tablet = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX2"))
        .await;
    workshop.triage(&tablet).await;
    other
        .get(&format!("/bench/{tablet}/erasure"))
        .await
        .sends_to(&format!("/bench/{tablet}"));
    let mut form = workshop.complete_reset(&tablet).await;
    form.action = format!("/bench/{tablet}/erasure");
    let refused = other.send(&form).await.expect(409);
    assert!(refused.says("habilitation « effacement » en cours"));
    assert_eq!(workshop.stage(&code).await, Stage::QualityCheck);
}

#[tokio::test]
async fn a_device_of_another_workshop_is_not_there() {
    let workshop = Workshop::new().await;
    let other = workshop
        .world
        .organisation(OrganisationKind::AdaptedEnterprise, "Entreprise du Lac")
        .await;
    let site = workshop.world.site(&other, "Entreprise du Lac").await;
    let stranger = workshop
        .world
        .member(Role::Supervisor, other, Some(site))
        .await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    workshop.reset(&code).await;
    let scan = stranger
        .get(&format!("/bench?code={code}"))
        .await
        .expect(404);
    assert!(scan.says("Aucun appareil de votre atelier"));
    let steps = [
        "triage",
        "checklist",
        "erasure",
        "quality-check",
        "scrap",
        "return",
    ];
    stranger.get(&format!("/bench/{code}")).await.expect(404);
    for step in steps {
        stranger
            .get(&format!("/bench/{code}/{step}"))
            .await
            .expect(404);
    }
    for step in [
        "triage",
        "checklist",
        "quality-check",
        "scrap",
        "return",
        "check-request",
    ] {
        let fields = [
            ("write_id", "by-hand-1"),
            ("reason", "x"),
            ("verdict", "fail"),
        ];
        stranger
            .post(&format!("/bench/{code}/{step}"), &fields)
            .await
            .expect(404);
    }
    let fields = [("write_id", "by-hand-2")];
    stranger
        .post_files(&format!("/bench/{code}/erasure"), &fields, &[])
        .await
        .expect(404);
    let proof = evidence::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    stranger
        .get(&format!("/evidence/{}", proof.id.0))
        .await
        .expect(404);
}

#[tokio::test]
async fn the_bench_is_for_those_who_work_at_it() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let nobody = workshop.world.stranger();
    let clerk = workshop.world.clerk().await;
    for path in ["/bench".to_owned(), format!("/bench/{code}")] {
        nobody.get(&path).await.sends_to("/sign-in");
        clerk.get(&path).await.expect(403);
    }
    let worker = &workshop.worker;
    for step in ["quality-check", "scrap"] {
        worker
            .get(&format!("/bench/{code}/{step}"))
            .await
            .expect(403);
        let fields = [("write_id", "by-hand-1"), ("verdict", "pass")];
        worker
            .post(&format!("/bench/{code}/{step}"), &fields)
            .await
            .expect(403);
    }
    workshop
        .supervisor
        .post(&format!("/bench/{code}/check-request"), &[])
        .await
        .expect(400);
}

#[tokio::test]
async fn a_form_sent_twice_is_done_once_and_answered_the_same() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let form = form_of(&workshop.worker, &code, "triage").await;
    let form = all_good(form, DeviceKind::Tablet, Step::Triage);
    let first = workshop.worker.send(&form).await.expect(303);
    let second = workshop.worker.send(&form).await.expect(303);
    assert_eq!(first.location(), second.location());
    let form = workshop.complete_reset(&code).await;
    let first = workshop.worker.send(&form).await.expect(303);
    let second = workshop.worker.send(&form).await.expect(303);
    assert_eq!(first.location(), second.location());
    let erasures = erasure::Entity::find().count(&workshop.world.app.db).await;
    assert_eq!(erasures.unwrap(), 1);
    let form = scrap_form(&workshop, &code).await;
    let first = workshop.supervisor.send(&form).await.expect(303);
    let second = workshop.supervisor.send(&form).await.expect(303);
    assert_eq!(first.location(), second.location());
    assert_eq!(workshop.events(&code).await.len(), 5);
}

async fn scrap_form(workshop: &Workshop, code: &str) -> Form {
    form_of(&workshop.supervisor, code, "scrap")
        .await
        .set("weight", "0,48")
        .set("waste_code", "20 01 35*")
        .set("recipient", "Récup’ du Lac")
}

#[tokio::test]
async fn of_two_people_at_once_one_wins_and_the_other_is_told() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let second = workshop.world.supervisor().await;
    workshop.habilitate(&second, Act::QualityCheck).await;
    let pass = workshop.check_form(&workshop.supervisor, &code).await;
    let fail = workshop
        .check_form(&second, &code)
        .await
        .set("reason", "Écran rayé");
    let (pass, fail) = (pass.press("verdict", "pass"), fail.press("verdict", "fail"));
    let (one, other) = tokio::join!(workshop.supervisor.send(&pass), second.send(&fail));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{one}\n{other}");
    let told = if one.status.as_u16() == 409 {
        one
    } else {
        other
    };
    assert!(
        told.says("quelqu’un a avancé entre-temps")
            || told.says("Quelqu’un vient de modifier la même chose"),
        "{told}"
    );
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn two_signatures_at_once_are_one() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let second = workshop.world.supervisor().await;
    workshop.habilitate(&second, Act::QualityCheck).await;
    let one = workshop.check_form(&workshop.supervisor, &code).await;
    let other = workshop.check_form(&second, &code).await;
    let (one, other) = (one.press("verdict", "pass"), other.press("verdict", "pass"));
    let (one, other) = tokio::join!(workshop.supervisor.send(&one), second.send(&other));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{one}\n{other}");
    let checks = quality_check::Entity::find()
        .count(&workshop.world.app.db)
        .await;
    assert_eq!(checks.unwrap(), 1);
}

#[tokio::test]
async fn a_check_that_is_not_all_yes_signs_nothing_and_sending_back_says_why() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let supervisor = &workshop.supervisor;
    let blank = form_of(supervisor, &code, "quality-check").await;
    let unfinished = supervisor
        .send(&blank.clone().press("verdict", "pass"))
        .await
        .expect(422);
    assert!(unfinished.says("Répondez à cette question"));
    let account_left = workshop
        .check_form(supervisor, &code)
        .await
        .set("starts-on-setup", "no");
    let refused = supervisor
        .send(&account_left.press("verdict", "pass"))
        .await
        .expect(409);
    assert!(refused.says("Cette réponse empêche de signer"));
    supervisor
        .send(&blank.clone().press("verdict", "fail"))
        .await
        .expect(422);
    let back = blank
        .set("reason", "Un compte reste ouvert")
        .press("verdict", "fail");
    supervisor.send(&back).await.expect(303);
    let page = workshop.worker.get(&format!("/bench/{code}")).await;
    assert!(page.says("Un compte reste ouvert"));
    assert_eq!(workshop.stage(&code).await, Stage::Refurbishment);
    let told = workshop.events(&code).await;
    assert!(
        told.iter()
            .all(|event| !event.data.contains("compte reste"))
    );
    let words = remark::Entity::find().one(&workshop.world.app.db).await;
    assert!(!words.unwrap().unwrap().sealed.unwrap().contains("compte"));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn what_triage_finds_broken_waits_for_the_supervisor_and_leaves_as_waste() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let form = form_of(&workshop.worker, &code, "triage").await;
    let unanswered = workshop.worker.send(&form).await.expect(422);
    assert!(unanswered.says("Répondez à cette question"));
    let form = all_good(form, DeviceKind::Tablet, Step::Triage).set("powers-on", "no");
    let held = workshop.worker.send(&form).await;
    let page = workshop.worker.follow(held).await;
    assert!(page.says("Votre encadrant décide"), "{page}");
    assert_eq!(workshop.stage(&code).await, Stage::Triage);
    let form = scrap_form(&workshop, &code).await;
    let wrong = form
        .clone()
        .set("weight", "lourd")
        .set("recipient_siret", "12345678901234");
    let refused = workshop.supervisor.send(&wrong).await.expect(422);
    for sentence in [
        "Donnez le poids en kilogrammes",
        "Ce SIRET n’est pas juste",
        "Des données peuvent rester sur l’appareil",
    ] {
        assert!(refused.says(sentence), "{sentence}");
    }
    assert_eq!(
        refused.attribute("[name=recipient]", "value"),
        "Récup’ du Lac"
    );
    workshop
        .supervisor
        .send(&form.tick("data_handled", "yes"))
        .await
        .sends_to("/bench?done=bench-scrapped");
    let device = workshop.device(&code).await;
    assert_eq!((device.stage, device.site_id), (Stage::Scrapped, None));
    let left = scrap::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (left.weight_grams, left.waste_code.as_str()),
        (480, "20 01 35*")
    );
    workshop
        .supervisor
        .get(&format!("/bench/{code}"))
        .await
        .expect(404);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_device_taken_off_the_shelf_begins_again_without_its_old_erasure() {
    let workshop = Workshop::new().await;
    let code = workshop.ready_tablet().await;
    let form = form_of(&workshop.worker, &code, "return").await;
    workshop.worker.send(&form).await.expect(422);
    let back = workshop
        .worker
        .send(&form.set("reason", "Batterie faible"))
        .await;
    let page = workshop.worker.follow(back).await;
    assert!(page.says("Batterie faible") && page.says("Trier l’appareil"));
    let device = workshop.device(&code).await;
    assert_eq!(
        (
            device.stage,
            device.stay,
            device.ready_check_id,
            device.grade
        ),
        (Stage::Received, 2, None, None)
    );
    // The erasure and the answers of the first stay count no more.
    workshop.triage(&code).await;
    workshop.checklist(&code).await;
    let asked = workshop
        .worker
        .post(
            &format!("/bench/{code}/check-request"),
            &[("write_id", "by-hand-1")],
        )
        .await
        .expect(409);
    assert!(asked.says("L’effacement n’est pas noté pour ce passage"));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn the_database_itself_lets_nothing_be_ready_without_proof() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let (me, other) = (
        workshop.worker.account.id.0,
        workshop.supervisor.account.id.0,
    );
    let ready = workshop.ready_tablet().await;
    let ready = workshop.device(&ready).await;
    let accepted = erasure::Entity::find().one(db).await.unwrap().unwrap();
    let pc = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&pc).await;
    workshop
        .send_log(&pc, "failed.log", &log("failed"))
        .await
        .expect(303);
    let refused = erasure::Entity::find()
        .filter(erasure::COLUMN.method.eq(ErasureMethod::Nwipe))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let pc = workshop.device(&pc).await.id.0;
    let tablet = ready.id.0;
    let check = |device: i32,
                 stay: i32,
                 holds: bool,
                 erasure: &str,
                 performer: i32,
                 checker: i32| {
        format!(
            "INSERT INTO quality_check (device_id, stay, holds_data, erasure_id, erasure_verdict, performer_id, \
             checker_id, passed_at) VALUES ({device}, {stay}, {holds}, {erasure}, {performer}, {checker}, '2026-10-05T12:00:00+00:00')"
        )
    };
    let accepted = accepted.id;
    let refused = refused.id;
    let forbidden = [
        // Ready without a check; with the check of another device; of another stay.
        format!("UPDATE device SET stage = 'ready' WHERE id = {pc}"),
        format!(
            "UPDATE device SET stage = 'ready', ready_check_id = {} WHERE id = {pc}",
            ready.ready_check_id.unwrap()
        ),
        format!("UPDATE device SET stay = 2 WHERE id = {tablet}"),
        // A check without an erasure; said to hold no data; of a refused one, called so or called accepted.
        check(pc, 1, true, "NULL, NULL", me, other),
        check(pc, 1, false, "NULL, NULL", me, other),
        check(pc, 1, true, &format!("{refused}, 'refused'"), me, other),
        check(pc, 1, true, &format!("{refused}, 'accepted'"), me, other),
        // Of another device's erasure; of another stay's; by who erased; naming another performer.
        check(pc, 1, true, &format!("{accepted}, 'accepted'"), me, other),
        check(
            tablet,
            2,
            true,
            &format!("{accepted}, 'accepted'"),
            me,
            other,
        ),
        check(tablet, 2, true, &format!("{accepted}, 'accepted'"), me, me),
        check(
            tablet,
            1,
            true,
            &format!("{accepted}, 'accepted'"),
            other,
            me,
        ),
        // What was signed stays what it was.
        format!("UPDATE erasure SET verdict = 'refused' WHERE id = {accepted}"),
        format!("UPDATE erasure SET evidence_id = NULL WHERE id = {accepted}"),
        format!("UPDATE quality_check SET checker_id = {me} WHERE device_id = {tablet}"),
        format!("DELETE FROM erasure WHERE id = {accepted}"),
        format!("UPDATE device SET holds_data = false WHERE id = {tablet}"),
    ];
    for statement in forbidden {
        let outcome = db.execute_unprepared(&statement).await;
        assert!(outcome.is_err(), "the database took: {statement}");
    }
}

#[tokio::test]
async fn hostile_files_are_named_and_leave_nothing_behind() {
    let workshop = on_the_day_of_the_logs().await;
    let tablet = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&tablet).await;
    let mut bomb = picture(8, 8);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let half = picture(300, 300);
    let photos: [(&str, &[u8]); 5] = [
        ("../../etc/passwd", b"root:x:0:0"),
        ("<script>alert(1)</script>.png", b"<svg onload='alert(1)'/>"),
        ("bombe.png", &bomb),
        ("moitie.png", &half[..half.len() / 2]),
        ("archive.jpg", b"PK\x03\x04\x14\0\0\0"),
    ];
    for (name, content) in photos {
        let mut form = workshop.complete_reset(&tablet).await;
        form.files = vec![File {
            field: "photo".to_owned(),
            name: name.to_owned(),
            content: content.to_owned(),
        }];
        let refused = workshop.worker.send(&form).await.expect(422);
        assert!(refused.has("#photo-mistake"), "{name}: {refused}");
        assert!(!refused.html().contains("<script>alert"));
    }
    let mut form = workshop.complete_reset(&tablet).await;
    form.files[0].content = vec![0; 21 * 1024 * 1024];
    workshop.worker.send(&form).await.expect(413);
    let pc = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&pc).await;
    let large = vec![b'x'; 5 * 1024 * 1024];
    for (log, sentence) in [
        (large, "Ce journal est trop gros"),
        (picture(8, 8), "n’est pas un journal de nwipe"),
        (Vec::new(), "Choisissez le fichier du journal"),
    ] {
        let refused = workshop
            .send_log(&pc, "../nwipe.log", &log)
            .await
            .expect(422);
        assert!(refused.says(sentence), "{refused}");
    }
    let db = &workshop.world.app.db;
    assert_eq!(evidence::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(erasure::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_proof_is_shown_as_what_it_is_to_those_who_may_see_the_device() {
    let workshop = on_the_day_of_the_logs().await;
    let tablet = workshop.tablet_to_check().await;
    let pc = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&pc).await;
    let hostile = [log("failed"), b"<script>alert(1)</script>".to_vec()].concat();
    workshop.send_log(&pc, "x.html", &hostile).await.expect(303);
    let photo = workshop.worker.get(&format!("/bench/{tablet}")).await;
    let photo = photo.attribute("a[href^='/evidence/']", "href");
    let text = workshop.worker.get(&format!("/bench/{pc}")).await;
    let text = text.attribute("a[href^='/evidence/']", "href");
    for (path, kind) in [(&photo, "image/jpeg"), (&text, "text/plain; charset=utf-8")] {
        let seen = workshop.supervisor.get(path).await.expect(200);
        assert_eq!(seen.header("content-type"), kind);
        assert_eq!(seen.header("content-disposition"), "inline");
        assert_eq!(seen.header("x-content-type-options"), "nosniff");
        assert_eq!(seen.header("cache-control"), "no-store");
    }
    for role in [Role::Coordinator, Role::Auditor, Role::Finance] {
        workshop
            .world
            .persona(role)
            .await
            .get(&photo)
            .await
            .expect(200);
    }
    workshop.world.clerk().await.get(&photo).await.expect(404);
    workshop
        .world
        .prescriber()
        .await
        .get(&photo)
        .await
        .expect(403);
    workshop.supervisor.get("/evidence/9999").await.expect(404);
    workshop.supervisor.get("/evidence/x").await.expect(404);
}

#[tokio::test]
async fn the_bench_says_what_waits_and_a_misread_code_is_explained() {
    let workshop = Workshop::new().await;
    workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.tablet_to_check_with("DMPX2").await;
    let page = workshop.worker.get("/bench").await.expect(200);
    assert_eq!(
        page.texts(".figure"),
        ["1", "0", "1", "0"],
        "to triage, in refurbishment, to check, ready: {page}"
    );
    assert!(page.says("Trier l’appareil"));
    let page = workshop.supervisor.get("/bench").await.expect(200);
    assert_eq!(page.texts(".figure"), ["1", "0", "1", "1", "0"]);
    for (typed, sentence) in [("2345-678", "8"), ("AEIO-AEIO", "A")] {
        let page = workshop.worker.get(&format!("/bench?code={typed}")).await;
        let page = page.expect(422);
        assert_eq!(page.attribute("#code", "value"), typed);
        assert!(page.text("#code-mistake").contains(sentence));
    }
}
