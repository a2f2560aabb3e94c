//! Who comes in, and who does not.

use crate::support::{World, world::PASSWORD};
use chrono::TimeDelta;
use entities::{
    account,
    membership::{self, Role},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, Iterable};

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

#[tokio::test]
async fn after_ten_wrong_passwords_the_right_one_must_wait() {
    let world = World::new().await;
    let worker = world.worker().await;
    let stranger = world.stranger();
    let attempt = async |password: &str| {
        let fields = [("email", &*worker.account.email), ("password", password)];
        stranger.post("/sign-in", &fields).await
    };
    for _ in 0..10 {
        attempt("cinq petits chats gris").await.expect(422);
    }
    let refused = attempt(PASSWORD).await.expect(429);
    assert!(refused.says("Trop d’essais"), "{refused}");
    assert_eq!(refused.header("retry-after"), "900");
    world.app.clock.advance(TimeDelta::minutes(16));
    attempt(PASSWORD).await.sends_to("/");
}

#[tokio::test]
async fn many_tries_at_once_are_all_counted() {
    let world = World::new().await;
    let stranger = world.stranger();
    let fields = [
        ("email", "personne@exemple.fr"),
        ("password", "n'importe quoi"),
    ];
    let tries = (0..16).map(|_| stranger.post("/sign-in", &fields));
    let answers = futures::future::join_all(tries).await;
    let refused = answers
        .iter()
        .filter(|page| page.status.as_u16() == 429)
        .count();
    assert_eq!(refused, 6, "ten may try, six must wait");
}

#[tokio::test]
async fn signing_out_ends_the_session_itself_and_not_only_the_cookie() {
    let world = World::new().await;
    let worker = world.worker().await;
    let copy = worker.copy();
    worker.post("/sign-out", &[]).await.sends_to("/sign-in");
    worker.get("/").await.sends_to("/sign-in");
    copy.get("/").await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_session_ends_with_the_day() {
    let world = World::new().await;
    let worker = world.worker().await;
    world.days_pass(1);
    worker.get("/").await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_disabled_account_and_an_ended_membership_are_out_at_once() {
    let world = World::new().await;
    let (first, second) = (world.worker().await, world.clerk().await);
    account::ActiveModel {
        id: Set(first.account.id),
        disabled_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    membership::ActiveModel {
        id: Set(second.membership.id),
        ended_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    first.get("/").await.sends_to("/sign-in");
    second.get("/").await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_forged_cookie_is_nobody() {
    let world = World::new().await;
    let worker = world.worker().await;
    let forged = worker.copy();
    forged.spoil_cookie("session");
    forged.get("/").await.sends_to("/sign-in");
}

#[tokio::test]
async fn the_language_switch_goes_back_to_this_site_only() {
    let world = World::new().await;
    let stranger = world.stranger();
    for (asked, answered) in [
        ("/accessibility", "/accessibility"),
        ("https://ailleurs.example/", "/"),
        ("//ailleurs.example/", "/"),
        ("/\\ailleurs.example/", "/"),
        ("", "/"),
    ] {
        let fields = [("lang", "en"), ("return", asked)];
        stranger.post("/language", &fields).await.sends_to(answered);
    }
    assert_eq!(
        stranger.get("/sign-in").await.attribute("html", "lang"),
        "en"
    );
}
