//! Sessions are proposed by distance from the recipient's commune, and booked with one press.

use crate::support::scene::{Asked, Scene};
use entities::{commune, enrolment, programme::Gate, recipient, request, site, training_session};
use passe_relais::recipients::identity::{self, Identity};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, Set};

/// Communes a few kilometres apart; the last has no coordinates.
async fn communes(scene: &Scene) {
    for (code, name, position) in [
        ("74010", "Annecy", Some((45_899_247, 6_129_384))),
        ("74093", "Cruseilles", Some((46_034_000, 6_108_000))),
        ("74123", "Faverges-Seythenex", None),
    ] {
        commune::ActiveModel {
            code: Set(code.to_owned()),
            name: Set(name.to_owned()),
            search: Set(name.to_lowercase()),
            epci_code: Set(None),
            latitude_e6: Set(position.map(|(latitude, _)| latitude)),
            longitude_e6: Set(position.map(|(_, longitude)| longitude)),
        }
        .insert(&scene.world.app.db)
        .await
        .unwrap();
    }
}

/// A session of the pathway at a place of this commune, so many hours from now.
async fn session_in(
    scene: &Scene,
    name: &str,
    insee: Option<&str>,
    hours: i64,
) -> training_session::Model {
    let organisation = scene.trainer.organisation.clone();
    let place = scene.world.site(&organisation, name).await;
    site::ActiveModel {
        id: Set(place.id),
        insee_code: Set(insee.map(ToOwned::to_owned)),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap();
    let session = scene.session(90, 5, &[0]).await;
    training_session::ActiveModel {
        id: Set(session.id),
        site_id: Set(place.id),
        starts_at: Set(scene.world.now() + chrono::Duration::hours(hours)),
        language: Set(Some("fr".to_owned())),
        step_free: Set(Some(true)),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap()
}

/// A request for somebody who lives in this commune.
async fn living_in(scene: &Scene, commune: &str) -> Asked {
    let asked = scene.ask("Martin", "Casque").await;
    let identity = Identity {
        name: "Martin".to_owned(),
        given_name: "Louise".to_owned(),
        birth_year: Some(1958),
        commune: commune.to_owned(),
        ..Identity::default()
    };
    recipient::ActiveModel {
        id: Set(asked.recipient.id),
        sealed: Set(Some(identity::seal(&scene.world.app.keys, &identity))),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap();
    asked
}

fn page_of(request: &request::Model) -> String {
    format!("/requests/{}", request.id.0)
}

#[tokio::test]
async fn the_nearest_session_comes_first_and_one_press_enrols_and_books() {
    let scene = Scene::new(Gate::Attended).await;
    communes(&scene).await;
    session_in(&scene, "salle de cruseilles", Some("74093"), 24).await;
    let near = session_in(&scene, "salle d'annecy", Some("74010"), 48).await;
    session_in(&scene, "salle sans commune", None, 12).await;
    let asked = living_in(&scene, "Annecy").await;
    for path in [page_of(&asked.request), asked.training()] {
        let page = scene.prescriber.get(&path).await.expect(200);
        let cards = page.texts("section.card:has(input[name=session])");
        assert_eq!(cards.len(), 3, "{page}");
        assert!(
            cards[0].contains("salle d'annecy") && cards[0].contains("0,0"),
            "{cards:?}"
        );
        assert!(cards[0].contains("Français") && cards[0].contains("sans marche"));
        assert!(cards[1].contains("cruseilles") && cards[1].contains("km à vol d’oiseau"));
        assert!(!cards[1].contains("min de trajet"));
        assert!(cards[2].contains("distance inconnue"), "{cards:?}");
    }
    let page = scene
        .prescriber
        .get(&page_of(&asked.request))
        .await
        .expect(200);
    let form = page.form("form[action$='/training/place']");
    let sent = scene.prescriber.send(&form).await.expect(303);
    scene.prescriber.send(&form).await.sends_to(sent.location());
    scene.enrolment(&asked).await;
    let taken = training_session::Entity::find_by_id(near.id)
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(taken.places_taken, 1);
    // What is booked is proposed no more.
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert_eq!(
        page.texts("section.card:has(input[name=session])").len(),
        2,
        "{page}"
    );
    scene.verify().await;
}

#[tokio::test]
async fn without_a_commune_that_is_known_the_soonest_comes_first_and_it_says_so() {
    let scene = Scene::new(Gate::Attended).await;
    communes(&scene).await;
    session_in(&scene, "salle d'annecy", Some("74010"), 48).await;
    session_in(&scene, "salle de cruseilles", Some("74093"), 24).await;
    for commune in ["Faverges-Seythenex", "Nulle-Part", ""] {
        let asked = living_in(&scene, commune).await;
        let page = scene.prescriber.get(&asked.training()).await.expect(200);
        assert!(page.says("Les plus tôt d’abord"), "{page}");
        let cards = page.texts("section.card:has(input[name=session])");
        assert!(cards[0].contains("cruseilles"), "{cards:?}");
        assert!(!cards[0].contains("km"), "{cards:?}");
    }
    // Whoever may not know the person is told no distance from their home.
    let asked = living_in(&scene, "Annecy").await;
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    assert!(
        page.says("Les plus tôt d’abord") && !page.says("km à vol"),
        "{page}"
    );
    let page = scene
        .coordinator
        .get(&page_of(&asked.request))
        .await
        .expect(200);
    assert!(!page.says("Séances proposées"), "{page}");
}

#[tokio::test]
async fn a_press_that_finds_the_session_full_enrols_nobody() {
    let scene = Scene::new(Gate::Attended).await;
    let session = session_in(&scene, "salle d'annecy", None, 24).await;
    let asked = living_in(&scene, "Annecy").await;
    let page = scene
        .prescriber
        .get(&page_of(&asked.request))
        .await
        .expect(200);
    let form = page.form("form[action$='/training/place']");
    training_session::ActiveModel {
        id: Set(session.id),
        places_taken: Set(5),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap();
    scene.prescriber.send(&form).await.expect(409);
    let enrolled = enrolment::Entity::find().count(&scene.world.app.db);
    assert_eq!(enrolled.await.unwrap(), 0);
    // Nor somebody else's learner, by hand.
    let other = scene.ask("Durand", "Casque").await;
    let form = form.set("learner", other.learner.id.0.to_string());
    scene.prescriber.send(&form).await.expect(404);
}

#[tokio::test]
async fn coordination_is_told_of_training_places_that_lie_nowhere_known() {
    let scene = Scene::new(Gate::Attended).await;
    communes(&scene).await;
    session_in(&scene, "salle sans commune", None, 12).await;
    session_in(&scene, "salle d'annecy", Some("74010"), 12).await;
    let page = scene.coordinator.get("/training").await.expect(200);
    let unplaced = page.texts("a[href^='/places/']").join(" ");
    assert!(unplaced.contains("salle sans commune"), "{page}");
    assert!(!unplaced.contains("annecy"), "{page}");
    let page = scene.trainer.get("/training").await.expect(200);
    assert!(!page.has("a[href^='/places/']"), "{page}");
}
