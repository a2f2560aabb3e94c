//! What events tell of a presence is compared with its row.
use super::{assert_named, found_after};
use crate::support::scene::Scene;
use entities::programme::Gate;

#[tokio::test]
async fn a_presence_changed_by_hand_is_found_and_named() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await.id.0;
    let session = scene.session(180, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.verify().await;
    let place = format!(
        "attendance of enrolment {enrolment} in session {}: ",
        session.id.0
    );
    // Booked, and somebody writes that they came.
    let came = format!(
        "UPDATE attendance SET state = 'present', recorded_by = {}, recorded_at = '2026-06-01 08:00:00+00:00'",
        scene.trainer.membership.id.0
    );
    let found = found_after(&scene.world, &came).await;
    for column in ["state", "recorded_by", "recorded_at"] {
        assert_named(&found, &format!("{place}column {column}"), &came);
    }
    scene.the_session_ends(&session);
    let now = scene.enrolment(&asked).await;
    scene.mark(&session, &now, "yes").await.expect(303);
    let now = scene.enrolment(&asked).await;
    scene.mark(&session, &now, "no").await.expect(303);
    scene.verify().await;
    for by_hand in [
        "UPDATE attendance SET state = 'present'",
        "UPDATE attendance SET recorded_at = '2026-06-01 08:00:00+00:00'",
        "UPDATE attendance SET state = 'booked', recorded_by = NULL, recorded_at = NULL",
        "DELETE FROM attendance",
    ] {
        assert_named(&found_after(&scene.world, by_hand).await, &place, by_hand);
    }
    let other = scene.session(90, 5, &[0]).await.id.0;
    let by_hand = format!(
        "INSERT INTO attendance (session_id, enrolment_id, state) VALUES ({other}, {enrolment}, 'booked')"
    );
    let place =
        format!("attendance of enrolment {enrolment} in session {other}: has a row and no event");
    assert_named(&found_after(&scene.world, &by_hand).await, &place, &by_hand);
    scene.verify().await;
}

#[tokio::test]
async fn places_given_back_cancelled_and_taken_again_are_as_the_journal_says() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    scene.enrol(&asked).await;
    let (kept, cancelled) = (
        scene.session(90, 5, &[0]).await,
        scene.session(90, 5, &[1]).await,
    );
    for session in [&kept, &cancelled] {
        scene.book(&asked, session).await.expect(303);
    }
    let path = format!("/training/sessions/{}/cancellation", cancelled.id.0);
    let page = scene.trainer.get(&path).await.expect(200);
    let form = page.form("form[action$='/cancellation']");
    scene.trainer.send(&form).await.expect(303);
    scene.verify().await;
    let path = format!("{}/withdrawal", asked.training());
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    let form = page.form(&format!("form[action='{path}']"));
    scene.prescriber.send(&form).await.expect(303);
    scene.verify().await;
    scene.enrol(&asked).await;
    scene.book(&asked, &kept).await.expect(303);
    scene.verify().await;
}
