//! A list is shown first, taken in whole and once, and never changes afterwards.

use super::{Books, HEAD, list};
use crate::{
    journal::{assert_named, found_after},
    support::world::A_PERSON,
};
use entities::{asset_mapping, membership::Role};
use passe_relais::{
    journal::{Subject, history, verify},
    keys::sha256_hex,
};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sea_orm::{DbBackend, EntityTrait, PaginatorTrait};

const GOOD: &str = "CD74-SER0;IMM-1;Tablette;21838;02/09/2019;219,50;12,30;DSIL 2019";

#[tokio::test]
async fn a_list_is_shown_then_taken_once_and_the_same_file_changes_nothing() {
    let books = Books::new().await;
    books.tablet(0).await;
    let file = list(&[
        GOOD,
        "CD74-SER1;;Tablette;21838;02/09/2019;1 219,50;0,00;",
        "CD74-SER2;;Tablette;21838;02/09/2019;-219,50;0,00;",
        "CD74-SER3;;Tablette;21838;02/09/2019;1,219;0,00;",
        "CD74-SER4;;DÃ©signation;21838;02/09/2019;219,50;0,00;",
        "cd74-ser0;;Tablette;21838;02/09/2019;219,50;0,00;",
        &format!("CD74-SER5;;{A_PERSON};21838;02/09/2019;219,50;0,00;"),
    ]);
    let page = books.dry_run(&file).await.expect(200);
    assert!(page.says("Rien n’est encore enregistré"), "{page}");
    for said in [
        "Ligne 4",
        "« -219,50 » est négatif",
        "« 1,219 » se lit de deux façons",
        "Accents abîmés",
        "« cd74-ser0 » est déjà à la ligne 2",
        "semble parler d’une personne",
    ] {
        assert!(page.says(said), "{said}: {page}");
    }
    assert!(!page.says(A_PERSON), "{page}");
    assert!(books.imports().await.is_empty(), "a dry run writes nothing");
    let page = books.bring_in(&file).await;
    assert!(page.says("L’état de l’actif est importé"), "{page}");
    let imports = books.imports().await;
    let [import] = &imports[..] else {
        panic!("one list was taken in");
    };
    assert_eq!((import.line_count, import.refused), (2, 5));
    assert_eq!(import.file_sha256, sha256_hex(&file));
    // 219.50 and 1,219.50; 12.30 and nothing.
    assert_eq!(
        (import.value_cents, import.net_book_cents),
        (143_900, 1_230)
    );
    let lines = books.lines().await;
    assert_eq!(lines[0].accounting_number.as_deref(), Some("IMM-1"));
    assert_eq!(lines[0].subsidies, "DSIL 2019");
    // The same file again, from the beginning.
    let page = books.dry_run(&file).await.expect(200);
    assert!(page.says("Ce fichier a déjà été importé"), "{page}");
    assert!(!page.has("button[value=accept]"), "{page}");
    let mut form = page.form("form[action='/accounting/import/land']").fields();
    form.push(("press".to_owned(), "accept".to_owned()));
    let fields: Vec<(&str, &str)> = form.iter().map(|(n, v)| (&**n, &**v)).collect();
    let sent = books.finance.post("/accounting/import/land", &fields).await;
    let page = books.finance.follow(sent).await.expect(200);
    assert!(page.says("rien n’a changé"), "{page}");
    assert_eq!(books.imports().await.len(), 1);
    let events = history(&books.world.app.db, Subject::AssetImport, import.id.0)
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "assets_imported");
    books.world.journal_names_nobody().await;
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_with_what_to_do() {
    let books = Books::new().await;
    books.tablet(0).await;
    let files: [(&[u8], &str); 5] = [
        (b"", "Choisissez un fichier"),
        (b"%PDF-1.7 abc", "ni un classeur ni un texte"),
        (b"PK\x03\x04 cut short", "pas un classeur XLSX entier"),
        (
            "NÂ° d'inventaire;Compte\nA;21838\n".as_bytes(),
            "autre encodage",
        ),
        (b"1;2\n3;4\n", "noms des colonnes"),
    ];
    for (file, said) in files {
        let page = books.dry_run(file).await.expect(422);
        assert!(page.says(said), "{said}: {page}");
    }
    let form = books.form(&list(&[GOOD])).await.set("as_of", "2031-01-01");
    let page = books.finance.send(&form).await.expect(422);
    assert!(page.says("Cette date est à venir"), "{page}");
    // An old spreadsheet's encoding is read as it was meant.
    let text = String::from_utf8(list(&[GOOD])).unwrap();
    let text = text.replace("Tablette", "Écran tactile");
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    books.bring_in(&windows).await;
    assert_eq!(books.lines().await[0].designation, "Écran tactile");
}

