//! The page that proposes a device for every request that waits, and what is confirmed on it.

use super::{asked, code, device, kinds_on, page_of};
use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{page::Page, visitor::Visitor},
};
use chrono::TimeDelta;
use entities::{
    device::DeviceKind,
    membership::Role,
    organisation::OrganisationKind,
    programme,
    request::{self, RequestState},
};
use passe_relais::journal::{self, By, Event, EventKind, Subject};
use sea_orm::{EntityTrait, Set};

async fn shown(person: &Visitor) -> Page {
    person.get("/allocation").await.expect(200)
}

/// What the form sends for a request and a device.
fn pick(request: &request::Model, device: &entities::device::Model) -> String {
    format!("{}:{}", request.id.0, code(device))
}

/// The requests of the page that have a proposal, in its order.
fn proposed(page: &Page) -> Vec<String> {
    page.texts("#proposals tbody a.code")
}

fn reference(request: &request::Model) -> String {
    format!("R-{:06}", request.id.0)
}

#[tokio::test]
async fn devices_are_proposed_in_the_order_of_waiting_each_with_its_reasons() {
    let (world, coordinator, prescriber, first) = asked().await;
    world.app.clock.advance(TimeDelta::minutes(5));
    let second = world.ask(&prescriber).await;
    world.app.clock.advance(TimeDelta::minutes(5));
    let third = world.ask(&prescriber).await;
    let nothing = shown(&coordinator).await;
    assert!(
        nothing.says("Aucune demande n’a d’appareil proposé"),
        "{nothing}"
    );
    assert!(nothing.says("3 demandes : aucun appareil de ce type n’est prêt"));
    let workshop = world.supervisor().await.site.clone().unwrap();
    let far = world.ready_device(DeviceKind::Tablet, &workshop).await;
    world.app.clock.advance(TimeDelta::minutes(5));
    let pickup = prescriber.site.clone().unwrap();
    let near = world.ready_device(DeviceKind::Tablet, &pickup).await;
    let page = shown(&coordinator).await;
    // Who waits the longest gets the closest.
    assert_eq!(proposed(&page), [reference(&first), reference(&second)]);
    let rows = page.texts("#proposals tbody tr");
    assert!(rows[0].contains(code(&near)), "{page}");
    assert!(rows[0].contains("Il est déjà au point de remise"));
    assert!(rows[1].contains(code(&far)), "{page}");
    assert!(rows[1].contains("s’il y en a de plus proches, ils vont à d’autres demandes"));
    assert!(rows[1].contains("C’est le type d’appareil demandé"));
    assert!(page.says("vont à des demandes qui attendent depuis plus longtemps"));
    assert!(page.says(&reference(&third)));
    // Nothing is allocated by looking, and nobody is named.
    assert!(
        world
            .requests()
            .await
            .iter()
            .all(|request| request.state == RequestState::Submitted)
    );
    assert!(!page.html().contains("Quelquechosevic"), "{page}");
    assert_eq!(world.looks(&coordinator).await, 0);
    // The page of a request proposes the same.
    assert!(page_of(&coordinator, &second).await.says(code(&far)));
}

