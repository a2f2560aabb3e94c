//! Who comes in, and who does not.

use crate::support::World;
use entities::membership::Role;
use sea_orm::Iterable;

#[tokio::test]
async fn people_of_every_role_sign_in_and_find_their_home() {
    let world = World::new().await;
    for role in Role::iter() {
        let person = world.persona(role).await;
        person.get("/").await.expect(200);
    }
}

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in() {
    let world = World::new().await;
    world.stranger().get("/").await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_wrong_password_lets_nobody_in_and_keeps_what_was_typed() {
    let world = World::new().await;
    let worker = world.worker().await;
    let stranger = world.stranger();
    let page = stranger.get("/sign-in").await.expect(200);
    let form = page
        .form("main form")
        .set("email", &worker.account.email)
        .set("password", "cinq petits chats gris");
    let again = stranger.send(&form).await.expect(422);
    assert_eq!(
        again.attribute("[name=email]", "value"),
        worker.account.email
    );
    assert_eq!(again.attribute("[name=password]", "value"), "");
    stranger.get("/").await.sends_to("/sign-in");
}

#[tokio::test]
async fn an_unknown_reader_is_answered_in_the_language_of_the_browser() {
    let world = World::new().await;
    let french = world.stranger().get("/sign-in").await;
    let english = world.stranger().in_english().get("/sign-in").await;
    assert_eq!(french.attribute("html", "lang"), "fr");
    assert_eq!(english.attribute("html", "lang"), "en");
}
