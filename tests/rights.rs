//! What people ask of their data: taken in, answered truly and in time; limited, corrected, copied, found.

use crate::support::{
    World,
    page::Page,
    scene::{Asked, Scene, unique},
    visitor::Visitor,
    world::Persona,
};
use entities::{
    access_log::{self, AccessAct},
    membership::Role,
    programme::Gate,
    recipient, recipient_name,
    rights_request::{self, RightsAnswer},
};
use passe_relais::recipients::names::index_missing;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

async fn officer(scene: &Scene) -> Persona {
    scene.world.persona(Role::DataProtectionOfficer).await
}

/// A request of this kind by a person, taken in; gives its page's address.
async fn take_in(officer: &Visitor, asked: &Asked, kind: &str) -> String {
    let path = format!("/rights/new?person={}", asked.recipient.id.0);
    let page = officer.get(&path).await.expect(200);
    let form = page.form("main form").set("kind", kind);
    let sent = officer.send(&form).await.expect(303);
    sent.location().split('?').next().unwrap().to_owned()
}

async fn answer(officer: &Visitor, address: &str, answer: &str) -> Page {
    let page = officer.get(address).await.expect(200);
    let form = page.form("form[action$='/answer']").set("answer", answer);
    officer.send(&form).await
}

async fn limit(officer: &Visitor, asked: &Asked) -> String {
    let address = take_in(officer, asked, "limitation").await;
    answer(officer, &address, "restricted").await.expect(303);
    address
}

async fn search(officer: &Visitor, name: &str, year: &str) -> Page {
    let page = officer.get("/recipients").await.expect(200);
    let form = page
        .form("main form")
        .set("name", name)
        .set("birth_year", year);
    officer.send(&form).await.expect(200)
}

#[tokio::test]
async fn a_request_is_taken_in_by_number_and_stands_out_when_its_month_is_over() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    let officer = officer(&scene).await;
    let path = format!("/rights/new?person={}", asked.recipient.id.0);
    let page = officer.get(&path).await.expect(200);
    assert!(page.says("Pour B-000001") && !page.says("Martin"));
    let form = page.form("main form").set("kind", "access");
    // Not from tomorrow, and nothing typed is lost.
    let wrong = form.clone().set("received_on", "2026-05-05");
    let refused = officer.send(&wrong).await.expect(422);
    assert!(refused.says("dans les douze derniers mois"), "{refused}");
    assert!(refused.has("input[value='2026-05-05']") && refused.says("Pour B-000001"));
    assert!(refused.has("input[value=access][checked]"), "{refused}");
    let form = form.set("received_on", "2026-05-02");
    let first = officer.send(&form).await.expect(303);
    let repeat = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    let db = &scene.world.app.db;
    let rows = rights_request::Entity::find().all(db).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].due_on.to_string(), "2026-06-02");
    let list = officer.get("/rights").await.expect(200);
    assert!(
        list.says("D-000001") && list.says("Accès") && list.says("À traiter"),
        "{list}"
    );
    assert!(!list.says("Martin") && !list.says("B-000001"), "{list}");
    assert!(!list.says("Délai dépassé"));
    scene.world.days_pass(30);
    let officer = scene.world.sign_in(&officer.account.email).await;
    let list = officer.get("/rights").await.expect(200);
    assert!(
        list.says("Délai dépassé") && list.says("1 demande a dépassé son délai"),
        "{list}"
    );
    assert!(list.has(".badge.stop svg"), "a colour, an icon and a word");

    // Of somebody nobody finds: only if that is said.
    let page = officer.get("/rights/new").await.expect(200);
    let form = page.form("main form").set("kind", "access");
    let refused = officer.send(&form).await.expect(422);
    assert!(refused.says("cochez qu’elle est introuvable"), "{refused}");
    let form = form.tick("unknown", "yes");
    let sent = officer.send(&form).await.expect(303);
    let address = sent.location().split('?').next().unwrap().to_owned();
    // "Nothing is held" is an answer to who asks what is held.
    answer(&officer, &address, "done").await.expect(303);
    officer.get("/rights/new?person=999").await.expect(404);
    officer.get("/rights/999").await.expect(404);
}

