//! The stock as a table: who may have it, what is in it, and that no cell is a formula.

use crate::support::World;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use entities::{device, list_export, membership::Role};
use passe_relais::{journal::EventKind, keys::sha256_hex};
use sea_orm::{EntityTrait, QueryOrder, Set};
use serde_json::{Value, json};
use std::io::Cursor;

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

#[tokio::test]
async fn the_same_list_is_a_workbook_that_counts_and_an_array_for_programs() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let codes = world.blank_labels(&supervisor, 1).await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    world.received(&lot, "=1+1", codes[0]).await;
    world.announced(&lot, "R52N2").await;
    let finance = world.persona(Role::Finance).await;

    let file = finance.get("/devices/export?format=xlsx").await.expect(200);
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"appareils-2026-05-04.xlsx\""
    );
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file.body.clone())).unwrap();
    let sheet = book.worksheet_range("Appareils").unwrap();
    assert_eq!(sheet.get_size(), (3, 14));
    let cell = |row, column| sheet.get_value((row, column)).unwrap().clone();
    assert_eq!(cell(0, 4), Data::String("Numéro de série".to_owned()));
    assert_eq!(cell(1, 4), Data::String("=1+1".to_owned()));
    assert!(matches!(cell(1, 6), Data::DateTime(_)), "{:?}", cell(1, 6));
    assert_eq!(cell(1, 7), Data::Float(219.5));

    let array = finance.get("/devices/export?format=json").await.expect(200);
    assert_eq!(array.header("content-type"), "application/json");
    let told: Vec<Value> = serde_json::from_slice(&array.body).unwrap();
    assert_eq!(told.len(), 2);
    for (name, value) in [
        ("code", json!(codes[0].to_string())),
        ("kind", json!("tablet")),
        ("serial", json!("=1+1")),
        ("acquired_on", json!("2019-09-02")),
        ("value_cents", json!(21_950)),
        ("standing", json!("stage-received")),
        ("grade", Value::Null),
        ("tested_and_erased", json!(false)),
    ] {
        assert_eq!(told[0][name], value, "{name}");
    }

    // Both are in the journal, with their rows and the hash of their bytes; a format that is none is not there.
    finance.get("/devices/export?format=pdf").await.expect(404);
    let taken = list_export::Entity::find()
        .order_by_asc(list_export::COLUMN.id)
        .all(&world.app.db)
        .await
        .unwrap();
    let taken: Vec<_> = taken
        .into_iter()
        .map(|row| (row.row_count, row.sha256))
        .collect();
    assert_eq!(
        taken,
        [
            (Some(2), Some(sha256_hex(&file.body))),
            (Some(2), Some(sha256_hex(&array.body)))
        ]
    );
}
