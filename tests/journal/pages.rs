//! The journal on the screen.

use super::{Rows, announced};
use crate::support::World;
use entities::{device, membership::Role};
use passe_relais::journal::{
    self, Event, EventKind, checkpoints,
    export::{self, Kept},
};
use sea_orm::{ConnectionTrait, Iterable};
use std::collections::BTreeSet;

#[tokio::test]
async fn the_journal_is_read_in_plain_words_by_those_it_is_for() {
    let world = World::new().await;
    Rows::new(&world).await;
    for role in Role::iter() {
        let person = world.persona(role).await;
        let allowed = matches!(
            role,
            Role::Coordinator | Role::Finance | Role::Auditor | Role::DataProtectionOfficer
        );
        for path in ["/journal", "/journal/device/1", "/journal/export"] {
            person
                .get(path)
                .await
                .expect(if allowed { 200 } else { 403 });
        }
    }
    world.stranger().get("/journal").await.sends_to("/sign-in");
    let auditor = world.persona(Role::Auditor).await;
    let page = auditor.get("/journal").await;
    assert!(page.says("Appareil trié (grade B)") && page.says("Personne 1, Département"));
    // The ten of the rows, and two for each of the four who took the journal.
    assert_eq!(page.texts("tbody tr").len(), 18);
    assert!(page.says("Export commencé : le journal entier"), "{page}");
    assert!(page.says("Export mené à son terme"), "{page}");
    let requests = auditor.get("/journal?kind=request&day=2026-05-04").await;
    assert_eq!(requests.texts("tbody tr").len(), 1);
    assert!(
        auditor
            .get("/journal?day=2026-05-05")
            .await
            .says("Aucun événement")
    );
    auditor.get("/journal?day=demain").await.expect(422);
    let chain = auditor.get("/journal/device/1").await.expect(200);
    assert!(chain.says("Chaîne entière") && chain.says("Colonnes écrites : grade"));
    // The names of columns wait behind a fold.
    assert!(chain.has("details:not([open]) > summary"), "{chain}");
    assert!(!chain.texts("li > p").concat().contains("Colonnes"));
    auditor.get("/journal/device/2").await.expect(404);
    auditor.get("/journal/account/1").await.expect(404);
    let file = auditor.get("/journal/export").await.expect(200);
    assert_eq!(
        export::verify(&*file.body, &Kept::default(), |_| {})
            .unwrap()
            .problems,
        []
    );
}

#[tokio::test]
async fn what_an_event_is_about_is_called_as_everywhere_else() {
    let world = World::new().await;
    Rows::new(&world).await;
    let auditor = world.persona(Role::Auditor).await;
    let mut named = auditor.get("/journal").await.texts("tbody a");
    named.sort();
    named.dedup();
    assert_eq!(
        named,
        [
            "Appareil sans étiquette n° 1",
            "Demande R-000001",
            "Feu vert, demande R-000001",
            "Inscription, demande R-000001",
            "Lot de collecte n° 1",
            "Programme Essai",
            "Remise n° 1",
        ]
    );
    let chain = auditor.get("/journal/enrolment/1").await.expect(200);
    assert_eq!(chain.text("h1"), "Inscription, demande R-000001");
}

#[tokio::test]
async fn a_device_with_a_label_is_called_by_it_in_the_journal() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let code = world.blank_labels(&supervisor, 1).await[0];
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    world.received(&lot, "R52N1", code).await;
    let auditor = world.persona(Role::Auditor).await;
    let journal = auditor.get("/journal").await.expect(200);
    assert!(journal.says(&format!("Appareil {code}")), "{journal}");
    let chain = auditor.get("/journal/device/1").await.expect(200);
    assert_eq!(chain.text("h1"), format!("Appareil {code}"));
}

#[tokio::test]
async fn the_journal_is_turned_page_by_page_without_losing_or_repeating_a_line() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let write = world.app.write().await.unwrap();
    let many = (2..=121).map(|number| announced(&rows.lot, number, rows.by));
    let _: Vec<device::Model> =
        journal::insert_many(&*write, rows.by, many, |_: &device::Model| {
            Event::of(EventKind::DeviceAnnounced)
        })
        .await
        .unwrap();
    write.commit().await.unwrap();
    let auditor = world.persona(Role::Auditor).await;
    let mut seen = Vec::new();
    let mut path = "/journal".to_owned();
    loop {
        let page = auditor.get(&path).await.expect(200);
        seen.extend(page.texts("tbody tr"));
        if !page.has("a[rel=next]") {
            break;
        }
        path = page.attribute("a[rel=next]", "href");
    }
    assert_eq!(seen.len(), 130);
    let subjects: BTreeSet<&String> = seen
        .iter()
        .filter(|line| line.contains("annoncé par"))
        .collect();
    assert_eq!(subjects.len(), 121);
}

#[tokio::test]
async fn an_altered_chain_says_so_on_its_page() {
    let world = World::new().await;
    Rows::new(&world).await;
    let write = world.app.write().await.unwrap();
    write
        .execute_unprepared(
            "UPDATE event SET kind = 'device_moved' WHERE subject_kind = 'device' AND seq = 2",
        )
        .await
        .unwrap();
    write.commit().await.unwrap();
    let auditor = world.persona(Role::Auditor).await;
    let page = auditor.get("/journal/device/1").await.expect(200);
    assert!(page.says("Cette chaîne a été modifiée"));
}

#[tokio::test]
async fn the_page_says_whether_the_latest_checkpoint_is_as_it_was_signed() {
    let world = World::new().await;
    Rows::new(&world).await;
    world.days_pass(1);
    checkpoints::write(&world.app).await.unwrap();
    let auditor = world.persona(Role::Auditor).await;
    let page = auditor.get("/journal").await.expect(200);
    assert!(page.says("Signature vérifiée"), "{page}");
    let forged = "UPDATE checkpoint SET events = events + 1";
    world.app.db.execute_unprepared(forged).await.unwrap();
    let page = auditor.get("/journal").await.expect(200);
    assert!(page.says("Signature fausse"), "{page}");
}
