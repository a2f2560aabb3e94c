//! A closed count, its lines and its scans never change: not by a page, not by a statement.

use super::{Store, scan};
use crate::journal::{assert_named, found_after};
use entities::membership::Role;
use sea_orm::{ConnectionTrait, DbBackend};

impl Store {
    async fn refuses(&self, statement: &str) {
        let refused = self.world.app.db.execute_unprepared(statement).await;
        assert!(refused.is_err(), "the database took: {statement}");
    }

    async fn takes(&self, statement: &str) {
        let taken = self.world.app.db.execute_unprepared(statement).await;
        assert!(
            taken.is_ok(),
            "the database refused: {statement}: {taken:?}"
        );
    }
}

#[tokio::test]
async fn what_was_expected_and_scanned_is_never_changed_by_a_statement() {
    let store = Store::new().await;
    let device = store.device(0).await;
    let later = store.device(1).await;
    let id = store.open(&[], &["second_pass"]).await;
    scan(&store.worker, id, store.labels[0]).await;
    scan(&store.worker, id, store.labels[0]).await;
    let (member, account) = (store.worker.membership.id.0, store.worker.account.id.0);
    let (device, later, site) = (device.id.0, later.id.0, store.here().id.0);
    let someone = store.supervisor.membership.id.0;
    for statement in [
        format!("UPDATE stock_count SET frozen_at = '2020-01-01T00:00:00Z' WHERE id = {id}"),
        format!("UPDATE stock_count SET expected = 1 WHERE id = {id}"),
        format!("UPDATE stock_count SET second_above_cents = 1 WHERE id = {id}"),
        format!("DELETE FROM stock_count WHERE id = {id}"),
        format!("INSERT INTO stock_count_scope (count_id, site_id) VALUES ({id}, {site})"),
        format!("UPDATE stock_count_line SET site_id = NULL WHERE count_id = {id}"),
        format!("DELETE FROM stock_count_line WHERE count_id = {id} AND device_id = {device}"),
        format!("UPDATE stock_count_scan SET class = 'found_gone' WHERE count_id = {id}"),
        format!("DELETE FROM stock_count_scan WHERE count_id = {id}"),
        format!("UPDATE stock_count_repeat SET membership_id = {someone} WHERE count_id = {id}"),
        format!("DELETE FROM stock_count_repeat WHERE count_id = {id}"),
        // The same label twice in a pass; the second count by the first counter; under somebody else's account.
        row(id, 1, device, site, (member, account)),
        row(id, 2, device, site, (member, account)),
        row(id, 2, device, site, (someone, account)),
    ] {
        store.refuses(&statement).await;
    }
    // The same row of another device is taken: it is the row that is refused, not the statement.
    let code = &store.labels[1];
    let taken = row(id, 1, later, site, (member, account));
    store
        .takes(&taken.replace("'CODE'", &format!("'{code}'")))
        .await;
}

/// A scan written by hand.
fn row(id: i32, pass: i32, device: i32, site: i32, (member, account): (i32, i32)) -> String {
    format!(
        "INSERT INTO stock_count_scan (count_id, pass, code, device_id, site_id, class, membership_id, account_id, at, \
         received_at) SELECT {id}, {pass}, COALESCE((SELECT s.code FROM stock_count_scan s WHERE s.count_id = {id} \
         AND s.device_id = {device}), 'CODE'), {device}, {site}, 'found', {member}, {account}, c.frozen_at, c.frozen_at \
         FROM stock_count c WHERE c.id = {id}"
    )
}

