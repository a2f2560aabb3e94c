//! What was changed by hand is found, and named.

use super::{Rows, assert_named, found_after, report};
use crate::support::World;
use entities::device;
use passe_relais::devices::folding::fold_again;
use sea_orm::{ConnectionTrait, EntityTrait};

#[tokio::test]
async fn one_changed_character_of_an_event_is_found_and_named() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let id = rows.device.id.0;
    let subject = format!("subject_kind = 'device' AND subject_id = {id}");
    for (column, value, place) in [
        ("subject_kind", "'devicf'", "devicf"),
        ("subject_id", "subject_id + 1000", "device 1001"),
        ("seq", "9", "device 1, event 9"),
        ("at", "'2026-05-04 08:00:01+00:00'", "device 1, event 2"),
        ("actor_id", "NULL", "device 1, event 2"),
        ("kind", "'device_moved'", "device 1, event 2"),
        (
            "data",
            "replace(data, '\"b\"', '\"a\"')",
            "device 1, event 2",
        ),
        ("data", "data || ' '", "device 1, event 2"),
        ("data", "'x'", "device 1, event 2"),
        (
            "previous",
            "replace(previous, substr(previous, 1, 1), 'x')",
            "device 1, event 2",
        ),
        (
            "hash",
            "replace(hash, substr(hash, 1, 1), 'x')",
            "device 1, event 2",
        ),
    ] {
        let by_hand = format!("UPDATE event SET {column} = {value} WHERE {subject} AND seq = 2");
        assert_named(&found_after(&world, &by_hand).await, place, &by_hand);
    }
    assert_eq!(report(&world).await.problems, []);
}

#[tokio::test]
async fn one_changed_column_of_a_row_is_found_and_named() {
    let world = World::new().await;
    Rows::new(&world).await;
    for (table, column, value) in [
        ("device", "serial", "'SN-2'"),
        ("device", "imei", "'490154203237518'"),
        ("device", "manufacturer", "'Eclair'"),
        ("device", "manufacturer_key", "'x'"),
        ("device", "model", "'Ardoise'"),
        ("device", "acquired_on", "'2021-09-02'"),
        ("device", "value_cents", "21951"),
        ("device", "school_name", "''"),
        ("device", "announced", "false"),
        ("device", "holds_data", "false"),
        ("device", "stage", "'not_received'"),
        ("device", "stage_since", "created_at"),
        ("device", "grade", "NULL"),
        ("device", "stay", "2"),
        ("device", "search", "'x'"),
        ("device", "version", "4"),
        ("request", "device_kind", "'laptop'"),
        ("request", "submitted_at", "'2026-05-03 08:00:00+00:00'"),
        ("request", "pickup_code", "'ABC'"),
        ("request", "state", "'cancelled'"),
        ("request", "closed_at", "submitted_at"),
        ("clearance", "expires_at", "'2030-05-03 08:00:00+00:00'"),
        ("clearance", "issued_by", "1"),
        ("clearance", "basis", "'attended'"),
        ("collection_lot", "devices_announced", "7"),
        ("enrolment", "attested_at", "enrolled_at"),
        ("handover", "slip_sha256", "'x'"),
        ("handover", "sealed_proxy", "'x'"),
        ("handover", "sealed_proxy", "NULL"),
        ("programme", "required_minutes", "1"),
        ("programme", "erasure_level", "'purge'"),
    ] {
        let by_hand = format!("UPDATE {table} SET {column} = {value}");
        let found = found_after(&world, &by_hand).await;
        assert_named(&found, &format!("{table} 1: "), &by_hand);
        let named = if column == "version" {
            "says it has"
        } else {
            column
        };
        assert!(found[0].contains(named), "{found:?}");
    }
}

#[tokio::test]
async fn a_text_to_search_by_from_before_an_upgrade_is_computed_again() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let db = &world.app.db;
    db.execute_unprepared("UPDATE device SET search = 'as it was computed once'")
        .await
        .unwrap();
    assert_eq!(fold_again(db).await.unwrap(), 1);
    assert!(report(&world).await.problems.is_empty());
    let device = device::Entity::find_by_id(rows.device.id)
        .one(db)
        .await
        .unwrap();
    assert_eq!(device.unwrap().version, rows.device.version, "no event");
    assert_eq!(fold_again(db).await.unwrap(), 0, "once is enough");
}

#[tokio::test]
async fn what_was_removed_added_or_moved_is_found_and_named() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let event = "FROM event WHERE subject_kind = 'device' AND subject_id = 1 AND seq";
    let swap = |from: i32, to: i32| {
        format!("UPDATE event SET seq = {to} WHERE subject_kind = 'device' AND seq = {from}")
    };
    for (by_hand, place) in [
        (format!("DELETE {event} = 2"), "device 1, event 3"),
        (format!("DELETE {event} = 3"), "device 1: "),
        (format!("DELETE {event} > 0"), "device 1: "),
        ("DELETE FROM enrolment".to_owned(), "enrolment 1: "),
        (
            "INSERT INTO enrolment (id, request_id, learner_id, pathway_id, enrolled_at, version) \
             SELECT 0, request_id, learner_id + 0, pathway_id, enrolled_at, 1 FROM enrolment WHERE 1 = 0;\
             INSERT INTO collection_lot (id, donor_id, owner_id, workshop_site_id, legal_basis, source, devices_announced, created_at, version) \
             SELECT 0, donor_id, owner_id, workshop_site_id, legal_basis, source, devices_announced, created_at, 1 FROM collection_lot"
                .to_owned(),
            "collection_lot 0: ",
        ),
        (
            [swap(2, 99), swap(3, 2), swap(99, 3)].join(";"),
            "device 1, event 2",
        ),
    ] {
        assert_named(&found_after(&world, &by_hand).await, place, &by_hand);
    }
    assert_eq!(rows.device.version, 3);
}
