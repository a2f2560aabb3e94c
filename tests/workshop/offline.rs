//! What a device kept without a network: written once, for the person who filled it in, and answered by name.
use super::*;
use crate::support::{sources::routes, visitor::Visitor};
use axum::http::header;
use regex::Regex;
use serde_json::{Value, json};

/// The id the page gave this form.
fn id_of(form: &Form) -> String {
    let fields = form.fields();
    let id = fields.into_iter().find(|(name, _)| name == "write_id");
    id.unwrap().1
}

/// Sends a form as the queue does: for the person who filled it in, whoever has the session.
async fn replay(session: &Visitor, owner: &Persona, form: &Form) -> Page {
    let kept = format!("{}:{}", owner.account.id.0, id_of(form));
    let answer = session
        .saying("x-queue", "1")
        .saying("x-kept", kept.clone())
        .send(form)
        .await;
    assert_eq!(answer.header("x-kept"), kept, "the answer says it is ours");
    answer
}

fn json_of(page: &Page) -> Value {
    serde_json::from_slice(&page.body).unwrap_or_else(|_| panic!("no receipt: {page}"))
}

impl Workshop {
    /// A received tablet, and its triage filled in by the worker but not sent.
    async fn triage_in_hand(&self) -> (String, Form) {
        let code = self
            .received(&self.worker, DeviceKind::Tablet, Some("DMPX1"))
            .await;
        let form = form_of(&self.worker, &code, "triage").await;
        let form = all_good(form, DeviceKind::Tablet, Step::Triage);
        (code, form)
    }
}

