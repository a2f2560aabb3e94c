//! The one write: until when a model gets updates, made once for each key.
use super::*;
use entities::model_updates;
use serde_json::json;

fn said(until: &str) -> Vec<u8> {
    let body = json!({
        "kind": "tablet",
        "manufacturer": "Samsung",
        "model": "Galaxy Tab A8",
        "updates_until": until,
        "source": "samsung.com",
    });
    serde_json::to_vec(&body).unwrap()
}

async fn send(world: &World, token: &str, key: &str, body: &[u8]) -> Page {
    world
        .stranger()
        .saying("idempotency-key", key)
        .post_as_bearer("/api/v1/models", token, body)
        .await
}

#[tokio::test]
async fn a_write_is_made_once_per_key_and_a_key_is_good_for_one_body() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let secret = token(&coordinator, &[MODELS]).await;
    let count = async || {
        model_updates::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap()
    };
    let made = send(&world, &secret, "first-write", &said("2028-06")).await;
    let made = made.expect(201);
    let row = told(&made);
    assert_eq!(
        (&row["updates_until"], &row["version"]),
        (&json!("2028-06-30"), &json!(1))
    );
    let again = send(&world, &secret, "first-write", &said("2028-06")).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(told(&again.expect(201)), row);
    let other = send(&world, &secret, "first-write", &said("2029-06")).await;
    is_problem(&other, 422, "key-reused");
    assert_eq!(count().await, 1);
    // What was known already is no news; what is new is the next version.
    let same = send(&world, &secret, "second-write", &said("2028-06")).await;
    assert_eq!(told(&same.expect(200)), row);
    let news = send(&world, &secret, "third-write", &said("2029-06")).await;
    assert_eq!(told(&news.expect(201))["version"], 2);
    // Another token's keys are its own.
    let second = token(&coordinator, &[MODELS]).await;
    send(&world, &second, "first-write", &said("2030-06"))
        .await
        .expect(201);
    let page = coordinator.get("/models").await.expect(200);
    assert!(page.says("30 juin 2030"), "{page}");
    // Two at once: one writes, and its answer is both's.
    let body = said("2031-06");
    let (one, two) = tokio::join!(
        send(&world, &secret, "at-once-write", &body),
        send(&world, &secret, "at-once-write", &body)
    );
    assert_eq!(told(&one.expect(201)), told(&two.expect(201)));
    assert_eq!(count().await, 4);
}

#[tokio::test]
async fn a_write_that_is_wrong_is_not_made_and_its_key_is_free() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let secret = token(&coordinator, &[MODELS]).await;
    for key in ["", "short", "with a space"] {
        let page = send(&world, &secret, key, &said("2028-06")).await;
        is_problem(&page, 400, "key");
    }
    let no_json = send(&world, &secret, "one-key-for-all", b"kind=tablet").await;
    is_problem(&no_json, 400, "unreadable");
    let wrong = br#"{"kind":"spoon","manufacturer":"Samsung","model":"","source":"Mme Dupont 06 12 34 56 78"}"#;
    let page = send(&world, &secret, "one-key-for-all", wrong).await;
    let problem = is_problem(&page, 422, "fields");
    let fields: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["updates_until", "kind", "model", "source"]);
    let long = vec![b' '; 20_000];
    let page = send(&world, &secret, "one-key-for-all", &long).await;
    is_problem(&page, 413, "too-large");
    let rows = model_updates::Entity::find().count(&world.app.db).await;
    assert_eq!(rows.unwrap(), 0);
    // Nothing was kept under the key: the program mends its body and sends it again.
    send(&world, &secret, "one-key-for-all", &said("2028-06"))
        .await
        .expect(201);
    // The dates count for the whole département.
    let part = limited(&world, &[ANNECY]).await;
    let secret = token(&part, &[MODELS]).await;
    let page = send(&world, &secret, "another-one", &said("2030-06")).await;
    is_problem(&page, 403, "forbidden");
}
