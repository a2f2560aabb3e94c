//! The bench: a device leaves the workshop with a proof and a second look, or not at all (law 3).

mod board;
mod board_blocks;
mod bolc;
mod categories;
mod chargers;
mod checklists;
mod checklists_in_use;
mod drives;
mod journeys;
mod locks;
mod machines;
mod next_scan;
mod offline;
mod parts;
mod parts_missing;
mod people;
mod proofs;
mod software;
mod taken_back;
mod tasks;
mod told;

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
    workshop::checklists::{Kind, shipped},
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
        Self::of(world).await
    }

    async fn of(world: World) -> Self {
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
            ..Default::default()
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
        let search: Vec<&str> = [maker, model].into_iter().chain(serial).collect();
        let search = search.join(" ");
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
            search: Set(search.to_lowercase()),
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

    /// The same, whatever the page offers.
    async fn ask_check_by_hand(&self, code: &str) -> Page {
        let path = format!("/bench/{code}/check-request");
        self.worker
            .post(&path, &[("write_id", "by-hand-ask")])
            .await
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
        let report = verify::database(&self.world.app.db, |_| {}).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

async fn form_of(person: &Persona, code: &str, step: &str) -> Form {
    let page = person.get(&format!("/bench/{code}/{step}")).await;
    page.expect(200).form("main form")
}

/// The list whose questions a form asks.
fn list_of(form: &Form) -> String {
    let fields = form.fields();
    let list = fields.into_iter().find(|(name, _)| name == "checklist_id");
    list.unwrap().1
}

/// Every question answered as one wishes; what is optional beyond a click is left out.
fn all_good(mut form: Form, kind: DeviceKind, step: Step) -> Form {
    for item in shipped::at(kind, step) {
        let answer = match item.kind {
            Kind::Grade => "b",
            Kind::YesNo | Kind::YesNoNa => "yes",
            Kind::Measure(_) if item.required => "87",
            Kind::Measure(_) | Kind::Photo => continue,
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

/// Signs by hand, whatever the page offers.
async fn post_check(by: &Persona, code: &str) -> Page {
    let list = list_of(&form_of(by, code, "quality-check").await);
    let mut fields = vec![
        ("write_id", "by-hand-check"),
        ("verdict", "pass"),
        ("checklist_id", &list),
    ];
    for item in shipped::at(DeviceKind::Tablet, Step::QualityCheck) {
        let answer = if item.kind == Kind::Grade { "b" } else { "yes" };
        fields.push((&item.id.0, answer));
    }
    by.post(&format!("/bench/{code}/quality-check"), &fields)
        .await
}

async fn scrap_form(workshop: &Workshop, code: &str) -> Form {
    form_of(&workshop.supervisor, code, "scrap")
        .await
        .set("weight", "0,48")
        .set("waste_code", "20 01 35*")
        .set("recipient", "Récup’ du Lac")
}
