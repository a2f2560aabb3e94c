//! What was attested or handed over on a presence, when the presence is corrected.

use crate::competence::{attested, enrolled};
use crate::support::{
    page::Page,
    scene::{Asked, Scene, unique},
};
use entities::{
    attendance::{self, AttendanceState},
    attestation,
    clearance::ClearanceState,
    enrolment, event,
    programme::Gate,
    withdrawn_attestation,
};
use passe_relais::journal::EventKind;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

fn paper(asked: &Asked) -> String {
    format!("/requests/{}/attestation", asked.request.id.0)
}

async fn issue(scene: &Scene, asked: &Asked) -> Page {
    let fields = [("write_id", &*unique())];
    scene.trainer.post(&paper(asked), &fields).await
}

#[tokio::test]
async fn an_attestation_and_its_clearance_go_with_the_presence_they_rest_on() {
    let scene = Scene::new(Gate::Attended).await;
    let db = &scene.world.app.db;
    let (asked, session) = enrolled(&scene, "Martin").await;
    attested(&scene, &asked, &session).await;
    issue(&scene, &asked).await.expect(303);
    scene.prescriber.get(&paper(&asked)).await.expect(200);
    assert!(scene.standing(&asked).await.is_some());
    // By hand neither the presence nor the attestation is taken back as long as the other stands.
    for by_hand in [
        "UPDATE attendance SET state = 'absent'",
        "DELETE FROM attendance",
        "UPDATE enrolment SET attested_at = NULL",
        "DELETE FROM attestation",
    ] {
        db.execute_unprepared(by_hand).await.unwrap_err();
    }

    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "no").await.expect(303);
    assert_eq!(scene.enrolment(&asked).await.attested_at, None);
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Withdrawn
    );
    scene.prescriber.get(&paper(&asked)).await.expect(404);
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(page.says("Attestation retirée"), "{page}");
    let gone = withdrawn_attestation::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let told = event::Entity::find()
        .filter(
            event::COLUMN
                .kind
                .eq(EventKind::AttestationWithdrawn.name()),
        )
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert!(told.data.contains(&gone.sha256), "{}", told.data);
    assert!(told.data.contains(r#""because":"presence""#));
    for by_hand in [
        "DELETE FROM withdrawn_attestation",
        "UPDATE withdrawn_attestation SET sha256 = 'x'",
        "INSERT INTO withdrawn_attestation (enrolment_id, sha256, issued_by, issued_at, withdrawn_at) \
         SELECT enrolment_id, 'x', issued_by, issued_at, withdrawn_at FROM withdrawn_attestation",
    ] {
        db.execute_unprepared(by_hand).await.unwrap_err();
    }
    scene.verify().await;

    // They were there after all: attested again, with a paper of its own.
    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    let attest = page.form("form[action$='/training/attestation']");
    scene.trainer.send(&attest).await.expect(303);
    issue(&scene, &asked).await.expect(303);
    scene.prescriber.get(&paper(&asked)).await.expect(200);
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(!page.says("Attestation retirée"), "{page}");
    assert_eq!(attestation::Entity::find().count(db).await.unwrap(), 1);
    scene.verify().await;
}

async fn is_present(scene: &Scene, enrolment: &enrolment::Model) -> bool {
    let places = attendance::Entity::find()
        .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
        .all(&scene.world.app.db)
        .await
        .unwrap();
    places
        .iter()
        .all(|place| place.state == AttendanceState::Present)
}

#[tokio::test]
async fn a_presence_on_which_a_device_went_out_is_not_taken_back() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    scene.the_session_ends(&session);
    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let enrolment = scene.enrolment(&asked).await;
    let page = scene.mark(&session, &enrolment, "no").await.expect(409);
    assert!(
        page.says("Un appareil, une carte ou un bon a été remis"),
        "{page}"
    );
    assert!(is_present(&scene, &enrolment).await);
    scene.verify().await;
}

#[tokio::test]
async fn what_made_a_handover_definitive_is_not_taken_back() {
    let scene = Scene::new(Gate::Provisional).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    attested(&scene, &asked, &session).await;
    assert!(scene.handovers().await[0].definitive_at.is_some());
    let enrolment = scene.enrolment(&asked).await;
    let page = scene.mark(&session, &enrolment, "no").await.expect(409);
    assert!(page.says("garde l’appareil pour de bon"), "{page}");
    assert!(is_present(&scene, &enrolment).await);
    let by_hand = "UPDATE enrolment SET attested_at = NULL";
    let db = &scene.world.app.db;
    db.execute_unprepared(by_hand).await.unwrap_err();
    scene.verify().await;
}
