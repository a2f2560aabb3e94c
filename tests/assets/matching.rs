//! By inventory number: both, with a difference, only theirs, only ours, and what left as it should.

use super::{Books, list, valued};
use crate::support::page::Page;
use entities::{device, list_export, membership::Role};
use sea_orm::{EntityTrait, QueryOrder, Set};

/// The count of a class on a page.
#[track_caller]
fn count(page: &Page, class: &str) -> String {
    let rows = page.texts("main table:first-of-type tbody tr");
    let row = rows.iter().find(|row| row.contains(class));
    row.unwrap_or_else(|| panic!("no {class} on {page}"))
        .replacen(class, "", 1)
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn each_number_stands_where_it_belongs_and_the_classes_close() {
    let books = Books::new().await;
    let same = books.tablet(0).await;
    let dearer = books.tablet(1).await;
    books.corrected(&dearer, valued(20_000)).await;
    books.tablet(2).await;
    let nameless = books.tablet(3).await;
    let change = device::ActiveModel {
        inventory_number: Set(None),
        ..Default::default()
    };
    books.corrected(&nameless, change).await;
    // Two devices bear one number, in small letters and in capitals.
    let twin = books.tablet(4).await;
    let change = device::ActiveModel {
        inventory_number: Set(Some("cd74-ser2".to_owned())),
        ..Default::default()
    };
    books.corrected(&twin, change).await;
    let page = books
        .bring_in(&list(&[
            "cd74-ser0;;Tablette;21838;02/09/2019;219,50;0,00;",
            "CD74-SER1;;Tablette;21838;02/09/2019;219,50;0,00;",
            "CD74-SER2;;Tablette;21838;02/09/2019;219,50;0,00;",
            "CD74-GONE;;Tablette;21838;02/09/2019;219,50;0,00;",
        ]))
        .await;
    for (class, expected) in [
        ("Des deux côtés, avec un écart", "3"),
        ("Seulement dans l’état", "1"),
        ("Seulement dans le stock", "1"),
        ("Sorti, et plus dans l’état", "0"),
    ] {
        assert_eq!(count(&page, class), expected, "{class}: {page}");
    }
    // 1 + 3 + 1 + 0 are the five devices of the owner.
    let facts = page.text("dl.facts");
    assert!(facts.contains("Appareils du propriétaire5"), "{facts}");
    assert!(
        facts.contains("Lignes dont un appareil porte le numéro3"),
        "{facts}"
    );
    assert!(
        page.says("valeur différente") && page.says("200,00"),
        "{page}"
    );
    assert!(page.says("numéro porté par plusieurs appareils"), "{page}");
    let id = books.imports().await[0].id.0;
    let class = async |class: &str| {
        let path = format!("/accounting/{id}?class={class}");
        books.finance.get(&path).await.expect(200)
    };
    let both = class("both").await;
    assert!(both.says(same.label_code.as_deref().unwrap()), "{both}");
    assert!(!both.says("CD74-SER1"), "{both}");
    assert!(class("theirs").await.says("CD74-GONE"));
    assert!(class("ours").await.says("Sans numéro"));
    // The stock learns: the value is put right, and the pair agrees.
    let dearer = device::Entity::find_by_id(dearer.id)
        .one(&books.world.app.db)
        .await
        .unwrap()
        .unwrap();
    books.corrected(&dearer, valued(21_950)).await;
    assert!(class("both").await.says("CD74-SER1"));
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_and_taken_whole_as_a_file() {
    let books = Books::new().await;
    books.tablet(0).await;
    let rows: Vec<String> = (0..2_101)
        .map(|number| format!("CD74-SER{number};;=1+1;21838;02/09/2019;219,50;0,00;"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    books.bring_in(&list(&rows)).await;
    let id = books.imports().await[0].id.0;
    let mut path = format!("/accounting/{id}?class=theirs");
    let mut seen = 0;
    for _ in 0..3 {
        let page = books.finance.get(&path).await.expect(200);
        seen += page.texts("div[aria-labelledby=rows] tbody tr").len();
        path = page.attribute("a[rel=next]", "href");
    }
    assert_eq!(seen, 150);
    let file = books
        .finance
        .get(&format!("/accounting/{id}/csv"))
        .await
        .expect(200);
    let text = file.html();
    assert_eq!(text.lines().count(), 2_102, "a header and each line once");
    assert!(text.contains(";'=1+1;"), "no cell is a formula");
    assert!(text.contains("Des deux côtés;;CD74-SER0;;'=1+1;21838;2019-09-02;219,50;0,00;"));
    let book = books
        .finance
        .get(&format!("/accounting/{id}/xlsx"))
        .await
        .expect(200);
    assert!(book.body.starts_with(b"PK\x03\x04"));
    let taken = list_export::Entity::find()
        .order_by_asc(list_export::COLUMN.id)
        .all(&books.world.app.db)
        .await
        .unwrap();
    let counts: Vec<_> = taken.iter().map(|row| row.row_count).collect();
    assert_eq!(
        counts,
        [Some(2_101), Some(2_101)],
        "both are in the journal"
    );
    let auditor = books.world.persona(Role::Auditor).await;
    let page = auditor.get("/journal?kind=list_export").await.expect(200);
    assert!(page.says("un état de l’actif comparé au stock"), "{page}");
}
