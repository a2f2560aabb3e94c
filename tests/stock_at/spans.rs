//! The spans: written with the event, folded again out of the events, and found when they were altered.

use super::Stock;
use crate::{
    journal::{assert_named, found_after},
    support::World,
};
use entities::{
    device,
    device_span::{self, Holder},
};
use migrations::{Migrator, MigratorTrait};
use passe_relais::journal::{self, By, Event, EventKind};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};

async fn spans(world: &World) -> Vec<device_span::Model> {
    device_span::Entity::find()
        .order_by_asc(device_span::Column::DeviceId)
        .order_by_asc(device_span::Column::FromAt)
        .all(&world.app.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn each_change_of_a_device_ends_one_span_and_begins_the_next() {
    let stock = Stock::new().await;
    let spans = spans(&stock.world).await;
    let of = |device: &device::Model| -> Vec<(Holder, Option<i64>, bool)> {
        let own = spans.iter().filter(|span| span.device_id == device.id);
        own.map(|span| (span.holder, span.value_cents, span.to_at.is_none()))
            .collect()
    };
    assert_eq!(
        of(&stock.scrapped),
        [
            (Holder::Site, Some(21_950), false),
            (Holder::Waste, Some(21_950), true)
        ]
    );
    assert_eq!(
        of(&stock.revalued),
        [
            (Holder::Site, Some(21_950), false),
            (Holder::Site, Some(20_000), true)
        ]
    );
    for pair in spans.windows(2) {
        if pair[0].device_id == pair[1].device_id {
            assert_eq!(pair[0].to_at, Some(pair[1].from_at), "no gap");
        }
    }
    assert!(stock.world.journal_problems().await.is_empty());
}

#[tokio::test]
async fn what_was_undone_within_a_moment_and_a_clock_that_was_behind_leave_spans_the_journal_gives()
{
    let stock = Stock::new().await;
    let worth = |cents| device::ActiveModel {
        value_cents: Set(Some(cents)),
        ..Default::default()
    };
    let before = spans(&stock.world).await;
    let changed = stock
        .world
        .change_device(&stock.revalued, worth(1), EventKind::DeviceCorrected)
        .await;
    let back = stock
        .world
        .change_device(&changed, worth(20_000), EventKind::DeviceCorrected)
        .await;
    assert_eq!(spans(&stock.world).await, before);
    let write = stock.world.app.write().await.unwrap();
    let by = By {
        actor: None,
        at: stock.world.now() - chrono::TimeDelta::hours(1),
    };
    let event = || Event::of(EventKind::DeviceCorrected);
    let steps = [(worth(2), event()), (worth(3), event())];
    journal::changes(&*write, by, &back, steps).await.unwrap();
    write.commit().await.unwrap();
    let after = spans(&stock.world).await;
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last().unwrap().from_at, stock.world.now());
    assert!(stock.world.journal_problems().await.is_empty());
}

#[tokio::test]
async fn a_write_that_is_undone_leaves_no_span() {
    let stock = Stock::new().await;
    let before = spans(&stock.world).await;
    let write = stock.world.app.write().await.unwrap();
    let worth = device::ActiveModel {
        value_cents: Set(Some(1)),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceCorrected);
    let by = stock.world.system();
    journal::change(&*write, by, &stock.revalued, worth, event)
        .await
        .unwrap();
    drop(write);
    assert_eq!(spans(&stock.world).await, before);
}

#[tokio::test]
async fn a_span_altered_removed_or_added_by_hand_is_found_and_named() {
    let stock = Stock::new().await;
    let id = stock.scrapped.id.0;
    let place = format!("device {id}, span from 2026-05-04T08:00:00Z: ");
    let first = format!("device_id = {id} AND to_at IS NOT NULL");
    for (column, value) in [
        ("holder", "'transit'"),
        ("stage", "'triage'"),
        ("site_id", "NULL"),
        ("owner_id", "owner_id + 1"),
        ("lot_id", "lot_id + 1"),
        ("value_cents", "21951"),
    ] {
        let by_hand = format!("UPDATE device_span SET {column} = {value} WHERE {first}");
        let found = found_after(&stock.world, &by_hand).await;
        assert_named(&found, &place, &by_hand);
        assert!(found[0].contains(column), "{found:?}");
        assert_eq!(found.len(), 1, "{found:?}");
    }
    for by_hand in [
        format!("DELETE FROM device_span WHERE {first}"),
        format!("DELETE FROM device_span WHERE device_id = {id}"),
    ] {
        assert_named(&found_after(&stock.world, &by_hand).await, &place, &by_hand);
    }
    assert!(stock.world.journal_problems().await.is_empty());
}

#[tokio::test]
async fn the_database_itself_keeps_spans_without_overlap_and_without_gap() {
    let stock = Stock::new().await;
    let id = stock.scrapped.id.0;
    let columns = "holder, stage, site_id, owner_id, lot_id, value_cents";
    let copy = |from: &str, to: &str| {
        format!(
            "INSERT INTO device_span (device_id, from_at, to_at, {columns}) \
             SELECT device_id, '{from}', {to}, {columns} FROM device_span \
             WHERE device_id = {id} AND to_at IS NULL"
        )
    };
    for by_hand in [
        // A second one that lasts.
        copy("2026-05-05T00:00:00+00:00", "NULL"),
        // One beside the first, with the same end.
        copy(
            "2026-05-05T00:00:00+00:00",
            "(SELECT MAX(from_at) FROM device_span s WHERE s.device_id = device_span.device_id)",
        ),
        // One that ends where none begins.
        copy("2026-05-01T00:00:00+00:00", "'2026-05-02T00:00:00+00:00'"),
        // One that ends before it begins.
        copy("2026-05-09T00:00:00+00:00", "'2026-05-04T08:00:00+00:00'"),
        // A gap before the one that lasts.
        format!("DELETE FROM device_span WHERE device_id = {id} AND to_at IS NULL"),
        format!(
            "UPDATE device_span SET from_at = '2026-05-06T09:00:00+00:00' \
             WHERE device_id = {id} AND to_at IS NULL"
        ),
    ] {
        let write = stock.world.app.write().await.unwrap();
        // A key that looks at the end of the transaction refuses there.
        let done = write.execute_unprepared(&by_hand).await;
        let refused = match done {
            Ok(_) => write.commit().await.is_err(),
            Err(_) => true,
        };
        assert!(refused, "{by_hand}");
    }
    assert!(stock.world.journal_problems().await.is_empty());
}

#[tokio::test]
async fn the_spans_of_before_are_folded_out_of_the_events() {
    let stock = Stock::new().await;
    let written = spans(&stock.world).await;
    let db = &stock.world.app.db;
    let steps = Migrator::migrations()
        .iter()
        .rev()
        .position(|one| one.name() == "m20261129_000320_stock_at")
        .unwrap();
    let steps = u32::try_from(steps + 1).unwrap();
    Migrator::down(db, Some(steps)).await.unwrap();
    Migrator::up(db, None).await.unwrap();
    assert_eq!(spans(&stock.world).await, written);
    assert!(stock.world.journal_problems().await.is_empty());
}
