//! What was agreed is undone: an enrolment withdrawn, a place given back, a session cancelled; and a session
//! noted on paper is recorded afterwards.

use crate::support::{
    page::Page,
    scene::{Asked, Scene, unique},
    visitor::Visitor,
};
use chrono::Duration;
use entities::{
    attendance,
    clearance::{self, ClearanceState},
    membership::Role,
    organisation::OrganisationKind,
    programme::Gate,
    training_session,
};
use passe_relais::training::{actions, places};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

async fn withdraw(person: &Visitor, asked: &Asked) -> Page {
    let path = format!("{}/withdrawal", asked.training());
    person.post(&path, &[("write_id", &*unique())]).await
}

async fn free(person: &Visitor, asked: &Asked, session: &training_session::Model) -> Page {
    let path = format!("{}/freed-place", asked.training());
    let id = session.id.0.to_string();
    let fields = [("write_id", &*unique()), ("session", &*id)];
    person.post(&path, &fields).await
}

async fn cancel(person: &Visitor, session: &training_session::Model) -> Page {
    let path = format!("/training/sessions/{}/cancellation", session.id.0);
    person.post(&path, &[("write_id", &*unique())]).await
}

async fn as_it_is(scene: &Scene, session: &training_session::Model) -> training_session::Model {
    training_session::Entity::find_by_id(session.id)
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap()
}

fn statuses(pages: [&Page; 2]) -> [u16; 2] {
    let mut statuses = pages.map(|page| page.status.as_u16());
    statuses.sort_unstable();
    statuses
}

#[tokio::test]
async fn a_withdrawn_enrolment_takes_its_clearance_and_its_places_with_it() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 1, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    let form = page.form("form[action$='/withdrawal'][action*='/training/']");
    let done = scene.prescriber.send(&form).await.expect(303);
    scene.prescriber.send(&form).await.sends_to(done.location());
    let page = scene.prescriber.follow(done).await.expect(200);
    assert!(page.says("L’inscription est retirée."), "{page}");
    assert!(scene.enrolment(&asked).await.withdrawn_at.is_some());
    assert_eq!(scene.places().await, 0);
    assert_eq!(as_it_is(&scene, &session).await.places_taken, 0);
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Withdrawn
    );
    let refused = scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(
        refused.says("La personne n’est pas inscrite au parcours"),
        "{refused}"
    );
    // There is nothing left to withdraw, and the trainer cannot give the clearance again.
    withdraw(&scene.prescriber, &asked).await.expect(409);
    let again = actions::issue_if_due(&scene.world.app.db, scene.by(), asked.request.id).await;
    assert!(again.unwrap().is_none());
    assert!(scene.handovers().await.is_empty());
    scene.verify().await;
}

#[tokio::test]
async fn whoever_withdrew_is_enrolled_again_and_keeps_what_they_attended() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 200, &[0, 1]).await;
    assert!(scene.standing(&asked).await.is_some());
    withdraw(&scene.prescriber, &asked).await.expect(303);
    assert!(scene.standing(&asked).await.is_none());
    assert_eq!(scene.places().await, 1, "what was attended is history");
    scene.enrol(&asked).await;
    assert!(scene.enrolment(&asked).await.withdrawn_at.is_none());
    assert!(scene.standing(&asked).await.is_some());
    scene.verify().await;
}

#[tokio::test]
async fn an_enrolment_that_led_to_a_handover_is_not_withdrawn() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(!page.has("form[action*='/training/withdrawal']"), "{page}");
    let page = withdraw(&scene.prescriber, &asked).await.expect(409);
    assert!(page.says("L’appareil a été remis"), "{page}");
    assert!(scene.enrolment(&asked).await.withdrawn_at.is_none());
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Used
    );
    scene.verify().await;
}

