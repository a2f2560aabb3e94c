//! Sessions: cancelled, recorded after they were held on paper, and listed in the order of time.

use crate::organisations::{ANNECY, CHABLAIS, limited};
use crate::support::{
    page::Page,
    scene::{Scene, unique},
    visitor::Visitor,
};
use crate::training_undone::free;
use chrono::Duration;
use entities::{attendance, programme::Gate, training_session};
use passe_relais::training::{actions, places};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

pub async fn cancel(person: &Visitor, session: &training_session::Model) -> Page {
    let path = format!("/training/sessions/{}/cancellation", session.id.0);
    person.post(&path, &[("write_id", &*unique())]).await
}

pub async fn as_it_is(scene: &Scene, session: &training_session::Model) -> training_session::Model {
    training_session::Entity::find_by_id(session.id)
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap()
}

/// What two who acted at once were answered, the lower status first.
pub fn statuses(pages: [&Page; 2]) -> [u16; 2] {
    let mut statuses = pages.map(|page| page.status.as_u16());
    statuses.sort_unstable();
    statuses
}

#[tokio::test]
async fn a_cancelled_session_frees_its_places_and_tells_the_prescriber() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let path = format!("/training/sessions/{}/cancellation", session.id.0);
    let page = scene.trainer.get(&path).await.expect(200);
    assert!(page.says("1 place réservée sera perdue"), "{page}");
    let form = page.form("form[action$='/cancellation']");
    let done = scene.trainer.send(&form).await.expect(303);
    scene.trainer.send(&form).await.sends_to(done.location());
    let page = scene.trainer.follow(done).await.expect(200);
    assert!(page.has(".verdict.stop svg"), "{page}");
    assert!(page.says("Séance annulée") && page.says("Martin"), "{page}");
    assert!(!page.has("button[name=came]"), "{page}");
    let now = as_it_is(&scene, &session).await;
    assert!(now.cancelled_at.is_some() && now.places_taken == 0);
    let letters = scene.world.messages().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, scene.prescriber.account.email);
    assert!(letters[0].text.contains("n’aura pas lieu"));
    assert!(letters[0].text.contains(&asked.training()));
    assert!(!letters[0].text.contains("Martin"));
    // Nobody comes to it, books it, frees it or cancels it any more.
    scene.the_session_begins();
    scene.mark(&session, &enrolment, "yes").await.expect(409);
    free(&scene.prescriber, &asked, &session).await.expect(409);
    cancel(&scene.trainer, &session).await.expect(409);
    let other = scene.cleared("Durand").await;
    let id = session.id.0.to_string();
    let fields = [("write_id", &*unique()), ("session", &*id)];
    scene
        .prescriber
        .post(&format!("{}/place", other.training()), &fields)
        .await
        .expect(409);
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(page.says("Séance annulée"), "{page}");
    let list = scene.trainer.get("/training").await.expect(200);
    assert!(list.says("Séance annulée"), "{list}");
    let list = scene.prescriber.get("/training").await.expect(200);
    assert!(!list.says("Séance annulée"), "{list}");
    scene.verify().await;
}

#[tokio::test]
async fn a_coordinator_cancels_for_the_trainer_in_their_own_territory() {
    let scene = Scene::new(Gate::Attended).await;
    let session = scene.session(90, 2, &[0]).await;
    let site = scene.clerk.site.as_ref().unwrap();
    scene.world.in_epci(site, "200066793").await;
    let limited = scene.world.coordinator().await;
    entities::membership_territory::ActiveModel {
        membership_id: Set(limited.membership.id),
        epci_code: Set("200000172".to_owned()),
    }
    .insert(&scene.world.app.db)
    .await
    .unwrap();
    cancel(&limited, &session).await.expect(404);
    let list = limited.get("/training").await.expect(200);
    assert!(!list.has("a[href$='/cancellation']"), "{list}");
    cancel(&*scene.world.trainer().await, &session)
        .await
        .expect(404);
    cancel(&scene.prescriber, &session).await.expect(403);
    cancel(&scene.world.stranger(), &session)
        .await
        .sends_to("/sign-in");
    let list = scene.coordinator.get("/training").await.expect(200);
    assert!(list.has("a[href$='/cancellation']"), "{list}");
    cancel(&scene.coordinator, &session)
        .await
        .sends_to("/training?done=session-cancelled");
    let letters = scene.world.messages().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, scene.trainer.account.email);
    assert!(letters[0].text.contains(&scene.coordinator.account.name));
}

