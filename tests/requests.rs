//! A device asked for: who asks, who sees what, and what is never shown.

use crate::support::{World, asking::FAMILY_NAME};
use chrono::TimeDelta;
use entities::{
    access_log::{self, AccessAct},
    device::DeviceKind,
    learner::{self, LearnerRelation},
    membership::Role,
    membership_territory,
    organisation::OrganisationKind,
    recipient, request,
    request::RequestState,
    request_private,
};
use passe_relais::recipients::identity;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
    Statement,
};

#[tokio::test]
async fn a_prescriber_asks_for_a_device_in_one_page() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let site = prescriber.site.clone().unwrap();
    world.ready_device(DeviceKind::Tablet, &site).await;
    let page = prescriber.get("/requests/new").await.expect(200);
    assert!(page.says("pas assez de demandes passées pour le dire"));
    assert!(page.says("1 appareil prêt"));
    assert!(page.says("Ce n’est pas une promesse"));
    let form = world.request_form(&prescriber).await;
    let sent = prescriber.send(&form).await.expect(303);
    let request = world.request_at(sent.location()).await;
    assert_eq!(request.state, RequestState::Submitted);
    // The usual pick-up point and kind were already chosen.
    assert_eq!(request.pickup_site_id, site.id);
    assert_eq!(request.device_kind, Some(DeviceKind::Tablet));
    let page = prescriber.follow(sent).await.expect(200);
    assert!(page.says("Zoé Quelquechosevic"));
    assert!(page.says("Un coordinateur doit maintenant décider"));
    assert!(page.says("Demande envoyée"));
    let learners = learner::Entity::find().all(&world.app.db).await.unwrap();
    assert_eq!(learners.len(), 1);
    assert_eq!(learners[0].relation, LearnerRelation::Oneself);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_request_sent_twice_is_one_request_with_the_first_answer() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let form = world.request_form(&prescriber).await;
    let first = prescriber.send(&form).await.expect(303);
    // The person is known by now; the repeat is still answered as the first was.
    let known = recipient::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let mut fields = form.fields();
    fields.push(("recipient".to_owned(), "new".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    let again = prescriber.post("/requests/new", &fields).await.expect(303);
    assert_eq!(first.location(), again.location());
    let (plain, twin) = tokio::join!(prescriber.send(&form), prescriber.send(&form));
    assert_eq!((plain.status.as_u16(), twin.status.as_u16()), (303, 303));
    assert_eq!(world.requests().await.len(), 1);
    assert_eq!(
        recipient::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        1
    );
    assert!(known.sealed.is_some());
}

#[tokio::test]
async fn what_is_missing_is_said_and_nothing_typed_is_lost() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let good = world.request_form(&prescriber).await;
    let wrong = [
        (good.clone().set("name", ""), "Écrivez le nom"),
        (good.clone().set("given_name", ""), "Écrivez le prénom"),
        (good.clone().set("birth_year", "61"), "quatre chiffres"),
        (good.clone().set("birth_year", "2090"), "quatre chiffres"),
        (good.clone().set("commune", ""), "Écrivez la commune"),
        (good.clone().set("email", "zoe"), "signe @"),
        (
            good.clone().set("recipient_kind", "association"),
            "la personne qui signe",
        ),
        (
            good.clone().set("proof_seen_on", "2031-01-01"),
            "Il ne peut pas être à venir",
        ),
        (
            good.clone().set("pickup_site", ""),
            "Choisissez le point de remise",
        ),
        (
            good.clone().set("relation", "parent"),
            "le nom de la personne qui sera formée",
        ),
        (good.clone().set("name", "x".repeat(201)), "trop long"),
    ];
    for (form, sentence) in wrong {
        let again = prescriber.send(&form).await.expect(422);
        assert!(again.says(sentence), "{sentence}: {again}");
        assert_eq!(
            again.attribute("[name=given_name]", "value"),
            form_value(&form, "given_name")
        );
        assert!(again.has("[name=needs][value=hear][checked]"));
    }
    assert!(world.requests().await.is_empty());
    prescriber.post("/requests/new", &[]).await.expect(400);
    let nothing = [("write_id", "0123456789")];
    prescriber.post("/requests/new", &nothing).await.expect(422);
}

fn form_value(form: &crate::support::page::Form, name: &str) -> String {
    let fields = form.fields();
    fields.into_iter().find(|(n, _)| n == name).unwrap().1
}