#[tokio::test]
async fn a_waiver_outlives_the_enrolment_and_an_attested_pathway_is_not_withdrawn() {
    let scene = Scene::new(Gate::Attended).await;
    let waived = scene.ask("Un", "Casque").await;
    scene.enrol(&waived).await;
    let fields = [("write_id", &*unique()), ("reason", "health")];
    scene
        .coordinator
        .post(&waived.waiver(), &fields)
        .await
        .expect(303);
    withdraw(&scene.prescriber, &waived).await.expect(303);
    assert!(scene.standing(&waived).await.is_some());
    let attested = scene.ask("Deux", "Casque").await;
    scene.enrol(&attested).await;
    scene.attend(&attested, 200, &[0, 1]).await;
    let path = format!("{}/attestation", attested.training());
    scene
        .trainer
        .post(&path, &[("write_id", &*unique())])
        .await
        .expect(303);
    withdraw(&scene.prescriber, &attested).await.expect(409);
    scene.verify().await;
}

#[tokio::test]
async fn only_who_asked_and_who_trains_undo_an_enrolment() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::SocialService, "Pôle de Thonon")
        .await;
    let stranger = scene.world.member(Role::Prescriber, elsewhere, None).await;
    let other = scene.world.trainer().await;
    for person in [&stranger, &other] {
        withdraw(person, &asked).await.expect(404);
        free(person, &asked, &session).await.expect(404);
    }
    withdraw(&scene.coordinator, &asked).await.expect(403);
    withdraw(&scene.clerk, &asked).await.expect(403);
    let path = format!("{}/withdrawal", asked.training());
    scene
        .world
        .stranger()
        .post(&path, &[("write_id", &*unique())])
        .await
        .sends_to("/sign-in");
    assert!(scene.standing(&asked).await.is_some());
    withdraw(&scene.trainer, &asked).await.expect(303);
    assert!(scene.standing(&asked).await.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_handover_and_a_withdrawal_of_the_enrolment_at_once_never_both_succeed() {
    let scene = Scene::new(Gate::Enrolled).await;
    for round in 0..6 {
        let asked = scene.cleared(&format!("Personne{round}")).await;
        let (handed, withdrawn) = tokio::join!(
            scene.hand_over(&scene.clerk, &asked),
            withdraw(&scene.prescriber, &asked),
        );
        assert_eq!(statuses([&handed, &withdrawn]), [303, 409]);
        let taken = scene
            .handovers()
            .await
            .iter()
            .any(|handover| handover.request_id == asked.request.id);
        let gone = scene.enrolment(&asked).await.withdrawn_at.is_some();
        assert_ne!(taken, gone);
        assert!(scene.standing(&asked).await.is_none());
    }
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_clearance_given_again_while_the_enrolment_is_withdrawn_never_stands() {
    let scene = Scene::new(Gate::Attended).await;
    for round in 0..4 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        scene.enrol(&asked).await;
        scene.attend(&asked, 200, &[0, 1]).await;
        actions::withdraw_for_request(&scene.world.app.db, scene.by(), asked.request.id)
            .await
            .unwrap();
        let renewal = format!("{}/clearance", asked.training());
        let write_id = unique();
        let fields = [("write_id", &*write_id)];
        tokio::join!(
            scene.trainer.post(&renewal, &fields),
            withdraw(&scene.prescriber, &asked),
        );
        let live = scene.enrolment(&asked).await.withdrawn_at.is_none();
        assert_eq!(live, scene.standing(&asked).await.is_some());
    }
    scene.verify().await;
}

#[tokio::test]
async fn by_sql_a_withdrawn_clearance_is_not_used_and_nobody_is_enrolled_twice() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.cleared("Martin").await;
    withdraw(&scene.prescriber, &asked).await.expect(303);
    let withdrawn = scene.clearances(&asked).await.remove(0);
    let used = clearance::ActiveModel {
        state: Set(ClearanceState::Used),
        used_at: Set(Some(scene.world.now())),
        ..withdrawn.clone().into_active_model()
    };
    used.update(db).await.unwrap_err();
    let claimed = clearance::ActiveModel {
        used_at: Set(Some(scene.world.now())),
        ..withdrawn.into_active_model()
    };
    claimed.update(db).await.unwrap_err();
    // A second learner of the same request, while the first is enrolled.
    scene.enrol(&asked).await;
    let aidant = entities::learner::ActiveModel {
        recipient_id: Set(asked.recipient.id),
        relation: Set(entities::learner::LearnerRelation::Aidant),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    let mut second = scene.enrolment(&asked).await.into_active_model();
    second.id = sea_orm::NotSet;
    second.learner_id = Set(aidant.id);
    second.withdrawn_at = Set(Some(scene.world.now()));
    let second = second.insert(db).await.unwrap();
    let mut live = second.into_active_model();
    live.withdrawn_at = Set(None);
    live.update(db).await.unwrap_err();
}

#[tokio::test]
async fn a_freed_place_is_somebody_elses_and_an_attended_one_stays() {
    let scene = Scene::new(Gate::Attended).await;
    let (first, second) = (
        scene.ask("Un", "Casque").await,
        scene.ask("Deux", "Casque").await,
    );
    scene.enrol(&first).await;
    let enrolled = scene.enrol(&second).await;
    let session = scene.session(90, 1, &[0]).await;
    scene.book(&first, &session).await.expect(303);
    let page = scene.prescriber.get(&first.training()).await.expect(200);
    let form = page.form("form[action$='/freed-place']");
    scene.prescriber.send(&form).await.expect(303);
    scene.prescriber.send(&form).await.expect(303);
    free(&scene.prescriber, &first, &session).await.expect(409);
    scene.book(&second, &session).await.expect(303);
    assert_eq!(as_it_is(&scene, &session).await.places_taken, 1);
    // The trainer frees a place from the session, until attendance is recorded.
    let path = format!("/training/sessions/{}/freed-place", session.id.0);
    let page = scene
        .trainer
        .get(&format!("/training/sessions/{}", session.id.0))
        .await
        .expect(200);
    scene
        .trainer
        .send(&page.form("form[action$='/freed-place']"))
        .await
        .expect(303);
    assert_eq!(scene.places().await, 0);
    scene.book(&second, &session).await.expect(303);
    scene.the_session_begins();
    scene.mark(&session, &enrolled, "yes").await.expect(303);
    let id = enrolled.id.0.to_string();
    let late = [("write_id", &*unique()), ("enrolment", &*id)];
    scene.trainer.post(&path, &late).await.expect(409);
    free(&scene.prescriber, &second, &session).await.expect(409);
    assert_eq!(scene.places().await, 1);
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_place_freed_twice_at_once_is_counted_once() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    let session = scene.session(90, 3, &[0]).await;
    for _ in 0..4 {
        scene.book(&asked, &session).await.expect(303);
        let (one, two) = tokio::join!(
            free(&scene.prescriber, &asked, &session),
            free(&scene.trainer, &asked, &session),
        );
        // The trainer who finds the place gone trains nobody here any more: 404.
        assert!(one.status == 303 || two.status == 303, "{one}\n{two}");
        assert_eq!(as_it_is(&scene, &session).await.places_taken, 0);
        assert_eq!(scene.places().await, 0);
    }
    scene.verify().await;
}

#[tokio::test]
async fn a_cancelled_session_frees_its_places_and_tells_the_prescriber() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let path = format!("/training/sessions/{}/cancellation", session.id.0);
    let page = scene.trainer.get(&path).await.expect(200);
    assert!(page.says("1 place réservée sera perdue"), "{page}");
    let form = page.form("form[action$='/cancellation']");
    let done = scene.trainer.send(&form).await.expect(303);
    scene.trainer.send(&form).await.sends_to(done.location());
    let page = scene.trainer.follow(done).await.expect(200);
    assert!(page.has(".verdict.stop svg"), "{page}");
    assert!(page.says("Séance annulée") && page.says("Martin"), "{page}");
    assert!(!page.has("button[name=came]"), "{page}");
    let now = as_it_is(&scene, &session).await;
    assert!(now.cancelled_at.is_some() && now.places_taken == 0);
    let letters = scene.world.messages().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, scene.prescriber.account.email);
    assert!(letters[0].text.contains("n’aura pas lieu"));
    assert!(letters[0].text.contains(&asked.training()));
    assert!(!letters[0].text.contains("Martin"));
    // Nobody comes to it, books it, frees it or cancels it any more.
    scene.the_session_begins();
    scene.mark(&session, &enrolment, "yes").await.expect(409);
    free(&scene.prescriber, &asked, &session).await.expect(409);
    cancel(&scene.trainer, &session).await.expect(409);
    let other = scene.cleared("Durand").await;
    let id = session.id.0.to_string();
    let fields = [("write_id", &*unique()), ("session", &*id)];
    scene
        .prescriber
        .post(&format!("{}/place", other.training()), &fields)
        .await
        .expect(409);
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(page.says("Séance annulée"), "{page}");
    let list = scene.trainer.get("/training").await.expect(200);
    assert!(list.says("Séance annulée"), "{list}");
    let list = scene.prescriber.get("/training").await.expect(200);
    assert!(!list.says("Séance annulée"), "{list}");
    scene.verify().await;
}

