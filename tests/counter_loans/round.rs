//! Ways round a loan: by hand in the database, and on what it rests on.

use super::{address, lending, lends, lent, short_programme, waiting};
use crate::support::scene::{Asked, Scene, handing, unique};
use chrono::{Duration, NaiveDate};
use entities::{
    attendance::{self, AttendanceState},
    clearance::ClearanceState,
    enrolment,
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    membership::Role,
    programme::LegalChain,
    request::{self, RequestState},
    training_session::{self, SessionForm, TrainingSessionId},
};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Set};

/// A request with a used clearance, as somebody might leave it in the database; and the handover that would follow.
async fn by_hand(scene: &Scene, family_name: &str) -> (Asked, handover::ActiveModel) {
    let db = &scene.world.app.db;
    let asked = scene.ask(family_name, "Casque").await;
    scene.enrol(&asked).await;
    scene.attend(&asked, 20, &[0]).await;
    let clearance = scene.standing(&asked).await.unwrap();
    let mut used = clearance.clone().into_active_model();
    used.state = Set(ClearanceState::Used);
    used.used_at = Set(Some(scene.world.now()));
    used.update(db).await.unwrap();
    let row = handover::ActiveModel {
        device_id: Set(asked.device.id),
        model_key: Set(clearance.model_key),
        request_id: Set(asked.request.id),
        recipient_id: Set(asked.recipient.id),
        programme_id: Set(scene.programme.id),
        clearance_id: Set(clearance.id),
        clearance_state: Set(ClearanceState::Used),
        site_id: Set(scene.clerk.site.as_ref().unwrap().id),
        clerk_id: Set(scene.clerk.membership.id),
        received_by: Set(ReceivedBy::Recipient),
        identity_seen: Set(IdentitySeen::Passport),
        legal_chain: Set(LegalChain::LoanForUse),
        signature: Set(Signature::Paper),
        slip_sha256: Set(unique()),
        handed_at: Set(scene.world.now()),
        version: Set(1),
        ..Default::default()
    };
    (asked, row)
}

/// An accompaniment that somebody was at.
async fn accompanied(
    scene: &Scene,
    enrolment: &enrolment::Model,
    change: impl FnOnce(&mut training_session::ActiveModel),
) -> TrainingSessionId {
    let db = &scene.world.app.db;
    let mut session = training_session::ActiveModel {
        pathway_id: Set(scene.programme.pathway_id),
        site_id: Set(scene.clerk.site.as_ref().unwrap().id),
        trainer_id: Set(scene.clerk.membership.id),
        form: Set(SessionForm::Individual),
        starts_at: Set(scene.world.now() - Duration::minutes(20)),
        minutes: Set(20),
        capacity: Set(1),
        places_taken: Set(1),
        ..Default::default()
    };
    change(&mut session);
    let session = session.insert(db).await.unwrap();
    attendance::ActiveModel {
        session_id: Set(session.id),
        enrolment_id: Set(enrolment.id),
        state: Set(AttendanceState::Present),
        recorded_by: Set(Some(scene.clerk.membership.id)),
        recorded_at: Set(Some(scene.world.now())),
    }
    .insert(db)
    .await
    .unwrap();
    session.id
}

