//! One scan after the other at the bench: what each does, what the tally keeps, what is taken back.

mod cards;
mod photos;
mod queued;
mod storage;
mod undoing;

use crate::support::{World, page::Page, world::Persona};
use chrono::Months;
use entities::{
    container,
    device::{self, DeviceKind, Stage},
    event,
    habilitation::{self, Act},
    scan::{self, ScanResult},
    site,
};
use passe_relais::{
    journal::{EventKind, verify},
    labels::{Code, card::Card},
};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

/// A workshop with a tablet at each step, and a second site.
struct Bench {
    world: World,
    supervisor: Persona,
    worker: Persona,
    /// The other site of the same organisation, and who works there.
    store: site::Model,
    at_store: Persona,
}

impl Bench {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let worker = world.worker().await;
        let store = world
            .site(&supervisor.organisation, "Réserve des Aravis")
            .await;
        let at_store = world
            .member(
                entities::membership::Role::Supervisor,
                supervisor.organisation.clone(),
                Some(store.clone()),
            )
            .await;
        Self {
            world,
            supervisor,
            worker,
            store,
            at_store,
        }
    }

    fn site(&self) -> &site::Model {
        self.supervisor.site.as_ref().unwrap()
    }

    async fn label(&self) -> Code {
        self.world.blank_labels(&self.supervisor, 1).await[0]
    }

    /// A tablet just received; its type is said to hold no data.
    async fn received(&self, serial: &str) -> String {
        let lot = self.world.lot(self.site()).await;
        let code = self.label().await;
        self.world.received(&lot, serial, code).await;
        code.to_string()
    }

    async fn ready(&self, serial: &str) -> String {
        let lot = self.world.lot(self.site()).await;
        let code = self.label().await;
        self.world
            .ready(&lot, serial, code, (&self.worker, &self.supervisor))
            .await;
        code.to_string()
    }

    /// A tablet in refurbishment that still holds its former user's data.
    async fn to_erase(&self, serial: &str) -> String {
        let code = self.received(serial).await;
        let change = device::ActiveModel {
            stage: Set(Stage::Refurbishment),
            holds_data: Set(true),
            ..Default::default()
        };
        let before = self.device(&code).await;
        self.world
            .change_device(&before, change, EventKind::RefurbishmentBegun)
            .await;
        code
    }

    async fn make(&self, kind: &str, name: &str, site: &site::Model) -> String {
        let page = self.supervisor.get("/boxes").await.expect(200);
        let form = page.form("form[action='/boxes']");
        let made = self
            .supervisor
            .send(
                &form
                    .set("kind", kind)
                    .set("name", name)
                    .set("site", site.id.0.to_string()),
            )
            .await
            .expect(303);
        let path = made.location().split('?').next().unwrap().to_owned();
        path.trim_start_matches("/boxes/").to_owned()
    }

    async fn device(&self, code: &str) -> device::Model {
        device::Entity::find_by_label_code(Some(code.to_owned()))
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn container(&self, code: &str) -> container::Model {
        container::Entity::find_by_code(code)
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
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

/// Scans as somebody without JavaScript does, from the page of the mode.
async fn scan(by: &Persona, mode: &str, code: &str) -> Page {
    let page = by
        .get(&format!("/bench/scan?mode={mode}"))
        .await
        .expect(200);
    let form = page.form("form[action='/bench/scan']");
    by.send(&form.set("code", code)).await
}

/// Scans, and reads the page after.
async fn scanned(by: &Persona, mode: &str, code: &str) -> Page {
    let answer = scan(by, mode, code).await;
    by.follow(answer).await.expect(200)
}

async fn undo(by: &Persona, page: &Page) -> Page {
    by.send(&page.form("form[action='/bench/scan/undo']")).await
}

#[tokio::test]
async fn without_a_card_a_scan_opens_the_next_step() {
    let bench = Bench::new().await;
    let code = bench.received("SN-1").await;
    scan(&bench.worker, "OPEN", &code)
        .await
        .sends_to(&format!("/bench/{code}/tasks"));
    // The address on the label, and the same through the keys of a French keyboard.
    let address = format!("https://ailleurs.exemple/d/{code}");
    scan(&bench.worker, "", &address)
        .await
        .sends_to(&format!("/bench/{code}/tasks"));
    let shelf = bench.make("place", "Étagère 3", bench.site()).await;
    scan(&bench.worker, "OPEN", &shelf)
        .await
        .sends_to(&format!("/boxes/{shelf}"));
    bench
        .worker
        .get(&format!("/d/{shelf}"))
        .await
        .sends_to(&format!("/boxes/{shelf}"));
}

#[tokio::test]
async fn a_blank_label_says_that_its_device_is_to_be_received_first_whatever_the_card() {
    let bench = Bench::new().await;
    let blank = bench.label().await.to_string();
    for mode in ["OPEN", "CHECK", "SHELF"] {
        let page = scan(&bench.worker, mode, &blank).await.expect(409);
        assert!(
            page.says("Cette étiquette n’est encore sur aucun appareil"),
            "{mode}: {page}"
        );
        // With the way to what is to be done with it.
        let label = page.attribute("#scan-refused a", "href");
        let page = bench.worker.get(&label).await.expect(200);
        assert!(page.says("Cette étiquette est vierge"), "{page}");
        assert!(page.has("main a[href='/reception']"));
    }
}

#[tokio::test]
async fn a_scanner_on_a_french_keyboard_is_understood_without_javascript() {
    let bench = Bench::new().await;
    let code = bench.received("SN-1").await;
    let written: String = code
        .chars()
        .map(|symbol| match symbol {
            '2' => 'é',
            '3' => '"',
            '4' => '\'',
            '5' => '(',
            '6' => '-',
            '7' => 'è',
            '8' => '_',
            '9' => 'ç',
            '-' => ')',
            'W' => 'Z',
            'M' => '?',
            other => other,
        })
        .collect();
    for field in ["/bench/scan", "/bench"] {
        let page = bench.worker.get(field).await.expect(200);
        let form = page.form(&format!("form[action='{field}']"));
        let answer = bench.worker.send(&form.set("code", &written)).await;
        let page = answer.expect(303);
        assert!(page.location().contains(&code), "{}", page.location());
    }
}

#[tokio::test]
async fn a_card_is_scanned_once_and_then_devices() {
    let bench = Bench::new().await;
    let base = &bench.world.app.config.base_url;
    for (card, words) in [
        (Card::Check, "Prêt pour le contrôle qualité"),
        (Card::Reset, "Réinitialisation faite"),
        (Card::Shelf, "Remis en rayon"),
        (Card::TakeOut, "Sortir du carton"),
        (Card::Receive(bench.site().id), "Reçu ici"),
        (Card::Open, "Ouvrir l’action suivante"),
    ] {
        let page = scanned(&bench.worker, "OPEN", &card.url(base)).await;
        assert!(page.text("#scan-mode").contains(words), "{page}");
        assert_eq!(
            page.attribute("[name=mode]", "value"),
            card.to_string(),
            "the next scan is sent under the card"
        );
        // The phone's own camera opens the card's address.
        for letter in ["m", "M"] {
            bench
                .worker
                .get(&format!("/{letter}/{card}"))
                .await
                .sends_to(&format!("/bench/scan?mode={card}"));
        }
    }
    let page = scan(&bench.worker, "OPEN", &format!("{base}/m/DANCE")).await;
    assert!(page.expect(422).says("Cette carte n’est pas connue"));
    bench.worker.get("/m/DANCE").await.expect(404);
}

#[tokio::test]
async fn a_card_waits_at_the_door_and_is_for_the_bench_only() {
    let bench = Bench::new().await;
    bench
        .world
        .stranger()
        .get("/m/check")
        .await
        .sends_to("/sign-in?return=/m/CHECK");
    bench
        .world
        .prescriber()
        .await
        .get("/m/CHECK")
        .await
        .expect(403);
}

#[tokio::test]
async fn what_is_finished_goes_to_the_check_and_what_is_not_says_what_is_missing() {
    let bench = Bench::new().await;
    let code = bench.to_erase("SN-1").await;
    let page = scan(&bench.worker, "CHECK", &code).await.expect(409);
    let refused = page.texts("#scan-refused .refusal");
    assert!(refused.len() >= 2, "triage, erasure and checklist: {page}");
    assert!(page.says("1 refusé"), "{page}");
    assert_eq!(bench.device(&code).await.stage, Stage::Refurbishment);
}

#[tokio::test]
async fn reset_done_dates_the_reset_and_the_proof_stays_owed() {
    let bench = Bench::new().await;
    let code = bench.to_erase("SN-1").await;
    let page = scan(&bench.worker, "RESET", &code).await.expect(409);
    assert!(page.says("habilit"), "without the habilitation: {page}");

    let today = bench.world.app.clock.today();
    habilitation::ActiveModel {
        account_id: Set(bench.worker.account.id),
        act: Set(Act::Erasure),
        granted_on: Set(today),
        expires_on: Set(today + Months::new(12)),
        granted_by: Set(bench.supervisor.membership.id),
        ..Default::default()
    }
    .insert(&bench.world.app.db)
    .await
    .unwrap();
    let page = scanned(&bench.worker, "RESET", &code).await;
    assert!(page.says("restent à noter"), "{page}");
    let device = bench.device(&code).await;
    assert_eq!(device.stage, Stage::Refurbishment);
    let last = bench.events(&code).await.pop().unwrap();
    assert_eq!(last.kind, "reset_done");
    // The next day the erasure's form begins at the day of the reset, and still asks for the photo.
    bench.world.days_pass(1);
    let worker = bench.world.sign_in(&bench.worker.account.email).await;
    let page = worker
        .get(&format!("/bench/{code}/erasure?os=android"))
        .await
        .expect(200);
    assert_eq!(
        page.attribute("#reset_on", "value"),
        today.to_string(),
        "{page}"
    );
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn a_computer_is_not_reset() {
    let bench = Bench::new().await;
    let code = bench.to_erase("SN-1").await;
    let before = bench.device(&code).await;
    let change = device::ActiveModel {
        kind: Set(DeviceKind::Laptop),
        ..Default::default()
    };
    bench
        .world
        .change_device(&before, change, EventKind::DeviceCorrected)
        .await;
    let page = scan(&bench.worker, "RESET", &code).await.expect(409);
    assert!(page.says("Un ordinateur ne se réinitialise pas"), "{page}");
}

#[tokio::test]
async fn received_here_takes_in_what_comes_from_the_other_site() {
    let bench = Bench::new().await;
    let code = bench.ready("SN-1").await;
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scan(&bench.supervisor, &here, &code).await.expect(409);
    assert!(page.says("celle d’un autre atelier"), "{page}");
    let page = scanned(&bench.at_store, &here, &code).await;
    assert!(page.says("Arrivé ici"), "{page}");
    assert_eq!(bench.device(&code).await.site_id, Some(bench.store.id));
    let page = scanned(&bench.at_store, &here, &code).await;
    assert!(page.says("C’était déjà fait"), "{page}");
    // A worker at the bench is told whom to ask.
    let back = format!("RECEIVED-{}", bench.site().id.0);
    let page = scan(&bench.worker, &back, &code).await.expect(409);
    assert!(page.says("se note par un encadrant"), "{page}");
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn somebody_elses_change_is_not_undone() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let code = bench.ready("SN-1").await;
    let page = scanned(&bench.worker, &format!("IN-{carton}"), &code).await;
    scan(&bench.supervisor, "OUT", &code).await.expect(303);
    let page = undo(&bench.worker, &page).await.expect(409);
    assert!(page.says("Quelqu’un a agi"), "{page}");
    // Nor is a colleague's scan one's own last one.
    let page = bench.at_store.get("/bench/scan").await.expect(200);
    assert!(!page.has("form[action='/bench/scan/undo']"));
    let page = bench
        .at_store
        .post("/bench/scan/undo", &[("write_id", "by-hand-undo")])
        .await;
    assert!(page.expect(409).says("Il n’y a rien à annuler"));
}

#[tokio::test]
async fn a_page_that_is_not_up_to_date_takes_no_other_scan_back() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let (one, two) = (bench.ready("SN-1").await, bench.ready("SN-2").await);
    let stale = scanned(&bench.worker, &format!("IN-{carton}"), &one).await;
    let fresh = scanned(&bench.worker, &format!("IN-{carton}"), &two).await;
    let page = undo(&bench.worker, &stale).await.expect(409);
    assert!(page.says("Vous avez scanné autre chose"), "{page}");
    undo(&bench.worker, &fresh).await.expect(303);
    // Pressed in a second window: the scan before is not taken back as well.
    let again = fresh
        .form("form[action='/bench/scan/undo']")
        .set("write_id", "second-window");
    bench.worker.send(&again).await.expect(409);
}

#[tokio::test]
async fn the_same_scan_sent_twice_is_done_once() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let code = bench.ready("SN-1").await;
    let page = bench
        .worker
        .get(&format!("/bench/scan?mode=IN-{carton}"))
        .await;
    let form = page.form("form[action='/bench/scan']").set("code", &code);
    let first = bench.worker.send(&form).await.expect(303);
    let again = bench.worker.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    assert_eq!(first.header("x-receipt"), again.header("x-receipt"));
    let lines = scan::Entity::find().count(&bench.world.app.db).await;
    assert_eq!(lines.unwrap(), 1);
    assert_eq!(
        bench.events(&code).await.last().unwrap().kind,
        "device_stowed"
    );
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn two_scans_that_ran_together_are_refused_in_words() {
    let bench = Bench::new().await;
    let (one, other) = (bench.ready("SN-1").await, bench.ready("SN-2").await);
    let page = scan(&bench.worker, "OUT", &format!("{one}{other}"))
        .await
        .expect(422);
    assert!(page.says("Deux scans se sont collés"), "{page}");
    let page = scan(&bench.worker, "OUT", "HJ4K-7PXM").await.expect(422);
    assert_eq!(page.attribute("#code", "value"), "HJ4K-7PXM");
    assert!(page.says("2 refusés"), "{page}");
    // What was read is not kept: it may be anything.
    let kept = scan::Entity::find().all(&bench.world.app.db).await.unwrap();
    assert!(kept.iter().all(|scan| scan.code.is_none()));
}

#[tokio::test]
async fn the_cards_of_a_site_are_printed() {
    let bench = Bench::new().await;
    bench.make("place", "Étagère 3", bench.site()).await;
    let pdf = bench.worker.get("/bench/cards").await.expect(200);
    assert!(pdf.body.starts_with(b"%PDF"));
}

#[tokio::test]
async fn a_tally_is_forgotten_after_a_day() {
    let bench = Bench::new().await;
    let code = bench.ready("SN-1").await;
    scan(&bench.worker, "OUT", &code).await.expect(303);
    let purge = || passe_relais::scanning::actions::purge(&bench.world.app);
    assert_eq!(purge().await.unwrap(), 0, "today's lines stay");
    bench.world.days_pass(2);
    let again = bench
        .world
        .member(
            entities::membership::Role::Worker,
            bench.worker.organisation.clone(),
            bench.worker.site.clone(),
        )
        .await;
    scan(&again, "SHELF", &code).await.expect(303);
    assert_eq!(purge().await.unwrap(), 1);
    let kept = scan::Entity::find().all(&bench.world.app.db).await.unwrap();
    let kept: Vec<_> = kept.iter().map(|it| (&*it.mode, it.result)).collect();
    assert_eq!(kept, [("SHELF", ScanResult::Same)]);
}

#[tokio::test]
async fn a_script_gets_a_receipt_and_never_a_page_for_success() {
    let bench = Bench::new().await;
    let code = bench.ready("SN-1").await;
    let id = "0b7b0a34-1111-4222-8333-944444444444";
    let fields = [("write_id", id), ("mode", "OUT"), ("code", &*code)];
    for _ in 0..2 {
        let told = bench
            .worker
            .post_as_script("/bench/scan", &fields)
            .await
            .expect(200);
        let told: serde_json::Value = serde_json::from_slice(&told.body).unwrap();
        assert_eq!(
            told,
            serde_json::json!({
                "id": id,
                "location": "/bench/scan?mode=OUT&done=scan-same",
                "said": "C’était déjà fait\u{a0}: rien n’a changé.",
            })
        );
    }
    let fields = [
        ("write_id", "refused-0001"),
        ("mode", "CHECK"),
        ("code", &*code),
    ];
    let page = bench
        .worker
        .post_as_script("/bench/scan", &fields)
        .await
        .expect(409);
    assert!(page.has("[role=alert] .refusal"), "{page}");
    bench
        .world
        .stranger()
        .post_as_script("/bench/scan", &fields)
        .await
        .expect(401);
}
