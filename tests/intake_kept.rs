//! Reception without a network: a label and a number that a bench kept, received in order, once, or refused in words.

use crate::{
    intake_hand::{Bench, reception, scan},
    support::{page::Page, world::Persona},
};
use entities::{collection_lot, device::Stage, event, membership::Role};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;

/// A line of the queue of somebody's device.
struct Line<'t> {
    id: &'t str,
    label: &'t str,
    mark: &'t str,
    lot: Option<&'t collection_lot::Model>,
    kind: &'t str,
}

impl Line<'_> {
    /// Sends it as the queue does when the network is back.
    async fn sent_by(&self, person: &Persona) -> Page {
        let lot = self
            .lot
            .map_or_else(String::new, |lot| lot.id.0.to_string());
        let fields = [
            ("write_id", self.id),
            ("label", self.label),
            ("mark", self.mark),
            ("lot", lot.as_str()),
            ("kind", self.kind),
        ];
        let kept = format!("{}:{}", person.account.id.0, self.id);
        let queue = person.saying("x-queue", "1").saying("x-kept", kept);
        queue.post("/bench/reception", &fields).await
    }
}

fn receipt(page: &Page) -> Value {
    serde_json::from_slice(&page.body).unwrap_or_else(|_| panic!("no receipt: {page}"))
}

fn tablet<'t>(
    lot: &'t collection_lot::Model,
    id: &'t str,
    label: &'t str,
    mark: &'t str,
) -> Line<'t> {
    Line {
        id,
        label,
        mark,
        lot: Some(lot),
        kind: "tablet",
    }
}

/// What the queue tells of its line.
fn said(page: Page, status: u16) -> String {
    page.expect(status).text("main [role=alert]")
}

impl Bench {
    async fn receptions(&self) -> u64 {
        event::Entity::find()
            .filter(event::COLUMN.kind.eq("device_received"))
            .count(&self.world.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_device_received_without_a_network_is_received_once_when_its_line_arrives() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 3).await;
    let labels = bench.labels(2).await;
    // A whole number needs no lot; a scanner wrote it in small letters.
    let serial = bench.device(&lot, 1).await.serial.unwrap().to_lowercase();
    let line = Line {
        id: "kept-at-the-bench-1",
        label: &labels[0],
        mark: &serial,
        lot: None,
        kind: "phone",
    };
    let first = receipt(&line.sent_by(&bench.worker).await.expect(200));
    assert_eq!(first["id"], line.id);
    assert_eq!(
        first["location"],
        format!("{}?done=lot-device-received", reception(&lot))
    );
    let device = bench.device(&lot, 1).await;
    assert_eq!(device.stage, Stage::Received);
    assert_eq!(device.label_code.as_deref(), Some(&*labels[0]));
    // The answer was lost on the way: sent again, twice at once.
    let (again, twice) = tokio::join!(line.sent_by(&bench.worker), line.sent_by(&bench.worker));
    assert_eq!(receipt(&again.expect(200)), first);
    assert_eq!(receipt(&twice.expect(200)), first);
    assert_eq!(bench.receptions().await, 1);
    // The last characters need the lot, and the kind that was seen.
    let mut line = Line {
        id: "kept-at-the-bench-2",
        label: &labels[1],
        mark: "7002",
        lot: None,
        kind: "tablet",
    };
    let unknown = said(line.sent_by(&bench.worker).await, 409);
    assert!(
        unknown.contains("il faut aussi le numéro du lot"),
        "{unknown}"
    );
    line.lot = Some(&lot);
    line.kind = "laptop";
    let other = said(line.sent_by(&bench.worker).await, 409);
    assert!(
        other.contains("ce n’est pas le type que vous avez vu"),
        "{other}"
    );
    line.mark = "02";
    let short = said(line.sent_by(&bench.worker).await, 422);
    assert!(short.contains("au moins 4 caractères"), "{short}");
    assert_eq!(bench.receptions().await, 1, "a refusal changes nothing");
    (line.mark, line.kind) = ("7002", "tablet");
    line.sent_by(&bench.worker).await.expect(200);
    let device = bench.device(&lot, 2).await;
    assert_eq!(device.label_code.as_deref(), Some(&*labels[1]));
    assert_eq!(bench.receptions().await, 2);
    bench.world.journal_names_nobody().await;
}

#[tokio::test]
async fn what_somebody_else_received_meanwhile_is_refused_with_a_sentence() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 2).await;
    let labels = bench.labels(3).await;
    let serial = bench.device(&lot, 0).await.serial.unwrap();
    let page = bench.supervisor.get(&reception(&lot)).await.expect(200);
    let page = scan(&bench.supervisor, &page, &serial).await.expect(200);
    scan(&bench.supervisor, &page, &labels[0]).await.expect(303);
    let taken = tablet(&lot, "kept-at-the-bench-1", &labels[1], &serial);
    let taken = said(taken.sent_by(&bench.worker).await, 409);
    assert!(taken.contains("Rien n’a été enregistré"), "{taken}");
    assert!(taken.contains("reçu par quelqu’un d’autre"), "{taken}");
    // The very same, done on a page as well: nothing is to be done again.
    let done = tablet(&lot, "kept-at-the-bench-2", &labels[0], &serial);
    let done = said(done.sent_by(&bench.worker).await, 409);
    assert!(done.contains("déjà reçu avec cette étiquette"), "{done}");
    // A label that another device bears; one that nobody printed; one that is none.
    let worn = tablet(&lot, "kept-at-the-bench-3", &labels[0], "7001");
    let worn = said(worn.sent_by(&bench.worker).await, 409);
    assert!(worn.contains("déjà sur un autre appareil"), "{worn}");
    let unread = tablet(&lot, "kept-at-the-bench-4", "HJ4K", "7001");
    let unread = said(unread.sent_by(&bench.worker).await, 422);
    assert!(unread.contains("8 caractères"), "{unread}");
    assert_eq!(bench.receptions().await, 1);
    let device = bench.device(&lot, 1).await;
    assert_eq!((device.stage, device.label_code), (Stage::Announced, None));
}

#[tokio::test]
async fn another_workshops_lots_are_not_received_by_a_line() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let labels = bench.labels(1).await;
    let (organisation, site) = bench.world.other_workshop().await;
    let stranger = bench
        .world
        .member(Role::Worker, organisation, Some(site))
        .await;
    let serial = bench.device(&lot, 0).await.serial.unwrap();
    let mut line = Line {
        id: "kept-at-the-bench-1",
        label: &labels[0],
        mark: &serial,
        lot: Some(&lot),
        kind: "tablet",
    };
    let number = said(line.sent_by(&stranger).await, 422);
    assert!(number.contains("Aucun lot à recevoir ici"), "{number}");
    line.lot = None;
    let unknown = said(line.sent_by(&stranger).await, 409);
    assert!(
        unknown.contains("Aucun appareil à recevoir ici"),
        "{unknown}"
    );
    let clerk = bench.world.clerk().await;
    line.sent_by(&clerk).await.expect(403);
    assert_eq!(bench.receptions().await, 0);
}