#[tokio::test]
async fn by_hand_in_the_database_nothing_leaves_without_its_onboarding_and_its_day_to_come_back() {
    let scene = short_programme().await;
    let db = &scene.world.app.db;
    // Until the programme lends, a handover as any other is written.
    let (_, row) = by_hand(&scene, "Avant").await;
    row.insert(db).await.unwrap();
    lends(&scene, "clerks").await;
    let (asked, row) = by_hand(&scene, "Martin").await;
    row.clone().insert(db).await.unwrap_err();
    let enrolment = scene.enrolment(&asked).await;
    let due: NaiveDate = scene.world.app.clock.today() + Duration::days(14);
    let loan = handover::ActiveModel {
        due_back_on: Set(Some(due)),
        loan_slot: Set(Some(1)),
        extensions: Set(Some(0)),
        ..row
    };
    let sessions = [
        accompanied(&scene, &enrolment, |one| one.form = Set(SessionForm::Group)).await,
        accompanied(&scene, &enrolment, |one| one.minutes = Set(19)).await,
        accompanied(&scene, &enrolment, |one| {
            one.trainer_id = Set(scene.trainer.membership.id);
        })
        .await,
        accompanied(&scene, &enrolment, |one| {
            one.site_id = Set(scene.prescriber.site.as_ref().unwrap().id);
        })
        .await,
        TrainingSessionId(9_999),
    ];
    for session in sessions {
        let mut wrong = loan.clone();
        wrong.onboarding_id = Set(Some(session));
        wrong.insert(db).await.unwrap_err();
    }
    let session = accompanied(&scene, &enrolment, |_| {}).await;
    let loan = handover::ActiveModel {
        onboarding_id: Set(Some(session)),
        ..loan
    };
    let wrong: [&dyn Fn(&mut handover::ActiveModel); 5] = [
        &|row| row.due_back_on = Set(None),
        &|row| row.loan_slot = Set(None),
        &|row| row.loan_slot = Set(Some(2)),
        &|row| row.extensions = Set(Some(1)),
        &|row| row.definitive_at = Set(Some(scene.world.now())),
    ];
    for change in wrong {
        let mut row = loan.clone();
        change(&mut row);
        row.insert(db).await.unwrap_err();
    }
    // Only a trainer gives it, once the programme says so.
    lends(&scene, "trainers").await;
    loan.clone().insert(db).await.unwrap_err();
    lends(&scene, "clerks").await;
    let loan = loan.insert(db).await.unwrap();
    for statement in [
        "UPDATE handover SET due_back_on = NULL WHERE onboarding_id IS NOT NULL",
        "UPDATE handover SET onboarding_id = NULL WHERE onboarding_id IS NOT NULL",
        "UPDATE handover SET loan_slot = 2 WHERE onboarding_id IS NOT NULL",
        "UPDATE handover SET extensions = 1 WHERE onboarding_id IS NOT NULL",
        "UPDATE handover SET definitive_at = handed_at WHERE onboarding_id IS NOT NULL",
        "UPDATE training_session SET form = 'group' WHERE form = 'individual'",
        "UPDATE counter_rule SET longest_days = 300",
        "DELETE FROM counter_rule",
    ] {
        db.execute_unprepared(statement).await.unwrap_err();
    }
    let mut earlier = loan.clone().into_active_model();
    earlier.due_back_on = Set(Some(due - Duration::days(1)));
    earlier.update(db).await.unwrap_err();
    let presence = attendance::Entity::find_by_id((session, enrolment.id));
    let presence = presence.one(db).await.unwrap().unwrap();
    let mut absent = presence.clone().into_active_model();
    absent.state = Set(AttendanceState::Absent);
    absent.update(db).await.unwrap_err();
    presence.into_active_model().delete(db).await.unwrap_err();
}

#[tokio::test]
async fn what_a_loan_rests_on_is_not_taken_back_and_no_attestation_makes_it_a_gift() {
    let scene = lending("clerks").await;
    let trainer = scene
        .world
        .member(
            Role::Trainer,
            scene.clerk.organisation.clone(),
            scene.clerk.site.clone(),
        )
        .await;
    let device = scene.ready_device("Casque").await;
    lent(&trainer, &device, "Martin").await.expect(303);
    let loan = scene.handovers().await.remove(0);
    let db = &scene.world.app.db;
    let enrolment = enrolment::Entity::find().one(db).await.unwrap().unwrap();
    let path = format!("/training/sessions/{}", loan.onboarding_id.unwrap().0);
    let (write_id, number) = (unique(), enrolment.id.0.to_string());
    let fields = [
        ("write_id", &*write_id),
        ("enrolment", &*number),
        ("came", "no"),
    ];
    trainer.post(&path, &fields).await.expect(409);
    let (id, at) = (
        loan.request_id.0,
        format!("/requests/{}/training", loan.request_id.0),
    );
    let page = trainer.get(&at).await.expect(200);
    trainer
        .send(&page.form("form[action$='/attestation']"))
        .await
        .expect(303);
    let loan = scene.handovers().await.remove(0);
    assert_eq!(loan.definitive_at, None, "request {id}");
    assert!(loan.due_back_on.is_some());
    // The session's own way of handing over is for other programmes.
    let path = format!(
        "/training/sessions/{}/handover/{}",
        loan.onboarding_id.unwrap().0,
        enrolment.id.0
    );
    trainer
        .post(&path, &handing(&unique(), "paper", ""))
        .await
        .expect(404);
    scene.verify().await;
}

