//! Provisional loans are called back at their deadline: the prescriber is told, once.

use crate::support::scene::Scene;
use entities::{
    membership::{self, Role},
    outbox::{self, OutboxKind},
    programme::Gate,
};
use passe_relais::training::recalls::call_back;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

#[tokio::test]
async fn the_prescriber_of_a_provisional_loan_is_told_once_when_its_time_is_over() {
    let scene = Scene::new(Gate::Provisional).await;
    let app = &scene.world.app;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let before = scene.world.messages().await.len();
    // Sixty days: on the day before, nothing.
    scene.world.days_pass(59);
    assert_eq!(call_back(app).await.unwrap(), 0);
    scene.world.days_pass(1);
    assert_eq!(call_back(app).await.unwrap(), 1);
    // At the same turn of the next hour, and on the next day: it was said.
    assert_eq!(call_back(app).await.unwrap(), 0);
    scene.world.days_pass(1);
    assert_eq!(call_back(app).await.unwrap(), 0);
    let letters = scene.world.messages().await;
    let [letter] = &letters[before..] else {
        panic!("one message, not {}", letters.len() - before);
    };
    assert_eq!(letter.to, scene.prescriber.account.email);
    assert!(letter.text.contains("juillet 2026"), "{}", letter.text);
    assert!(letter.text.contains("À vous d’agir"), "{}", letter.text);
    let site = scene.clerk.site.as_ref().unwrap();
    assert!(letter.text.contains(&site.name), "{}", letter.text);
    assert!(letter.text.contains(&asked.training()), "{}", letter.text);
    // Nobody's name (law 9).
    let whole = format!("{}{}{}", letter.subject, letter.text, letter.html);
    assert!(!whole.contains("Martin") && !whole.contains("Louise"));
    let rows = outbox::Entity::find().all(&app.db).await.unwrap();
    let recalls = rows
        .iter()
        .filter(|row| row.kind == OutboxKind::HandoverRecalled);
    assert_eq!(recalls.count(), 1);
    let coordinator = scene.world.sign_in(&scene.coordinator.account.email).await;
    let page = coordinator.get("/outbox").await.expect(200);
    assert!(page.says("Prêt provisoire à faire revenir"), "{page}");
    scene.verify().await;
}

#[tokio::test]
async fn a_loan_that_came_back_or_became_definitive_is_not_called_back() {
    let scene = Scene::new(Gate::Provisional).await;
    let app = &scene.world.app;
    let (back, definitive) = (scene.cleared("Martin").await, scene.cleared("Durand").await);
    for asked in [&back, &definitive] {
        scene.hand_over(&scene.clerk, asked).await.expect(303);
    }
    let before = scene.world.messages().await.len();
    scene.attend(&definitive, 200, &[0, 1]).await;
    let page = scene.trainer.get(&definitive.training()).await.expect(200);
    scene
        .trainer
        .send(&page.form("form[action$='/attestation']"))
        .await
        .expect(303);
    let returned = scene
        .handovers()
        .await
        .into_iter()
        .find(|handover| handover.request_id == back.request.id)
        .unwrap();
    let page = scene
        .clerk
        .get(&format!("/handovers/{}/return", returned.id.0))
        .await
        .expect(200);
    let form = page
        .form("form[action$='/return']")
        .set("reason", "returned_by_recipient");
    scene.clerk.send(&form).await.expect(303);
    scene.world.days_pass(90);
    assert_eq!(call_back(app).await.unwrap(), 0);
    assert_eq!(scene.world.messages().await.len(), before);
}

#[tokio::test]
async fn when_the_prescriber_is_gone_a_colleague_is_told() {
    let scene = Scene::new(Gate::Provisional).await;
    let app = &scene.world.app;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let before = scene.world.messages().await.len();
    scene.world.days_pass(60);
    let gone = membership::ActiveModel {
        id: Set(scene.prescriber.membership.id),
        ended_at: Set(Some(scene.world.now())),
        ..Default::default()
    };
    gone.update(&app.db).await.unwrap();
    // Nobody reads it: it is not said to be done.
    assert_eq!(call_back(app).await.unwrap(), 0);
    let organisation = scene.prescriber.organisation.clone();
    let colleague = scene
        .world
        .member(Role::Prescriber, organisation, None)
        .await;
    assert_eq!(call_back(app).await.unwrap(), 1);
    assert_eq!(call_back(app).await.unwrap(), 0);
    let letters = scene.world.messages().await;
    assert_eq!(letters.len(), before + 1);
    assert_eq!(letters[before].to, colleague.account.email);
}
