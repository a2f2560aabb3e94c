//! Training without a device, and the pathway of each level.

use crate::support::{
    World,
    asking::programme_form,
    scene::{Asked, Scene},
};
use entities::{
    device::{self, DeviceKind},
    learner::{self, LearnerRelation},
    programme::{self, Gate, LegalChain},
    recipient,
    request::RequestState,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

#[tokio::test]
async fn a_request_for_training_alone_ends_by_the_attestation() {
    let scene = Scene::new(Gate::Attended).await;
    let world = &scene.world;
    let (coordinator, prescriber) = (&scene.coordinator, &scene.prescriber);
    let page = coordinator.get("/programmes/new").await.expect(200);
    let form = programme_form(&page, "Agents")
        .tick("pathway_only", "yes")
        .set("pathway", scene.programme.pathway_id.0.to_string());
    let again = coordinator.send(&form).await.expect(422);
    assert!(again.says("il n’y a pas de remise à ouvrir"), "{again}");
    let form = form.set("gate", "attended").set("minutes", "90");
    coordinator.send(&form).await.expect(303);
    let all = programme::Entity::find().all(&world.app.db).await.unwrap();
    let agents = all.into_iter().find(|one| one.name_fr == "Agents").unwrap();
    assert_eq!(agents.device_kinds, "[]");
    let page = prescriber
        .get(&format!("/requests/new?programme={}", agents.id.0))
        .await
        .expect(200);
    assert!(page.says("Formation seule, sans appareil") && !page.has("[name=device_kind]"));
    let form = page
        .form("main form")
        .set("name", "Agent")
        .set("given_name", "Zoé")
        .set("birth_year", "1980")
        .set("commune", "Faverges")
        .set("rule", "1");
    let sent = prescriber.send(&form).await.expect(303);
    let request = world.request_at(sent.location()).await;
    assert_eq!(request.device_kind, None);
    // No device is given to it, by the page or by hand.
    let site = scene.clerk.site.clone().unwrap();
    let device = world.ready_device(DeviceKind::Tablet, &site).await;
    let path = format!("/requests/{}", request.id.0);
    let page = coordinator.get(&path).await.expect(200);
    assert!(
        page.says("Aucun appareil à attribuer") && !page.has("#by-code"),
        "{page}"
    );
    // It waits for whoever enrols, not for a device: the matching does not know it.
    assert!(page.says("inscrire la personne à la formation"), "{page}");
    assert!(!page.has("[name=hold_reason][value=device_awaited]"));
    let matching = coordinator.get("/allocation").await.expect(200);
    assert!(!matching.has(&format!("a[href='{path}']")), "{matching}");
    let code = device.label_code.clone().unwrap();
    let fields = [("write_id", "allocate-by-hand"), ("code", &*code)];
    let refused = coordinator.post(&format!("{path}/allocate"), &fields).await;
    assert!(refused.expect(409).says("formation seule, sans appareil"));
    for state in ["allocated", "fulfilled"] {
        let by_hand = format!(
            "UPDATE request SET state = '{state}', device_id = {}, decided_by = {} WHERE id = {}",
            device.id.0, coordinator.membership.id.0, request.id.0
        );
        let done = world.app.db.execute_unprepared(&by_hand).await;
        assert!(done.is_err(), "{state}");
    }
    // And a request for a device is still never fulfilled without one.
    let with_device = scene.ask("Martin", "Casque").await;
    let by_hand = format!(
        "UPDATE request SET state = 'fulfilled', device_id = NULL WHERE id = {}",
        with_device.request.id.0
    );
    assert!(world.app.db.execute_unprepared(&by_hand).await.is_err());
    let asked = about(&scene, request.id.0, device).await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 90, &[0]).await;
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    assert!(page.says("Tout est suivi : il reste à attester"), "{page}");
    let attest = page.form("form[action$='/attestation']");
    scene.trainer.send(&attest).await.expect(303);
    let request = world.request(request.id).await;
    assert_eq!(request.state, RequestState::Fulfilled);
    assert_eq!(request.decided_by, Some(scene.trainer.membership.id));
    assert!(request.closed_at.is_some());
    let page = prescriber.get(&path).await.expect(200);
    assert!(page.says("Le parcours est attesté"), "{page}");
    assert!(scene.clearances(&asked).await.is_empty());
    scene.verify().await;
}

