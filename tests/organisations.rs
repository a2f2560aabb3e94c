//! Organisations, their sites, and lists of them.

use crate::support::{World, page::Page, world::Persona};
use entities::{
    membership::Role, membership_territory, organisation, organisation::OrganisationKind, site,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

pub const ANNECY: &str = "200066793";
pub const CHABLAIS: &str = "200067551";

/// A coordinator limited to these intercommunalities.
pub async fn limited(world: &World, epci: &[&str]) -> Persona {
    let coordinator = world.coordinator().await;
    for code in epci {
        membership_territory::ActiveModel {
            membership_id: Set(coordinator.membership.id),
            epci_code: Set((*code).to_owned()),
        }
        .insert(&world.app.db)
        .await
        .unwrap();
    }
    coordinator
}

/// An organisation that lies in this intercommunality.
pub async fn organisation_in(world: &World, name: &str, epci: &str) -> organisation::Model {
    let row = world
        .organisation(OrganisationKind::Association, name)
        .await;
    organisation::ActiveModel {
        id: Set(row.id),
        epci_code: Set(Some(epci.to_owned())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap()
}

async fn add(person: &Persona, kind: &str, name: &str, more: &[(&str, &str)]) -> Page {
    let page = person.get("/organisations/new").await.expect(200);
    let mut form = page.form("main form").set("kind", kind).set("name", name);
    for (field, value) in more {
        form = form.set(field, *value);
    }
    person.send(&form).await
}

#[tokio::test]
async fn a_coordinator_adds_an_organisation_and_its_site() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let added = add(
        &coordinator,
        "college",
        "Collège du Lac",
        &[("uai", "0740100g"), ("epci", "200 066 793")],
    )
    .await;
    let page = coordinator.follow(added).await.expect(200);
    let path = page.path.split('?').next().unwrap().to_owned();
    let form = coordinator
        .get(&format!("{path}/sites/new"))
        .await
        .form("main form");
    assert_eq!(
        form.fields().iter().find(|(n, _)| n == "name").unwrap().1,
        "Collège du Lac"
    );
    let form = form
        .set("address", "1 rue du Lac")
        .set("postcode", "74000")
        .set("city", "Annecy")
        .set("insee", "74010")
        .tick("uses", "pickup");
    coordinator
        .send(&form)
        .await
        .sends_to(&format!("{path}?done=site-added"));
    let site = site::Entity::find()
        .filter(site::COLUMN.name.eq("Collège du Lac"))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(site.epci_code.as_deref(), Some(ANNECY));
    assert!(site.is_pickup && !site.is_workshop && !site.is_training);
    let page = coordinator
        .get(&format!("/sites/{}", site.id.0))
        .await
        .expect(200);
    assert!(page.has("[name=uses][value=pickup][checked]"));
}

#[tokio::test]
async fn every_number_is_checked_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let page = add(
        &coordinator,
        "college",
        "Collège du Lac",
        &[
            ("uai", "0740100A"),
            ("siret", "12345678200012"),
            ("epci", "123"),
            ("phone", "abc"),
        ],
    )
    .await
    .expect(422);
    for field in ["uai", "siret", "epci", "phone"] {
        assert!(page.has(&format!("#{field}-mistake")), "{field}");
    }
    assert_eq!(page.attribute("#name", "value"), "Collège du Lac");
    assert_eq!(page.attribute("#uai", "value"), "0740100A");
}

#[tokio::test]
async fn one_name_of_a_kind_is_one_organisation() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    add(
        &coordinator,
        "college",
        "Collège du Lac",
        &[("uai", "0740100G")],
    )
    .await
    .expect(303);
    let page = add(&coordinator, "college", "COLLEGE  du lac", &[])
        .await
        .expect(422);
    assert!(page.says("Ce nom est déjà pris"));
    let page = add(&coordinator, "college", "Autre", &[("uai", "0740100G")])
        .await
        .expect(422);
    assert!(page.has("#uai-mistake"));
    add(&coordinator, "association", "Collège du Lac", &[])
        .await
        .expect(303);
}

#[tokio::test]
async fn two_people_who_add_the_same_organisation_at_once_add_it_once() {
    let world = World::new().await;
    let (one, two) = (world.coordinator().await, world.coordinator().await);
    let form = |page: Page| {
        page.form("main form")
            .set("kind", "college")
            .set("name", "Collège du Lac")
    };
    let first = form(one.get("/organisations/new").await);
    let second = form(two.get("/organisations/new").await);
    let (a, b) = tokio::join!(one.send(&first), two.send(&second));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
}

