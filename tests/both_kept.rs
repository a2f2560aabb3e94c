//! Two times at once: what accounts rest on is kept ten years, what is known of people far less.

use crate::support::{scene::Scene, sources::app};
use entities::{
    access_log, access_seal, device, event, evidence, handover, membership::Role, programme::Gate,
    recipient, request,
};
use passe_relais::{
    journal::{
        checkpoints,
        export::{self, Kept},
        verify,
    },
    recipients::{access, seals},
    retention::turn,
};
use regex::Regex;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::collections::BTreeSet;

/// How long accounting evidence is kept, at least: ten years, which the finance staff of a département ask for.
const ACCOUNTING_DAYS: i64 = 3653;

/// What accounts rest on: no statement of the program takes a row of these away, whatever the time.
const ACCOUNTING: &[&str] = &[
    "access_seal",
    "asset_import",
    "asset_line",
    "cession",
    "cession_line",
    "checkpoint",
    "collection_lot",
    "device",
    "erasure",
    "erasure_certificate",
    "event",
    "fund",
    "fund_agreement",
    "fund_line",
    "fund_share",
    "handover",
    "list_export",
    "part",
    "programme",
    "quality_check",
    "reform",
    "reform_line",
    "request",
    "scrap",
    "signing_key",
    "waste_pallet",
];

#[test]
fn the_program_deletes_no_row_that_accounts_rest_on() {
    let deletes = Regex::new(r"(\w+)::Entity::delete").unwrap();
    let mut emptied = BTreeSet::new();
    for file in app() {
        let code: String = file.code().split_whitespace().collect();
        emptied.extend(deletes.captures_iter(&code).map(|it| it[1].to_owned()));
    }
    assert!(
        emptied.contains("access_log"),
        "nothing is emptied: has the form changed? {emptied:?}"
    );
    for table in ACCOUNTING {
        assert!(!emptied.contains(*table), "rows of {table} are emptied");
    }
}

#[tokio::test]
async fn after_ten_years_the_person_is_gone_and_the_evidence_is_whole() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Vuillermoz").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let slip = scene.handovers().await[0].id.0;
    let fields = [
        ("write_id", &*crate::support::scene::unique()),
        ("reason", "returned_by_recipient"),
    ];
    let back = format!("/handovers/{slip}/return");
    scene.clerk.post(&back, &fields).await.expect(303);
    // Somebody answers for people's data: their time is announced, then over.
    scene.world.persona(Role::DataProtectionOfficer).await;
    let (world, db) = (&scene.world, &scene.world.app.db);
    let counted = async || {
        (
            handover::Entity::find().count(db).await.unwrap(),
            request::Entity::find().count(db).await.unwrap(),
            device::Entity::find().count(db).await.unwrap(),
        )
    };
    let rows = counted().await;
    let before = event::Entity::find().all(db).await.unwrap();
    world.days_pass(2);
    let looks = access_log::Entity::find().count(db).await.unwrap();
    assert!(looks > 0);
    assert!(seals::seal_days(&world.app).await.unwrap() > 0);
    let sealed = access_seal::Entity::find().count(db).await.unwrap();

    // Far less: two years and the month of the announcement, and twelve months of looks.
    for days in [730, 31] {
        world.days_pass(days);
        turn::take(&world.app).await.unwrap();
        access::purge(&world.app).await.unwrap();
    }
    let person = recipient::Entity::find_by_id(asked.recipient.id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert!(person.erased_at.is_some() && person.sealed.is_none());
    assert_eq!(access_log::Entity::find().count(db).await.unwrap(), 0);

    // Ten years: every turn there is was taken, and nothing of the evidence is gone.
    world.days_pass(ACCOUNTING_DAYS);
    turn::take(&world.app).await.unwrap();
    access::purge(&world.app).await.unwrap();
    assert_eq!(counted().await, rows);
    let after = event::Entity::find().all(db).await.unwrap();
    for event in &before {
        assert!(after.contains(event), "{event:?} is gone or another");
    }
    assert_eq!(
        access_seal::Entity::find().count(db).await.unwrap(),
        sealed,
        "what was sealed of the looks stays"
    );
    assert!(evidence::Entity::find().count(db).await.unwrap() > 0);
    assert_eq!(verify::database(db, |_| {}).await.unwrap().problems, []);
    let written = checkpoints::write(&world.app).await.unwrap();
    assert!(matches!(written, checkpoints::Outcome::Written(_)));
    let mut export = export::Export::of(db, &world.app.keys.signer, world.now());
    let mut file = Vec::new();
    while let Some(lines) = export.next().await.unwrap() {
        file.extend(lines);
    }
    let whole = export::verify(&*file, &Kept::default(), |_| {}).unwrap();
    assert_eq!(whole.problems, []);
    assert!(!String::from_utf8(file).unwrap().contains("Vuillermoz"));
}
