//! A computer with two drives: each has to be erased, and as deeply as a programme asks.
use super::*;
use entities::{
    device_drive, drive_erasure, erasure::ErasureLevel, erasure_certificate, programme, recipient,
};
use passe_relais::{
    keys::sha256_hex,
    recipients::identity::{self, Identity},
};

pub fn inventory(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../tests/fixtures/inventory/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).unwrap()
}

impl Workshop {
    pub async fn send_inventory(&self, code: &str, file: &[u8]) -> Page {
        let form = form_of(&self.worker, code, "hardware").await;
        let form = form.attach("inventory", "lshw.json", file);
        self.worker.send(&form).await
    }

    /// A laptop in refurbishment whose two drives the stock knows.
    pub async fn laptop_with_two_drives(&self) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Laptop, Some(PC_SERIAL))
            .await;
        self.triage(&code).await;
        self.checklist(&code).await;
        self.send_inventory(&code, &inventory("lshw-two-drives.json"))
            .await
            .expect(303);
        code
    }

    async fn ready_laptop(&self) -> String {
        let code = self.laptop_with_two_drives().await;
        self.send_log(&code, "nwipe.log", &log("v042-two-drives"))
            .await
            .expect(303);
        self.ask_check(&code).await.expect(303);
        let form = self.check_form(&self.supervisor, &code).await;
        self.supervisor
            .send(&form.press("verdict", "pass"))
            .await
            .expect(303);
        code
    }
}

async fn ask_by_hand(workshop: &Workshop, code: &str, id: &str) -> Page {
    let path = format!("/bench/{code}/check-request");
    workshop.worker.post(&path, &[("write_id", id)]).await
}

#[tokio::test]
async fn one_drive_erased_and_the_other_not_is_not_erased() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop.laptop_with_two_drives().await;
    let sent = workshop
        .send_log(&code, "nwipe.log", &log("v042-nvme-only"))
        .await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(page.says("Un disque n’est pas effacé"), "{page}");
    assert!(page.says("Aucun effacement") && page.says("W0Q3ABCD"));
    // The line that decided, and where it stands in the file.
    assert!(
        page.says("[SUCCESS] Verified that /dev/nvme0n1 is empty."),
        "{page}"
    );
    assert!(page.says("ligne "));
    let refused = ask_by_hand(&workshop, &code, "by-hand-1").await.expect(409);
    assert!(refused.says("Un disque de l’appareil n’a pas d’effacement accepté"));
    // The second drive in a log of its own, that saw the first one and left it alone.
    let sent = workshop
        .send_log(&code, "nwipe-2.log", &log("v042-hdd-only"))
        .await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(!page.says("Aucun effacement"), "{page}");
    workshop.ask_check(&code).await.expect(303);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn the_database_lets_no_device_be_ready_with_a_drive_left_out() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let code = workshop.ready_laptop().await;
    let device = workshop.device(&code).await;
    let levels = quality_check::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(levels.erasure_level, Some(ErasureLevel::Clear));
    let drives = drive_erasure::Entity::find().all(db).await.unwrap();
    assert_eq!(drives.len(), 2);
    // Off the shelf and, by hand, another drive in it; then ready again, by hand.
    let other = device_drive::ActiveModel {
        device_id: Set(device.id),
        serial: Set("WX99".to_owned()),
        serial_key: Set("wx99".to_owned()),
        model: Set("Other".to_owned()),
        kind: Set(device_drive::DriveKind::Hdd),
        first_seen_at: Set(workshop.world.now()),
        ..Default::default()
    };
    let stage = |word: &str| {
        format!(
            "UPDATE device SET stage = '{word}' WHERE id = {}",
            device.id.0
        )
    };
    db.execute_unprepared(&stage("quality_check"))
        .await
        .unwrap();
    db.execute_unprepared(&stage("ready")).await.unwrap();
    db.execute_unprepared(&stage("quality_check"))
        .await
        .unwrap();
    let other = other.insert(db).await.unwrap();
    assert!(db.execute_unprepared(&stage("ready")).await.is_err());
    // Nor with a verdict that is none.
    let failed = drive_erasure::ActiveModel {
        erasure_id: Set(levels.erasure_id.unwrap()),
        drive_id: Set(other.id),
        device_id: Set(device.id),
        stay: Set(device.stay),
        finding: Set(drive_erasure::Finding::Failed),
        reasons: Set("[]".to_owned()),
        ..Default::default()
    };
    failed.insert(db).await.unwrap();
    assert!(db.execute_unprepared(&stage("ready")).await.is_err());
    // And a check does not say more than its erasure.
    let lie = quality_check::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay + 1),
        holds_data: Set(true),
        erasure_id: Set(levels.erasure_id),
        erasure_verdict: Set(levels.erasure_verdict),
        erasure_level: Set(Some(ErasureLevel::Purge)),
        performer_id: Set(levels.performer_id),
        checker_id: Set(levels.checker_id),
        passed_at: Set(levels.passed_at),
        ..Default::default()
    };
    assert!(lie.insert(db).await.is_err());
}

