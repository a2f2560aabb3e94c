//! The diagnosis of the chain on a small stock, each figure of which was counted by hand.

use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{World, page::Page, world::Persona},
};
use entities::{
    device::{self, Stage},
    device_lock::{self, LockKind},
    membership::Role,
    site, site_capacity,
};
use passe_relais::journal::EventKind;
use sea_orm::{ActiveModelTrait, Set};

/// Seven tablets received in Annecy on 4 May and put into triage on the 5th, where a lock is found on one. On the 7th
/// that one is scrapped and the six others go to the bench. On the 8th one of the six goes to Thonon, and an eighth, that
/// was announced on the 4th, is closed as never received. It is the 24th, at ten in the morning.
async fn story() -> World {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let annecy = supervisor.site.clone().unwrap();
    world.in_epci(&annecy, ANNECY).await;
    let (_, thonon) = world.other_workshop().await;
    world.in_epci(&thonon, CHABLAIS).await;
    declares(&world, &supervisor, &annecy, 30).await;
    let lot = world.lot(&annecy).await;
    let never = world.announced(&lot, "JAMAIS").await;
    let mut tablets = Vec::new();
    for (number, code) in world
        .blank_labels(&supervisor, 7)
        .await
        .into_iter()
        .enumerate()
    {
        tablets.push(world.received(&lot, &format!("N{number}"), code).await);
    }
    world.days_pass(1);
    let tablets = all_to(&world, tablets, Stage::Triage, EventKind::DeviceCorrected).await;
    device_lock::ActiveModel {
        device_id: Set(tablets[0].id),
        kind: Set(LockKind::DeviceManagement),
        found_at: Set(world.now()),
        membership_id: Set(supervisor.membership.id),
        ..Default::default()
    }
    .insert(&world.app.db)
    .await
    .unwrap();
    world.days_pass(2);
    let gone = device::ActiveModel {
        stage: Set(Stage::Scrapped),
        site_id: Set(None),
        ..Default::default()
    };
    world
        .change_device(&tablets[0], gone, EventKind::DeviceScrapped)
        .await;
    let at_bench = all_to(
        &world,
        tablets[1..].to_vec(),
        Stage::Refurbishment,
        EventKind::DeviceTriaged,
    )
    .await;
    world.days_pass(1);
    let moves = device::ActiveModel {
        site_id: Set(Some(thonon.id)),
        ..Default::default()
    };
    world
        .change_device(&at_bench[0], moves, EventKind::DeviceMoved)
        .await;
    let closed = device::ActiveModel {
        stage: Set(Stage::NotReceived),
        ..Default::default()
    };
    world
        .change_device(&never, closed, EventKind::DeviceNotReceived)
        .await;
    world.days_pass(16);
    world
}

async fn all_to(
    world: &World,
    devices: Vec<device::Model>,
    stage: Stage,
    kind: EventKind,
) -> Vec<device::Model> {
    let mut moved = Vec::new();
    for device in devices {
        let change = device::ActiveModel {
            stage: Set(stage),
            ..Default::default()
        };
        moved.push(world.change_device(&device, change, kind).await);
    }
    moved
}

async fn declares(world: &World, by: &Persona, site: &site::Model, per_week: i32) {
    site_capacity::ActiveModel {
        site_id: Set(site.id),
        per_week: Set(per_week),
        from_on: Set(world.now().date_naive()),
        membership_id: Set(by.membership.id),
        declared_at: Set(world.now()),
        ..Default::default()
    }
    .insert(&world.app.db)
    .await
    .unwrap();
}

/// The cells after the name in the row that begins with it.
#[track_caller]
fn figures(page: &Page, name: &str) -> Vec<String> {
    let rows = page.texts("main tbody tr");
    let row = rows.iter().find(|row| row.trim_start().starts_with(name));
    let row = row.unwrap_or_else(|| panic!("no row of {name} on {page}"));
    let rest = row.trim_start().trim_start_matches(name);
    rest.split_whitespace().map(ToOwned::to_owned).collect()
}

