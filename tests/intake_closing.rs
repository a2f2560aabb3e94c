//! A lot closes while devices still come in: what was settled with the sender stays true.

use crate::{
    intake_hand::{Bench, reception, scan},
    support::world::Persona,
};
use entities::{collection_lot, device};
use passe_relais::{intake::actions, journal::By, labels::Code};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::task::JoinHandle;

/// What somebody describes at the bench: a tablet no list announced.
fn stray() -> actions::Found {
    actions::Found {
        kind: device::DeviceKind::Tablet,
        holds_data: true,
        manufacturer: "Samsung".to_owned(),
        model: "Galaxy Tab A".to_owned(),
        serial: Some("ZZ9999ZZ".to_owned()),
    }
}

impl Bench {
    fn by(&self) -> By {
        By {
            actor: Some(self.worker.membership.id),
            at: self.world.now(),
        }
    }

    /// A lot whose reception has begun and whose every announced device is seen: it may close.
    async fn lot_to_close(&self) -> collection_lot::Model {
        let lot = self.lot("A", 1).await;
        let label = self.labels(1).await.remove(0);
        let write = self.world.app.write().await.unwrap();
        let device = self.device(&lot, 0).await;
        let code = Code::parse(&label).unwrap();
        actions::receive(&*write, self.by(), &lot, &device, code)
            .await
            .unwrap();
        write.commit().await.unwrap();
        self.reload_lot(&lot).await
    }

    /// Whether a task cannot go on before our own transaction ends; false when it ended.
    async fn waits<T>(&self, task: &JoinHandle<T>) -> bool {
        let db = &self.world.app.db;
        let waiting = "SELECT 1 FROM pg_stat_activity \
             WHERE datname = current_database() AND wait_event_type = 'Lock'";
        loop {
            if task.is_finished() {
                return false;
            }
            // On SQLite the task queues for the one writer, and so does everybody.
            if db.get_database_backend() == DbBackend::Sqlite {
                return true;
            }
            let waiting = Statement::from_string(DbBackend::Postgres, waiting);
            if db.query_one_raw(waiting).await.unwrap().is_some() {
                return true;
            }
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_device_found_while_its_lot_closes_is_refused() {
    let bench = Bench::new().await;
    let lot = bench.lot_to_close().await;
    let code = Code::parse(&bench.labels(1).await[0]).unwrap();
    let closing = bench.world.app.write().await.unwrap();
    actions::close(&*closing, bench.by(), &lot, 2)
        .await
        .unwrap();
    // Somebody has the open lot on the screen and sends the form before the closing is over.
    let found = tokio::spawn({
        let (app, by, lot) = (bench.world.app.clone(), bench.by(), lot.clone());
        async move {
            let write = app.write().await.unwrap();
            let found = actions::receive_found(&*write, by, &lot, &stray(), code).await;
            if found.is_ok() {
                write.commit().await.unwrap();
            }
            found.map(|_| ())
        }
    });
    assert!(bench.waits(&found).await, "it does not ask the lot");
    closing.commit().await.unwrap();
    let found = found.await.unwrap();
    assert!(
        matches!(found, Err(actions::Refusal::LotClosed)),
        "{found:?}"
    );
    assert_eq!(bench.stock().await, 1);
}

#[tokio::test]
async fn a_lot_closes_after_the_device_that_was_found_first() {
    let bench = Bench::new().await;
    let lot = bench.lot_to_close().await;
    let code = Code::parse(&bench.labels(1).await[0]).unwrap();
    let found = bench.world.app.write().await.unwrap();
    actions::receive_found(&*found, bench.by(), &lot, &stray(), code)
        .await
        .unwrap();
    let closing = tokio::spawn({
        let (app, by, lot) = (bench.world.app.clone(), bench.by(), lot.clone());
        async move {
            let write = app.write().await.unwrap();
            actions::close(&*write, by, &lot, 2).await.unwrap();
            write.commit().await.unwrap();
        }
    });
    // Else the papers of the closing would lack the device.
    assert!(
        bench.waits(&closing).await,
        "it closed before the device was in"
    );
    found.commit().await.unwrap();
    closing.await.unwrap();
    assert!(bench.reload_lot(&lot).await.closed_at.is_some());
    assert_eq!(bench.stock().await, 2);
}

/// Two people find something in the same lot: neither waits for the other to be told no.
#[tokio::test]
async fn two_devices_found_at_once_both_come_in_and_the_first_begins_the_reception() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let labels = bench.labels(2).await;
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    let described = async |person: &Persona, serial: &str, label: &str| {
        let unknown = scan(person, &page, serial).await.expect(200);
        let form = unknown
            .form("form[action$='/found']")
            .set("kind", "tablet")
            .set("manufacturer", "Samsung")
            .set("model", "Galaxy Tab A")
            .set("label", label);
        person.send(&form).await
    };
    let (one, other) = tokio::join!(
        described(&bench.worker, "ZZ9999ZZ", &labels[0]),
        described(&bench.supervisor, "ZZ8888ZZ", &labels[1])
    );
    one.expect(303);
    other.expect(303);
    assert_eq!(bench.stock().await, 3);
    assert_eq!(
        bench.reload_lot(&lot).await.version,
        2,
        "announced, received"
    );
}