#[tokio::test]
async fn who_stands_beside_the_person_may_be_the_one_who_learns() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let form = world
        .request_form(&prescriber)
        .await
        .set("relation", "foster_carer")
        .set("learner_name", "Nour Benali");
    let page = prescriber.send(&form).await;
    let page = prescriber.follow(page).await.expect(200);
    assert!(page.says("Nour Benali · Assistant familial"));
    let form = world
        .request_form(&prescriber)
        .await
        .set("recipient_kind", "establishment")
        .set("name", "MECS Les Tilleuls")
        .set("signatory", "Ada Lovelace");
    let page = prescriber.send(&form).await;
    let page = prescriber.follow(page).await.expect(200);
    assert!(page.says("Ada Lovelace · Signataire"));
    assert!(
        !page.says("1961"),
        "what an establishment does not have is not kept, though it was typed"
    );
}

#[tokio::test]
async fn a_known_establishment_is_asked_who_signs_and_is_trained() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let fresh = async || {
        let form = world.request_form(&prescriber).await;
        form.set("recipient_kind", "establishment")
            .set("name", "MECS Les Tilleuls")
            .set("signatory", "Ada Lovelace")
    };
    prescriber.send(&fresh().await).await.expect(303);
    let page = prescriber.send(&fresh().await).await.expect(422);
    let id = page.attribute("[name=recipient]", "value");
    let known = page
        .form("main form")
        .set("recipient", id)
        .set("device_kind", "laptop")
        .press("act", "send");
    let nobody = prescriber.send(&known.clone().set("signatory", " ")).await;
    assert!(nobody.expect(422).has("#signatory[aria-invalid]"));
    let page = prescriber.send(&known).await;
    let page = prescriber.follow(page).await.expect(200);
    assert!(page.says("Ada Lovelace · Signataire"));
}

#[tokio::test]
async fn somebody_already_known_is_found_by_exact_name_and_year_in_ones_own_organisation_only() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let form = world.request_form(&prescriber).await;
    prescriber.send(&form).await.expect(303);
    let find = |form: crate::support::page::Form| form.press("act", "find");
    // Case and accents do not matter; the year does.
    let form = world
        .request_form(&prescriber)
        .await
        .set("name", "QUELQUECHOSEVIC");
    let page = prescriber.send(&find(form.clone())).await.expect(200);
    assert!(page.says("Zoé Quelquechosevic"));
    let other_year = form.clone().set("birth_year", "1962");
    let page = prescriber.send(&find(other_year)).await.expect(200);
    assert!(!page.has("[name=recipient]"));
    // Sending without saying who it is asks first.
    let page = prescriber.send(&form).await.expect(422);
    let id = page.attribute("[name=recipient]", "value");
    let known = page
        .form("main form")
        .set("recipient", id)
        .press("act", "send");
    // The same device for the same person is refused while the first request is open.
    let refused = prescriber.send(&known).await.expect(409);
    assert!(refused.says("R-000001 attend déjà"));
    let laptop = known.clone().set("device_kind", "laptop");
    prescriber.send(&laptop).await.expect(303);
    assert_eq!(
        recipient::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        1
    );
    assert_eq!(world.requests().await.len(), 2);
    let other = world
        .organisation(
            OrganisationKind::SocialService,
            "Pôle médico-social de Thonon",
        )
        .await;
    let site = world.site(&other, "Thonon").await;
    let stranger = world.member(Role::Prescriber, other, Some(site)).await;
    let form = world.request_form(&stranger).await;
    let page = stranger.send(&find(form.clone())).await.expect(200);
    assert!(!page.has("[name=recipient]"));
    // Nor can the id be given by hand.
    let mut fields = form.fields();
    fields.push(("recipient".to_owned(), "1".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    stranger.post("/requests/new", &fields).await.expect(303);
    assert_eq!(
        recipient::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        2
    );
    let searched = access_log::Entity::find()
        .filter(access_log::COLUMN.act.eq(AccessAct::Searched))
        .count(&world.app.db)
        .await
        .unwrap();
    assert!(searched >= 2);
}

#[tokio::test]
async fn another_organisations_request_does_not_exist() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let request = world.ask(&prescriber).await;
    let path = format!("/requests/{}", request.id.0);
    let other = world
        .organisation(
            OrganisationKind::SocialService,
            "Pôle médico-social de Thonon",
        )
        .await;
    let site = world.site(&other, "Thonon").await;
    for role in [Role::Prescriber, Role::OrganisationManager] {
        let stranger = world.member(role, other.clone(), Some(site.clone())).await;
        stranger.get(&path).await.expect(404);
        let queue = stranger.get("/requests").await.expect(200);
        assert!(!queue.says("R-000001") && !queue.says(FAMILY_NAME));
    }
    let stranger = world.member(Role::Prescriber, other, Some(site)).await;
    stranger
        .post(&format!("{path}/reveal"), &[])
        .await
        .expect(404);
    let write_id = [("write_id", "0123456789")];
    stranger
        .post(&format!("{path}/cancel"), &write_id)
        .await
        .expect(404);
    assert_eq!(
        world.request(request.id).await.state,
        RequestState::Submitted
    );
}

