//! A checklist at the bench: the version a stay keeps, measures, photos, what blocks and what is only noted.
use super::{checklists::second_version, *};
use entities::{checklist, checklist_answer, checklist_photo, stay_checklist};

/// The good answers to the refurbishment of a screen under version 2.
async fn refurbished_screen(workshop: &Workshop, code: &str, brightness: &str) -> Page {
    let form = form_of(&workshop.worker, code, "checklist").await;
    let form = all_good(form, DeviceKind::Screen, Step::Refurbishment)
        .set("refurbishment-1", brightness)
        .attach("refurbishment-2", "ecran.png", &picture(30, 20))
        .set("refurbishment-3", "no");
    workshop.worker.send(&form).await
}

impl Workshop {
    /// The number of the list of a device's stays.
    async fn lists_of(&self, code: &str) -> Vec<(i32, i32)> {
        let db = &self.world.app.db;
        let device = self.device(code).await.id;
        let stays = stay_checklist::Entity::find()
            .filter(stay_checklist::COLUMN.device_id.eq(device))
            .order_by_asc(stay_checklist::Column::Stay)
            .all(db)
            .await
            .unwrap();
        let mut lists = Vec::new();
        for stay in stays {
            let list = checklist::Entity::find_by_id(stay.checklist_id)
                .one(db)
                .await
                .unwrap()
                .unwrap();
            lists.push((stay.stay, list.number.unwrap()));
        }
        lists
    }

    async fn pass(&self, code: &str) -> Page {
        self.ask_check(code).await.expect(303);
        let form = self.check_form(&self.supervisor, code).await;
        self.supervisor.send(&form.press("verdict", "pass")).await
    }
}

