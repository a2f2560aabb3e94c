//! Programmes as data: who may open them, what they must say, what never changes.

mod pathways;
mod stock;
mod templates;
mod terms;
mod versions;

use crate::support::{World, asking::programme_form, world::A_PERSON};
use entities::{
    membership::Role,
    membership_territory,
    programme::{self, LegalChain},
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

#[tokio::test]
async fn a_coordinator_opens_a_programme_that_others_read() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    assert_eq!(programme.key, "pret-solidaire");
    assert_eq!(programme.legal_chain, LegalChain::LoanForUse);
    assert_eq!(programme.device_kinds, r#"["tablet","laptop"]"#);
    for role in [Role::Prescriber, Role::Clerk, Role::Finance, Role::Auditor] {
        let page = world
            .persona(role)
            .await
            .get("/programmes")
            .await
            .expect(200);
        assert!(page.says("Prêt solidaire") && page.says("Enfant confié"));
        assert!(!page.has("a[href='/programmes/new']"));
    }
    let prescriber = world.prescriber().await;
    prescriber.get("/programmes/new").await.expect(403);
    prescriber.post("/programmes/new", &[]).await.expect(403);
    let path = format!("/programmes/{}", programme.id.0);
    prescriber.get(&path).await.expect(403);
    prescriber
        .post(&format!("{path}/close"), &[])
        .await
        .expect(403);
    world.worker().await.get("/programmes").await.expect(403);
    world
        .stranger()
        .get("/programmes")
        .await
        .sends_to("/sign-in");
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn no_definitive_cession_goes_without_a_deliberation_number() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    for chain in ["in_kind_aid", "cession_by_association"] {
        let page = coordinator.get("/programmes/new").await.expect(200);
        let form = programme_form(&page, "Don").set("legal_chain", chain);
        let again = coordinator.send(&form).await.expect(422);
        assert!(again.says("numéro de délibération"));
        assert_eq!(again.attribute("[name=name_fr]", "value"), "Don");
        let form = form.set("deliberation", "CD-2026-117");
        coordinator.send(&form).await.expect(303);
    }
    // The schema refuses it too, whoever asks.
    let programme = programme::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let by_hand = programme::ActiveModel {
        id: Set(programme.id),
        legal_chain: Set(LegalChain::InKindAid),
        ..Default::default()
    };
    assert!(by_hand.update(&world.app.db).await.is_err());
}

#[tokio::test]
async fn each_mistake_is_said_and_nothing_is_opened() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let page = coordinator.get("/programmes/new").await.expect(200);
    let good = programme_form(&page, "Autre");
    let wrong = [
        (good.clone().set("name_en", " "), "Donnez un nom"),
        (good.clone().set("pathway", ""), "Choisissez un parcours"),
        (good.clone().set("rules_en", "One"), "dans les deux langues"),
        (
            good.clone().set("rules_fr", "").set("rules_en", ""),
            "au moins une règle",
        ),
        (good.clone().set("gate", "attended"), "combien de minutes"),
        (
            good.clone()
                .set("gate", "attended")
                .set("minutes", "deux heures"),
            "nombre de minutes",
        ),
        (good.clone().set("gate", "provisional"), "nombre de jours"),
        (good.clone().set("clearance_days", "0"), "nombre de jours"),
        (good.clone().set("waivers_per_year", "-1"), "zéro ou plus"),
    ];
    for (form, sentence) in wrong {
        let again = coordinator.send(&form).await.expect(422);
        assert!(again.says(sentence), "{sentence}: {again}");
    }
    let count = programme::Entity::find()
        .all(&world.app.db)
        .await
        .unwrap()
        .len();
    assert_eq!(count, 1);
    let page = coordinator.get("/pathways/new").await.expect(200);
    let form = page.form("main form").set("name_fr", "Seul");
    assert!(
        coordinator
            .send(&form)
            .await
            .expect(422)
            .says("au moins un module")
    );
    let form = form.set("module_fr", "Sans durée");
    assert!(
        coordinator
            .send(&form)
            .await
            .expect(422)
            .says("Le module 1 est incomplet")
    );
}

#[tokio::test]
async fn a_rule_keeps_its_number_for_ever() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let path = format!("/programmes/{}", programme.id.0);
    let form = coordinator.get(&path).await.expect(200).form("main form");
    let shorter = form
        .clone()
        .set("rules_fr", "Au RSA")
        .set("rules_en", "On RSA");
    let again = coordinator.send(&shorter).await.expect(422);
    assert!(again.says("Une règle a disparu"));
    let reworded = form
        .set("rules_fr", "Bénéficiaire du RSA\nEnfant confié\nSénior")
        .set("rules_en", "On RSA\nChild in care\nSenior");
    world
        .confirm(&coordinator, &reworded)
        .await
        .sends_to("/programmes?done=programme-changed");
    let page = coordinator.get("/programmes").await.expect(200);
    assert_eq!(
        page.texts("section ol li")[..3],
        ["Bénéficiaire du RSA", "Enfant confié", "Sénior"]
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_closed_programme_takes_no_new_request() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = world.request_form(&prescriber).await;
    let page = coordinator
        .get(&format!("/programmes/{}", programme.id.0))
        .await;
    let close = page.form("form[action$='/close']");
    for _ in 0..2 {
        coordinator
            .send(&close)
            .await
            .sends_to("/programmes?done=programme-closed");
    }
    let page = prescriber.get("/requests/new").await.expect(200);
    assert!(page.says("Aucun programme n’est ouvert"));
    prescriber.send(&form).await.expect(422);
    assert!(world.requests().await.is_empty());
}

#[tokio::test]
async fn the_same_form_sent_twice_opens_one_programme() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let page = coordinator.get("/programmes/new").await.expect(200);
    let form = programme_form(&page, "Prêt solidaire");
    let first = coordinator.send(&form).await.expect(303);
    let again = coordinator.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    let programmes = programme::Entity::find().all(&world.app.db).await.unwrap();
    assert_eq!(programmes.len(), 2);
    assert_eq!(programmes[1].key, "pret-solidaire-2");
}

#[tokio::test]
async fn who_coordinates_a_part_of_the_departement_reads_programmes_only() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    membership_territory::ActiveModel {
        membership_id: Set(coordinator.membership.id),
        epci_code: Set("200011773".to_owned()),
    }
    .insert(&world.app.db)
    .await
    .unwrap();
    let page = coordinator.get("/programmes").await.expect(200);
    assert!(!page.has("a[href='/programmes/new']"));
    coordinator.get("/programmes/new").await.expect(403);
    coordinator.post("/programmes/new", &[]).await.expect(403);
    coordinator.get("/pathways/new").await.expect(403);
    coordinator.post("/pathways/new", &[]).await.expect(403);
}

#[tokio::test]
async fn the_rules_of_a_programme_name_nobody() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let page = coordinator.get("/programmes/new").await.expect(200);
    let rules_fr = format!("Au RSA\nVoir {A_PERSON}");
    let rules_en = format!("On RSA\nSee {A_PERSON}");
    for (field, words) in [
        ("name_fr", A_PERSON),
        ("name_en", A_PERSON),
        ("rules_fr", &*rules_fr),
        ("rules_en", &*rules_en),
        ("deliberation", A_PERSON),
    ] {
        let form = programme_form(&page, "Don").set(field, words);
        world.keeps_out(coordinator.send(&form).await).await;
    }
}
