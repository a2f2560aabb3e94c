//! What events tell of an erasure, its proof and a quality check is compared with their rows (law 4).
use super::*;
use crate::journal::{assert_named, found_after};

#[tokio::test]
async fn an_erasure_or_its_proof_changed_by_hand_is_found_and_named() {
    let workshop = Workshop::new().await;
    workshop.tablet_to_check().await;
    workshop.assert_journal_holds().await;
    let erasure = erasure::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    let row = format!("erasure {}: ", erasure.id);
    let proof = erasure.evidence_id.unwrap().0;
    for (set, column) in [
        ("verdict = 'refused', level = NULL", "column verdict"),
        ("level = 'purge'", "column level"),
        ("method = 'nwipe'", "column method"),
        ("performed_on = '2026-01-02'", "column performed_on"),
        ("reasons = '[\"x\"]'", "column reasons"),
        (
            "recorded_at = '2026-05-01 08:00:00+00:00'",
            "column recorded_at",
        ),
    ] {
        let by_hand = format!("UPDATE erasure SET {set}");
        let found = found_after(&workshop.world, &by_hand).await;
        assert_named(&found, &format!("{row}{column}"), &by_hand);
    }
    let by_hand = format!("UPDATE evidence SET sha256 = 'x' WHERE id = {proof}");
    let found = found_after(&workshop.world, &by_hand).await;
    assert_named(
        &found,
        &format!("evidence {proof}: column sha256"),
        &by_hand,
    );
    assert_eq!(found.len(), 1, "{found:?}");
    // One that nobody recorded.
    let by_hand = "INSERT INTO erasure (id, device_id, stay, method, performer_id, performed_on, recorded_at, \
         evidence_id, verdict, level, reasons, details) \
         SELECT id + 100, device_id, stay, method, performer_id, performed_on, recorded_at, \
         evidence_id, verdict, level, reasons, details FROM erasure";
    let place = format!("erasure {}: has a row and no event", erasure.id + 100);
    assert_named(
        &found_after(&workshop.world, by_hand).await,
        &place,
        by_hand,
    );
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_quality_check_changed_by_hand_is_found_and_named() {
    let workshop = Workshop::new().await;
    workshop.ready_tablet().await;
    workshop.assert_journal_holds().await;
    let check = quality_check::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    for (set, column) in [
        ("passed_at = '2026-05-01 08:00:00+00:00'", "passed_at"),
        ("erasure_level = NULL", "erasure_level"),
    ] {
        let by_hand = format!("UPDATE quality_check SET {set}");
        let place = format!("quality_check {}: column {column}", check.id);
        assert_named(
            &found_after(&workshop.world, &by_hand).await,
            &place,
            &by_hand,
        );
    }
}

#[tokio::test]
async fn of_many_devices_the_erasure_changed_by_hand_is_named_and_no_other() {
    let workshop = Workshop::new().await;
    for serial in ["DMPX1", "DMPX2", "DMPX3"] {
        workshop.tablet_to_check_with(serial).await;
    }
    workshop.assert_journal_holds().await;
    let erasures = erasure::Entity::find()
        .order_by_asc(erasure::COLUMN.id)
        .all(&workshop.world.app.db)
        .await
        .unwrap();
    assert_eq!(erasures.len(), 3);
    let second = erasures[1].id;
    let by_hand =
        format!("UPDATE erasure SET verdict = 'unverified', level = NULL WHERE id = {second}");
    let found = found_after(&workshop.world, &by_hand).await;
    assert_eq!(found.len(), 2, "verdict and level: {found:?}");
    for line in &found {
        assert!(line.starts_with(&format!("erasure {second}: ")), "{line}");
    }
}
