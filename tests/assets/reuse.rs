//! The reuse ratio of a year: what stood reformed in stock on 1 January, what of it was reused, what is left out.

use super::Books;
use crate::support::page::Page;
use entities::{device, membership::Role};
use sea_orm::Set;

/// The count of a part on a page.
#[track_caller]
fn count(page: &Page, part: &str) -> String {
    let rows = page.texts("main tbody tr");
    let row = rows.iter().find(|row| row.starts_with(part));
    row.unwrap_or_else(|| panic!("no {part} on {page}"))
        .replacen(part, "", 1)
        .trim()
        .to_owned()
}

#[tokio::test]
async fn one_of_two_reformed_devices_is_reused_and_the_old_one_is_left_out() {
    let books = Books::new().await;
    let given = books.ready(0).await;
    books.tablet(1).await;
    let old = books.tablet(2).await;
    let change = device::ActiveModel {
        acquired_on: Set("2016-05-03".parse().ok()),
        ..Default::default()
    };
    books.corrected(&old, change).await;
    let coordinator = books.world.coordinator().await;
    books.reform(&coordinator).await;
    // Reformed this year, they stood in no stock of reformed devices when it began.
    let page = books.finance.get("/reuse").await.expect(200);
    assert!(page.says("Aucun taux"), "{page}");
    // It is 9 January 2027.
    books.world.days_pass(250);
    let coordinator = books.world.coordinator().await;
    let finance = books.world.persona(Role::Finance).await;
    let page = finance.get("/reuse?year=2027").await.expect(200);
    assert!(
        page.says("0,0 %") && page.says("Pas encore atteint"),
        "{page}"
    );
    books.cede(&coordinator, &given, "2027-01-09").await;
    let page = finance.get("/reuse?year=2027").await.expect(200);
    // 1 of 2, which is the target of the decree: 50 %.
    assert!(
        page.says("50,0 %") && page.says("Objectif atteint"),
        "{page}"
    );
    for (part, expected) in [
        ("Réemployés dans l’année", "1"),
        ("Réformés, non réemployés", "par un acte dans l’année 1"),
        ("Écartés : plus de 10 ans à la réforme", "1"),
        ("Écartés : accessoires", "0"),
    ] {
        assert!(count(&page, part).ends_with(expected), "{part}: {page}");
    }
    assert!(page.says("CD74-SER0") && !page.says("CD74-SER1"), "{page}");
    let owner = books.lot.owner_id.0;
    let path = format!("/reuse?owner={owner}&year=2027&part=too-old");
    let page = finance.get(&path).await.expect(200);
    assert!(page.says("CD74-SER2") && !page.says("CD74-SER0"), "{page}");
    let auditor = books.world.persona(Role::Auditor).await;
    let path = format!("/reuse/export?owner={owner}&year=2027");
    let file = auditor.get(&path).await.expect(200).html();
    assert_eq!(file.lines().count(), 4, "{file}");
    assert!(file.contains("Réemployés dans l’année;"), "{file}");
    // Of 2026 nothing is told anew: what is reused in 2027 does not count for it.
    let page = finance.get("/reuse?year=2026").await.expect(200);
    assert!(page.says("Aucun taux"), "{page}");
    for path in ["/reuse?year=2022", "/reuse?year=2028", "/reuse?owner=999"] {
        finance.get(path).await.expect(404);
    }
    coordinator.get("/reuse").await.expect(403);
}

#[tokio::test]
async fn what_was_given_away_before_the_year_counts_for_the_year_of_its_act_alone() {
    let books = Books::new().await;
    let given = books.ready(0).await;
    books.tablet(1).await;
    let coordinator = books.world.coordinator().await;
    books.reform(&coordinator).await;
    // It is 9 January 2027 when the act of December is written down.
    books.world.days_pass(250);
    let coordinator = books.world.coordinator().await;
    let finance = books.world.persona(Role::Finance).await;
    books.cede(&coordinator, &given, "2026-12-20").await;
    let page = finance.get("/reuse?year=2027").await.expect(200);
    assert!(page.says("0,0 %"), "{page}");
    for (part, expected) in [
        ("Réemployés dans l’année", "0"),
        ("Réformés, non réemployés", "par un acte dans l’année 1"),
    ] {
        assert!(count(&page, part).ends_with(expected), "{part}: {page}");
    }
}
