//! An organisation sends requests once it is habilitated, while it is, and as many as it may.

use super::Asked;
use crate::support::{World, database::TestDatabase, world::Persona};
use entities::{
    membership::Role,
    organisation::{self, OrganisationKind},
    prescribing::{self, PrescribingState},
    request::{self, RequestState},
};
use migrations::{Migrator, MigratorTrait};
use passe_relais::journal::{self, By, Event, EventKind};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ConnectionTrait, EntityTrait, IntoActiveModel, Set,
};

/// A new organisation that nobody has habilitated yet: its manager and its prescriber.
async fn newcomers(world: &World) -> (Persona, Persona) {
    let row = world
        .organisation(OrganisationKind::Association, "Coup de main")
        .await;
    let row = organisation::ActiveModel {
        id: Set(row.id),
        prescribed_before: Set(false),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    let site = world.site(&row, "Coup de main").await;
    let manager = world
        .member(Role::OrganisationManager, row.clone(), Some(site.clone()))
        .await;
    let prescriber = world.member(Role::Prescriber, row, Some(site)).await;
    (manager, prescriber)
}

fn page_of(person: &Persona) -> String {
    format!("/organisations/{}/prescribing", person.organisation.id.0)
}

/// The coordinator presses one of the forms of an organisation's page.
async fn decide(coordinator: &Persona, whose: &Persona, act: &str, reason: &str) {
    let page = coordinator.get(&page_of(whose)).await.expect(200);
    let mut form = page.form(&format!("#{act}")).press("act", act);
    if !reason.is_empty() {
        form = form.set("reason", reason);
    }
    coordinator.send(&form).await.expect(303);
}

async fn right_of(world: &World, whose: &Persona) -> prescribing::Model {
    let rows = prescribing::Entity::find()
        .all(&world.app.db)
        .await
        .unwrap();
    rows.into_iter()
        .find(|row| row.organisation_id == whose.organisation.id)
        .unwrap()
}

#[tokio::test]
async fn an_organisation_asks_and_is_told_when_it_may_send() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let (manager, prescriber) = newcomers(&world).await;
    let page = prescriber.get("/requests/new").await.expect(200);
    assert!(page.says("n’est pas encore habilité"), "{page}");
    let form = world.request_form(&prescriber).await;
    let refused = prescriber.send(&form).await.expect(409);
    assert!(refused.says("Le responsable de l’organisme peut demander"));
    // Nothing typed is lost.
    assert_eq!(refused.attribute("[name=given_name]", "value"), "Zoé");
    assert!(world.requests().await.is_empty());

    let page = manager.get("/prescribing").await.expect(200);
    assert!(page.says("Pas encore demandée"));
    let form = page.form("main form");
    let first = manager.send(&form).await.expect(303);
    let repeat = manager.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    // Coordination is told that it has to act.
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, coordinator.account.email);
    assert!(letters[0].text.contains("À vous d’agir"));
    let again = [("write_id", "0123456789")];
    manager.post("/prescribing", &again).await.expect(409);
    let form = world.request_form(&prescriber).await;
    let refused = prescriber.send(&form).await.expect(409);
    assert!(refused.says("demandée, pas encore décidée"));

    let queue = coordinator.get("/prescribing/queue").await.expect(200);
    assert!(queue.says("Coup de main") && queue.says("Demandée, à décider"));
    decide(&coordinator, &manager, "validate", "").await;
    let letters = world.letters().await;
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[1].to, manager.account.email);
    let form = world.request_form(&prescriber).await;
    prescriber.send(&form).await.expect(303);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn an_organisation_is_refused_with_a_reason_and_may_ask_again() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let (manager, _) = newcomers(&world).await;
    let ask = async || {
        let page = manager.get("/prescribing").await.expect(200);
        manager.send(&page.form("main form")).await.expect(303)
    };
    ask().await;
    let page = coordinator.get(&page_of(&manager)).await.expect(200);
    let form = page.form("#refuse").press("act", "refuse");
    let again = coordinator.send(&form).await.expect(422);
    assert!(again.says("Choisissez le motif"));
    decide(&coordinator, &manager, "refuse", "no_agreement").await;
    let page = manager.get("/prescribing").await.expect(200);
    assert!(page.says("Aucune convention n’est signée"));
    ask().await;
    assert_eq!(
        right_of(&world, &manager).await.state,
        PrescribingState::Asked
    );
    assert_eq!(right_of(&world, &manager).await.reason, None);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_suspended_organisation_sends_nothing_and_its_requests_go_on() {
    let asked = Asked::new().await;
    let (world, coordinator, prescriber) = (&asked.world, &asked.coordinator, &asked.prescriber);
    // It sent requests before there were habilitations: it counts as habilitated.
    let page = coordinator.get(&page_of(prescriber)).await.expect(200);
    assert!(page.says("Habilité") && page.says("1 demande de cet organisme"));
    decide(coordinator, prescriber, "suspend", "proofs_not_seen").await;
    // Nobody manages it: its prescribers are told.
    let letters = world.letters().await;
    assert_eq!(letters[0].to, prescriber.account.email);
    assert!(
        letters[0]
            .text
            .contains("Des justificatifs n’ont pas été vus")
    );
    let form = world.request_form(prescriber).await.set("name", "Autrenom");
    let refused = prescriber.send(&form).await.expect(409);
    assert!(refused.says("suspendue") && refused.says("Celles qui sont en cours continuent"));
    asked
        .say(prescriber, "question", "Où en est-on ?")
        .await
        .expect(303);
    let page = asked.page(prescriber).await;
    let form = page.form("#cancel").set("cancel_reason", "moved_away");
    prescriber.send(&form).await.expect(303);
    assert_eq!(asked.now().await.state, RequestState::Cancelled);
    decide(coordinator, prescriber, "reactivate", "").await;
    let form = world.request_form(prescriber).await.set("name", "Autrenom");
    prescriber.send(&form).await.expect(303);
    let events = journal::history(
        &world.app.db,
        journal::Subject::Prescribing,
        right_of(world, prescriber).await.id.0,
    )
    .await
    .unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "prescribing_validated",
            "prescribing_suspended",
            "prescribing_reactivated"
        ]
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn the_database_itself_takes_no_request_of_who_may_not_send() {
    let asked = Asked::new().await;
    let (world, coordinator, prescriber) = (&asked.world, &asked.coordinator, &asked.prescriber);
    let by_hand = async |organisation| {
        let row = request::ActiveModel {
            id: NotSet,
            organisation_id: Set(organisation),
            ..request::ActiveModel::from(asked.request.clone()).reset_all()
        };
        let by = By {
            actor: None,
            at: world.now(),
        };
        let write = world.app.write().await.unwrap();
        let event = Event::of(EventKind::RequestSubmitted);
        let done = journal::insert::<request::Model, _>(&*write, by, row, event).await;
        drop(write);
        done.is_ok()
    };
    let own = prescriber.organisation.id;
    assert!(by_hand(own).await, "the same statement, habilitated");
    let (manager, _) = newcomers(world).await;
    assert!(!by_hand(manager.organisation.id).await);
    let page = coordinator.get(&page_of(prescriber)).await.expect(200);
    let form = page
        .form("#limit")
        .press("act", "limit")
        .set("open_limit", "1");
    coordinator.send(&form).await.expect(303);
    assert!(!by_hand(own).await, "over the limit");
    let page = coordinator.get(&page_of(prescriber)).await.expect(200);
    let form = page
        .form("#limit")
        .press("act", "limit")
        .set("open_limit", "");
    coordinator.send(&form).await.expect(303);
    assert!(by_hand(own).await, "without a limit");
    decide(coordinator, prescriber, "suspend", "own_wish").await;
    assert!(!by_hand(own).await, "suspended");
    assert_eq!(world.requests().await.len(), 1);
}