#[tokio::test]
async fn a_drive_taken_out_is_not_waited_for_once_the_machine_says_so() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop.laptop_with_two_drives().await;
    workshop
        .send_log(&code, "nwipe.log", &log("v042-nvme-only"))
        .await
        .expect(303);
    ask_by_hand(&workshop, &code, "by-hand-1").await.expect(409);
    let mut machine: serde_json::Value =
        serde_json::from_slice(&inventory("lshw-two-drives.json")).unwrap();
    let bridge = &mut machine["children"][0]["children"][5 - 1]["children"];
    bridge
        .as_array_mut()
        .unwrap()
        .retain(|node| node["id"] != "sata");
    let file = serde_json::to_vec(&machine).unwrap();
    workshop.send_inventory(&code, &file).await.expect(303);
    workshop.ask_check(&code).await.expect(303);
}

#[tokio::test]
async fn the_log_of_another_machine_ties_no_drive_to_the_device() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some("7XK2P13"))
        .await;
    workshop.triage(&code).await;
    let sent = workshop
        .send_log(&code, "nwipe.log", &log("v042-two-drives"))
        .await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(page.says("Impossible à relier à l’appareil"), "{page}");
    assert!(page.says("system-serial-number = 5CD8143KLM"), "{page}");
    let drives = device_drive::Entity::find()
        .count(&workshop.world.app.db)
        .await
        .unwrap();
    assert_eq!(drives, 0);
}