#[tokio::test]
async fn an_organisation_is_found_by_a_part_of_its_name_or_by_its_number() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    add(
        &coordinator,
        "college",
        "Collège Les Illettes",
        &[("uai", "0740174M")],
    )
    .await
    .expect(303);
    add(&coordinator, "college", "Collège Évire", &[])
        .await
        .expect(303);
    for (typed, found) in [
        ("illettes", "Collège Les Illettes"),
        ("0740174m", "Collège Les Illettes"),
        ("EVIRE", "Collège Évire"),
    ] {
        let page = coordinator
            .get(&format!("/organisations?q={typed}"))
            .await
            .expect(200);
        assert_eq!(page.texts("tbody th"), [found], "{typed}");
    }
    let page = coordinator.get("/organisations?q=%25").await.expect(200);
    assert!(page.texts("tbody th").is_empty(), "a sign is no wildcard");
}

#[tokio::test]
async fn a_long_list_goes_on_page_after_page_without_losing_a_row() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    for number in 0..120 {
        world
            .organisation(OrganisationKind::Library, &format!("b {number:03}"))
            .await;
    }
    let (mut path, mut seen) = ("/organisations?kind=library".to_owned(), Vec::new());
    loop {
        let page = coordinator.get(&path).await.expect(200);
        seen.extend(page.texts("tbody th"));
        if !page.has("a[rel=next]") {
            break;
        }
        path = page.attribute("a[rel=next]", "href");
    }
    let expected: Vec<String> = (0..120).map(|number| format!("b {number:03}")).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_limited_coordinator_sees_and_adds_only_within_the_territory() {
    let world = World::new().await;
    let here = organisation_in(&world, "ici", ANNECY).await;
    let there = organisation_in(&world, "là-bas", CHABLAIS).await;
    let across = organisation_in(&world, "partout", CHABLAIS).await;
    let branch = world.site(&across, "antenne").await;
    site::ActiveModel {
        id: Set(branch.id),
        epci_code: Set(Some(ANNECY.to_owned())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    let far = world.site(&there, "loin").await;
    let coordinator = limited(&world, &[ANNECY]).await;
    let page = coordinator.get("/organisations").await.expect(200);
    assert_eq!(page.texts("tbody th"), ["ici", "partout"]);
    coordinator
        .get(&format!("/organisations/{}", here.id.0))
        .await
        .expect(200);
    for path in [
        format!("/organisations/{}", there.id.0),
        format!("/organisations/{}/sites/new", there.id.0),
        format!("/sites/{}", far.id.0),
    ] {
        coordinator.get(&path).await.expect(404);
        coordinator
            .post(&path, &[("name", "x"), ("write_id", "12345678")])
            .await
            .expect(404);
    }
    let page = add(&coordinator, "college", "Ailleurs", &[("epci", CHABLAIS)])
        .await
        .expect(422);
    assert!(page.has("#epci-mistake"));
    add(&coordinator, "college", "Nulle part", &[])
        .await
        .expect(422);
    add(&coordinator, "college", "Chez nous", &[("epci", ANNECY)])
        .await
        .expect(303);
}

#[tokio::test]
async fn an_organisation_with_people_does_not_close_and_an_empty_one_does() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let organisation = world
        .organisation(OrganisationKind::Association, "les ordis")
        .await;
    let site = world.site(&organisation, "local").await;
    let member = world
        .member(Role::Prescriber, organisation.clone(), None)
        .await;
    let path = format!("/organisations/{}", organisation.id.0);
    let close = coordinator
        .get(&path)
        .await
        .form("form[action$='/closing']")
        .press("to", "closed");
    let page = coordinator.send(&close).await.expect(409);
    assert!(page.says("1 personne y tient encore un rôle"));
    let person = coordinator
        .get(&format!("/people/{}", member.membership.id.0))
        .await;
    coordinator
        .send(&person.form("form[action$='/end']"))
        .await
        .expect(303);
    let close = coordinator
        .get(&path)
        .await
        .form("form[action$='/closing']")
        .press("to", "closed");
    coordinator
        .send(&close)
        .await
        .sends_to(&format!("{path}?done=organisation-closed"));
    let site = site::Entity::find_by_id(site.id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert!(site.closed_at.is_some());
    coordinator
        .get(&format!(
            "/people/invite?organisation={}",
            organisation.id.0
        ))
        .await
        .expect(404);
    let open = coordinator
        .get(&path)
        .await
        .form("form[action$='/closing']")
        .press("to", "open");
    coordinator
        .send(&open)
        .await
        .sends_to(&format!("{path}?done=organisation-opened"));
}

/// Of the shape that the département's list of collèges has.
const COLLEGES: &str = "UAI,Nom,Commune,CodeInsee\n\
    0740100G,Collège Les Aravis,Thônes,74280\n\
    0740137X,Collège Lac Noir,Thonon-les-Bains,74281\n\
    0740174M,Collège Les Illettes,Annecy,74010\n";

async fn dry_run(person: &Persona, file: &[u8], kind: &str) -> Page {
    let page = person.get("/organisations/import").await.expect(200);
    let form = page
        .form("main form")
        .set("kind", kind)
        .attach("list", "colleges.csv", file);
    person.send(&form).await
}

async fn count(world: &World) -> (u64, u64) {
    (
        organisation::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        site::Entity::find().count(&world.app.db).await.unwrap(),
    )
}

#[tokio::test]
async fn a_list_of_colleges_lands_once_each_with_its_site() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let before = count(&world).await;
    let page = dry_run(&coordinator, COLLEGES.as_bytes(), "college")
        .await
        .expect(200);
    assert_eq!(page.texts(".figure"), ["3", "3", "0", "0"]);
    assert_eq!(count(&world).await, before, "a dry run writes nothing");
    let form = page.form("form[action='/organisations/import/land']");
    let (one, two) = tokio::join!(coordinator.send(&form), coordinator.send(&form));
    one.sends_to("/organisations?done=organisations-imported");
    two.sends_to("/organisations?done=organisations-imported");
    assert_eq!(count(&world).await, (before.0 + 3, before.1 + 3));
    let row = organisation::Entity::find()
        .filter(organisation::COLUMN.search.eq("college les aravis"))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.kind, row.uai.as_deref()),
        (OrganisationKind::College, Some("0740100G"))
    );
    let site = site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(row.id))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (site.city.as_str(), site.insee_code.as_deref()),
        ("Thônes", Some("74280"))
    );
    // The same file again, with fresh forms: every line is known.
    let page = dry_run(&coordinator, COLLEGES.as_bytes(), "college")
        .await
        .expect(200);
    assert_eq!(page.texts(".figure"), ["3", "0", "0", "3"]);
    assert!(!page.has("form[action='/organisations/import/land']"));
}

