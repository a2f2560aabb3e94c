//! Passes end with what they were given for: a request refused or taken back, a person forgotten.

use super::{codes, give, opened, passes, path, take};
use crate::support::{
    page::Page,
    scene::{Asked, Scene, unique},
};
use entities::{membership::Role, pass::PassState};
use sea_orm::ConnectionTrait;

/// Somebody with three passes, of which one was used.
async fn one_used() -> (Scene, Asked, Vec<String>) {
    let scene = opened(3).await;
    let asked = scene.ask("Martin", "Casque").await;
    give(&scene, asked.request.id).await.expect(303);
    let codes = codes(&scene).await;
    take(&scene.trainer, &codes[0]).await.expect(303);
    (scene, asked, codes)
}

/// The used one stays used; the others are cancelled, taken nowhere, printed no more.
async fn ended(scene: &Scene, asked: &Asked, codes: &[String]) {
    let states: Vec<_> = passes(scene).await.iter().map(|pass| pass.state).collect();
    assert_eq!(
        states,
        [PassState::Used, PassState::Cancelled, PassState::Cancelled]
    );
    assert!(
        passes(scene)
            .await
            .iter()
            .all(|pass| pass.sealed_code.is_none())
    );
    let trainer = scene.world.sign_in(&scene.trainer.account.email).await;
    let told = take(&trainer, &codes[1]).await.expect(409);
    assert!(told.says("Ce pass est annulé"), "{told}");
    let prescriber = scene.world.sign_in(&scene.prescriber.account.email).await;
    prescriber
        .get(&format!("{}/letter", path(asked)))
        .await
        .expect(404);
    let waiting = prescriber.get("/passes/letters").await.expect(200);
    assert!(waiting.says("Aucune lettre à imprimer"), "{waiting}");
    scene.verify().await;
}

/// The prescriber takes the request back.
async fn cancel(scene: &Scene, asked: &Asked) -> Page {
    let page = scene
        .prescriber
        .get(&format!("/requests/{}", asked.request.id.0))
        .await
        .expect(200);
    let form = page
        .form("#cancel")
        .set("cancel_reason", "equipped_otherwise");
    scene.prescriber.send(&form).await
}

#[tokio::test]
async fn a_request_taken_back_or_refused_takes_its_passes_along() {
    let (scene, asked, codes) = one_used().await;
    cancel(&scene, &asked).await.expect(303);
    ended(&scene, &asked, &codes).await;

    let (scene, asked, codes) = one_used().await;
    let request = format!("/requests/{}", asked.request.id.0);
    let fields = [("write_id", &*unique())];
    let undo = format!("{request}/undo");
    scene.coordinator.post(&undo, &fields).await.expect(303);
    let page = scene.coordinator.get(&request).await.expect(200);
    let form = page.form("#refuse").set("reason", "asked_twice");
    scene.coordinator.send(&form).await.expect(303);
    ended(&scene, &asked, &codes).await;
    // By hand no pass of it comes back.
    let by_hand = "UPDATE pass SET state = 'given' WHERE state = 'cancelled'";
    let db = &scene.world.app.db;
    db.execute_unprepared(by_hand).await.unwrap_err();
}

#[tokio::test]
async fn a_person_forgotten_leaves_no_pass_that_can_be_used() {
    let (scene, asked, codes) = one_used().await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 200, &[0, 1]).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let handover = scene.handovers().await[0].id.0;
    let fields = [
        ("write_id", &*unique()),
        ("reason", "returned_by_recipient"),
    ];
    let back = format!("/handovers/{handover}/return");
    scene.clerk.post(&back, &fields).await.expect(303);
    // The request was honoured: its passes outlive it, until the person is forgotten.
    let given = passes(&scene).await;
    let given = given.iter().filter(|pass| pass.state == PassState::Given);
    assert_eq!(given.count(), 2);
    let officer = scene.world.persona(Role::DataProtectionOfficer).await;
    let forget = format!("/recipients/{}/forget", asked.recipient.id.0);
    let fields = [("write_id", &*unique()), ("sure", "yes")];
    officer.post(&forget, &fields).await.expect(303);
    ended(&scene, &asked, &codes).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_pass_taken_while_its_request_is_taken_back_is_used_or_cancelled_never_both() {
    let scene = opened(3).await;
    let asked = scene.ask("Martin", "Casque").await;
    give(&scene, asked.request.id).await.expect(303);
    let codes = codes(&scene).await;
    let (taken, cancelled) = tokio::join!(take(&scene.trainer, &codes[0]), cancel(&scene, &asked));
    let used = passes(&scene).await[0].state == PassState::Used;
    assert_eq!(used, taken.status == 303);
    assert!(used || cancelled.status == 303);
    scene.verify().await;
}
