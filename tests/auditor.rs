//! The auditor: everything they may open is about things, nothing is about people, and nothing they send changes anything
//! but their own account.

use crate::{
    permissions::guarded_routes,
    support::{World, scene::Scene},
};
use entities::{access_log, collection_lot, event, membership::Role, programme::Gate};
use passe_relais::auth::permissions::MATRIX;
use sea_orm::{EntityTrait, PaginatorTrait};

/// What is theirs, besides their own account: a permission more has to be thought about here.
const ABOUT_THINGS: &[&str] = &[
    "SeeDevices",
    "SeeAttachments",
    "ExportStock",
    "SeeStockAt",
    "SeeDiagnosis",
    "ReadCertificates",
    "SeePallets",
    "SeeExits",
    "SeeAccounting",
    "SeeCounts",
    "ReadCounts",
    "SeeProgrammes",
    "SeeCompetence", // means of five people at least
    "SeePasses",
    "SeeInternet",
    "SeePrepaid",
    "SeeFunds",
    "SeeIndicators",
    "SeeJournal",
];
const OWN: &str = "OwnAccount";

#[test]
fn the_auditor_may_read_things_and_nothing_else() {
    let theirs: Vec<&str> = MATRIX
        .iter()
        .filter(|(name, _, roles)| *name != OWN && roles.contains(&Role::Auditor))
        .map(|(name, _, _)| *name)
        .collect();
    assert_eq!(theirs, ABOUT_THINGS);
}

#[tokio::test]
async fn every_page_about_things_opens_every_other_is_closed_and_no_form_passes() {
    let world = World::new().await;
    let auditor = world.persona(Role::Auditor).await;
    let (mut opened, mut closed, mut forms) = (0, 0, 0);
    for route in guarded_routes() {
        // Open to anybody: the sign-in tests and the directory's try those.
        let Some(needs) = route.permissions() else {
            continue;
        };
        if needs.iter().any(|name| name == OWN) {
            continue;
        }
        let about_things = needs.iter().any(|name| ABOUT_THINGS.contains(&&**name));
        let status = route.ask(&auditor).await.status.as_u16();
        let place = format!("{} {}", route.method, route.path);
        match (route.method, about_things) {
            // Of a row that is not there, 404.
            ("GET", true) => {
                assert!(status != 403 && status < 500, "{place} answered {status}");
                opened += 1;
            }
            ("GET", false) => {
                assert_eq!(status, 403, "{place}");
                closed += 1;
            }
            _ => {
                assert!(!about_things, "{place} needs no more than reading");
                assert_eq!(status, 403, "{place}");
                forms += 1;
            }
        }
    }
    assert!(opened > 10 && closed > 10 && forms > 10);
}

/// After a device went to a person, with everything around it there.
#[tokio::test]
async fn on_no_page_of_the_auditor_is_a_name_and_no_look_is_theirs() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Vuillermoz").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let db = &scene.world.app.db;
    let auditor = scene.world.persona(Role::Auditor).await;
    let looks = access_log::Entity::find().count(db).await.unwrap();
    let mut paths = vec![
        "/".to_owned(),
        "/devices".to_owned(),
        format!("/devices/{}", asked.code()),
        "/devices/export".to_owned(),
        "/pallets".to_owned(),
        "/exits".to_owned(),
        format!("/lots/{}/evidence", asked.device.lot_id.0),
        "/accounting".to_owned(),
        "/reuse".to_owned(),
        "/internet".to_owned(),
        "/internet/spend".to_owned(),
        "/internet/spend/export".to_owned(),
        "/funds".to_owned(),
        "/costs".to_owned(),
        "/prepaid".to_owned(),
        "/counts".to_owned(),
        "/stock-at".to_owned(),
        "/stock-at/devices".to_owned(),
        "/stock-at/export".to_owned(),
        "/stock-at/movements".to_owned(),
        "/diagnosis".to_owned(),
        "/diagnosis/stock".to_owned(),
        "/diagnosis/ages".to_owned(),
        "/diagnosis/lots".to_owned(),
        "/diagnosis/variances".to_owned(),
        "/programmes".to_owned(),
        "/competence".to_owned(),
        "/journal".to_owned(),
        "/journal/export".to_owned(),
    ];
    for row in event::Entity::find().all(db).await.unwrap() {
        paths.push(format!("/journal/{}/{}", row.subject_kind, row.subject_id));
    }
    paths.sort();
    paths.dedup();
    for path in paths {
        let page = auditor.get(&path).await.expect(200);
        assert!(!page.html().contains("Vuillermoz"), "{path} names a person");
    }
    for path in [
        "/recipients".to_owned(),
        format!("/recipients/{}", asked.recipient.id.0),
        format!("/requests/{}", asked.request.id.0),
        format!("/handovers/{}/slip", scene.handovers().await[0].id.0),
        asked.training(),
        asked.counter(),
        "/requests".to_owned(),
        format!("/requests/{}/internet", asked.request.id.0),
        "/calls".to_owned(),
        "/access-log".to_owned(),
        "/people".to_owned(),
    ] {
        auditor.get(&path).await.expect(403);
    }
    assert_eq!(
        access_log::Entity::find().count(db).await.unwrap(),
        looks,
        "an auditor looks at nobody"
    );
    let lots = collection_lot::Entity::find().count(db).await.unwrap();
    assert!(lots > 0, "there was something to see");
}
