//! A place is kept by its own organisation, and by who coordinates its territory.

use super::{GET, LEARN, address, filled, lies_in, manager_of, offering, told};
use crate::support::{
    World,
    world::{A_PERSON, Persona},
};
use entities::{
    membership::{self, Role},
    membership_territory, place, place_label, place_service,
    site::SiteId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};

async fn place(world: &World, persona: &Persona) -> Option<place::Model> {
    let id: SiteId = persona.site.as_ref().unwrap().id;
    let found = place::Entity::find_by_id(id).one(&world.app.db).await;
    found.unwrap()
}

#[tokio::test]
async fn a_manager_puts_a_site_into_the_directory_and_everybody_reads_it() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let list = manager.get("/places?show=absent").await.expect(200);
    assert!(
        list.says("Les Ordis du Lac") && list.says("Pas dans l’annuaire"),
        "{list}"
    );
    let form = filled(&manager).await;
    let sent = manager.send(&form).await;
    let page = manager.follow(sent).await.expect(200);
    assert!(page.says("Enregistré et confirmé"), "{page}");
    assert!(page.says("lundi à vendredi"), "{page}");
    // The same form again: the first answer, one place.
    manager.send(&form).await.expect(303);
    assert_eq!(place::Entity::find().count(&world.app.db).await.unwrap(), 1);
    let kept = place(&world, &manager).await.unwrap();
    assert_eq!(
        kept.opening_hours.as_deref(),
        Some("Mo-Fr 09:00-12:00,14:00-17:30; Sa off")
    );
    assert_eq!(kept.confirmed_by, manager.membership.id);
    let site = manager.site.as_ref().unwrap().id.0;
    let shown = world.stranger().get(&format!("/lieux/{site}")).await;
    let shown = shown.expect(200);
    assert!(
        shown.says("Les Ordis du Lac") && shown.says("04 50 00 00 00"),
        "{shown}"
    );
    assert!(shown.says("de 14 h 00 à 17 h 30"), "{shown}");
    assert!(shown.says("vérifiés par le lieu le 4 mai 2026"), "{shown}");
    // Whoever keeps it is nobody the public hears of.
    assert!(!shown.html().contains(&manager.account.name));
}

#[tokio::test]
async fn nothing_typed_is_lost_and_each_mistake_is_named_at_its_field() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let form = filled(&manager)
        .await
        .set("presentation", format!("Demandez {A_PERSON}."))
        .set("insee", "74")
        .set("email", "accueil@")
        .set("website", "www.exemple.fr")
        .set("hours", "le matin")
        .set("latitude", "45,9")
        .set("longitude", "");
    let page = manager.send(&form).await.expect(422);
    for (field, said) in [
        ("presentation", "semble parler d’une personne"),
        ("insee", "5 caractères"),
        ("email", "pas complète"),
        ("website", "https://"),
        ("hours", "ne se lisent pas"),
        ("latitude", "latitude et la longitude"),
    ] {
        let mistake = page.text(&format!("#{field}-mistake"));
        assert!(
            mistake.contains(said) || field == "insee",
            "{field}: {mistake}"
        );
    }
    assert_eq!(page.attribute("#hours", "value"), "le matin");
    assert_eq!(page.attribute("#latitude", "value"), "45,9");
    assert_eq!(place(&world, &manager).await, None);
    // Nobody could be reached.
    let form = filled(&manager).await.set("phone", "").set("email", "");
    let page = manager.send(&form).await.expect(422);
    assert!(
        page.text("#phone-mistake")
            .contains("personne ne peut joindre"),
        "{page}"
    );
}

#[tokio::test]
async fn of_two_at_once_one_is_told() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let (first, second) = (filled(&manager).await, filled(&manager).await);
    manager.send(&first).await.expect(303);
    manager.send(&second).await.expect(409);
    let (first, second) = (filled(&manager).await, filled(&manager).await);
    manager
        .send(&first.set("phone", "04 50 11 11 11"))
        .await
        .expect(303);
    manager
        .send(&second.set("phone", "04 50 22 22 22"))
        .await
        .expect(409);
    let site = entities::site::Entity::find_by_id(manager.site.as_ref().unwrap().id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(site.phone.as_deref(), Some("04 50 11 11 11"));
}

