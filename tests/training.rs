//! Who is trained, who is cleared, and who is not (law 1).

use crate::support::{
    scene::{Scene, unique},
    sources,
};
use entities::{
    attendance::AttendanceState,
    clearance::{Basis, ClearanceState},
    membership::Role,
    organisation::OrganisationKind,
    programme::{self, Gate},
    training_session,
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

#[tokio::test]
async fn whoever_is_enrolled_is_cleared_where_enrolment_is_the_condition() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    let clearance = scene.standing(&asked).await.unwrap();
    assert_eq!(clearance.basis, Basis::Enrolled);
    assert_eq!(clearance.model_key, asked.device.model_key);
    assert_eq!(clearance.learner_id, asked.learner.id);
    scene.verify().await;
}

#[tokio::test]
async fn whoever_has_attended_enough_of_every_module_is_cleared() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 90, &[0]).await;
    assert!(scene.standing(&asked).await.is_none());
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(page.says("1 h 30 sur 3 h"), "{page}");
    assert!(page.says("Il reste 1 h 30 de formation"), "{page}");
    assert!(page.says("Il manque un module : Naviguer."), "{page}");
    scene.attend(&asked, 90, &[1]).await;
    assert_eq!(scene.standing(&asked).await.unwrap().basis, Basis::Attended);
    assert!(
        scene
            .prescriber
            .get(&asked.training())
            .await
            .says("Feu vert donné")
    );
    scene.verify().await;
}

#[tokio::test]
async fn correcting_an_attendance_withdraws_the_clearance_that_rested_on_it() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(200, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.the_session_ends(&session);
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    assert!(scene.standing(&asked).await.is_some());
    // The same answer again changes nothing.
    let before = scene.enrolment(&asked).await;
    scene.mark(&session, &before, "yes").await.expect(303);
    assert_eq!(scene.enrolment(&asked).await.version, before.version);
    scene.mark(&session, &before, "no").await.expect(303);
    assert!(scene.standing(&asked).await.is_none());
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Withdrawn
    );
    scene.mark(&session, &before, "yes").await.expect(303);
    assert!(scene.standing(&asked).await.is_some());
    scene.verify().await;
}

#[tokio::test]
async fn a_hands_on_clearance_is_never_issued_outside_the_trainers_handover() {
    let scene = Scene::new(Gate::HandsOn).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 200, &[0, 1]).await;
    assert!(scene.clearances(&asked).await.is_empty());
    let fields = [("write_id", &*unique())];
    let path = format!("{}/clearance", asked.training());
    let page = scene.trainer.post(&path, &fields).await.expect(409);
    assert!(
        page.says("Le formateur de la séance remet lui-même l’appareil"),
        "{page}"
    );
}

