//! What somebody without an account finds, without a script: by public, by offer, by distance.

use super::{GET, LEARN, manager_of, offering, told};
use crate::support::{World, world::Persona};
use entities::{commune, place};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

/// Three places: Annecy, Faverges and one that says nothing of where it is.
async fn three(world: &World) -> [Persona; 3] {
    for (code, name, latitude, longitude) in [
        ("74010", "Annecy", Some(45_899_200), Some(6_129_400)),
        (
            "74123",
            "Faverges-Seythenex",
            Some(45_745_600),
            Some(6_294_000),
        ),
        ("74093", "Cruseilles", Some(46_034_000), Some(6_108_000)),
        ("73011", "Albertville", None, None),
    ] {
        commune::Entity::insert(commune::ActiveModel {
            code: Set(code.to_owned()),
            name: Set(name.to_owned()),
            search: Set(name.to_lowercase()),
            latitude_e6: Set(latitude),
            longitude_e6: Set(longitude),
            ..Default::default()
        })
        .exec_without_returning(&world.app.db)
        .await
        .unwrap();
    }
    let near = manager_of(world, "espace du lac").await;
    let far = manager_of(world, "atelier de faverges").await;
    let nowhere = manager_of(world, "bus numérique").await;
    for manager in [&near, &far, &nowhere] {
        told(manager).await;
    }
    for (manager, name, theme, public) in [
        (&near, "Débuter", LEARN, "seniors"),
        (&far, "Ordinateurs à petit prix", GET, "tous-publics"),
        (&nowhere, "Débuter en bus", LEARN, "jeunes"),
    ] {
        let form = offering(manager, name, theme, public).await;
        manager.send(&form).await.expect(303);
    }
    let at = |manager: &Persona, insee: Option<&str>| entities::site::ActiveModel {
        id: Set(manager.site.as_ref().unwrap().id),
        insee_code: Set(insee.map(ToOwned::to_owned)),
        ..Default::default()
    };
    at(&far, Some("74123")).update(&world.app.db).await.unwrap();
    at(&nowhere, None).update(&world.app.db).await.unwrap();
    [near, far, nowhere]
}

/// The names on the page, in order.
async fn found(world: &World, query: &str) -> Vec<String> {
    let page = world.stranger().get(&format!("/lieux{query}")).await;
    page.expect(200).texts("main li h3")
}

#[tokio::test]
async fn a_place_is_found_by_what_it_offers_and_for_whom() {
    let world = World::new().await;
    three(&world).await;
    let all = ["atelier de faverges", "bus numérique", "espace du lac"];
    assert_eq!(found(&world, "").await, all, "by name");
    let learn = format!("?theme={LEARN}");
    assert_eq!(
        found(&world, &learn).await,
        ["bus numérique", "espace du lac"]
    );
    // Who serves everybody serves the young too.
    assert_eq!(
        found(&world, "?public=jeunes").await,
        ["atelier de faverges", "bus numérique"]
    );
    // One service has to fit in both.
    let both = format!("?theme={GET}&public=seniors");
    assert_eq!(found(&world, &both).await, ["atelier de faverges"]);
    let none = format!("?theme={LEARN}&public=femmes");
    assert!(found(&world, &none).await.is_empty());
    // A word that is none of ours is no filter.
    assert_eq!(found(&world, "?public=riches").await, all);
}

#[tokio::test]
async fn the_nearest_comes_first_in_kilometres_as_the_crow_flies() {
    let world = World::new().await;
    let [near, ..] = three(&world).await;
    let page = world
        .stranger()
        .get("/lieux?commune=CRUSEILLES")
        .await
        .expect(200);
    assert_eq!(
        page.texts("main li h3"),
        ["espace du lac", "atelier de faverges", "bus numérique"]
    );
    assert!(
        page.says("à 15 km à vol d’oiseau") && page.says("à 35 km à vol d’oiseau"),
        "{page}"
    );
    assert!(page.says("distance inconnue"), "{page}");
    assert!(!page.says("minute"), "{page}");
    // No farther: what lies nowhere is left out, and said.
    let page = world
        .stranger()
        .get("/lieux?commune=74093&within=20")
        .await
        .expect(200);
    assert_eq!(page.texts("main li h3"), ["espace du lac"]);
    assert!(page.says("Un lieu ne dit pas où il se trouve"), "{page}");
    // A place's own coordinates go before its commune's centre.
    place::ActiveModel {
        site_id: Set(near.site.as_ref().unwrap().id),
        latitude_e6: Set(Some(46_034_000)),
        longitude_e6: Set(Some(6_108_000)),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    let page = world
        .stranger()
        .get("/lieux?commune=Cruseilles")
        .await
        .expect(200);
    assert!(page.says("à 0,0 km"), "{page}");
    let page = world
        .stranger()
        .in_english()
        .get("/lieux?commune=Cruseilles")
        .await
        .expect(200);
    assert!(page.says("0.0 km away as the crow flies"), "{page}");
}

#[tokio::test]
async fn a_commune_is_typed_in_part_and_picked() {
    let world = World::new().await;
    three(&world).await;
    let page = world.stranger().get("/lieux?commune=ver").await.expect(200);
    assert!(
        page.says("Le plus proche de Faverges-Seythenex d’abord"),
        "{page}"
    );
    // Several: the places by name, and links to choose by.
    let page = world
        .stranger()
        .get("/lieux?commune=e&within=10")
        .await
        .expect(200);
    assert!(page.says("De quelle commune s’agit-il"), "{page}");
    let picked = page.attribute("main section a[href*='74010']", "href");
    assert!(picked.contains("within=10"), "{picked}");
    let page = world.stranger().get(&picked).await.expect(200);
    assert_eq!(page.texts("main li h3"), ["espace du lac"]);
    let page = world
        .stranger()
        .get("/lieux?commune=Brest")
        .await
        .expect(200);
    assert!(
        page.text("#commune-mistake")
            .contains("Nous ne connaissons pas"),
        "{page}"
    );
    assert_eq!(page.texts("main li h3").len(), 3);
    let page = world
        .stranger()
        .get("/lieux?commune=Albertville")
        .await
        .expect(200);
    assert!(
        page.text("#commune-mistake")
            .contains("rangés par leur nom"),
        "{page}"
    );
}

#[tokio::test]
async fn a_long_list_goes_on_where_the_page_ended() {
    let world = World::new().await;
    let mut names = Vec::new();
    for number in 10..35 {
        let name = format!("lieu {number}");
        told(&manager_of(&world, &name).await).await;
        names.push(name);
    }
    let first = world.stranger().get("/lieux").await.expect(200);
    assert_eq!(first.texts("main li h3"), names[..20]);
    let next = first.attribute("main a[rel=next]", "href");
    let second = world.stranger().get(&next).await.expect(200);
    assert_eq!(second.texts("main li h3"), names[20..]);
    assert!(!second.has("main a[rel=next]"));
}
