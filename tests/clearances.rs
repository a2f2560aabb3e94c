//! Every way round law 1: the routes, the schema, the same moment.

use crate::support::scene::{Asked, Scene, handing, unique};
use entities::{
    clearance::{self, ClearanceState},
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    membership::Role,
    programme::{Gate, LegalChain},
};
use passe_relais::training::actions::{issue_if_due, withdraw_for_request};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Set};

#[tokio::test]
async fn without_a_clearance_no_route_hands_anything_over() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let page = scene.clerk.get(&asked.counter()).await.expect(200);
    assert!(page.says("L’appareil ne peut pas être remis"), "{page}");
    assert!(
        page.says("La personne n’est pas inscrite au parcours"),
        "{page}"
    );
    assert!(!page.has("main form"));
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    scene.hand_over(&scene.trainer, &asked).await.expect(409);
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.the_session_begins();
    // The trainer's own way is for hands-on programmes only.
    let path = format!(
        "/training/sessions/{}/handover/{}",
        session.id.0, enrolment.id.0
    );
    scene.trainer.get(&path).await.expect(404);
    scene
        .trainer
        .post(&path, &handing(&unique(), "paper", ""))
        .await
        .expect(404);
    for person in [&scene.prescriber, &scene.coordinator] {
        scene.hand_over(person, &asked).await.expect(403);
    }
    let anonymous = scene.world.stranger();
    anonymous
        .post(&asked.counter(), &handing(&unique(), "paper", ""))
        .await
        .sends_to("/sign-in");
    assert!(scene.handovers().await.is_empty());
    scene.verify().await;
}

#[tokio::test]
async fn an_expired_or_withdrawn_clearance_hands_nothing_over() {
    let scene = Scene::new(Gate::Enrolled).await;
    let (expired, withdrawn) = (scene.cleared("Un").await, scene.cleared("Deux").await);
    let app = &scene.world.app;
    withdraw_for_request(&app.db, scene.by(), withdrawn.request.id)
        .await
        .unwrap();
    let page = scene.hand_over(&scene.clerk, &withdrawn).await.expect(409);
    assert!(page.says("Le feu vert a été retiré"), "{page}");
    scene.world.days_pass(31);
    let clerk = scene.world.sign_in(&scene.clerk.account.email).await;
    let page = clerk
        .post(&expired.counter(), &handing(&unique(), "paper", ""))
        .await
        .expect(409);
    assert!(page.says("Le feu vert a expiré"), "{page}");
    assert!(scene.handovers().await.is_empty());
    // When it is due again, it is issued again, and serves.
    issue_if_due(&app.db, scene.by(), expired.request.id)
        .await
        .unwrap()
        .unwrap();
    clerk
        .post(&expired.counter(), &handing(&unique(), "paper", ""))
        .await
        .expect(303);
    scene.verify().await;
}

/// A handover row written by hand, for what the schema lets pass.
fn by_hand(scene: &Scene, asked: &Asked, cleared: &clearance::Model) -> handover::ActiveModel {
    handover::ActiveModel {
        device_id: Set(asked.device.id),
        model_key: Set(asked.device.model_key.clone()),
        request_id: Set(asked.request.id),
        recipient_id: Set(asked.recipient.id),
        programme_id: Set(asked.request.programme_id),
        clearance_id: Set(cleared.id),
        clearance_state: Set(ClearanceState::Used),
        site_id: Set(asked.request.pickup_site_id),
        clerk_id: Set(scene.clerk.membership.id),
        received_by: Set(ReceivedBy::Recipient),
        identity_seen: Set(IdentitySeen::Passport),
        legal_chain: Set(LegalChain::LoanForUse),
        signature: Set(Signature::Paper),
        slip_sha256: Set(String::new()),
        handed_at: Set(scene.world.now()),
        version: Set(1),
        ..Default::default()
    }
}

#[tokio::test]
async fn the_schema_lets_no_clearance_pass_that_is_not_the_handovers_own() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let mine = scene.cleared("Martin").await;
    let theirs = scene.cleared("Durand").await;
    let tablet = scene.ready_device("Autre modèle").await;
    let own = scene.standing(&mine).await.unwrap();
    let other = scene.standing(&theirs).await.unwrap();
    let write = |row: handover::ActiveModel| async move { row.insert(db).await };
    // Not used, though the row claims so; and a row that claims it was only issued.
    write(by_hand(&scene, &mine, &own)).await.unwrap_err();
    let claims = handover::ActiveModel {
        clearance_state: Set(ClearanceState::Issued),
        ..by_hand(&scene, &mine, &own)
    };
    write(claims).await.unwrap_err();
    // Marked used by hand: somebody else's, another programme's, another model's still do not pass.
    for row in [&own, &other] {
        let mut used = row.clone().into_active_model();
        used.state = Set(ClearanceState::Used);
        used.used_at = Set(Some(scene.world.now()));
        used.update(db).await.unwrap();
    }
    write(by_hand(&scene, &mine, &other)).await.unwrap_err();
    let recipient = handover::ActiveModel {
        recipient_id: Set(theirs.recipient.id),
        ..by_hand(&scene, &mine, &own)
    };
    write(recipient).await.unwrap_err();
    let programme = handover::ActiveModel {
        programme_id: Set(entities::programme::ProgrammeId(99)),
        ..by_hand(&scene, &mine, &own)
    };
    write(programme).await.unwrap_err();
    let model = handover::ActiveModel {
        device_id: Set(tablet.id),
        model_key: Set(tablet.model_key.clone()),
        ..by_hand(&scene, &mine, &own)
    };
    write(model).await.unwrap_err();
    let device_only = handover::ActiveModel {
        device_id: Set(tablet.id),
        ..by_hand(&scene, &mine, &own)
    };
    write(device_only).await.unwrap_err();
    let ceded = handover::ActiveModel {
        legal_chain: Set(LegalChain::CessionByAssociation),
        ..by_hand(&scene, &mine, &own)
    };
    write(ceded).await.unwrap_err();
    let complete_unsigned = handover::ActiveModel {
        completed_at: Set(Some(scene.world.now())),
        ..by_hand(&scene, &mine, &own)
    };
    write(complete_unsigned).await.unwrap_err();
    // Its own, used, passes once: what was refused above was refused for its own reason.
    write(by_hand(&scene, &mine, &own)).await.unwrap();
    let spare = scene.ready_device("Casque").await;
    // And stays: neither another device nor another person comes in its place, and nothing makes room for a second.
    for by_hand in [
        format!("UPDATE handover SET device_id = {}", spare.id.0),
        format!(
            "UPDATE handover SET recipient_id = {}",
            theirs.recipient.id.0
        ),
        "UPDATE handover SET handed_at = '2020-01-01 08:00:00+00:00'".to_owned(),
        "DELETE FROM handover".to_owned(),
    ] {
        db.execute_unprepared(&by_hand).await.unwrap_err();
    }
    let twice = handover::ActiveModel {
        device_id: Set(spare.id),
        ..by_hand(&scene, &mine, &own)
    };
    write(twice).await.unwrap_err();
    let same_device = handover::ActiveModel {
        device_id: Set(mine.device.id),
        ..by_hand(&scene, &theirs, &other)
    };
    write(same_device).await.unwrap_err();
    // And a used clearance is not unmade under its handover.
    let mut unmade = own.clone().into_active_model();
    unmade.state = Set(ClearanceState::Withdrawn);
    unmade.used_at = Set(None);
    unmade.withdrawn_at = Set(Some(scene.world.now()));
    unmade.update(db).await.unwrap_err();
}

