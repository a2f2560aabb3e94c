//! A device that is still tied to its previous owner is blocked, until the release is noted or comes back by list.
use super::*;
use entities::{device_lock, release_import};

impl Workshop {
    async fn note(&self, code: &str, locks: &[&str]) -> Page {
        let mut form = form_of(&self.worker, code, "locks").await;
        for lock in locks {
            form = form.tick("locks", lock);
        }
        let sent = self.worker.send(&form).await;
        self.worker.follow(sent).await.expect(200)
    }

    /// The page of the locks sent again, with none seen any more.
    async fn release(&self, code: &str) -> Page {
        let form = form_of(&self.worker, code, "locks").await;
        let fields = form.fields();
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .filter(|(name, _)| name != "locks")
            .map(|(name, value)| (&**name, &**value))
            .collect();
        self.worker
            .post(&format!("/bench/{code}/locks"), &fields)
            .await
    }

    /// A tablet in refurbishment that is still managed remotely.
    async fn blocked_tablet(&self, serial: &str) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Tablet, Some(serial))
            .await;
        self.triage(&code).await;
        self.note(&code, &["mdm"]).await;
        code
    }

    async fn send_list(&self, lot: i32, file: &[u8]) -> Page {
        let page = self.supervisor.get(&format!("/lots/{lot}/locks")).await;
        let form = page
            .expect(200)
            .form("main form")
            .attach("list", "liste.csv", file);
        let sent = self.supervisor.send(&form).await;
        self.supervisor.follow(sent).await.expect(200)
    }
}

#[tokio::test]
async fn a_blocked_device_is_seen_as_blocked_and_cannot_become_ready() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    workshop.note(&code, &["mdm"]).await;
    let page = workshop.worker.get(&format!("/bench/{code}")).await;
    assert!(
        page.texts(".badge.stop").contains(&"Bloqué".to_owned()),
        "{page}"
    );
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(sheet.says("Bloqué") && sheet.says("Gestion à distance (MDM)"));
    let refused = post_check(&workshop.supervisor, &code).await.expect(409);
    assert!(refused.says("L’appareil est bloqué"), "{refused}");
    // Nor by hand.
    let db = &workshop.world.app.db;
    let id = workshop.device(&code).await.id.0;
    let check = format!("UPDATE device SET stage = 'ready' WHERE id = {id}");
    assert!(db.execute_unprepared(&check).await.is_err());
    // Who checks does not first take away what stops the check: it goes back to who works on it.
    let refused = workshop.release(&code).await.expect(409);
    assert!(
        refused.says("un verrou ne se lève pas pendant le contrôle"),
        "{refused}"
    );
    let form = form_of(&workshop.supervisor, &code, "quality-check").await;
    let back = form.set("reason", "Verrou").press("verdict", "fail");
    workshop.supervisor.send(&back).await.expect(303);
    // Seen released at the bench, it goes on.
    workshop.release(&code).await.expect(303);
    workshop.ask_check(&code).await.expect(303);
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    // On the shelf, a lock is not noted: the device is taken back first.
    let locked = device_lock::ActiveModel {
        device_id: Set(workshop.device(&code).await.id),
        kind: Set(device_lock::LockKind::DeviceManagement),
        found_at: Set(workshop.world.now()),
        membership_id: Set(workshop.worker.membership.id),
        ..Default::default()
    };
    assert!(locked.insert(db).await.is_err());
    workshop
        .worker
        .post(
            &format!("/bench/{code}/locks"),
            &[("write_id", "by-hand-9"), ("locks", "mdm")],
        )
        .await
        .expect(409);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_locked_tablet_waits_for_its_release_before_anything_else() {
    let workshop = Workshop::new().await;
    let code = workshop.blocked_tablet("DMPX1").await;
    let page = workshop.worker.get(&format!("/bench/{code}")).await;
    assert!(
        page.says("L’ancien propriétaire doit lever le verrou"),
        "{page}"
    );
    workshop.checklist(&code).await;
    let asked = workshop
        .worker
        .post(
            &format!("/bench/{code}/check-request"),
            &[("write_id", "by-hand-1")],
        )
        .await
        .expect(409);
    assert!(asked.says("L’appareil est bloqué"));
    // Noted twice is one lock.
    workshop.note(&code, &["mdm"]).await;
    let locks = device_lock::Entity::find()
        .count(&workshop.world.app.db)
        .await;
    assert_eq!(locks.unwrap(), 1);
}