#[tokio::test]
async fn a_page_that_named_one_person_lends_nothing_to_another_who_was_promised_the_device_since() {
    let scene = lending("clerks").await;
    let db = &scene.world.app.db;
    let martin = scene.ask("Martin", "Casque").await;
    let page = scene.clerk.get(&address(&martin.device)).await.expect(200);
    assert!(page.says("Louise Martin"), "{page}");
    let form = page
        .form("main form")
        .tick("onboarded", "yes")
        .set("identity_seen", "passport")
        .set("signed_on", "paper")
        .press("act", "lend");
    // The device goes to Durand while Martin is at the counter.
    let durand = waiting(&scene, "Durand").await;
    let freed = request::ActiveModel {
        state: Set(RequestState::Submitted),
        device_id: Set(None),
        decided_at: Set(None),
        decided_by: Set(None),
        pickup_code: Set(None),
        ..Default::default()
    };
    let undone = Event::of(EventKind::AllocationUndone);
    journal::change(db, scene.by(), &martin.request, freed, undone)
        .await
        .unwrap();
    let promised = request::ActiveModel {
        state: Set(RequestState::Allocated),
        device_id: Set(Some(martin.device.id)),
        decided_at: Set(Some(scene.world.now())),
        decided_by: Set(Some(scene.coordinator.membership.id)),
        pickup_code: Set(Some("RDVDURAND".to_owned())),
        ..Default::default()
    };
    let allocated = Event::of(EventKind::DeviceAllocated);
    journal::change(db, scene.by(), &durand.request, promised, allocated)
        .await
        .unwrap();
    let refused = scene.clerk.send(&form).await.expect(422);
    assert!(refused.says("Choisissez la personne"), "{refused}");
    assert!(refused.says("Louise Durand"), "{refused}");
    assert!(scene.handovers().await.is_empty());
    assert_eq!(scene.places().await, 0, "nobody was at an onboarding");
    scene.verify().await;
}

#[tokio::test]
async fn a_waiver_lends_nothing_and_the_clerk_is_told_what_to_do() {
    let scene = lending("clerks").await;
    let asked = scene.ask("Martin", "Casque").await;
    let waived = [("write_id", &*unique()), ("reason", "distance")];
    scene
        .coordinator
        .post(&asked.waiver(), &waived)
        .await
        .expect(303);
    let page = scene.clerk.get(&address(&asked.device)).await.expect(200);
    let form = page
        .form("main form")
        .tick("onboarded", "yes")
        .set("identity_seen", "passport")
        .set("signed_on", "paper")
        .press("act", "lend");
    let refused = scene.clerk.send(&form).await.expect(409);
    assert!(refused.says("par dérogation par exemple"), "{refused}");
    assert!(scene.handovers().await.is_empty());
    assert_eq!(scene.places().await, 0);
    // Once it is withdrawn, the onboarding clears.
    let standing = scene.standing(&asked).await.unwrap();
    let path = format!("/clearances/{}/withdrawal", standing.id.0);
    let withdrawn = [("write_id", &*unique()), ("reason", "erreur de saisie")];
    scene.coordinator.post(&path, &withdrawn).await.expect(303);
    scene.clerk.send(&form).await.expect(303);
    assert_eq!(scene.handovers().await.len(), 1);
    scene.verify().await;
}