#[tokio::test]
async fn a_form_that_was_kept_is_written_once_and_answered_by_a_receipt_that_names_it() {
    let workshop = Workshop::new().await;
    let (code, form) = workshop.triage_in_hand().await;
    let first = replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(200);
    let receipt = json!({
        "id": id_of(&form),
        "location": format!("/bench/{code}?done=bench-triaged"),
        "said": "Tri terminé\u{a0}: l’appareil passe en remise en état.",
    });
    assert_eq!(json_of(&first), receipt);
    assert_eq!(first.header("cache-control"), "no-store");
    let events = workshop.events(&code).await.len();
    // The reply was lost on the way: the queue sends it again, twice at once.
    let (again, twice) = tokio::join!(
        replay(&workshop.worker, &workshop.worker, &form),
        replay(&workshop.worker, &workshop.worker, &form),
    );
    assert_eq!(json_of(&again.expect(200)), receipt);
    assert_eq!(json_of(&twice.expect(200)), receipt);
    assert_eq!(workshop.events(&code).await.len(), events);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_photo_that_was_kept_is_written_once_too() {
    let workshop = Workshop::new().await;
    let (code, triage) = workshop.triage_in_hand().await;
    replay(&workshop.worker, &workshop.worker, &triage)
        .await
        .expect(200);
    let reset = workshop.complete_reset(&code).await;
    for _ in 0..2 {
        let answer = replay(&workshop.worker, &workshop.worker, &reset)
            .await
            .expect(200);
        assert_eq!(json_of(&answer)["id"], id_of(&reset));
    }
    let db = &workshop.world.app.db;
    assert_eq!(erasure::Entity::find().count(db).await.unwrap(), 1);
    assert_eq!(evidence::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn what_was_recorded_keeps_its_receipt_whatever_has_become_of_the_device() {
    let workshop = Workshop::new().await;
    let (code, form) = workshop.triage_in_hand().await;
    let first = replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(200);
    let scrap = scrap_form(&workshop, &code)
        .await
        .tick("data_handled", "yes");
    workshop.supervisor.send(&scrap).await.expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Scrapped);
    let again = replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(200);
    assert_eq!(json_of(&again), json_of(&first));
}

#[tokio::test]
async fn what_changed_elsewhere_meanwhile_is_a_refusal_with_what_to_do() {
    let workshop = Workshop::new().await;
    let (code, form) = workshop.triage_in_hand().await;
    workshop.triage(&code).await;
    workshop.reset(&code).await;
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let events = workshop.events(&code).await.len();
    let refused = replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(409);
    let said = refused.text("main [role=alert]");
    assert!(
        said.contains("Rien n’a été enregistré") && said.contains("Voyez ci-dessous"),
        "{said}"
    );
    assert_eq!(workshop.events(&code).await.len(), events);
    let scrap = scrap_form(&workshop, &code).await;
    workshop.supervisor.send(&scrap).await.expect(303);
    let gone = replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(404);
    assert!(gone.says("scannez l’étiquette de nouveau"), "{gone}");
}

#[tokio::test]
async fn a_form_with_a_mistake_is_refused_with_the_mistake() {
    let workshop = Workshop::new().await;
    let (code, _) = workshop.triage_in_hand().await;
    let form = form_of(&workshop.worker, &code, "triage").await;
    let refused = replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(422);
    assert!(
        refused.has("main [role=alert] li a[href='#powers-on']"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_session_that_ended_is_told_and_nothing_is_written() {
    let workshop = Workshop::new().await;
    let (code, form) = workshop.triage_in_hand().await;
    let stranger = workshop.world.stranger();
    let told = replay(&stranger, &workshop.worker, &form).await.expect(401);
    assert_eq!(json_of(&told), json!({ "somebody_else": false }));
    // A script that waits for an answer is told too; it is no redirect it could take for success.
    let told = stranger.saying("x-queue", "1").send(&form).await;
    told.expect(401);
    assert_eq!(workshop.stage(&code).await, Stage::Received);
}

#[tokio::test]
async fn nobody_sends_what_somebody_else_filled_in() {
    let workshop = Workshop::new().await;
    let (code, form) = workshop.triage_in_hand().await;
    let told = replay(&workshop.supervisor, &workshop.worker, &form)
        .await
        .expect(401);
    assert_eq!(json_of(&told), json!({ "somebody_else": true }));
    assert_eq!(workshop.stage(&code).await, Stage::Received);
    replay(&workshop.worker, &workshop.worker, &form)
        .await
        .expect(200);
}

#[tokio::test]
async fn only_the_work_at_a_bench_and_an_arrival_may_wait() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let asks = worker.saying("x-queue", "1");
    let kept = asks.saying("x-kept", format!("{}:kept-until-now", worker.account.id.0));
    let parameter = Regex::new(r"\{[^}]+\}").unwrap();
    let mut refused = 0;
    for route in routes().into_iter().filter(|route| route.post) {
        if route.path.starts_with("/bench/") || route.path == "/devices/{code}/arrival" {
            continue;
        }
        let path = parameter.replace_all(&route.path, "1");
        for queue in [&asks, &kept] {
            let answer = queue.post(&path, &[("write_id", "kept-until-now")]).await;
            let answer = answer.expect(409);
            assert!(answer.says("ne peut pas être envoyé plus tard"), "{answer}");
        }
        refused += 1;
    }
    assert!(refused > 20, "has the table of routes moved?");
}

#[tokio::test]
async fn a_header_that_names_nobody_is_not_taken_for_anything() {
    let workshop = Workshop::new().await;
    let (code, form) = workshop.triage_in_hand().await;
    for kept in ["", "nobody", "nobody:some-write-id", ":"] {
        let queue = workshop
            .worker
            .saying("x-queue", "1")
            .saying("x-kept", kept);
        queue.send(&form).await.expect(400);
    }
    assert_eq!(workshop.stage(&code).await, Stage::Received);
}

#[tokio::test]
async fn the_page_without_a_network_is_the_same_for_everybody() {
    let workshop = Workshop::new().await;
    let path = "/bench/offline";
    let shell = workshop.world.stranger().get(path).await.expect(200);
    let signed_in = workshop.supervisor.get(path).await.expect(200);
    assert_eq!(
        shell.body, signed_in.body,
        "nothing on it is about whoever is signed in"
    );
    assert!(shell.says("Une remise ne se fait jamais sans réseau"));
    let tag = shell.header(header::ETAG.as_str());
    let known = workshop.worker.saying("if-none-match", tag);
    assert!(known.get(path).await.expect(304).body.is_empty());
    let english = workshop.world.stranger().in_english();
    let english = english.saying("if-none-match", tag).get(path).await;
    assert!(english.expect(200).says("A handover never happens"));
}

#[tokio::test]
async fn the_application_can_be_installed_and_its_worker_answers_for_every_page() {
    let workshop = Workshop::new().await;
    let stranger = workshop.world.stranger();
    let manifest = stranger.get("/manifest.webmanifest").await.expect(200);
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let manifest = json_of(&manifest);
    assert_eq!(
        (&manifest["scope"], &manifest["display"]),
        (&json!("/"), &json!("standalone"))
    );
    for icon in manifest["icons"].as_array().unwrap() {
        let icon_there = stranger
            .get(icon["src"].as_str().unwrap())
            .await
            .expect(200);
        assert_eq!(icon_there.header("content-type"), icon["type"]);
    }
    let worker = stranger.get("/service-worker.js").await.expect(200);
    assert_eq!(worker.header("cache-control"), "no-cache");
    let script = worker.html();
    let first = script.lines().next().unwrap();
    let shell = first
        .strip_prefix("self.shell = ")
        .unwrap()
        .trim_end_matches(';');
    let shell: Value = serde_json::from_str(shell).unwrap();
    let version = shell["version"].as_str().unwrap();
    for file in shell["files"].as_array().unwrap() {
        let path = file.as_str().unwrap();
        assert!(path.starts_with(&format!("/assets/{version}/")), "{path}");
        stranger.get(path).await.expect(200);
    }
}
