//! Chargers, cables and covers: counted by a ledger that never goes below nothing, and said of each device.

use crate::support::{World, page::Page, world::Persona};
use entities::{
    membership::Role,
    site,
    supply_movement::{self, MovementReason},
    supply_stock,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

const KIND: &str = "charger_usb_c";

async fn send(by: &Persona, path: &str, what: &str, fields: &[(&str, &str)]) -> Page {
    let page = by.get(path).await.expect(200);
    let mut form = page.form(&format!("form:has(button[value='{what}'])"));
    for (name, value) in fields {
        form = form.set(name, *value);
    }
    by.send(&form.press("what", what)).await
}

fn shelf(site: &site::Model) -> String {
    format!("/supplies/{}/{KIND}", site.id.0)
}

async fn quantity(world: &World, site: &site::Model) -> i32 {
    let row = supply_stock::Entity::find_by_id((site.id, KIND.to_owned()))
        .one(&world.app.db)
        .await
        .unwrap();
    row.map_or(0, |row| row.quantity)
}

/// The ledger of a site, oldest first; its sum is the counter.
async fn ledger(world: &World, site: &site::Model) -> Vec<supply_movement::Model> {
    let lines = supply_movement::Entity::find()
        .filter(supply_movement::COLUMN.site_id.eq(site.id))
        .filter(supply_movement::COLUMN.kind.eq(KIND))
        .order_by_asc(supply_movement::Column::Id)
        .all(&world.app.db)
        .await
        .unwrap();
    let sum: i32 = lines.iter().map(|line| line.change).sum();
    assert_eq!(sum, quantity(world, site).await);
    lines
}

async fn stocked(world: &World, pieces: &str) -> (Persona, site::Model) {
    let supervisor = world.supervisor().await;
    let site = supervisor.site.clone().unwrap();
    send(
        &supervisor,
        &shelf(&site),
        "receive",
        &[("received", pieces)],
    )
    .await
    .expect(303);
    (supervisor, site)
}

#[tokio::test]
async fn what_arrives_and_what_is_counted_is_a_line_of_the_ledger() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "12").await;
    let counted = send(&supervisor, &shelf(&site), "count", &[("counted", "9")]).await;
    let page = supervisor.follow(counted).await.expect(200);
    assert!(
        page.says("Noté.") && page.says("perdu ou cassé") && page.says("−3"),
        "{page}"
    );
    let lines = ledger(&world, &site).await;
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.reason, line.change, line.quantity_after))
        .collect();
    assert_eq!(
        told,
        [
            (MovementReason::Received, 12, 12),
            (MovementReason::Counted, -3, 9)
        ]
    );
    // Nothing typed is lost, and nothing is recorded of what is no number.
    let page = send(
        &supervisor,
        &shelf(&site),
        "receive",
        &[("received", "douze")],
    )
    .await;
    let page = page.expect(422);
    assert!(
        page.says("nombre entier") && page.has("input[value='douze']"),
        "{page}"
    );
}

#[tokio::test]
async fn a_count_against_an_old_page_is_refused() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "12").await;
    let page = supervisor.get(&shelf(&site)).await.expect(200);
    let form = page
        .form("form:has(button[value='count'])")
        .set("counted", "11");
    send(&supervisor, &shelf(&site), "receive", &[("received", "5")])
        .await
        .expect(303);
    let page = supervisor
        .send(&form.press("what", "count"))
        .await
        .expect(409);
    assert!(page.says("a changé pendant que vous comptiez"), "{page}");
    assert!(page.has("input[value='11']"), "{page}");
    assert_eq!(quantity(&world, &site).await, 17);
}

#[tokio::test]
async fn the_same_form_twice_moves_once() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "3").await;
    let page = supervisor.get(&shelf(&site)).await.expect(200);
    let form = page
        .form("form:has(button[value='receive'])")
        .set("received", "4")
        .press("what", "receive");
    let first = supervisor.send(&form).await.expect(303);
    let second = supervisor.send(&form).await.expect(303);
    assert_eq!(first.location(), second.location());
    assert_eq!(quantity(&world, &site).await, 7);
}

#[tokio::test]
async fn below_its_minimum_the_page_and_the_supervisors_home_say_so() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "3").await;
    assert!(
        !supervisor
            .get("/")
            .await
            .expect(200)
            .says("sous son minimum")
    );
    send(&supervisor, &shelf(&site), "minimum", &[("minimum", "5")])
        .await
        .expect(303);
    let page = supervisor.get("/supplies").await.expect(200);
    assert!(page.says("Une fourniture est sous son minimum"), "{page}");
    assert!(page.says("3 pour un minimum de 5"), "{page}");
    let home = supervisor.get("/").await.expect(200);
    assert!(home.says("Une fourniture est sous son minimum"), "{home}");
    // Whoever does not keep them is not told to order.
    let worker = world.worker().await;
    assert!(!worker.get("/").await.expect(200).says("sous son minimum"));
    send(&supervisor, &shelf(&site), "receive", &[("received", "2")])
        .await
        .expect(303);
    assert!(
        !supervisor
            .get("/")
            .await
            .expect(200)
            .says("sous son minimum")
    );
}

