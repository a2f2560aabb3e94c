//! Answering alone, by a code that knows nobody and serves once.

use super::{all, answer, answers_of, enrolled, path};
use crate::support::{
    page::Page,
    scene::{Asked, Scene},
};
use entities::{answer_set, programme::Gate, questionnaire_link};
use sea_orm::EntityTrait;

/// The trainer gives a code for before the pathway; it is read off their page.
async fn code(scene: &Scene, asked: &Asked) -> String {
    let page = scene.trainer.get(&path(asked)).await.expect(200);
    let form = page.form("form[action$='/link']");
    let sent = scene.trainer.send(&form).await;
    let page = scene.trainer.follow(sent).await.expect(200);
    page.text("main .code")
}

async fn open(scene: &Scene, code: &str) -> Page {
    scene
        .world
        .stranger()
        .get(&format!("/questionnaire/{code}"))
        .await
}

#[tokio::test]
async fn a_person_answers_alone_with_a_code_that_says_nothing_of_them() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let code = code(&scene, &asked).await;
    let stored = questionnaire_link::Entity::find()
        .all(&scene.world.app.db)
        .await;
    let stored = format!("{stored:?}");
    assert!(!stored.contains(&code) && !stored.contains(&code.replace('-', "")));
    let person = scene.world.stranger();
    let page = person.get("/questionnaire").await.expect(200);
    let typed = code.replace('-', " ").to_lowercase();
    let form = page.form("main form").set("code", typed);
    let sent = person.send(&form).await;
    let page = person.follow(sent).await.expect(200);
    for known in ["Martin", "Louise", "R-000001", asked.device.model.as_str()] {
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
    let first = person
        .send(&form)
        .await
        .sends_to("/questionnaire?done=answers-given");
    let again = person.send(&form).await;
    assert_eq!(again.location(), first.location());
    let page = person.follow(again).await.expect(200);
    assert!(page.says("Vos réponses sont enregistrées"), "{page}");
    let page = open(&scene, &code).await.expect(410);
    assert!(page.says("Vous avez déjà répondu"), "{page}");
    let enrolment = scene.enrolment(&asked).await.id;
    assert_eq!(answers_of(&scene.world.app.db, enrolment).await, 1);
    let page = scene.trainer.get(&path(&asked)).await.expect(200);
    assert!(page.says("Seule."), "{page}");
}

#[tokio::test]
async fn a_code_ends_with_its_time_its_moment_and_the_next_code() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    let first = code(&scene, &asked).await;
    let second = code(&scene, &asked).await;
    assert_ne!(first, second);
    open(&scene, &first).await.expect(410);
    open(&scene, &second).await.expect(200);
    let page = open(&scene, "0000-0000-0000-0000-0000").await.expect(404);
    assert!(page.says("Ce code n’existe pas"), "{page}");
    // Opened before, sent on the day after the first session.
    let person = scene.world.stranger();
    let page = person
        .get(&format!("/questionnaire/{second}"))
        .await
        .expect(200);
    let form = all(page.form("main form"), "3");
    scene.the_session_ends(&session);
    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    scene.world.days_pass(1);
    person.send(&form).await.expect(410);
    assert_eq!(answers_of(&scene.world.app.db, enrolment.id).await, 0);
    scene.world.days_pass(30);
    open(&scene, &second).await.expect(410);
}

#[tokio::test]
async fn of_two_who_send_one_code_at_once_one_is_written_down() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let code = code(&scene, &asked).await;
    let (one, other) = (scene.world.stranger(), scene.world.stranger());
    let path = format!("/questionnaire/{code}");
    let forms = [
        all(one.get(&path).await.expect(200).form("main form"), "1"),
        all(other.get(&path).await.expect(200).form("main form"), "4"),
    ];
    let (one, other) = tokio::join!(one.send(&forms[0]), other.send(&forms[1]));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    let sets = answer_set::Entity::find().all(&scene.world.app.db).await;
    assert_eq!(sets.unwrap().len(), 1);
}

#[tokio::test]
async fn a_code_for_what_was_answered_meanwhile_thanks_and_changes_nothing() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let code = code(&scene, &asked).await;
    let person = scene.world.stranger();
    let page = person
        .get(&format!("/questionnaire/{code}"))
        .await
        .expect(200);
    answer(&scene.trainer, &asked, "before", "2")
        .await
        .expect(303);
    let form = all(page.form("main form"), "4");
    let told = person.send(&form).await.expect(410);
    assert!(told.says("Vous avez déjà répondu"), "{told}");
}
