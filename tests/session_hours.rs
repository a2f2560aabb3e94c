//! Hours count when the session has ended, and nobody was present before it began (law 1).

use crate::support::scene::{Asked, Scene, handing, unique};
use chrono::Duration;
use entities::{
    attendance::{self, AttendanceState},
    clearance::{Basis, ClearanceState},
    programme::Gate,
    training_session,
};
use sea_orm::{ActiveModelTrait, Set};

/// Somebody who is at a session of three hours that has begun.
async fn present(scene: &Scene) -> (Asked, training_session::Model) {
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(180, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.the_session_begins();
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    (asked, session)
}

#[tokio::test]
async fn nobody_is_present_before_the_session_begins() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(180, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    // A minute before: at the door, and still no training.
    scene
        .world
        .app
        .clock
        .advance(Duration::hours(2) - Duration::minutes(1));
    let path = format!("/training/sessions/{}", session.id.0);
    let page = scene.trainer.get(&path).await.expect(200);
    assert!(page.says("à partir de l’heure de début"), "{page}");
    for came in ["yes", "no"] {
        let page = scene.mark(&session, &enrolment, came).await.expect(409);
        assert!(page.says("La séance n’a pas commencé"), "{page}");
    }
    scene.world.app.clock.advance(Duration::minutes(1));
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    scene.verify().await;
}

#[tokio::test]
async fn a_device_stays_until_the_session_that_earns_it_has_ended() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = present(&scene).await;
    assert!(scene.clearances(&asked).await.is_empty());
    let refused = scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(refused.says("quand la séance est finie"), "{refused}");
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    assert!(page.says("0 min sur 3 h"), "{page}");
    assert!(!page.has("form[action$='/attestation']"), "{page}");
    for act in ["attestation", "clearance"] {
        let path = format!("{}/{act}", asked.training());
        let fields = [("write_id", &*unique())];
        scene.trainer.post(&path, &fields).await.expect(409);
    }
    // One minute before the end, nothing; at the end, the counter clears and hands over in one write.
    scene.the_session_ends(&session);
    scene.world.app.clock.advance(-Duration::minutes(1));
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    scene.world.app.clock.advance(Duration::minutes(1));
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(page.says("au moment de la remise"), "{page}");
    let page = scene.clerk.get(&asked.counter()).await.expect(200);
    assert!(page.says("L’appareil peut être remis"), "{page}");
    assert!(
        scene.clearances(&asked).await.is_empty(),
        "looking writes nothing"
    );
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let used = &scene.clearances(&asked).await[0];
    assert_eq!(
        (used.basis, used.state),
        (Basis::Attended, ClearanceState::Used)
    );
    assert_eq!(scene.handovers().await.len(), 1);
    scene.verify().await;
}

#[tokio::test]
async fn whoever_leaves_at_half_time_has_attended_nothing() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = present(&scene).await;
    scene.world.app.clock.advance(Duration::minutes(90));
    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "no").await.expect(303);
    scene.the_session_ends(&session);
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(scene.clearances(&asked).await.is_empty());
    scene.verify().await;
}

#[tokio::test]
async fn the_attestation_after_the_session_gives_the_clearance_it_earned() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = present(&scene).await;
    scene.the_session_ends(&session);
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    let attest = page.form("form[action$='/attestation']");
    scene.trainer.send(&attest).await.expect(303);
    assert_eq!(scene.standing(&asked).await.unwrap().basis, Basis::Attended);
    scene.verify().await;
}

#[tokio::test]
async fn the_counter_gives_no_clearance_that_the_trainer_took_back() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 180, &[0, 1]).await;
    let clearance = scene.standing(&asked).await.unwrap();
    let path = format!("/clearances/{}/withdrawal", clearance.id.0);
    let fields = [
        ("write_id", &*unique()),
        ("reason", "Revient la semaine prochaine"),
    ];
    scene.trainer.post(&path, &fields).await.expect(303);
    let refused = scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(refused.says("Le feu vert a été retiré"), "{refused}");
    assert!(scene.handovers().await.is_empty());
    scene.verify().await;
}

#[tokio::test]
async fn the_trainer_gives_the_device_in_the_lesson_but_not_before_it() {
    let scene = Scene::new(Gate::HandsOn).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(120, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    let path = format!(
        "/training/sessions/{}/handover/{}",
        session.id.0, enrolment.id.0
    );
    let id = unique();
    let hand = handing(&id, "paper", "");
    scene
        .world
        .app
        .clock
        .advance(Duration::hours(2) - Duration::minutes(1));
    let page = scene.trainer.post(&path, &hand).await.expect(409);
    assert!(page.says("à partir de l’heure de début"), "{page}");
    assert!(scene.handovers().await.is_empty());
    scene.world.app.clock.advance(Duration::minutes(1));
    scene.trainer.post(&path, &hand).await.expect(303);
    scene.verify().await;
}

#[tokio::test]
async fn by_sql_too_nobody_is_present_before_the_beginning_and_attended_hours_stay() {
    let scene = Scene::new(Gate::Attended).await;
    let db = &scene.world.app.db;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(180, 5, &[0, 1]).await;
    let present = |at| attendance::ActiveModel {
        session_id: Set(session.id),
        enrolment_id: Set(enrolment.id),
        state: Set(AttendanceState::Present),
        recorded_by: Set(Some(scene.trainer.membership.id)),
        recorded_at: Set(at),
    };
    let before = session.starts_at - Duration::seconds(1);
    for at in [None, Some(before)] {
        present(at).insert(db).await.unwrap_err();
    }
    scene.book(&asked, &session).await.expect(303);
    for at in [None, Some(before)] {
        present(at).update(db).await.unwrap_err();
    }
    let moved = |starts_at, minutes| training_session::ActiveModel {
        id: Set(session.id),
        starts_at: Set(starts_at),
        minutes: Set(minutes),
        ..Default::default()
    };
    let earlier = session.starts_at - Duration::days(1);
    // Nobody came yet: it may still be planned otherwise.
    moved(session.starts_at, 170).update(db).await.unwrap();
    present(Some(session.starts_at)).update(db).await.unwrap();
    moved(earlier, 170).update(db).await.unwrap_err();
    moved(session.starts_at, 1).update(db).await.unwrap_err();
}
