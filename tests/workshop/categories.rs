//! The technical category: worked out with its points and why, decided otherwise by a supervisor alone.
use super::*;
use entities::device_category;

impl Workshop {
    async fn laptop_to_judge(&self) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Laptop, Some(PC_SERIAL))
            .await;
        self.triage(&code).await;
        code
    }

    /// The published vector that the processor's limit holds at C.
    async fn judge_slow(&self, by: &Persona, code: &str) -> Page {
        let page = by.get(&format!("/bench/{code}/category")).await.expect(200);
        let form = page
            .form(&format!("form[action='/bench/{code}/category']"))
            .set("cpu_mark", "2 300")
            .set("ram_gb", "8");
        let fields: Vec<(String, String)> = form
            .fields()
            .into_iter()
            .filter(|(name, _)| name != "technology" && name != "gb")
            .chain([
                ("technology".to_owned(), "HDD".to_owned()),
                ("gb".to_owned(), "500".to_owned()),
            ])
            .collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        by.post(&format!("/bench/{code}/category"), &fields).await
    }

    async fn records(&self) -> Vec<device_category::Model> {
        device_category::Entity::find()
            .order_by_asc(device_category::COLUMN.id)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    async fn decision_form(&self, code: &str) -> Form {
        let page = self
            .supervisor
            .get(&format!("/bench/{code}/category"))
            .await
            .expect(200);
        page.form(&format!("form[action='/bench/{code}/category/decision']"))
            .set("category", "b")
            .set("reason", "Processeur mal lu par l’outil.")
    }
}

