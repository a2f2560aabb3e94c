//! The printed cards: what a scanner reads on the sheet is every action of the site, and nothing else.

use super::Bench;
use crate::labels::qr_codes;
use passe_relais::labels::card::{Card, Reading, read};
use std::collections::BTreeSet;

#[tokio::test]
async fn every_card_is_read_from_the_printed_sheet() {
    let bench = Bench::new().await;
    let mut expected = BTreeSet::from([
        Card::Open.to_string(),
        Card::Receive(bench.site().id).to_string(),
        Card::Check.to_string(),
        Card::Reset.to_string(),
        Card::Shelf.to_string(),
        Card::TakeOut.to_string(),
    ]);
    // Enough for a second page; a box elsewhere has its card there.
    for number in 1..=4 {
        let code = bench
            .make("box", &format!("Carton {number}"), bench.site())
            .await;
        expected.insert(format!("IN-{code}"));
    }
    bench.make("box", "Carton d’ailleurs", &bench.store).await;
    let sheet = bench.supervisor.get("/bench/cards").await.expect(200);
    let printed = qr_codes(&sheet.body);
    let actions: BTreeSet<String> = printed
        .iter()
        .map(|text| match read(text) {
            Ok(Reading::Card(card)) => card.to_string(),
            other => panic!("{text} is {other:?}"),
        })
        .collect();
    assert_eq!(actions, expected);
    // And each opens the page of its action, in the hand of whoever scans it.
    for text in printed {
        let base = bench.world.app.config.base_url.to_uppercase();
        let path = text.strip_prefix(base.trim_end_matches('/')).unwrap();
        let page = bench.worker.get(path).await.expect(303);
        assert!(
            page.location().starts_with("/bench/scan?mode="),
            "{}",
            page.location()
        );
    }
}
