//! The sense of competence: asked three times, each once, and seen by nobody but in means.

mod alone;
mod papers;
mod report;

use crate::support::{
    page::{Form, Page},
    scene::{Asked, Scene, unique},
    visitor::Visitor,
};
use chrono::NaiveDate;
use entities::{
    answer_set::{self, Moment, QuestionnaireKind, Way},
    attestation,
    enrolment::EnrolmentId,
    membership::Role,
    programme::Gate,
    skill_result::{self, SkillKind},
    statement_answer,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

pub const STATEMENTS: i32 = 8;

pub fn path(asked: &Asked) -> String {
    format!("/requests/{}/competence", asked.request.id.0)
}

pub fn at(asked: &Asked, moment: &str) -> String {
    format!("{}/sense-of-competence/{moment}", path(asked))
}

/// The statements answered alike.
pub fn all(form: Form, value: &str) -> Form {
    (1..=STATEMENTS).fold(form, |form, position| {
        form.set(&format!("statement-{position}"), value)
    })
}

/// The trainer writes down what somebody answers today.
pub async fn answer(trainer: &Visitor, asked: &Asked, moment: &str, value: &str) -> Page {
    let page = trainer.get(&at(asked, moment)).await.expect(200);
    let form = page
        .form("main form[method='post']")
        .set("way", "with_help");
    trainer.send(&all(form, value)).await
}

/// Somebody enrolled, with a place in a session of the trainer's.
pub async fn enrolled(scene: &Scene, name: &str) -> (Asked, entities::training_session::Model) {
    let asked = scene.ask(name, "Casque").await;
    scene.enrol(&asked).await;
    let session = scene.session(180, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    (asked, session)
}

/// They come to it, and the trainer attests the pathway.
pub async fn attested(scene: &Scene, asked: &Asked, session: &entities::training_session::Model) {
    scene.the_session_ends(session);
    let enrolment = scene.enrolment(asked).await;
    scene.mark(session, &enrolment, "yes").await.expect(303);
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    let attest = page.form("form[action$='/training/attestation']");
    scene.trainer.send(&attest).await.expect(303);
}

#[tokio::test]
async fn a_trainer_asks_before_after_and_three_months_later_and_each_once() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    let page = scene.trainer.get(&path(&asked)).await.expect(200);
    assert!(
        page.says("Louise M.") && !page.html().contains("Martin"),
        "{page}"
    );
    let done = format!("{}?done=answers-recorded", path(&asked));
    answer(&scene.trainer, &asked, "before", "2")
        .await
        .sends_to(&done);
    let twice = answer(&scene.trainer, &asked, "before", "4")
        .await
        .expect(409);
    assert!(twice.says("C’est déjà enregistré"), "{twice}");
    let early = answer(&scene.trainer, &asked, "after", "4")
        .await
        .expect(409);
    assert!(early.says("présente à aucune séance"), "{early}");
    attested(&scene, &asked, &session).await;
    answer(&scene.trainer, &asked, "after", "3")
        .await
        .sends_to(&done);
    let early = answer(&scene.trainer, &asked, "later", "4")
        .await
        .expect(409);
    assert!(early.says("4 août 2026"), "{early}");
    let list = scene.trainer.get("/competence/again").await.expect(200);
    assert!(list.says("Personne pour l’instant"), "{list}");
    scene.world.days_pass(92);
    let trainer = scene.world.sign_in(&scene.trainer.account.email).await;
    let list = trainer.get("/competence/again").await.expect(200);
    assert_eq!(list.texts("tbody th"), ["Louise M. R-000001"]);
    assert!(!list.html().contains("Martin"), "{list}");
    answer(&trainer, &asked, "later", "3").await.sends_to(&done);
    let list = trainer.get("/competence/again").await.expect(200);
    assert!(list.says("Personne pour l’instant"), "{list}");
    let sets = answer_set::Entity::find()
        .all(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!(sets.len(), 3);
    scene.verify().await;
}

#[tokio::test]
async fn the_same_form_twice_is_written_once_and_what_is_missing_is_named() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let page = scene.trainer.get(&at(&asked, "before")).await.expect(200);
    let empty = page
        .form("main form[method='post']")
        .set("statement-1", "4");
    let page = scene.trainer.send(&empty).await.expect(422);
    assert!(
        page.says("Choisissez une réponse pour cette phrase"),
        "{page}"
    );
    assert!(page.has("#statement-2-mistake") && !page.has("#statement-1-mistake"));
    assert_eq!(
        page.attribute("[name='statement-1'][checked]", "value"),
        "4"
    );
    assert!(page.has("#way-mistake"));
    let form = page.form("main form[method='post']").set("way", "on_paper");
    let form = all(form, "1");
    let first = scene.trainer.send(&form).await.expect(303);
    let again = scene.trainer.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    let db = &scene.world.app.db;
    assert_eq!(answer_set::Entity::find().all(db).await.unwrap().len(), 1);
    let answers = statement_answer::Entity::find().all(db).await.unwrap();
    assert_eq!(answers.len(), 8);
}

#[tokio::test]
async fn a_sheet_filled_in_before_the_training_is_typed_in_after_it() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    attested(&scene, &asked, &session).await;
    scene.world.days_pass(1);
    let trainer = scene.world.sign_in(&scene.trainer.account.email).await;
    let late = answer(&trainer, &asked, "before", "2").await.expect(409);
    assert!(late.says("n’est plus un « avant »"), "{late}");
    let page = trainer.get(&at(&asked, "before")).await.expect(200);
    let form = page
        .form("main form[method='post']")
        .set("way", "on_paper")
        .set("given_on", "2026-05-04");
    trainer.send(&all(form, "2")).await.expect(303);
    let page = trainer.get(&at(&asked, "after")).await.expect(200);
    let form = page
        .form("main form[method='post']")
        .set("way", "on_paper")
        .set("given_on", "2027-05-04");
    let to_come = trainer.send(&all(form, "2")).await.expect(409);
    assert!(to_come.says("Cette date est à venir"), "{to_come}");
}

