//! The ways of a device through the workshop, alone and with several people at it.
use super::*;

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
    worker
        .get(&format!("/bench?code=https://ici.example/d/{code}"))
        .await
        .sends_to(&format!("{at}/tasks"));
    assert!(worker.get(&at).await.says("Trier l’appareil"));
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
async fn the_bench_says_what_waits_and_a_misread_code_is_explained() {
    let workshop = Workshop::new().await;
    workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.tablet_to_check_with("DMPX2").await;
    let lists = [("write_id", "with-lists"), ("view", "list")];
    workshop
        .worker
        .post("/bench/view", &lists)
        .await
        .expect(303);
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

#[tokio::test]
async fn a_label_of_ones_own_sheet_says_that_its_device_is_to_be_received_first() {
    let workshop = Workshop::new().await;
    let Workshop {
        world,
        worker,
        supervisor,
    } = &workshop;
    let blank = world.blank_labels(supervisor, 1).await[0];
    let scan = format!("/bench?code={blank}");
    let page = supervisor.get(&scan).await.expect(409);
    let mistake = page.text("#code-mistake");
    assert!(
        mistake.contains("Cette étiquette n’est encore sur aucun appareil"),
        "{mistake}"
    );
    let page = worker.get(&scan).await.expect(409);
    assert!(page.says("Réceptionnez d’abord l’appareil."), "{page}");
    // A sheet of another organisation is nobody's business here, and a supervisor is not sent to a supervisor.
    let (organisation, site) = world.other_workshop().await;
    let neighbour = world
        .member(Role::Supervisor, organisation, Some(site))
        .await;
    let page = neighbour.get(&scan).await.expect(404);
    let mistake = page.text("#code-mistake");
    assert!(mistake.contains("demandez au coordinateur"), "{mistake}");
    assert!(!mistake.contains("votre encadrant"), "{mistake}");
    let lists = [("write_id", "with-lists"), ("view", "list")];
    worker.post("/bench/view", &lists).await.expect(303);
    let theirs = world.blank_labels(&neighbour, 1).await[0];
    let page = worker.get(&format!("/bench?code={theirs}")).await;
    assert!(
        page.expect(404)
            .says("montrez l’appareil à votre encadrant")
    );
}
