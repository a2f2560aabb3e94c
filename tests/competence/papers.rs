//! The papers of a pathway: the blank questionnaire, the attendance sheet, and the attestation.

use super::{answer, at, attested, enrolled, path};
use crate::support::{
    page::Page,
    scene::{Scene, unique},
};
use chrono::Duration;
use entities::{
    access_log::{self, AccessAct},
    attestation, event,
    membership::Role,
    programme::Gate,
};
use passe_relais::{journal::EventKind, keys::sha256_hex};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

#[track_caller]
fn is_pdf(page: Page) -> Page {
    let page = page.expect(200);
    assert_eq!(page.header("content-type"), "application/pdf");
    assert!(page.body.starts_with(b"%PDF"));
    page
}

#[tokio::test]
async fn the_questionnaire_and_the_sheet_of_a_session_are_printed() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    let paper = format!("{}/paper", at(&asked, "before"));
    is_pdf(scene.trainer.get(&paper).await);
    let page = scene.trainer.get(&path(&asked)).await.expect(200);
    let form = page.form("form[action$='/link']");
    scene.trainer.send(&form).await.expect(303);
    is_pdf(scene.trainer.get(&paper).await);
    let sheet = format!("/training/sessions/{}/sheet", session.id.0);
    is_pdf(scene.trainer.get(&sheet).await);
    let looks = access_log::Entity::find()
        .filter(access_log::COLUMN.act.eq(AccessAct::Printed))
        .all(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!(looks.len(), 1, "the sheet bears a name");
    let other = scene.world.trainer().await;
    other.get(&sheet).await.expect(404);
    scene.coordinator.get(&sheet).await.expect(403);
}

#[tokio::test]
async fn an_attestation_is_issued_once_is_proven_and_goes_with_the_person() {
    let scene = Scene::new(Gate::Attended).await;
    let db = &scene.world.app.db;
    let (asked, session) = enrolled(&scene, "Martin").await;
    answer(&scene.trainer, &asked, "before", "2")
        .await
        .expect(303);
    let paper = format!("/requests/{}/attestation", asked.request.id.0);
    let page = scene.trainer.get(&path(&asked)).await.expect(200);
    assert!(!page.has("form[action$='/attestation']"), "{page}");
    let id = unique();
    scene
        .trainer
        .post(&paper, &[("write_id", &id)])
        .await
        .expect(409);
    scene.trainer.get(&paper).await.expect(404);
    attested(&scene, &asked, &session).await;

    let page = scene.trainer.get(&path(&asked)).await.expect(200);
    let form = page.form("form[action$='/attestation']");
    let done = format!("{}?done=attestation-issued", path(&asked));
    scene.trainer.send(&form).await.sends_to(&done);
    scene.trainer.send(&form).await.sends_to(&done);
    let first = is_pdf(scene.trainer.get(&paper).await).body;
    scene.world.app.clock.advance(Duration::hours(1));
    let id = unique();
    scene
        .trainer
        .post(&paper, &[("write_id", &id)])
        .await
        .sends_to(&done);
    let again = is_pdf(scene.prescriber.get(&paper).await).body;
    assert!(first == again, "the same facts, the same paper");

    let row = attestation::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(row.sha256, sha256_hex(&first));
    let events = event::Entity::find()
        .filter(event::COLUMN.kind.eq(EventKind::AttestationIssued.name()))
        .all(db)
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
    assert!(events[0].data.contains(&row.sha256));
    assert!(!events[0].data.contains("Martin"));
    let other = attestation::ActiveModel {
        enrolment_id: Set(row.enrolment_id),
        sha256: Set("00".repeat(32)),
        ..Default::default()
    };
    other.update(db).await.unwrap_err();
    attestation::Entity::delete_many()
        .exec(db)
        .await
        .unwrap_err();
    let stranger = scene.world.trainer().await;
    stranger.get(&paper).await.expect(404);
    scene.verify().await;

    // The request is closed, and the person forgotten: the paper goes, its hash stays.
    let page = scene
        .prescriber
        .get(&format!("/requests/{}", asked.request.id.0))
        .await
        .expect(200);
    scene
        .prescriber
        .send(
            &page
                .form("#cancel")
                .set("cancel_reason", "equipped_otherwise"),
        )
        .await
        .expect(303);
    let officer = scene.world.persona(Role::DataProtectionOfficer).await;
    let page = officer
        .get(&format!("/recipients/{}", asked.recipient.id.0))
        .await
        .expect(200);
    let form = page.form("form[action$='/forget']").tick("sure", "yes");
    officer.send(&form).await.expect(303);
    scene.trainer.get(&paper).await.expect(404);
    let row = attestation::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!((row.file, row.sha256), (None, sha256_hex(&first)));
    scene.verify().await;
}