#[tokio::test]
async fn a_limited_coordinator_sees_the_sessions_at_places_of_their_territory_and_no_other() {
    let scene = Scene::new(Gate::Attended).await;
    scene.session(90, 2, &[0]).await;
    let site = scene.clerk.site.as_ref().unwrap();
    scene.world.in_epci(site, ANNECY).await;
    let near = limited(&scene.world, &[ANNECY]).await;
    let far = limited(&scene.world, &[CHABLAIS]).await;
    assert!(near.get("/training").await.expect(200).says(&site.name));
    assert!(!far.get("/training").await.expect(200).says(&site.name));
    let all = scene.coordinator.get("/training").await.expect(200);
    assert!(all.says(&site.name), "{all}");
}

#[tokio::test]
async fn a_session_somebody_attended_is_not_cancelled() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.the_session_begins();
    scene.mark(&session, &enrolment, "no").await.expect(303);
    let page = cancel(&scene.trainer, &session).await.expect(409);
    assert!(page.says("la séance a eu lieu"), "{page}");
    let now = as_it_is(&scene, &session).await;
    assert!(now.cancelled_at.is_none() && now.places_taken == 1);
    assert!(scene.world.messages().await.is_empty());
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_is_attended_or_cancelled_never_both() {
    let scene = Scene::new(Gate::Attended).await;
    for round in 0..5 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        let enrolment = scene.enrol(&asked).await;
        let session = scene.session(90, 2, &[0]).await;
        scene.book(&asked, &session).await.expect(303);
        scene.the_session_begins();
        let (marked, cancelled) = tokio::join!(
            scene.mark(&session, &enrolment, "yes"),
            cancel(&scene.coordinator, &session),
        );
        assert_eq!(statuses([&marked, &cancelled]), [303, 409]);
        let place = attendance::Entity::find_by_id((session.id, enrolment.id))
            .one(&scene.world.app.db)
            .await
            .unwrap()
            .unwrap();
        let came = place.state == attendance::AttendanceState::Present;
        let gone = as_it_is(&scene, &session).await.cancelled_at.is_some();
        assert_ne!(came, gone);
    }
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_place_booked_while_its_session_is_cancelled_is_told() {
    let scene = Scene::new(Gate::Attended).await;
    for round in 0..4 {
        let asked = scene.ask(&format!("Personne{round}"), "Casque").await;
        scene.enrol(&asked).await;
        let session = scene.session(90, 2, &[0]).await;
        let before = scene.world.messages().await.len();
        let id = session.id.0.to_string();
        let write_id = unique();
        let fields = [("write_id", &*write_id), ("session", &*id)];
        let path = format!("{}/place", asked.training());
        let (booked, cancelled) = tokio::join!(
            scene.prescriber.post(&path, &fields),
            cancel(&scene.trainer, &session),
        );
        cancelled.expect(303);
        let told = scene.world.messages().await.len() - before;
        match booked.status.as_u16() {
            303 => assert_eq!(told, 1),
            409 => assert_eq!(told, 0),
            other => panic!("{other}"),
        }
        assert_eq!(as_it_is(&scene, &session).await.places_taken, 0);
    }
    scene.verify().await;
}