#[tokio::test]
async fn the_place_of_another_organisation_or_territory_is_not_there() {
    let world = World::new().await;
    let theirs = manager_of(&world, "médiathèque du lac").await;
    told(&theirs).await;
    lies_in(&world, &theirs, "200066793").await;
    let other = world.persona(Role::OrganisationManager).await;
    let address = address(&theirs);
    other.get(&address).await.expect(404);
    for (path, fields) in [
        (address.clone(), vec![("version", "1")]),
        (format!("{address}/confirmation"), vec![("version", "1")]),
        (
            format!("{address}/showing"),
            vec![("version", "1"), ("to", "withdrawn")],
        ),
        (
            format!("{address}/labels"),
            vec![("label", "aidants-connect")],
        ),
        (format!("{address}/services/new"), vec![]),
    ] {
        let fields: Vec<_> = fields
            .into_iter()
            .chain([("write_id", "by-hand-0001")])
            .collect();
        other.post(&path, &fields).await.expect(404);
    }
    let coordinator = world.coordinator().await;
    coordinator.get(&address).await.expect(200);
    membership_territory::ActiveModel {
        membership_id: Set(coordinator.membership.id),
        epci_code: Set("200000172".to_owned()),
    }
    .insert(&world.app.db)
    .await
    .unwrap();
    let limited = world.sign_in(&coordinator.account.email).await;
    limited.get(&address).await.expect(404);
    let list = limited.get("/places").await.expect(200);
    assert!(!list.says("médiathèque du lac"), "{list}");
    // The communes are the whole département's.
    limited.get("/communes").await.expect(403);
    limited.get("/communes/uncovered").await.expect(200);
}

#[tokio::test]
async fn a_service_says_whom_it_is_for_how_to_ask_and_what_it_costs() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let new = format!("{}/services/new", address(&manager));
    manager.get(&new).await.expect(404);
    told(&manager).await;
    let wrong = offering(&manager, "Ateliers", LEARN, "seniors")
        .await
        .set("fee", "payant")
        .set("description", "Trop court.")
        .tick("publics", "tous-publics")
        .tick("ways", "utiliser-lien-mobilisation");
    let page = manager.send(&wrong).await.expect(422);
    for (field, said) in [
        ("fee_details", "dites combien"),
        ("description", "50 caractères"),
        ("publics", "se coche seul"),
        ("ways", "page internet"),
    ] {
        let mistake = page.text(&format!("#{field}-mistake"));
        assert!(mistake.contains(said), "{field}: {mistake}");
    }
    assert!(page.has("input[name=themes][checked]"), "{page}");
    let form = offering(&manager, "Ateliers du mardi", LEARN, "seniors").await;
    manager.send(&form).await.expect(303);
    manager.send(&form).await.expect(303);
    let services = place_service::Entity::find()
        .all(&world.app.db)
        .await
        .unwrap();
    let [service] = services.as_slice() else {
        panic!("{services:?}");
    };
    let site = manager.site.as_ref().unwrap().id.0;
    let shown = world
        .stranger()
        .get(&format!("/lieux/{site}"))
        .await
        .expect(200);
    assert!(
        shown.says("Ateliers du mardi") && shown.says("Seniors"),
        "{shown}"
    );
    assert!(shown.says("Gratuit") && shown.says("Téléphoner"), "{shown}");
    // Changed, then removed; a page that was open before is told.
    let own = format!("{}/services/{}", address(&manager), service.id.0);
    let page = manager.get(&own).await.expect(200);
    let form = page.form(&format!("form[action='{own}']"));
    let again = page.form(&format!("form[action='{own}']"));
    let changed = form.set("name", "Ateliers du jeudi").tick("themes", GET);
    manager.send(&changed).await.expect(303);
    manager
        .send(&again.set("write_id", "another-form"))
        .await
        .expect(409);
    let page = manager.get(&own).await.expect(200);
    let removal = page.form("form[action$='/removal']");
    manager.send(&removal).await.expect(303);
    manager.send(&removal).await.expect(303);
    manager.get(&own).await.expect(404);
    let shown = world
        .stranger()
        .get(&format!("/lieux/{site}"))
        .await
        .expect(200);
    assert!(!shown.says("Ateliers"), "{shown}");
}

