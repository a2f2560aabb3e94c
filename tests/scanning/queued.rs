//! A queue of many scans, kept without a network and replayed. The measured run of ten thousand is in `tests/bench`.

use super::Bench;
use entities::{event, scan};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;

const SCANS: usize = 1_000;
const DEVICES: usize = 20;

#[tokio::test]
async fn a_thousand_scans_kept_without_a_network_are_done_once_each_though_sent_twice() {
    let bench = Bench::new().await;
    let db = &bench.world.app.db;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let mut codes = Vec::new();
    for number in 0..DEVICES {
        codes.push(bench.received(&format!("SN-{number}")).await);
    }
    let into = format!("IN-{carton}");
    let before = bench.device(&codes[0]).await.version;
    for line in 0..SCANS {
        let id = format!("queued-scan-{line:04}");
        let mode = if (line / DEVICES).is_multiple_of(2) {
            into.as_str()
        } else {
            "OUT"
        };
        let fields = [
            ("write_id", id.as_str()),
            ("mode", mode),
            ("code", codes[line % DEVICES].as_str()),
        ];
        let queue = bench
            .worker
            .saying("x-queue", "1")
            .saying("x-kept", format!("{}:{id}", bench.worker.account.id.0));
        let first = queue.post("/bench/scan", &fields).await.expect(200);
        let again = queue.post("/bench/scan", &fields).await.expect(200);
        assert_eq!(first.body, again.body, "line {line}");
        let receipt: Value = serde_json::from_slice(&first.body).unwrap();
        assert_eq!(receipt["id"], Value::from(id), "line {line}");
    }
    let stowed = event::Entity::find()
        .filter(event::COLUMN.kind.eq("device_stowed"))
        .count(db)
        .await
        .unwrap();
    assert_eq!(stowed, SCANS as u64);
    let lines = scan::Entity::find().all(db).await.unwrap();
    assert_eq!(lines.len(), SCANS);
    assert!(
        lines
            .iter()
            .all(|line| line.result == scan::ScanResult::Done)
    );
    for code in &codes {
        let device = bench.device(code).await;
        assert_eq!(device.container_id, None, "in and out by turns");
        assert_eq!(
            usize::try_from(device.version - before).unwrap(),
            SCANS / DEVICES
        );
    }
    bench.assert_journal_holds().await;
}