#[tokio::test]
async fn a_gap_is_resolved_once_signed_by_another_and_closed_for_good() {
    let store = Store::new().await;
    store.device(0).await;
    let id = store.open(&[("above_gaps", "0")], &[]).await;
    scan(&store.worker, id, store.labels[9]).await;
    store.end(id).await;
    let lines = store.lines(id).await;
    let (line, other) = (lines[0].id, lines[1].id);
    let (member, account) = (store.finance.membership.id.0, store.finance.account.id.0);
    let signed = |by: i32, person: i32, line: i32| {
        format!(
            "UPDATE stock_count_result SET countersigned_by = {by}, countersigned_account = {person}, \
             countersigned_at = '2026-05-04T09:00:00+00:00' WHERE id = {line}"
        )
    };
    let closed = format!(
        "UPDATE stock_count SET state = 'closed', closed_at = ended_at, closed_by = {member}, sha256 = 'x', \
         file = 'x' WHERE id = {id}"
    );
    for statement in [
        // Not resolved: not signed, and the count not closed.
        signed(member, account, line),
        closed.clone(),
        format!("DELETE FROM stock_count_result WHERE id = {line}"),
        format!("UPDATE stock_count_result SET class = 'found' WHERE id = {line}"),
        format!("UPDATE stock_count_result SET value_cents = 1 WHERE id = {line}"),
        format!("UPDATE stock_count_result SET reason = 'lost' WHERE id = {line}"),
        // Somebody scans though the counting has ended.
        row(id, 1, 1, store.here().id.0, (member, account)),
    ] {
        store.refuses(&statement).await;
    }
    for line in [line, other] {
        store
            .resolve(&store.finance, id, line, "lost")
            .await
            .expect(303);
    }
    let colleague = store.world.persona(Role::Finance).await;
    let (second, person) = (colleague.membership.id.0, colleague.account.id.0);
    for statement in [
        closed.clone(),
        signed(member, account, line),
        // Under two memberships one is still one person; and nobody signs with another's account.
        signed(second, account, line),
        signed(member, person, line),
        format!("UPDATE stock_count_result SET reason = 'stolen' WHERE id = {line}"),
        format!("UPDATE stock_count_result SET resolved_by = {second} WHERE id = {line}"),
        format!("UPDATE stock_count_result SET proof_media = 'text/plain' WHERE id = {line}"),
        // What the counting found: fewer gaps would need no second person.
        format!("UPDATE stock_count SET gaps = 0 WHERE id = {id}"),
        format!("UPDATE stock_count SET scans_sha256 = 'x' WHERE id = {id}"),
        format!("UPDATE stock_count SET ended_at = '2020-01-01T00:00:00+00:00' WHERE id = {id}"),
        format!(
            "UPDATE stock_count SET state = 'counting', gaps = NULL, scans_sha256 = NULL, ended_at = NULL WHERE id = {id}"
        ),
    ] {
        store.refuses(&statement).await;
    }
    for line in [line, other] {
        let path = format!("/counts/{id}/lines/{line}/signature");
        let write_id = format!("signing-line-{line}");
        colleague
            .post(&path, &[("write_id", &write_id)])
            .await
            .expect(303);
    }
    store.refuses(&signed(second, person, line)).await;
    store.step(id, "closing").await.expect(303);
    for statement in [
        format!("UPDATE stock_count SET sha256 = 'x' WHERE id = {id}"),
        format!("UPDATE stock_count SET state = 'resolving' WHERE id = {id}"),
        format!("DELETE FROM stock_count WHERE id = {id}"),
        format!("UPDATE stock_count_result SET remark = 'x' WHERE id = {line}"),
        format!("DELETE FROM stock_count_result WHERE id = {line}"),
        format!(
            "INSERT INTO stock_count_result (count_id, class, device_id, repeats) VALUES ({id}, 'found', 1, 0)"
        ),
        format!("UPDATE stock_count_scan SET site_id = site_id WHERE count_id = {id}"),
        format!("DELETE FROM stock_count_line WHERE count_id = {id}"),
    ] {
        store.refuses(&statement).await;
    }
    // Nor by its pages.
    for step in ["end", "counting", "closing"] {
        let write_id = format!("after-it-was-closed-{step}");
        let path = format!("/counts/{id}/{step}");
        store
            .finance
            .post(&path, &[("write_id", &write_id)])
            .await
            .expect(409);
    }
    let fields = [("write_id", "a-reason-too-late"), ("reason", "lost")];
    let path = format!("/counts/{id}/lines/{line}");
    store.finance.post(&path, &fields).await.expect(409);
    store.journal_holds().await;
}

