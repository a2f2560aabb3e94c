//! Satisfaction: asked of everybody once, told of nobody.

mod kits;
mod told;

use crate::support::{
    page::{Form, Page},
    scene::{Asked, Scene},
    visitor::Visitor,
};
use entities::{
    answer_set::Way,
    handover,
    membership::Role,
    opinion::{self, OpinionKind},
    opinion_answer, opinion_code,
    programme::{Gate, ProgrammeId},
    training_session,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

const QUESTIONS: i32 = 4;

/// The questions answered alike.
pub fn all(form: Form, value: &str) -> Form {
    (1..=QUESTIONS).fold(form, |form, position| {
        form.set(&format!("statement-{position}"), value)
    })
}

/// Somebody who has left with their device.
pub async fn handed(scene: &Scene, name: &str) -> handover::Model {
    let asked = scene.cleared(name).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let all = scene.handovers().await;
    let own = all
        .into_iter()
        .find(|one| one.request_id == asked.request.id);
    own.unwrap()
}

pub fn path(handover: &handover::Model) -> String {
    format!("/handovers/{}/opinion", handover.id.0)
}

/// The clerk types what somebody says.
pub async fn says(scene: &Scene, handover: &handover::Model, value: &str) -> Page {
    let address = format!("{}/answers", path(handover));
    let page = scene.clerk.get(&address).await.expect(200);
    let form = page
        .form("main form[method='post']")
        .set("way", "with_help");
    scene.clerk.send(&all(form, value)).await
}

/// The clerk prepares a code; it is read off their page.
async fn code(scene: &Scene, handover: &handover::Model) -> String {
    let page = scene.clerk.get(&path(handover)).await.expect(200);
    let form = page.form("form[action$='/opinion']");
    let sent = scene.clerk.send(&form).await;
    let page = scene.clerk.follow(sent).await.expect(200);
    page.text("main .code")
}

async fn open(scene: &Scene, code: &str) -> Page {
    let stranger = scene.world.stranger();
    stranger.get(&format!("/opinion/{code}")).await
}

async fn opinions(scene: &Scene) -> Vec<opinion::Model> {
    let all = opinion::Entity::find().all(&scene.world.app.db).await;
    all.unwrap()
}

#[tokio::test]
async fn who_received_a_device_says_how_it_went_on_a_phone_and_nothing_leads_to_them() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let handover = handed(&scene, "Martin").await;
    let code = code(&scene, &handover).await;
    let stored = opinion_code::Entity::find().all(db).await.unwrap();
    let stored = format!("{stored:?}");
    assert!(!stored.contains(&code) && !stored.contains(&code.replace('-', "")));
    let paper = scene.clerk.get(&format!("{}/paper", path(&handover))).await;
    assert_eq!(paper.expect(200).header("content-type"), "application/pdf");
    let person = scene.world.stranger();
    let page = person.get("/opinion").await.expect(200);
    let typed = code.replace('-', " ").to_lowercase();
    let sent = person
        .send(&page.form("main form").set("code", typed))
        .await;
    let page = person.follow(sent).await.expect(200);
    assert!(page.says("Votre avis sur la remise"), "{page}");
    for known in ["Martin", "Louise", "R-000001"] {
        assert!(!page.html().contains(known), "{page}");
    }
    // Half of it: nothing is lost, and the code still serves.
    let half = page.form("main form").set("statement-1", "3");
    let page = person.send(&half).await.expect(422);
    assert_eq!(
        page.attribute("[name='statement-1'][checked]", "value"),
        "3"
    );
    let form = all(page.form("main form"), "3");
    let first = person.send(&form).await;
    let first = first.sends_to("/opinion?done=opinion-given-alone");
    let again = person.send(&form).await;
    assert_eq!(again.location(), first.location());
    open(&scene, &code).await.expect(410);
    open(&scene, "0000-0000-0000-0000-0000").await.expect(404);
    let given = opinions(&scene).await;
    let [given] = given.as_slice() else {
        panic!("{given:?}")
    };
    assert_eq!((given.kind, given.way), (OpinionKind::Handover, Way::Alone));
    assert!(given.quarter <= scene.world.now());
    let answers = opinion_answer::Entity::find().all(db).await.unwrap();
    assert_eq!(answers.len(), 4);
    // The clerk sees that it was given, and not what was said; nobody gives it again.
    let page = scene.clerk.get(&path(&handover)).await.expect(200);
    assert!(page.says("L’avis est donné"), "{page}");
    let told = says(&scene, &handover, "1").await.expect(409);
    assert!(told.says("L’avis est déjà donné"), "{told}");
    assert_eq!(opinions(&scene).await.len(), 1);
    // Another counter does not find it.
    let other = scene.clerk.organisation.clone();
    let place = scene.world.site(&other, "Autre accueil").await;
    let elsewhere = scene.world.member(Role::Clerk, other, Some(place)).await;
    let trainer = scene.world.trainer().await;
    for other in [&elsewhere, &trainer] {
        other.get(&path(&handover)).await.expect(404);
    }
    scene.verify().await;
}

