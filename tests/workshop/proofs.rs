//! What counts as a proof, who may give it and who may see it: every guard, tried from outside.
use super::*;

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
    assert!(page.says("Le coordinateur en choisit un, ou la donne directement"));
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
    let large = vec![b'x'; 9 * 1024 * 1024];
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