#[tokio::test]
async fn the_last_place_goes_to_one_of_two_who_ask_at_once() {
    let scene = Scene::new(Gate::Attended).await;
    let (first, second) = (
        scene.ask("Un", "Casque").await,
        scene.ask("Deux", "Casque").await,
    );
    scene.enrol(&first).await;
    scene.enrol(&second).await;
    let session = scene.session(90, 1, &[0]).await;
    let id = session.id.0.to_string();
    let (a, b) = (unique(), unique());
    let (one, two) = (
        [("write_id", &*a), ("session", &*id)],
        [("write_id", &*b), ("session", &*id)],
    );
    let (first_path, second_path) = (
        format!("{}/place", first.training()),
        format!("{}/place", second.training()),
    );
    let (one, two) = tokio::join!(
        scene.prescriber.post(&first_path, &one),
        scene.prescriber.post(&second_path, &two),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(scene.places().await, 1);
    let session = training_session::Entity::find_by_id(session.id)
        .one(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!(session.unwrap().places_taken, 1);
    scene.verify().await;
}

#[tokio::test]
async fn a_waiver_is_granted_up_to_the_ceiling_even_by_two_at_once() {
    let scene = Scene::new(Gate::Attended).await;
    let other = scene.world.coordinator().await;
    let (first, second) = (
        scene.ask("Un", "Casque").await,
        scene.ask("Deux", "Casque").await,
    );
    let (a, b) = (unique(), unique());
    let (one, two) = (
        [("write_id", &*a), ("reason", "health")],
        [("write_id", &*b), ("reason", "emergency")],
    );
    let (first_path, second_path) = (first.waiver(), second.waiver());
    let (one, two) = tokio::join!(
        scene.coordinator.post(&first_path, &one),
        other.post(&second_path, &two),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let granted: Vec<_> = [scene.standing(&first).await, scene.standing(&second).await]
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(granted.len(), 1);
    assert_eq!(granted[0].basis, Basis::Waiver);
    scene.verify().await;
}

#[tokio::test]
async fn nobody_waives_the_training_of_a_request_they_have_a_part_in() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let page = scene.coordinator.get(&asked.waiver()).await.expect(200);
    let send = || page.form("form[action$='/waiver']").set("reason", "health");
    // The same person also stands at that counter.
    let own = entities::membership::ActiveModel {
        account_id: Set(scene.coordinator.account.id),
        organisation_id: Set(scene.clerk.organisation.id),
        site_id: Set(Some(asked.request.pickup_site_id)),
        role: Set(Role::Clerk),
        created_at: Set(scene.world.now()),
        ..Default::default()
    }
    .insert(&scene.world.app.db)
    .await
    .unwrap();
    let refused = scene.coordinator.send(&send()).await.expect(409);
    assert!(
        refused.says("Un autre coordinateur doit décider"),
        "{refused}"
    );
    entities::membership::Entity::delete_by_id(own.id)
        .exec(&scene.world.app.db)
        .await
        .unwrap();
    scene.coordinator.send(&send()).await.expect(303);
    // Twice the same form: the first answer; another form: one stands already.
    scene.coordinator.send(&send()).await.expect(303);
    let again = [("write_id", &*unique()), ("reason", "health")];
    scene
        .coordinator
        .post(&asked.waiver(), &again)
        .await
        .expect(409);
    let unsaid = [("write_id", &*unique()), ("reason", "diagnosis")];
    scene
        .coordinator
        .post(&asked.waiver(), &unsaid)
        .await
        .expect(422);
    assert_eq!(scene.clearances(&asked).await.len(), 1);
    scene.verify().await;
}

#[tokio::test]
async fn the_training_of_a_request_is_seen_by_its_own_organisation_and_its_trainer() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::SocialService, "Pôle de Thonon")
        .await;
    let stranger = scene.world.member(Role::Prescriber, elsewhere, None).await;
    stranger.get(&asked.training()).await.expect(404);
    scene.clerk.get(&asked.training()).await.expect(403);
    scene
        .world
        .stranger()
        .get(&asked.training())
        .await
        .sends_to("/sign-in");
    scene.prescriber.get(&asked.waiver()).await.expect(403);
    // A trainer may enrol, but learns the name in their own session only.
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    assert!(!page.says("Martin"), "{page}");
    scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    assert!(scene.trainer.get(&asked.training()).await.says("Martin"));
    let path = format!("/training/sessions/{}", session.id.0);
    assert!(scene.trainer.get(&path).await.expect(200).says("Martin"));
    let other = scene.world.trainer().await;
    other.get(&path).await.expect(404);
    other
        .post(
            &path,
            &[
                ("write_id", &*unique()),
                ("enrolment", "1"),
                ("came", "yes"),
            ],
        )
        .await
        .expect(404);
    let attest = format!("{}/attestation", asked.training());
    other
        .post(&attest, &[("write_id", &*unique())])
        .await
        .expect(404);
}

#[tokio::test]
async fn a_trainer_plans_a_session_and_nothing_typed_is_lost() {
    let scene = Scene::new(Gate::Attended).await;
    let page = scene
        .trainer
        .get("/training/sessions/new")
        .await
        .expect(200);
    let form = page
        .form("main form[action='/training/sessions/new']")
        .set("pathway", scene.programme.pathway_id.0.to_string())
        .tick("modules", &scene.modules[0].id.0.to_string())
        .set(
            "site",
            scene.trainer.site.as_ref().unwrap().id.0.to_string(),
        )
        .set("form", "group")
        .set("date", "2026-03-29")
        .set("time", "02:30")
        .set("minutes", "90")
        .set("capacity", "8");
    // An hour that does not exist, on a day that is past.
    let again = scene.trainer.send(&form).await.expect(422);
    assert_eq!(again.attribute("#minutes", "value"), "90");
    let form = again
        .form("main form[action='/training/sessions/new']")
        .set("date", "2026-05-12")
        .set("time", "14:30");
    let planned = scene.trainer.send(&form).await.expect(303);
    scene.trainer.send(&form).await.sends_to(planned.location());
    let session = training_session::Entity::find()
        .all(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!(session.len(), 1);
    assert_eq!(
        session[0].starts_at.to_rfc3339(),
        "2026-05-12T12:30:00+00:00"
    );
    let list = scene.prescriber.get("/training").await.expect(200);
    assert!(list.says("8 places"), "{list}");
    scene
        .prescriber
        .get("/training/sessions/new")
        .await
        .expect(403);
}

#[tokio::test]
async fn a_withdrawn_clearance_says_why_to_nobody_but_its_hash() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    let clearance = scene.standing(&asked).await.unwrap();
    let path = format!("/clearances/{}/withdrawal", clearance.id.0);
    let silent = [("write_id", &*unique()), ("reason", " ")];
    scene.coordinator.post(&path, &silent).await.expect(422);
    let fields = [
        ("write_id", &*unique()),
        ("reason", "Madame Martin est partie"),
    ];
    scene.prescriber.post(&path, &fields).await.expect(403);
    scene.trainer.post(&path, &fields).await.expect(404);
    scene.coordinator.post(&path, &fields).await.expect(303);
    let again = [("write_id", &*unique()), ("reason", "encore")];
    scene.coordinator.post(&path, &again).await.expect(409);
    let events = passe_relais::journal::history(
        &scene.world.app.db,
        passe_relais::journal::Subject::Clearance,
        clearance.id.0,
    )
    .await
    .unwrap();
    let all: String = events.iter().map(|event| event.data.clone()).collect();
    assert!(all.contains("remark") && !all.contains("Martin"), "{all}");
    scene.verify().await;
}

