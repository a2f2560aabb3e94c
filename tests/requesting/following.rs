//! Questions, answers, waiting: each side reads where a request stands and whose turn it is.

use super::{Asked, elsewhere};
use crate::support::World;
use entities::{
    membership::Role,
    remark,
    request::{HoldReason, RequestState, Side},
};
use sea_orm::EntityTrait;

#[tokio::test]
async fn a_question_and_its_answer_are_read_by_both_sides() {
    let asked = Asked::new().await;
    let (world, coordinator, prescriber) = (&asked.world, &asked.coordinator, &asked.prescriber);
    assert!(asked.page(prescriber).await.says("Attend un coordinateur"));
    let empty = asked.say(coordinator, "question", " ").await.expect(422);
    assert!(empty.says("Écrivez quelques mots"));
    let question = "Faverges conviendrait-il aussi ?";
    let done = asked.say(coordinator, "question", question).await;
    let page = coordinator.follow(done).await.expect(200);
    assert!(
        page.says("Attend le prescripteur, depuis aujourd’hui : répondre"),
        "{page}"
    );
    assert_eq!(asked.now().await.question_by, Some(Side::Coordinator));
    // The one whose turn it is reads that there is something to read, and nothing of it in the message.
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, prescriber.account.email);
    assert!(letters[0].text.contains("À vous d’agir") && !letters[0].text.contains("Faverges"));
    for person in [coordinator, prescriber] {
        let queue = person.get("/requests").await.expect(200);
        assert!(queue.says("le prescripteur, depuis aujourd’hui"), "{queue}");
    }
    // One question at a time; and nobody answers their own.
    for act in ["question", "answer"] {
        let path = format!("{}/{act}", asked.path());
        let fields = [("write_id", act.repeat(2)), ("words", "Encore".to_owned())];
        let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        coordinator.post(&path, &fields).await.expect(409);
    }
    let page = asked.page(prescriber).await;
    assert!(page.says(question));
    assert!(!page.has("#question"));
    asked
        .say(prescriber, "answer", "Oui, sans problème.")
        .await
        .expect(303);
    let page = asked.page(coordinator).await;
    assert!(page.says("Oui, sans problème.") && page.says("Attend un coordinateur"));
    let letters = world.letters().await;
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[1].to, coordinator.account.email);
    // The journal has the hashes alone.
    let journal = world.journal_text().await;
    assert!(!journal.contains("Faverges") && !journal.contains("problème"));
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn what_was_said_about_a_person_is_forgotten_with_them() {
    let asked = Asked::new().await;
    let (world, prescriber) = (&asked.world, &asked.prescriber);
    asked
        .say(prescriber, "question", "Est-ce long ?")
        .await
        .expect(303);
    let page = asked.page(prescriber).await;
    let form = page
        .form("#cancel")
        .set("cancel_reason", "no_longer_wanted")
        .set("cancel_words", "Il a changé d’avis.");
    prescriber.send(&form).await.expect(303);
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let path = format!("/recipients/{}/forget", asked.request.recipient_id.0);
    let fields = [("write_id", "0123456789"), ("sure", "yes")];
    officer.post(&path, &fields).await.expect(303);
    let remarks = remark::Entity::find().all(&world.app.db).await.unwrap();
    assert_eq!(remarks.len(), 2);
    assert!(remarks.iter().all(|remark| remark.sealed.is_none()));
    let page = asked.page(prescriber).await;
    assert!(page.says("Question posée") && !page.says("Est-ce long"));
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_request_is_put_on_hold_for_a_reason_and_goes_on() {
    let asked = Asked::new().await;
    let (world, coordinator, prescriber) = (&asked.world, &asked.coordinator, &asked.prescriber);
    let page = asked.page(coordinator).await;
    let form = page.form("#hold").set("hold_words", "Vu avec la mairie.");
    let again = coordinator.send(&form).await.expect(422);
    assert!(again.says("Choisissez ce que la demande attend"));
    assert!(again.html().contains("Vu avec la mairie."));
    let form = form.set("hold_reason", "proof_awaited");
    let first = coordinator.send(&form).await.expect(303);
    let repeat = coordinator.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    assert_eq!(asked.now().await.on_hold, Some(HoldReason::ProofAwaited));
    let page = asked.page(prescriber).await;
    assert!(page.says("Attend le prescripteur, depuis aujourd’hui : apporter le justificatif"));
    assert!(page.says("Motif : un justificatif est attendu"));
    assert!(page.says("Vu avec la mairie."));
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, prescriber.account.email);
    assert!(letters[0].text.contains("un justificatif est attendu"));
    assert!(!letters[0].text.contains("mairie"));
    let page = asked.page(coordinator).await;
    assert!(!page.has("#hold"));
    coordinator.send(&page.form("#release")).await.expect(303);
    assert!(asked.page(prescriber).await.says("Attend un coordinateur"));
    let late = [("write_id", "0123456789")];
    let path = format!("{}/release", asked.path());
    coordinator.post(&path, &late).await.expect(409);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_request_is_taken_back_with_a_reason_and_nothing_typed_is_lost() {
    let asked = Asked::new().await;
    let (coordinator, prescriber) = (&asked.coordinator, &asked.prescriber);
    asked
        .say(coordinator, "question", "Est-ce pressé ?")
        .await
        .expect(303);
    let page = asked.page(prescriber).await;
    let form = page
        .form("#cancel")
        .set("cancel_words", "Un voisin a donné.");
    let again = prescriber.send(&form).await.expect(422);
    assert!(again.says("Choisissez le motif") && again.html().contains("Un voisin a donné."));
    let form = form.set("cancel_reason", "equipped_otherwise");
    prescriber.send(&form).await.expect(303);
    let now = asked.now().await;
    assert_eq!(
        (now.state, now.question_by),
        (RequestState::Cancelled, None)
    );
    let page = asked.page(coordinator).await;
    assert!(page.says("a trouvé un appareil autrement") && page.says("Un voisin a donné."));
    assert!(!page.says("Attend ") && !page.has("#question"));
}

#[tokio::test]
async fn of_two_who_ask_at_once_one_is_told() {
    let asked = Asked::new().await;
    let colleague = asked.world.coordinator().await;
    for _ in 0..3 {
        let mine = asked.page(&asked.coordinator).await;
        let theirs = asked.page(&colleague).await;
        let mine = mine.form("#question").set("words", "Ici ?");
        let theirs = theirs.form("#question").set("words", "Là ?");
        let (one, other) = tokio::join!(asked.coordinator.send(&mine), colleague.send(&theirs));
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "{one}{other}");
        asked
            .say(&asked.prescriber, "answer", "Oui.")
            .await
            .expect(303);
    }
    assert_eq!(asked.world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn ids_guessed_from_another_organisation_lead_nowhere() {
    let asked = Asked::new().await;
    let (world, request) = (&asked.world, &asked.request);
    let (stranger, site) = elsewhere(world).await;
    let organisation = stranger.organisation.clone();
    let manager = world
        .member(Role::OrganisationManager, organisation, Some(site))
        .await;
    let path = asked.path();
    let words = [("write_id", "0123456789"), ("words", "Bonjour ?")];
    for act in ["question", "answer"] {
        stranger
            .post(&format!("{path}/{act}"), &words)
            .await
            .expect(404);
    }
    let cancel = [("write_id", "0123456789"), ("cancel_reason", "moved_away")];
    stranger
        .post(&format!("{path}/cancel"), &cancel)
        .await
        .expect(404);
    for act in ["hold", "release"] {
        stranger
            .post(&format!("{path}/{act}"), &words)
            .await
            .expect(403);
    }
    // A manager sees no other organisation's people to take requests from, nor to give them to.
    let page = manager.get("/requests/reassign").await.expect(200);
    assert!(page.says("Aucun collègue n’a de demande en cours"));
    let (theirs, own) = (
        asked.prescriber.membership.id.0.to_string(),
        stranger.membership.id.0.to_string(),
    );
    for (id, from, to) in [
        ("essai-un", theirs.as_str(), own.as_str()),
        ("essai-deux", own.as_str(), theirs.as_str()),
    ] {
        let fields = [("write_id", id), ("from", from), ("to", to)];
        manager
            .post("/requests/reassign", &fields)
            .await
            .expect(422);
    }
    let now = asked.now().await;
    assert_eq!(
        (now.version, now.prescriber_id),
        (request.version, request.prescriber_id)
    );
    assert!(world.letters().await.is_empty());
}

#[tokio::test]
async fn who_does_not_follow_requests_says_nothing_about_them() {
    let world = World::new().await;
    for role in [Role::Finance, Role::Auditor, Role::Trainer, Role::Clerk] {
        let person = world.persona(role).await;
        for act in ["question", "answer", "hold", "release"] {
            let path = format!("/requests/1/{act}");
            person.post(&path, &[]).await.expect(403);
        }
        for path in [
            "/requests/pairs",
            "/requests/reassign",
            "/requests/placement",
        ] {
            person.get(path).await.expect(403);
        }
    }
}