#[tokio::test]
async fn a_count_exists_for_those_who_work_at_its_sites_and_for_finance_and_audit() {
    let store = Store::new().await;
    store.device(0).await;
    let site = store.here().id.0.to_string();
    let page = store.finance.get("/counts/new").await.expect(200);
    let form = page.form("main form").tick("sites", &site);
    store.finance.send(&form).await.expect(303);
    let id = 1;
    store
        .worker
        .get(&format!("/bench/counts/{id}"))
        .await
        .expect(200);
    for path in [format!("/counts/{id}"), format!("/bench/counts/{id}")] {
        store.other.get(&path).await.expect(404);
    }
    assert!(!store.other.get("/counts").await.expect(200).says("n° 1"));
    // Nobody counts at another's site.
    let there = store.there.id.0.to_string();
    let code = store.labels[0].to_string();
    let fields = [
        ("write_id", "at-a-site-of-others"),
        ("site", there.as_str()),
        ("code", code.as_str()),
    ];
    let path = format!("/bench/counts/{id}");
    store.worker.post(&path, &fields).await.expect(404);
    let auditor = store.world.persona(Role::Auditor).await;
    auditor.get(&format!("/counts/{id}")).await.expect(200);
    auditor.get(&path).await.expect(403);
    for step in ["end", "counting", "closing"] {
        auditor
            .post(
                &format!("/counts/{id}/{step}"),
                &[("write_id", "as-an-auditor")],
            )
            .await
            .expect(403);
    }
    store.end(id).await;
    auditor
        .get(&format!("/counts/{id}/lines"))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_count_of_nothing_is_not_opened_and_keeps_what_was_ticked() {
    let store = Store::new().await;
    store.device(0).await;
    let page = store.finance.get("/counts/new").await.expect(200);
    let form = page.form("main form");
    let form = form.tick("kinds", "screen").set("above_gaps", "3");
    let refused = store.finance.send(&form).await.expect(409);
    assert!(refused.says("Aucun appareil n’est attendu"), "{refused}");
    assert!(refused.has("[name=kinds][value=screen][checked]"));
    assert_eq!(refused.attribute("[name=above_gaps]", "value"), "3");
    let form = refused.form("main form").set("above_gaps", "trois");
    let mistaken = store.finance.send(&form).await.expect(422);
    assert!(mistaken.says("Donnez un nombre entier"), "{mistaken}");
    assert!(!store.finance.get("/counts").await.says("n° 1"));
    store.journal_holds().await;
}

#[tokio::test]
async fn no_count_is_written_that_was_never_counted() {
    let store = Store::new().await;
    let by = store.finance.membership.id.0;
    let at = "'2026-05-04T09:00:00+00:00'";
    let opened = |expected: i32| {
        format!(
            "INSERT INTO stock_count (state, frozen_at, opened_by, blind, second_pass, expected, version) \
             VALUES ('counting', {at}, {by}, false, false, {expected}, 1)"
        )
    };
    store.refuses(&opened(7)).await;
    let ended = |state: &str, closing: &str| {
        format!(
            "INSERT INTO stock_count (state, frozen_at, opened_by, blind, second_pass, expected, gaps, scans_sha256, \
             ended_at, sha256, file, closed_at, closed_by, version) \
             VALUES ('{state}', {at}, {by}, false, false, 0, 0, 'x', {at}, {closing}, 1)"
        )
    };
    store
        .refuses(&ended("resolving", "NULL, NULL, NULL, NULL"))
        .await;
    store
        .refuses(&ended("closed", &format!("'x', 'x', {at}, {by}")))
        .await;
    // It is the beginning that is refused, not the statement.
    store.takes(&opened(0)).await;
}

#[tokio::test]
async fn a_row_changed_by_who_takes_the_guards_away_is_found_by_the_journal() {
    let store = Store::new().await;
    let missing = store.device(0).await;
    store.device(1).await;
    let id = store.open(&[], &[]).await;
    scan(&store.worker, id, store.labels[1]).await;
    scan(&store.worker, id, store.labels[9]).await;
    let postgres = store.world.app.db.get_database_backend() == DbBackend::Postgres;
    let unguarded = |table: &str, guard: &str, statement: &str| {
        let on = if postgres {
            format!(" ON {table}")
        } else {
            String::new()
        };
        format!("DROP TRIGGER {table}_{guard}{on};{statement}")
    };
    let by_hand = unguarded(
        "stock_count_line",
        "kept",
        &format!(
            "DELETE FROM stock_count_line WHERE device_id = {}",
            missing.id.0
        ),
    );
    let rows = format!("rows of stock_count {id}: column");
    // While people still count.
    let found = found_after(&store.world, &by_hand).await;
    assert_named(&found, &format!("{rows} lines_sha256"), &by_hand);
    store.end(id).await;
    let lines = store.lines(id).await;
    let (gap, other) = (lines[0].id, lines[2].id);
    assert_eq!(lines[0].device_id, Some(missing.id));
    store
        .resolve(&store.finance, id, gap, "lost")
        .await
        .expect(303);
    store.journal_holds().await;
    let (member, account) = (store.finance.membership.id.0, store.finance.account.id.0);
    let explained = format!(
        "UPDATE stock_count_result SET reason = 'lost', resolved_by = {member}, resolved_account = {account}, \
         resolved_at = '2026-05-04T09:00:00+00:00' WHERE id = {other}"
    );
    for (by_hand, named) in [
        (by_hand, format!("{rows} lines_sha256")),
        (
            unguarded(
                "stock_count_scan",
                "settled",
                "UPDATE stock_count_scan SET class = 'found_gone' WHERE device_id IS NOT NULL",
            ),
            format!("{rows} scans_sha256"),
        ),
        (
            unguarded(
                "stock_count_result",
                "settled",
                &format!("UPDATE stock_count_result SET value_cents = 1 WHERE id = {gap}"),
            ),
            format!("{rows} results_sha256"),
        ),
        (
            unguarded(
                "stock_count_result",
                "settled",
                &format!("UPDATE stock_count_result SET reason = 'stolen' WHERE id = {gap}"),
            ),
            format!("line {gap} of stock_count {id}: column reason"),
        ),
        // Nothing forbids it, and no event tells of it.
        (
            explained,
            format!("line {other} of stock_count {id}: has a row and no event"),
        ),
    ] {
        let found = found_after(&store.world, &by_hand).await;
        assert_named(&found, &named, &by_hand);
    }
    store.journal_holds().await;
}
