//! People can be forgotten, history cannot.

use crate::{
    handovers::drawing,
    support::{
        World,
        asking::FAMILY_NAME,
        page::Page,
        scene::{Scene, unique},
        world::Persona,
    },
};
use entities::{
    access_log,
    clearance::{self, Basis, ClearanceState},
    device::DeviceKind,
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    learner,
    membership::Role,
    programme::{Gate, LegalChain},
    recipient, remark, request,
    request::RequestState,
    request_private,
};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};

async fn search(officer: &Persona, name: &str, year: &str) -> Page {
    let page = officer.get("/recipients").await.expect(200);
    let form = page
        .form("main form")
        .set("name", name)
        .set("birth_year", year);
    officer.send(&form).await
}

async fn forget(officer: &Persona, id: i32) -> Page {
    let page = officer.get(&format!("/recipients/{id}")).await.expect(200);
    let form = page.form("form[action$='/forget']").tick("sure", "yes");
    officer.send(&form).await
}

/// A request refused with a remark: nothing is open any more.
async fn closed_request(world: &World) -> request::Model {
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let form = world
        .request_form(&prescriber)
        .await
        .set("relation", "parent")
        .set("learner_name", "Nour Quelquechosevic");
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
    world.request(request.id).await
}

#[tokio::test]
async fn a_person_is_found_by_exact_name_and_year_and_the_search_is_logged() {
    let world = World::new().await;
    closed_request(&world).await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let page = search(&officer, "quelquechosevic", "1961")
        .await
        .expect(200);
    assert!(page.says("Zoé Quelquechosevic") && page.says("Pôle médico-social d'Annecy"));
    assert!(
        search(&officer, FAMILY_NAME, "1962")
            .await
            .expect(200)
            .says("Personne à ce nom")
    );
    assert!(
        search(&officer, "", "")
            .await
            .expect(422)
            .says("Écrivez le nom")
    );
    assert!(
        search(&officer, FAMILY_NAME, "soixante")
            .await
            .expect(422)
            .says("quatre chiffres")
    );
    assert_eq!(world.looks(&officer).await, 1);
    world
        .coordinator()
        .await
        .get("/recipients")
        .await
        .expect(403);
    world
        .prescriber()
        .await
        .post("/recipients/1/forget", &[])
        .await
        .expect(403);
    officer.get("/recipients/999").await.expect(404);
}