#[tokio::test]
async fn each_step_says_what_came_left_and_waits_and_the_slowest_is_named() {
    let world = story().await;
    let coordinator = world.coordinator().await;
    let page = coordinator
        .get("/diagnosis?from=2026-05-04&to=2026-05-24")
        .await
        .expect(200);
    // Waiting at first, came, forward, back, lost, elsewhere, waiting; yield; median days at the step, and waited.
    let none = ["0", "0", "0", "0", "0", "0", "0", "–", "–", "–"];
    for (step, told) in [
        (
            "1. Collecte",
            ["0", "1", "0", "0", "1", "0", "0", "0", "4", "–"],
        ),
        (
            "2. Réception, en quarantaine",
            ["0", "7", "7", "0", "0", "0", "0", "100", "1", "–"],
        ),
        (
            "3. Tri",
            ["0", "7", "6", "0", "1", "0", "0", "86", "2", "–"],
        ),
        (
            "4. Remise en état",
            ["0", "6", "0", "0", "0", "0", "6", "–", "–", "17"],
        ),
        ("5. Contrôle qualité", none),
        ("6. Prêt à partir", none),
    ] {
        assert_eq!(figures(&page, step), told, "{step}");
    }
    assert!(
        page.says("L’étape qui retient les autres : Remise en état"),
        "{page}"
    );
    assert!(page.says("6 appareils y attendent"), "{page}");
    assert!(page.says("la moitié depuis 17 jours ou plus"), "{page}");
    assert!(page.says("Aucun n’en est sorti"), "{page}");
    // Seven in twenty-one days; the workshop in Annecy declared thirty.
    assert!(page.says("en moyenne : 2,3."), "{page}");
    assert!(
        page.says("pouvoir prendre 30 appareils par semaine"),
        "{page}"
    );
    assert_eq!(figures(&page, "Annoncé et jamais reçu"), ["Collecte", "1"]);
    assert_eq!(
        figures(&page, "Verrouillé par son ancien propriétaire"),
        ["Tri", "1"]
    );

    // In Annecy one of the six went elsewhere; in Thonon one waits, which is no bottleneck.
    let annecy = coordinator
        .get(&format!(
            "/diagnosis?from=2026-05-04&to=2026-05-24&epci={ANNECY}"
        ))
        .await
        .expect(200);
    assert_eq!(
        figures(&annecy, "4. Remise en état"),
        ["0", "6", "0", "0", "0", "1", "5", "–", "–", "17"]
    );
    let thonon = coordinator
        .get(&format!(
            "/diagnosis?from=2026-05-04&to=2026-05-24&epci={CHABLAIS}"
        ))
        .await
        .expect(200);
    assert_eq!(
        figures(&thonon, "4. Remise en état"),
        ["0", "1", "0", "0", "0", "0", "1", "–", "–", "16"]
    );
    assert!(
        thonon.says("Aucune étape ne retient les autres"),
        "{thonon}"
    );
    assert!(thonon.says("Aucun atelier n’a déclaré"), "{thonon}");
}

#[tokio::test]
async fn a_past_period_is_told_as_it_was_whatever_happened_since() {
    let world = story().await;
    let finance = world.persona(Role::Finance).await;
    let page = finance
        .get("/diagnosis?from=2026-05-05&to=2026-05-06")
        .await
        .expect(200);
    assert_eq!(
        figures(&page, "2. Réception, en quarantaine"),
        ["7", "0", "7", "0", "0", "0", "0", "100", "1", "–"]
    );
    assert_eq!(
        figures(&page, "3. Tri"),
        ["0", "7", "0", "0", "0", "0", "7", "–", "–", "1"]
    );
    assert!(page.says("Rien ne s’est perdu"), "{page}");
    // Seven wait and none left, but they have only just come.
    assert!(page.says("Aucune étape ne retient les autres"), "{page}");
    let wrong = finance
        .get("/diagnosis?from=2026-05-06&to=2026-05-05")
        .await;
    assert!(wrong.expect(422).says("Le dernier jour vient avant"));
    finance.get("/diagnosis").await.expect(200);
}

