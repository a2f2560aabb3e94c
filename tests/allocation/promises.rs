//! A device is kept for a request until a day, then it is free again; another one may take its place meanwhile.

use super::{allocate, asked, code, device, kinds_on, page_of};
use crate::{
    organisations::{ANNECY, limited},
    support::{World, scene::Scene, world::Persona},
};
use chrono::NaiveDate;
use entities::{
    clearance::ClearanceState,
    device::DeviceKind,
    membership::{self, Role},
    programme::Gate,
    request::{self, RequestState},
};
use passe_relais::{
    journal::{EventKind, Subject, history},
    requests::promises::free_lapsed,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A request with its device, promised on the fourth of May.
async fn promised() -> (World, Persona, Persona, request::Model) {
    let (world, coordinator, prescriber, request) = asked().await;
    world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    allocate(&coordinator, &request).await.expect(303);
    let request = world.request(request.id).await;
    (world, coordinator, prescriber, request)
}

#[tokio::test]
async fn a_device_nobody_came_for_is_free_again_after_its_last_day_and_the_prescriber_is_told() {
    let (world, coordinator, prescriber, request) = promised().await;
    assert_eq!(request.promised_until, Some(day("2026-06-03")));
    let letters = world.letters().await;
    assert!(
        letters[0]
            .text
            .contains("L’appareil vous est gardé jusqu’au 3 juin 2026"),
        "{}",
        letters[0].text
    );
    let page = page_of(&prescriber, &request).await;
    assert!(page.says("3 juin 2026"), "{page}");
    // A week before, the coordinator sees it coming; nobody else does.
    world.days_pass(22);
    let email = &coordinator.account.email;
    let page = world
        .sign_in(email)
        .await
        .get("/allocation")
        .await
        .expect(200);
    assert!(!page.says("Promesses qui se terminent bientôt"), "{page}");
    world.days_pass(1);
    let page = world
        .sign_in(email)
        .await
        .get("/allocation")
        .await
        .expect(200);
    assert!(page.says("Promesses qui se terminent bientôt"), "{page}");
    assert!(page.says("R-000001") && page.says("3 juin 2026"));
    let elsewhere = limited(&world, &[ANNECY]).await;
    let page = elsewhere.get("/allocation").await.expect(200);
    assert!(!page.says("Promesses qui se terminent bientôt"), "{page}");
    // On the last day it is still kept.
    world.days_pass(7);
    assert_eq!(free_lapsed(&world.app).await.unwrap(), 0);
    world.days_pass(1);
    assert_eq!(free_lapsed(&world.app).await.unwrap(), 1);
    assert_eq!(free_lapsed(&world.app).await.unwrap(), 0);
    let after = world.request(request.id).await;
    assert_eq!(after.state, RequestState::Submitted);
    assert_eq!(
        (after.device_id, after.pickup_code, after.promised_until),
        (None, None, None)
    );
    assert_eq!((after.decided_at, after.decided_by), (None, None));
    // In its place in the queue.
    assert_eq!(after.submitted_at, request.submitted_at);
    let letters = world.letters().await;
    let [_, letter] = &letters[..] else {
        panic!("{} letters", letters.len());
    };
    assert_eq!(letter.to, prescriber.account.email);
    assert_eq!(
        letter.subject,
        "Demande R-000001\u{a0}: l’appareil n’est plus gardé"
    );
    assert!(letter.text.contains("3 juin 2026") && letter.text.contains("À vous d’agir"));
    assert!(letter.text.contains("/requests/1"));
    let whole = format!("{}{}{}", letter.subject, letter.text, letter.html);
    assert!(!whole.contains("Quelquechosevic") && !whole.contains("RSA"));
    // Nobody did it, and both histories say so.
    let device = request.device_id.unwrap().0;
    for (subject, id) in [(Subject::Request, request.id.0), (Subject::Device, device)] {
        let events = history(&world.app.db, subject, id).await.unwrap();
        let last = events.last().unwrap();
        assert_eq!(last.kind, EventKind::AllocationLapsed.name());
        assert_eq!(last.actor_id, None);
    }
    let prescriber = world.sign_in(&prescriber.account.email).await;
    let page = prescriber.get("/requests/1").await.expect(200);
    assert!(
        page.says("Promesse de l’appareil arrivée à sa fin"),
        "{page}"
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn when_the_prescriber_is_gone_a_colleague_is_told_and_the_device_is_free_in_any_case() {
    let (world, _, prescriber, request) = promised().await;
    let before = world.letters().await.len();
    world.days_pass(31);
    membership::ActiveModel {
        id: Set(prescriber.membership.id),
        ended_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    let organisation = prescriber.organisation.clone();
    let colleague = world.member(Role::Prescriber, organisation, None).await;
    assert_eq!(free_lapsed(&world.app).await.unwrap(), 1);
    let letters = world.letters().await;
    assert_eq!(letters.len(), before + 1);
    assert_eq!(letters[before].to, colleague.account.email);
    assert_eq!(
        world.request(request.id).await.state,
        RequestState::Submitted
    );
}

#[tokio::test]
async fn two_turns_at_once_free_a_device_once() {
    let (world, _, _, request) = promised().await;
    world.days_pass(31);
    let (one, two) = tokio::join!(free_lapsed(&world.app), free_lapsed(&world.app));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(world.letters().await.len(), 2);
    let events = kinds_on(&world, Subject::Request, request.id.0).await;
    let lapses = events.iter().filter(|kind| *kind == "allocation_lapsed");
    assert_eq!(lapses.count(), 1);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn while_a_persons_data_is_limited_their_promise_stays_and_no_other_is_held_up() {
    let (world, coordinator, prescriber, restricted) = promised().await;
    let other = world.ask(&prescriber).await;
    let pickup = prescriber.site.as_ref().unwrap();
    world.ready_device(DeviceKind::Tablet, pickup).await;
    allocate(&coordinator, &other).await.expect(303);
    world.limit_data(&restricted).await;
    world.days_pass(31);
    assert_eq!(free_lapsed(&world.app).await.unwrap(), 1);
    let state = async |request: &request::Model| world.request(request.id).await.state;
    assert_eq!(state(&restricted).await, RequestState::Allocated);
    assert_eq!(state(&other).await, RequestState::Submitted);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

/// The request's device is to be kept until today, as if it had been promised a while ago.
async fn kept_until_today(scene: &Scene, request: &request::Model) {
    let change = request::ActiveModel {
        promised_until: Set(Some(scene.world.app.clock.today())),
        ..Default::default()
    };
    let event = passe_relais::journal::Event::of(EventKind::DeviceAllocated);
    let now = request_now(scene, request).await;
    passe_relais::journal::change(&scene.world.app.db, scene.by(), &now, change, event)
        .await
        .unwrap();
}

async fn request_now(scene: &Scene, request: &request::Model) -> request::Model {
    scene.world.request(request.id).await
}

#[tokio::test]
async fn who_has_a_place_in_a_session_was_there_or_is_cleared_keeps_the_device() {
    let scene = Scene::new(Gate::Attended).await;
    let app = &scene.world.app;
    let mut all = Vec::new();
    for name in ["Place", "Présente", "Absente", "Rien"] {
        let asked = scene.ask(name, "Casque").await;
        kept_until_today(&scene, &asked.request).await;
        all.push(asked);
    }
    let [booked, present, absent, nothing] = &all[..] else {
        panic!("four people asked");
    };
    for asked in [booked, present, absent] {
        scene.enrol(asked).await;
    }
    let today = scene.session(90, 5, &[0]).await;
    for asked in [present, absent] {
        scene.book(asked, &today).await.expect(303);
    }
    let later = scene.session(90, 5, &[1]).await;
    scene.book(booked, &later).await.expect(303);
    scene.the_session_ends(&today);
    for (asked, came) in [(present, "yes"), (absent, "no")] {
        let enrolment = scene.enrolment(asked).await;
        scene.mark(&today, &enrolment, came).await.expect(303);
    }
    scene.world.days_pass(1);
    assert_eq!(free_lapsed(app).await.unwrap(), 2);
    for (asked, state) in [
        (booked, RequestState::Allocated),
        (present, RequestState::Allocated),
        (absent, RequestState::Submitted),
        (nothing, RequestState::Submitted),
    ] {
        assert_eq!(request_now(&scene, &asked.request).await.state, state);
    }
    // A month after their session, without another step, it is over for them too.
    scene.world.days_pass(31);
    assert_eq!(free_lapsed(app).await.unwrap(), 2);
    scene.verify().await;
}

#[tokio::test]
async fn a_clearance_keeps_the_device_as_long_as_it_stands() {
    let scene = Scene::new(Gate::Enrolled).await;
    let app = &scene.world.app;
    let cleared = scene.cleared("Martin").await;
    kept_until_today(&scene, &cleared.request).await;
    scene.world.days_pass(29);
    assert_eq!(free_lapsed(app).await.unwrap(), 0);
    // It stands for thirty days.
    scene.world.days_pass(2);
    assert_eq!(free_lapsed(app).await.unwrap(), 1);
    assert!(scene.standing(&cleared).await.is_none());
    // What was promised before promises had an end stays.
    let old = scene.ask("Durand", "Casque").await;
    scene.world.days_pass(400);
    assert_eq!(free_lapsed(app).await.unwrap(), 0);
    assert_eq!(
        request_now(&scene, &old.request).await.state,
        RequestState::Allocated
    );
    scene.verify().await;
}

#[tokio::test]
async fn the_schema_keeps_nothing_for_a_request_that_has_no_device() {
    let (world, ..) = asked().await;
    let by_hand = "UPDATE request SET promised_until = '2026-06-03'";
    world.app.db.execute_unprepared(by_hand).await.unwrap_err();
}

#[tokio::test]
async fn a_coordinator_replaces_the_device_of_a_request_in_one_step() {
    let (world, coordinator, prescriber, request) = promised().await;
    let first = request.device_id.unwrap();
    let page = page_of(&coordinator, &request).await;
    assert!(page.says("La demande garde l’appareil qu’elle a"), "{page}");
    let pickup = prescriber.site.clone().unwrap();
    let other = world.ready_device(DeviceKind::Tablet, &pickup).await;
    world.days_pass(2);
    let coordinator_again = world.sign_in(&coordinator.account.email).await;
    let page = coordinator_again.get("/requests/1").await.expect(200);
    assert!(page.says(code(&other)), "{page}");
    let form = page.form("section form[action$='/substitute']");
    let done = coordinator_again.send(&form).await.expect(303);
    assert!(done.location().ends_with("?done=request-substituted"));
    coordinator_again
        .send(&form)
        .await
        .sends_to(done.location());
    let after = world.request(request.id).await;
    assert_eq!(after.state, RequestState::Allocated);
    assert_eq!(after.device_id, Some(other.id));
    assert_eq!(after.pickup_code, request.pickup_code);
    assert_eq!(after.promised_until, Some(day("2026-06-05")));
    assert_eq!(after.decided_by, Some(coordinator.membership.id));
    let last = async |subject: Subject, id: i32| kinds_on(&world, subject, id).await.pop().unwrap();
    assert_eq!(
        last(Subject::Request, request.id.0).await,
        "device_substituted"
    );
    assert_eq!(last(Subject::Device, first.0).await, "allocation_undone");
    assert_eq!(last(Subject::Device, other.id.0).await, "device_allocated");
    let letters = world.letters().await;
    let letter = letters.last().unwrap();
    assert_eq!(letters.len(), 2);
    assert!(letter.text.contains("le code de retrait ne change pas"));
    assert!(letter.text.contains("C’est un agent nommé qui a décidé"));
    // The first is proposed to whoever waits next.
    let prescriber = world.sign_in(&prescriber.account.email).await;
    let form = prescriber
        .get("/requests/new")
        .await
        .expect(200)
        .form("main form")
        .set("name", "Autrement")
        .set("given_name", "Ada")
        .set("birth_year", "1961")
        .set("commune", "Faverges")
        .set("rule", "1");
    let sent = prescriber.send(&form).await.expect(303);
    let next = world.request_at(sent.location()).await;
    let path = format!("/requests/{}", next.id.0);
    let page = coordinator_again.get(&path).await.expect(200);
    let freed = device(&world, first).await;
    assert!(page.says(code(&freed)), "{page}");
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn only_a_suitable_device_takes_the_place_and_only_of_a_promise() {
    let (world, coordinator, prescriber, request) = promised().await;
    let pickup = prescriber.site.clone().unwrap();
    let own = device(&world, request.device_id.unwrap()).await;
    let laptop = world.ready_device(DeviceKind::Laptop, &pickup).await;
    let waiting = world.ask(&prescriber).await;
    let free = world.ready_device(DeviceKind::Tablet, &pickup).await;
    let by_code = async |code: &str| {
        let page = page_of(&coordinator, &request).await;
        coordinator
            .send(&page.form("#by-code").set("code", code))
            .await
    };
    let refused = by_code(code(&own)).await.expect(409);
    assert!(refused.says("C’est l’appareil que cette demande a déjà"));
    let refused = by_code(code(&laptop)).await.expect(409);
    assert!(refused.says("Cet appareil n’est pas du type demandé"));
    let unknown = by_code("n’importe quoi").await.expect(422);
    assert_eq!(
        unknown.attribute("#by-code [name=code]", "value"),
        "n’importe quoi"
    );
    let waits = format!("/requests/{}/substitute", waiting.id.0);
    let fields = [("write_id", "by-hand-substitute"), ("code", code(&free))];
    coordinator.post(&waits, &fields).await.expect(409);
    for nobody in [&prescriber, &world.clerk().await] {
        let path = format!("/requests/{}/substitute", request.id.0);
        nobody.post(&path, &fields).await.expect(403);
    }
    let after = world.request(request.id).await;
    assert_eq!(after.device_id, Some(own.id));
    assert_eq!(after.version, request.version);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn one_device_that_two_coordinators_want_goes_to_one_request() {
    let (world, coordinator, prescriber, promised) = promised().await;
    let waiting = world.ask(&prescriber).await;
    let pickup = prescriber.site.clone().unwrap();
    let wanted = world.ready_device(DeviceKind::Tablet, &pickup).await;
    let colleague = world.coordinator().await;
    let form = |page: crate::support::page::Page| page.form("#by-code").set("code", code(&wanted));
    let mine = form(page_of(&coordinator, &promised).await);
    let theirs = form(page_of(&colleague, &waiting).await);
    let (one, two) = tokio::join!(coordinator.send(&mine), colleague.send(&theirs));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "{one}{two}");
    let holders = world
        .requests()
        .await
        .into_iter()
        .filter(|request| request.device_id == Some(wanted.id));
    assert_eq!(holders.count(), 1);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_clearance_for_another_model_is_given_anew_and_one_for_the_same_stays() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let first = scene.standing(&asked).await.unwrap();
    let replace = async |code: &str| {
        let path = format!("/requests/{}", asked.request.id.0);
        let page = scene.coordinator.get(&path).await.expect(200);
        let form = page.form("#by-code").set("code", code);
        scene.coordinator.send(&form).await.expect(303);
    };
    let same = scene.ready_device("Casque").await;
    replace(code(&same)).await;
    assert_eq!(scene.standing(&asked).await.unwrap().id, first.id);
    let other = scene.ready_device("Micro").await;
    replace(code(&other)).await;
    let standing = scene.standing(&asked).await.unwrap();
    assert_eq!(standing.model_key, other.model_key);
    let all = scene.clearances(&asked).await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].state, ClearanceState::Withdrawn);
    scene.verify().await;
}