/// A request made on the page, with whom it is for; the device is none of its own where none was asked for.
pub async fn about(scene: &Scene, id: i32, device: device::Model) -> Asked {
    let db = &scene.world.app.db;
    let request = scene.world.request(entities::request::RequestId(id)).await;
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let learner = learner::Entity::find()
        .filter(learner::Column::RecipientId.eq(recipient.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    Asked {
        recipient,
        learner,
        request,
        device,
    }
}

#[tokio::test]
async fn who_is_placed_at_a_level_follows_its_pathway_and_the_aidant_is_trained_where_it_says_so() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    world.open_programme(&coordinator, "Autre parcours").await;
    let pathways = entities::pathway::Entity::find().all(&world.app.db).await;
    let pathways = pathways.unwrap();
    let (first, second) = (pathways[0].id, pathways[1].id);
    let page = coordinator.get("/programmes/new").await.expect(200);
    let form = programme_form(&page, "Trois niveaux")
        .set("pathway", first.0.to_string())
        .set("level_1", second.0.to_string())
        .tick("aidants", "1")
        .set("gate", "attended");
    // A level whose pathway asks for nothing would open the gate by nothing.
    let modules = entities::training_module::Entity::find()
        .all(&world.app.db)
        .await;
    let of_first = modules
        .unwrap()
        .into_iter()
        .find(|one| one.pathway_id == first);
    let module = of_first.unwrap().id.0.to_string();
    let again = coordinator
        .send(&form.clone().tick("modules", &module))
        .await;
    assert!(
        again
            .expect(422)
            .says("Chaque parcours doit avoir un module demandé")
    );
    let form = form.set("minutes", "60");
    coordinator.send(&form).await.expect(303);
    let programme = programme::Entity::find()
        .filter(programme::Column::NameFr.eq("Trois niveaux"))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(programme.legal_chain, LegalChain::LoanForUse);
    let page = prescriber
        .get(&format!("/requests/new?programme={}", programme.id.0))
        .await
        .expect(200);
    let form = page
        .form("main form")
        .set("name", "Niveau")
        .set("given_name", "Zoé")
        .set("birth_year", "1961")
        .set("commune", "Faverges")
        .set("rule", "1");
    let again = prescriber.send(&form).await.expect(422);
    assert!(again.says("Dites où en est la personne"), "{again}");
    let alone = form.set("level", "1");
    let again = prescriber.send(&alone).await.expect(422);
    assert!(
        again.says("c’est la personne qui aide qui est formée"),
        "{again}"
    );
    let helped = alone
        .clone()
        .set("relation", "aidant")
        .set("learner_name", "Une voisine");
    let sent = prescriber.send(&helped).await.expect(303);
    let request = world.request_at(sent.location()).await;
    assert_eq!(request.pathway_id, Some(second));
    let learners = learner::Entity::find().all(&world.app.db).await.unwrap();
    assert_eq!(learners[0].relation, LearnerRelation::Aidant);
    // The level itself is sealed: only the pathway is in the journal.
    assert!(!world.journal_text().await.contains("\"level\""));
    let training = format!("/requests/{}/training", request.id.0);
    let page = prescriber.get(&training).await.expect(200);
    let learner = page.attribute("input[name=learner]", "value");
    let enrol = page
        .form("form[action$='/enrolment']")
        .set("learner", learner);
    prescriber.send(&enrol).await.expect(303);
    let enrolment = entities::enrolment::Entity::find().one(&world.app.db).await;
    assert_eq!(enrolment.unwrap().unwrap().pathway_id, second);
    let page = prescriber
        .get(&format!("/requests/new?programme={}", programme.id.0))
        .await
        .expect(200);
    let at_ease = page
        .form("main form")
        .set("name", "Aise")
        .set("given_name", "Zoé")
        .set("birth_year", "1961")
        .set("commune", "Faverges")
        .set("rule", "1")
        .set("level", "3");
    let sent = prescriber.send(&at_ease).await.expect(303);
    let request = world.request_at(sent.location()).await;
    assert_eq!(request.pathway_id, Some(first));
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn who_answers_the_placement_need_not_say_the_level_as_well() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    world.open_programme(&coordinator, "Autre parcours").await;
    let pathways = entities::pathway::Entity::find().all(&world.app.db).await;
    let pathways = pathways.unwrap();
    let (first, second) = (pathways[0].id, pathways[1].id);
    let page = coordinator.get("/programmes/new").await.expect(200);
    let form = programme_form(&page, "Trois niveaux")
        .set("pathway", first.0.to_string())
        .set("level_1", second.0.to_string())
        .set("gate", "attended")
        .set("minutes", "60");
    coordinator.send(&form).await.expect(303);
    let page = prescriber
        .get("/requests/new?programme=3")
        .await
        .expect(200);
    let form = page
        .form("main form")
        .set("name", "Questionnaire")
        .set("given_name", "Zoé")
        .set("birth_year", "1961")
        .set("commune", "Faverges")
        .set("rule", "1");
    // The least of each question is the first level.
    let placed = form.fields();
    let placed: Vec<(&str, &str)> = placed
        .iter()
        .map(|(name, value)| match &**name {
            "answers" => ("answers", "0"),
            name => (name, &**value),
        })
        .collect();
    let sent = prescriber.post("/requests/new", &placed).await.expect(303);
    let request = world.request_at(sent.location()).await;
    assert_eq!(request.pathway_id, Some(second));
    assert_eq!(world.journal_problems().await, [""; 0]);
}
