//! The pages: a statement at any moment, opened down to the events; movements that close; tables; and who sees what.

use super::Stock;
use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{page::Page, visitor::Visitor},
};
use entities::membership::Role;

/// The figures of a line of a table, by the words it begins with.
#[track_caller]
fn line(page: &Page, words: &str) -> String {
    let lines = page.texts("main tbody tr");
    let found = lines.iter().find(|line| line.contains(words));
    found
        .unwrap_or_else(|| panic!("no line of {words} on {page}"))
        .clone()
}

/// The page behind the first link with these words.
async fn open(visitor: &Visitor, page: &Page, words: &str) -> Page {
    let links = page.texts("main a");
    let number = links.iter().position(|link| link.contains(words)).unwrap();
    let hrefs: Vec<String> = scraper::Html::parse_document(&page.html())
        .select(&scraper::Selector::parse("main a").unwrap())
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    visitor.get(&hrefs[number]).await.expect(200)
}

#[tokio::test]
async fn the_stock_is_known_at_any_moment_and_opens_down_to_the_events() {
    let stock = Stock::new().await;
    let finance = stock.finance().await;
    let before = finance.get("/stock-at?date=2026-05-03").await.expect(200);
    assert!(before.says("Aucun appareil"), "{before}");
    let first = finance.get("/stock-at?date=2026-05-04").await.expect(200);
    let custody = line(&first, "Sous notre garde");
    assert!(
        custody.contains('2') && custody.contains("439,00"),
        "{custody}"
    );
    // In the night of the 5th the other value counts: it was written at ten o'clock.
    let earlier = finance
        .get("/stock-at?date=2026-05-05&time=09:59")
        .await
        .expect(200);
    assert!(line(&earlier, "Sous notre garde").contains("439,00"));
    let later = finance
        .get("/stock-at?date=05%2F05%2F2026&time=10:00")
        .await
        .expect(200);
    assert!(line(&later, "Sous notre garde").contains("419,50"));
    let now = finance.get("/stock-at").await.expect(200);
    assert!(line(&now, "Sous notre garde").contains("200,00"), "{now}");
    assert!(line(&now, "Mis au rebut").contains("219,50"), "{now}");
    assert!(line(&now, "Atelier des Aravis").contains("200,00"), "{now}");
    assert!(line(&now, "Département").contains("200,00"), "{now}");

    let list = open(&finance, &first, "Reçu").await;
    let (one, other) = (stock.codes[0].to_string(), stock.codes[1].to_string());
    assert!(list.says(&one) && list.says(&other), "{list}");
    assert!(line(&list, &one).contains("219,50"), "{list}");
    let events = open(&finance, &list, "Ses événements").await;
    assert!(
        events.says("Appareil reçu") && !events.says("rebut"),
        "{events}"
    );
    let all = open(&finance, &events, "Voir toute").await;
    assert!(all.says("mis au rebut"), "{all}");
}

#[tokio::test]
async fn movements_between_two_dates_close_and_each_line_opens_to_its_devices() {
    let stock = Stock::new().await;
    let finance = stock.finance().await;
    let page = finance
        .get("/stock-at/movements?from=2026-05-01&to=2026-05-06")
        .await
        .expect(200);
    assert!(page.says("Le compte est juste"), "{page}");
    let (received, scrapped) = (line(&page, "Reçus"), line(&page, "Mis au rebut"));
    assert!(
        received.contains("+ 2") && received.contains("439,00"),
        "{received}"
    );
    assert!(
        scrapped.contains("− 1") && scrapped.contains("-219,50"),
        "{scrapped}"
    );
    assert!(line(&page, "Valeur corrigée").contains("-19,50"), "{page}");
    assert!(line(&page, "Clôture").contains("200,00"), "{page}");
    let moved = open(&finance, &page, "Mis au rebut").await;
    assert!(moved.says(&stock.codes[0].to_string()), "{moved}");
    assert!(!moved.says(&stock.codes[1].to_string()), "{moved}");
    let moved = open(&finance, &page, "Valeur corrigée").await;
    assert!(moved.says(&stock.codes[1].to_string()), "{moved}");
    assert!(!moved.says(&stock.codes[0].to_string()), "{moved}");
    let closing = open(&finance, &page, "Clôture").await;
    assert!(closing.says(&stock.codes[1].to_string()), "{closing}");
    assert!(!closing.says(&stock.codes[0].to_string()), "{closing}");

    // Of the 6th alone, and of what has gone: one comes in there.
    let gone = finance
        .get("/stock-at/movements?from=2026-05-06&to=2026-05-06&of=gone")
        .await
        .expect(200);
    assert!(line(&gone, "Mis au rebut").contains("+ 1"), "{gone}");
    assert!(gone.says("Le compte est juste"), "{gone}");
}