#[tokio::test]
async fn an_answer_is_written_down_only_once_it_is_true_and_stays() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.ask("Martin", "Casque").await;
    let officer = officer(&scene).await;
    let address = take_in(&officer, &asked, "access").await;
    let early = answer(&officer, &address, "done").await.expect(409);
    assert!(early.says("Remettez d’abord la copie"), "{early}");
    let nothing = answer(&officer, &address, "restricted").await.expect(409);
    assert!(nothing.says("ne va pas avec cette demande"), "{nothing}");
    // A refusal says its ground, and only a refusal has one.
    let bare = answer(&officer, &address, "refused").await.expect(422);
    assert!(bare.says("Un refus dit son motif"), "{bare}");
    assert!(bare.has("input[value=refused][checked]"), "{bare}");
    let form = bare
        .form("form[action$='/answer']")
        .set("answer", "done")
        .set("ground", "excessive");
    officer.send(&form).await.expect(422);

    let copy = format!("/retention/people/{}/copy", asked.recipient.id.0);
    officer.get(&copy).await.expect(200);
    let page = officer.get(&address).await.expect(200);
    let form = page.form("form[action$='/answer']").set("answer", "done");
    let first = officer.send(&form).await.expect(303);
    let repeat = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    // A colleague who had the page open is told, and no statement by hand changes it.
    let late = [
        ("write_id", &*unique()),
        ("answer", "refused"),
        ("ground", "excessive"),
    ];
    officer
        .post(&format!("{address}/answer"), &late)
        .await
        .expect(409);
    for by_hand in [
        "UPDATE rights_request SET answer = 'refused', ground = 'excessive'",
        "UPDATE rights_request SET answer = NULL, answered_at = NULL, answered_by = NULL",
        "UPDATE rights_request SET received_on = '2026-04-01'",
    ] {
        assert!(db.execute_unprepared(by_hand).await.is_err(), "{by_hand}");
    }
    let row = rights_request::Entity::find().one(db).await;
    assert_eq!(row.unwrap().unwrap().answer, Some(RightsAnswer::Done));

    // Erasure: done once it is done.
    let address = take_in(&officer, &asked, "erasure").await;
    let early = answer(&officer, &address, "done").await.expect(409);
    assert!(early.says("Effacez d’abord ses données"), "{early}");
    let by_hand = "UPDATE rights_request SET answer = 'refused' WHERE answer IS NULL";
    assert!(db.execute_unprepared(by_hand).await.is_err(), "no ground");
    let page = officer.get(&address).await.expect(200);
    let form = page
        .form("form[action$='/answer']")
        .set("answer", "refused")
        .set("ground", "device_on_loan");
    let sent = officer.send(&form).await.expect(303);
    let page = officer.follow(sent).await.expect(200);
    assert!(
        page.says("Un appareil prêté est chez la personne"),
        "{page}"
    );
    assert!(page.says("Refusé") && !page.has("form[action$='/answer']"));
    let list = officer.get("/rights?state=answered").await.expect(200);
    assert!(list.says("D-000001") && list.says("D-000002") && list.says("Refusé"));
}

/// What everybody else may do with a person's request, tried one after the other.
async fn of_everybody(scene: &Scene, asked: &Asked) -> [Page; 14] {
    let request = format!("/requests/{}", asked.request.id.0);
    let reason = [
        ("write_id", &*unique()),
        ("reason", "already_equipped"),
        ("remark", ""),
    ];
    let plain = [("write_id", &*unique())];
    let learner = asked.learner.id.0.to_string();
    let enrolment = [("write_id", &*unique()), ("learner", &*learner)];
    let waiver = [("write_id", &*unique()), ("reason", "health")];
    [
        scene.prescriber.get(&request).await,
        scene.prescriber.get(&asked.training()).await,
        scene
            .prescriber
            .post(&format!("{request}/reveal"), &plain)
            .await,
        scene
            .prescriber
            .post(&format!("{request}/cancel"), &plain)
            .await,
        scene
            .prescriber
            .post(&format!("{}/withdrawal", asked.training()), &plain)
            .await,
        scene
            .prescriber
            .post(&format!("{}/enrolment", asked.training()), &enrolment)
            .await,
        scene.coordinator.get(&request).await,
        scene
            .coordinator
            .post(&format!("{request}/undo"), &plain)
            .await,
        scene
            .coordinator
            .post(&format!("{request}/refuse"), &reason)
            .await,
        scene.coordinator.get(&asked.waiver()).await,
        scene.coordinator.post(&asked.waiver(), &waiver).await,
        scene.trainer.get(&asked.training()).await,
        scene.clerk.get(&asked.counter()).await,
        scene.hand_over(&scene.clerk, asked).await,
    ]
}

