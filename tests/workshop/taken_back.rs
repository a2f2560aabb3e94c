//! A scan at the bench taken back by who made it: the request for a check, and the day of a reset.
use super::*;

/// Scans as somebody without JavaScript does, from the page of the card, and reads the page after.
async fn under(by: &Persona, card: &str, code: &str) -> Page {
    let page = by
        .get(&format!("/bench/scan?mode={card}"))
        .await
        .expect(200);
    let form = page.form("form[action='/bench/scan']").set("code", code);
    let done = by.send(&form).await;
    by.follow(done).await.expect(200)
}

async fn undo(by: &Persona, page: &Page) -> Page {
    by.send(&page.form("form[action='/bench/scan/undo']")).await
}

impl Workshop {
    /// A tablet on which all is done.
    async fn finished_tablet(&self) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Tablet, Some("DMPX1"))
            .await;
        self.triage(&code).await;
        self.reset(&code).await;
        self.checklist(&code).await;
        code
    }

    fn minutes_pass(&self, minutes: i64) {
        self.world.app.clock.advance(TimeDelta::minutes(minutes));
    }
}

#[tokio::test]
async fn a_check_asked_for_by_mistake_is_taken_back_and_asked_for_again() {
    let workshop = Workshop::new().await;
    let code = workshop.finished_tablet().await;
    let before = workshop.device(&code).await;
    workshop.minutes_pass(5);
    let page = under(&workshop.worker, "CHECK", &code).await;
    assert_eq!(workshop.stage(&code).await, Stage::QualityCheck);
    let asked = workshop.device(&code).await.version;
    let page = undo(&workshop.worker, &page).await;
    let page = workshop.worker.follow(page).await.expect(200);
    assert!(page.says("Le dernier scan est annulé"), "{page}");
    let after = workshop.device(&code).await;
    assert_eq!(
        (after.stage, after.stage_since),
        (Stage::Refurbishment, before.stage_since),
        "it is where it was, and has waited since then"
    );
    let event = workshop.events(&code).await.pop().unwrap();
    assert_eq!(event.kind, "check_request_taken_back");
    assert!(
        event.data.contains(&format!("\"takes_back\":{asked}")),
        "{}",
        event.data
    );
    let sheet = workshop.supervisor.get(&format!("/devices/{code}")).await;
    assert!(sheet.says("Demande de contrôle annulée"), "{sheet}");
    // Work that was said to be done and then not is not counted as done.
    let board = workshop.supervisor.get("/board").await.expect(200);
    let rows = board.texts("section[aria-labelledby='flow'] tbody tr");
    let done = rows.iter().find(|row| row.starts_with("Remis en état"));
    assert!(done.is_some_and(|row| row.ends_with('0')), "{rows:?}");
    // Nothing stands in the way of the real one.
    workshop.ask_check(&code).await.expect(303);
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn the_reason_a_device_came_back_for_is_there_again() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    let form = form
        .set("reason", "L’écran a une rayure au bord.")
        .press("verdict", "fail");
    workshop.supervisor.send(&form).await.expect(303);
    let page = under(&workshop.worker, "CHECK", &code).await;
    undo(&workshop.worker, &page).await.expect(303);
    let page = workshop.worker.get(&format!("/bench/{code}")).await;
    assert!(page.expect(200).says("L’écran a une rayure au bord."));
}

#[tokio::test]
async fn once_the_check_is_signed_its_request_stays_and_nothing_leaves_the_shelf() {
    let workshop = Workshop::new().await;
    let code = workshop.finished_tablet().await;
    let page = under(&workshop.worker, "CHECK", &code).await;
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    let page = undo(&workshop.worker, &page).await.expect(409);
    assert!(page.says("Autre chose a été noté depuis"), "{page}");
    assert!(page.says("Demandez à un encadrant"), "{page}");
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_reset_said_of_the_wrong_device_is_taken_back() {
    let workshop = Workshop::new().await;
    workshop
        .habilitate(&workshop.supervisor, Act::Erasure)
        .await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let page = under(&workshop.supervisor, "RESET", &code).await;
    undo(&workshop.supervisor, &page).await.expect(303);
    let event = workshop.events(&code).await.pop().unwrap();
    assert_eq!(event.kind, "reset_taken_back");
    // It is to be said again, and can be.
    let page = under(&workshop.supervisor, "RESET", &code).await;
    assert!(page.says("restent à noter"), "{page}");
    undo(&workshop.supervisor, &page).await.expect(303);
    // Who did nothing to the device in the end may check what a colleague did.
    workshop.reset(&code).await;
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let pile = workshop.supervisor.get("/bench").await.expect(200);
    assert!(
        pile.has(&format!("a[href='/bench/{code}/quality-check']")),
        "{pile}"
    );
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_reset_after_which_something_was_recorded_stays_said() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let page = under(&workshop.worker, "RESET", &code).await;
    workshop.reset(&code).await;
    let page = undo(&workshop.worker, &page).await.expect(409);
    assert!(page.says("reste dans son histoire"), "{page}");
    let events = workshop.events(&code).await;
    assert!(events.iter().all(|event| event.kind != "reset_taken_back"));
    workshop.assert_journal_holds().await;
}
