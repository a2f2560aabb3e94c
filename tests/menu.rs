//! The menu: short as it is for a few places, in groups where there are many.

use crate::support::World;

#[tokio::test]
async fn many_places_stand_in_groups_of_which_the_one_of_this_page_lies_open() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/lots").await.expect(200);
    assert_eq!(page.texts("nav a[aria-current=page]"), ["Lots de collecte"]);
    assert_eq!(page.texts("nav .here > p"), ["Stock"]);
    let beside = page.texts("nav .here > ul > li > a");
    assert!(beside.contains(&"Appareils".to_owned()), "{beside:?}");
    // The others open without a script, one at a time.
    let others = page.texts("nav details[name=menu-group]:not([open]) > summary");
    assert!(others.contains(&"Réglages".to_owned()), "{others:?}");
    assert!(!others.contains(&"Stock".to_owned()), "{others:?}");
    // Every place is there once, on the home page too.
    let home = coordinator.get("/").await.expect(200);
    assert!(!home.has("nav .here"));
    for selector in ["nav a[href='/outbox']", "main a[href='/outbox']"] {
        assert_eq!(home.texts(selector), ["Messages"], "{selector}");
    }
    assert!(home.texts("main h2").contains(&"Réglages".to_owned()));
}

#[tokio::test]
async fn a_few_places_stand_in_the_menu_itself() {
    let world = World::new().await;
    let clerk = world.clerk().await;
    let page = clerk.get("/counter").await.expect(200);
    assert!(!page.has("nav details") && !page.has("nav .here"));
    assert_eq!(
        page.texts("nav > ul > li > a[aria-current=page]"),
        ["Remise"]
    );
    assert!(page.texts("nav > ul > li > a").len() > 4);
}
