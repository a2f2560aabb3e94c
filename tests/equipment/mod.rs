//! Equipment of places: counted and never corrected; on deposit, and shared by agreement of two.

use crate::support::{
    page::Page,
    scene::{Scene, unique},
    world::Persona,
};
use entities::{
    equipment_audit, equipment_line,
    equipment_share::{self, ShareState},
    handover,
    membership::Role,
    organisation::OrganisationKind,
    programme::Gate,
    recipient::{self, RecipientKind},
};
use passe_relais::journal::EventKind;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

async fn manager_of(scene: &Scene, name: &str) -> Persona {
    let world = &scene.world;
    let organisation = world
        .organisation(OrganisationKind::Association, name)
        .await;
    let site = world.site(&organisation, name).await;
    world
        .member(Role::OrganisationManager, organisation, Some(site))
        .await
}

#[tokio::test]
async fn a_place_is_counted_and_what_it_lacks_is_proposed() {
    let scene = Scene::new(Gate::Enrolled).await;
    let manager = manager_of(&scene, "Les Ordis").await;
    let path = format!("/places/{}/equipment", manager.site.as_ref().unwrap().id.0);
    let page = manager.get(&path).await.expect(200);
    assert!(page.says("Personne n’a encore compté"), "{page}");
    let form = page.form("form[action$='/equipment']");
    manager.send(&form).await.expect(422);
    let wrong = form
        .clone()
        .set("working-desktop", "deux")
        .set("made_on", "2099-01-01");
    let again = manager.send(&wrong).await.expect(422);
    assert!(
        again.says("Ce jour est à venir") && again.says("nombre entier"),
        "{again}"
    );
    assert_eq!(again.attribute("#working-desktop", "value"), "deux");
    let form = again
        .form("form[action$='/equipment']")
        .set("made_on", scene.world.now().date_naive().to_string())
        .set("working-desktop", "2")
        .set("broken-desktop", "1")
        .set("wanted-desktop", "5");
    let done = format!("{path}?done=equipment-counted");
    manager.send(&form).await.sends_to(&done);
    manager.send(&form).await.sends_to(&done);
    let db = &scene.world.app.db;
    let audits = equipment_audit::Entity::find().all(db).await.unwrap();
    assert_eq!(audits.len(), 1, "sent twice, counted once");
    let page = manager.get(&path).await.expect(200);
    assert!(
        page.says("3 à apporter") && page.says("1 en panne"),
        "{page}"
    );
    // Nobody else's manager, and nothing by hand.
    let other = manager_of(&scene, "Ailleurs").await;
    other.get(&path).await.expect(404);
    scene.prescriber.get(&path).await.expect(403);
    let mut earlier = audits[0].clone().into_active_model();
    earlier.made_on = Set(audits[0].made_on.pred_opt().unwrap());
    earlier.update(db).await.unwrap_err();
    let line = equipment_line::Entity::find().one(db).await.unwrap();
    let mut better = line.unwrap().into_active_model();
    better.working = Set(9);
    better.update(db).await.unwrap_err();
    equipment_audit::Entity::delete_by_id(audits[0].id)
        .exec(db)
        .await
        .unwrap_err();
}

/// A device on deposit, asked for by an organisation whose manager is given.
async fn deposited() -> (Scene, Persona, handover::Model) {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    let association = recipient::ActiveModel {
        id: Set(asked.recipient.id),
        kind: Set(RecipientKind::Association),
        ..Default::default()
    };
    association.update(&scene.world.app.db).await.unwrap();
    scene.enrol(&asked).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let organisation = scene.prescriber.organisation.clone();
    let manager = scene
        .world
        .member(Role::OrganisationManager, organisation, None)
        .await;
    let handover = scene.handovers().await.remove(0);
    (scene, manager, handover)
}

async fn offer(manager: &Persona, handover: &handover::Model, to: &Persona) -> Page {
    let (id, organisation) = (handover.id.0, to.organisation.id.0.to_string());
    let fields = [("write_id", unique()), (&*format!("to-{id}"), organisation)]
        .map(|(name, value)| (name.to_owned(), value));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let path = format!("/shared-equipment/{id}/offers");
    manager.post(&path, &fields).await
}

async fn answer(manager: &Persona, share: &equipment_share::Model, said: &str) -> Page {
    let path = format!("/shared-equipment/offers/{}", share.id.0);
    let write_id = unique();
    let fields = [("write_id", &*write_id), ("answer", said)];
    manager.post(&path, &fields).await
}

async fn shares(scene: &Scene) -> Vec<equipment_share::Model> {
    let all = equipment_share::Entity::find()
        .all(&scene.world.app.db)
        .await;
    all.unwrap()
}

