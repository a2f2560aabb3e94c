//! The inventory a machine makes of itself: at the bench, and from a live system with its token.
use super::{drives::inventory, *};
use entities::{bench_token, device_drive, hardware_snapshot};
use serde_json::Value;

impl Workshop {
    async fn token(&self) -> String {
        let page = self.supervisor.get("/bench-tokens").await.expect(200);
        let form = page
            .form("form[action='/bench-tokens']")
            .set("name", "Clé du poste 2");
        let made = self.supervisor.send(&form).await.expect(200);
        made.text("main code.wrap").trim().to_owned()
    }

    async fn laptop(&self, serial: Option<&str>) -> String {
        self.received(&self.worker, DeviceKind::Laptop, serial)
            .await
    }
}

fn told(page: &Page) -> Value {
    serde_json::from_slice(&page.body).unwrap()
}

#[tokio::test]
async fn an_inventory_fills_what_the_stock_did_not_know_and_nothing_personal_is_kept() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop(Some(PC_SERIAL)).await;
    let file = inventory("lshw-two-drives.json");
    workshop.send_inventory(&code, &file).await.expect(303);
    let device = workshop.device(&code).await;
    assert_eq!(
        device.processor.as_deref(),
        Some("Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz")
    );
    let snapshot = hardware_snapshot::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((snapshot.ram_mb, snapshot.drives), (Some(8192), 2));
    let drives = device_drive::Entity::find()
        .order_by_asc(device_drive::Column::Id)
        .all(db)
        .await
        .unwrap();
    let serials: Vec<_> = drives.iter().map(|drive| drive.serial.as_str()).collect();
    assert_eq!(serials, ["S425NX0M612345", "W0Q3ABCD"]);
    // Neither the host's name nor its addresses are anywhere; the file itself is not kept.
    let rows = format!(
        "{snapshot:?} {drives:?} {device:?} {:?}",
        workshop.events(&code).await
    );
    for personal in ["pc-salle", "jdurand", "02:fc:00", "192.0.2"] {
        assert!(!rows.contains(personal), "{personal} in {rows}");
    }
    assert_eq!(evidence::Entity::find().count(db).await.unwrap(), 0);
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(
        sheet.says("Ce que dit la machine") && sheet.says("8 Go"),
        "{sheet}"
    );
    // The same file again counts once, and says when it was read.
    let again = workshop.send_inventory(&code, &file).await.expect(303);
    let page = workshop.worker.follow(again).await.expect(200);
    assert!(
        page.says("Ce même fichier a déjà été lu, le 4 mai 2026"),
        "{page}"
    );
    assert_eq!(
        hardware_snapshot::Entity::find().count(db).await.unwrap(),
        1
    );
    // GLPI's own tells the battery too.
    let glpi = inventory("glpi-inventory.json");
    workshop.send_inventory(&code, &glpi).await.expect(303);
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(sheet.says("80 % de sa capacité"), "{sheet}");
    workshop.assert_journal_holds().await;
}

/// The laptop's inventory when its second drive is out.
fn without_the_second_drive() -> Vec<u8> {
    let mut machine: Value = serde_json::from_slice(&inventory("lshw-two-drives.json")).unwrap();
    let bridge = &mut machine["children"][0]["children"][4]["children"];
    let nodes = bridge.as_array_mut().unwrap();
    nodes.retain(|node| node["id"] != "sata");
    serde_json::to_vec(&machine).unwrap()
}

