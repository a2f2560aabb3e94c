//! The page of a clerk, and what it refuses.

use super::{address, device_of, filled, lending, lent, taken_back, waiting};
use crate::support::scene::{Scene, unique};
use chrono::Duration;
use entities::{
    clearance::{self, Basis, ClearanceState},
    counter_rule,
    device::{self, DeviceKind, Stage},
    handover,
    membership::Role,
    organisation::OrganisationKind,
    programme::{self, Gate},
    recipient,
    request::RequestState,
    training_session::{self, SessionForm},
};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

#[tokio::test]
async fn a_clerk_lends_on_one_page_to_somebody_who_came_by_themselves() {
    let scene = lending("clerks").await;
    let device = scene.ready_device("Casque").await;
    let form = filled(&scene.clerk, &device, "Quelquechosevic").await;
    // Without the onboarding, and with a shorter one, nothing leaves, and nothing typed is lost.
    let not_shown = form.clone().untick("onboarded");
    let refused = scene.clerk.send(&not_shown).await.expect(422);
    assert!(
        refused.says("sans elle, l’appareil ne part pas"),
        "{refused}"
    );
    assert!(refused.has("input[value=Quelquechosevic]"), "{refused}");
    let short = form.clone().set("minutes", "19");
    let refused = scene.clerk.send(&short).await.expect(422);
    assert!(refused.says("20 minutes de prise en main"), "{refused}");
    for (field, value, sentence) in [
        ("days", "15", "de 1 à 14"),
        ("birth_year", "58", "année de naissance"),
        ("given_name", " ", "Écrivez le prénom"),
        ("email", "louise", "Vérifiez l’adresse"),
    ] {
        let refused = scene.clerk.send(&form.clone().set(field, value)).await;
        let refused = refused.expect(422);
        assert!(refused.says(sentence), "{field}: {refused}");
    }
    assert!(scene.handovers().await.is_empty());
    let db = &scene.world.app.db;
    assert!(recipient::Entity::find().all(db).await.unwrap().is_empty());

    let done = scene.clerk.send(&form).await.expect(303);
    // A double click is answered as the first.
    scene.clerk.send(&form).await.sends_to(done.location());
    let page = scene.clerk.get(done.location()).await.expect(200);
    assert!(page.says("L’appareil est prêté"), "{page}");
    let all = scene.handovers().await;
    let [loan] = all.as_slice() else {
        panic!("one loan, not {}", all.len());
    };
    let today = scene.world.app.clock.today();
    assert_eq!(loan.due_back_on, Some(today + Duration::days(14)));
    assert_eq!((loan.loan_slot, loan.extensions), (Some(1), Some(0)));
    let session = training_session::Entity::find_by_id(loan.onboarding_id.unwrap())
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(session.form, SessionForm::Individual);
    assert_eq!(session.minutes, 20);
    assert_eq!(session.trainer_id, scene.clerk.membership.id);
    let clearance = clearance::Entity::find_by_id(loan.clearance_id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(clearance.state, ClearanceState::Used);
    assert_eq!(clearance.basis, Basis::Attended);
    let request = scene.world.request(loan.request_id).await;
    assert_eq!(request.state, RequestState::Fulfilled);
    assert_eq!(request.decided_by, Some(scene.clerk.membership.id));
    assert_eq!(device_of(&scene, &device).await.site_id, None);
    let slip = format!("/handovers/{}/slip", loan.id.0);
    let slip = scene.clerk.get(&slip).await.expect(200);
    assert_eq!(slip.header("content-type"), "application/pdf");
    // The list shows a first name and an initial; another counter does not see it.
    let list = scene.clerk.get("/counter-loans").await.expect(200);
    assert!(list.says("Louise Q."), "{list}");
    assert!(!list.says("Quelquechosevic"), "{list}");
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::Association, "Ailleurs")
        .await;
    let there = scene.world.site(&elsewhere, "Ailleurs").await;
    let other = scene
        .world
        .member(Role::Clerk, elsewhere, Some(there))
        .await;
    let list = other.get("/counter-loans").await.expect(200);
    assert!(list.says("Aucun appareil n’est prêté d’ici"), "{list}");
    let write_id = unique();
    let path = format!("/handovers/{}/extension", loan.id.0);
    other
        .post(&path, &[("write_id", &write_id)])
        .await
        .expect(404);
    scene.verify().await;
}

