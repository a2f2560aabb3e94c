//! The demo: what `make run` shows is a département that could be.

use crate::{api::the_demo_names_nobody, support::World};
use entities::{
    account,
    collection_lot::CollectionLotId,
    device::{self, DeviceId, Stage},
    membership::{self, Role},
    organisation::{self, OrganisationKind},
    outbox::{self, OutboxState},
    site,
};
use passe_relais::{app::snapshot, demo, journal::verify};
use sea_orm::{ColumnTrait, EntityTrait, Iterable, PaginatorTrait, QueryFilter};

#[tokio::test]
async fn the_demo_has_every_role_every_stage_and_a_journal_that_explains_all_of_it() {
    let world = World::new().await;
    // Well after the day of the log that is handed in at the end.
    world.days_pass(400);
    Box::pin(demo::fill(&world.app, |_| {})).await.unwrap();
    let db = &world.app.db;

    for role in Role::iter() {
        let members = membership::Entity::find().filter(membership::COLUMN.role.eq(role));
        assert!(members.count(db).await.unwrap() > 0, "nobody is {role:?}");
    }
    for stage in Stage::iter().filter(|stage| *stage != Stage::NotReceived) {
        let devices = device::Entity::find().filter(device::COLUMN.stage.eq(stage));
        assert!(
            devices.count(db).await.unwrap() > 0,
            "no device is {stage:?}"
        );
    }
    assert_eq!(device::Entity::find().count(db).await.unwrap(), 300);
    let colleges = organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::College));
    assert_eq!(colleges.count(db).await.unwrap(), 6);
    for (column, expected) in [
        (site::COLUMN.is_workshop, 2),
        (site::COLUMN.is_pickup, 5),
        (site::COLUMN.is_training, 4),
    ] {
        let sites = site::Entity::find().filter(column.eq(true));
        assert_eq!(sites.count(db).await.unwrap(), expected);
    }

    // What the README has somebody look for.
    let first = device::Entity::find_by_id(DeviceId(1)).one(db).await;
    assert_eq!(first.unwrap().unwrap().serial.unwrap(), "R52N00000TK");
    let awaited = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(CollectionLotId(6)))
        .filter(device::COLUMN.stage.eq(Stage::Announced));
    assert_eq!(awaited.count(db).await.unwrap(), 38);

    let failed = outbox::Entity::find().filter(outbox::COLUMN.state.eq(OutboxState::Failed));
    assert_eq!(failed.count(db).await.unwrap(), 1);

    let report = verify::database(&snapshot(db).await.unwrap(), |_| {})
        .await
        .unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);

    let someone = account::Entity::find().one(db).await.unwrap().unwrap();
    let signed_in = world.stranger();
    let fields = [("email", &*someone.email), ("password", demo::PASSWORD)];
    signed_in.post("/sign-in", &fields).await.sends_to("/");
    the_log_of_one_laptop_is_accepted(&world).await;
    the_demo_names_nobody(&world).await;
}

/// What the README has somebody do at the bench, whenever they make the demo.
async fn the_log_of_one_laptop_is_accepted(world: &World) {
    let laptop = device::Entity::find()
        .filter(device::Column::Serial.eq("5CD1234XYZ"))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(laptop.stage, Stage::Refurbishment);
    let code = laptop.label_code.unwrap();
    let worker = world.stranger();
    let fields = [
        ("email", "atelier@demo.example"),
        ("password", demo::PASSWORD),
    ];
    worker.post("/sign-in", &fields).await.sends_to("/");
    let page = worker.get(&format!("/bench/{code}/erasure")).await;
    let log = include_bytes!("fixtures/erasure/accepted-laptop-of-the-demo.log");
    let form = page
        .expect(200)
        .form("main form")
        .attach("log", "nwipe.log", log);
    let sent = worker.send(&form).await;
    sent.sends_to(&format!("/bench/{code}?done=bench-erased"));
}