#[tokio::test]
async fn an_inventory_is_known_again_after_another_one_unless_a_drive_has_changed() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop(Some(PC_SERIAL)).await;
    let count = || hardware_snapshot::Entity::find().count(db);
    let present = || {
        device_drive::Entity::find()
            .filter(device_drive::COLUMN.absent_at.is_null())
            .count(db)
    };
    let file = inventory("lshw-two-drives.json");
    let glpi = inventory("glpi-inventory.json");
    workshop.send_inventory(&code, &file).await.expect(303);
    workshop.send_inventory(&code, &glpi).await.expect(303);
    assert_eq!(count().await.unwrap(), 2);
    // Neither of them is news, in whatever order they come.
    for seen in [&file, &glpi, &file] {
        let again = workshop.send_inventory(&code, seen).await.expect(303);
        let page = workshop.worker.follow(again).await.expect(200);
        assert!(page.says("Rien n’a changé depuis"), "{page}");
    }
    assert_eq!(count().await.unwrap(), 2);
    // The drive that was taken out and put back is in the very same file as before: it is news, and counts.
    workshop
        .send_inventory(&code, &without_the_second_drive())
        .await
        .expect(303);
    assert_eq!(present().await.unwrap(), 1);
    let again = workshop.send_inventory(&code, &file).await.expect(303);
    let page = workshop.worker.follow(again).await.expect(200);
    assert!(page.says("Inventaire enregistré"), "{page}");
    assert_eq!(present().await.unwrap(), 2);
    assert_eq!(count().await.unwrap(), 4);
    // The number of somebody else's inventory says nothing here.
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/hardware?known=4711"))
        .await
        .expect(200);
    assert!(!page.says("déjà été lu"), "{page}");
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn in_a_new_stay_the_same_file_is_read_anew() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop(Some(PC_SERIAL)).await;
    let file = inventory("lshw-two-drives.json");
    workshop.send_inventory(&code, &file).await.expect(303);
    let back = device::ActiveModel {
        stay: Set(2),
        ..Default::default()
    };
    let before = workshop.device(&code).await;
    workshop
        .world
        .change_device(&before, back, EventKind::DeviceReturned)
        .await;
    workshop.send_inventory(&code, &file).await.expect(303);
    let stays: Vec<i32> = hardware_snapshot::Entity::find()
        .order_by_asc(hardware_snapshot::COLUMN.id)
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.stay)
        .collect();
    assert_eq!(stays, [1, 2]);
}

#[tokio::test]
async fn a_machine_without_a_number_in_stock_learns_it_unless_another_bears_it() {
    let workshop = Workshop::new().await;
    let code = workshop.laptop(None).await;
    let file = inventory("lshw-two-drives.json");
    workshop.send_inventory(&code, &file).await.expect(303);
    assert_eq!(
        workshop.device(&code).await.serial.as_deref(),
        Some(PC_SERIAL)
    );
    let second = workshop.laptop(None).await;
    let refused = workshop
        .send_inventory(&second, &inventory("glpi-inventory.json"))
        .await
        .expect(409);
    assert!(
        refused.says("Un autre appareil du stock porte déjà"),
        "{refused}"
    );
}

#[tokio::test]
async fn every_wrong_file_is_refused_in_words_and_nothing_is_kept() {
    let workshop = Workshop::new().await;
    let code = workshop.laptop(Some("7XK2P13")).await;
    let whole = inventory("lshw-two-drives.json");
    let hostile = String::from_utf8(whole.clone())
        .unwrap()
        .replace("5CD8143KLM", "<img src=x onerror=alert(1)>");
    let cases: [(&[u8], u16, &str); 7] = [
        (&whole, 409, "celui d’une autre machine"),
        (&whole[..900], 422, "s’arrête au milieu"),
        (b"not json", 422, "n’est pas du JSON"),
        (b"{}", 422, "ni de « lshw -json »"),
        (&[b'['; 200], 422, "imbriqué"),
        (hostile.as_bytes(), 422, "aucune machine n’écrit"),
        (&vec![b' '; 2 * 1024 * 1024 + 1], 422, "trop gros"),
    ];
    for (file, status, sentence) in cases {
        let page = workshop.send_inventory(&code, file).await.expect(status);
        assert!(page.says(sentence), "{sentence}: {page}");
        assert!(!page.html().contains("<img src=x"));
    }
    let form = form_of(&workshop.worker, &code, "hardware").await;
    let empty = workshop.worker.send(&form).await.expect(422);
    assert!(empty.says("Choisissez le fichier"));
    let kept = hardware_snapshot::Entity::find()
        .count(&workshop.world.app.db)
        .await;
    assert_eq!(kept.unwrap(), 0);
}

