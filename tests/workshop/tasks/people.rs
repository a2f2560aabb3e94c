//! Who works in the worker view, in which language, and whose name stands there: nobody else's.
use super::*;

#[tokio::test]
async fn without_the_habilitation_nobody_is_asked_to_erase() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let other = workshop
        .world
        .member(
            Role::Worker,
            worker.organisation.clone(),
            worker.site.clone(),
        )
        .await;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let end = workshop.to_the_end(&other, &code, &[], |_| {}).await;
    assert!(
        end.says("Il faut une personne formée pour effacer."),
        "{end}"
    );
    let page = other
        .post(
            &tasks_of(&code),
            &[
                ("write_id", "by-hand-1"),
                ("task", "sim"),
                ("answer", "emptied"),
            ],
        )
        .await
        .expect(409);
    assert!(page.says("L’appareil a déjà avancé."), "{page}");
}

#[tokio::test]
async fn no_worker_reads_the_name_of_another_worker() {
    let workshop = Workshop::new().await;
    let one = &workshop.worker;
    workshop.habilitate(one, Act::ElectricalRepair).await;
    let other = workshop
        .world
        .member(Role::Worker, one.organisation.clone(), one.site.clone())
        .await;
    let at_work = workshop
        .received(one, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&at_work).await;
    let to_check = workshop.tablet_to_check_with("DMPX2").await;
    for code in [&at_work, &to_check] {
        for path in [
            "/bench".to_owned(),
            tasks_of(code),
            format!("/bench/{code}"),
            format!("/bench/{code}/triage"),
            format!("/bench/{code}/checklist"),
            format!("/bench/{code}/hardware"),
            format!("/bench/{code}/locks"),
            format!("/devices/{code}"),
            "/bench/scan".to_owned(),
        ] {
            let page = other.get(&path).await;
            assert!(!page.html().contains(&one.account.name), "{page}");
        }
    }
    let page = other.get(&format!("/bench/{at_work}")).await.expect(200);
    assert!(
        page.says("Demandez à votre encadrant qui peut le faire."),
        "{page}"
    );
    // Who leads the workshop is named: they are whom to ask.
    workshop
        .habilitate(&workshop.supervisor, Act::Erasure)
        .await;
    let page = other.get(&format!("/bench/{at_work}")).await.expect(200);
    assert!(page.says(&workshop.supervisor.account.name), "{page}");
}

/// A laptop on which this worker has left a trace on every page: a part taken out, a category, its software; and files
/// and chargers that somebody has noted. Gives its code and the part's.
async fn traces_of(workshop: &Workshop, one: &Persona) -> (String, String) {
    workshop.habilitate(one, Act::ElectricalRepair).await;
    let code = workshop
        .received(one, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&code).await;
    workshop.checklist(&code).await;
    let page = one.get(&format!("/bench/{code}/parts")).await.expect(200);
    let form = page.form("form:has(button[value='out'])");
    let out = form.set("out", "own:battery").press("what", "out");
    one.send(&out).await.expect(303);
    let path = format!("/bench/{code}/category");
    let page = one.get(&format!("{path}?rules=battery")).await.expect(200);
    let form = page.form(&format!("form[action='{path}']"));
    let judged = form.set("battery_percent", "80");
    one.send(&judged).await.expect(303);
    let form = form_of(one, &code, "software").await;
    let installed = form.set("image", "linux-mint-22").set("release", "22.1");
    one.send(&installed).await.expect(303);
    let supervisor = &workshop.supervisor;
    let page = supervisor
        .get(&format!("/devices/{code}/attachments"))
        .await
        .expect(200);
    let form = page.form("main form").set("kind", "photo");
    let photo = form.attach("file", "a.png", &picture(60, 40));
    supervisor.send(&photo).await.expect(303);
    let site = one.site.as_ref().unwrap().id.0;
    let shelf = supervisor
        .get(&format!("/supplies/{site}/charger_usb_c"))
        .await
        .expect(200);
    let form = shelf.form("form:has(button[value='receive'])");
    let received = form.set("received", "3").press("what", "receive");
    supervisor.send(&received).await.expect(303);
    let part = entities::part::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    (code, part.code)
}

#[tokio::test]
async fn nor_on_the_pages_of_files_parts_supplies_category_and_software() {
    let workshop = Workshop::new().await;
    let one = &workshop.worker;
    let (code, part) = traces_of(&workshop, one).await;
    let other = workshop
        .world
        .member(Role::Worker, one.organisation.clone(), one.site.clone())
        .await;
    workshop.habilitate(&other, Act::Erasure).await;
    let site = one.site.as_ref().unwrap().id.0;
    for path in [
        format!("/devices/{code}"),
        format!("/bench/{code}"),
        tasks_of(&code),
        format!("/bench/{code}/parts"),
        "/parts".to_owned(),
        format!("/parts/{part}"),
        "/supplies".to_owned(),
        format!("/supplies/{site}/charger_usb_c"),
        format!("/bench/{code}/category"),
        format!("/bench/{code}/software"),
        format!("/bench/{code}/erasure"),
        "/boxes".to_owned(),
        "/devices".to_owned(),
        "/reception".to_owned(),
    ] {
        let page = other.get(&path).await.expect(200);
        assert!(!page.html().contains(&one.account.name), "{path}: {page}");
    }
    // What was done is there, only not by whom.
    let page = other.get(&format!("/bench/{code}/category")).await;
    assert!(page.says("Catégorie"), "{page}");
    let page = other.get(&format!("/parts/{part}")).await;
    assert!(page.says(&code), "{page}");
}

