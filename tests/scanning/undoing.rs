//! Arrivals taken back: of a device, of a box with what is in it, and what stands against it.

use super::{Bench, scan, scanned, undo};
use entities::{event, membership, scan as tally, site};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

#[tokio::test]
async fn an_arrival_scanned_by_mistake_is_taken_back_and_all_is_where_it_was() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let code = bench.ready("SN-1").await;
    scan(&bench.worker, &format!("IN-{carton}"), &code)
        .await
        .expect(303);
    let before = bench.device(&code).await;
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scanned(&bench.at_store, &here, &code).await;
    let moved = bench.device(&code).await;
    assert_eq!(moved.container_id, None);
    let page = undo(&bench.at_store, &page).await;
    let page = bench.at_store.follow(page).await.expect(200);
    assert!(page.says("Le dernier scan est annulé"), "{page}");
    let after = bench.device(&code).await;
    assert_eq!(
        (after.site_id, after.container_id, after.stage),
        (before.site_id, before.container_id, before.stage)
    );
    let last = bench.events(&code).await.pop().unwrap();
    assert_eq!(last.kind, "arrival_taken_back");
    assert!(
        last.data
            .contains(&format!("\"takes_back\":{}", moved.version)),
        "{}",
        last.data
    );
    // Undone once: there is nothing left to undo, and it may really arrive.
    assert!(!page.has("form[action='/bench/scan/undo']"), "{page}");
    scan(&bench.at_store, &here, &code).await.expect(303);
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn an_arrival_stays_when_something_came_of_it() {
    let bench = Bench::new().await;
    let shelf = bench.make("place", "Étagère 3", &bench.store).await;
    let code = bench.ready("SN-1").await;
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scanned(&bench.at_store, &here, &code).await;
    let colleague = bench
        .world
        .member(
            membership::Role::Worker,
            bench.at_store.organisation.clone(),
            Some(bench.store.clone()),
        )
        .await;
    scan(&colleague, &format!("IN-{shelf}"), &code)
        .await
        .expect(303);
    let page = undo(&bench.at_store, &page).await.expect(409);
    assert!(
        page.says("Autre chose a été noté depuis cette arrivée"),
        "{page}"
    );
    assert_eq!(bench.device(&code).await.site_id, Some(bench.store.id));
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn nothing_goes_back_to_where_it_may_not_be() {
    let bench = Bench::new().await;
    // Still to be erased, and no workshop waits for it any more where it came from.
    let code = bench.received("SN-1").await;
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scanned(&bench.at_store, &here, &code).await;
    let mut left = bench.site().clone().into_active_model();
    left.is_workshop = Set(false);
    let left: site::Model = left.update(&bench.world.app.db).await.unwrap();
    let page = undo(&bench.at_store, &page).await.expect(409);
    assert!(page.says("elle ne s’annule plus"), "{page}");
    assert_eq!(bench.device(&code).await.site_id, Some(bench.store.id));
    // Nor to a site that has closed.
    let mut closed = left.into_active_model();
    closed.is_workshop = Set(true);
    closed.closed_at = Set(Some(bench.world.now()));
    closed.update(&bench.world.app.db).await.unwrap();
    undo(&bench.at_store, &page).await.expect(409);
    assert_eq!(bench.device(&code).await.site_id, Some(bench.store.id));
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn nothing_goes_back_into_a_box_that_has_gone() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let code = bench.ready("SN-1").await;
    scan(&bench.worker, &format!("IN-{carton}"), &code)
        .await
        .expect(303);
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scanned(&bench.at_store, &here, &code).await;
    let colleague = bench
        .world
        .member(
            membership::Role::Supervisor,
            bench.at_store.organisation.clone(),
            Some(bench.store.clone()),
        )
        .await;
    scan(&colleague, &here, &carton).await.expect(303);
    undo(&bench.at_store, &page).await.expect(409);
    let there = bench.device(&code).await;
    assert_eq!(
        (there.site_id, there.container_id),
        (Some(bench.store.id), None)
    );
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn a_box_that_had_not_arrived_goes_back_with_all_that_is_in_it() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let shelf = bench.make("place", "Étagère 3", bench.site()).await;
    let codes = [bench.ready("SN-1").await, bench.ready("SN-2").await];
    for code in &codes {
        scan(&bench.worker, &format!("IN-{carton}"), code)
            .await
            .expect(303);
    }
    scan(&bench.worker, &format!("IN-{shelf}"), &carton)
        .await
        .expect(303);
    let before = bench.container(&carton).await;
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scanned(&bench.at_store, &here, &carton).await;
    assert_eq!(bench.container(&carton).await.site_id, bench.store.id);
    undo(&bench.at_store, &page).await.expect(303);
    let after = bench.container(&carton).await;
    assert_eq!(
        (after.site_id, after.place_id),
        (before.site_id, before.place_id)
    );
    for code in &codes {
        let device = bench.device(code).await;
        assert_eq!(
            (device.site_id, device.container_id),
            (Some(before.site_id), Some(before.id))
        );
        let last = bench.events(code).await.pop().unwrap();
        assert_eq!(last.kind, "arrival_taken_back");
    }
    // One of them was looked at since: the box stays, whole.
    let page = scanned(&bench.at_store, &here, &carton).await;
    scan(&bench.at_store, "OUT", &codes[0]).await.expect(303);
    let page_of_out = bench.at_store.get("/bench/scan").await.expect(200);
    undo(&bench.at_store, &page_of_out).await.expect(303);
    let page = undo(&bench.at_store, &page).await.expect(409);
    assert!(page.says("elle ne s’annule plus"), "{page}");
    assert_eq!(bench.container(&carton).await.site_id, bench.store.id);
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn another_role_of_the_same_session_takes_nothing_back() {
    let bench = Bench::new().await;
    let code = bench.ready("SN-1").await;
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scanned(&bench.at_store, &here, &code).await;
    // The session goes on as a worker of the same place.
    let mut role = bench.at_store.membership.clone().into_active_model();
    role.role = Set(membership::Role::Worker);
    role.update(&bench.world.app.db).await.unwrap();
    undo(&bench.at_store, &page).await.expect(409);
    assert_eq!(bench.device(&code).await.site_id, Some(bench.store.id));
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn what_is_kept_somewhere_is_put_back_by_an_event_that_says_what_it_corrects() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let shelf = bench.make("place", "Étagère 3", bench.site()).await;
    let code = bench.ready("SN-1").await;
    let page = scanned(&bench.worker, &format!("IN-{carton}"), &code).await;
    let mistake = bench.device(&code).await.version;
    undo(&bench.worker, &page).await.expect(303);
    let last = bench.events(&code).await.pop().unwrap();
    assert_eq!(last.kind, "device_stowed");
    assert!(
        last.data.contains(&format!("\"takes_back\":{mistake}")),
        "{}",
        last.data
    );
    let page = scanned(&bench.worker, &format!("IN-{shelf}"), &carton).await;
    let mistake = bench.container(&carton).await.version;
    undo(&bench.worker, &page).await.expect(303);
    let moves = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq("container"))
        .filter(event::COLUMN.kind.eq("container_moved"))
        .all(&bench.world.app.db)
        .await
        .unwrap();
    let said = format!("\"takes_back\":{mistake}");
    assert_eq!(
        moves
            .iter()
            .filter(|event| event.data.contains(&said))
            .count(),
        1
    );
    let lines = tally::Entity::find()
        .all(&bench.world.app.db)
        .await
        .unwrap();
    assert!(
        lines
            .iter()
            .all(|line| line.result == tally::ScanResult::Undone)
    );
    bench.assert_journal_holds().await;
}