#[tokio::test]
async fn a_live_system_hands_in_with_its_token_until_it_is_revoked() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop(Some(PC_SERIAL)).await;
    let token = workshop.token().await;
    let row = bench_token::Entity::find().one(db).await.unwrap().unwrap();
    assert_ne!(row.sha256, token, "only its hash is kept");
    // Shown once.
    let list = workshop.supervisor.get("/bench-tokens").await;
    assert!(!list.html().contains(&token));
    let machine = workshop.world.stranger();
    let file = inventory("lshw-two-drives.json");
    let post = |token: String, file: Vec<u8>| {
        let machine = &machine;
        async move {
            machine
                .post_as_bearer("/api/snapshots", &token, &file)
                .await
        }
    };
    let first = post(token.clone(), file.clone()).await.expect(201);
    assert_eq!(told(&first)["device"], Value::from(code.as_str()));
    let again = post(token.clone(), file.clone()).await.expect(201);
    assert_eq!(told(&again), told(&first));
    assert_eq!(
        hardware_snapshot::Entity::find().count(db).await.unwrap(),
        1
    );
    // Refusals in words.
    let other = String::from_utf8(file.clone())
        .unwrap()
        .replace("5CD8143KLM", "7XK2P13");
    let refused = post(token.clone(), other.clone().into_bytes())
        .await
        .expect(409);
    assert_eq!(told(&refused)["error"], "hardware-unknown-machine");
    let half = post(token.clone(), file[..900].to_vec()).await.expect(422);
    assert!(told(&half)["message"].as_str().unwrap().contains("milieu"));
    post(String::new(), file.clone()).await.expect(401);
    post("f".repeat(64), file.clone()).await.expect(401);
    // Once the machine is received, the file that was refused is taken.
    let late = workshop.laptop(Some("7XK2P13")).await;
    let accepted = post(token.clone(), other.into_bytes()).await.expect(201);
    assert_eq!(told(&accepted)["device"], Value::from(late.as_str()));
    // Revoked: refused, counted, and it stays so.
    let list = workshop.supervisor.get("/bench-tokens").await;
    let form = list.form(&format!("form[action='/bench-tokens/{}/revoke']", row.id));
    workshop.supervisor.send(&form).await.expect(303);
    let glpi = inventory("glpi-inventory.json");
    for _ in 0..2 {
        let refused = post(token.clone(), glpi.clone()).await.expect(401);
        assert_eq!(told(&refused)["error"], "hardware-token-revoked");
    }
    let list = workshop.supervisor.get("/bench-tokens").await;
    assert!(list.says("essayé 2 fois depuis"), "{list}");
    let unrevoke = format!(
        "UPDATE bench_token SET revoked_at = NULL, revoked_by = NULL WHERE id = {}",
        row.id
    );
    assert!(db.execute_unprepared(&unrevoke).await.is_err());
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_token_reaches_its_own_workshop_only() {
    let workshop = Workshop::new().await;
    let token = workshop.token().await;
    let (organisation, site) = workshop.world.other_workshop().await;
    let elsewhere = workshop
        .world
        .member(Role::Worker, organisation.clone(), Some(site.clone()))
        .await;
    workshop
        .received(&elsewhere, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    let refused = workshop
        .world
        .stranger()
        .post_as_bearer("/api/snapshots", &token, &inventory("lshw-two-drives.json"))
        .await
        .expect(409);
    assert_eq!(told(&refused)["error"], "hardware-unknown-machine");
    // Another organisation's supervisor neither sees nor revokes it.
    let other = workshop
        .world
        .member(Role::Supervisor, organisation.clone(), Some(site.clone()))
        .await;
    assert!(!other.get("/bench-tokens").await.says("Clé du poste 2"));
    let row = bench_token::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    other
        .post(
            &format!("/bench-tokens/{}/revoke", row.id),
            &[("write_id", "by-hand-1")],
        )
        .await
        .expect(404);
}
