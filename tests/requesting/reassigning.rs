//! The manager gives an absent colleague's requests to another, in one act.

use super::{Asked, elsewhere};
use crate::support::world::Persona;
use entities::{
    membership::{self, Role},
    request,
};
use passe_relais::journal::{self, By, Event, EventKind, Subject};
use sea_orm::{ActiveModelTrait, Set};

async fn form(manager: &Persona, from: &Persona, to: &Persona) -> crate::support::page::Form {
    let page = manager.get("/requests/reassign").await.expect(200);
    page.form("main form")
        .set("from", from.membership.id.0.to_string())
        .set("to", to.membership.id.0.to_string())
}

#[tokio::test]
async fn a_manager_gives_all_open_requests_of_an_absent_colleague_to_another() {
    let asked = Asked::new().await;
    let (world, absent) = (&asked.world, &asked.prescriber);
    let other = world.ask(absent).await;
    let ended = world.ask(absent).await;
    let path = format!("/requests/{}/cancel", ended.id.0);
    let fields = [("write_id", "0123456789"), ("cancel_reason", "moved_away")];
    absent.post(&path, &fields).await.expect(303);
    let manager = asked.colleague(Role::OrganisationManager).await;
    let colleague = asked.colleague(Role::Prescriber).await;
    let page = manager.get("/requests/reassign").await.expect(200);
    assert!(page.says("2 demandes en cours"));
    let same = form(&manager, absent, absent).await;
    let again = manager.send(&same).await.expect(422);
    assert!(again.says("Choisissez quelqu’un d’autre"));
    let form = form(&manager, absent, &colleague).await;
    let first = manager.send(&form).await.expect(303);
    // The repeat gets the first answer, though nothing is left to give.
    let repeat = manager.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    for id in [asked.request.id, other.id] {
        assert_eq!(
            world.request(id).await.prescriber_id,
            colleague.membership.id
        );
        let events = journal::history(&world.app.db, Subject::Request, id.0)
            .await
            .unwrap();
        assert_eq!(events.last().unwrap().kind, "request_reassigned");
        assert_eq!(events.last().unwrap().actor_id, Some(manager.membership.id));
    }
    assert_eq!(
        world.request(ended.id).await.prescriber_id,
        absent.membership.id,
        "what has ended stays as it was"
    );
    let letters = world.letters().await;
    let readers: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(
        readers,
        [
            absent.account.email.as_str(),
            colleague.account.email.as_str()
        ]
    );
    for letter in &letters {
        assert!(
            letter.text.contains("R-000001, R-000002"),
            "{}",
            letter.text
        );
        assert!(!letter.text.contains("R-000003"));
    }
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn requests_of_who_left_are_given_away_and_never_to_who_left() {
    let asked = Asked::new().await;
    let world = &asked.world;
    let manager = asked.colleague(Role::OrganisationManager).await;
    let (stays, left) = (
        asked.colleague(Role::Prescriber).await,
        asked.colleague(Role::Prescriber).await,
    );
    for gone in [&asked.prescriber, &left] {
        membership::ActiveModel {
            id: Set(gone.membership.id),
            ended_at: Set(Some(world.now())),
            ..Default::default()
        }
        .update(&world.app.db)
        .await
        .unwrap();
    }
    let (from, to) = (
        asked.prescriber.membership.id.0.to_string(),
        left.membership.id.0.to_string(),
    );
    let fields = [("write_id", "0123456789"), ("from", &*from), ("to", &*to)];
    let again = manager
        .post("/requests/reassign", &fields)
        .await
        .expect(422);
    assert!(again.says("Choisissez qui reprend ses demandes"));
    let form = form(&manager, &asked.prescriber, &stays).await;
    manager.send(&form).await.expect(303);
    assert_eq!(asked.now().await.prescriber_id, stays.membership.id);
    // Only who takes them over still reads messages.
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, stays.account.email);
}

#[tokio::test]
async fn the_database_itself_gives_a_request_to_nobody_of_another_organisation() {
    let asked = Asked::new().await;
    let world = &asked.world;
    let (stranger, _) = elsewhere(world).await;
    let manager = asked.colleague(Role::OrganisationManager).await;
    for other in [&stranger, &manager] {
        let by = By {
            actor: None,
            at: world.now(),
        };
        let change = request::ActiveModel {
            prescriber_id: Set(other.membership.id),
            ..Default::default()
        };
        let write = world.app.write().await.unwrap();
        let event = Event::of(EventKind::RequestReassigned);
        let before = asked.now().await;
        let done = journal::change(&*write, by, &before, change, event).await;
        assert!(done.is_err());
    }
    assert_eq!(
        asked.now().await.prescriber_id,
        asked.prescriber.membership.id
    );
}
