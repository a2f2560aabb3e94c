//! The ledger: who sees what, what is paid, and what a statement by hand cannot do.

use super::{codes, give, opened, passes, take};
use crate::support::{page::Page, scene::Scene, visitor::Visitor, world::Persona};
use entities::{membership::Role, membership_territory, pass::PassState, pass_settlement};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};

/// Three passes given for one request, two of them taken, and the next morning come.
async fn used() -> Scene {
    let scene = opened(5).await;
    let asked = scene.ask("Martin", "Casque").await;
    give(&scene, asked.request.id).await.expect(303);
    for code in &codes(&scene).await[..2] {
        take(&scene.trainer, code).await.expect(303);
    }
    scene.world.days_pass(1);
    scene
}

/// What is owed to the trainer's organisation for the day before, as the page shows it.
async fn owed(scene: &Scene, who: &Visitor) -> Page {
    let page = who.get("/passes/settlement").await.expect(200);
    let form = page
        .form("#period")
        .set("programme", scene.programme.id.0.to_string())
        .set("organisation", scene.trainer.organisation.id.0.to_string())
        .set("from", "2026-05-04")
        .set("until", "2026-05-04");
    who.send(&form).await.expect(200)
}

#[tokio::test]
async fn what_was_used_is_shown_then_paid_and_not_twice() {
    let scene = used().await;
    let finance = scene.world.persona(Role::Finance).await;
    let page = owed(&scene, &finance).await;
    assert!(page.says("2 pass, 20,00"), "{page}");
    let form = page.form("#settle");
    let (one, other) = tokio::join!(finance.send(&form), finance.send(&form));
    assert_eq!(one.expect(303).location(), other.expect(303).location());
    let page = owed(&scene, &finance).await;
    assert!(
        page.says("Aucun pass à payer") && !page.has("#settle"),
        "{page}"
    );
    let mut fields = form.fields();
    fields.retain(|(name, _)| name != "write_id");
    fields.push(("write_id".to_owned(), "paid-before-0001".to_owned()));
    let fields: Vec<_> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    let told = finance
        .post("/passes/settlement", &fields)
        .await
        .expect(409);
    assert!(told.says("Aucun pass à payer"), "{told}");
    let settled = pass_settlement::Entity::find()
        .all(&scene.world.app.db)
        .await;
    let settled = settled.unwrap();
    assert_eq!(settled.len(), 1);
    assert_eq!((settled[0].passes, settled[0].amount_cents), (2, 2_000));
    scene.verify().await;
}

#[tokio::test]
async fn a_period_that_is_not_over_is_not_paid() {
    let scene = used().await;
    let finance = scene.world.persona(Role::Finance).await;
    let address = format!(
        "/passes/settlement?programme={}&organisation={}&from=2026-05-04&until=2026-05-05",
        scene.programme.id.0, scene.trainer.organisation.id.0
    );
    let page = finance.get(&address).await.expect(422);
    assert_eq!(
        page.attribute("#period [name=until]", "value"),
        "2026-05-05"
    );
    // The auditor reads the ledger and pays nothing.
    let auditor = scene.world.persona(Role::Auditor).await;
    auditor.get("/passes").await.expect(200);
    auditor.get("/passes/settlement").await.expect(403);
}

#[tokio::test]
async fn the_ledger_counts_everything_and_names_nobody() {
    let scene = used().await;
    let finance = scene.world.persona(Role::Finance).await;
    let ledger = finance.get("/passes").await.expect(200);
    let table = finance.get("/passes/export").await.expect(200);
    let journal = scene.world.journal_text().await;
    for text in [ledger.html(), table.html(), journal] {
        assert!(
            !text.contains("Martin") && !text.contains("Louise"),
            "{text}"
        );
        for code in codes(&scene).await {
            assert!(!text.contains(&code) && !text.contains(&code.replace('-', "")));
        }
    }
    assert!(
        ledger.says("Médiathèque de Rumilly") && ledger.says("20,00"),
        "{ledger}"
    );
    assert!(ledger.says("B-000001, R-000001"), "{ledger}");
    assert_eq!(ledger.texts("tbody th .code").len(), 5);
    let rows = table.html();
    assert_eq!(rows.lines().count(), 6, "{rows}");
    let used = finance.get("/passes?standing=used").await.expect(200);
    assert_eq!(used.texts("tbody th .code").len(), 2);
    // Its last day over, what was not used has expired without anybody doing anything.
    scene.world.days_pass(1);
    let finance = scene.world.sign_in(&finance.account.email).await;
    let expired = finance.get("/passes?standing=expired").await.expect(200);
    assert_eq!(expired.texts("tbody th .code").len(), 3);
}

