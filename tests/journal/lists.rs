//! Every list that leaves as a file is in the journal: who took it, which, how many rows, and what its bytes were.

use super::{Rows, report};
use crate::support::{World, sources::app};
use entities::{
    list_export::{self, ExportedList},
    membership::Role,
};
use passe_relais::{
    journal::{
        Subject,
        export::{self, Kept},
        exports, history,
    },
    keys::sha256_hex,
};
use sea_orm::{EntityTrait, QueryOrder};

async fn taken(world: &World) -> Vec<list_export::Model> {
    list_export::Entity::find()
        .order_by_asc(list_export::COLUMN.id)
        .all(&world.app.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn who_takes_the_stock_leaves_their_name_the_rows_and_the_hash() {
    let world = World::new().await;
    Rows::new(&world).await;
    let finance = world.persona(Role::Finance).await;
    let file = finance.get("/devices/export").await.expect(200);
    let rows = taken(&world).await;
    let [row] = &rows[..] else {
        panic!("one list was taken");
    };
    assert_eq!(row.by_id, Some(finance.membership.id));
    assert_eq!(row.list, ExportedList::Stock);
    assert_eq!(row.filter_sha256, Some(sha256_hex("/devices/export")));
    assert_eq!(row.row_count, Some(1));
    assert_eq!(row.byte_count, i64::try_from(file.body.len()).ok());
    assert_eq!(row.sha256, Some(sha256_hex(&file.body)));
    let events = history(&world.app.db, Subject::ListExport, row.id.0)
        .await
        .unwrap();
    let told: Vec<_> = events
        .iter()
        .map(|event| (event.kind.as_str(), event.actor_id))
        .collect();
    let actor = Some(finance.membership.id);
    assert_eq!(told, [("export_begun", actor), ("export_ended", actor)]);
    assert_eq!(report(&world).await.problems, []);
    let auditor = world.persona(Role::Auditor).await;
    let page = auditor.get("/journal?kind=list_export").await.expect(200);
    assert!(page.says("Export commencé : le stock"), "{page}");
    assert!(page.says("Export mené à son terme : 1 ligne"), "{page}");
}

#[tokio::test]
async fn who_takes_the_journal_is_in_the_journal_that_they_take() {
    let world = World::new().await;
    Rows::new(&world).await;
    let auditor = world.persona(Role::Auditor).await;
    let file = auditor.get("/journal/export").await.expect(200);
    let row = taken(&world).await.remove(0);
    assert_eq!(row.list, ExportedList::Journal);
    assert_eq!(row.sha256, Some(sha256_hex(&file.body)));
    let lines = file.html().lines().count();
    assert_eq!(row.row_count, i64::try_from(lines).ok());
    let whole = export::verify(&*file.body, &Kept::default(), |_| {}).unwrap();
    assert_eq!(whole.problems, []);
    assert_eq!(report(&world).await.problems, []);
}

#[tokio::test]
async fn a_list_that_is_broken_off_was_begun_and_says_so() {
    let world = World::new().await;
    let left = exports::begin(&world.app, None, ExportedList::Stock)
        .await
        .unwrap();
    drop(left);
    let row = taken(&world).await.remove(0);
    assert_eq!((row.by_id, row.ended_at, row.sha256), (None, None, None));
    assert_eq!(report(&world).await.problems, []);
}

/// No page hands a table on past the journal. The directory is for everybody, and nobody's name is asked there.
#[test]
fn no_page_hands_a_list_on_by_itself() {
    for file in app() {
        let code = file.code();
        let hands_on = [
            "text/csv",
            "application/x-ndjson",
            "cells::table(",
            "workbook::write(",
        ]
        .iter()
        .any(|sign| code.contains(sign));
        let open = file.in_app().starts_with("directory/export/");
        assert!(
            !hands_on
                || open
                || file.in_app() == "journal/exports.rs"
                || code.contains("exports::"),
            "{} hands a list on: use journal::exports",
            file.path
        );
    }
}