#[tokio::test]
async fn a_person_forgotten_leaves_no_trace_and_breaks_no_chain() {
    let world = World::new().await;
    let request = closed_request(&world).await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let id = request.recipient_id.0;
    let before = journal::verify::database(&world.app.db, |_| {})
        .await
        .unwrap();
    let page = officer.get(&format!("/recipients/{id}")).await.expect(200);
    assert!(page.says("Zoé Quelquechosevic"));
    let unsure = page.form("form[action$='/forget']");
    assert!(
        officer
            .send(&unsure)
            .await
            .expect(422)
            .says("Cochez la case")
    );
    let form = unsure.tick("sure", "yes");
    let first = officer.send(&form).await.expect(303);
    let again = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    let page = officer.follow(first).await.expect(200);
    assert!(page.says("Cette personne est oubliée") && page.says("R-000001"));
    assert!(!page.html().contains(FAMILY_NAME));

    let db = &world.app.db;
    let gone = recipient::Entity::find_by_id(request.recipient_id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert!(gone.sealed.is_none() && gone.name_key.is_none() && gone.erased_at.is_some());
    let learners = learner::Entity::find().all(db).await.unwrap();
    assert!(learners.iter().all(|learner| learner.sealed.is_none()));
    assert!(
        request_private::Entity::find()
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    let remarks = remark::Entity::find().all(db).await.unwrap();
    assert!(!remarks.is_empty() && remarks.iter().all(|remark| remark.sealed.is_none()));
    assert!(!access_log::Entity::find().all(db).await.unwrap().is_empty());

    let after = journal::verify::database(db, |_| {}).await.unwrap();
    assert!(after.problems.is_empty());
    assert_eq!(
        (after.subjects, after.events),
        (before.subjects, before.events + 1)
    );
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/requests/1").await.expect(200);
    assert!(
        page.says("Données personnelles du bénéficiaire effacées")
            && !page.says("Déjà vu en mars.")
    );
    assert!(
        search(&officer, FAMILY_NAME, "1961")
            .await
            .expect(200)
            .says("Personne à ce nom")
    );
}

#[tokio::test]
async fn the_request_page_still_opens_for_the_prescriber_of_a_forgotten_person() {
    let world = World::new().await;
    let request = closed_request(&world).await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    forget(&officer, request.recipient_id.0).await.expect(303);
    let prescriber = world.prescriber().await;
    let page = prescriber.get("/requests/1").await.expect(200);
    assert!(!page.html().contains(FAMILY_NAME) && !page.has("form[action$='/reveal']"));
    prescriber.post("/requests/1/reveal", &[]).await.expect(200);
    prescriber.get("/requests?state=refused").await.expect(200);
    // The name is new again.
    let form = world.request_form(&prescriber).await;
    prescriber.send(&form).await.expect(303);
}

#[tokio::test]
async fn nobody_is_forgotten_while_a_request_is_open() {
    let world = World::new().await;
    world
        .open_programme(&world.coordinator().await, "Prêt solidaire")
        .await;
    let prescriber = world.prescriber().await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let request = world.ask(&prescriber).await;
    let path = format!("/recipients/{}", request.recipient_id.0);
    let page = officer.get(&path).await.expect(200);
    assert!(page.says("d’annuler la demande R-000001") && !page.has("form[action$='/forget']"));
    let fields = [("write_id", "0123456789"), ("sure", "yes")];
    let refused = officer
        .post(&format!("{path}/forget"), &fields)
        .await
        .expect(409);
    assert!(refused.says("Une demande est encore en cours"));
    let page = prescriber.get("/requests/1").await;
    let form = page.form("#cancel").set("cancel_reason", "not_reached");
    prescriber.send(&form).await.expect(303);
    forget(&officer, request.recipient_id.0).await.expect(303);
}

#[tokio::test]
async fn nobody_is_forgotten_while_a_device_is_on_loan_to_them() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let request = world.ask(&prescriber).await;
    let clerk = world.clerk().await;
    lend(&world, &coordinator, &clerk, &request).await;
    let path = format!("/recipients/{}", request.recipient_id.0);
    assert!(
        officer
            .get(&path)
            .await
            .expect(200)
            .says("Un appareil prêté est encore chez")
    );
    let fields = [("write_id", "0123456789"), ("sure", "yes")];
    let refused = officer
        .post(&format!("{path}/forget"), &fields)
        .await
        .expect(409);
    assert!(refused.says("Attendez le retour de l’appareil"));
    assert_eq!(world.journal_problems().await, [""; 0]);
}

/// The device is handed over on loan, as the counter will leave it.
async fn lend(world: &World, coordinator: &Persona, clerk: &Persona, request: &request::Model) {
    let site = clerk.site.clone().unwrap();
    let device = world.ready_device(DeviceKind::Tablet, &site).await;
    let learner = learner::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let by = journal::By {
        actor: None,
        at: world.now(),
    };
    let write = world.app.write().await.unwrap();
    let change = request::ActiveModel {
        state: Set(RequestState::Fulfilled),
        device_id: Set(Some(device.id)),
        decided_by: Set(Some(coordinator.membership.id)),
        closed_at: Set(Some(world.now())),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestFulfilled);
    journal::change(&*write, by, request, change, event)
        .await
        .unwrap();
    let row = clearance::ActiveModel {
        request_id: Set(request.id),
        programme_id: Set(request.programme_id),
        recipient_id: Set(request.recipient_id),
        learner_id: Set(learner.id),
        model_key: Set(device.model_key.clone()),
        basis: Set(Basis::Enrolled),
        state: Set(ClearanceState::Used),
        issued_at: Set(world.now()),
        used_at: Set(Some(world.now())),
        expires_at: Set(world.now()),
        ..Default::default()
    };
    let event = Event::of(EventKind::ClearanceIssued);
    let clearance: clearance::Model = journal::insert(&*write, by, row, event).await.unwrap();
    let row = handover::ActiveModel {
        device_id: Set(device.id),
        model_key: Set(device.model_key),
        request_id: Set(request.id),
        recipient_id: Set(request.recipient_id),
        programme_id: Set(request.programme_id),
        clearance_id: Set(clearance.id),
        clearance_state: Set(ClearanceState::Used),
        site_id: Set(site.id),
        clerk_id: Set(clerk.membership.id),
        received_by: Set(ReceivedBy::Recipient),
        identity_seen: Set(IdentitySeen::IdentityCard),
        legal_chain: Set(LegalChain::LoanForUse),
        signature: Set(Signature::Paper),
        slip_sha256: Set(String::new()),
        handed_at: Set(world.now()),
        ..Default::default()
    };
    let event = Event::of(EventKind::HandedOver);
    let _: handover::Model = journal::insert(&*write, by, row, event).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn a_proxys_name_altered_by_hand_is_noticed_and_one_that_was_forgotten_is_explained() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let page = scene.clerk.get(&asked.counter()).await.expect(200);
    let form = page
        .form("main form")
        .set("received_by", "proxy")
        .set("proxy_name", "Paul Voisin")
        .set("identity_seen", "passport")
        .set("signed_on", "screen")
        .set("signature", drawing());
    scene.clerk.send(&form).await.expect(303);
    scene.verify().await;
    let handover = scene.handovers().await.remove(0);
    let problems_after = async |sealed: Option<String>| {
        let write = scene.world.app.write().await.unwrap();
        handover::ActiveModel {
            id: Set(handover.id),
            sealed_proxy: Set(sealed),
            ..Default::default()
        }
        .update(&*write)
        .await
        .unwrap();
        let txn: &DatabaseTransaction = &write;
        let report = journal::verify::database(txn, |_| {}).await.unwrap();
        report.problems.len()
    };
    let another = scene.world.app.keys.seal("proxy", &"Jean Autre");
    assert_eq!(problems_after(Some(another.clone())).await, 1);
    assert_eq!(problems_after(None).await, 1);
    assert_eq!(problems_after(handover.sealed_proxy.clone()).await, 0);

    let back = [
        ("write_id", &*unique()),
        ("reason", "returned_by_recipient"),
    ];
    let path = format!("/handovers/{}/return", handover.id.0);
    scene.clerk.post(&path, &back).await.expect(303);
    let officer = scene.world.persona(Role::DataProtectionOfficer).await;
    let forget = format!("/recipients/{}/forget", handover.recipient_id.0);
    let sure = [("write_id", &*unique()), ("sure", "yes")];
    officer.post(&forget, &sure).await.expect(303);
    assert_eq!(scene.handovers().await[0].sealed_proxy, None);
    scene.verify().await;
    assert_eq!(problems_after(Some(another)).await, 1);
}
