//! The installed software: recorded at the bench, and a device below what the programmes ask goes no further.
use super::*;
use entities::{
    device_software, model_updates, pathway,
    programme::{self, Gate, LegalChain},
};

impl Workshop {
    /// An open programme that takes laptops and asks this of their software.
    pub(super) async fn programme(
        &self,
        key: &str,
        months: i32,
        free_only: bool,
    ) -> programme::Model {
        let db = &self.world.app.db;
        let pathway = pathway::ActiveModel {
            name_fr: Set("Premiers pas".to_owned()),
            name_en: Set("First steps".to_owned()),
            ..Default::default()
        };
        let pathway = pathway.insert(db).await.unwrap();
        let row = programme::ActiveModel {
            key: Set(key.to_owned()),
            name_fr: Set(key.to_owned()),
            name_en: Set(key.to_owned()),
            pathway_id: Set(pathway.id),
            gate: Set(Gate::Enrolled),
            required_minutes: Set(0),
            required_modules: Set("[]".to_owned()),
            clearance_days: Set(30),
            waivers_per_year: Set(0),
            device_kinds: Set(r#"["laptop"]"#.to_owned()),
            public_rules: Set(r#"[{"fr":"Tous","en":"All"}]"#.to_owned()),
            legal_chain: Set(LegalChain::LoanForUse),
            update_months: Set(Some(months)),
            free_software_only: Set(Some(free_only)),
            created_at: Set(self.world.now()),
            ..Default::default()
        };
        let event = Event::of(EventKind::ProgrammeOpened);
        journal::insert(db, self.world.system(), row, event)
            .await
            .unwrap()
    }

    /// A laptop with all its work done but the software.
    pub(super) async fn laptop_done(&self) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Laptop, Some(PC_SERIAL))
            .await;
        self.triage(&code).await;
        self.send_log(&code, "nwipe.log", &log("v042-nvme-only"))
            .await
            .expect(303);
        self.checklist(&code).await;
        code
    }

    pub(super) async fn install(&self, code: &str, image: &str, release: &str) -> Page {
        let form = form_of(&self.worker, code, "software").await;
        self.worker
            .send(&form.set("image", image).set("release", release))
            .await
    }

    /// The maker's last day for the model of the laptop.
    pub(super) async fn model_until(&self, coordinator: &Persona, until: &str) -> Page {
        let page = coordinator
            .get("/models?model=laptop%20hp%20probook%20430%20g5")
            .await
            .expect(200);
        let form = page
            .form("form[action='/models']")
            .set("until", until)
            .set("source", "support.hp.com");
        coordinator.send(&form).await
    }

    pub(super) async fn sign(&self, code: &str) -> Page {
        let form = self.check_form(&self.supervisor, code).await;
        self.supervisor.send(&form.press("verdict", "pass")).await
    }
}

