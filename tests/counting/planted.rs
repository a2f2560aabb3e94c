//! A count with planted errors comes out exact, and so does its record.

use super::{Store, scan};
use entities::{
    stock_count::{CountClass, CountState},
    stock_count_repeat,
};
use passe_relais::{journal::canonical, keys::sha256_hex};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;

/// As docs/JOURNAL.md says that it is made, over so many scans.
async fn the_journal_holds_the_hash_of_the_scans(store: &Store, id: i32, scanned: usize) {
    let repeats = stock_count_repeat::Entity::find()
        .order_by_asc(stock_count_repeat::Column::Id)
        .all(&store.world.app.db)
        .await
        .unwrap();
    let scans = store.scans(id).await.into_iter().map(|row| json!(row));
    let rows = scans.chain(repeats.into_iter().map(|row| json!(row)));
    let text: String = rows.map(|row| canonical(&row) + "\n").collect();
    assert_eq!(text.lines().count(), scanned, "{text}");
    let sealed = store.count(id).await.scans_sha256;
    assert_eq!(sealed, Some(sha256_hex(text)));
}

/// By site: expected, missing, found elsewhere, unknown, gaps, and how many in a hundred.
async fn the_plot_of_gaps_says_the_same(store: &Store) {
    let picture = store.finance.get("/diagnosis/variances").await.expect(200);
    let sites = picture.texts("main tbody tr");
    assert_eq!(
        sites,
        [
            "Atelier des Aravis 15 5 3 2 10 66,7",
            "Atelier de Thonon 5 0 0 0 0 0,0"
        ]
    );
    assert!(picture.has("main svg.plot"));
}

#[tokio::test]
async fn five_missing_three_misplaced_two_unknown_and_one_twice_come_out_exact() {
    let store = Store::new().await;
    let mut here = Vec::new();
    for number in 0..15 {
        here.push(store.device(number).await);
    }
    let mut there = Vec::new();
    for number in 15..20 {
        there.push(store.device_there(number).await);
    }
    let id = store.open(&[], &[]).await;
    assert_eq!(store.count(id).await.expected, 20);

    // Ten of fifteen are seen where they are; three of the other workshop stand here as well.
    for device in &here[5..] {
        let code = device.label_code.clone().unwrap();
        assert_eq!(scan(&store.worker, id, code).await, "count-found");
    }
    for device in &there[..3] {
        let code = device.label_code.clone().unwrap();
        assert_eq!(scan(&store.worker, id, code).await, "count-found-elsewhere");
    }
    for device in &there[3..] {
        let code = device.label_code.clone().unwrap();
        assert_eq!(scan(&store.other, id, code).await, "count-found");
    }
    // Two labels that nothing bears, and one device twice.
    for label in &store.labels[30..32] {
        assert_eq!(scan(&store.worker, id, label).await, "count-unknown-label");
    }
    let twice = here[5].label_code.clone().unwrap();
    assert_eq!(scan(&store.supervisor, id, twice).await, "count-already");
    let page = store.supervisor.get(&format!("/bench/counts/{id}")).await;
    assert!(page.says("Déjà compté par Personne 2"), "{page}");

    store.end(id).await;
    let classes = store.classes(id).await;
    let number = |class| classes.get(&class).map_or(0, Vec::len);
    assert_eq!(number(CountClass::Found), 12);
    assert_eq!(number(CountClass::FoundElsewhere), 3);
    assert_eq!(number(CountClass::UnknownLabel), 2);
    assert_eq!(number(CountClass::Missing), 5);
    assert_eq!(classes.len(), 4, "{classes:?}");
    let missing: Vec<_> = here[..5].iter().map(|device| Some(device.id)).collect();
    assert_eq!(classes[&CountClass::Missing], missing);
    let misplaced: Vec<_> = there[..3].iter().map(|device| Some(device.id)).collect();
    assert_eq!(classes[&CountClass::FoundElsewhere], misplaced);
    let lines = store.lines(id).await;
    let repeated: Vec<_> = lines.iter().filter(|line| line.repeats > 0).collect();
    assert_eq!(repeated.len(), 1);
    assert_eq!(repeated[0].device_id, Some(here[5].id));
    assert_eq!(store.count(id).await.gaps, Some(10));

    the_journal_holds_the_hash_of_the_scans(&store, id, 18).await;

    // The page says the same, and the export too.
    let page = store
        .finance
        .get(&format!("/counts/{id}"))
        .await
        .expect(200);
    for said in [
        "Manquant 5",
        "Trouvé ici, attendu ailleurs 3",
        "Étiquette inconnue 2",
        "Scanné plusieurs fois 1",
        "10 écarts attendent leur motif",
    ] {
        assert!(page.says(said), "{said}: {page}");
    }
    let gaps = format!("/counts/{id}/lines?class=gaps");
    let page = store.finance.get(&gaps).await.expect(200);
    assert_eq!(page.texts("tbody tr").len(), 10);
    let csv = store.finance.get(&format!("/counts/{id}/export")).await;
    let csv = csv.expect(200).html();
    assert_eq!(csv.lines().count(), 1 + 22);
    assert_eq!(csv.matches("Manquant").count(), 5);
    the_plot_of_gaps_says_the_same(&store).await;

    // Each gap gets its reason; then the record is made, and is what the journal says.
    for line in lines {
        if !matches!(line.class, CountClass::Found) {
            let to = format!("/counts/{id}/lines/{}?done=count-gap-resolved", line.id);
            store
                .resolve(&store.finance, id, line.id, "found_later")
                .await
                .sends_to(&to);
        }
    }
    store
        .step(id, "closing")
        .await
        .sends_to(&format!("/counts/{id}?done=count-closed"));
    let count = store.count(id).await;
    assert_eq!(count.state, CountState::Closed);
    let record = format!("/counts/{id}/record");
    let pdf = store.finance.get(&record).await.expect(200);
    assert_eq!(Some(sha256_hex(&pdf.body)), count.sha256);
    assert_eq!(pdf.body, store.finance.get(&record).await.body);
    store.journal_holds().await;
    let told = entities::event::Entity::find()
        .all(&store.world.app.db)
        .await
        .unwrap();
    let closed = told.iter().find(|event| event.kind == "count_closed");
    assert!(closed.unwrap().data.contains(&count.sha256.unwrap()));
}