#[tokio::test]
async fn the_dry_run_names_every_bad_line_and_the_person_decides_on_the_doubtful() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let file =
        "Type;Nom;UAI\nCollège;Collège A;0740100A\nCollège;Collège B;0740100G\nLycée;Lycée C;\n";
    let page = dry_run(&coordinator, file.as_bytes(), "").await.expect(200);
    assert_eq!(page.texts(".figure"), ["3", "2", "1", "1"]);
    assert_eq!(page.texts("tbody th"), ["ligne 2", "ligne 4"]);
    let before = count(&world).await.0;
    let form = page.form("form[action='/organisations/import/land']");
    coordinator
        .send(&form.tick("without_doubtful", "yes"))
        .await
        .expect(303);
    assert_eq!(count(&world).await.0, before + 1);
}

#[tokio::test]
async fn a_list_in_windows_1252_with_semicolons_is_read() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let file = b"type;nom;commune\r\nBiblioth\xE8que;M\xE9diath\xE8que de Cran;Cran-Gevrier\r\n";
    let page = dry_run(&coordinator, file, "").await.expect(200);
    coordinator
        .send(&page.form("form[action='/organisations/import/land']"))
        .await
        .expect(303);
    let page = coordinator
        .get("/organisations?q=mediatheque%20de%20cran")
        .await;
    assert_eq!(page.texts("tbody th"), ["Médiathèque de Cran"]);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_says_why() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    for (file, kind, field) in [
        (&b"PK\x03\x04zip"[..], "college", "list"),
        (b"\x00\x01\x02", "college", "list"),
        (b"\x1f\x8b\x08\x00gzip", "college", "list"),
        (b"UAI,Commune\n0740100G,Annecy\n", "college", "list"),
        (COLLEGES.as_bytes(), "", "kind"),
    ] {
        let page = dry_run(&coordinator, file, kind).await.expect(422);
        assert!(page.has(&format!("#{field}-mistake")), "{page}");
    }
    let form = coordinator
        .get("/organisations/import")
        .await
        .form("main form");
    coordinator.send(&form).await.expect(422);
}

#[tokio::test]
async fn a_list_that_was_changed_on_the_way_does_not_land() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let page = dry_run(&coordinator, COLLEGES.as_bytes(), "college")
        .await
        .expect(200);
    let mut carried = page.attribute("[name=carried]", "value");
    let last = carried.pop().unwrap();
    carried.push(if last == 'A' { 'B' } else { 'A' });
    let before = count(&world).await;
    coordinator
        .post(
            "/organisations/import/land",
            &[("carried", &carried), ("write_id", "12345678")],
        )
        .await
        .expect(400);
    assert_eq!(count(&world).await, before);
}

#[tokio::test]
async fn what_was_added_since_the_dry_run_is_not_added_twice() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let page = dry_run(&coordinator, COLLEGES.as_bytes(), "college")
        .await
        .expect(200);
    add(&coordinator, "college", "Collège Lac Noir", &[])
        .await
        .expect(303);
    let before = count(&world).await.0;
    coordinator
        .send(&page.form("form[action='/organisations/import/land']"))
        .await
        .expect(303);
    assert_eq!(count(&world).await.0, before + 2);
}