#[tokio::test]
async fn who_coordinates_a_territory_sees_its_own_chain_and_others_none() {
    let world = story().await;
    let limited = limited(&world, &[CHABLAIS]).await;
    let page = limited
        .get("/diagnosis?from=2026-05-04&to=2026-05-24")
        .await
        .expect(200);
    assert_eq!(
        figures(&page, "4. Remise en état"),
        ["0", "1", "0", "0", "0", "0", "1", "–", "–", "16"]
    );
    assert!(
        page.says("Rien ne s’est perdu") && !page.says(ANNECY),
        "{page}"
    );
    // Asked for by its code, another territory has nothing to say.
    let page = limited
        .get(&format!(
            "/diagnosis?from=2026-05-04&to=2026-05-24&epci={ANNECY}"
        ))
        .await
        .expect(200);
    assert_eq!(figures(&page, "3. Tri")[..7], ["0"; 7]);
    for role in [Role::Supervisor, Role::Prescriber] {
        let visitor = world.persona(role).await;
        visitor.get("/diagnosis").await.expect(403);
    }
}

#[tokio::test]
async fn each_picture_stands_beside_a_table_that_says_the_same() {
    let world = story().await;
    let auditor = world.persona(Role::Auditor).await;
    let stock = auditor
        .get("/diagnosis/stock?from=2026-05-04&to=2026-05-24")
        .await
        .expect(200);
    assert_eq!(figures(&stock, "Remise en état"), ["6"]);
    assert_eq!(figures(&stock, "Mis au rebut"), ["1"]);
    assert_eq!(figures(&stock, "Tri"), ["0"]);
    // One picture for the bench, one for waste; of what was never there, none.
    assert_eq!(stock.texts("svg.plot").len(), 2, "{stock}");
    let earlier = auditor
        .get("/diagnosis/stock?from=2026-05-04&to=2026-05-06")
        .await
        .expect(200);
    assert_eq!(figures(&earlier, "Tri"), ["7"]);
    assert_eq!(figures(&earlier, "Collecte"), ["1"]);

    // Bought on 2 September 2019: six full years.
    let ages = auditor.get("/diagnosis/ages").await.expect(200);
    assert_eq!(figures(&ages, "6 ans"), ["6", "6"]);
    assert_eq!(figures(&ages, "Total"), ["6", "6"]);
    let before = auditor
        .get("/diagnosis/ages?date=2026-05-06")
        .await
        .expect(200);
    assert_eq!(figures(&before, "6 ans"), ["7", "7"]);
    let nothing = auditor
        .get("/diagnosis/ages?date=2026-05-03")
        .await
        .expect(200);
    assert!(nothing.says("Rien à montrer"), "{nothing}");

    // Of eight announced seven came; all seven were triaged, six went to the bench.
    let lot = auditor.get("/diagnosis/lots").await.expect(200);
    for (step, count) in [
        ("Collecte", "8"),
        ("Réception, en quarantaine", "7"),
        ("Tri", "7"),
        ("Remise en état", "6"),
        ("Contrôle qualité", "0"),
        ("Remis, prêtés ou cédés", "0"),
        ("Mis au rebut", "1"),
        ("Annoncé, jamais reçu", "1"),
    ] {
        assert_eq!(figures(&lot, step), [count], "{step}: {lot}");
    }
    auditor.get("/diagnosis/lots?lot=9999").await.expect(404);
    auditor
        .get("/diagnosis/stock?from=x&to=y")
        .await
        .expect(422);
    let empty = auditor.get("/diagnosis/variances").await.expect(200);
    assert!(empty.says("Aucun inventaire n’a pris fin"), "{empty}");
    let coordinator = world.coordinator().await;
    coordinator.get("/diagnosis/variances").await.expect(403);
    let elsewhere = limited(&world, &[CHABLAIS]).await;
    let stock = elsewhere.get("/diagnosis/stock").await.expect(200);
    assert_eq!(figures(&stock, "Remise en état").last().unwrap(), "1");
}