#[tokio::test]
async fn an_expired_clearance_is_given_again_by_the_trainer() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 200, &[0, 1]).await;
    scene.world.days_pass(31);
    let trainer = scene.world.sign_in(&scene.trainer.account.email).await;
    let page = trainer.get(&asked.training()).await.expect(200);
    assert!(page.says("Le feu vert a expiré"), "{page}");
    trainer
        .send(&page.form("form[action$='/clearance']"))
        .await
        .expect(303);
    let states: Vec<_> = scene
        .clearances(&asked)
        .await
        .iter()
        .map(|c| c.state)
        .collect();
    assert_eq!(states, [ClearanceState::Withdrawn, ClearanceState::Issued]);
    scene.verify().await;
}

#[tokio::test]
async fn a_programme_with_no_waivers_grants_none() {
    let scene = Scene::new(Gate::Attended).await;
    let none = programme::ActiveModel {
        waivers_per_year: Set(0),
        ..Default::default()
    };
    let event =
        passe_relais::journal::Event::of(passe_relais::journal::EventKind::ProgrammeChanged);
    passe_relais::journal::change(
        &scene.world.app.db,
        scene.by(),
        &scene.programme,
        none,
        event,
    )
    .await
    .unwrap();
    let asked = scene.ask("Martin", "Casque").await;
    let fields = [("write_id", &*unique()), ("reason", "health")];
    let page = scene
        .coordinator
        .post(&asked.waiver(), &fields)
        .await
        .expect(409);
    assert!(
        page.says("Le nombre de dérogations du programme est atteint"),
        "{page}"
    );
    assert!(scene.clearances(&asked).await.is_empty());
}

#[tokio::test]
async fn somebody_enrolled_has_one_place_in_a_session_and_one_enrolment() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    let learner = asked.learner.id.0.to_string();
    let again = [("write_id", &*unique()), ("learner", &*learner)];
    let path = format!("{}/enrolment", asked.training());
    scene.prescriber.post(&path, &again).await.expect(409);
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let id = session.id.0.to_string();
    let again = [("write_id", &*unique()), ("session", &*id)];
    let path = format!("{}/place", asked.training());
    scene.prescriber.post(&path, &again).await.expect(409);
    assert_eq!(scene.places().await, 1);
    let place = entities::attendance::Entity::find()
        .one(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!(place.unwrap().state, AttendanceState::Booked);
    // Somebody who stands beside another person is not enrolled here.
    let other = scene.ask("Autre", "Casque").await;
    let foreign = other.learner.id.0.to_string();
    let third = scene.ask("Tiers", "Casque").await;
    let fields = [("write_id", &*unique()), ("learner", &*foreign)];
    scene
        .prescriber
        .post(&format!("{}/enrolment", third.training()), &fields)
        .await
        .expect(404);
    scene.verify().await;
}

/// Law 1 in the sources: clearances and handovers are inserted in one place each, and so are those of loans.
#[test]
fn clearances_and_handovers_are_written_in_one_place_each() {
    let mut writers = Vec::new();
    for file in sources::app() {
        let code = file.code();
        if code.contains("clearance::ActiveModel") {
            writers.push(format!("clearance: {}", file.in_app()));
        }
        if code.contains("clearance_id: Set(") {
            writers.push(format!("handover: {}", file.in_app()));
        }
    }
    writers.sort();
    let only = [
        "clearance: lending/training.rs",
        "clearance: training/actions.rs",
        "handover: handovers/actions.rs",
        "handover: internet/prepaid/actions.rs",
        "handover: lending/actions.rs",
        "handover: lending/schools/moves/actions.rs",
    ];
    assert_eq!(writers, only);
}