#[tokio::test]
async fn who_has_no_business_with_requests_sees_none() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let request = world.ask(&world.prescriber().await).await;
    let path = format!("/requests/{}", request.id.0);
    for role in [
        Role::Finance,
        Role::Auditor,
        Role::Worker,
        Role::Supervisor,
        Role::Clerk,
    ] {
        let person = world.persona(role).await;
        for path in [
            "/requests",
            "/requests/new",
            &path,
            "/recipients",
            "/recipients/1",
        ] {
            person.get(path).await.expect(403);
        }
        for act in ["allocate", "refuse", "undo", "cancel", "reveal"] {
            person.post(&format!("{path}/{act}"), &[]).await.expect(403);
        }
    }
    for path in ["/requests", "/requests/new", &path, "/recipients"] {
        world.stranger().get(path).await.sends_to("/sign-in");
    }
    let prescriber = world.prescriber().await;
    for act in ["allocate", "refuse", "undo"] {
        prescriber
            .post(&format!("{path}/{act}"), &[])
            .await
            .expect(403);
    }
    world
        .coordinator()
        .await
        .get("/requests/new")
        .await
        .expect(403);
}

#[tokio::test]
async fn a_coordinator_sees_references_of_their_territory_and_no_name() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let request = world.ask(&prescriber).await;
    let path = format!("/requests/{}", request.id.0);
    world
        .in_epci(prescriber.site.as_ref().unwrap(), "200066793")
        .await;
    let queue = coordinator.get("/requests").await.expect(200);
    assert!(queue.says("R-000001") && queue.says("depuis aujourd’hui"));
    assert!(!queue.html().contains(FAMILY_NAME));
    assert!(
        !coordinator
            .get(&path)
            .await
            .expect(200)
            .html()
            .contains(FAMILY_NAME)
    );
    assert_eq!(world.looks(&coordinator).await, 0);
    let elsewhere = world.coordinator().await;
    let territory = |epci: &str| membership_territory::ActiveModel {
        membership_id: Set(elsewhere.membership.id),
        epci_code: Set(epci.to_owned()),
    };
    territory("200011773").insert(&world.app.db).await.unwrap();
    assert!(
        !elsewhere
            .get("/requests")
            .await
            .expect(200)
            .says("R-000001")
    );
    elsewhere.get(&path).await.expect(404);
    let write_id = [("write_id", "0123456789"), ("reason", "asked_twice")];
    elsewhere
        .post(&format!("{path}/refuse"), &write_id)
        .await
        .expect(404);
    territory("200066793").insert(&world.app.db).await.unwrap();
    assert!(
        elsewhere
            .get("/requests")
            .await
            .expect(200)
            .says("R-000001")
    );
    elsewhere.get(&path).await.expect(200);
}

#[tokio::test]
async fn ones_own_queue_shows_names_and_the_look_is_logged() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    world.ask(&prescriber).await;
    let manager = world
        .member(
            Role::OrganisationManager,
            prescriber.organisation.clone(),
            None,
        )
        .await;
    let queue = manager.get("/requests").await.expect(200);
    assert!(queue.says(FAMILY_NAME));
    assert_eq!(world.looks(&manager).await, 1);
    manager.get("/requests?state=refused").await.expect(200);
    assert_eq!(world.looks(&manager).await, 1);
    manager.post("/requests/1/reveal", &[]).await.expect(403);
}

#[tokio::test]
async fn category_and_needs_open_on_demand_only_and_the_look_is_logged() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let request = world.ask(&prescriber).await;
    let path = format!("/requests/{}", request.id.0);
    for person in [&coordinator, &prescriber] {
        for page in [person.get(&path).await, person.get("/requests").await] {
            let page = page.expect(200);
            assert!(!page.says("Au RSA") && !page.says("Entendre"));
        }
    }
    let before = world.looks(&coordinator).await;
    let page = coordinator.get(&path).await;
    let page = coordinator
        .send(&page.form("form[action$='/reveal']"))
        .await
        .expect(200);
    assert!(page.says("Règle 1 remplie : Au RSA"));
    assert!(page.says("Entendre") && page.says("Justificatif vu le 4 mai 2026"));
    assert!(!page.html().contains(FAMILY_NAME));
    assert_eq!(world.looks(&coordinator).await, before + 1);
    coordinator.get(&format!("{path}/reveal")).await.expect(405);
}