#[tokio::test]
async fn whose_data_is_limited_is_opened_and_acted_on_by_nobody_but_the_officer() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.cleared("Martin").await;
    let request = format!("/requests/{}", asked.request.id.0);
    scene.prescriber.get(&request).await.expect(200);
    let officer = officer(&scene).await;
    // Not by hand either, without a request of the person.
    let by_hand = "UPDATE recipient SET restricted_at = '2026-05-04T10:00:00Z'";
    assert!(db.execute_unprepared(by_hand).await.is_err());
    let address = limit(&officer, &asked).await;

    let looks = scene.world.looks(&scene.prescriber).await;
    for page in of_everybody(&scene, &asked).await {
        let path = page.path.clone();
        let page = page.expect(403);
        assert!(
            page.says("Limité à la demande de la personne"),
            "{path}: {page}"
        );
        assert!(!page.html().contains("Martin"), "{path}");
    }
    let list = scene.prescriber.get("/requests").await.expect(200);
    assert!(
        list.says("Limité à la demande de la personne") && !list.says("Martin"),
        "{list}"
    );
    assert_eq!(scene.world.looks(&scene.prescriber).await, looks);
    // A statement by hand cannot do it.
    for by_hand in [
        "UPDATE request SET state = 'cancelled'",
        "INSERT INTO enrolment (request_id, learner_id, pathway_id, enrolled_at, version) \
         SELECT request_id, learner_id, pathway_id, enrolled_at, 1 FROM enrolment",
        "INSERT INTO request (recipient_id, programme_id, organisation_id, prescriber_id, \
         pickup_site_id, device_kind, state, submitted_at, version) SELECT recipient_id, \
         programme_id, organisation_id, prescriber_id, pickup_site_id, device_kind, 'submitted', \
         submitted_at, 1 FROM request",
    ] {
        let refused = db.execute_unprepared(by_hand).await.unwrap_err();
        assert!(refused.to_string().contains("restricted"), "{refused}");
    }
    // The officer still reads, and erases nothing meanwhile.
    let person = format!("/recipients/{}", asked.recipient.id.0);
    let page = officer.get(&person).await.expect(200);
    assert!(page.says("Louise Martin") && page.says("conservées sans être utilisées"));
    let sure = [("write_id", &*unique()), ("sure", "yes")];
    let refused = officer.post(&format!("{person}/forget"), &sure).await;
    assert!(refused.expect(409).says("levez d’abord la limitation"));

    // Twice is no answer.
    let second = take_in(&officer, &asked, "limitation").await;
    let refused = answer(&officer, &second, "restricted").await.expect(409);
    assert!(refused.says("déjà limitées"), "{refused}");
    let page = officer.get(&address).await.expect(200);
    let untold = page.form("form[action$='/lift']");
    let refused = officer.send(&untold).await.expect(422);
    assert!(refused.says("Informez d’abord la personne"), "{refused}");
    let form = untold.tick("told", "yes");
    let first = officer.send(&form).await.expect(303);
    let repeat = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    let page = officer.follow(first).await.expect(200);
    assert!(page.says("Limitation levée") && !page.has("form[action$='/lift']"));
    scene.prescriber.get(&request).await.expect(200);
    let page = scene.clerk.get(&asked.counter()).await.expect(200);
    assert!(page.html().contains("Martin"));
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    scene.verify().await;
}

#[tokio::test]
async fn in_a_session_a_limited_learner_has_no_name_and_is_not_marked() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 5, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let officer = officer(&scene).await;
    limit(&officer, &asked).await;
    scene.the_session_ends(&session);
    let path = format!("/training/sessions/{}", session.id.0);
    let page = scene.trainer.get(&path).await.expect(200);
    assert!(page.says("Limité à la demande de la personne"), "{page}");
    assert!(!page.html().contains("Martin"), "{page}");
    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "yes").await.expect(403);
}