#[tokio::test]
async fn what_is_confirmed_is_allocated_once_and_by_whom_is_written() {
    let (world, coordinator, prescriber, first) = asked().await;
    let second = world.ask(&prescriber).await;
    let pickup = prescriber.site.clone().unwrap();
    let one = world.ready_device(DeviceKind::Tablet, &pickup).await;
    world.app.clock.advance(TimeDelta::minutes(5));
    let two = world.ready_device(DeviceKind::Tablet, &pickup).await;
    let page = shown(&coordinator).await;
    let form = page.form("#proposals");
    let none = coordinator.send(&form).await.expect(422);
    assert!(none.says("Cochez au moins une ligne"), "{none}");
    let ticked = form.clone().tick("pick", &pick(&second, &two));
    coordinator
        .send(&ticked)
        .await
        .sends_to("/allocation?done=allocation-confirmed");
    let after = world.request(second.id).await;
    assert_eq!(after.state, RequestState::Allocated);
    assert_eq!(after.device_id, Some(two.id));
    assert_eq!(after.decided_by, Some(coordinator.membership.id));
    assert_eq!(world.request(first.id).await.state, RequestState::Submitted);
    // The same form again, even with another tick, is what was answered before.
    let again = form.press("all", "yes");
    coordinator
        .send(&again)
        .await
        .sends_to("/allocation?done=allocation-confirmed");
    assert_eq!(world.request(first.id).await.state, RequestState::Submitted);
    let all = shown(&coordinator)
        .await
        .form("#proposals")
        .press("all", "yes");
    let done = coordinator.send(&all).await;
    let page = coordinator.follow(done).await.expect(200);
    assert!(
        page.html()
            .contains("Les appareils confirmés sont attribués")
    );
    assert_eq!(world.request(first.id).await.device_id, Some(one.id));
    assert_eq!(world.letters().await.len(), 2);
    assert_eq!(
        kinds_on(&world, Subject::Device, one.id.0).await.last(),
        Some(&"device_allocated".to_owned())
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_form_sent_twice_at_once_allocates_once() {
    let (world, coordinator, prescriber, request) = asked().await;
    let pickup = prescriber.site.clone().unwrap();
    world.ready_device(DeviceKind::Tablet, &pickup).await;
    let form = shown(&coordinator)
        .await
        .form("#proposals")
        .press("all", "yes");
    let (one, two) = tokio::join!(coordinator.send(&form), coordinator.send(&form));
    for answer in [one, two] {
        answer.sends_to("/allocation?done=allocation-confirmed");
    }
    assert_eq!(
        world.request(request.id).await.state,
        RequestState::Allocated
    );
    assert_eq!(world.letters().await.len(), 1);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn of_two_coordinators_at_once_each_is_told_what_the_other_was_faster_at() {
    let (world, coordinator, prescriber, first) = asked().await;
    let second = world.ask(&prescriber).await;
    let pickup = prescriber.site.clone().unwrap();
    for _ in 0..2 {
        world.ready_device(DeviceKind::Tablet, &pickup).await;
    }
    let colleague = world.coordinator().await;
    let all = |page: Page| page.form("#proposals").press("all", "yes");
    let (mine, theirs) = (all(shown(&coordinator).await), all(shown(&colleague).await));
    let (one, two) = tokio::join!(coordinator.send(&mine), colleague.send(&theirs));
    let (one, two) = (coordinator.follow(one).await, colleague.follow(two).await);
    let missed = |page: &Page| page.texts(".verdict li").len();
    assert_eq!(missed(&one) + missed(&two), 2, "{one}{two}");
    let told = if missed(&one) > 0 { &one } else { &two };
    assert!(told.says("Quelqu’un vient"), "{told}");
    for request in [&first, &second] {
        assert_eq!(
            world.request(request.id).await.state,
            RequestState::Allocated
        );
    }
    assert_eq!(world.letters().await.len(), 2);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn what_changed_meanwhile_is_said_request_by_request_and_the_rest_is_done() {
    let (world, coordinator, prescriber, refused) = asked().await;
    let (taken, kept) = (world.ask(&prescriber).await, world.ask(&prescriber).await);
    let late = world.ask(&prescriber).await;
    let pickup = prescriber.site.clone().unwrap();
    for _ in 0..3 {
        world.ready_device(DeviceKind::Tablet, &pickup).await;
        world.app.clock.advance(TimeDelta::minutes(5));
    }
    let page = shown(&coordinator).await;
    let form = page.form("#proposals").press("all", "yes");
    // A colleague refuses the first and gives the device proposed for the second to somebody else.
    let colleague = world.coordinator().await;
    let refusal = page_of(&colleague, &refused)
        .await
        .form("#refuse")
        .set("reason", "asked_twice");
    colleague.send(&refusal).await.expect(303);
    let proposed_for = |request: &request::Model| {
        let value = form
            .fields()
            .into_iter()
            .map(|(_, value)| value)
            .find(|value| value.starts_with(&format!("{}:", request.id.0)));
        value.unwrap().split_once(':').unwrap().1.to_owned()
    };
    let elsewhere = page_of(&colleague, &late)
        .await
        .form("#by-code")
        .set("code", proposed_for(&taken));
    colleague.send(&elsewhere).await.expect(303);
    let done = coordinator.send(&form).await;
    let page = coordinator.follow(done).await.expect(200);
    assert!(
        page.says("2 demandes n’ont pas reçu leur appareil"),
        "{page}"
    );
    assert!(page.says("1 appareil est attribué"), "{page}");
    let missed = page.texts(".verdict li");
    assert!(missed[0].contains(&reference(&refused)) && missed[0].contains("décider"));
    assert!(missed[1].contains(&reference(&taken)) && missed[1].contains("attribuer"));
    assert_eq!(world.request(kept.id).await.state, RequestState::Allocated);
    // The repeat says the same.
    let again = coordinator.send(&form).await;
    let again = coordinator.follow(again).await.expect(200);
    assert_eq!(again.texts(".verdict li"), missed);
    assert_eq!(world.request(taken.id).await.state, RequestState::Submitted);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn what_is_put_on_hold_or_limited_meanwhile_gets_no_device_and_stops_no_other() {
    let (world, coordinator, prescriber, held) = asked().await;
    let restricted = world.ask(&prescriber).await;
    let kept = world.ask(&prescriber).await;
    let pickup = prescriber.site.clone().unwrap();
    for _ in 0..3 {
        world.ready_device(DeviceKind::Tablet, &pickup).await;
    }
    let form = shown(&coordinator)
        .await
        .form("#proposals")
        .press("all", "yes");
    let colleague = world.coordinator().await;
    let put = page_of(&colleague, &held)
        .await
        .form("#hold")
        .set("hold_reason", "proof_awaited");
    colleague.send(&put).await.expect(303);
    world.limit_data(&restricted).await;
    let done = coordinator.send(&form).await;
    let page = coordinator.follow(done).await.expect(200);
    let missed = page.texts(".verdict li");
    assert_eq!(missed.len(), 2, "{page}");
    for (told, request) in missed.iter().zip([&held, &restricted]) {
        assert!(told.contains(&reference(request)) && told.contains("décider"));
        let after = world.request(request.id).await;
        assert_eq!(after.state, RequestState::Submitted);
    }
    assert!(world.request(held.id).await.on_hold.is_some());
    assert_eq!(world.request(kept.id).await.state, RequestState::Allocated);
    // Two devices are free, and neither is put forward for them.
    assert!(proposed(&shown(&coordinator).await).is_empty());
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_request_of_another_territory_is_on_no_page_and_cannot_be_decided() {
    let (world, whole, prescriber, far) = asked().await;
    let there = prescriber.site.clone().unwrap();
    world.in_epci(&there, CHABLAIS).await;
    world.app.clock.advance(TimeDelta::minutes(5));
    let organisation = world
        .organisation(OrganisationKind::SocialService, "Pôle du lac")
        .await;
    let here = world.site(&organisation, "Pôle du lac").await;
    world.in_epci(&here, ANNECY).await;
    let other = world
        .member(Role::Prescriber, organisation, Some(here.clone()))
        .await;
    let form = world
        .request_form(&other)
        .await
        .set("pickup_site", here.id.0.to_string());
    let sent = other.send(&form).await.expect(303);
    let near = world.request_at(sent.location()).await;
    let own = limited(&world, &[ANNECY]).await;
    let device = world.ready_device(DeviceKind::Tablet, &here).await;
    // Each decides on their own requests with their own devices; the département on all of them.
    let page = shown(&own).await;
    assert_eq!(proposed(&page), [reference(&near)]);
    assert!(!page.says(&reference(&far)), "{page}");
    assert!(page.says("Vous voyez les demandes de votre territoire"));
    let page = shown(&whole).await;
    assert_eq!(proposed(&page), [reference(&far)]);
    assert!(page.says("va à une demande qui attend depuis plus longtemps"));
    assert!(!page.says("Vous voyez les demandes de votre territoire"));
    let distant = world.ready_device(DeviceKind::Tablet, &there).await;
    assert!(!shown(&own).await.says(code(&distant)));
    assert_eq!(
        proposed(&shown(&whole).await),
        [reference(&far), reference(&near)]
    );
    for (number, picks) in [
        vec![pick(&far, &device)],
        vec![pick(&near, &device), pick(&far, &distant)],
    ]
    .iter()
    .enumerate()
    {
        let write_id = format!("by-hand-{number}");
        let mut fields = vec![("write_id", write_id.as_str())];
        fields.extend(picks.iter().map(|pick| ("pick", pick.as_str())));
        own.post("/allocation", &fields).await.expect(404);
    }
    let picked = pick(&near, &distant);
    let fields = [("write_id", "by-hand-distant"), ("pick", picked.as_str())];
    let done = own.post("/allocation", &fields).await;
    let page = own.follow(done).await.expect(200);
    assert!(page.says("L’appareil proposé ne convient plus"), "{page}");
    let substitute = format!("/requests/{}/substitute", far.id.0);
    let fields = [("write_id", "by-hand-substitute"), ("code", code(&device))];
    own.post(&substitute, &fields).await.expect(404);
    // What a link says of a request elsewhere is not repeated.
    let link = format!("/allocation?made=1&missed={}-taken", far.id.0);
    let page = own.get(&link).await.expect(200);
    assert!(!page.says(&reference(&far)), "{page}");
    for request in world.requests().await {
        assert_eq!(request.state, RequestState::Submitted);
    }
}

#[tokio::test]
async fn a_form_made_by_hand_gets_nowhere() {
    let (world, coordinator, prescriber, request) = asked().await;
    let pickup = prescriber.site.clone().unwrap();
    let laptop = world.ready_device(DeviceKind::Laptop, &pickup).await;
    let own = pick(&request, &laptop);
    coordinator
        .post("/allocation", &[("pick", own.as_str())])
        .await
        .expect(400);
    for wrong in ["", "1", "x:2345-6789", "1:nonsense", "99999:2345-6789"] {
        let fields = [("write_id", "by-hand-wrong"), ("pick", wrong)];
        coordinator.post("/allocation", &fields).await.expect(404);
    }
    // A device of another kind is refused as it is on the page of the request.
    let fields = [("write_id", "by-hand-laptop"), ("pick", own.as_str())];
    let done = coordinator.post("/allocation", &fields).await;
    let page = coordinator.follow(done).await.expect(200);
    assert!(page.says("L’appareil proposé ne convient plus"), "{page}");
    assert!(page.says("Aucun appareil n’a été attribué"));
    assert_eq!(
        world.request(request.id).await.state,
        RequestState::Submitted
    );
    assert_eq!(device(&world, laptop.id).await.version, laptop.version);
    for nobody in [&prescriber, &world.supervisor().await, &world.clerk().await] {
        nobody.get("/allocation").await.expect(403);
    }
}

#[tokio::test]
async fn a_request_that_no_ready_device_is_good_enough_for_is_told_what_they_lack() {
    let (world, coordinator, prescriber, first) = asked().await;
    world.app.clock.advance(TimeDelta::minutes(5));
    let strict = world.ask(&prescriber).await;
    let pickup = prescriber.site.clone().unwrap();
    let plain = programme::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    // A second programme that asks for free software, for the second request.
    world.open_programme(&coordinator, "Logiciel libre").await;
    let programmes = programme::Entity::find().all(&world.app.db).await.unwrap();
    let asking = programmes.iter().find(|one| one.id != plain.id).unwrap();
    let change = programme::ActiveModel {
        free_software_only: Set(Some(true)),
        ..Default::default()
    };
    let by = By {
        actor: None,
        at: world.now(),
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let asking: programme::Model = journal::change(&world.app.db, by, asking, change, event)
        .await
        .unwrap();
    let moved = request::ActiveModel {
        programme_id: Set(asking.id),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestSubmitted);
    journal::change(&world.app.db, by, &strict, moved, event)
        .await
        .unwrap();
    world.ready_device(DeviceKind::Tablet, &pickup).await;
    let page = shown(&coordinator).await;
    assert_eq!(proposed(&page), [reference(&first)]);
    assert!(
        page.says("Le seul appareil prêt de ce type n’est pas comme le programme le demande"),
        "{page}"
    );
    assert!(page.says("logiciel installé pas noté"), "{page}");
    assert!(
        page_of(&coordinator, &strict)
            .await
            .says("logiciel installé pas noté")
    );
}