#[tokio::test]
async fn the_device_is_not_handed_over_in_a_cancelled_session() {
    let scene = Scene::new(Gate::HandsOn).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(90, 2, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    cancel(&scene.trainer, &session).await.expect(303);
    let path = format!(
        "/training/sessions/{}/handover/{}",
        session.id.0, enrolment.id.0
    );
    scene.trainer.get(&path).await.expect(404);
}

#[tokio::test]
async fn attendance_noted_on_paper_is_recorded_up_to_sixty_days_later() {
    let scene = Scene::new(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    let page = scene
        .trainer
        .get("/training/sessions/new")
        .await
        .expect(200);
    let form = page
        .form("main form[action='/training/sessions/new']")
        .set("pathway", scene.programme.pathway_id.0.to_string())
        .tick("modules", &scene.modules[0].id.0.to_string())
        .tick("modules", &scene.modules[1].id.0.to_string())
        .set(
            "site",
            scene.trainer.site.as_ref().unwrap().id.0.to_string(),
        )
        .set("form", "group")
        .set("date", "2026-04-20")
        .set("time", "14:00")
        .set("minutes", "180")
        .set("capacity", "8");
    let unsaid = scene.trainer.send(&form).await.expect(422);
    assert!(unsaid.says("cochez plus bas"), "{unsaid}");
    let form = form.tick("held", "yes");
    let old = form.clone().set("date", "2026-03-04");
    let old = scene.trainer.send(&old).await.expect(422);
    assert!(old.says("plus de 60 jours"), "{old}");
    assert!(old.has("[name=held][checked]"));
    let to_come = form.clone().set("date", "2026-05-20");
    let to_come = scene.trainer.send(&to_come).await.expect(422);
    assert!(to_come.says("Ce moment est à venir"), "{to_come}");
    let recorded = scene.trainer.send(&form).await.expect(303);
    let page = scene.trainer.follow(recorded).await.expect(200);
    assert!(page.says("Cette séance est passée"), "{page}");
    let session = training_session::Entity::find()
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap();
    // Nobody books a place in the past but its trainer, for who is enrolled.
    let add = |reference: &str| {
        page.form("form[action$='/place']")
            .set("reference", reference)
            .set("write_id", unique())
    };
    scene.trainer.send(&add("R-999999")).await.expect(422);
    let reference = format!("R-{:06}", asked.request.id.0);
    let refused = scene.trainer.send(&add(&reference)).await.expect(409);
    assert!(refused.says("Inscrivez d’abord"), "{refused}");
    let enrolment = scene.enrol(&asked).await;
    let id = session.id.0.to_string();
    let fields = [("write_id", &*unique()), ("session", &*id)];
    scene
        .prescriber
        .post(&format!("{}/place", asked.training()), &fields)
        .await
        .expect(409);
    scene.trainer.send(&add(&reference)).await.expect(303);
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    assert!(scene.standing(&asked).await.is_some());
    // Later than that, nobody is added any more.
    scene.world.days_pass(60);
    let late = scene.ask("Durand", "Casque").await;
    let enrolled = scene.world.app.db.clone();
    let trainer = passe_relais::journal::By {
        actor: Some(scene.trainer.membership.id),
        at: scene.world.now(),
    };
    let learner = actions::enrol(
        &enrolled,
        trainer,
        &late.request,
        &scene.programme,
        late.learner.id,
    )
    .await
    .unwrap();
    let refused = places::book(&enrolled, trainer, &learner, &session).await;
    assert!(refused.is_err());
    scene.verify().await;
}

#[tokio::test]
async fn a_trainer_sees_what_is_to_come_first_and_the_past_latest_first() {
    let scene = Scene::new(Gate::Attended).await;
    let mut ids = Vec::new();
    for days in [-9, 3, -2, 1, 0] {
        let session = scene.session(90, 5, &[0]).await;
        let moved = training_session::ActiveModel {
            id: Set(session.id),
            starts_at: Set(scene.world.now() + Duration::days(days) - Duration::hours(1)),
            ..Default::default()
        };
        moved.update(&scene.world.app.db).await.unwrap();
        ids.push(session.id.0);
    }
    let page = scene.trainer.get("/training").await.expect(200);
    let links = links(&page);
    let order = [ids[4], ids[3], ids[1], ids[2], ids[0]];
    let expected: Vec<_> = order
        .iter()
        .map(|id| format!("/training/sessions/{id}"))
        .collect();
    assert_eq!(links, expected);
}

#[tokio::test]
async fn a_long_list_of_sessions_goes_on_page_by_page() {
    let scene = Scene::new(Gate::Attended).await;
    for n in 0..60 {
        let session = scene.session(90, 5, &[]).await;
        // Two at a time: those of one moment are in the order they were made.
        let days = if n < 55 { -5 } else { 5 };
        let moved = training_session::ActiveModel {
            id: Set(session.id),
            starts_at: Set(scene.world.now() + Duration::days(days) - Duration::hours(n / 2)),
            ..Default::default()
        };
        moved.update(&scene.world.app.db).await.unwrap();
    }
    let first = scene.trainer.get("/training").await.expect(200);
    let mut seen = links(&first);
    assert_eq!(seen.len(), 5 + 50);
    let next = first.attribute("main a[href^='/training?before=']", "href");
    let second = scene.trainer.get(&next).await.expect(200);
    assert_eq!(links(&second).len(), 5);
    assert!(second.has("main a[href='/training']"));
    seen.extend(links(&second));
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), all), (60, 60));
    scene.trainer.get("/training?before=x").await.expect(200);
    scene.trainer.get("/training?after=999").await.expect(200);
}

/// Where the sessions of a list lead, from top to bottom.
fn links(page: &Page) -> Vec<String> {
    let html = page.html();
    let rows = html.split("<th scope=\"row\"><a href=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap().to_owned())
        .collect()
}