#[tokio::test]
async fn what_a_column_means_is_asked_once_for_each_owner() {
    let books = Books::new().await;
    books.tablet(0).await;
    let file = format!("{}\n{GOOD}\n", HEAD.replace("VNC", "Reste à amortir"));
    let page = books.dry_run(file.as_bytes()).await.expect(422);
    assert!(
        page.says("Aucune colonne ne dit « Valeur nette comptable »"),
        "{page}"
    );
    let chosen = |meaning: &str, press: &str| {
        let mut fields = page.form("form[action='/accounting/import/land']").fields();
        let mut columns = fields.iter_mut().filter(|(name, _)| name == "column");
        columns.nth(6).unwrap().1 = meaning.to_owned();
        fields.push(("press".to_owned(), press.to_owned()));
        fields
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        books.finance.post("/accounting/import/land", &fields).await
    };
    let twice = send(chosen("value", "accept")).await.expect(422);
    assert!(twice.says("Deux colonnes disent"), "{twice}");
    assert!(books.imports().await.is_empty());
    let again = send(chosen("net-book", "again")).await.expect(200);
    assert!(again.has("button[value=accept]"), "{again}");
    send(chosen("net-book", "accept")).await.expect(303);
    let remembered = asset_mapping::Entity::find()
        .count(&books.world.app.db)
        .await
        .unwrap();
    assert_eq!(remembered, 1);
    // Next year's file needs no answer.
    let next = file.replace("12,30", "11,00");
    books.dry_run(next.as_bytes()).await.expect(200);
}

#[tokio::test]
async fn a_workbook_is_read_with_its_dates_and_amounts() {
    let books = Books::new().await;
    books.tablet(0).await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, name) in (0..).zip(HEAD.split(';')) {
        sheet.write_string(0, column, name).unwrap();
    }
    for (column, text) in [(0, "CD74-SER0"), (2, "Tablette")] {
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_number(1, 3, 21_838.0).unwrap();
    let day = ExcelDateTime::from_ymd(2019, 9, 2).unwrap();
    sheet.write_datetime_with_format(1, 4, &day, &date).unwrap();
    sheet.write_number(1, 5, 219.5).unwrap();
    sheet.write_number(1, 6, 12.3).unwrap();
    books.bring_in(&book.save_to_buffer().unwrap()).await;
    let lines = books.lines().await;
    let [line] = &lines[..] else {
        panic!("one line was taken in");
    };
    assert_eq!((line.value_cents, line.net_book_cents), (21_950, 1_230));
    assert_eq!(line.acquired_on.to_string(), "2019-09-02");
    assert_eq!(line.account, "21838");
}

#[tokio::test]
async fn what_was_taken_in_never_changes_and_a_hand_in_the_database_is_seen() {
    let books = Books::new().await;
    books.tablet(0).await;
    books.bring_in(&list(&[GOOD])).await;
    books
        .refuses(&[
            "UPDATE asset_import SET value_cents = 1",
            "DELETE FROM asset_import",
            "UPDATE asset_line SET net_book_cents = 0",
            "DELETE FROM asset_line",
            // No place is free, and there is no place behind the last.
            "INSERT INTO asset_line (import_id, owner_id, place, file_line, inventory_number, designation, account, \
             acquired_on, value_cents, net_book_cents, subsidies) SELECT import_id, owner_id, 2, 9, 'X', '', '1', \
             acquired_on, 1, 0, '' FROM asset_line",
            "INSERT INTO asset_line (import_id, owner_id, place, file_line, inventory_number, designation, account, \
             acquired_on, value_cents, net_book_cents, subsidies) SELECT import_id, owner_id, 1, 9, 'X', '', '1', \
             acquired_on, 1, 0, '' FROM asset_line",
        ])
        .await;
    let report = verify::database(&books.world.app.db, |_| {}).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    // Who takes the guard away and changes what no sum tells of is found by the journal.
    let id = books.imports().await[0].id.0;
    let on = if books.world.app.db.get_database_backend() == DbBackend::Postgres {
        " ON asset_line"
    } else {
        ""
    };
    let by_hand = format!(
        "DROP TRIGGER asset_line_settled{on};UPDATE asset_line SET designation = 'autre chose'"
    );
    let found = found_after(&books.world, &by_hand).await;
    let place = format!("lines of asset_import {id}: column lines_sha256");
    assert_named(&found, &place, &by_hand);
    // The auditor reads, and takes nothing in; who counts nothing sees nothing.
    let auditor = books.world.persona(Role::Auditor).await;
    auditor.get(&format!("/accounting/{id}")).await.expect(200);
    auditor.get("/accounting/import").await.expect(403);
    books.supervisor.get("/accounting").await.expect(403);
    auditor.get("/accounting/999").await.expect(404);
}