#[tokio::test]
async fn a_coordinator_cancels_for_the_trainer_in_their_own_territory() {
    let scene = Scene::new(Gate::Attended).await;
    let session = scene.session(90, 2, &[0]).await;
    let site = scene.clerk.site.as_ref().unwrap();
    scene.world.in_epci(site, "200066793").await;
    let limited = scene.world.coordinator().await;
    entities::membership_territory::ActiveModel {
        membership_id: Set(limited.membership.id),
        epci_code: Set("200000172".to_owned()),
    }
    .insert(&scene.world.app.db)
    .await
    .unwrap();
    cancel(&limited, &session).await.expect(404);
    let list = limited.get("/training").await.expect(200);
    assert!(!list.has("a[href$='/cancellation']"), "{list}");
    cancel(&scene.world.trainer().await, &session)
        .await
        .expect(404);
    cancel(&scene.prescriber, &session).await.expect(403);
    cancel(&scene.world.stranger(), &session)
        .await
        .sends_to("/sign-in");
    let list = scene.coordinator.get("/training").await.expect(200);
    assert!(list.has("a[href$='/cancellation']"), "{list}");
    cancel(&scene.coordinator, &session)
        .await
        .sends_to("/training?done=session-cancelled");
    let letters = scene.world.messages().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, scene.trainer.account.email);
    assert!(letters[0].text.contains(&scene.coordinator.account.name));
}

