//! The part of the stock that a programme takes: its share, what is kept aside for it, and the alert.

use crate::support::{World, page::Page, world::Persona};
use entities::{
    device::{self, DeviceKind},
    programme, request,
};
use std::fmt::Write;

/// A request for a tablet under this programme.
async fn ask(world: &World, prescriber: &Persona, programme: &programme::Model) -> request::Model {
    let page = prescriber
        .get(&format!("/requests/new?programme={}", programme.id.0))
        .await
        .expect(200);
    let form = page
        .form("main form")
        .set("name", format!("Personne{}", world.requests().await.len()))
        .set("given_name", "Zoé")
        .set("birth_year", "1961")
        .set("commune", "Faverges")
        .set("rule", "1");
    let sent = prescriber.send(&form).await.expect(303);
    world.request_at(sent.location()).await
}

async fn allocate(coordinator: &Persona, request: &request::Model, device: &device::Model) -> Page {
    let page = coordinator
        .get(&format!("/requests/{}", request.id.0))
        .await;
    let code = device.label_code.clone().unwrap();
    coordinator
        .send(&page.form("#by-code").set("code", code))
        .await
}

async fn rule(
    world: &World,
    coordinator: &Persona,
    programme: &programme::Model,
    field: &str,
    figure: &str,
) {
    let page = coordinator
        .get(&format!("/programmes/{}", programme.id.0))
        .await;
    let form = page.form("form#programme").set(field, figure);
    world.confirm(coordinator, &form).await.expect(303);
}

async fn sheet(coordinator: &Persona, programme: &programme::Model) -> Vec<String> {
    let page = coordinator
        .get(&format!("/programmes/{}/sheet", programme.id.0))
        .await;
    page.expect(200).texts("table tbody tr:first-child td")
}

#[tokio::test]
async fn what_is_kept_aside_for_one_programme_is_not_given_under_another() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let site = prescriber.site.clone().unwrap();
    let loan = world.open_programme(&coordinator, "Prêt solidaire").await;
    let kit = world.open_programme(&coordinator, "Kit d’urgence").await;
    rule(&world, &coordinator, &kit, "stock_reserve", "1").await;
    rule(&world, &coordinator, &kit, "stock_minimum", "2").await;
    let device = world.ready_device(DeviceKind::Tablet, &site).await;
    let request = ask(&world, &prescriber, &loan).await;
    let refused = allocate(&coordinator, &request, &device).await.expect(409);
    assert!(
        refused.says("gardé de côté pour un autre programme"),
        "{refused}"
    );
    // Nor is it proposed, and why is said, on the request and among all.
    let page = coordinator
        .get(&format!("/requests/{}", request.id.0))
        .await
        .expect(200);
    assert!(
        page.says("gardé de côté pour un autre programme") && !page.has("#proposal"),
        "{page}"
    );
    let matching = coordinator.get("/allocation").await.expect(200);
    assert!(
        matching.says("la part du stock prévue par les programmes la retient"),
        "{matching}"
    );
    let cells = sheet(&coordinator, &kit).await;
    assert_eq!(cells[..4], ["Tablette", "1", "1", "0"]);
    assert_eq!(cells[6], "Sous le seuil");
    // The programme it is kept for takes it; then nothing is kept any more.
    let urgent = ask(&world, &prescriber, &kit).await;
    allocate(&coordinator, &urgent, &device).await.expect(303);
    assert_eq!(
        sheet(&coordinator, &kit).await[..4],
        ["Tablette", "0", "0", "1"]
    );
    let next = world.ready_device(DeviceKind::Tablet, &site).await;
    allocate(&coordinator, &request, &next).await.expect(303);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn above_its_share_a_programme_gives_way_while_another_waits() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let site = prescriber.site.clone().unwrap();
    let call = world.open_programme(&coordinator, "Appel à projets").await;
    let loan = world.open_programme(&coordinator, "Prêt solidaire").await;
    rule(&world, &coordinator, &call, "stock_share", "20").await;
    let (first, second) = (
        world.ready_device(DeviceKind::Tablet, &site).await,
        world.ready_device(DeviceKind::Tablet, &site).await,
    );
    let one = ask(&world, &prescriber, &call).await;
    let two = ask(&world, &prescriber, &call).await;
    let other = ask(&world, &prescriber, &loan).await;
    allocate(&coordinator, &one, &first).await.expect(303);
    let refused = allocate(&coordinator, &two, &second).await.expect(409);
    assert!(
        refused.says("a déjà sa part de l’année (20 %)"),
        "{refused}"
    );
    // Nobody else waits any more: a device on a shelf serves nobody.
    let cancel = prescriber.get(&format!("/requests/{}", other.id.0)).await;
    let form = cancel
        .form("#cancel")
        .set("cancel_reason", "no_longer_wanted");
    prescriber.send(&form).await.expect(303);
    allocate(&coordinator, &two, &second).await.expect(303);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn of_two_decisions_at_once_the_second_counts_the_first() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let site = prescriber.site.clone().unwrap();
    let loan = world.open_programme(&coordinator, "Prêt solidaire").await;
    let kit = world.open_programme(&coordinator, "Kit d’urgence").await;
    rule(&world, &coordinator, &kit, "stock_reserve", "1").await;
    let (first, second) = (
        world.ready_device(DeviceKind::Tablet, &site).await,
        world.ready_device(DeviceKind::Tablet, &site).await,
    );
    let one = ask(&world, &prescriber, &loan).await;
    let two = ask(&world, &prescriber, &loan).await;
    // One is free beside the one kept aside: of two at once, one gets it.
    let (done, refused) = tokio::join!(
        allocate(&coordinator, &one, &first),
        allocate(&coordinator, &two, &second)
    );
    let mut said = String::new();
    for page in [&done, &refused] {
        write!(said, "{} ", page.status.as_u16()).unwrap();
    }
    assert!(
        ["303 409 ", "409 303 "].contains(&&*said),
        "{said}{done}{refused}"
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_stock_rule_is_a_figure_that_makes_sense() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let page = coordinator
        .get(&format!("/programmes/{}", programme.id.0))
        .await;
    let form = page.form("form#programme");
    for (field, figure, sentence) in [
        ("stock_share", "120", "un nombre de 1 à 100"),
        ("stock_share", "0", "un nombre de 1 à 100"),
        ("stock_reserve", "dix", "un nombre d’appareils"),
        ("stock_minimum", "-1", "un nombre d’appareils"),
    ] {
        let again = coordinator.send(&form.clone().set(field, figure)).await;
        assert!(again.expect(422).says(sentence), "{field} {figure}");
    }
    for statement in [
        "UPDATE programme SET stock_share = 101",
        "UPDATE programme SET stock_reserve = 0",
        "UPDATE programme SET stock_minimum = -1",
        "UPDATE programme SET connectivity = 'perhaps'",
    ] {
        let done = sea_orm::ConnectionTrait::execute_unprepared(&world.app.db, statement).await;
        assert!(done.is_err(), "{statement}");
    }
}