#[tokio::test]
async fn what_goes_to_another_site_leaves_here_and_arrives_there() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "5").await;
    let store = world.site(&supervisor.organisation, "Réserve").await;
    let to = store.id.0.to_string();
    let fields = [("to", to.as_str()), ("sent", "4")];
    send(&supervisor, &shelf(&site), "send", &fields)
        .await
        .expect(303);
    let again = send(&supervisor, &shelf(&site), "send", &fields).await;
    assert!(again.expect(409).says("pas assez"));
    assert_eq!(quantity(&world, &site).await, 1);
    assert_eq!(quantity(&world, &store).await, 4);
    assert_eq!(ledger(&world, &store).await.len(), 1);
    // Never to a site of somebody else's.
    let (_, foreign) = world.other_workshop().await;
    let fields = [
        ("write_id", "by-hand-send"),
        ("what", "send"),
        ("to", &foreign.id.0.to_string()),
        ("sent", "1"),
    ];
    let page = supervisor.post(&shelf(&site), &fields).await.expect(422);
    assert!(page.says("Choisissez le site"), "{page}");
}

/// The last pieces, wanted by several at the same moment, there and back.
#[tokio::test]
async fn of_many_at_once_as_many_win_as_there_are_pieces() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "3").await;
    let store = world.site(&supervisor.organisation, "Réserve").await;
    send(&supervisor, &shelf(&store), "receive", &[("received", "3")])
        .await
        .expect(303);
    let post = |from: &site::Model, to: &site::Model, number: usize| {
        let (path, to) = (shelf(from), to.id.0.to_string());
        let id = format!("at-once-{}-{number}", from.id.0);
        let supervisor = &supervisor;
        async move {
            let fields = [
                ("write_id", id.as_str()),
                ("what", "send"),
                ("to", to.as_str()),
                ("sent", "2"),
            ];
            supervisor.post(&path, &fields).await.status.as_u16()
        }
    };
    let (a, b, c, d) = tokio::join!(
        post(&site, &store, 1),
        post(&store, &site, 1),
        post(&site, &store, 2),
        post(&store, &site, 2),
    );
    for status in [a, b, c, d] {
        assert!([303, 409].contains(&status), "{:?}", [a, b, c, d]);
    }
    let (here, there) = (
        quantity(&world, &site).await,
        quantity(&world, &store).await,
    );
    assert_eq!(here + there, 6, "nothing appears and nothing vanishes");
    assert!(here >= 0 && there >= 0);
    ledger(&world, &site).await;
    ledger(&world, &store).await;
}

#[tokio::test]
async fn the_database_keeps_the_ledger_as_it_was_written() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "3").await;
    let db = &world.app.db;
    let insert = |change: i32, after: i32, more: &str| {
        format!(
            "INSERT INTO supply_movement (site_id, kind, reason, change, quantity_after, membership_id, at{}) \
             VALUES ({}, '{KIND}', '{}', {change}, {after}, {}, '2026-05-04T08:00:00Z'{more})",
            if more.is_empty() {
                ""
            } else {
                ", other_site_id"
            },
            site.id.0,
            if more.is_empty() { "received" } else { "used" },
            supervisor.membership.id.0
        )
    };
    for by_hand in [
        "UPDATE supply_movement SET change = 30, quantity_after = 30".to_owned(),
        "DELETE FROM supply_movement".to_owned(),
        "UPDATE supply_stock SET quantity = -1".to_owned(),
        insert(30, 33, ""),
        insert(-3, 3, ""),
        insert(-1, 3, ", 1"),
    ] {
        let refused = db.execute_unprepared(&by_hand).await;
        assert!(refused.is_err(), "{by_hand}");
    }
    assert_eq!(ledger(&world, &site).await.len(), 1);
}

#[tokio::test]
async fn another_organisations_shelf_does_not_exist() {
    let world = World::new().await;
    let (supervisor, site) = stocked(&world, "3").await;
    let (other, foreign) = world.other_workshop().await;
    let theirs = world
        .member(Role::Supervisor, other, Some(foreign.clone()))
        .await;
    theirs.get(&shelf(&site)).await.expect(404);
    let query = format!("/supplies?site={}", site.id.0);
    theirs.get(&query).await.expect(404);
    let fields = [
        ("write_id", "by-hand-0001"),
        ("what", "receive"),
        ("received", "1"),
    ];
    theirs.post(&shelf(&site), &fields).await.expect(404);
    let worker = world.worker().await;
    worker.get(&shelf(&site)).await.expect(200);
    worker.post(&shelf(&site), &fields).await.expect(403);
    let page = supervisor.get(&shelf(&site)).await.expect(200);
    assert!(page.says("Arrivé"));
    supervisor
        .get(&format!("/supplies/{}/nothing", site.id.0))
        .await
        .expect(404);
}
