//! The supervisor's board: what stands where, what holds it back, and what one may sign.
use super::*;
use entities::{
    device_lock::{self, LockKind},
    membership_territory,
};

impl Workshop {
    /// The device has stood at its stage for so many days.
    async fn has_waited(&self, code: &str, days: i64) {
        let change = device::ActiveModel {
            stage_since: Set(self.world.now() - TimeDelta::days(days)),
            ..Default::default()
        };
        let device = self.device(code).await;
        self.world
            .change_device(&device, change, EventKind::DeviceCorrected)
            .await;
    }
}

async fn lock(workshop: &Workshop, code: &str) {
    device_lock::ActiveModel {
        device_id: Set(workshop.device(code).await.id),
        kind: Set(LockKind::DeviceManagement),
        found_at: Set(workshop.world.now()),
        membership_id: Set(workshop.worker.membership.id),
        ..Default::default()
    }
    .insert(&workshop.world.app.db)
    .await
    .unwrap();
}

/// A tablet at the check, its checklist answered by the supervisor.
pub(super) async fn refurbished_by_the_supervisor(workshop: &Workshop, serial: &str) -> String {
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some(serial))
        .await;
    workshop.triage(&code).await;
    workshop.reset(&code).await;
    let form = form_of(&workshop.supervisor, &code, "checklist").await;
    let form = all_good(form, DeviceKind::Tablet, Step::Refurbishment);
    workshop.supervisor.send(&form).await.expect(303);
    workshop.ask_check(&code).await.expect(303);
    code
}

/// The codes in the pile of checks that the person may sign.
fn queue(page: &Page) -> Vec<String> {
    page.texts("section[aria-labelledby='queue'] .code")
}

#[tokio::test]
async fn the_board_counts_each_stage_and_says_how_long_and_what_blocks() {
    let workshop = Workshop::new().await;
    let waiting = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.has_waited(&waiting, 3).await;
    let locked = workshop
        .received(&workshop.worker, DeviceKind::Phone, Some("DMPX2"))
        .await;
    workshop.triage(&locked).await;
    lock(&workshop, &locked).await;
    workshop.tablet_to_check_with("DMPX3").await;
    let page = workshop.supervisor.get("/board").await.expect(200);
    for (column, count) in [
        ("stage-received", "1"),
        ("stage-triage", "0"),
        ("stage-refurbishment", "1"),
        ("stage-quality-check", "1"),
        ("stage-ready", "0"),
        ("held-back", "1"),
    ] {
        assert_eq!(page.text(&format!("#{column} .number")), count, "{column}");
    }
    assert!(page.says("Le plus ancien : depuis 3 jours"), "{page}");
    assert!(page.says("dont 1 à effacer"), "{page}");
    let blocked = page.text("section[aria-labelledby='held-back']");
    assert!(
        blocked.contains("Verrouillé") && blocked.contains(&locked),
        "{blocked}"
    );
    // One glance leads to the bench.
    assert!(page.has(&format!(".board a[href='/bench/{waiting}']")));
    // No worker is named, and none is counted.
    assert!(!page.main().contains(&workshop.worker.account.name));
    // Narrowed.
    let page = workshop.supervisor.get("/board?days=2").await.expect(200);
    assert_eq!(page.text("#stage-received .number"), "1");
    assert_eq!(page.text("#stage-quality-check .number"), "0");
    let page = workshop
        .supervisor
        .get("/board?kind=phone")
        .await
        .expect(200);
    assert_eq!(page.text("#stage-received .number"), "0");
    assert_eq!(page.text("#stage-refurbishment .number"), "1");
    let page = workshop
        .supervisor
        .get("/board?blocked=yes")
        .await
        .expect(200);
    assert!(page.has(&format!(".board a[href='/bench/{locked}']")));
    assert!(!page.has(&format!(".board a[href='/bench/{waiting}']")));
    let page = workshop
        .supervisor
        .get("/board?days=demain")
        .await
        .expect(200);
    assert!(page.says("Écrivez un nombre de jours"), "{page}");
}

#[tokio::test]
async fn the_queue_shows_only_what_its_reader_may_sign() {
    let workshop = Workshop::new().await;
    workshop
        .habilitate(&workshop.supervisor, Act::Erasure)
        .await;
    let mine = workshop.tablet_to_check_with("DMPX1").await;
    let own_work = refurbished_by_the_supervisor(&workshop, "DMPX2").await;
    // A third, of which the supervisor said only that it was reset.
    let vouched = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX3"))
        .await;
    workshop.triage(&vouched).await;
    workshop
        .supervisor
        .post(
            "/bench/scan",
            &[
                ("write_id", "by-hand-reset"),
                ("mode", "RESET"),
                ("code", &vouched),
            ],
        )
        .await
        .expect(303);
    workshop.reset(&vouched).await;
    workshop.checklist(&vouched).await;
    workshop.ask_check(&vouched).await.expect(303);

    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(queue(&page), [mine.as_str()]);
    assert!(
        page.says("2 autres appareils attendent quelqu’un d’autre"),
        "{page}"
    );
    assert!(page.says("Personne pour signer"), "{page}");
    assert_eq!(page.text("#held-back .number"), "2");
    // The bench says the same.
    let bench = workshop.supervisor.get("/bench").await.expect(200);
    for (code, listed) in [(&mine, true), (&own_work, false), (&vouched, false)] {
        assert_eq!(
            bench.has(&format!("td a[href='/bench/{code}/quality-check']")),
            listed
        );
    }
    // With a colleague who may, nothing is blocked, and they see all three.
    let colleague = workshop.world.supervisor().await;
    let page = colleague.get("/board").await.expect(200);
    assert!(
        page.says("Il vous faut l’habilitation « Contrôle qualité »"),
        "{page}"
    );
    workshop.habilitate(&colleague, Act::QualityCheck).await;
    let page = colleague.get("/board").await.expect(200);
    assert_eq!(queue(&page).len(), 3);
    assert_eq!(page.text("#held-back .number"), "0");
    // What was vouched for in an earlier stay is no work of this one.
    let back = workshop.device(&vouched).await;
    workshop
        .world
        .change_device(
            &back,
            device::ActiveModel {
                stage: Set(Stage::Received),
                stay: Set(back.stay + 1),
                ..Default::default()
            },
            EventKind::DeviceReturned,
        )
        .await;
    workshop.triage(&vouched).await;
    workshop.reset(&vouched).await;
    workshop.checklist(&vouched).await;
    workshop.ask_check(&vouched).await.expect(303);
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(queue(&page).len(), 2, "{page}");
}

