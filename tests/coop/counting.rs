//! A trainer counts a row for a person of a session of theirs, under the laws of a presence.

use super::{bring_in, cra, export, rows, with_themes};
use crate::support::{
    page::Page,
    scene::{Asked, Scene, unique},
    visitor::Visitor,
};
use chrono::Duration;
use entities::{
    access_log, clearance::ClearanceState, coop_link, coop_row, membership::Role, programme::Gate,
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

/// Somebody enrolled with a place in a session of the trainer's, and one row of the Coop.
async fn with_a_row(gate: Gate, day: &str, minutes: i32, themes: &str) -> (Scene, Asked) {
    let scene = Scene::new(gate).await;
    with_themes(&scene).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 5, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let id = cra(1);
    let file = export(&[(day, minutes, themes, &id)]);
    bring_in(&scene.trainer, file.as_bytes()).await;
    (scene, asked)
}

async fn link(scene: &Scene, who: &Visitor, asked: &Asked) -> Page {
    let row = rows(scene).await[0].id.0;
    let enrolment = scene.enrolment(asked).await.id.0.to_string();
    let fields = [("write_id", &*unique()), ("enrolment", &*enrolment)];
    who.post(&format!("/coop/rows/{row}/link"), &fields).await
}

async fn unlink(scene: &Scene) -> Page {
    let row = rows(scene).await[0].id.0;
    let path = format!("/coop/rows/{row}/unlink");
    scene.trainer.post(&path, &[("write_id", &*unique())]).await
}

const BOTH: &str = "E-mail,Navigation sur internet";

#[tokio::test]
async fn a_linked_row_counts_as_a_presence_and_unlinked_takes_the_clearance_along() {
    let (scene, asked) = with_a_row(Gate::Attended, "20/04/2026", 180, BOTH).await;
    let row = rows(&scene).await[0].id.0;
    let page = scene
        .trainer
        .get(&format!("/coop/rows/{row}"))
        .await
        .expect(200);
    assert!(page.says("Louise M."), "{page}");
    let looks = access_log::Entity::find()
        .count(&scene.world.app.db)
        .await
        .unwrap();
    assert!(looks > 0);
    let form = page
        .form("form[action$='/link']")
        .set("enrolment", scene.enrolment(&asked).await.id.0.to_string());
    let sent = scene.trainer.send(&form).await.expect(303);
    scene.trainer.send(&form).await.sends_to(sent.location());
    assert!(scene.standing(&asked).await.is_some());
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    assert!(
        page.says("3 h sur 3 h") && page.says("Suivi ailleurs"),
        "{page}"
    );
    link(&scene, &scene.trainer, &asked).await.expect(409);
    scene.verify().await;
    unlink(&scene).await.expect(303);
    assert!(scene.standing(&asked).await.is_none());
    unlink(&scene).await.expect(409);
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Withdrawn
    );
    scene.verify().await;
}

#[tokio::test]
async fn an_attestation_does_not_outlive_the_row_it_rests_on() {
    let (scene, asked) = with_a_row(Gate::Attended, "20/04/2026", 180, BOTH).await;
    link(&scene, &scene.trainer, &asked).await.expect(303);
    let attest = format!("{}/attestation", asked.training());
    let fields = [("write_id", &*unique())];
    scene.trainer.post(&attest, &fields).await.expect(303);
    let db = &scene.world.app.db;
    db.execute_unprepared("DELETE FROM coop_link")
        .await
        .unwrap_err();
    unlink(&scene).await.expect(303);
    assert_eq!(scene.enrolment(&asked).await.attested_at, None);
    assert!(scene.standing(&asked).await.is_none());
    scene.verify().await;
}

#[tokio::test]
async fn only_a_trainer_of_theirs_counts_it_and_only_for_who_is_in_a_session_of_theirs() {
    let (scene, asked) = with_a_row(Gate::Attended, "20/04/2026", 180, BOTH).await;
    let organisation = scene.trainer.organisation.clone();
    let colleague = scene.world.member(Role::Trainer, organisation, None).await;
    // Of the organisation, and the person is in no session of theirs.
    link(&scene, &colleague, &asked).await.expect(404);
    let without = scene.cleared("Durand").await;
    link(&scene, &scene.trainer, &without).await.expect(404);
    for who in [&scene.coordinator, &scene.prescriber] {
        link(&scene, who, &asked).await.expect(403);
    }
    assert_eq!(
        coop_link::Entity::find()
            .count(&scene.world.app.db)
            .await
            .unwrap(),
        0
    );
    assert!(scene.clearances(&asked).await.is_empty());
}

