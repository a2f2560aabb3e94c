//! Law 5: looks at people's data are kept apart, shown to the data protection officer, and forgotten.

use crate::support::World;
use entities::{
    access_log::AccessAct,
    access_seal,
    membership::Role,
    recipient::{self, RecipientId, RecipientKind},
};
use passe_relais::{
    journal::{Report, verify},
    recipients::{access, seals},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};

async fn recipient(
    world: &World,
    organisation_id: entities::organisation::OrganisationId,
) -> RecipientId {
    let row = recipient::ActiveModel {
        kind: Set(RecipientKind::Person),
        organisation_id: Set(organisation_id),
        sealed: Set(Some("sealed".to_owned())),
        created_at: Set(world.now()),
        last_contact_at: Set(world.now()),
        ..Default::default()
    };
    row.insert(&world.app.db).await.unwrap().id
}

async fn look(
    world: &World,
    by: &crate::support::world::Persona,
    of: &[RecipientId],
    act: AccessAct,
) {
    let rows = of
        .iter()
        .map(|&recipient_id| entities::access_log::ActiveModel {
            at: Set(world.now()),
            membership_id: Set(by.membership.id),
            recipient_id: Set(recipient_id),
            act: Set(act),
            expires_on: Set(world.app.clock.today() + chrono::Months::new(12)),
            ..Default::default()
        });
    for row in rows {
        row.insert(&world.app.db).await.unwrap();
    }
}

#[tokio::test]
async fn the_officer_sees_who_looked_at_whom_and_nobody_else_does() {
    let world = World::new().await;
    let prescriber = world.prescriber().await;
    let one = recipient(&world, prescriber.organisation.id).await;
    let other = recipient(&world, prescriber.organisation.id).await;
    look(&world, &prescriber, &[one, other], AccessAct::Viewed).await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let page = officer.get("/access-log").await.expect(200);
    assert_eq!(page.texts("tbody tr").len(), 2);
    assert!(page.says(&prescriber.account.name) && page.says("A affiché la fiche"));
    let filtered = officer
        .get(&format!("/access-log?recipient={}", other.0))
        .await
        .expect(200);
    assert_eq!(filtered.texts("tbody tr").len(), 1);
    assert!(filtered.says(&format!("Bénéficiaire {}", other.0)));
    let wrong = officer
        .get("/access-log?recipient=Zo%C3%A9")
        .await
        .expect(422);
    assert!(wrong.says("ne contient que des chiffres"));
    for role in [Role::Coordinator, Role::Auditor, Role::Prescriber] {
        world
            .persona(role)
            .await
            .get("/access-log")
            .await
            .expect(403);
    }
    world
        .stranger()
        .get("/access-log")
        .await
        .sends_to("/sign-in");
}

#[tokio::test]
async fn many_looks_are_turned_page_by_page() {
    let world = World::new().await;
    let prescriber = world.prescriber().await;
    let one = recipient(&world, prescriber.organisation.id).await;
    look(&world, &prescriber, &[one; 60], AccessAct::Searched).await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let first = officer
        .get(&format!("/access-log?recipient={}", one.0))
        .await
        .expect(200);
    assert_eq!(first.texts("tbody tr").len(), 50);
    let next = officer
        .get(&first.attribute("a[rel=next]", "href"))
        .await
        .expect(200);
    assert_eq!(next.texts("tbody tr").len(), 10);
    assert!(!next.has("a[rel=next]"));
}

#[tokio::test]
async fn looks_are_forgotten_after_twelve_months() {
    let world = World::new().await;
    let prescriber = world.prescriber().await;
    let one = recipient(&world, prescriber.organisation.id).await;
    look(&world, &prescriber, &[one], AccessAct::Printed).await;
    world.days_pass(365);
    assert_eq!(access::purge(&world.app).await.unwrap(), 0);
    world.days_pass(1);
    assert_eq!(access::purge(&world.app).await.unwrap(), 1);
}

#[tokio::test]
async fn a_day_of_looks_is_sealed_once_and_what_is_done_to_it_by_hand_is_named() {
    let world = World::new().await;
    let prescriber = world.prescriber().await;
    let one = recipient(&world, prescriber.organisation.id).await;
    let other = recipient(&world, prescriber.organisation.id).await;
    look(&world, &prescriber, &[one, other], AccessAct::Viewed).await;
    assert_eq!(seals::seal_days(&world.app).await.unwrap(), 0, "not over");
    world.days_pass(1);
    look(&world, &prescriber, &[other], AccessAct::Printed).await;
    world.days_pass(2);
    assert_eq!(seals::seal_days(&world.app).await.unwrap(), 3);
    assert_eq!(seals::seal_days(&world.app).await.unwrap(), 0, "once each");
    let days = access_seal::Entity::find()
        .all(&world.app.db)
        .await
        .unwrap();
    let looks: Vec<i32> = days.iter().map(|day| day.looks).collect();
    assert_eq!(looks, [2, 1, 0]);
    assert_eq!(named(&world, "").await, Vec::<String>::new());
    for (statement, day) in [
        ("DELETE FROM access_log WHERE id = 1", "2026-05-04"),
        (
            "UPDATE access_log SET act = 'printed' WHERE id = 1",
            "2026-05-04",
        ),
        (
            "UPDATE access_log SET expires_on = '2026-05-05' WHERE id = 3",
            "2026-05-05",
        ),
        (
            "UPDATE access_log SET at = '2026-05-06 08:00:00+00:00' WHERE id = 3",
            "2026-05-05",
        ),
    ] {
        let found = named(&world, statement).await;
        let place = format!("looks of {day}: ");
        assert!(
            found.iter().any(|line| line.starts_with(&place)),
            "{statement}: {found:?}"
        );
    }
    // The looks are forgotten in their time; their seals stay, and nothing is missed.
    world.days_pass(370);
    assert_eq!(access::purge(&world.app).await.unwrap(), 3);
    assert_eq!(named(&world, "").await, Vec::<String>::new());
    let report = verify::database(&world.app.db, |_| {}).await.unwrap();
    assert_eq!(report.problems, []);
}

/// What is named of the looks after this was done by hand; undone afterwards.
async fn named(world: &World, statement: &str) -> Vec<String> {
    let write = world.app.write().await.unwrap();
    if !statement.is_empty() {
        write.execute_unprepared(statement).await.unwrap();
    }
    let mut report = Report::default();
    let (keys, today) = (&world.app.keys, world.app.clock.today());
    seals::verify(&*write, keys, today, &mut report)
        .await
        .unwrap();
    report.problems.iter().map(ToString::to_string).collect()
}