#[tokio::test]
async fn what_moves_while_people_count_is_judged_by_the_journal() {
    let store = Store::new().await;
    let mut devices = Vec::new();
    for number in 0..3 {
        devices.push(store.device(number).await);
    }
    for number in 3..6 {
        devices.push(store.ready(number).await);
    }
    let code = |number: usize| store.labels[number];
    let id = store.open(&[], &[]).await;
    store
        .world
        .app
        .clock
        .advance(chrono::TimeDelta::minutes(10));

    // It goes to the other workshop, and is seen there.
    store.moved(&devices[0], &store.there).await;
    assert_eq!(scan(&store.other, id, code(0)).await, "count-found");
    // It goes there after the shelf was counted: somebody scanned it in.
    store.scanned_in(&devices[1], &store.there).await;
    // Seen here, and moved an hour later: it was found.
    assert_eq!(scan(&store.worker, id, code(2)).await, "count-found");
    store.moved(&devices[2], &store.there).await;
    // Handed over while people count, and not seen.
    store.handed_over(&devices[3]).await;
    // Handed over this morning, says the journal, and here it stands.
    store.handed_over(&devices[4]).await;
    store.world.app.clock.advance(chrono::TimeDelta::hours(9));
    assert_eq!(
        scan(&store.worker, id, code(4)).await,
        "count-found-handed-over"
    );
    // Came after the freeze.
    store.device(6).await;
    assert_eq!(scan(&store.worker, id, code(6)).await, "count-not-expected");
    assert_eq!(scan(&store.worker, id, code(5)).await, "count-found");

    store.end(id).await;
    let classes = store.classes(id).await;
    let found: Vec<_> = [0, 2, 5].map(|n: usize| Some(devices[n].id)).to_vec();
    assert_eq!(classes[&CountClass::Found], found);
    assert_eq!(classes[&CountClass::MovedSince], [Some(devices[1].id)]);
    assert_eq!(classes[&CountClass::HandedOver], [Some(devices[3].id)]);
    assert_eq!(classes[&CountClass::FoundHandedOver], [Some(devices[4].id)]);
    assert_eq!(classes[&CountClass::CameSince].len(), 1);
    assert_eq!(classes.len(), 5, "nothing is missing: {classes:?}");
    assert_eq!(store.count(id).await.gaps, Some(1));
    store.journal_holds().await;
}