#[tokio::test]
async fn a_code_ends_with_its_time_and_a_sheet_of_paper_is_still_typed_in() {
    let scene = Scene::new(Gate::Enrolled).await;
    let handover = handed(&scene, "Martin").await;
    let code = code(&scene, &handover).await;
    scene.world.days_pass(61);
    open(&scene, &code).await.expect(410);
    let mut scene = scene;
    scene.world.signs_in_again(&mut scene.clerk).await;
    let page = scene.clerk.get(&path(&handover)).await.expect(200);
    assert!(page.says("Personne n’a répondu à temps"), "{page}");
    let done = format!("{}?done=opinion-recorded", path(&handover));
    says(&scene, &handover, "4").await.sends_to(&done);
}

#[tokio::test]
async fn of_two_who_send_one_code_at_once_one_is_counted() {
    let scene = Scene::new(Gate::Enrolled).await;
    let handover = handed(&scene, "Martin").await;
    let path = format!("/opinion/{}", code(&scene, &handover).await);
    let (one, other) = (scene.world.stranger(), scene.world.stranger());
    let forms = [
        all(one.get(&path).await.expect(200).form("main form"), "1"),
        all(other.get(&path).await.expect(200).form("main form"), "4"),
    ];
    let (one, other) = tokio::join!(one.send(&forms[0]), other.send(&forms[1]));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    assert_eq!(opinions(&scene).await.len(), 1);
}

/// Three who have a place: two come, one does not.
async fn attended(scene: &Scene) -> (training_session::Model, Vec<Asked>) {
    let session = scene.session(90, 5, &[0]).await;
    let mut people = Vec::new();
    for name in ["Martin", "Durand", "Petit"] {
        let asked = scene.ask(name, "Casque").await;
        scene.enrol(&asked).await;
        scene.book(&asked, &session).await.expect(303);
        people.push(asked);
    }
    scene.the_session_ends(&session);
    for (asked, came) in people.iter().zip(["yes", "yes", "no"]) {
        let enrolment = scene.enrolment(asked).await;
        scene.mark(&session, &enrolment, came).await.expect(303);
    }
    (session, people)
}

async fn type_sheet(trainer: &Visitor, address: &str, sheet: &str) -> Page {
    let page = trainer.get(address).await.expect(200);
    let form = page
        .form("main form[method='post']")
        .set("way", "on_paper")
        .set("sheet", sheet);
    trainer.send(&all(form, "4")).await
}