#[tokio::test]
async fn without_anybody_habilitated_the_board_says_what_is_blocked_for_it() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "0");
    habilitation::Entity::delete_many()
        .exec(&workshop.world.app.db)
        .await
        .unwrap();
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "1");
    assert!(page.says("Personne pour effacer"), "{page}");
}

#[tokio::test]
async fn another_organisations_board_is_not_found_and_a_coordinator_chooses_in_their_territory() {
    let workshop = Workshop::new().await;
    let site = workshop.supervisor.site.as_ref().unwrap();
    let (organisation, elsewhere) = workshop.world.other_workshop().await;
    let other = workshop
        .world
        .member(Role::Supervisor, organisation, Some(elsewhere.clone()))
        .await;
    other
        .get(&format!("/board?site={}", site.id.0))
        .await
        .expect(404);
    other.get("/board").await.expect(200);
    workshop.worker.get("/board").await.expect(403);
    let departement = workshop
        .world
        .organisation(OrganisationKind::Departement, "Département")
        .await;
    let coordinator = workshop
        .world
        .member(Role::Coordinator, departement, None)
        .await;
    let page = coordinator.get("/board").await.expect(200);
    assert!(
        page.has(&format!("a[href='/board?site={}']", site.id.0)),
        "{page}"
    );
    coordinator
        .get(&format!("/board?site={}", site.id.0))
        .await
        .expect(200);
    // Limited to a territory where neither lies.
    membership_territory::ActiveModel {
        membership_id: Set(coordinator.membership.id),
        epci_code: Set("200066793".to_owned()),
    }
    .insert(&workshop.world.app.db)
    .await
    .unwrap();
    coordinator
        .get(&format!("/board?site={}", site.id.0))
        .await
        .expect(404);
    let page = coordinator.get("/board").await.expect(200);
    assert!(
        page.says("Aucun atelier ouvert sur votre territoire"),
        "{page}"
    );
}

#[tokio::test]
async fn the_flow_of_the_week_is_drawn_and_told_and_lots_that_wait_are_named() {
    let workshop = Workshop::new().await;
    workshop.ready_tablet().await;
    let page = workshop.supervisor.get("/board").await.expect(200);
    let rows = page.texts("section[aria-labelledby='flow'] tbody tr");
    let expected = [
        ("Reçus", "1"),
        ("Triés", "1"),
        ("Remis en état", "1"),
        ("Contrôlés", "1"),
        ("Prêts", "1"),
        ("Mis au rebut", "0"),
    ];
    for (row, (step, count)) in rows.iter().zip(expected) {
        assert!(row.starts_with(step) && row.ends_with(count), "{row}");
    }
    assert_eq!(page.texts("svg.plot title").len(), 6);
    assert_eq!(
        page.texts("svg.plot rect").len(),
        5,
        "one bar per step that was taken"
    );
    assert!(!page.says("lot attend"), "{page}");
    workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX9"))
        .await;
    workshop.world.days_pass(8);
    // Of another week now.
    let email = &workshop.supervisor.account.email;
    let supervisor = workshop.world.sign_in(email).await;
    let page = supervisor.get("/board").await.expect(200);
    assert_eq!(page.texts("svg.plot rect").len(), 0);
    assert!(page.says("1 lot attend"), "{page}");
    assert!(
        page.says("des appareils sont en quarantaine depuis 8 jours"),
        "{page}"
    );
    let page = supervisor.get("/board?flow=weeks").await.expect(200);
    assert_eq!(page.texts("svg.plot rect").len(), 5);
    workshop.world.days_pass(6);
    let supervisor = workshop.world.sign_in(email).await;
    let page = supervisor.get("/board").await.expect(200);
    assert!(page.says("2 lots attendent"), "{page}");
    assert!(
        page.says("annoncé depuis 2 semaines, pas encore arrivé"),
        "{page}"
    );
}

#[tokio::test]
async fn a_column_is_opened_page_after_page_and_skips_nothing() {
    let workshop = Workshop::new().await;
    for number in 0..53 {
        workshop
            .received(
                &workshop.worker,
                DeviceKind::Screen,
                Some(&format!("S{number}")),
            )
            .await;
    }
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#stage-received .number"), "53");
    let more = page.attribute(
        "section[aria-labelledby='stage-received'] p.actions a",
        "href",
    );
    let first = workshop.supervisor.get(&more).await.expect(200);
    let mut codes = first.texts(".board-rows .code");
    assert_eq!(codes.len(), 50);
    let next = first.attribute("a[rel='next']", "href");
    let second = workshop.supervisor.get(&next).await.expect(200);
    codes.extend(second.texts(".board-rows .code"));
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 53);
    assert!(!second.has("a[rel='next']"));
}