#[tokio::test]
async fn a_session_somebody_attended_is_not_cancelled() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.the_session_begins();
    scene.mark(&session, &enrolment, "no").await.expect(303);
    let page = cancel(&scene.trainer, &session).await.expect(409);
    assert!(page.says("la séance a eu lieu"), "{page}");
    let now = as_it_is(&scene, &session).await;
    assert!(now.cancelled_at.is_none() && now.places_taken == 1);
    assert!(scene.world.messages().await.is_empty());
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_is_attended_or_cancelled_never_both() {
    let scene = Scene::new(Gate::Attended).await;
    for round in 0..5 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        let enrolment = scene.enrol(&asked).await;
        let session = scene.session(90, 2, &[0]).await;
        scene.book(&asked, &session).await.expect(303);
        scene.the_session_begins();
        let (marked, cancelled) = tokio::join!(
            scene.mark(&session, &enrolment, "yes"),
            cancel(&scene.coordinator, &session),
        );
        assert_eq!(statuses([&marked, &cancelled]), [303, 409]);
        let place = attendance::Entity::find_by_id((session.id, enrolment.id))
            .one(&scene.world.app.db)
            .await
            .unwrap()
            .unwrap();
        let came = place.state == attendance::AttendanceState::Present;
        let gone = as_it_is(&scene, &session).await.cancelled_at.is_some();
        assert_ne!(came, gone);
    }
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_place_booked_while_its_session_is_cancelled_is_told() {
    let scene = Scene::new(Gate::Attended).await;
    for round in 0..4 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        scene.enrol(&asked).await;
        let session = scene.session(90, 2, &[0]).await;
        let before = scene.world.messages().await.len();
        let id = session.id.0.to_string();
        let write_id = unique();
        let fields = [("write_id", &*write_id), ("session", &*id)];
        let path = format!("{}/place", asked.training());
        let (booked, cancelled) = tokio::join!(
            scene.prescriber.post(&path, &fields),
            cancel(&scene.trainer, &session),
        );
        cancelled.expect(303);
        let told = scene.world.messages().await.len() - before;
        match booked.status.as_u16() {
            303 => assert_eq!(told, 1),
            409 => assert_eq!(told, 0),
            other => panic!("{other}"),
        }
        assert_eq!(as_it_is(&scene, &session).await.places_taken, 0);
    }
    scene.verify().await;
}