#[tokio::test]
async fn a_person_is_given_all_that_is_held_about_them_to_read_and_as_a_file() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let form = world
        .request_form(&prescriber)
        .await
        .set("relation", "parent")
        .set("learner_name", "Nour Aidante");
    let sent = prescriber.send(&form).await.expect(303);
    let request = world.request_at(sent.location()).await;
    let page = coordinator
        .get(&format!("/requests/{}", request.id.0))
        .await;
    let form = page
        .form("#refuse")
        .set("reason", "already_equipped")
        .set("remark", "Déjà vu en mars.");
    coordinator.send(&form).await.expect(303);
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let person = format!("/retention/people/{}", request.recipient_id.0);
    let page = officer.get(&format!("{person}/copy")).await.expect(200);
    for held in [
        "Quelquechosevic",
        "Zoé",
        "1961",
        "Faverges",
        "R-000001",
        "Au RSA",
        "Entendre",
        "Nour Aidante",
        "Déjà vu en mars.",
        "Prescripteur",
        "Pôle médico-social d'Annecy",
    ] {
        assert!(page.says(held), "{held}: {page}");
    }
    // Who looked is told by role, not by name.
    assert!(!page.says(&prescriber.account.name), "{page}");
    assert_eq!(page.header("cache-control"), "no-store");
    let file = officer
        .get(&format!("{person}/data.json"))
        .await
        .expect(200);
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(file.header("cache-control"), "no-store");
    assert!(file.header("content-disposition").contains("B-000001.json"));
    let held: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    let identity = &held["held"]["identity"][0];
    assert_eq!(identity["name"], "Quelquechosevic");
    assert_eq!(held["held"]["requests"][0]["state"], "refused");
    assert_eq!(held["held"]["requests"][0]["needs"][0], "hear");
    assert_eq!(held["held"]["messages"][0]["kind"], "request_refused");
    assert_eq!(held["held"]["learners"][0]["relation"], "parent");
    let looks = access_log::Entity::find().all(&world.app.db).await.unwrap();
    let printed = looks.iter().filter(|look| look.act == AccessAct::Printed);
    assert_eq!(printed.count(), 2);
    for path in ["copy", "data.json"] {
        for by in [&coordinator, &prescriber] {
            by.get(&format!("{person}/{path}")).await.expect(403);
        }
        officer
            .get(&format!("/retention/people/999/{path}"))
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn a_person_is_found_by_their_names_in_any_order_and_by_half_of_a_double_name() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let form = world
        .request_form(&prescriber)
        .await
        .set("name", "Lefèvre-d’Aoste")
        .set("given_name", "Noémie");
    prescriber.send(&form).await.expect(303);
    let officer = world.persona(Role::DataProtectionOfficer).await;
    for typed in [
        "LEFEVRE D'AOSTE",
        "Noemie Lefevre d'Aoste",
        "lefevre-d-aoste noémie",
        "Aoste",
        "Lefèvre, Noémie",
    ] {
        let page = search(&officer, typed, "1961").await;
        assert!(page.says("Noémie Lefèvre-d’Aoste"), "{typed}: {page}");
    }
    for (typed, year) in [("Lefev", "1961"), ("Noémie", "1961"), ("Lefèvre", "1962")] {
        let page = search(&officer, typed, year).await;
        assert!(page.says("Personne à ce nom"), "{typed}: {page}");
    }
    // What they are found by says nothing to whoever reads the database.
    let keys = recipient_name::Entity::find().all(&world.app.db).await;
    assert!(keys.unwrap().iter().all(|row| row.key.len() == 64));
}

#[tokio::test]
async fn who_was_recorded_before_there_were_fingerprints_is_found_after_the_next_turn() {
    let scene = Scene::new(Gate::Enrolled).await;
    scene.ask("Martin-Durand", "Casque").await;
    let officer = officer(&scene).await;
    let page = search(&officer, "Durand Louise", "1958").await;
    assert!(page.says("Personne à ce nom"));
    assert_eq!(index_missing(&scene.world.app).await.unwrap(), 1);
    assert_eq!(index_missing(&scene.world.app).await.unwrap(), 0);
    let page = search(&officer, "Durand Louise", "1958").await;
    assert!(page.says("Louise Martin-Durand"), "{page}");
}

#[tokio::test]
async fn what_is_known_is_corrected_and_the_person_is_found_by_the_right_name_only() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.ask("Martn", "Casque").await;
    index_missing(&scene.world.app).await.unwrap();
    let officer = officer(&scene).await;
    let right = take_in(&officer, &asked, "rectification").await;
    let early = answer(&officer, &right, "done").await.expect(409);
    assert!(early.says("Corrigez d’abord"), "{early}");
    let path = format!("/recipients/{}/correction", asked.recipient.id.0);
    let page = officer.get(&path).await.expect(200);
    let form = page.form("main form").set("name", "Martin");
    let wrong = form.clone().set("birth_year", "jeune").set("email", "a@");
    let refused = officer.send(&wrong).await.expect(422);
    assert!(refused.says("quatre chiffres") && refused.has("input[value='jeune']"));
    let first = officer.send(&form).await.expect(303);
    let repeat = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    assert!(
        search(&officer, "Martin", "1958")
            .await
            .says("Louise Martin")
    );
    assert!(
        search(&officer, "Martn", "1958")
            .await
            .says("Personne à ce nom")
    );
    let page = scene
        .prescriber
        .get(&format!("/requests/{}", asked.request.id.0))
        .await
        .expect(200);
    assert!(page.says("Louise Martin"));
    answer(&officer, &right, "done").await.expect(303);
    let row = recipient::Entity::find().one(db).await.unwrap().unwrap();
    assert!(!row.sealed.unwrap().contains("Martin"));
    // A person who is forgotten has nothing to correct.
    let request = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&request).await.expect(200);
    let cancel = page
        .form("#cancel")
        .set("cancel_reason", "equipped_otherwise");
    scene.prescriber.send(&cancel).await.expect(303);
    let sure = [("write_id", &*unique()), ("sure", "yes")];
    let forget = format!("/recipients/{}/forget", asked.recipient.id.0);
    officer.post(&forget, &sure).await.expect(303);
    officer.get(&path).await.expect(404);
    let names = recipient_name::Entity::find().count(db).await.unwrap();
    assert_eq!(names, 0);
}
