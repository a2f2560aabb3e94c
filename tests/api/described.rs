//! The description says what is: every route, every member of every answer, every refusal.
use super::*;
use crate::support::sources::routes;
use entities::{
    account, loan,
    recipient::{self, RecipientKind},
};
use passe_relais::{demo, recipients::identity};

async fn document(visitor: &Visitor) -> Value {
    told(&visitor.get("/api/openapi.json").await.expect(200))
}

/// What a reference leads to.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(to) => document.pointer(to.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// Whether an answer is what its schema says: the same members, each of a type it may have.
#[track_caller]
fn follows(document: &Value, schema: &Value, answer: &Value) {
    let schema = resolved(document, schema);
    if let Some(choices) = schema["anyOf"].as_array() {
        let chosen = usize::from(answer.is_null());
        return follows(document, &choices[chosen], answer);
    }
    let kind = match answer {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = schema["type"].as_array().cloned();
    let kinds = kinds.unwrap_or_else(|| vec![schema["type"].clone()]);
    assert!(kinds.contains(&kind.into()), "{answer} is no {schema}");
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(answer), "{answer} is not of {schema}");
    }
    if let Some(members) = answer.as_object() {
        let described = schema["properties"].as_object().unwrap();
        for (name, value) in members {
            let member = described.get(name);
            let member = member.unwrap_or_else(|| panic!("{name} is not described"));
            follows(document, member, value);
        }
        for name in schema["required"].as_array().unwrap() {
            assert!(
                members.contains_key(name.as_str().unwrap()),
                "{name} is not told"
            );
        }
    }
    for value in answer.as_array().into_iter().flatten() {
        follows(document, &schema["items"], value);
    }
}

/// The schema of what an operation answers.
fn answered<'d>(document: &'d Value, path: &str, method: &str, status: &str) -> &'d Value {
    &document["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
}

#[tokio::test]
async fn the_description_lists_every_route_with_its_refusals() {
    let world = World::new().await;
    let document = document(&world.stranger()).await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut served = BTreeSet::new();
    for route in routes()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/"))
    {
        for (method, is_served) in [("get", route.get), ("post", route.post)] {
            if is_served {
                served.insert((route.path.clone(), method.to_owned()));
            }
        }
    }
    let mut described = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            described.insert((path.clone(), method.clone()));
            if !path.starts_with("/api/v1/") {
                continue;
            }
            for status in ["400", "401", "403", "429", "500"] {
                let problem = resolved(&document, &operation["responses"][status]);
                let media = &problem["content"]["application/problem+json"];
                assert!(media.is_object(), "{method} {path} {status}");
            }
            let by_path = path.contains('{');
            assert_eq!(operation["responses"]["404"].is_object(), by_path, "{path}");
            assert!(operation["security"][0]["token"].is_array(), "{path}");
        }
    }
    assert_eq!(described, served);
    // And none of them answers who brings no token.
    let stranger = world.stranger();
    let by_token = served
        .iter()
        .filter(|(path, _)| path.starts_with("/api/v1/"));
    for (path, method) in by_token {
        let path = path.replace("{code}", "HJ4K-7PXM").replace("{id}", "1");
        let page = if method == "get" {
            stranger.get(&path).await
        } else {
            stranger.post(&path, &[]).await
        };
        is_problem(&page, 401, "token");
    }
}

#[tokio::test]
async fn what_is_refused_and_written_is_told_as_described() {
    let world = World::new().await;
    let document = document(&world.stranger()).await;
    let coordinator = world.coordinator().await;
    let secret = token(&coordinator, &[DEVICES, MODELS]).await;
    let program = program(&world, &secret);
    let problem = &document["components"]["schemas"]["Problem"];
    for refused in ["/api/v1/devices?limit=0", "/api/v1/loans", "/api/v1/x"] {
        let page = program.get(refused).await;
        let answer = told(&page);
        follows(&document, problem, &answer);
        // The type leads to where the document describes it.
        let (_, pointer) = answer["type"].as_str().unwrap().split_once('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
    let body = br#"{"kind":"phone","manufacturer":"Fairphone","model":"4","updates_until":"2028-10","source":"fairphone.com"}"#;
    let made = world
        .stranger()
        .saying("idempotency-key", "made-by-a-test")
        .post_as_bearer("/api/v1/models", &secret, body)
        .await
        .expect(201);
    let schema = answered(&document, "/api/v1/models", "post", "201");
    follows(&document, schema, &told(&made));
    let sent = &document["components"]["schemas"]["ModelSaid"];
    follows(&document, sent, &serde_json::from_slice(body).unwrap());
}

/// Every answer about the demo is as described, and nobody of the demo is in it. Called by the test that fills the demo,
/// which takes long enough for one.
pub async fn the_demo_names_nobody(world: &World) {
    let coordinator = world.stranger();
    let address = format!("coordination{}", demo::DOMAIN);
    let fields = [("email", &*address), ("password", demo::PASSWORD)];
    coordinator.post("/sign-in", &fields).await.sends_to("/");
    let secret = token(&coordinator, &[DEVICES, "loans:read", REQUESTS]).await;
    let program = program(world, &secret);
    let document = document(&program).await;
    let mut all = String::new();
    for (list, name) in [("devices", "label"), ("loans", "id"), ("requests", "id")] {
        let path = format!("/api/v1/{list}");
        let page = program.get(&format!("{path}?limit=200")).await.expect(200);
        let answer = told(&page);
        follows(&document, answered(&document, &path, "get", "200"), &answer);
        let rows = answer["data"].as_array().unwrap();
        let mut named = rows
            .iter()
            .map(|row| row[name].to_string().replace('"', ""));
        let first = named.find(|name| name != "null");
        let first = first.unwrap_or_else(|| panic!("the demo has no {list}"));
        let one = program.get(&format!("{path}/{first}")).await.expect(200);
        let template = if list == "devices" { "{code}" } else { "{id}" };
        let template = format!("{path}/{template}");
        let schema = answered(&document, &template, "get", "200");
        follows(&document, schema, &told(&one));
        all += &page.html();
        all += &one.html();
    }
    let db = &world.app.db;
    let mut people: Vec<String> = account::Entity::find()
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .flat_map(|account| [account.name, account.email])
        .collect();
    for recipient in recipient::Entity::find().all(db).await.unwrap() {
        let is_person = recipient.kind == RecipientKind::Person;
        if let (true, Some(identity)) = (
            is_person,
            identity::open(&world.app.keys, &recipient).unwrap(),
        ) {
            people.push(identity.display_name());
        }
    }
    let loans = loan::Entity::find().all(db).await.unwrap();
    people.extend(loans.into_iter().filter_map(|loan| loan.pupil_code));
    assert!(people.len() > 20, "the demo has people");
    for person in people.iter().filter(|name| !name.is_empty()) {
        assert!(
            !all.contains(person.as_str()),
            "{person} is told to a program"
        );
    }
}