#[tokio::test]
async fn a_category_is_worked_out_with_its_points_and_the_reason() {
    let workshop = Workshop::new().await;
    let code = workshop.laptop_to_judge().await;
    let missing = workshop
        .worker
        .post(
            &format!("/bench/{code}/category"),
            &[
                ("write_id", "by-hand-0"),
                ("ruleset", "emmaus-connect-computers"),
                ("cpu_mark", "beaucoup"),
                ("technology", "SSD"),
                ("gb", ""),
            ],
        )
        .await
        .expect(422);
    assert!(missing.says("Tapez un nombre entier"), "{missing}");
    assert!(missing.says("Ce nombre manque"), "{missing}");
    assert!(missing.says("choisissez la technique"), "{missing}");
    assert_eq!(missing.attribute("#cpu_mark", "value"), "beaucoup");
    let sent = workshop.judge_slow(&workshop.worker, &code).await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(page.says("Catégorie enregistrée"), "{page}");
    assert!(page.says("Catégorie C"), "{page}");
    assert!(
        page.says("La catégorie est C au mieux ; la somme donnerait B"),
        "{page}"
    );
    assert!(page.says("Disque HDD : 500 Go"), "{page}");
    assert_eq!(workshop.device(&code).await.category.as_deref(), Some("c"));
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(sheet.says("Catégorie technique"), "{sheet}");
    let found = workshop
        .supervisor
        .get("/devices?category=c")
        .await
        .expect(200);
    assert!(found.says(&code));
    assert_eq!(
        found.text("tbody td[data-label='Catégorie technique']"),
        "C"
    );
    let none = workshop
        .supervisor
        .get("/devices?category=premium")
        .await
        .expect(200);
    assert!(!none.says(&code));
    // Nothing that a person typed stands in the event.
    let event = workshop.events(&code).await.pop().unwrap();
    assert_eq!(event.kind, "category_computed");
    assert!(event.data.contains("\"total\":6"), "{}", event.data);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn what_the_machine_said_is_filled_in_already() {
    let workshop = Workshop::new().await;
    let code = workshop.laptop_to_judge().await;
    let form = form_of(&workshop.worker, &code, "hardware").await;
    let inventory = std::fs::read(format!(
        "{}/../tests/fixtures/inventory/lshw-two-drives.json",
        env!("CARGO_MANIFEST_DIR")
    ));
    let form = form.attach("inventory", "lshw.json", &inventory.unwrap());
    workshop.worker.send(&form).await.expect(303);
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category"))
        .await;
    assert_eq!(page.attribute("#ram_gb", "value"), "8");
    let typed = page.form(&format!("form[action='/bench/{code}/category']"));
    let sizes: Vec<String> = typed
        .fields()
        .into_iter()
        .filter(|(name, value)| name == "gb" && !value.is_empty())
        .map(|(_, value)| value)
        .collect();
    assert_eq!(sizes.len(), 2, "{sizes:?}");
    workshop
        .worker
        .send(&typed.set("cpu_mark", "6500"))
        .await
        .expect(303);
    assert!(workshop.device(&code).await.category.is_some());
}

#[tokio::test]
async fn a_supervisor_decides_otherwise_with_a_reason_and_a_worker_does_not() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop_to_judge().await;
    workshop
        .judge_slow(&workshop.worker, &code)
        .await
        .expect(303);
    let seen = workshop.records().await[0].id.to_string();
    let by_hand = [
        ("write_id", "by-hand-1"),
        ("seen", seen.as_str()),
        ("category", "b"),
        ("reason", "parce que"),
    ];
    let path = format!("/bench/{code}/category/decision");
    workshop.worker.post(&path, &by_hand).await.expect(403);
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category"))
        .await;
    assert!(!page.has(&format!("form[action='{path}']")));
    // Without a reason, or for what the rules say already: not kept.
    let form = workshop.decision_form(&code).await;
    let page = workshop
        .supervisor
        .send(&form.clone().set("reason", " "))
        .await
        .expect(422);
    assert!(page.says("Dites pourquoi"), "{page}");
    let page = workshop
        .supervisor
        .send(&form.clone().set("category", "c"))
        .await
        .expect(422);
    assert!(page.says("C’est déjà la catégorie des règles"), "{page}");
    // Two at once: the second had another record before them.
    let second = workshop.decision_form(&code).await;
    let sent = workshop.supervisor.send(&form).await;
    let page = workshop.supervisor.follow(sent).await.expect(200);
    assert!(page.says("Catégorie B"), "{page}");
    assert!(page.says("D’après les règles : C"), "{page}");
    assert!(page.says("Processeur mal lu par l’outil"), "{page}");
    workshop.supervisor.send(&form).await.expect(303);
    workshop.supervisor.send(&second).await.expect(409);
    assert_eq!(workshop.records().await.len(), 2);
    assert_eq!(workshop.device(&code).await.category.as_deref(), Some("b"));
    // The words are in no event, only their hash; the decision stands against a worker's new sum.
    for event in workshop.events(&code).await {
        assert!(!event.data.contains("Processeur mal"), "{}", event.data);
    }
    let refused = workshop
        .judge_slow(&workshop.worker, &code)
        .await
        .expect(409);
    assert!(
        refused.says("Un encadrant a fixé cette catégorie"),
        "{refused}"
    );
    // Nor by hand in the database.
    let id = workshop.device(&code).await.id.0;
    let worker = workshop.worker.membership.id.0;
    let copy = |category: &str, remark: &str, member: i32| {
        format!(
            "INSERT INTO device_category (device_id, stay, source, facts, ruleset, points, computed, category, \
             remark, membership_id, at) VALUES ({id}, 1, 'bench', '{{}}', 'r', '{{}}', 'c', '{category}', {remark}, \
             {member}, '2026-05-04T08:00:00Z')"
        )
    };
    for wrong in [
        copy("a", "'hash'", worker),
        copy("c", "NULL", worker),
        copy("a", "NULL", workshop.supervisor.membership.id.0),
        format!("UPDATE device SET category = 'premium' WHERE id = {id}"),
        format!("UPDATE device SET category = 'c' WHERE id = {id}"),
    ] {
        assert!(db.execute_unprepared(&wrong).await.is_err(), "{wrong}");
    }
    // The supervisor works it out again, and is back with the rules.
    workshop
        .judge_slow(&workshop.supervisor, &code)
        .await
        .expect(303);
    assert_eq!(workshop.device(&code).await.category.as_deref(), Some("c"));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn another_set_of_rules_is_a_choice_and_a_screen_has_none() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category?rules=battery"))
        .await
        .expect(200);
    let form = page.form(&format!("form[action='/bench/{code}/category']"));
    let sent = workshop
        .worker
        .send(&form.set("battery_percent", "74"))
        .await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(
        page.says("Catégorie C") && page.says("État de la batterie"),
        "{page}"
    );
    let screen = workshop
        .received(&workshop.worker, DeviceKind::Screen, None)
        .await;
    let page = workshop
        .worker
        .get(&format!("/bench/{screen}/category"))
        .await
        .expect(200);
    assert!(page.says("Aucune règle pour ce type d’appareil"), "{page}");
    // Not a set for such a device.
    let wrong = [
        ("write_id", "by-hand-7"),
        ("ruleset", "emmaus-connect-computers"),
    ];
    workshop
        .worker
        .post(&format!("/bench/{code}/category"), &wrong)
        .await
        .expect(400);
}

#[tokio::test]
async fn a_device_that_comes_back_has_no_category_until_it_is_judged_again() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category?rules=battery"))
        .await
        .expect(200);
    let form = page.form(&format!("form[action='/bench/{code}/category']"));
    workshop
        .worker
        .send(&form.clone().set("battery_percent", "95"))
        .await
        .expect(303);
    let check = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&check.press("verdict", "pass"))
        .await
        .expect(303);
    // On the shelf it is what it was checked as.
    let late = form
        .set("battery_percent", "10")
        .set("write_id", "another-form");
    let refused = workshop.worker.send(&late).await.expect(409);
    assert!(refused.says("sa catégorie ne change plus"), "{refused}");
    let form = form_of(&workshop.worker, &code, "return").await;
    workshop
        .worker
        .send(&form.set("reason", "Écran rayé"))
        .await
        .expect(303);
    assert_eq!(workshop.device(&code).await.category, None);
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category"))
        .await;
    assert!(!page.says("Catégorie A"), "{page}");
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn another_workshops_device_has_no_category_page() {
    let workshop = Workshop::new().await;
    let code = workshop.laptop_to_judge().await;
    let (organisation, site) = workshop.world.other_workshop().await;
    let other = workshop
        .world
        .member(Role::Supervisor, organisation, Some(site))
        .await;
    for path in [
        format!("/bench/{code}/category"),
        format!("/bench/{code}/software"),
    ] {
        other.get(&path).await.expect(404);
        let sent = [
            ("write_id", "by-hand-1"),
            ("ruleset", "battery"),
            ("image", "debian-13"),
        ];
        other.post(&path, &sent).await.expect(404);
    }
    let decision = [
        ("write_id", "by-hand-2"),
        ("seen", "1"),
        ("category", "a"),
        ("reason", "x"),
    ];
    let path = format!("/bench/{code}/category/decision");
    other.post(&path, &decision).await.expect(404);
}