#[tokio::test]
async fn nobody_but_the_trainer_of_a_session_sees_or_answers() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let other = scene.world.trainer().await;
    let paths = [
        path(&asked),
        at(&asked, "before"),
        format!("{}/paper", at(&asked, "before")),
    ];
    for path in &paths {
        other.get(path).await.expect(404);
        scene.prescriber.get(path).await.expect(403);
        scene.coordinator.get(path).await.expect(403);
    }
    for act in ["link", "skill", "sense-of-competence/before"] {
        let fields = [
            ("write_id", &*unique()),
            ("questionnaire", "sense-of-competence"),
            ("moment", "before"),
        ];
        other
            .post(&format!("{}/{act}", path(&asked)), &fields)
            .await
            .expect(404);
    }
    let unknown = format!("{}/sense-of-competence/sometime", path(&asked));
    scene.trainer.get(&unknown).await.expect(404);
    let officer = scene.world.persona(Role::DataProtectionOfficer).await;
    officer.get("/competence").await.expect(403);
}

/// The trainer notes a result of ABC Diag from before the pathway.
async fn noted(scene: &Scene, asked: &Asked, value: &str) -> Page {
    let page = scene.trainer.get(&path(asked)).await.expect(200);
    let form = page
        .form("form[action$='/skill']")
        .set("kind", "abc_diag")
        .set("moment", "before")
        .set("tested_on", "2026-05-04")
        .set("value", value);
    scene.trainer.send(&form).await
}

