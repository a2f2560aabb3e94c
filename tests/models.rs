//! Models and until when they get updates: said by the coordinator, one at a time or by a list, never written over.

use crate::support::{World, page::File};
use entities::{membership::Role, model_updates};
use sea_orm::{EntityTrait, PaginatorTrait};

#[tokio::test]
async fn the_coordinator_says_until_when_a_model_in_stock_gets_updates() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    world.announced(&lot, "R52N1").await;
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/models").await.expect(200);
    assert!(
        page.says("Galaxy Tab A8") && page.says("1 appareil"),
        "{page}"
    );
    let page = coordinator
        .get("/models?model=tablet%20samsung%20galaxy%20tab%20a8")
        .await
        .expect(200);
    let form = page.form("form[action='/models']");
    let wrong = form.clone().set("until", "bientôt").set("source", "");
    let told = coordinator.send(&wrong).await.expect(422);
    assert!(told.says("Écrivez la date comme 30/06/2027"), "{told}");
    assert_eq!(told.attribute("#until", "value"), "bientôt");
    let form = form.set("until", "01/2026").set("source", "samsung.com");
    let sent = coordinator.send(&form).await;
    let page = coordinator.follow(sent).await.expect(200);
    assert!(
        page.says("31 janvier 2026") && page.says("Terminées"),
        "{page}"
    );
    assert!(!page.says("Modèles en stock sans date"), "{page}");
    // Two at once: the second had not seen it.
    let other = form
        .set("until", "2028-01-01")
        .set("write_id", "another-form")
        .set("seen", "0");
    coordinator.send(&other).await.expect(409);
    let rows = model_updates::Entity::find().count(&world.app.db).await;
    assert_eq!(rows.unwrap(), 1);
    supervisor.get("/models").await.expect(403);
    world
        .persona(Role::Auditor)
        .await
        .get("/models")
        .await
        .expect(403);
}

#[tokio::test]
async fn a_list_is_taken_whole_or_not_at_all() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let send = async |id: &str, text: &str| {
        let file = File {
            field: "list".to_owned(),
            name: "modeles.csv".to_owned(),
            content: text.as_bytes().to_vec(),
        };
        coordinator
            .post_files("/models/import", &[("write_id", id)], &[file])
            .await
    };
    let head = "Type;Marque;Modèle;Mises à jour jusqu’au;Source\n";
    let good = format!("{head}Tablette;Apple;iPad 7;09/2026;support.apple.com\n");
    let bad = format!("{good}Tablette;Apple;;demain;support.apple.com\n");
    let page = send("by-hand-1", &bad).await.expect(422);
    assert!(page.says("Ligne 3 : Donnez le modèle."), "{page}");
    let count = async || {
        model_updates::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap()
    };
    assert_eq!(count().await, 0);
    send("by-hand-2", &good).await.expect(303);
    send("by-hand-2", &good).await.expect(303);
    send("by-hand-3", &good).await.expect(303);
    assert_eq!(count().await, 1, "said again, it is known already");
    send("by-hand-4", "a;b\nx;y\n").await.expect(422);
}
