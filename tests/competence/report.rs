//! What the pathways changed: means of five people at least, and nobody in them.

use crate::support::scene::{Asked, Scene};
use entities::{
    answer_set::{self, Moment, QuestionnaireKind, Way},
    membership::Role,
    membership_territory,
    programme::Gate,
    recipient, site, statement_answer,
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

/// Everybody answers every statement alike.
async fn answered(scene: &Scene, asked: &Asked, moment: Moment, value: i32) {
    let db = &scene.world.app.db;
    let set = answer_set::ActiveModel {
        enrolment_id: Set(scene.enrolment(asked).await.id),
        questionnaire: Set(QuestionnaireKind::SenseOfCompetence),
        version: Set(1),
        moment: Set(moment),
        way: Set(Way::Alone),
        given_on: Set(scene.world.app.clock.today()),
        recorded_by: Set(None),
        recorded_at: Set(scene.world.now()),
        ..Default::default()
    };
    let set = set.insert(db).await.unwrap();
    for position in 1..=super::STATEMENTS {
        let answer = statement_answer::ActiveModel {
            answer_set_id: Set(set.id),
            position: Set(position),
            value: Set(value),
        };
        answer.insert(db).await.unwrap();
    }
}

/// So many people who went from 2 to these values.
async fn grown(scene: &Scene, after: &[i32]) -> Vec<Asked> {
    let mut people = Vec::new();
    for (number, value) in after.iter().enumerate() {
        let asked = scene.cleared(&format!("Martin{number}")).await;
        answered(scene, &asked, Moment::Before, 2).await;
        answered(scene, &asked, Moment::After, *value).await;
        people.push(asked);
    }
    people
}

async fn lines(scene: &Scene) -> Vec<String> {
    let page = scene.coordinator.get("/competence").await.expect(200);
    page.texts("tbody tr")
}

#[tokio::test]
async fn a_coordinator_reads_means_intervals_and_what_is_missing_but_nobody() {
    let scene = Scene::new(Gate::Attended).await;
    grown(&scene, &[3, 2, 4, 3]).await;
    let before = lines(&scene).await;
    assert!(
        before
            .iter()
            .all(|line| line.contains("Trop peu de personnes")),
        "{before:?}"
    );
    grown(&scene, &[3]).await;
    let page = scene.coordinator.get("/competence").await.expect(200);
    // Differences 1, 0, 2, 1, 1: mean 1, error 0.3162, t(4) = 2.776.
    let line = "Tous les territoires avant → après 5 +1,00 de +0,12 à +1,88 0 %";
    let said = page.texts("tbody tr");
    assert_eq!(said[0].replace('\u{a0}', " "), line);
    assert!(page.says("loi de Student"), "{page}");
    for name in ["Martin", "Louise", "R-0000"] {
        assert!(!page.html().contains(name), "{page}");
    }
    // Three months later nobody has answered yet.
    assert!(
        said.iter()
            .any(|line| line.contains("trois mois") && line.contains("Trop peu"))
    );
    for role in [Role::Auditor, Role::Finance] {
        let reader = scene.world.persona(role).await;
        reader.get("/competence").await.expect(200);
    }
    scene.trainer.get("/competence").await.expect(403);
    scene
        .coordinator
        .get("/competence?programme=99")
        .await
        .expect(404);
}

#[tokio::test]
async fn forgetting_people_leaves_the_figures_as_they_are() {
    let scene = Scene::new(Gate::Attended).await;
    let people = grown(&scene, &[3, 2, 4, 3, 3]).await;
    let before = lines(&scene).await;
    for asked in people {
        let forgotten = recipient::ActiveModel {
            id: Set(asked.recipient.id),
            sealed: Set(None),
            name_key: Set(None),
            erased_at: Set(Some(scene.world.now())),
            ..Default::default()
        };
        forgotten.update(&scene.world.app.db).await.unwrap();
    }
    assert_eq!(lines(&scene).await, before);
}

#[tokio::test]
async fn a_small_territory_is_not_found_by_subtraction() {
    let scene = Scene::new(Gate::Attended).await;
    let db = &scene.world.app.db;
    let here = scene.clerk.site.as_ref().unwrap();
    let of = |epci: &str| site::ActiveModel {
        id: Set(here.id),
        epci_code: Set(Some(epci.to_owned())),
        ..Default::default()
    };
    of("200066793").update(db).await.unwrap();
    grown(&scene, &[3, 3, 3, 4, 2]).await;
    // Three more, fetched elsewhere.
    let elsewhere = scene
        .world
        .site(&scene.clerk.organisation, "Ailleurs")
        .await;
    let there = site::ActiveModel {
        id: Set(elsewhere.id),
        epci_code: Set(Some("200000172".to_owned())),
        ..Default::default()
    };
    there.update(db).await.unwrap();
    for asked in grown(&scene, &[3, 3, 3]).await {
        let moved = entities::request::ActiveModel {
            id: Set(asked.request.id),
            pickup_site_id: Set(elsewhere.id),
            ..Default::default()
        };
        moved.update(db).await.unwrap();
    }
    let said = lines(&scene).await;
    assert!(said[0].contains(" 8 "), "{said:?}");
    for line in said
        .iter()
        .filter(|line| line.contains("avant → après"))
        .skip(1)
    {
        assert!(line.contains("Trop peu de personnes"), "{line}");
    }
    // Who is limited to the large one reads no more of it, and no total.
    let limited = scene.world.coordinator().await;
    let territory = membership_territory::ActiveModel {
        membership_id: Set(limited.membership.id),
        epci_code: Set("200066793".to_owned()),
    };
    membership_territory::Entity::insert(territory)
        .exec_without_returning(db)
        .await
        .unwrap();
    let page = limited.get("/competence").await.expect(200);
    assert!(!page.says("Tous les territoires"), "{page}");
    assert!(page.says("Trop peu de personnes"), "{page}");
}