#[tokio::test]
async fn who_was_sent_by_a_prescriber_borrows_on_their_request_and_nothing_else_leaves_under_it() {
    let scene = lending("clerks").await;
    let db = &scene.world.app.db;
    // Coordination has promised this very device.
    let promised = scene.ask("Martin", "Casque").await;
    let counter = scene.clerk.get(&promised.counter()).await;
    let page = scene.clerk.follow(counter).await.expect(200);
    assert!(page.says("Il ne se prête qu’à elle"), "{page}");
    assert!(page.says("Louise Martin"), "{page}");
    // The page that gives for good refuses it, however the form is sent.
    let refused = scene.hand_over(&scene.clerk, &promised).await.expect(409);
    assert!(refused.says("Ce programme prête"), "{refused}");
    let form = page
        .form("main form")
        .tick("onboarded", "yes")
        .set("identity_seen", "identity_card")
        .set("signed_on", "paper")
        .press("act", "lend");
    scene.clerk.send(&form).await.expect(303);
    let loan = scene.handovers().await.remove(0);
    assert_eq!(loan.request_id, promised.request.id);
    assert_eq!(loan.recipient_id, promised.recipient.id);
    assert!(loan.due_back_on.is_some());

    // Nothing is promised yet: the clerk finds the person by the reference, or by name, and takes what is on the shelf.
    let waiting = waiting(&scene, "Durand").await;
    let reference = format!("R-{:06}", waiting.request.id.0);
    let shelf = scene.ready_device("Souris").await;
    let page = scene.clerk.get(&address(&shelf)).await.expect(200);
    let by_name = page
        .form("main form")
        .set("name", "durand")
        .set("birth_year", "1958")
        .press("act", "find");
    let found = scene.clerk.send(&by_name).await.expect(200);
    assert!(found.says("Louise Durand"), "{found}");
    assert!(found.says(&reference), "{found}");
    let form = page
        .form("main form")
        .set("reference", &*reference)
        .tick("onboarded", "yes")
        .set("days", "3")
        .set("identity_seen", "identity_card")
        .set("signed_on", "paper")
        .press("act", "lend");
    let unknown = form.clone().set("reference", "R-999999");
    let refused = scene.clerk.send(&unknown).await.expect(422);
    assert!(refused.says("Aucune demande de ce numéro"), "{refused}");
    scene.clerk.send(&form).await.expect(303);
    let loan = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(waiting.request.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(loan.recipient_id, waiting.recipient.id);
    let request = scene.world.request(waiting.request.id).await;
    assert_eq!(request.prescriber_id, scene.prescriber.membership.id);
    scene.verify().await;
}

#[tokio::test]
async fn a_trainer_gives_the_onboarding_where_the_programme_does_not_leave_it_to_the_counter() {
    let scene = lending("trainers").await;
    let device = scene.ready_device("Casque").await;
    let refused = lent(&scene.clerk, &device, "Martin").await.expect(422);
    assert!(refused.says("par un formateur numérique"), "{refused}");
    assert!(scene.handovers().await.is_empty());
    let trainer = scene
        .world
        .member(
            Role::Trainer,
            scene.clerk.organisation.clone(),
            scene.clerk.site.clone(),
        )
        .await;
    lent(&trainer, &device, "Martin").await.expect(303);
    let loan = scene.handovers().await.remove(0);
    assert_eq!(loan.clerk_id, trainer.membership.id);
    for person in [&scene.prescriber, &scene.coordinator] {
        person.get(&address(&device)).await.expect(403);
    }
    scene
        .world
        .stranger()
        .get(&address(&device))
        .await
        .sends_to("/sign-in");
    scene.clerk.get("/counter-rules").await.expect(403);
    scene.verify().await;
}

#[tokio::test]
async fn a_programme_that_gives_for_good_or_trains_nobody_gets_no_rules_of_loans() {
    let scene = Scene::new(Gate::Enrolled).await;
    let path = format!("/counter-rules/{}", scene.programme.id.0);
    let page = scene.coordinator.get(&path).await.expect(200);
    assert!(page.says("aucune minute de formation"), "{page}");
    let form = page.form("main form").set("onboarded_by", "clerks");
    let wrong = form.clone().set("longest_days", "soon");
    scene.coordinator.send(&wrong).await.expect(422);
    scene.coordinator.send(&form).await.expect(409);
    let db = &scene.world.app.db;
    assert!(
        counter_rule::Entity::find()
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    let device = scene.ready_device("Casque").await;
    let page = scene.clerk.get(&address(&device)).await.expect(200);
    assert!(page.says("Aucun programme ne prête"), "{page}");
    assert!(!page.has("main form"));
    let (write_id, fields) = (unique(), [("act", "lend"), ("onboarded", "yes")]);
    let fields = [&[("write_id", &*write_id)][..], &fields[..]].concat();
    scene
        .clerk
        .post(&address(&device), &fields)
        .await
        .expect(409);
    scene
        .clerk
        .get("/counter-loans/ZZZZ-ZZZZ")
        .await
        .expect(404);
}

#[tokio::test]
async fn what_comes_back_by_a_scan_is_quarantined_and_lent_again_only_from_the_workshop() {
    let scene = lending("clerks").await;
    let device = scene.ready_device("Casque").await;
    lent(&scene.clerk, &device, "Martin").await.expect(303);
    let out = scene.clerk.get(&address(&device)).await.expect(200);
    assert!(out.says("Cet appareil est déjà chez quelqu’un"), "{out}");
    taken_back(&scene.clerk, &device).await;
    let back = device_of(&scene, &device).await;
    assert_eq!((back.stage, back.stay), (Stage::Received, 2));
    assert_eq!(back.ready_check_id, None);
    let page = scene.clerk.get(&address(&device)).await.expect(200);
    assert!(
        page.says("effacé par une personne, contrôlé par une autre"),
        "{page}"
    );
    assert!(!page.has("main form"));
    let (write_id, fields) = (unique(), [("act", "lend"), ("onboarded", "yes")]);
    let fields = [&[("write_id", &*write_id)][..], &fields[..]].concat();
    scene
        .clerk
        .post(&address(&device), &fields)
        .await
        .expect(409);
    let db = &scene.world.app.db;
    db.execute_unprepared("UPDATE device SET stage = 'ready'")
        .await
        .unwrap_err();
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_clerks_at_once_with_one_device_one_lends_it_and_the_other_is_told() {
    let scene = lending("clerks").await;
    let device = scene.ready_device("Casque").await;
    let colleague = scene
        .world
        .member(
            Role::Clerk,
            scene.clerk.organisation.clone(),
            scene.clerk.site.clone(),
        )
        .await;
    let one = filled(&scene.clerk, &device, "Martin").await;
    let two = filled(&colleague, &device, "Durand").await;
    let (one, two) = tokio::join!(scene.clerk.send(&one), colleague.send(&two));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "{one}\n{two}");
    assert_eq!(scene.handovers().await.len(), 1);
    // Of who was told nothing stays: neither the person nor their training.
    let db = &scene.world.app.db;
    assert_eq!(recipient::Entity::find().all(db).await.unwrap().len(), 1);
    assert_eq!(scene.places().await, 1);
    scene.verify().await;
}

#[tokio::test]
async fn another_kind_of_device_or_one_promised_elsewhere_is_not_lent() {
    let scene = lending("clerks").await;
    let site = scene.clerk.site.clone().unwrap();
    let tablet = scene.world.ready_device(DeviceKind::Tablet, &site).await;
    let page = scene.clerk.get(&address(&tablet)).await.expect(200);
    assert!(page.says("Aucun programme ne prête"), "{page}");
    let other = scene
        .world
        .organisation(OrganisationKind::Association, "Ailleurs")
        .await;
    let there = scene.world.site(&other, "Ailleurs").await;
    let device = scene.ready_device("Casque").await;
    let moved = device::ActiveModel {
        site_id: Set(Some(there.id)),
        ..Default::default()
    };
    scene
        .change_device(&device, moved, EventKind::DeviceMoved)
        .await;
    let page = scene.clerk.get(&address(&device)).await.expect(200);
    assert!(page.says("enregistré sur un autre site"), "{page}");
    assert!(!page.has("main form"));
}

#[tokio::test]
async fn the_proof_of_a_programmes_only_rule_is_looked_at_before_it_is_said_to_be_seen() {
    let scene = lending("clerks").await;
    let change = programme::ActiveModel {
        public_rules: Set(r#"[{"fr":"Au RSA","en":"On RSA"}]"#.to_owned()),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let db = &scene.world.app.db;
    journal::change(db, scene.by(), &scene.programme, change, event)
        .await
        .unwrap();
    let device = scene.ready_device("Casque").await;
    let form = filled(&scene.clerk, &device, "Martin").await;
    let refused = scene.clerk.send(&form).await.expect(422);
    assert!(
        refused.says("la condition que la personne remplit"),
        "{refused}"
    );
    assert!(refused.says("Au RSA"), "{refused}");
    assert!(scene.handovers().await.is_empty());
    let met = format!("{}-1", scene.programme.id.0);
    scene.clerk.send(&form.set("ground", met)).await.expect(303);
    assert_eq!(scene.handovers().await.len(), 1);
    scene.verify().await;
}