#[tokio::test]
async fn the_schema_lets_nobody_use_a_clearance_after_its_expiry_or_issue_two() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.cleared("Martin").await;
    let own = scene.standing(&asked).await.unwrap();
    let mut late = own.clone().into_active_model();
    late.state = Set(ClearanceState::Used);
    late.used_at = Set(Some(own.expires_at + chrono::Duration::seconds(1)));
    late.update(db).await.unwrap_err();
    let mut second = own.clone().into_active_model();
    second.id = sea_orm::NotSet;
    second.insert(db).await.unwrap_err();
    let mut waived = own.into_active_model();
    waived.basis = Set(clearance::Basis::Waiver);
    waived.reset(clearance::Column::Basis);
    waived.update(db).await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_clearance_withdrawn_at_the_same_moment_is_used_or_withdrawn_never_both() {
    let scene = Scene::new(Gate::Enrolled).await;
    for round in 0..6 {
        let asked = scene.cleared(&format!("Personne{round}")).await;
        let own = scene.standing(&asked).await.unwrap();
        let (hand, withdraw) = (unique(), unique());
        let (counter, withdrawal) = (
            asked.counter(),
            format!("/clearances/{}/withdrawal", own.id.0),
        );
        let fields = handing(&hand, "paper", "");
        let why = [("write_id", &*withdraw), ("reason", "Erreur")];
        let (handed, withdrawn) = tokio::join!(
            scene.clerk.post(&counter, &fields),
            scene.coordinator.post(&withdrawal, &why),
        );
        let state = scene.clearances(&asked).await[0].state;
        let taken = scene
            .handovers()
            .await
            .iter()
            .any(|h| h.request_id == asked.request.id);
        let (handed, withdrawn) = (handed.status.as_u16(), withdrawn.status.as_u16());
        match state {
            ClearanceState::Used => assert_eq!((taken, handed, withdrawn), (true, 303, 409)),
            ClearanceState::Withdrawn => assert_eq!((taken, handed, withdrawn), (false, 409, 303)),
            ClearanceState::Issued => panic!("neither: {handed} {withdrawn}"),
        }
    }
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_clerks_at_once_one_hands_over_and_the_other_is_told() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let site = scene.clerk.site.clone();
    let other = scene
        .world
        .member(Role::Clerk, scene.clerk.organisation.clone(), site)
        .await;
    let (a, b) = (unique(), unique());
    let (one, two) = (handing(&a, "paper", ""), handing(&b, "paper", ""));
    let counter = asked.counter();
    let (one, two) = tokio::join!(scene.clerk.post(&counter, &one), other.post(&counter, &two));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(scene.handovers().await.len(), 1);
    scene.verify().await;
}

#[tokio::test]
async fn whoever_waived_the_training_does_not_hand_the_device_over() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let waived = [("write_id", &*unique()), ("reason", "distance")];
    scene
        .coordinator
        .post(&asked.waiver(), &waived)
        .await
        .expect(303);
    // The approver becomes a clerk afterwards, under the same account.
    entities::membership::ActiveModel {
        id: Set(scene.clerk.membership.id),
        account_id: Set(scene.coordinator.account.id),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap();
    entities::session::ActiveModel {
        id: Set(session_of(&scene).await),
        membership_id: Set(Some(scene.clerk.membership.id)),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap();
    let page = scene
        .hand_over(&scene.coordinator, &asked)
        .await
        .expect(409);
    assert!(page.says("Vous avez accordé la dérogation"), "{page}");
    assert!(scene.handovers().await.is_empty());
}

async fn session_of(scene: &Scene) -> i32 {
    let sessions = entities::session::Entity::find()
        .all(&scene.world.app.db)
        .await
        .unwrap();
    let own = sessions
        .iter()
        .find(|session| session.account_id == scene.coordinator.account.id);
    own.unwrap().id
}