/// A coordinator of one intercommunality.
async fn coordinator_of(scene: &Scene, epci: &str) -> Persona {
    let coordinator = scene.world.coordinator().await;
    membership_territory::ActiveModel {
        membership_id: Set(coordinator.membership.id),
        epci_code: Set(epci.to_owned()),
    }
    .insert(&scene.world.app.db)
    .await
    .unwrap();
    coordinator
}

#[tokio::test]
async fn who_coordinates_a_territory_sees_its_passes_and_issues_none() {
    let scene = used().await;
    let place = scene.trainer.site.as_ref().unwrap();
    scene.world.in_epci(place, "200000001").await;
    let theirs = coordinator_of(&scene, "200000001").await;
    let others = coordinator_of(&scene, "200000002").await;
    let page = theirs.get("/passes").await.expect(200);
    assert_eq!(page.texts("tbody th .code").len(), 2, "those used there");
    let page = others.get("/passes").await.expect(200);
    assert!(page.texts("tbody th .code").is_empty(), "{page}");
    for address in ["/passes/issues", "/passes/settlement"] {
        theirs.get(address).await.expect(403);
    }
}

#[tokio::test]
async fn a_statement_by_hand_does_nothing_that_the_pages_refuse() {
    let scene = used().await;
    let finance = scene.world.persona(Role::Finance).await;
    let page = owed(&scene, &finance).await;
    finance.send(&page.form("#settle")).await.expect(303);
    let all = passes(&scene).await;
    let of = |state| all.iter().find(|pass| pass.state == state).unwrap();
    let (paid, given, issued) = (
        of(PassState::Paid),
        of(PassState::Given),
        of(PassState::Issued),
    );
    let use_of = |id: i32, site: i32| {
        format!(
            "UPDATE pass SET state = 'used', sealed_code = NULL, used_at = '2026-05-05T08:00:00+00:00', \
             used_by = {}, used_site_id = {site}, used_organisation_id = {} WHERE id = {id}",
            scene.trainer.membership.id.0, scene.trainer.organisation.id.0,
        )
    };
    let place = scene.trainer.site.as_ref().unwrap().id.0;
    let elsewhere = scene.clerk.site.as_ref().unwrap().id.0;
    let tries = [
        // Used without having been given, twice, or where it is not taken.
        use_of(issued.id.0, place),
        use_of(paid.id.0, place),
        use_of(given.id.0, elsewhere),
        format!("UPDATE pass SET state = 'given' WHERE id = {}", paid.id.0),
        format!("UPDATE pass SET state = 'used', settlement_id = NULL WHERE id = {}", paid.id.0),
        format!("UPDATE pass SET state = 'paid' WHERE id = {}", given.id.0),
        format!("UPDATE pass SET used_at = '2026-05-04T09:00:00+00:00' WHERE id = {}", paid.id.0),
        // Worth more, or longer, than its issue.
        format!("UPDATE pass SET value_cents = 9999 WHERE id = {}", given.id.0),
        format!(
            "UPDATE pass SET expires_at = '2030-01-01T00:00:00+00:00' WHERE id = {}",
            given.id.0
        ),
        "UPDATE pass_issue SET expires_at = '2030-01-01T00:00:00+00:00'".to_owned(),
        "UPDATE pass_issue SET value_cents = 9999".to_owned(),
        // Another code, or another's.
        format!("UPDATE pass SET code_key = 'x' WHERE id = {}", given.id.0),
        format!("UPDATE pass SET sealed_code = 'x' WHERE id = {}", paid.id.0),
        // Given for somebody else, a second time, or as if never.
        "UPDATE pass_grant SET recipient_id = recipient_id + 1".to_owned(),
        "INSERT INTO pass_grant (request_id, recipient_id, organisation_id, programme_id, given_by, given_at, \
         channel) SELECT request_id, recipient_id, organisation_id, programme_id, given_by, given_at, channel \
         FROM pass_grant"
            .to_owned(),
        format!("UPDATE pass SET state = 'issued', grant_id = NULL, given_at = NULL WHERE id = {}", given.id.0),
        "UPDATE pass_settlement SET amount_cents = 1".to_owned(),
        format!("DELETE FROM pass WHERE id = {}", issued.id.0),
        "DELETE FROM pass_settlement".to_owned(),
        // One more than were issued.
        format!(
            "INSERT INTO pass (issue_id, number, programme_id, value_cents, expires_at, state, code_key, \
             sealed_code, version) SELECT issue_id, 6, programme_id, value_cents, expires_at, 'issued', 'y', 'y', 1 \
             FROM pass WHERE id = {}",
            issued.id.0
        ),
    ];
    for statement in tries {
        let db = &scene.world.app.db;
        let done = db.execute_unprepared(&statement).await;
        assert!(done.is_err(), "the database took: {statement}");
    }
    assert_eq!(passes(&scene).await, all);
    scene.verify().await;
}