#[tokio::test]
async fn the_device_is_not_handed_over_in_a_cancelled_session() {
    let scene = Scene::new(Gate::HandsOn).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    cancel(&scene.trainer, &session).await.expect(303);
    let path = format!(
        "/training/sessions/{}/handover/{}",
        session.id.0, enrolment.id.0
    );
    scene.trainer.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_cancelled_request_gives_its_places_back() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 1, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let path = format!("/requests/{}/cancel", asked.request.id.0);
    scene
        .prescriber
        .post(&path, &[("write_id", &*unique())])
        .await
        .expect(303);
    assert!(scene.enrolment(&asked).await.withdrawn_at.is_some());
    assert_eq!(as_it_is(&scene, &session).await.places_taken, 0);
    assert!(scene.standing(&asked).await.is_none());
    scene.verify().await;
}

#[tokio::test]
async fn attendance_noted_on_paper_is_recorded_up_to_sixty_days_later() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let page = scene
        .trainer
        .get("/training/sessions/new")
        .await
        .expect(200);
    let form = page
        .form("main form[action='/training/sessions/new']")
        .set("pathway", scene.programme.pathway_id.0.to_string())
        .tick("modules", &scene.modules[0].id.0.to_string())
        .tick("modules", &scene.modules[1].id.0.to_string())
        .set(
            "site",
            scene.trainer.site.as_ref().unwrap().id.0.to_string(),
        )
        .set("form", "group")
        .set("date", "2026-04-20")
        .set("time", "14:00")
        .set("minutes", "180")
        .set("capacity", "8");
    let unsaid = scene.trainer.send(&form).await.expect(422);
    assert!(unsaid.says("cochez plus bas"), "{unsaid}");
    let form = form.tick("held", "yes");
    let old = form.clone().set("date", "2026-03-04");
    let old = scene.trainer.send(&old).await.expect(422);
    assert!(old.says("plus de 60 jours"), "{old}");
    assert!(old.has("[name=held][checked]"));
    let to_come = form.clone().set("date", "2026-05-20");
    let to_come = scene.trainer.send(&to_come).await.expect(422);
    assert!(to_come.says("Ce moment est à venir"), "{to_come}");
    let recorded = scene.trainer.send(&form).await.expect(303);
    let page = scene.trainer.follow(recorded).await.expect(200);
    assert!(page.says("Cette séance est passée"), "{page}");
    let session = training_session::Entity::find()
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap();
    // Nobody books a place in the past but its trainer, for who is enrolled.
    let add = |reference: &str| {
        page.form("form[action$='/place']")
            .set("reference", reference)
            .set("write_id", unique())
    };
    scene.trainer.send(&add("R-999999")).await.expect(422);
    let reference = format!("R-{:06}", asked.request.id.0);
    let refused = scene.trainer.send(&add(&reference)).await.expect(409);
    assert!(refused.says("Inscrivez d’abord"), "{refused}");
    let enrolment = scene.enrol(&asked).await;
    let id = session.id.0.to_string();
    let fields = [("write_id", &*unique()), ("session", &*id)];
    scene
        .prescriber
        .post(&format!("{}/place", asked.training()), &fields)
        .await
        .expect(409);
    scene.trainer.send(&add(&reference)).await.expect(303);
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    assert!(scene.standing(&asked).await.is_some());
    // Later than that, nobody is added any more.
    scene.world.days_pass(60);
    let late = scene.ask("Durand", "Casque").await;
    let enrolled = scene.world.app.db.clone();
    let trainer = passe_relais::journal::By {
        actor: Some(scene.trainer.membership.id),
        at: scene.world.now(),
    };
    let learner = actions::enrol(
        &enrolled,
        trainer,
        &late.request,
        &scene.programme,
        late.learner.id,
    )
    .await
    .unwrap();
    let refused = places::book(&enrolled, trainer, &learner, &session).await;
    assert!(refused.is_err());
    scene.verify().await;
}