#[tokio::test]
async fn a_device_ends_its_stay_with_the_version_it_began_with_and_the_next_stay_takes_the_newest()
{
    let workshop = Workshop::new().await;
    let coordinator = workshop.coordinator().await;
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    second_version(&coordinator).await;
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/checklist"))
        .await
        .expect(200);
    assert!(
        !page.says("Lumière") && page.says("Liste de contrôle n° 1"),
        "{page}"
    );
    workshop.checklist(&code).await;
    workshop.pass(&code).await.expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    assert_eq!(workshop.lists_of(&code).await, [(1, 1)]);
    let sheet = workshop
        .supervisor
        .get(&format!("/devices/{code}"))
        .await
        .expect(200);
    assert!(
        sheet.says("Liste de contrôle") && sheet.says("n° 1"),
        "{sheet}"
    );
    // Taken back, it begins again: with the newest list.
    let form = form_of(&workshop.worker, &code, "return").await;
    workshop
        .worker
        .send(&form.set("reason", "Pied cassé"))
        .await
        .expect(303);
    workshop.triage(&code).await;
    refurbished_screen(&workshop, &code, "80").await.expect(303);
    workshop.pass(&code).await.expect(303);
    assert_eq!(workshop.lists_of(&code).await, [(1, 1), (2, 2)]);
    let passed: Vec<serde_json::Value> = workshop
        .events(&code)
        .await
        .iter()
        .filter(|event| event.kind == "quality_check_passed")
        .map(|event| serde_json::from_str::<serde_json::Value>(&event.data).unwrap())
        .map(|data| data["details"]["checklist"].clone())
        .collect();
    assert_eq!(passed, [1, 2]);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_measure_under_its_limit_blocks_and_one_that_cannot_be_is_refused() {
    let workshop = Workshop::new().await;
    second_version(&workshop.coordinator().await).await;
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    for impossible in ["101", "-1", "beaucoup", "8,5"] {
        let page = refurbished_screen(&workshop, &code, impossible)
            .await
            .expect(422);
        assert!(page.says("n’est pas possible ici"), "{page}");
        assert_eq!(page.attribute("#refurbishment-1", "value"), impossible);
    }
    refurbished_screen(&workshop, &code, "39 %")
        .await
        .expect(303);
    let page = workshop
        .worker
        .get(&format!("/bench/{code}"))
        .await
        .expect(200);
    assert!(page.says("Bloque") && page.says("39"), "{page}");
    assert!(
        page.says("Noté, ne bloque pas") && page.says("Logo intact"),
        "{page}"
    );
    let refused = workshop.ask_check_by_hand(&code).await.expect(409);
    assert!(refused.says("bloque"));
    refurbished_screen(&workshop, &code, "40").await.expect(303);
    workshop.pass(&code).await.expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    let measured = checklist_answer::Entity::find()
        .filter(checklist_answer::COLUMN.item.eq("refurbishment-1"))
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (measured.measured, measured.answer.as_str()),
        (Some(40), "40")
    );
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_photo_at_the_bench_is_kept_without_its_place_and_shown_to_whom_the_device_is() {
    let workshop = Workshop::new().await;
    second_version(&workshop.coordinator().await).await;
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    let form = form_of(&workshop.worker, &code, "checklist").await;
    assert!(form.has_files(), "the form asks for a photo");
    for file in [&b"<svg onload='alert(1)'/>"[..], b"%PDF-1.7"] {
        let bad = form.clone().attach("refurbishment-2", "a.png", file);
        let page = workshop.worker.send(&bad).await.expect(422);
        assert!(page.says("n’est pas une photo"), "{page}");
    }
    // Of several in one field the first counts.
    let two = form.attach("refurbishment-2", "a.png", b"%PDF-1.7");
    let two = two.attach("refurbishment-2", "b.png", &picture(30, 20));
    workshop.worker.send(&two).await.expect(422);
    refurbished_screen(&workshop, &code, "80").await.expect(303);
    let db = &workshop.world.app.db;
    let photo = checklist_photo::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let path = format!("/checklist-photos/{}", photo.id.0);
    let shown = workshop.worker.get(&path).await.expect(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert!(
        shown.body.starts_with(&[0xff, 0xd8]),
        "written anew as a JPEG"
    );
    // Answering again without a new photo keeps the one that was taken.
    let form = form_of(&workshop.worker, &code, "checklist").await;
    workshop.worker.send(&form).await.expect(303);
    assert_eq!(checklist_photo::Entity::find().count(db).await.unwrap(), 1);
    // The checker sees it, from the other end of the room; another workshop does not know of it.
    workshop.ask_check(&code).await.expect(303);
    let page = workshop
        .supervisor
        .get(&format!("/bench/{code}/quality-check"))
        .await
        .expect(200);
    assert!(page.has(&format!("a[href='{path}']")), "{page}");
    let elsewhere = workshop
        .world
        .organisation(OrganisationKind::AdaptedEnterprise, "Un autre atelier")
        .await;
    let site = workshop.world.site(&elsewhere, "Un autre atelier").await;
    let stranger = workshop
        .world
        .member(Role::Supervisor, elsewhere, Some(site))
        .await;
    stranger.get(&path).await.expect(404);
    let prescriber = workshop.world.persona(Role::Prescriber).await;
    prescriber.get(&path).await.expect(403);
    workshop
        .worker
        .get("/checklist-photos/999")
        .await
        .expect(404);
}

#[tokio::test]
async fn what_was_filled_in_under_a_list_just_replaced_is_judged_by_that_list() {
    let workshop = Workshop::new().await;
    let world = &workshop.world;
    let coordinator = workshop.coordinator().await;
    let code = workshop.screen().await;
    let other = workshop.screen().await;
    let late = workshop.screen().await;
    let filled_in = |form| all_good(form, DeviceKind::Screen, Step::Triage);
    let form = filled_in(form_of(&workshop.worker, &code, "triage").await);
    let forgotten = filled_in(form_of(&workshop.worker, &late, "triage").await);
    second_version(&coordinator).await;
    // Two days without a network: the stay begins with the list that was answered.
    world.days_pass(2);
    let worker = world.sign_in(&workshop.worker.account.email).await;
    let at_bench = |code: &str, step: &str| {
        let (path, worker) = (format!("/bench/{code}/{step}"), worker.copy());
        async move { worker.get(&path).await.expect(200).form("main form") }
    };
    worker.send(&form).await.expect(303);
    assert_eq!(workshop.lists_of(&code).await, [(1, 1)]);
    // A stay that began with the new list takes no answer to the old one, and is not misread.
    let triage = filled_in(at_bench(&other, "triage").await);
    worker.send(&triage).await.expect(303);
    assert_eq!(workshop.lists_of(&other).await, [(1, 2)]);
    let new = at_bench(&other, "checklist").await.set("pixels", "no");
    let old = new.clone().set("checklist_id", list_of(&form));
    let page = worker.send(&old).await.expect(409);
    let said = page.text("main [role=alert]");
    assert!(
        said.contains("autre liste de contrôle") && said.contains("liste n° 2"),
        "{said}"
    );
    assert!(page.has("input[name=pixels][value=no][checked]"), "kept");
    // So is a form that says no list, or the list of another kind of device, or none there is.
    let phones = checklist::Entity::find()
        .filter(checklist::COLUMN.kind.eq(DeviceKind::Phone))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    for wrong in ["", &phones.id.0.to_string(), "999", "x"] {
        let wrong = new.clone().set("checklist_id", wrong);
        worker.send(&wrong).await.expect(409);
    }
    // After a week the old list begins nothing any more.
    world.days_pass(6);
    let worker = world.sign_in(&workshop.worker.account.email).await;
    let page = worker.send(&forgotten).await.expect(409);
    assert!(page.says("autre liste de contrôle"));
    assert!(workshop.lists_of(&late).await.is_empty());
}

#[tokio::test]
async fn the_page_without_a_network_carries_every_list_in_use() {
    let workshop = Workshop::new().await;
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    second_version(&workshop.coordinator().await).await;
    let page = workshop.worker.get("/bench/offline").await.expect(200);
    let lists = page.texts("#kind option");
    assert!(lists.contains(&"Écran, liste n° 1".to_owned()), "{lists:?}");
    assert_eq!(lists.len(), 7, "{lists:?}");
    assert!(page.html().contains("data-of=\"screen-1\""));
    // Once nothing at work began with it, an old list is not carried any more.
    workshop.checklist(&code).await;
    workshop.pass(&code).await.expect(303);
    let page = workshop.worker.get("/bench/offline").await.expect(200);
    assert_eq!(page.texts("#kind option").len(), 6);
}

#[tokio::test]
async fn a_device_is_fully_tested_when_every_function_passed_in_this_stay() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let tested = |code: String| {
        let workshop = &workshop;
        async move {
            let Some(check) = workshop.device(&code).await.ready_check_id else {
                return false;
            };
            let check = quality_check::Entity::find_by_id(check).one(db).await;
            check.unwrap().unwrap().fully_tested
        }
    };
    // A function that fails and blocks nothing: the device may be ready, and is not "reconditionné".
    let poor = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX2"))
        .await;
    workshop.triage(&poor).await;
    workshop.reset(&poor).await;
    let form = form_of(&workshop.worker, &poor, "checklist").await;
    let form = all_good(form, DeviceKind::Tablet, Step::Refurbishment).set("bluetooth", "no");
    workshop.worker.send(&form).await.expect(303);
    workshop.pass(&poor).await.expect(303);
    assert_eq!(workshop.stage(&poor).await, Stage::Ready);
    assert!(!tested(poor).await);
    // A new stay has tested nothing yet.
    let ready = workshop.ready_tablet().await;
    assert!(tested(ready.clone()).await);
    let form = form_of(&workshop.worker, &ready, "return").await;
    workshop
        .worker
        .send(&form.set("reason", "Ne charge plus"))
        .await
        .expect(303);
    assert!(!tested(ready).await);
}

#[tokio::test]
async fn the_database_itself_keeps_the_lists_and_their_answers() {
    let workshop = Workshop::new().await;
    second_version(&workshop.coordinator().await).await;
    let db = &workshop.world.app.db;
    let ready = workshop.ready_tablet().await;
    let ready = workshop.device(&ready).await.id.0;
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    refurbished_screen(&workshop, &code, "80").await.expect(303);
    let screen = workshop.device(&code).await.id.0;
    let tablet = workshop.tablet_to_check_with("DMPX9").await;
    let tablet = workshop.device(&tablet).await;
    // A check that was never gone through, written by hand.
    let (me, other) = (
        workshop.worker.account.id.0,
        workshop.supervisor.account.id.0,
    );
    let erasure = erasure::Entity::find()
        .filter(erasure::COLUMN.device_id.eq(tablet.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let forged = quality_check::ActiveModel {
        device_id: Set(tablet.id),
        stay: Set(1),
        holds_data: Set(true),
        erasure_id: Set(Some(erasure.id)),
        erasure_verdict: Set(Some(ErasureVerdict::Accepted)),
        performer_id: Set(workshop.worker.account.id),
        checker_id: Set(workshop.supervisor.account.id),
        passed_at: Set(workshop.world.now()),
        ..Default::default()
    };
    let forged = forged.insert(db).await.unwrap().id;
    let tablet = tablet.id.0;
    let list = |kind: &str, number: i32| {
        format!("(SELECT id FROM checklist WHERE kind = '{kind}' AND number = {number})")
    };
    let answer = |device: i32, item: &str, answer: &str, measured: &str, photo: &str| {
        format!(
            "INSERT INTO checklist_answer (device_id, stay, step, item, answer, measured, photo_id, account_id, at) \
             VALUES ({device}, 1, 'refurbishment', '{item}', '{answer}', {measured}, {photo}, {me}, \
             '2026-05-04T08:00:00+00:00')"
        )
    };
    let screens = list("screen", 2);
    let forbidden = [
        // Ready although the check's questions have no answer.
        format!("UPDATE device SET stage = 'ready', ready_check_id = {forged} WHERE id = {tablet}"),
        // A published list changed, unpublished, taken away; its questions too.
        format!("UPDATE checklist SET kind = 'phone' WHERE id = {screens}"),
        format!(
            "UPDATE checklist SET published_at = NULL, number = NULL, sha256 = NULL WHERE id = {screens}"
        ),
        format!("DELETE FROM checklist WHERE id = {screens}"),
        format!(
            "UPDATE checklist_item SET required = false, is_function = false WHERE checklist_id = {screens}"
        ),
        format!("DELETE FROM checklist_item WHERE checklist_id = {screens}"),
        format!(
            "INSERT INTO checklist_item (checklist_id, item, step, position, words, pictogram, required, blocking, \
             is_function, opens, kind) VALUES ({screens}, 'more', 'triage', 99, '{{}}', 'sun', false, false, false, \
             false, 'yes_no')"
        ),
        "INSERT INTO checklist (kind, number, revision, sha256, changed_at, published_at) VALUES \
         ('screen', 3, 0, 'x', '2026-05-04T08:00:00+00:00', '2026-05-04T08:00:00+00:00')"
            .to_owned(),
        // A stay that changes its list, loses it, or begins with one of another kind or of another stay.
        format!(
            "UPDATE stay_checklist SET checklist_id = {} WHERE device_id = {screen}",
            list("screen", 1)
        ),
        format!("DELETE FROM stay_checklist WHERE device_id = {screen}"),
        format!(
            "INSERT INTO stay_checklist (device_id, stay, checklist_id, begun_at) VALUES ({screen}, 2, {screens}, \
             '2026-05-04T08:00:00+00:00')"
        ),
        // An answer to a question the list does not ask, or not at that step, or of another kind, or out of bounds,
        // or to a photo that is another device's.
        answer(screen, "touch", "yes", "NULL", "NULL"),
        answer(screen, "label-matches", "yes", "NULL", "NULL"),
        answer(screen, "refurbishment-1", "yes", "NULL", "NULL"),
        "UPDATE checklist_answer SET answer = 'not_applicable' WHERE item = 'pixels'".to_owned(),
        "UPDATE checklist_answer SET answer = '101', measured = 101 WHERE item = 'refurbishment-1'"
            .to_owned(),
        "UPDATE checklist_answer SET answer = '90' WHERE item = 'refurbishment-1'".to_owned(),
        "UPDATE checklist_answer SET photo_id = NULL WHERE item = 'refurbishment-2'".to_owned(),
        format!(
            "UPDATE checklist_photo SET device_id = {ready}; \
                 UPDATE checklist_answer SET answer = 'photo' WHERE item = 'refurbishment-2'"
        ),
        // What was signed stays what it was.
        format!("UPDATE checklist_answer SET account_id = {other} WHERE device_id = {ready}"),
        format!("DELETE FROM checklist_answer WHERE device_id = {ready}"),
        answer(ready, "battery-cycles", "12", "12", "NULL"),
    ];
    for statement in forbidden {
        let outcome = db.execute_unprepared(&statement).await;
        assert!(outcome.is_err(), "the database took: {statement}");
    }
    assert_eq!(workshop.stage(&code).await, Stage::Refurbishment);
}
