//! The records as JSON: who gives a token, what it opens, what it never tells, and what it may write.

mod described;
mod refused;
mod written;

pub use described::the_demo_names_nobody;

use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{
        World,
        page::Page,
        scene::Scene,
        visitor::Visitor,
        world::{A_PERSON, Persona},
    },
};
use entities::{access_log, api_token, api_token_use, membership::Role, programme::Gate};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde_json::Value;
use std::collections::BTreeSet;

/// The word of a scope that reads.
const DEVICES: &str = "devices:read";
const REQUESTS: &str = "requests:read";
const MODELS: &str = "models:write";

/// What a program got.
fn told(page: &Page) -> Value {
    serde_json::from_slice(&page.body).unwrap_or_else(|_| panic!("no JSON: {page}"))
}

/// Whether a refusal is a problem of this name, in the words of RFC 9457.
#[track_caller]
fn is_problem(page: &Page, status: u16, name: &str) -> Value {
    assert_eq!(page.status.as_u16(), status, "{page}");
    assert_eq!(page.header("content-type"), "application/problem+json");
    let problem = told(page);
    let kind = problem["type"].as_str().unwrap();
    let end = format!("/api/openapi.json#/components/responses/{name}");
    assert!(kind.ends_with(&end), "{problem}");
    assert_eq!(problem["status"], status);
    for words in ["title", "detail"] {
        assert!(!problem[words].as_str().unwrap().is_empty(), "{problem}");
    }
    problem
}

/// A token that somebody gives on the page.
pub async fn token(giver: &Visitor, scopes: &[&str]) -> String {
    let page = giver.get("/api-tokens").await.expect(200);
    let mut form = page
        .form("form[action='/api-tokens']")
        .set("name", "Observatoire")
        .set("days", "30");
    for scope in scopes {
        form = form.tick("scopes", scope);
    }
    let made = giver.send(&form).await.expect(200);
    made.text("main code.wrap")
}

/// A program with this token, and no cookie.
pub fn program(world: &World, token: &str) -> Visitor {
    world
        .stranger()
        .saying("authorization", format!("Bearer {token}"))
}

/// The labels, or numbers, of all rows of a list, a page after the other.
async fn walked(program: &Visitor, first: &str) -> Vec<Vec<i64>> {
    let mut pages = Vec::new();
    let mut at = first.to_owned();
    loop {
        let page = program.get(&at).await.expect(200);
        let answer = told(&page);
        let rows = answer["data"].as_array().unwrap();
        pages.push(rows.iter().map(|row| row["id"].as_i64().unwrap()).collect());
        let Some(link) = page.headers.get("link") else {
            assert_eq!(answer["next"], Value::Null);
            return pages;
        };
        let link = link.to_str().unwrap();
        let address = link
            .strip_prefix('<')
            .and_then(|link| link.strip_suffix(">; rel=\"next\""))
            .unwrap();
        assert!(address.contains(answer["next"].as_str().unwrap()), "{link}");
        at = String::from(&address[address.find("/api/").unwrap()..]);
    }
}

#[tokio::test]
async fn a_coordinator_gives_a_token_shown_once_and_takes_it_back() {
    let world = World::new().await;
    let db = &world.app.db;
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/api-tokens").await.expect(200);
    let form = page.form("form[action='/api-tokens']");
    let empty = coordinator.send(&form).await.expect(422);
    for mistake in ["60 caractères", "au moins une permission", "une durée"] {
        assert!(empty.says(mistake), "{empty}");
    }
    let form = form.set("days", "90").tick("scopes", DEVICES);
    let person = coordinator.send(&form.clone().set("name", A_PERSON)).await;
    let person = person.expect(422);
    assert!(person.says("parler d’une personne"), "{person}");

    let form = form.set("name", "Tableau de bord");
    let made = coordinator.send(&form).await.expect(200);
    let secret = made.text("main code.wrap");
    // The second press of the same form shows the list, and no secret.
    let again = coordinator.send(&form).await;
    let list = coordinator.follow(again).await.expect(200);
    assert!(list.says("Tableau de bord") && !list.html().contains(&secret));
    let row = api_token::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(row.scopes, DEVICES);
    assert!(!format!("{row:?}").contains(&secret));
    assert_eq!((row.expires_at - row.created_at).num_days(), 90);

    let program = program(&world, &secret);
    let answer = told(&program.get("/api/v1/devices").await.expect(200));
    assert_eq!(answer, serde_json::json!({ "data": [], "next": null }));
    let counted = api_token_use::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(counted.calls, 1);
    let list = coordinator.get("/api-tokens").await.expect(200);
    assert!(list.says("1 appel en 30 jours"), "{list}");

    let revoking = list.form(&format!("form[action='/api-tokens/{}/revoke']", row.id.0));
    coordinator
        .send(&revoking)
        .await
        .sends_to("/api-tokens?done=api-token-revoked");
    let refused = program.get("/api/v1/devices").await;
    is_problem(&refused, 401, "token-revoked");
    let text = world.journal_text().await;
    assert!(text.contains(DEVICES), "{text}");
    assert!(!text.contains("Tableau de bord"), "{text}");
    assert_eq!(world.journal_problems().await, Vec::<String>::new());
    // By hand neither: not put back, not widened, not made to last, not made to vanish.
    for statement in [
        "UPDATE api_token SET revoked_at = NULL, revoked_by = NULL",
        "UPDATE api_token SET scopes = 'devices:read models:write'",
        "UPDATE api_token SET expires_at = '2099-01-01 00:00:00+00:00'",
        "UPDATE api_token SET sha256 = '0000000000000000000000000000000000000000000000000000000000000000'",
        "DELETE FROM api_token",
    ] {
        assert!(
            db.execute_unprepared(statement).await.is_err(),
            "{statement}"
        );
    }
}