#[tokio::test]
async fn the_list_goes_out_and_comes_back_line_by_line_and_once() {
    let workshop = Workshop::new().await;
    let code = workshop.blocked_tablet("DMPX1").await;
    let lot = workshop.device(&code).await.lot_id.0;
    let out = workshop
        .supervisor
        .get(&format!("/lots/{lot}/locks/list"))
        .await
        .expect(200);
    let out = String::from_utf8(out.body.clone()).unwrap();
    assert_eq!(
        out.trim_start_matches('\u{feff}'),
        format!(
            "Code;Numéro de série;IMEI;Verrou;Levé;Levé le\r\n\
             {code};DMPX1;;Gestion à distance (MDM);;\r\n"
        )
    );
    // Whoever reads English gets it in English, and either comes back.
    workshop
        .supervisor
        .post("/language", &[("lang", "en"), ("return", "/")])
        .await
        .expect(303);
    let english = workshop
        .supervisor
        .get(&format!("/lots/{lot}/locks/list"))
        .await
        .expect(200);
    assert!(
        english
            .html()
            .contains("Code,Serial number,IMEI,Lock,Released,Released on"),
        "{}",
        english.html()
    );
    workshop
        .supervisor
        .post("/language", &[("lang", "fr"), ("return", "/")])
        .await
        .expect(303);
    let back = format!(
        "Code;Numéro de série;IMEI;Verrou;Levé;Levé le\r\n\
         {code};DMPX1;;Gestion à distance (MDM);oui;\r\n\
         {code};DMPX9;;mdm;oui;\r\n\
         {code};DMPX1;;knox;oui;\r\n"
    );
    let page = workshop.send_list(lot, back.as_bytes()).await;
    assert!(page.says("1 verrou levé, aucune ligne"), "{page}");
    assert!(
        page.says("Ligne 3 : ces numéros sont de deux appareils"),
        "{page}"
    );
    assert!(
        page.says("Ligne 4 : ce verrou n’est pas un de la liste"),
        "{page}"
    );
    // The same file again has the first answer, and changes nothing.
    let events = workshop.events(&code).await.len();
    let page = workshop.send_list(lot, back.as_bytes()).await;
    assert!(page.says("1 verrou levé"), "{page}");
    assert_eq!(workshop.events(&code).await.len(), events);
    let imports = release_import::Entity::find()
        .count(&workshop.world.app.db)
        .await;
    assert_eq!(imports.unwrap(), 1);
    // The same lines in another file: nothing left to release.
    let page = workshop
        .send_list(
            lot,
            format!("{back}\r\n").replace("DMPX9", "DMPX8").as_bytes(),
        )
        .await;
    assert!(page.says("Aucun verrou levé, 1 ligne"), "{page}");
    let bench = workshop.worker.get(&format!("/bench/{code}")).await;
    assert!(!bench.says("Bloqué"));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn another_organisation_sees_no_list_and_releases_nothing() {
    let workshop = Workshop::new().await;
    let code = workshop.blocked_tablet("DMPX1").await;
    let lot = workshop.device(&code).await.lot_id.0;
    let (organisation, site) = workshop.world.other_workshop().await;
    let other = workshop
        .world
        .member(Role::Supervisor, organisation.clone(), Some(site.clone()))
        .await;
    for path in [
        format!("/lots/{lot}/locks"),
        format!("/lots/{lot}/locks/list"),
    ] {
        other.get(&path).await.expect(404);
    }
    let file = File {
        field: "list".to_owned(),
        name: "liste.csv".to_owned(),
        content: format!("code;lock;released\n{code};mdm;oui\n").into_bytes(),
    };
    other
        .post_files(
            &format!("/lots/{lot}/locks"),
            &[("write_id", "by-hand-1")],
            &[file],
        )
        .await
        .expect(404);
    other.get(&format!("/bench/{code}/locks")).await.expect(404);
    let wrong = workshop
        .supervisor
        .post_files(
            &format!("/lots/{lot}/locks"),
            &[("write_id", "by-hand-2")],
            &[File {
                field: "list".to_owned(),
                name: "liste.csv".to_owned(),
                content: b"nom;etat\na;b\n".to_vec(),
            }],
        )
        .await
        .expect(422);
    assert!(wrong.says("n’a pas les colonnes de la liste"));
}