#[tokio::test]
async fn the_result_of_a_test_is_noted_once_within_its_scale() {
    let scene = Scene::new(Gate::Attended).await;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let beyond = noted(&scene, &asked, "101").await.expect(422);
    assert!(beyond.says("Ce test va de 0 à 100"), "{beyond}");
    let words = noted(&scene, &asked, "bien").await.expect(422);
    assert!(words.says("en chiffres"), "{words}");
    noted(&scene, &asked, "40").await.expect(303);
    let twice = noted(&scene, &asked, "60").await.expect(409);
    assert!(twice.says("C’est déjà enregistré"), "{twice}");
    let page = scene.trainer.get(&path(&asked)).await.expect(200);
    assert!(page.says("ABC Diag") && page.says("40"), "{page}");
}

fn set(enrolment: EnrolmentId, moment: Moment, scene: &Scene) -> answer_set::ActiveModel {
    answer_set::ActiveModel {
        enrolment_id: Set(enrolment),
        questionnaire: Set(QuestionnaireKind::SenseOfCompetence),
        version: Set(1),
        moment: Set(moment),
        way: Set(Way::Alone),
        given_on: Set(scene.world.app.clock.today()),
        recorded_by: Set(None),
        recorded_at: Set(scene.world.now()),
        ..Default::default()
    }
}

#[tokio::test]
async fn by_sql_too_an_answer_is_given_once_is_a_number_and_stays() {
    let scene = Scene::new(Gate::Attended).await;
    let db = &scene.world.app.db;
    let (asked, _) = enrolled(&scene, "Martin").await;
    let enrolment = scene.enrolment(&asked).await.id;
    let kept = set(enrolment, Moment::Before, &scene)
        .insert(db)
        .await
        .unwrap();
    set(enrolment, Moment::Before, &scene)
        .insert(db)
        .await
        .unwrap_err();
    let typed_by_nobody = answer_set::ActiveModel {
        way: Set(Way::OnPaper),
        ..set(enrolment, Moment::After, &scene)
    };
    typed_by_nobody.insert(db).await.unwrap_err();
    let value = |position, value| statement_answer::ActiveModel {
        answer_set_id: Set(kept.id),
        position: Set(position),
        value: Set(value),
    };
    for (position, wrong) in [(1, 0), (1, 5), (0, 1), (41, 1)] {
        value(position, wrong).insert(db).await.unwrap_err();
    }
    value(1, 4).insert(db).await.unwrap();
    value(1, 2).update(db).await.unwrap_err();
    statement_answer::Entity::delete_many()
        .exec(db)
        .await
        .unwrap_err();
    let long_ago: NaiveDate = "2020-01-01".parse().unwrap();
    let moved = answer_set::ActiveModel {
        id: Set(kept.id),
        given_on: Set(long_ago),
        ..Default::default()
    };
    moved.update(db).await.unwrap_err();
    answer_set::Entity::delete_many()
        .exec(db)
        .await
        .unwrap_err();
    let result = skill_result::ActiveModel {
        enrolment_id: Set(enrolment),
        kind: Set(SkillKind::Pix),
        moment: Set(Moment::Before),
        value: Set(2000),
        tested_on: Set(scene.world.app.clock.today()),
        recorded_by: Set(scene.trainer.membership.id),
        recorded_at: Set(scene.world.now()),
        ..Default::default()
    };
    result.clone().insert(db).await.unwrap_err();
    let result = skill_result::ActiveModel {
        value: Set(200),
        ..result
    };
    result.clone().insert(db).await.unwrap();
    result.insert(db).await.unwrap_err();
    skill_result::Entity::delete_many()
        .exec(db)
        .await
        .unwrap_err();
    let unearned = attestation::ActiveModel {
        enrolment_id: Set(enrolment),
        sha256: Set("00".repeat(32)),
        file: Set(None),
        issued_by: Set(scene.trainer.membership.id),
        issued_at: Set(scene.world.now()),
    };
    unearned.insert(db).await.unwrap_err();
}

/// How many answers one person gave in all.
pub async fn answers_of(db: &impl ConnectionTrait, enrolment: EnrolmentId) -> usize {
    let sets = answer_set::Entity::find()
        .filter(answer_set::COLUMN.enrolment_id.eq(enrolment))
        .all(db)
        .await
        .unwrap();
    sets.len()
}