#[tokio::test]
async fn nothing_personal_lies_open_in_the_database_or_the_journal() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let form = world
        .request_form(&prescriber)
        .await
        .set("phone", "0611223344")
        .set("relation", "parent")
        .set("learner_name", "Proche Quelquechosevic");
    prescriber.send(&form).await.expect(303);
    let recipient = recipient::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let known = identity::open(&world.app.keys, &recipient)
        .unwrap()
        .unwrap();
    assert_eq!(known.display_name(), "Zoé Quelquechosevic");
    let private = request_private::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert!(!private.sealed.contains("hear") && !private.sealed.contains("rule"));
    let everything = stored(&world).await;
    // The questions of the checklists speak of hearing too: a need is stored between quotes.
    for word in [FAMILY_NAME, "0611223344", "\"hear\"", "proof_seen"] {
        assert!(!everything.contains(word), "{word} lies open");
    }
    let journal = world.journal_text().await;
    assert!(!journal.contains("hear") && !journal.contains(FAMILY_NAME));
}

/// The tables that hold what is said of people, as text: on SQLite every byte of the file.
async fn stored(world: &World) -> String {
    let url = &world.app.config.database_url;
    if let Some(file) = url.strip_prefix("sqlite://") {
        let file = file.split('?').next().unwrap();
        let mut bytes = std::fs::read(file).unwrap();
        bytes.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut text = String::new();
    for table in [
        "recipient",
        "learner",
        "request",
        "request_private",
        "event",
        "remark",
        "outbox",
    ] {
        let statement = Statement::from_string(
            world.app.db.get_database_backend(),
            format!("SELECT cast(t AS text) AS line FROM {table} t"),
        );
        for row in world.app.db.query_all_raw(statement).await.unwrap() {
            text.push_str(&row.try_get::<String>("", "line").unwrap());
        }
    }
    text
}

#[tokio::test]
async fn the_usual_wait_is_the_median_of_the_last_six_months() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let site = prescriber.site.clone().unwrap();
    for days in [3, 20, 21, 22, 200] {
        let request = world.ask(&prescriber).await;
        let device = world.ready_device(DeviceKind::Tablet, &site).await;
        // As the counter will leave it, this many days after it was sent.
        let by = passe_relais::journal::By {
            actor: None,
            at: world.now(),
        };
        let change = request::ActiveModel {
            state: Set(RequestState::Fulfilled),
            device_id: Set(Some(device.id)),
            decided_by: Set(Some(coordinator.membership.id)),
            closed_at: Set(Some(request.submitted_at + TimeDelta::days(days))),
            ..Default::default()
        };
        let event =
            passe_relais::journal::Event::of(passe_relais::journal::EventKind::RequestFulfilled);
        let write = world.app.write().await.unwrap();
        passe_relais::journal::change(&*write, by, &request, change, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
    }
    let page = prescriber.get("/requests/new").await.expect(200);
    assert!(page.says("Attente habituelle : 3 semaines."));
    world.days_pass(300);
    let page = world
        .sign_in(&prescriber.account.email)
        .await
        .get("/requests/new")
        .await
        .expect(200);
    assert!(page.says("pas assez de demandes passées"));
}

#[tokio::test]
async fn the_queue_turns_its_pages_and_keeps_its_filter() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    for _ in 0..52 {
        world.ask(&prescriber).await;
    }
    let first = coordinator
        .get("/requests?state=submitted")
        .await
        .expect(200);
    assert_eq!(first.texts("tbody tr").len(), 50);
    let next = first.attribute("a[rel=next]", "href");
    let second = coordinator.get(&next).await.expect(200);
    assert_eq!(
        second.texts("tbody td:first-child"),
        ["R-000051", "R-000052"]
    );
    assert!(!second.has("a[rel=next]"));
    let none = coordinator
        .get("/requests?state=fulfilled")
        .await
        .expect(200);
    assert!(none.says("Aucune demande ici"));
    let to_decide = coordinator.get("/requests").await.expect(200);
    assert!(to_decide.has("select[name=state] option[value=submitted][selected]"));
    let under_way = prescriber.get("/requests").await.expect(200);
    assert!(!under_way.has("select[name=state] option[value=submitted][selected]"));
    coordinator
        .get("/requests?state=x&programme=y&after=z")
        .await
        .expect(200);
}
