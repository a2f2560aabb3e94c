//! A request never rots silently: who must act is reminded, then coordination is told.

use super::Asked;
use entities::{
    membership::{self, Role},
    outbox::{self, OutboxKind},
};
use passe_relais::requests::following::reminders::remind;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

#[tokio::test]
async fn who_lets_a_request_wait_is_reminded_once_and_then_coordination_is_told() {
    let asked = Asked::new().await;
    let (world, app) = (&asked.world, &asked.world.app);
    asked
        .say(&asked.coordinator, "question", "Où ?")
        .await
        .expect(303);
    let before = world.messages().await.len();
    world.days_pass(6);
    assert_eq!(remind(app).await.unwrap(), 0);
    world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 1);
    assert_eq!(remind(app).await.unwrap(), 0, "once");
    world.days_pass(7);
    assert_eq!(remind(app).await.unwrap(), 1);
    assert_eq!(remind(app).await.unwrap(), 0, "once");
    world.days_pass(60);
    assert_eq!(remind(app).await.unwrap(), 0, "coordination knows");
    let letters = world.messages().await;
    let [reminder, escalation] = &letters[before..] else {
        panic!("{} messages", letters.len() - before);
    };
    assert_eq!(reminder.to, asked.prescriber.account.email);
    assert!(
        reminder.text.contains("R-000001 attend le prescripteur"),
        "{}",
        reminder.text
    );
    assert_eq!(escalation.to, asked.coordinator.account.email);
    assert!(
        escalation.text.contains("Malgré un rappel"),
        "{}",
        escalation.text
    );
    let rows = outbox::Entity::find().all(&app.db).await.unwrap();
    let reminders = rows
        .iter()
        .filter(|row| row.kind == OutboxKind::RequestReminder);
    assert_eq!(reminders.count(), 2);
    let coordinator = world.sign_in(&asked.coordinator.account.email).await;
    let page = coordinator.get("/outbox").await.expect(200);
    assert!(page.says("Rappel sur des demandes qui attendent"));
}

#[tokio::test]
async fn one_reader_gets_one_message_for_all_that_waits_and_a_new_turn_begins_anew() {
    let asked = Asked::new().await;
    let (world, app) = (&asked.world, &asked.world.app);
    world.ask(&asked.prescriber).await;
    world.days_pass(7);
    assert_eq!(remind(app).await.unwrap(), 2);
    let letters = world.messages().await;
    assert_eq!(letters.len(), 1, "one message about both");
    assert_eq!(letters[0].to, asked.coordinator.account.email);
    assert!(letters[0].text.contains("R-000001") && letters[0].text.contains("R-000002"));
    // A coordinator acts: of this request, the prescriber has seven days from now on.
    let coordinator = world.sign_in(&asked.coordinator.account.email).await;
    let page = coordinator.get(&asked.path()).await.expect(200);
    let form = page.form("#question").set("words", "Où ?");
    coordinator.send(&form).await.expect(303);
    world.days_pass(6);
    assert_eq!(remind(app).await.unwrap(), 0);
    world.days_pass(1);
    // The other has waited for coordination twice as long.
    assert_eq!(remind(app).await.unwrap(), 2);
}

#[tokio::test]
async fn when_the_prescriber_is_gone_the_manager_is_reminded_who_can_give_the_request_away() {
    let asked = Asked::new().await;
    let (world, app) = (&asked.world, &asked.world.app);
    let manager = asked.colleague(Role::OrganisationManager).await;
    asked
        .say(&asked.coordinator, "question", "Où ?")
        .await
        .expect(303);
    membership::ActiveModel {
        id: Set(asked.prescriber.membership.id),
        ended_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&app.db)
    .await
    .unwrap();
    let before = world.messages().await.len();
    world.days_pass(7);
    assert_eq!(remind(app).await.unwrap(), 1);
    let letters = world.messages().await;
    assert_eq!(letters.len(), before + 1);
    assert_eq!(letters[before].to, manager.account.email);
}

#[tokio::test]
async fn nobody_is_reminded_of_a_person_whose_data_is_limited() {
    let asked = Asked::new().await;
    asked.world.limit_data(&asked.request).await;
    asked.world.days_pass(15);
    assert_eq!(remind(&asked.world.app).await.unwrap(), 0);
}