#[tokio::test]
async fn a_row_of_today_of_long_ago_or_of_other_themes_does_not_count() {
    for (day, themes, said) in [
        ("04/05/2026", BOTH, "à partir du lendemain"),
        ("04/03/2026", BOTH, "plus de 60 jours"),
        ("20/04/2026", "Santé", "Aucun module du parcours"),
    ] {
        let (scene, asked) = with_a_row(Gate::Attended, day, 180, themes).await;
        let page = link(&scene, &scene.trainer, &asked).await.expect(409);
        assert!(page.says(said), "{said}: {page}");
        assert!(scene.clearances(&asked).await.is_empty());
    }
}

#[tokio::test]
async fn an_hour_told_by_both_counts_once() {
    let (scene, asked) = with_a_row(Gate::Attended, "04/05/2026", 180, BOTH).await;
    let session = entities::training_session::Entity::find()
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap();
    scene.world.app.clock.advance(Duration::days(1));
    let trainer = scene.world.sign_in(&scene.trainer.account.email).await;
    link(&scene, &trainer, &asked).await.expect(303);
    assert!(scene.standing(&asked).await.is_some());
    // The trainer's own session of that day, written down in the Coop as well.
    let path = format!("/training/sessions/{}", session.id.0);
    let page = trainer.get(&path).await.expect(200);
    let form = page
        .form(&format!("form[action='{path}']"))
        .press("came", "yes");
    trainer.send(&form).await.expect(303);
    assert!(scene.standing(&asked).await.is_none());
    let page = trainer.get(&asked.training()).await.expect(200);
    assert!(page.says("1 h 30 sur 3 h"), "{page}");
    assert!(page.says("séance ici le même jour"), "{page}");
    scene.verify().await;
}

#[tokio::test]
async fn a_row_of_the_coop_is_no_session_in_which_a_device_is_handed_over() {
    let (scene, asked) = with_a_row(Gate::HandsOn, "20/04/2026", 180, BOTH).await;
    link(&scene, &scene.trainer, &asked).await.expect(303);
    assert!(scene.clearances(&asked).await.is_empty());
    scene.hand_over(&scene.trainer, &asked).await;
    assert!(scene.handovers().await.is_empty());
    scene.verify().await;
}

#[tokio::test]
async fn an_import_changes_no_row_that_somebodys_presence_rests_on() {
    let (scene, asked) = with_a_row(Gate::Attended, "20/04/2026", 180, BOTH).await;
    link(&scene, &scene.trainer, &asked).await.expect(303);
    let id = cra(1);
    let shorter = export(&[("20/04/2026", 15, BOTH, &id)]);
    let page = bring_in(&scene.trainer, shorter.as_bytes()).await;
    assert!(page.says("gardées telles quelles 1"), "{page}");
    assert_eq!(rows(&scene).await[0].minutes, 180);
    assert!(scene.standing(&asked).await.is_some());
    unlink(&scene).await.expect(303);
    bring_in(&scene.trainer, shorter.as_bytes()).await;
    assert_eq!(rows(&scene).await[0].minutes, 15);
}

#[tokio::test]
async fn no_statement_by_hand_counts_what_a_trainer_may_not() {
    let (scene, asked) = with_a_row(Gate::Attended, "20/04/2026", 180, BOTH).await;
    let db = &scene.world.app.db;
    let (row, cra) = (rows(&scene).await[0].id.0, cra(1));
    let enrolment = scene.enrolment(&asked).await.id.0;
    let by = |member: i32, on: &str| {
        format!(
            "INSERT INTO coop_link (row_id, cra_id, enrolment_id, linked_by, linked_on, linked_at) \
             VALUES ({row}, '{cra}', {enrolment}, {member}, '{on}', '2026-05-04 08:00:00+00:00')"
        )
    };
    let trainer = scene.trainer.membership.id.0;
    for refused in [
        by(trainer, "2026-04-20"),
        by(scene.coordinator.membership.id.0, "2026-05-04"),
        by(scene.prescriber.membership.id.0, "2026-05-04"),
    ] {
        db.execute_unprepared(&refused).await.unwrap_err();
    }
    link(&scene, &scene.trainer, &asked).await.expect(303);
    for refused in [
        "UPDATE coop_link SET linked_on = '2026-04-21'",
        "UPDATE coop_row SET minutes = 600",
        "UPDATE coop_row SET themes = '[\"sante\"]'",
        "DELETE FROM coop_row",
    ] {
        db.execute_unprepared(refused).await.unwrap_err();
    }
    assert!(
        coop_row::Entity::find_by_id(entities::coop_row::CoopRowId(row))
            .one(db)
            .await
            .unwrap()
            .is_some()
    );
    // Taken away by hand, the journal still says that it was there.
    db.execute_unprepared("DELETE FROM coop_link")
        .await
        .unwrap();
    let report = passe_relais::journal::verify::database(db, |_| {})
        .await
        .unwrap();
    assert!(!report.problems.is_empty());
}