#[tokio::test]
async fn software_is_recorded_from_a_list_with_its_number_and_once() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop_done().await;
    let form = form_of(&workshop.worker, &code, "software").await;
    let wrong = workshop
        .worker
        .send(&form.clone().set("release", "chez Paul"))
        .await
        .expect(422);
    assert!(wrong.says("Choisissez le logiciel"), "{wrong}");
    assert!(wrong.says("Tapez seulement le numéro"), "{wrong}");
    assert_eq!(wrong.attribute("#release", "value"), "chez Paul");
    let sent = workshop.install(&code, "linux-mint-22", "22.1").await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(page.says("Linux Mint 22 (22.1), logiciel libre"), "{page}");
    // The same said again is no second record; what is known is filled in.
    let again = form_of(&workshop.worker, &code, "software").await;
    assert!(
        again
            .fields()
            .contains(&("release".to_owned(), "22.1".to_owned()))
    );
    workshop.worker.send(&again).await.expect(303);
    assert_eq!(device_software::Entity::find().count(db).await.unwrap(), 1);
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(sheet.says("Linux Mint 22"), "{sheet}");
    // What is at its check, or on the shelf, stays as it is.
    workshop.ask_check(&code).await.expect(303);
    let late = workshop
        .worker
        .post(
            &format!("/bench/{code}/software"),
            &[
                ("write_id", "by-hand-1"),
                ("image", "windows-11"),
                ("release", "24H2"),
            ],
        )
        .await;
    late.expect(409);
    let id = workshop.device(&code).await.id.0;
    let by_hand = format!(
        "INSERT INTO device_software (device_id, stay, image, name, release, free, membership_id, at) \
         VALUES ({id}, 1, 'debian-13', 'Debian 13', '13', TRUE, {}, '2026-10-05T08:00:00Z')",
        workshop.worker.membership.id.0
    );
    assert!(db.execute_unprepared(&by_hand).await.is_err());
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_tablet_is_offered_the_systems_of_its_maker_and_no_other() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    // What one installed last on another maker's tablet is not filled in here.
    let other = workshop
        .received(worker, DeviceKind::Tablet, Some("R52N1"))
        .await;
    let samsung = workshop.device(&other).await;
    let change = device::ActiveModel {
        manufacturer: Set("Samsung".to_owned()),
        manufacturer_key: Set("samsung".to_owned()),
        search: Set(samsung.search.replace("apple", "samsung")),
        os: Set(Some("Android 13".to_owned())),
        ..Default::default()
    };
    workshop
        .world
        .change_device(&samsung, change, EventKind::DeviceCorrected)
        .await;
    workshop.install(&other, "android", "13").await.expect(303);
    let path = format!("/bench/{code}/software");
    let page = worker.get(&path).await.expect(200);
    assert!(page.says("iPadOS"), "{page}");
    assert!(!page.says("Android") && !page.says("LineageOS"), "{page}");
    assert_eq!(page.attribute("#release", "value"), "");
    let by_hand = [
        ("write_id", "by-hand-android"),
        ("image", "android"),
        ("release", "14"),
    ];
    let refused = worker.post(&path, &by_hand).await.expect(422);
    assert!(
        refused.says("Ce logiciel ne va pas sur cet appareil"),
        "{refused}"
    );
    workshop.install(&code, "ipados", "17.6").await.expect(303);
    let page = worker.get(&format!("/bench/{other}/software")).await;
    assert!(!page.expect(200).says("iPadOS"));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn without_a_minimum_nothing_is_asked() {
    let workshop = on_the_day_of_the_logs().await;
    workshop.programme("sans-minimum", 0, false).await;
    let code = workshop.laptop_done().await;
    workshop.ask_check(&code).await.expect(303);
    workshop.sign(&code).await.expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
}

#[tokio::test]
async fn a_device_no_open_programme_would_take_does_not_become_ready() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let coordinator = workshop.world.coordinator().await;
    workshop.programme("haute-saone", 12, true).await;
    let code = workshop.laptop_done().await;
    workshop
        .model_until(&coordinator, "06/2026")
        .await
        .expect(303);
    // Said before the work, and where the button to ask for a check would be.
    let page = workshop
        .worker
        .get(&format!("/bench/{code}"))
        .await
        .expect(200);
    assert!(
        page.says("Mises à jour terminées depuis le 30 juin 2026"),
        "{page}"
    );
    assert!(page.says("Voir le logiciel"), "{page}");
    let refused = workshop.ask_check_by_hand(&code).await.expect(409);
    assert!(
        refused.says("Le logiciel installé n’est pas noté"),
        "{refused}"
    );
    workshop
        .install(&code, "windows-11", "24H2")
        .await
        .expect(303);
    let refused = workshop
        .worker
        .post(
            &format!("/bench/{code}/check-request"),
            &[("write_id", "by-hand-2")],
        )
        .await
        .expect(409);
    assert!(refused.says("n’est pas libre"), "{refused}");
    // By hand: not even with a check.
    let id = workshop.device(&code).await.id.0;
    let ready = format!("UPDATE device SET stage = 'ready' WHERE id = {id}");
    let said = db.execute_unprepared(&ready).await.unwrap_err().to_string();
    assert!(!said.is_empty());
    workshop
        .install(&code, "linux-mint-22", "22.1")
        .await
        .expect(303);
    workshop.ask_check(&code).await.expect(303);
    // The programme asks for more while the supervisor is checking.
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    let more = "UPDATE programme SET update_months = 60";
    db.execute_unprepared(more).await.unwrap();
    let page = workshop
        .supervisor
        .get(&format!("/bench/{code}/quality-check"))
        .await
        .expect(200);
    assert!(page.says("Les mises à jour s’arrêtent trop tôt"), "{page}");
    let refused = workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await;
    refused.expect(409);
    db.execute_unprepared("UPDATE programme SET update_months = 12")
        .await
        .unwrap();
    workshop.sign(&code).await.expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    let event = workshop.events(&code).await.pop().unwrap();
    assert!(
        event.data.contains("\"updates_until\":\"2029-04-30\""),
        "{}",
        event.data
    );
}

