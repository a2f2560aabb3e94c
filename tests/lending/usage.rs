//! What the kit was used for, for those who run the store.
use super::Library;
use entities::{list_export, membership::Role, organisation::OrganisationKind};
use sea_orm::EntityTrait;

#[tokio::test]
async fn the_store_sees_what_its_kit_is_used_for_and_takes_it_away_as_a_table() {
    let mut library = Library::new().await;
    library.pieces(2).await;
    library.out().await;
    library.later(9).await;
    let page = library.keeper.get("/library-use").await.expect(200);
    let cells = page.texts("tbody td");
    assert_eq!(cells[..2], ["2", "1"], "{page}");
    assert_eq!(cells[3..5], ["0", "0"], "{page}");
    // Two pieces of 219,50 €, and one loan so far.
    assert!(cells[7].starts_with("439,00"), "{page}");
    assert!(cells[5].starts_with("moins de"), "{page}");
    // Of one day, one of two pieces is half.
    let today = library.world.app.clock.today();
    let query = format!("from={today}&until={today}");
    let page = library.keeper.get(&format!("/library-use?{query}")).await;
    let page = page.expect(200);
    assert_eq!(page.texts("tbody td")[..3], ["2", "0", "50"], "{page}");
    let export = page.attribute("a[href^='/library-use/export']", "href");
    let table = library.keeper.get(&export).await.expect(200);
    assert!(table.header("content-type").starts_with("text/csv"));
    let text = String::from_utf8(table.body.clone()).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains(&today.to_string()), "{text}");
    // Who took it is noted.
    let db = &library.world.app.db;
    assert_eq!(list_export::Entity::find().all(db).await.unwrap().len(), 1);
    let backwards = format!("from={today}&until=2020-01-01");
    let refused = library
        .keeper
        .get(&format!("/library-use?{backwards}"))
        .await
        .expect(422);
    assert!(refused.says("finit avant de commencer"), "{refused}");
    library
        .keeper
        .get(&format!("/library-use/export?{backwards}"))
        .await
        .expect(400);
    // Another store has its own.
    let other = library
        .world
        .organisation(OrganisationKind::Association, "Ailleurs")
        .await;
    let there = library.world.site(&other, "Ailleurs").await;
    let elsewhere = library
        .world
        .member(Role::StoreKeeper, other, Some(there))
        .await;
    let page = elsewhere.get("/library-use").await.expect(200);
    assert!(page.says("Il n’y a pas de matériel"), "{page}");
    library.journal_holds().await;
}
