//! The stock as a table: who may have it, what is in it, and that no cell is a formula.

use crate::support::World;
use entities::{device, membership::Role};
use passe_relais::journal::EventKind;
use sea_orm::Set;

#[tokio::test]
async fn the_stock_is_a_table_a_spreadsheet_opens() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let codes = world.blank_labels(&supervisor, 1).await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    world.received(&lot, "R52N1", codes[0]).await;
    let finance = world.persona(Role::Finance).await;
    let file = finance.get("/devices/export").await.expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"appareils-2026-05-04.csv\""
    );
    let text = file.html();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}Code;Type;Marque;Modèle;Numéro de série;Numéro d’inventaire;Acheté le;\
         Valeur d’achat en euros;Étape;À cette étape depuis le;Grade;Catégorie technique;Site;reconditionné"
    );
    assert_eq!(
        lines[1],
        format!(
            "{};Tablette;Samsung;Galaxy Tab A8;R52N1;CD74-R52N1;2019-09-02;219,50;\
             Reçu, en quarantaine;2026-05-04;;;Atelier des Aravis;",
            codes[0]
        )
    );
    assert_eq!(lines.len(), 2);
}

#[tokio::test]
async fn no_cell_of_the_export_is_a_formula() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    let device = world.announced(&lot, "=1+1").await;
    let hostile = device::ActiveModel {
        manufacturer: Set("@SUM(A1)".to_owned()),
        model: Set("-2+3;\"x\"".to_owned()),
        inventory_number: Set(Some("+33".to_owned())),
        ..Default::default()
    };
    world
        .change_device(&device, hostile, EventKind::DeviceCorrected)
        .await;
    let auditor = world.persona(Role::Auditor).await;
    let text = auditor.get("/devices/export").await.expect(200).html();
    let line = text.lines().nth(1).unwrap();
    assert!(
        line.starts_with(";Tablette;'@SUM(A1);\"'-2+3;\"\"x\"\"\";'=1+1;'+33;"),
        "{line}"
    );
}

#[tokio::test]
async fn every_device_is_in_the_export_however_many_pages_it_takes() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    let template = world.announced(&lot, "FIRST").await;
    let write = world.app.write().await.unwrap();
    let many = (0..4_100).map(|number| {
        let mut row: device::ActiveModel = template.clone().into();
        row.id = sea_orm::NotSet;
        row.serial = Set(Some(format!("S{number:05}")));
        row
    });
    let event = |_: &device::Model| passe_relais::journal::Event::of(EventKind::DeviceAnnounced);
    passe_relais::journal::insert_many(&*write, world.system(), many, event)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let coordinator = world.coordinator().await;
    let text = coordinator.get("/devices/export").await.expect(200).html();
    let serials: Vec<&str> = text
        .lines()
        .skip(1)
        .map(|line| line.split(';').nth(4).unwrap())
        .collect();
    assert_eq!(serials.len(), 4_101);
    assert!(serials[1..].is_sorted(), "in the order they were announced");
}

#[tokio::test]
async fn only_those_who_count_the_stock_download_it() {
    let world = World::new().await;
    for role in [Role::Supervisor, Role::Clerk, Role::Prescriber] {
        let person = world.persona(role).await;
        person.get("/devices/export").await.expect(403);
    }
    world
        .stranger()
        .get("/devices/export")
        .await
        .sends_to("/sign-in");
}