#[tokio::test]
async fn a_program_sees_the_rows_of_its_person_and_no_others() {
    let world = World::new().await;
    let here = world.supervisor().await;
    let (other, site) = world.other_workshop().await;
    let there = world.member(Role::Supervisor, other, Some(site)).await;
    world.in_epci(here.site.as_ref().unwrap(), ANNECY).await;
    world.in_epci(there.site.as_ref().unwrap(), CHABLAIS).await;
    let near = labelled(&world, &here, "PRES").await;
    let far = labelled(&world, &there, "LOIN").await;
    let whole = world.coordinator().await;
    let part = limited(&world, &[ANNECY]).await;

    let secret = token(&part, &[DEVICES]).await;
    let by_part = program(&world, &secret);
    let list = by_part.get("/api/v1/devices").await.expect(200).html();
    assert!(list.contains(&near) && !list.contains(&far), "{list}");
    let one = told(
        &by_part
            .get(&format!("/api/v1/devices/{near}"))
            .await
            .expect(200),
    );
    assert_eq!(one["label"], near);
    assert_eq!(one["serial"], "PRES");
    assert_eq!(one["standing"], "received");
    for unseen in [&*far, "HJ4K-7PXM", "987654"] {
        let page = by_part.get(&format!("/api/v1/devices/{unseen}")).await;
        is_problem(&page, 404, "not-found");
    }
    let secret = token(&whole, &[DEVICES]).await;
    let by_whole = program(&world, &secret);
    let list = by_whole
        .get("/api/v1/devices?kind=tablet&standing=received")
        .await;
    let list = list.expect(200).html();
    assert!(list.contains(&near) && list.contains(&far), "{list}");
    let none = by_whole
        .get("/api/v1/devices?standing=ready")
        .await
        .expect(200);
    assert_eq!(told(&none)["data"], serde_json::json!([]));

    // Who coordinates a part knows of their own token; the other is not there to be revoked.
    let tokens = part.get("/api-tokens").await.expect(200);
    assert_eq!(tokens.texts("main tbody tr").len(), 1, "{tokens}");
    let id = [("write_id", "by-hand-123")];
    part.post("/api-tokens/2/revoke", &id).await.expect(404);
    let tokens = whole.get("/api-tokens").await.expect(200);
    assert_eq!(tokens.texts("main tbody tr").len(), 2, "{tokens}");
    whole.post("/api-tokens/1/revoke", &id).await.expect(303);
    is_problem(&by_part.get("/api/v1/devices").await, 401, "token-revoked");
}

async fn labelled(world: &World, workshop: &Persona, serial: &str) -> String {
    let lot = world.lot(workshop.site.as_ref().unwrap()).await;
    let code = world.blank_labels(workshop, 1).await[0];
    world.received(&lot, serial, code).await;
    code.to_string()
}

#[tokio::test]
async fn three_pages_lose_no_device_and_repeat_none_while_others_come_in() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    for number in 0..7 {
        world.announced(&lot, &format!("R52N{number}")).await;
    }
    let coordinator = world.coordinator().await;
    let secret = token(&coordinator, &[DEVICES]).await;
    let program = program(&world, &secret);
    let pages = walked(&program, "/api/v1/devices?limit=3&kind=tablet").await;
    let lengths: Vec<usize> = pages.iter().map(Vec::len).collect();
    assert_eq!(lengths, [3, 3, 1]);
    let all: Vec<i64> = pages.concat();
    let apart: BTreeSet<i64> = all.iter().copied().collect();
    assert_eq!((all.len(), apart.len()), (7, 7));
    // A page asked for later begins where the one before ended, whatever has come in since.
    let first = told(&program.get("/api/v1/devices?limit=3").await.expect(200));
    world.announced(&lot, "NEUF").await;
    let next = first["next"].as_str().unwrap();
    let rest = walked(&program, &format!("/api/v1/devices?limit=3&after={next}")).await;
    assert_eq!(rest, pages[1..]);
}

#[tokio::test]
async fn of_requests_a_program_learns_where_they_stand_and_nothing_of_the_person() {
    let scene = Scene::new(Gate::Enrolled).await;
    let mut references = Vec::new();
    for name in ["Vuillermoz", "Jacquier", "Berthet"] {
        let asked = scene.ask(name, "Pupitre").await;
        references.push(asked.request.id.0);
    }
    let world = &scene.world;
    world.days_pass(2);
    let coordinator = world.coordinator().await;
    let looks = access_log::Entity::find()
        .count(&world.app.db)
        .await
        .unwrap();
    let secret = token(&coordinator, &[REQUESTS]).await;
    let program = program(world, &secret);
    let pages = walked(&program, "/api/v1/requests?limit=1&state=allocated").await;
    let expected: Vec<Vec<i64>> = references.iter().map(|id| vec![i64::from(*id)]).collect();
    assert_eq!(pages, expected);
    let one = program
        .get(&format!("/api/v1/requests/{}", references[0]))
        .await;
    let text = one.expect(200).html();
    let row: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(row["waiting_days"], 2);
    assert_eq!(row["programme"]["name_fr"], "Ordi pour tous");
    assert_eq!(row["pickup_commune"], "Annecy");
    for personal in ["Vuillermoz", "Louise", "1958", "Personne", "médico-social"] {
        assert!(!text.contains(personal), "{text}");
    }
    let after = access_log::Entity::find()
        .count(&world.app.db)
        .await
        .unwrap();
    assert_eq!(after, looks, "nothing was looked at that a look is");
    is_problem(
        &program.get("/api/v1/requests/987654").await,
        404,
        "not-found",
    );
}