#[tokio::test]
async fn of_two_requests_at_once_the_one_over_the_limit_is_told() {
    let asked = Asked::new().await;
    let (world, coordinator, prescriber) = (&asked.world, &asked.coordinator, &asked.prescriber);
    let colleague = asked.colleague(Role::Prescriber).await;
    let page = coordinator.get(&page_of(prescriber)).await.expect(200);
    for wrong in ["0", "-3", "beaucoup"] {
        let form = page
            .form("#limit")
            .press("act", "limit")
            .set("open_limit", wrong);
        let again = coordinator.send(&form).await.expect(422);
        assert!(again.says("entre 1 et 100"), "{wrong}");
    }
    let form = page
        .form("#limit")
        .press("act", "limit")
        .set("open_limit", "2");
    coordinator.send(&form).await.expect(303);
    for round in 0..3 {
        let form = async |person: &Persona, name: &str| {
            let form = world.request_form(person).await;
            form.set("name", format!("{name}{round}"))
        };
        let (mine, theirs) = (
            form(prescriber, "Premier").await,
            form(&colleague, "Second").await,
        );
        let (one, other) = tokio::join!(prescriber.send(&mine), colleague.send(&theirs));
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "{one}{other}");
        let told = if one.status == 409 { one } else { other };
        assert!(told.says("que 2 demandes en cours à la fois"), "{told}");
        // One ends, and there is room for one again.
        let last = world.requests().await.pop().unwrap();
        let path = format!("/requests/{}/cancel", last.id.0);
        let id = format!("annulation-{round}");
        let fields = [("write_id", id.as_str()), ("cancel_reason", "moved_away")];
        prescriber.post(&path, &fields).await.expect(303);
    }
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn who_coordinates_another_territory_decides_on_no_organisation_here() {
    let world = World::new().await;
    let (manager, prescriber) = newcomers(&world).await;
    let page = manager.get("/prescribing").await.expect(200);
    manager.send(&page.form("main form")).await.expect(303);
    let limited = world.coordinator().await;
    entities::membership_territory::ActiveModel {
        membership_id: Set(limited.membership.id),
        epci_code: Set("200011773".to_owned()),
    }
    .insert(&world.app.db)
    .await
    .unwrap();
    limited.get(&page_of(&manager)).await.expect(404);
    let fields = [("write_id", "0123456789"), ("act", "validate")];
    limited.post(&page_of(&manager), &fields).await.expect(404);
    let queue = limited.get("/prescribing/queue").await.expect(200);
    assert!(!queue.says("Coup de main"));
    for (person, path) in [
        (&prescriber, "/prescribing"),
        (&prescriber, "/prescribing/queue"),
        (&manager, "/prescribing/queue"),
    ] {
        person.get(path).await.expect(403);
    }
}

#[tokio::test]
async fn organisations_that_were_there_before_count_as_habilitated() {
    let database = TestDatabase::new().await;
    let db = &database.connection;
    let later = Migrator::migrations()
        .iter()
        .rev()
        .take_while(|one| one.name() != "m20261128_000180_requests")
        .count();
    let steps = u32::try_from(later + 1).unwrap();
    Migrator::down(db, Some(steps)).await.unwrap();
    db.execute_unprepared(
        "INSERT INTO organisation (kind, name, search, created_at) \
         VALUES ('library', 'Médiathèque', 'mediatheque', '2026-01-01T00:00:00+00:00')",
    )
    .await
    .unwrap();
    Migrator::up(db, None).await.unwrap();
    let rows = organisation::Entity::find().all(db).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].prescribed_before);
    let new = organisation::ActiveModel {
        id: NotSet,
        name: Set("Autre".to_owned()),
        search: Set("autre".to_owned()),
        prescribed_before: NotSet,
        ..rows[0].clone().into_active_model().reset_all()
    };
    assert!(!new.insert(db).await.unwrap().prescribed_before);
}