#[tokio::test]
async fn a_device_on_deposit_passes_to_another_organisation_when_both_say_so() {
    let (scene, asker, handover) = deposited().await;
    let other = manager_of(&scene, "Les Ordis").await;
    let third = manager_of(&scene, "Ailleurs").await;
    let list = "/shared-equipment";
    let page = asker.get(list).await.expect(200);
    assert!(page.says("Chez vous"), "{page}");
    assert!(!page.html().contains("Martin"), "{page}");
    assert!(
        other
            .get(list)
            .await
            .expect(200)
            .says("Aucun appareil en dépôt")
    );
    // Who does not use it does not offer it, nor to oneself, nor to nobody.
    offer(&other, &handover, &third).await.expect(404);
    offer(&asker, &handover, &asker).await.expect(409);
    offer(&asker, &handover, &other)
        .await
        .sends_to("/shared-equipment?done=share-proposed");
    offer(&asker, &handover, &third).await.expect(409);
    let share = shares(&scene).await.remove(0);
    let page = other.get(list).await.expect(200);
    assert!(page.says("Proposé à Les Ordis"), "{page}");
    // Nobody answers for another.
    answer(&asker, &share, "accept").await.expect(409);
    answer(&third, &share, "accept").await.expect(404);
    answer(&other, &share, "accept")
        .await
        .sends_to("/shared-equipment?done=share-accepted");
    answer(&other, &share, "decline").await.expect(409);
    let page = asker.get(list).await.expect(200);
    assert!(page.says("Chez Les Ordis"), "{page}");
    offer(&asker, &handover, &third).await.expect(409);
    // Both acts are events of the handover, whose recipient stays who signed.
    let events = entities::event::Entity::find()
        .all(&scene.world.app.db)
        .await;
    let kinds: Vec<String> = events.unwrap().into_iter().map(|one| one.kind).collect();
    for kind in [EventKind::ShareProposed, EventKind::ShareAccepted] {
        assert!(kinds.iter().any(|one| one == kind.name()), "{kind:?}");
    }
    let now = scene.handovers().await.remove(0);
    assert_eq!(now.recipient_id, handover.recipient_id);
    assert!(now.ended_at.is_none());
    scene.verify().await;
    scene.coordinator.get(list).await.expect(200);
    scene.clerk.get(list).await.expect(403);
}

#[tokio::test]
async fn of_two_answers_at_once_one_stands() {
    let (scene, asker, handover) = deposited().await;
    let other = manager_of(&scene, "Les Ordis").await;
    offer(&asker, &handover, &other).await.expect(303);
    let share = shares(&scene).await.remove(0);
    let (one, two) = tokio::join!(
        answer(&other, &share, "accept"),
        answer(&asker, &share, "withdraw")
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    scene.verify().await;
}

#[tokio::test]
async fn the_database_lets_nobody_share_what_is_not_theirs_or_answer_for_another() {
    let (scene, asker, handover) = deposited().await;
    let db = &scene.world.app.db;
    let other = manager_of(&scene, "Les Ordis").await;
    let third = manager_of(&scene, "Ailleurs").await;
    let by_hand = |from: &Persona, to: &Persona| equipment_share::ActiveModel {
        handover_id: Set(handover.id),
        from_organisation_id: Set(from.organisation.id),
        to_organisation_id: Set(to.organisation.id),
        state: Set(ShareState::Proposed),
        proposed_by: Set(from.membership.id),
        proposed_at: Set(scene.world.now()),
        ..Default::default()
    };
    by_hand(&other, &third).insert(db).await.unwrap_err();
    by_hand(&asker, &asker).insert(db).await.unwrap_err();
    let offered = by_hand(&asker, &other).insert(db).await.unwrap();
    by_hand(&asker, &third).insert(db).await.unwrap_err();
    for (who, state) in [
        (&asker, ShareState::Accepted),
        (&third, ShareState::Accepted),
        (&other, ShareState::Withdrawn),
    ] {
        let mut answered = offered.clone().into_active_model();
        answered.state = Set(state);
        answered.answered_by = Set(Some(who.membership.id));
        answered.answered_at = Set(Some(scene.world.now()));
        answered.update(db).await.unwrap_err();
    }
    equipment_share::Entity::delete_by_id(offered.id)
        .exec(db)
        .await
        .unwrap_err();
    // What is back is no one's to pass on.
    let mut accepted = offered.clone().into_active_model();
    accepted.state = Set(ShareState::Accepted);
    accepted.answered_by = Set(Some(other.membership.id));
    accepted.answered_at = Set(Some(scene.world.now()));
    accepted.update(db).await.unwrap();
    let mut again = equipment_share::Entity::find_by_id(offered.id)
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    again.state = Set(ShareState::Declined);
    again.update(db).await.unwrap_err();
}