/// The trigger alone: a device with everything else in order, written by hand.
#[tokio::test]
async fn the_database_itself_keeps_a_device_below_the_minimum_from_the_shelf() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop_done().await;
    workshop
        .install(&code, "linux-mint-22", "22.1")
        .await
        .expect(303);
    workshop.ask_check(&code).await.expect(303);
    workshop.sign(&code).await.expect(303);
    let id = workshop.device(&code).await.id.0;
    let stage = |stage: &str| format!("UPDATE device SET stage = '{stage}' WHERE id = {id}");
    let strict = workshop.programme("strict", 12, true).await;
    let set = |what: &str| format!("UPDATE programme SET {what} WHERE id = {}", strict.id.0);
    // October 2026 to April 2029 is thirty whole months.
    for (asked, admitted) in [
        ("update_months = 12", true),
        ("update_months = 30", true),
        ("update_months = 31", false),
        ("update_months = 31, closed_at = created_at", true),
        ("closed_at = NULL, device_kinds = '[\"tablet\"]'", true),
        ("device_kinds = '[\"laptop\"]'", false),
        ("update_months = NULL, free_software_only = NULL", true),
    ] {
        db.execute_unprepared(&set(asked)).await.unwrap();
        db.execute_unprepared(&stage("quality_check"))
            .await
            .unwrap();
        let back = db.execute_unprepared(&stage("ready")).await;
        assert_eq!(back.is_ok(), admitted, "{asked}: {back:?}");
    }
    // One that would take it is enough.
    db.execute_unprepared(&set("update_months = 31"))
        .await
        .unwrap();
    workshop.programme("souple", 0, false).await;
    db.execute_unprepared(&stage("quality_check"))
        .await
        .unwrap();
    db.execute_unprepared(&stage("ready")).await.unwrap();
}

#[tokio::test]
async fn a_ready_device_is_promised_and_handed_over_only_where_its_software_is_enough() {
    let workshop = on_the_day_of_the_logs().await;
    let world = &workshop.world;
    let db = &world.app.db;
    let coordinator = world.coordinator().await;
    let code = workshop.laptop_done().await;
    workshop
        .install(&code, "windows-11", "24H2")
        .await
        .expect(303);
    workshop.ask_check(&code).await.expect(303);
    workshop.sign(&code).await.expect(303);
    let device = workshop.device(&code).await;
    let prescriber = world.persona(Role::Prescriber).await;
    let pickup = workshop.worker.site.clone().unwrap();
    let request = world.allocated(&device, &prescriber, &pickup).await;
    let strict = format!(
        "UPDATE programme SET free_software_only = TRUE, device_kinds = '[\"laptop\"]' WHERE id = {}",
        request.programme_id.0
    );
    db.execute_unprepared(&strict).await.unwrap();
    let by_hand = format!(
        "INSERT INTO handover (device_id, programme_id, model_key, request_id, recipient_id, clearance_id, \
         clearance_state, site_id, clerk_id, received_by, identity_seen, legal_chain, signature, slip_sha256, \
         handed_at, version) VALUES ({}, {}, 'm', {}, 1, 1, 'used', {}, 1, 'recipient', 'passport', \
         'loan_for_use', 'paper', 'x', '2026-10-05T10:00:00Z', 1)",
        device.id.0, request.programme_id.0, request.id.0, pickup.id.0
    );
    let said = db
        .execute_unprepared(&by_hand)
        .await
        .unwrap_err()
        .to_string();
    assert!(said.contains("software"), "{said}");
    let undo = format!(
        "UPDATE request SET state = 'submitted', device_id = NULL WHERE id = {}",
        request.id.0
    );
    db.execute_unprepared(&undo).await.unwrap();
    let page = coordinator
        .get(&format!("/requests/{}", request.id.0))
        .await
        .expect(200);
    assert!(!page.says(&code), "{page}");
    let promise = format!(
        "UPDATE request SET state = 'allocated', device_id = {} WHERE id = {}",
        device.id.0, request.id.0
    );
    let said = db
        .execute_unprepared(&promise)
        .await
        .unwrap_err()
        .to_string();
    assert!(said.contains("software"), "{said}");
    db.execute_unprepared("UPDATE programme SET free_software_only = FALSE, update_months = 6")
        .await
        .unwrap();
    // Nobody knows until when the model gets updates; then somebody says it.
    assert!(db.execute_unprepared(&promise).await.is_err());
    workshop
        .model_until(&coordinator, "2027-03")
        .await
        .expect(303);
    // Five months are left.
    assert!(db.execute_unprepared(&promise).await.is_err());
    workshop
        .model_until(&coordinator, "2027-04")
        .await
        .expect(303);
    let page = coordinator
        .get(&format!("/requests/{}", request.id.0))
        .await
        .expect(200);
    assert!(page.says(&code), "{page}");
    db.execute_unprepared(&promise).await.unwrap();
    // No date is written over: each is a version of its own.
    let versions = model_updates::Entity::find().count(db).await.unwrap();
    assert_eq!(versions, 2);
}