/// A set of a workshop's own, told from the one it was copied from by its key and its words.
fn own_rules(best_from: i32) -> String {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/data/grading/battery.toml");
    std::fs::read_to_string(shipped)
        .unwrap()
        .replace("key = \"battery\"", "key = \"batterie-aravis\"")
        .replace("État de la batterie", "Batterie, règle des Aravis")
        .replace("digital4b, critères commerciaux", "comité du 12 mars 2026")
        .replace("[91, 2]", &format!("[{best_from}, 2]"))
}

async fn judge_by_battery(by: &Persona, code: &str) -> Page {
    let path = format!("/bench/{code}/category");
    let page = by.get(&format!("{path}?rules=batterie-aravis")).await;
    let form = page.expect(200).form(&format!("form[action='{path}']"));
    by.send(&form.set("battery_percent", "92")).await
}

#[tokio::test]
async fn a_workshop_judges_by_rules_of_its_own_and_the_device_keeps_which() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("batterie-aravis.toml");
    std::fs::write(&file, own_rules(95)).unwrap();
    let wrong = "key = \"trou\"\n";
    std::fs::write(folder.path().join("trou.toml"), wrong).unwrap();
    std::fs::write(folder.path().join("LISEZMOI.md"), "Nos règles.").unwrap();
    let world = World::new().await.judging_by(folder.path());
    let workshop = Workshop::of(world).await;
    let code = workshop.laptop_to_judge().await;
    // Offered beside the others; the file with a hole is not, and keeps none of them away.
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category"))
        .await;
    let offered = page.texts("main a[href*='rules=']");
    assert_eq!(offered.len(), 3, "{offered:?}");
    assert!(offered[2].contains("Batterie, règle des Aravis"));
    let sent = judge_by_battery(&workshop.worker, &code).await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(page.says("Catégorie B"), "{page}");
    assert!(page.says("comité du 12 mars 2026"), "{page}");
    let record = workshop.records().await.pop().unwrap();
    let sha256 = passe_relais::keys::sha256_hex(own_rules(95));
    assert_eq!(record.ruleset.as_deref(), Some("batterie-aravis"));
    assert_eq!(record.ruleset_sha256.as_deref(), Some(&*sha256));
    assert!(page.says(&sha256[..12]), "{page}");
    assert!(!page.says("Ces règles ne sont plus les mêmes"), "{page}");
    let event = workshop.events(&code).await.pop().unwrap();
    assert!(event.data.contains(&sha256), "{}", event.data);
    // A supervisor's decision rests on the same rules.
    let form = workshop.decision_form(&code).await.set("category", "a");
    workshop.supervisor.send(&form).await.expect(303);
    let decided = workshop.records().await.pop().unwrap();
    assert_eq!(decided.ruleset_sha256, record.ruleset_sha256);
    // By hand nobody says by which rules where there were none.
    let lie = format!(
        "UPDATE device_category SET ruleset = NULL WHERE id = {}",
        decided.id
    );
    let db = &workshop.world.app.db;
    assert!(db.execute_unprepared(&lie).await.is_err());
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn when_the_rules_change_or_go_the_category_stays_and_the_page_says_so() {
    let [first, second, none] = [(); 3].map(|()| tempfile::TempDir::new().unwrap());
    std::fs::write(first.path().join("ours.toml"), own_rules(95)).unwrap();
    std::fs::write(second.path().join("ours.toml"), own_rules(91)).unwrap();
    let workshop = Workshop::of(World::new().await.judging_by(first.path())).await;
    let code = workshop.laptop_to_judge().await;
    judge_by_battery(&workshop.worker, &code).await.expect(303);
    // Started again with other rules of the same name, then without them.
    let email = workshop.worker.account.email.clone();
    let world = workshop.world.judging_by(second.path());
    let worker = world.sign_in(&email).await;
    let page = worker.get(&format!("/bench/{code}/category")).await;
    assert!(page.says("Catégorie B"), "{page}");
    assert!(page.says("Ce jeu de règles a changé depuis"), "{page}");
    let world = world.judging_by(none.path());
    let worker = world.sign_in(&email).await;
    let page = worker.get(&format!("/bench/{code}/category")).await;
    assert!(page.says("Ce jeu de règles n’est plus installé"), "{page}");
    let sheet = worker.get(&format!("/devices/{code}")).await.expect(200);
    assert!(sheet.says("Catégorie technique"), "{sheet}");
}