/// A programme that asks for more than an overwrite: refused by the page's rule and by the database.
#[tokio::test]
async fn a_device_erased_too_lightly_is_promised_to_nobody_of_a_strict_programme() {
    let workshop = on_the_day_of_the_logs().await;
    let world = &workshop.world;
    let db = &world.app.db;
    let code = workshop.ready_laptop().await;
    let device = workshop.device(&code).await;
    let prescriber = world.persona(Role::Prescriber).await;
    let pickup = workshop.worker.site.clone().unwrap();
    let request = world.allocated(&device, &prescriber, &pickup).await;
    // The programme becomes strict: nothing that was promised before may still leave.
    let coordinator = world.persona(Role::Coordinator).await;
    let path = format!("/programmes/{}", request.programme_id.0);
    let page = coordinator.get(&path).await.expect(200);
    let form = page
        .form("main form")
        .set("rules_fr", "Tout public")
        .set("rules_en", "Everybody")
        .set("erasure_level", "purge");
    let preview = coordinator.send(&form).await.expect(200);
    let form = preview.form("form#programme");
    coordinator.send(&form).await.expect(303);
    let strict = programme::Entity::find_by_id(request.programme_id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(strict.erasure_level, Some(ErasureLevel::Purge));
    let identity = Identity {
        name: "Martin".to_owned(),
        ..Identity::default()
    };
    recipient::ActiveModel {
        id: Set(request.recipient_id),
        sealed: Set(Some(identity::seal(&world.app.keys, &identity))),
        ..Default::default()
    }
    .update(db)
    .await
    .unwrap();
    let organisation = workshop.worker.organisation.clone();
    let clerk = world
        .member(Role::Clerk, organisation, Some(pickup.clone()))
        .await;
    let page = clerk.get(&format!("/counter/{code}")).await.expect(200);
    assert!(page.says("n’a pas été effacé aussi profondément"), "{page}");
    let by_hand = format!(
        "INSERT INTO handover (device_id, programme_id, model_key, request_id, recipient_id, clearance_id, \
         clearance_state, site_id, clerk_id, received_by, identity_seen, legal_chain, signature, slip_sha256, \
         handed_at, version) VALUES ({}, {}, 'm', {}, 1, 1, 'used', {}, 1, 'recipient', 'passport', \
         'loan_for_use', 'paper', 'x', '2026-10-05T10:00:00Z', 1)",
        device.id.0, request.programme_id.0, request.id.0, pickup.id.0
    );
    let refused = db
        .execute_unprepared(&by_hand)
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("deeper erasure"), "{refused}");
    // Undone, it is not proposed again, nor promised by hand.
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
    assert!(db.execute_unprepared(&promise).await.is_err());
    workshop
        .world
        .app
        .db
        .execute_unprepared(&format!(
            "UPDATE programme SET erasure_level = 'clear' WHERE id = {}",
            request.programme_id.0
        ))
        .await
        .unwrap();
    db.execute_unprepared(&promise).await.unwrap();
}

#[tokio::test]
async fn the_certificate_is_made_once_by_two_people_and_its_hash_is_kept() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let code = workshop.ready_laptop().await;
    let supervisor = &workshop.supervisor;
    let sheet = supervisor
        .get(&format!("/devices/{code}"))
        .await
        .expect(200);
    let form = sheet.form(&format!("form[action='/devices/{code}/certificate']"));
    let made = supervisor.send(&form).await;
    let page = supervisor.follow(made).await.expect(200);
    assert!(page.says("Le certificat est établi"), "{page}");
    supervisor.send(&form).await.expect(303);
    let again = sheet.form(&format!("form[action='/devices/{code}/certificate']"));
    supervisor.send(&again).await.expect(303);
    let rows = erasure_certificate::Entity::find().all(db).await.unwrap();
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row.performer_id, workshop.worker.account.id);
    assert_eq!(row.validator_id, supervisor.account.id);
    let path = format!("/devices/{code}/certificate");
    let pdf = supervisor.get(&path).await.expect(200);
    assert_eq!(sha256_hex(&pdf.body), row.sha256);
    assert!(pdf.body.starts_with(b"%PDF"));
    // Nobody validates what they did, even by hand.
    let own = format!(
        "UPDATE erasure_certificate SET validator_id = performer_id WHERE id = {}",
        row.id
    );
    assert!(db.execute_unprepared(&own).await.is_err());
    let (other, _) = workshop.world.other_workshop().await;
    let stranger = workshop
        .world
        .member(Role::Supervisor, other.clone(), None)
        .await;
    stranger.get(&path).await.expect(404);
    workshop.worker.get(&path).await.expect(403);
    let event = workshop.events(&code).await.pop().unwrap();
    assert!(event.data.contains(&row.sha256), "{}", event.data);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_certificate_waits_for_the_second_person() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop.laptop_with_two_drives().await;
    workshop
        .send_log(&code, "nwipe.log", &log("v042-two-drives"))
        .await
        .expect(303);
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(!sheet.has("form[action$='/certificate']"));
    let path = format!("/devices/{code}/certificate");
    workshop
        .supervisor
        .post(&path, &[("write_id", "by-hand-1")])
        .await
        .expect(409);
    workshop.supervisor.get(&path).await.expect(404);
}
