//! Deciding: a device is proposed with the reason, a named agent decides, once.

use super::{allocate, asked, kinds_on, page_of};
use crate::support::World;
use entities::{
    clearance::{self, Basis, ClearanceState},
    device::{self, DeviceKind},
    learner, request,
    request::RequestState,
};
use passe_relais::journal::{self, Event, EventKind, Subject};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

#[tokio::test]
async fn the_next_suitable_device_is_proposed_with_the_reason_and_an_agent_decides() {
    let (world, coordinator, prescriber, request) = asked().await;
    assert!(
        page_of(&coordinator, &request)
            .await
            .says("Aucun appareil de ce type n’est prêt")
    );
    let workshop = world.supervisor().await.site.clone().unwrap();
    let far = world.ready_device(DeviceKind::Tablet, &workshop).await;
    world
        .ready_device(DeviceKind::Laptop, prescriber.site.as_ref().unwrap())
        .await;
    let shown = page_of(&coordinator, &request).await;
    assert!(shown.says(far.label_code.as_deref().unwrap()));
    assert!(shown.says("C’est le type d’appareil demandé"));
    let near = world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    let shown = page_of(&coordinator, &request).await;
    assert!(shown.says(near.label_code.as_deref().unwrap()));
    assert!(shown.says("Il est déjà au point de remise") && shown.says("vous décidez"));
    let done = allocate(&coordinator, &request).await;
    let shown = coordinator.follow(done).await.expect(200);
    assert!(shown.says("Décision prise par Personne 1, Coordinateur"));
    let after = world.request(request.id).await;
    assert_eq!(after.state, RequestState::Allocated);
    assert_eq!(after.device_id, Some(near.id));
    assert_eq!(after.decided_by, Some(coordinator.membership.id));
    let code = after.pickup_code.unwrap();
    assert!(page_of(&prescriber, &request).await.says(&code));
    assert!(!shown.says(&code));
    assert_eq!(
        kinds_on(&world, Subject::Device, near.id.0)
            .await
            .last()
            .unwrap(),
        "device_allocated"
    );
    // The history on its sheet says which request.
    let sheet = format!("/devices/{}", near.label_code.as_deref().unwrap());
    let sheet = coordinator.get(&sheet).await.expect(200);
    assert!(
        sheet.says("Appareil attribué à la demande R-000001"),
        "{sheet}"
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn the_prescriber_is_told_by_reference_and_never_by_name() {
    let (world, coordinator, prescriber, request) = asked().await;
    world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    allocate(&coordinator, &request).await.expect(303);
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.to, prescriber.account.email);
    assert_eq!(
        letter.subject,
        "Demande R-000001\u{a0}: un appareil est attribué"
    );
    for part in [&letter.subject, &letter.text, &letter.html] {
        assert!(!part.contains("Quelquechosevic") && !part.contains("RSA"));
    }
    assert!(letter.text.contains("/requests/1"));
    assert!(
        letter
            .text
            .contains("C’est un agent nommé qui a décidé\u{a0}: Personne 1, Coordinateur")
    );
}

#[tokio::test]
async fn a_refusal_gives_the_reason_the_remedies_and_their_time_limits() {
    let (world, coordinator, prescriber, request) = asked().await;
    let page = page_of(&coordinator, &request).await;
    let form = page.form("#refuse").set("remark", "Voir avec la mairie.");
    let again = coordinator.send(&form).await.expect(422);
    assert!(again.says("Choisissez le motif") && again.html().contains("Voir avec la mairie."));
    let form = form.set("reason", "proof_missing");
    let first = coordinator.send(&form).await.expect(303);
    let repeat = coordinator.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    let text = &letters[0].text;
    for words in [
        "Motif\u{a0}: Il manque un justificatif.",
        "président du conseil départemental",
        "deux mois",
        "tribunal administratif",
        "Un outil de tri a aidé",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("mairie"));
    assert!(!world.journal_text().await.contains("mairie"));
    let page = page_of(&prescriber, &request).await;
    assert!(page.says("Voir avec la mairie.") && page.says("tribunal administratif"));
    assert!(!page.has("#cancel"));
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_letter_speaks_its_readers_language() {
    let (world, coordinator, prescriber, request) = asked().await;
    prescriber
        .post("/language", &[("lang", "en"), ("return", "/")])
        .await
        .expect(303);
    let page = page_of(&coordinator, &request).await;
    let form = page.form("#refuse").set("reason", "asked_twice");
    coordinator.send(&form).await.expect(303);
    let letters = world.letters().await;
    assert_eq!(letters[0].subject, "Request R-000001: decision to refuse");
    assert!(letters[0].text.contains("administrative court"));
}

#[tokio::test]
async fn an_unsuitable_device_is_refused_with_what_to_do_next() {
    let (world, coordinator, prescriber, request) = asked().await;
    let site = prescriber.site.clone().unwrap();
    let laptop = world.ready_device(DeviceKind::Laptop, &site).await;
    let by_code = async |code: &str| {
        let page = page_of(&coordinator, &request).await;
        coordinator
            .send(&page.form("#by-code").set("code", code))
            .await
    };
    let refused = by_code(laptop.label_code.as_deref().unwrap())
        .await
        .expect(409);
    assert!(refused.says("Cet appareil n’est pas du type demandé"));
    assert!(refused.says("Rien n’a été enregistré"));
    assert!(
        by_code("2345-6789")
            .await
            .expect(422)
            .says("Aucun appareil ne porte ce code")
    );
    assert!(
        by_code("")
            .await
            .expect(422)
            .says("Aucun appareil ne porte ce code")
    );
    let tablet = world.ready_device(DeviceKind::Tablet, &site).await;
    let other = world.ask(&prescriber).await;
    by_code(tablet.label_code.as_deref().unwrap())
        .await
        .expect(303);
    let page = page_of(&coordinator, &other).await;
    assert!(page.says("Aucun appareil de ce type n’est prêt"));
    let form = page
        .form("#by-code")
        .set("code", tablet.label_code.unwrap());
    let refused = coordinator.send(&form).await.expect(409);
    assert!(refused.says("déjà attribué à une autre demande"));
}

#[tokio::test]
async fn two_coordinators_promise_one_device_to_two_requests_and_one_wins() {
    let (world, coordinator, prescriber, request) = asked().await;
    let other = world.ask(&prescriber).await;
    let colleague = world.coordinator().await;
    for _ in 0..5 {
        let device = world
            .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
            .await;
        let mine = page_of(&coordinator, &request)
            .await
            .form("section form[action$='/allocate']");
        // It is proposed to the one that came first; the colleague types its code for the other.
        let theirs = page_of(&colleague, &other).await;
        assert!(theirs.says("va à une demande qui attend depuis plus longtemps"));
        let theirs = theirs
            .form("#by-code")
            .set("code", device.label_code.as_deref().unwrap());
        let (a, b) = tokio::join!(coordinator.send(&mine), colleague.send(&theirs));
        let mut answers = [a.status.as_u16(), b.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "{a}{b}");
        let promised = |r: &request::Model| r.device_id == Some(device.id);
        let requests = world.requests().await;
        assert_eq!(requests.iter().filter(|r| promised(r)).count(), 1);
        let winner = requests.iter().find(|r| promised(r)).unwrap();
        let page = page_of(&prescriber, winner).await;
        assert!(page.has("#cancel"));
        let undo = page_of(&coordinator, winner).await.form("#undo");
        coordinator.send(&undo).await.expect(303);
        // Out of the way of the next round.
        let device = device::Entity::find_by_id(device.id)
            .one(&world.app.db)
            .await
            .unwrap()
            .unwrap();
        let away = device::ActiveModel {
            site_id: Set(None),
            ..Default::default()
        };
        let by = journal::By {
            actor: None,
            at: world.now(),
        };
        let write = world.app.write().await.unwrap();
        let event = Event::of(EventKind::DeviceMoved);
        journal::change(&*write, by, &device, away, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
    }
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn the_schema_promises_a_device_once_even_by_hand() {
    let (world, coordinator, prescriber, request) = asked().await;
    let other = world.ask(&prescriber).await;
    let device = world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    allocate(&coordinator, &request).await.expect(303);
    let by_hand = request::ActiveModel {
        id: Set(other.id),
        state: Set(RequestState::Allocated),
        decided_by: Set(Some(coordinator.membership.id)),
        device_id: Set(Some(device.id)),
        ..Default::default()
    };
    assert!(by_hand.update(&world.app.db).await.is_err());
}

#[tokio::test]
async fn one_request_decided_by_two_people_is_decided_once() {
    let (world, coordinator, prescriber, request) = asked().await;
    world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    let colleague = world.coordinator().await;
    let allocate = page_of(&coordinator, &request)
        .await
        .form("section form[action$='/allocate']");
    let refuse = page_of(&colleague, &request)
        .await
        .form("#refuse")
        .set("reason", "asked_twice");
    coordinator.send(&allocate).await.expect(303);
    let late = colleague.send(&refuse).await.expect(409);
    assert!(late.says("Cette demande n’en est plus là"));
    assert_eq!(
        world.request(request.id).await.state,
        RequestState::Allocated
    );
    assert_eq!(world.letters().await.len(), 1);
}

/// A live clearance on the request, as the training rules issue it.
async fn cleared(
    world: &World,
    request: &request::Model,
    device: &device::Model,
) -> clearance::Model {
    let learner = learner::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let row = clearance::ActiveModel {
        request_id: Set(request.id),
        programme_id: Set(request.programme_id),
        recipient_id: Set(request.recipient_id),
        learner_id: Set(learner.id),
        model_key: Set(device.model_key.clone()),
        basis: Set(Basis::Enrolled),
        state: Set(ClearanceState::Issued),
        issued_at: Set(world.now()),
        expires_at: Set(world.now() + chrono::TimeDelta::days(60)),
        ..Default::default()
    };
    let by = journal::By {
        actor: None,
        at: world.now(),
    };
    let write = world.app.write().await.unwrap();
    let event = Event::of(EventKind::ClearanceIssued);
    let clearance = journal::insert(&*write, by, row, event).await.unwrap();
    write.commit().await.unwrap();
    clearance
}

#[tokio::test]
async fn undoing_or_cancelling_frees_the_device_and_withdraws_the_clearance() {
    let (world, coordinator, prescriber, request) = asked().await;
    let device = world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    for (person, form, state) in [
        (&coordinator, "#undo", RequestState::Submitted),
        (&prescriber, "#cancel", RequestState::Cancelled),
    ] {
        allocate(&coordinator, &request).await.expect(303);
        let clearance = cleared(&world, &request, &device).await;
        let mut form = page_of(person, &request).await.form(form);
        if state == RequestState::Cancelled {
            form = form.set("cancel_reason", "equipped_otherwise");
        }
        person.send(&form).await.expect(303);
        let after = world.request(request.id).await;
        assert_eq!(
            (after.state, after.device_id, after.pickup_code),
            (state, None, None)
        );
        let clearance = clearance::Entity::find_by_id(clearance.id)
            .one(&world.app.db)
            .await;
        assert_eq!(clearance.unwrap().unwrap().state, ClearanceState::Withdrawn);
    }
    let kinds = kinds_on(&world, Subject::Device, device.id.0).await;
    assert_eq!(
        kinds[2..],
        [
            "device_allocated",
            "allocation_undone",
            "device_allocated",
            "allocation_undone"
        ]
    );
    let other = world.ask(&prescriber).await;
    allocate(&coordinator, &other).await.expect(303);
    assert_eq!(world.journal_problems().await, [""; 0]);
}
