//! Calls that are refused, each with a problem that says what to do.
use super::*;
use entities::{account, membership};
use sea_orm::{ActiveModelTrait, Set};

#[tokio::test]
async fn without_a_token_of_the_right_scope_nothing_is_told() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    // Being signed in is no token: a page of another site could send the cookie.
    let by_cookie = coordinator.get("/api/v1/devices").await;
    is_problem(&by_cookie, 401, "token");
    assert_eq!(
        by_cookie.header("www-authenticate"),
        "Bearer realm=\"Passe-Relais\""
    );
    let garbage = program(&world, "0123").get("/api/v1/devices").await;
    is_problem(&garbage, 401, "token");
    assert!(garbage.header("www-authenticate").contains("invalid_token"));
    let basic = world.stranger().saying("authorization", "Basic YTpi");
    is_problem(&basic.get("/api/v1/loans").await, 401, "token");

    let secret = token(&coordinator, &[DEVICES]).await;
    let program = program(&world, &secret);
    for other in ["/api/v1/loans", "/api/v1/requests", "/api/v1/requests/1"] {
        let page = program.get(other).await;
        is_problem(&page, 403, "scope");
        assert!(
            page.header("www-authenticate")
                .contains("insufficient_scope")
        );
    }
    let body = br#"{"kind":"tablet"}"#;
    let page = world
        .stranger()
        .post_as_bearer("/api/v1/models", &secret, body)
        .await;
    is_problem(&page, 403, "scope");
    assert!(page.header("www-authenticate").contains(MODELS));
    // What is no route is a problem too, in the language that was asked for.
    is_problem(&program.get("/api/v1/people").await, 404, "not-found");
    let page = program.post("/api/v1/devices", &[]).await;
    is_problem(&page, 405, "method");
    let english = program.in_english().get("/api/v1/loans").await;
    assert_eq!(told(&english)["title"], "The token lacks the permission");
}

#[tokio::test]
async fn a_token_ends_with_its_time_with_its_person_and_with_their_place() {
    let world = World::new().await;
    let db = &world.app.db;
    let mut tokens = Vec::new();
    let mut people = Vec::new();
    for _ in 0..3 {
        let coordinator = world.coordinator().await;
        tokens.push(token(&coordinator, &[DEVICES]).await);
        people.push(coordinator);
    }
    let refused = async |token: &str, name: &str| {
        let page = program(&world, token).get("/api/v1/devices").await;
        is_problem(&page, 401, name);
        assert!(page.header("www-authenticate").contains("invalid_token"));
    };
    membership::ActiveModel {
        id: Set(people[0].membership.id),
        ended_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(db)
    .await
    .unwrap();
    account::ActiveModel {
        id: Set(people[1].account.id),
        disabled_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(db)
    .await
    .unwrap();
    refused(&tokens[0], "token-orphaned").await;
    refused(&tokens[1], "token-orphaned").await;
    let page = program(&world, &tokens[2]).get("/api/v1/devices").await;
    page.expect(200);
    world.days_pass(30);
    refused(&tokens[2], "token-expired").await;
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/api-tokens").await.expect(200);
    assert!(page.says("Expiré"), "{page}");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_told_field_by_field() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let secret = token(&coordinator, &[DEVICES]).await;
    let program = program(&world, &secret);
    let asked = "/api/v1/devices?limit=201&after=garbage&standing=asleep&kind=spoon";
    let problem = is_problem(&program.get(asked).await, 422, "fields");
    let fields: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["standing", "kind", "after", "limit"]);
    // A filter that is misspelt would ask for everything.
    let misspelt = program.get("/api/v1/devices?standings=ready").await;
    is_problem(&misspelt, 400, "unreadable");
    // The cursor of another list is none of this one.
    let other = program.get("/api/v1/devices?after=bG9hbnM6MTI").await;
    is_problem(&other, 422, "fields");
}

#[tokio::test]
async fn who_tries_tokens_and_who_calls_too_often_has_to_wait() {
    let world = World::new().await;
    let stranger = program(&world, "guessed");
    for _ in 0..60 {
        stranger.get("/api/v1/devices").await.expect(401);
    }
    let page = stranger.get("/api/v1/devices").await;
    is_problem(&page, 429, "too-many");
    assert_eq!(page.header("retry-after"), "900");
    // Who has a token is not kept out by them.
    let coordinator = world.coordinator().await;
    let secret = token(&coordinator, &[DEVICES]).await;
    program(&world, &secret)
        .get("/api/v1/devices")
        .await
        .expect(200);
    world.app.clock.advance(chrono::TimeDelta::minutes(16));
    stranger.get("/api/v1/devices").await.expect(401);
}
