//! What was agreed is undone: an enrolment withdrawn, a place given back.

use crate::support::{
    page::Page,
    scene::{Asked, Scene, unique},
    visitor::Visitor,
};
use crate::training_sessions::{as_it_is, cancel, statuses};
use entities::{
    clearance::{self, ClearanceState},
    membership::Role,
    organisation::OrganisationKind,
    programme::Gate,
    training_session,
};
use passe_relais::training::actions;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

async fn withdraw(person: &Visitor, asked: &Asked) -> Page {
    let path = format!("{}/withdrawal", asked.training());
    person.post(&path, &[("write_id", &*unique())]).await
}

pub async fn free(person: &Visitor, asked: &Asked, session: &training_session::Model) -> Page {
    let path = format!("{}/freed-place", asked.training());
    let id = session.id.0.to_string();
    let fields = [("write_id", &*unique()), ("session", &*id)];
    person.post(&path, &fields).await
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
    let session = scene.session(200, 4, &[0, 1]).await;
    let mut sat = Vec::new();
    for round in 0..4 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        let enrolment = scene.enrol(&asked).await;
        scene.book(&asked, &session).await.expect(303);
        sat.push((asked, enrolment));
    }
    scene.the_session_ends(&session);
    for (asked, enrolment) in sat {
        scene.mark(&session, &enrolment, "yes").await.expect(303);
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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_clearance_given_again_while_a_presence_is_corrected_never_stands_on_nothing() {
    let scene = Scene::new(Gate::Attended).await;
    let session = scene.session(200, 6, &[0, 1]).await;
    let mut sat = Vec::new();
    for round in 0..6 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        let enrolment = scene.enrol(&asked).await;
        scene.book(&asked, &session).await.expect(303);
        sat.push((asked, enrolment));
    }
    scene.the_session_ends(&session);
    for (asked, enrolment) in sat {
        scene.mark(&session, &enrolment, "yes").await.expect(303);
        actions::withdraw_for_request(&scene.world.app.db, scene.by(), asked.request.id)
            .await
            .unwrap();
        let renewal = format!("{}/clearance", asked.training());
        let write_id = unique();
        let fields = [("write_id", &*write_id)];
        let (_, corrected) = tokio::join!(
            scene.trainer.post(&renewal, &fields),
            scene.mark(&session, &enrolment, "no"),
        );
        let absent = corrected.status.as_u16() == 303;
        let stands = scene.standing(&asked).await.is_some();
        assert!(!(absent && stands), "cleared without having been there");
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
async fn a_cancelled_request_gives_its_places_back() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 1, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let path = format!("/requests/{}/cancel", asked.request.id.0);
    scene
        .prescriber
        .post(
            &path,
            &[("write_id", &*unique()), ("cancel_reason", "moved_away")],
        )
        .await
        .expect(303);
    assert!(scene.enrolment(&asked).await.withdrawn_at.is_some());
    assert_eq!(as_it_is(&scene, &session).await.places_taken, 0);
    assert!(scene.standing(&asked).await.is_none());
    scene.verify().await;
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