#[tokio::test]
async fn a_date_that_is_none_is_named_and_what_was_typed_stays() {
    let stock = Stock::new().await;
    let finance = stock.finance().await;
    for (asked, said) in [
        ("date=hier", "ne se lit pas"),
        ("date=2026-05-08", "entre l’an 2000 et aujourd’hui"),
        ("date=1026-05-04", "entre l’an 2000 et aujourd’hui"),
        ("date=2026-03-29&time=02:30", "on est passé à l’heure d’été"),
        ("date=2026-05-07&time=23:00", "Cette heure est à venir"),
        ("date=2026-05-04&time=midi", "Cette heure ne se lit pas"),
        ("time=10:00", "Donnez aussi la date"),
    ] {
        let page = finance.get(&format!("/stock-at?{asked}")).await.expect(422);
        assert!(page.says(said), "{asked}: {page}");
        let (field, typed) = asked.rsplit('&').next().unwrap().split_once('=').unwrap();
        assert_eq!(page.attribute(&format!("#{field}"), "value"), typed);
        finance
            .get(&format!("/stock-at/devices?{asked}"))
            .await
            .expect(404);
    }
    let page = finance
        .get("/stock-at/movements?from=2026-05-06&to=2026-05-01")
        .await
        .expect(422);
    assert!(page.says("vient avant le premier"), "{page}");
}

#[tokio::test]
async fn the_tables_hold_the_stock_and_its_movements_and_no_formula() {
    let stock = Stock::new().await;
    let auditor = stock.world.persona(Role::Auditor).await;
    let table = auditor
        .get("/stock-at/export?date=2026-05-04")
        .await
        .expect(200);
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        table.header("content-disposition"),
        "attachment; filename=\"stock-2026-05-04.csv\""
    );
    let text = table.html();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(
        lines[1],
        format!(
            "{};{};Tablette;Samsung;Galaxy Tab A8;PREMIER;CD74-PREMIER;Sur un site;Reçu, en quarantaine;\
             Atelier des Aravis;Département;219,50;2026-05-04 10:00:00",
            stock.scrapped.id.0, stock.codes[0]
        )
    );
    let table = auditor
        .get("/stock-at/movements/export?from=2026-05-05&to=2026-05-06")
        .await
        .expect(200);
    let text = table.html();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(
        text.contains(";Sortie;Mis au rebut;") && text.contains(";-219,50"),
        "{text}"
    );
    assert!(text.contains(";-19,50"), "{text}");

    // For a program the same, in codes, whole cents and UTC; as a workbook, one that opens.
    let array = auditor
        .get("/stock-at/export?date=2026-05-04&format=json")
        .await
        .expect(200);
    let told: Vec<serde_json::Value> = serde_json::from_slice(&array.body).unwrap();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["device"], stock.scrapped.id.0);
    assert_eq!(told[0]["holder"], "site");
    assert_eq!(told[0]["value_cents"], 21_950);
    assert_eq!(told[0]["since"], "2026-05-04T08:00:00Z");
    let array = auditor
        .get("/stock-at/movements/export?from=2026-05-05&to=2026-05-06&format=json")
        .await
        .expect(200);
    let told: Vec<serde_json::Value> = serde_json::from_slice(&array.body).unwrap();
    let ways: Vec<_> = told.iter().map(|row| row["way"].clone()).collect();
    assert_eq!(ways, ["out", "revalued"]);
    assert_eq!(told[1]["value_cents"], -1_950);
    let book = auditor
        .get("/stock-at/movements/export?from=2026-05-05&to=2026-05-06&format=xlsx")
        .await
        .expect(200);
    assert!(book.body.starts_with(b"PK\x03\x04"));
}

#[tokio::test]
async fn a_limited_coordinator_counts_what_was_in_the_territory_and_others_nothing() {
    let stock = Stock::new().await;
    let site = stock.supervisor.site.as_ref().unwrap();
    stock.world.in_epci(site, ANNECY).await;
    let elsewhere = limited(&stock.world, &[CHABLAIS]).await;
    let page = elsewhere.get("/stock-at?date=2026-05-04").await.expect(200);
    assert!(page.says("Aucun appareil"), "{page}");
    let list = elsewhere.get("/stock-at/devices?date=2026-05-04").await;
    assert!(!list.expect(200).says(&stock.codes[0].to_string()));
    let table = elsewhere.get("/stock-at/export?date=2026-05-04").await;
    assert_eq!(table.expect(200).html().lines().count(), 1);
    let here = limited(&stock.world, &[ANNECY]).await;
    let page = here.get("/stock-at?date=2026-05-04").await.expect(200);
    assert!(line(&page, "Sous notre garde").contains("439,00"), "{page}");
    for role in [Role::Supervisor, Role::Prescriber] {
        let visitor = stock.world.persona(role).await;
        visitor.get("/stock-at").await.expect(403);
    }
}