#[tokio::test]
async fn a_label_is_shown_from_its_first_to_its_last_day() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    told(&manager).await;
    let address = address(&manager);
    let site = manager.site.as_ref().unwrap().id.0;
    let public = format!("/lieux/{site}");
    let page = manager.get(&address).await.expect(200);
    let form = page
        .form("form[action$='/labels']")
        .set("label", "aidants-connect");
    let wrong = form
        .clone()
        .set("from", "2026-06-01")
        .set("until", "2026-05-01");
    let told = manager.send(&wrong).await.expect(422);
    assert!(
        told.text("#until-mistake").contains("avant le premier"),
        "{told}"
    );
    let form = form.set("from", "2026-06-01").set("until", "2026-06-30");
    manager.send(&form).await.expect(303);
    let shows = async || {
        let page = world.stranger().get(&public).await.expect(200);
        page.says("Aidants Connect")
    };
    assert!(!shows().await, "not before it begins");
    world.days_pass(28);
    assert!(shows().await, "on its first day, the 1st of June");
    world.days_pass(29);
    assert!(shows().await, "on its last, the 30th");
    world.days_pass(1);
    assert!(!shows().await, "not after");
    let manager = world.sign_in(&manager.account.email).await;
    let page = manager.get(&address).await.expect(200);
    let label = page.form("form[action*='/labels/']");
    manager
        .send(&label.clone().set("until", "").press("act", "save"))
        .await
        .expect(303);
    assert!(shows().await);
    let page = manager.get(&address).await.expect(200);
    let label = page.form("form[action*='/labels/']").press("act", "remove");
    manager.send(&label).await.expect(303);
    manager.send(&label).await.expect(303);
    assert_eq!(
        place_label::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn a_place_leaves_the_directory_and_comes_back() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    told(&manager).await;
    let site = manager.site.as_ref().unwrap().id.0;
    let public = format!("/lieux/{site}");
    let press = async |to: &str| {
        let page = manager.get(&address(&manager)).await.expect(200);
        let form = page.form("form[action$='/showing']").press("to", to);
        manager.send(&form).await.expect(303);
    };
    press("withdrawn").await;
    world.stranger().get(&public).await.expect(404);
    let page = world.stranger().get("/lieux").await.expect(200);
    assert!(!page.says("Les Ordis du Lac"), "{page}");
    press("shown").await;
    world.stranger().get(&public).await.expect(200);
}

/// By hand, past every page.
#[tokio::test]
async fn the_database_takes_no_half_position_no_backward_label_and_no_price_without_details() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    told(&manager).await;
    let db = &world.app.db;
    let site = manager.site.as_ref().unwrap().id;
    let member: membership::MembershipId = manager.membership.id;
    let other = manager_of(&world, "un autre lieu").await;
    let row = |latitude, longitude| place::ActiveModel {
        site_id: Set(other.site.as_ref().unwrap().id),
        presentation: Set("Par la main".to_owned()),
        latitude_e6: Set(latitude),
        longitude_e6: Set(longitude),
        confirmed_on: Set(world.app.clock.today()),
        confirmed_by: Set(member),
        version: Set(1),
        ..Default::default()
    };
    row(Some(45_000_000), None).insert(db).await.unwrap_err();
    row(Some(95_000_000), Some(6_000_000))
        .insert(db)
        .await
        .unwrap_err();
    let today = world.app.clock.today();
    place_label::ActiveModel {
        site_id: Set(site),
        label: Set("aidants-connect".to_owned()),
        from_on: Set(today),
        until_on: Set(today.pred_opt()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap_err();
    place_service::ActiveModel {
        site_id: Set(site),
        name: Set("Ateliers".to_owned()),
        description: Set("Par la main".to_owned()),
        kind: Set("atelier".to_owned()),
        fee: Set("payant".to_owned()),
        area: Set(place_service::Area::France),
        changed_on: Set(today),
        version: Set(1),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap_err();
    row(Some(45_000_000), Some(6_000_000))
        .insert(db)
        .await
        .unwrap();
}