#[tokio::test]
async fn the_language_of_the_bench_is_not_the_language_of_the_screens() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let page = worker.get("/bench").await.expect(200);
    assert_eq!(page.attribute("html", "lang"), "fr");
    assert_eq!(
        page.texts("form.languages button"),
        ["Français", "English", "العربية"]
    );
    let form = page.form("form.languages").press("language", "ar");
    worker.send(&form).await.sends_to("/bench");
    let page = worker.get("/bench").await.expect(200);
    is_right_to_left(&page);
    assert_eq!(latin_words(&page), Vec::<String>::new());
    is_right_to_left(&worker.get(&tasks_of(&code)).await.expect(200));
    for path in [
        "/account".to_owned(),
        format!("/bench/{code}"),
        "/".to_owned(),
    ] {
        let page = worker.get(&path).await.expect(200);
        assert_eq!(page.attribute("html", "lang"), "fr", "{path}");
    }
    // The account says it too, and takes it back.
    let form = worker.get("/account").await.expect(200).form("main form");
    let chosen = ("bench_language".to_owned(), "ar".to_owned());
    assert!(form.fields().contains(&chosen), "{:?}", form.fields());
    worker
        .send(&form.set("bench_language", ""))
        .await
        .expect(303);
    let page = worker.get("/bench").await.expect(200);
    assert_eq!(page.attribute("html", "lang"), "fr");
    for (field, value) in [("language", "tlh"), ("view", "upside-down")] {
        worker
            .post("/bench/view", &[("write_id", "by-hand-1"), (field, value)])
            .await
            .expect(400);
    }
}

fn is_right_to_left(page: &Page) {
    assert_eq!(page.attribute("html", "lang"), "ar");
    assert_eq!(page.attribute("html", "dir"), "rtl");
}

#[tokio::test]
async fn a_bench_opens_as_its_person_works() {
    let workshop = Workshop::new().await;
    let (worker, supervisor) = (&workshop.worker, &workshop.supervisor);
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let scan = format!("/bench?code={code}");
    worker.get(&scan).await.sends_to(&tasks_of(&code));
    let page = worker.get("/bench").await.expect(200);
    let form = page.form("form:has([name=view])").press("view", "list");
    worker.send(&form).await.sends_to("/bench");
    worker.get(&scan).await.sends_to(&format!("/bench/{code}"));
    let page = worker.get("/bench").await.expect(200);
    assert!(page.has(".figure"), "{page}");
    let form = page
        .form("form[action='/bench/view']")
        .press("view", "tasks");
    worker.send(&form).await.sends_to("/bench");
    worker.get(&scan).await.sends_to(&tasks_of(&code));
    // Who supervises begins with the lists, and may look through a worker's eyes.
    let page = supervisor.get("/bench").await.expect(200);
    assert!(page.has(".figure"), "{page}");
    let form = page
        .form("form[action='/bench/view']")
        .press("view", "tasks");
    supervisor.send(&form).await.sends_to("/bench");
    let account = entities::account::Entity::find_by_id(supervisor.account.id)
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(account.bench_view, Some(BenchView::Tasks));
}

#[tokio::test]
async fn the_worker_view_is_for_the_benches_of_ones_own_workshop() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.supervisor, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    let clerk = workshop.world.clerk().await;
    clerk.get(&tasks_of(&code)).await.expect(403);
    let elsewhere = workshop
        .world
        .organisation(OrganisationKind::InsertionWorkshop, "Atelier d’ailleurs")
        .await;
    let site = workshop.world.site(&elsewhere, "Ailleurs").await;
    let stranger = workshop
        .world
        .member(Role::Worker, elsewhere, Some(site))
        .await;
    stranger.get(&tasks_of(&code)).await.expect(404);
    stranger
        .post(
            &tasks_of(&code),
            &[("write_id", "by-hand-1"), ("task", "triage.look")],
        )
        .await
        .expect(404);
    let page = stranger
        .get(&format!("/bench?code={code}"))
        .await
        .expect(404);
    assert!(page.says("Ce code n’est pas connu ici."), "{page}");
    // A page of yesterday leads to what is to be done today.
    workshop
        .supervisor
        .get(&format!("{}?task=photo", tasks_of(&code)))
        .await
        .sends_to(&tasks_of(&code));
}