#[tokio::test]
async fn a_session_has_one_sheet_for_each_who_came_and_each_counts_once() {
    let scene = Scene::new(Gate::Attended).await;
    let (session, _) = attended(&scene).await;
    let own = format!("/training/sessions/{}/opinions", session.id.0);
    let under = format!("{own}/{}", scene.programme.id.0);
    let page = scene.trainer.get(&own).await.expect(200);
    assert!(
        page.says("Personnes présentes : 2. Avis donnés : 0."),
        "{page}"
    );
    scene
        .trainer
        .get(&format!("{under}/paper"))
        .await
        .expect(404);
    let form = page.form("form[action$='/opinions']");
    let sent = scene.trainer.send(&form).await;
    scene.trainer.send(&form).await.expect(303);
    scene.trainer.follow(sent).await.expect(200);
    let paper = scene.trainer.get(&format!("{under}/paper")).await;
    assert_eq!(paper.expect(200).header("content-type"), "application/pdf");
    let db = &scene.world.app.db;
    let codes = opinion_code::Entity::find().all(db).await.unwrap();
    assert_eq!(codes.len(), 2);
    let answers = format!("{under}/answers");
    let done = format!("{own}?done=opinion-recorded");
    type_sheet(&scene.trainer, &answers, "1")
        .await
        .sends_to(&done);
    let twice = type_sheet(&scene.trainer, &answers, "1").await.expect(409);
    assert!(twice.says("Vérifiez son numéro"), "{twice}");
    let beyond = type_sheet(&scene.trainer, &answers, "3").await.expect(422);
    assert!(beyond.says("de 1 à 2"), "{beyond}");
    type_sheet(&scene.trainer, &answers, "2")
        .await
        .sends_to(&done);
    let page = scene.trainer.get(&own).await.expect(200);
    assert!(
        page.says("Personnes présentes : 2. Avis donnés : 2."),
        "{page}"
    );
    assert_eq!(opinions(&scene).await.len(), 2);
    let other = scene.world.trainer().await;
    other.get(&own).await.expect(404);
    let nowhere = format!("{own}/99/answers");
    scene.trainer.get(&nowhere).await.expect(404);
    let prescriber = scene.world.persona(Role::Prescriber).await;
    prescriber.get(&own).await.expect(403);
}

#[tokio::test]
async fn the_database_takes_no_opinion_without_a_code_and_no_code_without_somebody_to_ask() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let handover = handed(&scene, "Martin").await;
    says(&scene, &handover, "3").await.expect(303);
    let given = opinions(&scene).await.remove(0);
    let used = opinion_code::Entity::find().one(db).await.unwrap().unwrap();
    // One more, though its code has served already; and one of another quarter, that no code served in.
    let more = |quarter| opinion::ActiveModel {
        kind: Set(given.kind),
        version: Set(1),
        way: Set(Way::Alone),
        programme_id: Set(given.programme_id),
        site_id: Set(given.site_id),
        quarter: Set(quarter),
        ..Default::default()
    };
    more(given.quarter).insert(db).await.unwrap_err();
    more(scene.world.now()).insert(db).await.unwrap_err();
    // What was said stays.
    let mut changed = given.clone().into_active_model();
    changed.way = Set(Way::Alone);
    changed.update(db).await.unwrap_err();
    opinion::Entity::delete_by_id(given.id)
        .exec(db)
        .await
        .unwrap_err();
    let answer = opinion_answer::Entity::find().one(db).await.unwrap();
    let mut better = answer.unwrap().into_active_model();
    better.value = Set(4);
    better.update(db).await.unwrap_err();
    // A code serves once, and is never taken away.
    let mut again = used.clone().into_active_model();
    again.used_in = Set(None);
    again.update(db).await.unwrap_err();
    opinion_code::Entity::delete_by_id(used.id)
        .exec(db)
        .await
        .unwrap_err();
    // No second code of a handover, none of another programme, none of a session that nobody came to.
    let session = scene.session(90, 5, &[0]).await;
    let fresh = opinion_code::ActiveModel {
        kind: Set(OpinionKind::Handover),
        programme_id: Set(handover.programme_id),
        site_id: Set(handover.site_id),
        handover_id: Set(Some(handover.id)),
        number: Set(1),
        salt: Set("salt".to_owned()),
        code_hash: Set("hash".to_owned()),
        made_by: Set(scene.clerk.membership.id),
        made_at: Set(scene.world.now()),
        expires_at: Set(scene.world.now()),
        ..Default::default()
    };
    fresh.clone().insert(db).await.unwrap_err();
    let elsewhere = opinion_code::ActiveModel {
        kind: Set(OpinionKind::KitUser),
        programme_id: Set(ProgrammeId(99)),
        ..fresh.clone()
    };
    elsewhere.insert(db).await.unwrap_err();
    let of_session = opinion_code::ActiveModel {
        kind: Set(OpinionKind::Workshop),
        handover_id: Set(None),
        session_id: Set(Some(session.id)),
        ..fresh
    };
    of_session.insert(db).await.unwrap_err();
    assert_eq!(opinions(&scene).await, [given]);
}
