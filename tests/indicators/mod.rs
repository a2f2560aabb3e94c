//! Indicators: counts of people, and nobody in them.

mod files;

use crate::support::{
    scene::{Asked, Scene},
    visitor::Visitor,
};
use entities::{
    membership::Role, membership_territory, programme::Gate, recipient, request, site, site::SiteId,
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

const HERE: &str = "200066793";
const ELSEWHERE: &str = "200000172";

/// So many requests at the clerk's pick-up point.
async fn asked(scene: &Scene, count: usize) -> Vec<Asked> {
    let mut all = Vec::new();
    for number in 0..count {
        all.push(scene.ask(&format!("Martin{number}"), "Casque").await);
    }
    all
}

async fn lies_in(scene: &Scene, site: SiteId, epci: &str, commune: &str) {
    let row = site::ActiveModel {
        id: Set(site),
        epci_code: Set(Some(epci.to_owned())),
        insee_code: Set(Some(commune.to_owned())),
        ..Default::default()
    };
    row.update(&scene.world.app.db).await.unwrap();
}

/// Eight requests at the clerk's, in an intercommunality of its own, and three in another.
async fn two_territories() -> Scene {
    let scene = Scene::new(Gate::Enrolled).await;
    let here = scene.clerk.site.as_ref().unwrap().id;
    let there = scene
        .world
        .site(&scene.clerk.organisation, "Ailleurs")
        .await;
    lies_in(&scene, here, HERE, "74010").await;
    lies_in(&scene, there.id, ELSEWHERE, "74012").await;
    asked(&scene, 8).await;
    for one in asked(&scene, 3).await {
        let moved = request::ActiveModel {
            id: Set(one.request.id),
            pickup_site_id: Set(there.id),
            ..Default::default()
        };
        moved.update(&scene.world.app.db).await.unwrap();
    }
    scene
}

/// An auditor who signs in now.
async fn auditor(scene: &Scene) -> Visitor {
    let person = scene.world.persona(Role::Auditor).await;
    scene.world.sign_in(&person.account.email).await
}

#[tokio::test]
async fn a_committee_reads_rounded_quarters_and_later_the_exact_year() {
    let scene = Scene::new(Gate::Enrolled).await;
    let mut people = Vec::new();
    for number in 0..6 {
        let asked = scene.cleared(&format!("Martin{number}")).await;
        scene.hand_over(&scene.clerk, &asked).await.expect(303);
        people.push(asked);
    }
    // In August the second quarter is over, the year is not.
    scene.world.days_pass(90);
    let page = auditor(&scene).await.get("/indicators").await.expect(200);
    let of = |page: &crate::support::page::Page, id: &str| page.texts(&format!("tr#{id} td"));
    assert_eq!(of(&page, "people-equipped"), ["0", "env. 5"]);
    assert_eq!(of(&page, "households-equipped"), ["0", "0"]);
    assert!(page.says("Année en cours"), "{page}");
    assert!(page.says("1er janvier 2027"), "{page}");
    // In February the year is.
    scene.world.days_pass(190);
    let page = auditor(&scene).await.get("/indicators").await.expect(200);
    assert_eq!(of(&page, "people-equipped"), ["0", "env. 5", "0", "0", "6"]);
    assert_eq!(
        of(&page, "devices-handed-over"),
        ["0", "env. 5", "0", "0", "6"]
    );
    // Headsets have no factor; the requests were served on the day they were sent.
    assert_eq!(of(&page, "co2e-avoided-at-most").last().unwrap(), "0,0");
    assert_eq!(of(&page, "median-wait").last().unwrap(), "0");
    assert_eq!(of(&page, "participation").last().unwrap(), "–");
    for name in ["Martin", "Louise", "R-0000"] {
        assert!(!page.html().contains(name), "{page}");
    }
    // Who is forgotten still counts.
    for asked in people {
        let forgotten = recipient::ActiveModel {
            id: Set(asked.recipient.id),
            sealed: Set(None),
            name_key: Set(None),
            erased_at: Set(Some(scene.world.now())),
            ..Default::default()
        };
        forgotten.update(&scene.world.app.db).await.unwrap();
    }
    let page = auditor(&scene).await.get("/indicators").await.expect(200);
    assert_eq!(of(&page, "people-equipped").last().unwrap(), "6");
}

#[tokio::test]
async fn a_small_territory_takes_another_with_it_for_everybody() {
    let scene = two_territories().await;
    scene.world.days_pass(280);
    let reader = auditor(&scene).await;
    let page = reader.get("/indicators").await.expect(200);
    assert_eq!(page.texts("tr#requests td").last().unwrap(), "11");
    for territory in [HERE, ELSEWHERE, "200066793-74010"] {
        let address = format!("/indicators?territory={territory}");
        let page = reader.get(&address).await.expect(200);
        assert_eq!(page.texts("tr#requests td"), ["masqué"], "{territory}");
    }
    // Who is limited to the large one reads the same cell, and no total.
    let limited = scene.world.coordinator().await;
    let territory = membership_territory::ActiveModel {
        membership_id: Set(limited.membership.id),
        epci_code: Set(HERE.to_owned()),
    };
    membership_territory::Entity::insert(territory)
        .exec_without_returning(&scene.world.app.db)
        .await
        .unwrap();
    let page = limited.get("/indicators").await.expect(200);
    assert_eq!(page.texts("tr#requests td"), ["masqué"]);
    assert!(!page.says("Tout le département"), "{page}");
    let elsewhere = format!("/indicators?territory={ELSEWHERE}");
    limited.get(&elsewhere).await.expect(404);
    let table = limited.get("/indicators/table").await.expect(200).html();
    assert!(
        !table.contains(ELSEWHERE) && !table.contains("T2"),
        "{table}"
    );
}

#[tokio::test]
async fn a_territory_large_enough_is_told_with_the_list_behind_it_for_who_sees_rows() {
    let scene = Scene::new(Gate::Enrolled).await;
    let here = scene.clerk.site.as_ref().unwrap().id;
    lies_in(&scene, here, HERE, "74010").await;
    asked(&scene, 8).await;
    scene.world.days_pass(280);
    let coordinator = scene.world.sign_in(&scene.coordinator.account.email).await;
    let address = format!("/indicators?territory={HERE}&year=2026");
    let page = coordinator.get(&address).await.expect(200);
    assert_eq!(page.texts("tr#requests td"), ["8"]);
    assert!(page.has("tr#requests a[href^='/requests?']"), "{page}");
    let page = auditor(&scene).await.get(&address).await.expect(200);
    assert_eq!(page.texts("tr#requests td"), ["8"]);
    assert!(!page.has("tr#requests a[href^='/requests?']"), "{page}");
}

#[tokio::test]
async fn what_is_asked_for_stands_against_what_comes() {
    let scene = Scene::new(Gate::Enrolled).await;
    asked(&scene, 24).await;
    scene.world.days_pass(40);
    let page = auditor(&scene).await.get("/indicators").await.expect(200);
    // 24 open, two a month; 24 ready, none to come; all that were decided became ready.
    let row = "Accessoire 24 2 24 0 100 manque 6";
    let rows = page.texts("tbody tr");
    assert!(rows.iter().any(|said| said == row), "{rows:?}");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let scene = Scene::new(Gate::Enrolled).await;
    for address in [
        "/indicators?programme=99",
        "/indicators?territory=nowhere",
        "/indicators?year=1999",
        "/indicators?year=soon",
    ] {
        scene.coordinator.get(address).await.expect(404);
    }
    for role in [Role::Trainer, Role::Prescriber, Role::Supervisor] {
        let reader = scene.world.persona(role).await;
        reader.get("/indicators").await.expect(403);
    }
}