#[tokio::test]
async fn a_trainer_sees_what_is_to_come_first_and_the_past_latest_first() {
    let scene = Scene::new(Gate::Attended).await;
    let mut ids = Vec::new();
    for days in [-9, 3, -2, 1, 0] {
        let session = scene.session(90, 5, &[0]).await;
        let moved = training_session::ActiveModel {
            id: Set(session.id),
            starts_at: Set(scene.world.now() + Duration::days(days) - Duration::hours(1)),
            ..Default::default()
        };
        moved.update(&scene.world.app.db).await.unwrap();
        ids.push(session.id.0);
    }
    let page = scene.trainer.get("/training").await.expect(200);
    let links = links(&page);
    let order = [ids[4], ids[3], ids[1], ids[2], ids[0]];
    let expected: Vec<_> = order
        .iter()
        .map(|id| format!("/training/sessions/{id}"))
        .collect();
    assert_eq!(links, expected);
}

#[tokio::test]
async fn a_long_list_of_sessions_goes_on_page_by_page() {
    let scene = Scene::new(Gate::Attended).await;
    for n in 0..60 {
        let session = scene.session(90, 5, &[]).await;
        // Two at a time: those of one moment are in the order they were made.
        let days = if n < 55 { -5 } else { 5 };
        let moved = training_session::ActiveModel {
            id: Set(session.id),
            starts_at: Set(scene.world.now() + Duration::days(days) - Duration::hours(n / 2)),
            ..Default::default()
        };
        moved.update(&scene.world.app.db).await.unwrap();
    }
    let first = scene.trainer.get("/training").await.expect(200);
    let mut seen = links(&first);
    assert_eq!(seen.len(), 5 + 50);
    let next = first.attribute("main a[href^='/training?before=']", "href");
    let second = scene.trainer.get(&next).await.expect(200);
    assert_eq!(links(&second).len(), 5);
    assert!(second.has("main a[href='/training']"));
    seen.extend(links(&second));
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), all), (60, 60));
    scene.trainer.get("/training?before=x").await.expect(200);
    scene.trainer.get("/training?after=999").await.expect(200);
}

/// Where the sessions of a list lead, from top to bottom.
fn links(page: &Page) -> Vec<String> {
    let html = page.html();
    let rows = html.split("<th scope=\"row\"><a href=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_events_of_a_place_are_on_its_enrolment() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let (freed, cancelled) = (
        scene.session(90, 2, &[0]).await,
        scene.session(90, 2, &[0]).await,
    );
    scene.book(&asked, &freed).await.expect(303);
    scene.book(&asked, &cancelled).await.expect(303);
    free(&scene.prescriber, &asked, &freed).await.expect(303);
    cancel(&scene.trainer, &cancelled).await.expect(303);
    withdraw(&scene.prescriber, &asked).await.expect(303);
    let kinds: Vec<String> = entities::event::Entity::find()
        .filter(entities::event::COLUMN.subject_kind.eq("enrolment"))
        .filter(entities::event::COLUMN.subject_id.eq(enrolment.id.0))
        .all(&scene.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .map(|event| event.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            "learner_enrolled",
            "session_booked",
            "session_booked",
            "place_freed",
            "session_cancelled",
            "enrolment_withdrawn",
        ]
    );
    scene.verify().await;
}