#[tokio::test]
async fn what_is_moved_on_paper_while_people_count_is_still_missing() {
    let store = Store::new().await;
    let said = store.device(0).await;
    let boxed = store.device(1).await;
    let scanned = store.device(2).await;
    let id = store.open(&[], &[]).await;
    store
        .world
        .app
        .clock
        .advance(chrono::TimeDelta::minutes(10));
    // Somebody writes that two are at the other workshop; the third was held there.
    store.moved(&said, &store.there).await;
    store.moved(&boxed, &store.there).await;
    store.scanned_in(&scanned, &store.there).await;
    store.end(id).await;
    let classes = store.classes(id).await;
    assert_eq!(
        classes[&CountClass::Missing],
        [Some(said.id), Some(boxed.id)]
    );
    assert_eq!(classes[&CountClass::MovedSince], [Some(scanned.id)]);
    assert_eq!(store.count(id).await.gaps, Some(2));
    // The gap shows where the paper has it.
    let line = store.lines(id).await[0].id;
    let page = store
        .finance
        .get(&format!("/counts/{id}/lines/{line}"))
        .await
        .expect(200);
    assert!(page.says("Déplacé sans être vu"), "{page}");
    assert!(page.says("Appareil changé de site"), "{page}");
    store.journal_holds().await;
}

#[tokio::test]
async fn a_scan_that_waited_for_a_network_is_judged_by_when_it_was_seen() {
    let store = Store::new().await;
    let device = store.device(0).await;
    let id = store.open(&[], &[]).await;
    let seen_at = store.world.now() + chrono::TimeDelta::minutes(5);
    store.world.app.clock.advance(chrono::TimeDelta::hours(2));
    store.moved(&device, &store.there).await;

    let path = format!("/bench/counts/{id}");
    let (site, code) = (store.here().id.0.to_string(), store.labels[0].to_string());
    let seen_at = seen_at.to_rfc3339();
    let fields = [
        ("write_id", "kept-on-a-phone-1"),
        ("site", site.as_str()),
        ("pass", "1"),
        ("code", code.as_str()),
        ("seen_at", seen_at.as_str()),
    ];
    let kept = format!("{}:kept-on-a-phone-1", store.worker.account.id.0);
    let phone = store.worker.saying("x-queue", "1").saying("x-kept", kept);
    let first = phone.post(&path, &fields).await.expect(200);
    let again = phone.post(&path, &fields).await.expect(200);
    assert_eq!(first.body, again.body, "the first answer");
    let scans = store.scans(id).await;
    assert_eq!(scans.len(), 1);
    assert_eq!(scans[0].class, CountClass::Found, "it was here then");
    assert!(scans[0].at < scans[0].received_at);

    // A clock before the freeze, or ahead of ours, is not believed.
    let other = store.device(1).await;
    store.moved(&other, &store.there).await;
    let code = store.labels[1].to_string();
    let fields = [
        ("write_id", "kept-on-a-phone-2"),
        ("site", site.as_str()),
        ("code", code.as_str()),
        ("seen_at", "2031-01-01T00:00:00Z"),
    ];
    store.worker.post(&path, &fields).await.expect(303);
    let scans = store.scans(id).await;
    assert_eq!(scans[1].class, CountClass::FoundElsewhere);
    assert_eq!(scans[1].at, scans[1].received_at);
}
