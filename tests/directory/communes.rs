//! Communes and travel times are brought in after a dry run, and say which communes no place is near.

use super::{manager_of, told};
use crate::support::{World, page::Page, visitor::Visitor};
use entities::{commune, travel_time};
use sea_orm::{EntityTrait, PaginatorTrait};

const COMMUNES: &str = "code,nom,epci,latitude,longitude\n\
    74010,Annecy,200066793,45.8992,6.1294\n74093,Cruseilles,200067668,46.034,6.108\n74123,Faverges-Seythenex,,,\n\
    74056,Chamonix-Mont-Blanc,200023372,,\n";

async fn dry_run(visitor: &Visitor, action: &str, field: &str, text: &str) -> Page {
    let page = visitor.get("/communes").await.expect(200);
    let form =
        page.form(&format!("form[action='{action}']"))
            .attach(field, "liste.csv", text.as_bytes());
    visitor.send(&form).await
}

async fn land(visitor: &Visitor, page: &Page) -> Page {
    let form = page.form("form[action$='/land']");
    let sent = visitor.send(&form).await.expect(303);
    // The same form again changes nothing more.
    visitor.send(&form).await.expect(303);
    visitor.follow(sent).await.expect(200)
}

#[tokio::test]
async fn a_list_is_shown_first_and_then_taken() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let count = async || commune::Entity::find().count(&world.app.db).await.unwrap();
    let page = dry_run(&coordinator, "/communes/import", "communes", COMMUNES).await;
    let page = page.expect(200);
    assert!(
        page.says("4 lignes nouvelles") && page.says("Rien n’est encore enregistré"),
        "{page}"
    );
    assert_eq!(count().await, 0, "a dry run writes nothing");
    let page = land(&coordinator, &page).await;
    assert!(page.says("4 communes, 2 avec leurs coordonnées"), "{page}");
    // Coordinates alone, of a commune that is known: its name and its EPCI stay.
    let more = "code;latitude;longitude\n74123;45,7456;6,294\n74010;45,8992;6,1294\n";
    let page = dry_run(&coordinator, "/communes/import", "communes", more)
        .await
        .expect(200);
    assert!(
        page.says("Une ligne changée") && page.says("Une ligne déjà connue"),
        "{page}"
    );
    land(&coordinator, &page).await;
    let kept = commune::Entity::find_by_id("74123")
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.name.as_str(), kept.latitude_e6),
        ("Faverges-Seythenex", Some(45_745_600))
    );
    assert_eq!(count().await, 4);
    // One wrong line, and nothing is taken.
    let wrong = "code,nom\n74299,Nouvelle\n7401,Sans zéro\nabc,Rien\n";
    let page = dry_run(&coordinator, "/communes/import", "communes", wrong)
        .await
        .expect(422);
    assert!(page.says("Ligne 4 :") && page.says("« abc »"), "{page}");
    assert!(!page.has("form[action$='/land']"));
    coordinator
        .post("/communes/import", &[("write_id", "by-hand-0001")])
        .await
        .expect(422);
    assert_eq!(count().await, 4);
}

#[tokio::test]
async fn the_communes_far_from_every_place_are_listed_by_the_table_and_never_guessed() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let page = dry_run(&coordinator, "/communes/import", "communes", COMMUNES)
        .await
        .expect(200);
    land(&coordinator, &page).await;
    // In Annecy.
    told(&manager_of(&world, "espace du lac").await).await;
    let page = coordinator.get("/communes/uncovered").await.expect(200);
    assert!(page.says("Pas encore de temps de trajet"), "{page}");
    let times = "from,to,minutes\n74093,74010,15\n74123,74010,28\n74123,74093,3\n";
    let page = dry_run(&coordinator, "/travel-times/import", "times", times)
        .await
        .expect(200);
    land(&coordinator, &page).await;
    assert_eq!(
        travel_time::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        3
    );
    let page = coordinator.get("/communes/uncovered").await.expect(200);
    // A quarter of an hour is near; three minutes to a commune without a place are not.
    assert!(
        !page.says("Cruseilles") && page.says("Faverges-Seythenex"),
        "{page}"
    );
    assert!(page.says("à 28 minutes"), "{page}");
    assert!(
        !page.text("tbody").contains("Annecy"),
        "it has a place: {page}"
    );
    assert!(
        page.says("Une commune sans lieu n’est pas dans la table"),
        "{page}"
    );
    let page = coordinator
        .get("/communes/uncovered?minutes=14")
        .await
        .expect(200);
    assert!(page.says("Cruseilles"), "{page}");
    let page = coordinator
        .get("/communes/uncovered?minutes=30")
        .await
        .expect(200);
    assert!(page.says("ont un lieu assez près"), "{page}");
    let page = coordinator
        .get("/communes/uncovered?minutes=loin")
        .await
        .expect(200);
    assert!(
        page.text("#minutes-mistake").contains("nombre de minutes"),
        "{page}"
    );
    assert_eq!(page.attribute("#minutes", "value"), "loin");
    // A way to a commune that nobody knows.
    let wrong = "from,to,minutes\n74093,99999,5\n";
    let page = dry_run(&coordinator, "/travel-times/import", "times", wrong)
        .await
        .expect(422);
    assert!(page.says("importez-la d’abord"), "{page}");
}
