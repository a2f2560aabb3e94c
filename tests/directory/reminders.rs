//! Once a year the people of a place are asked whether it is still true, and the coordinator sees who is late.

use super::{address, manager_of, told};
use crate::support::World;
use entities::{
    membership,
    outbox::{self, OutboxKind},
};
use passe_relais::directory::reminders::remind;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

#[tokio::test]
async fn the_manager_is_asked_once_a_year_and_one_button_answers() {
    let world = World::new().await;
    let app = &world.app;
    let manager = manager_of(&world, "médiathèque du lac").await;
    told(&manager).await;
    world.days_pass(364);
    assert_eq!(remind(app).await.unwrap(), 0);
    world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 1);
    // The next hour, the next day: it was said.
    assert_eq!(remind(app).await.unwrap(), 0);
    world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 0);
    let letters = world.messages().await;
    let [letter] = letters.as_slice() else {
        panic!("one message, not {}", letters.len());
    };
    assert_eq!(letter.to, manager.account.email);
    assert!(
        letter.text.contains("médiathèque du lac"),
        "{}",
        letter.text
    );
    assert!(letter.text.contains("À vous d’agir"), "{}", letter.text);
    assert!(letter.text.contains("/places?show=late"), "{}", letter.text);
    let kinds = outbox::Entity::find().all(&app.db).await.unwrap();
    assert_eq!(kinds[0].kind, OutboxKind::PlacesToConfirm);
    let coordinator = world.coordinator().await;
    let list = coordinator.get("/places?show=late").await.expect(200);
    assert!(
        list.says("médiathèque du lac") && list.says("À vérifier"),
        "{list}"
    );
    let outbox = coordinator.get("/outbox").await.expect(200);
    assert!(outbox.says("Lieux à vérifier dans l’annuaire"), "{outbox}");
    // One button.
    let again = world.sign_in(&manager.account.email).await;
    let page = again.get(&address(&manager)).await.expect(200);
    assert!(page.says("Plus rien n’a été confirmé"), "{page}");
    let form = page.form("form[action$='/confirmation']");
    again.send(&form).await.expect(303);
    again.send(&form).await.expect(303);
    let list = coordinator.get("/places?show=late").await.expect(200);
    assert!(!list.says("médiathèque du lac"), "{list}");
    // A year with a 29th of February.
    world.days_pass(365);
    assert_eq!(remind(app).await.unwrap(), 0);
    world.days_pass(1);
    assert_eq!(
        remind(app).await.unwrap(),
        1,
        "the year after the confirmation"
    );
}

#[tokio::test]
async fn who_never_answers_is_asked_again_the_year_after() {
    let world = World::new().await;
    told(&manager_of(&world, "médiathèque du lac").await).await;
    world.days_pass(365);
    assert_eq!(remind(&world.app).await.unwrap(), 1);
    world.days_pass(300);
    assert_eq!(remind(&world.app).await.unwrap(), 0);
    world.days_pass(66);
    assert_eq!(remind(&world.app).await.unwrap(), 1);
}

#[tokio::test]
async fn without_a_manager_nobody_is_asked_and_the_coordinator_sees_it() {
    let world = World::new().await;
    let manager = manager_of(&world, "médiathèque du lac").await;
    told(&manager).await;
    membership::ActiveModel {
        id: Set(manager.membership.id),
        ended_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    world.days_pass(366);
    assert_eq!(remind(&world.app).await.unwrap(), 0);
    assert!(world.messages().await.is_empty());
    let coordinator = world.coordinator().await;
    let list = coordinator.get("/places?show=late").await.expect(200);
    assert!(list.says("médiathèque du lac"), "{list}");
}
