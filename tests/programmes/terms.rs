//! Who may ask, for which devices, at what price: said once, and held to.

use crate::support::{
    World,
    asking::programme_form,
    page::{Form, Page},
    scene::Scene,
    world::{A_PERSON, Persona},
};
use entities::{
    device::{self, DeviceKind, Grade},
    device_category::{self, FactSource},
    organisation::OrganisationKind,
    programme::{self, Collector, Connectivity, Gate},
    request::RequestState,
};
use passe_relais::journal::EventKind;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};

async fn edit(coordinator: &Persona, programme: &programme::Model) -> Form {
    coordinator
        .get(&format!("/programmes/{}", programme.id.0))
        .await
        .expect(200)
        .form("form#programme")
}

#[tokio::test]
async fn an_organisation_that_is_not_habilitated_asks_for_nothing() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = world.request_form(&prescriber).await;
    // Nobody ticked is nobody habilitated: that is no answer.
    let edited = edit(&coordinator, &programme).await;
    let nobody = edited.clone().set("habilitated", "kinds");
    let page = coordinator.send(&nobody).await.expect(422);
    assert!(page.says("Cochez au moins une sorte d’organisme"), "{page}");
    let schools = nobody.tick("organisation_kinds", "college");
    world.confirm(&coordinator, &schools).await.expect(303);
    // The form was open before: it is refused all the same.
    let refused = prescriber.send(&form).await.expect(409);
    assert!(
        refused.says("Votre organisme ne peut pas demander"),
        "{refused}"
    );
    assert!(world.requests().await.is_empty());
    let page = prescriber.get("/requests/new").await.expect(200);
    assert!(page.says("Aucun programme n’est ouvert"), "{page}");
    // A school may.
    let college = world
        .organisation(OrganisationKind::College, "Collège des Balmettes")
        .await;
    let site = world.site(&college, "Collège").await;
    let head = world
        .member(entities::membership::Role::Prescriber, college, Some(site))
        .await;
    world.ask(&head).await;
    // A list of organisations, by name.
    let edited = edit(&coordinator, &programme).await;
    let chosen = edited
        .set("habilitated", "chosen")
        .tick("organisations", &prescriber.organisation.id.0.to_string());
    world.confirm(&coordinator, &chosen).await.expect(303);
    world.ask(&prescriber).await;
    let page = head.get("/requests/new").await.expect(200);
    assert!(page.says("Aucun programme n’est ouvert"), "{page}");
    // What the school asked for before goes on.
    assert_eq!(world.requests().await[0].state, RequestState::Submitted);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_form_for_a_programme_that_is_gone_is_not_sent_under_another() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let gone = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = world.request_form(&prescriber).await;
    world.open_programme(&coordinator, "Autre").await;
    let page = coordinator.get(&format!("/programmes/{}", gone.id.0)).await;
    let close = page.form("form[action$='/close']");
    coordinator.send(&close).await.expect(303);
    let again = prescriber.send(&form).await.expect(422);
    assert!(
        again.says("Ce programme ne prend plus de demandes"),
        "{again}"
    );
    assert!(world.requests().await.is_empty());
}

/// The fields of a price, on a ground with its vote.
fn priced(page: &Page, chain: &str, fields: &[(&str, &str)]) -> Form {
    let form = programme_form(page, "Ordinateurs solidaires")
        .set("legal_chain", chain)
        .set("deliberation", "CD-2026-117");
    fields
        .iter()
        .fold(form, |form, (field, value)| form.set(field, *value))
}

/// A legal chain, the fields of a price, and what is said of them.
type Refused<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[tokio::test]
async fn a_price_is_within_its_cap_and_somebody_may_collect_it() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let page = coordinator.get("/programmes/new").await.expect(200);
    let refused: [Refused<'_>; 8] = [
        (
            "loan_for_use",
            &[("price_laptop", "40"), ("collector", "regie")],
            "Un prêt à usage est gratuit",
        ),
        (
            "in_kind_aid",
            &[("price_laptop", "40")],
            "Dites qui encaisse",
        ),
        (
            "in_kind_aid",
            &[("price_laptop", "40"), ("collector", "association")],
            "n’encaisse que pour des biens qui sont à elle",
        ),
        (
            "in_kind_aid",
            &[("price_laptop", "40"), ("collector", "titre")],
            "Écrivez le numéro de la régie",
        ),
        (
            "cession_by_association",
            &[
                ("price_laptop", "40"),
                ("collector", "regie"),
                ("collector_number", "R-12"),
            ],
            "ni régie ni titre",
        ),
        (
            "cession_by_association",
            &[("price_laptop", "180,01"), ("collector", "association")],
            "plafonne ce type à 180",
        ),
        (
            "cession_by_association",
            &[("price_accessory", "5"), ("collector", "association")],
            "n’est pas dans le décret",
        ),
        (
            "cession_by_association",
            &[("price_tablet", "quarante"), ("collector", "association")],
            "Écrivez un prix en euros",
        ),
    ];
    for (chain, fields, sentence) in refused {
        let again = coordinator.send(&priced(&page, chain, fields)).await;
        let again = again.expect(422);
        assert!(again.says(sentence), "{sentence}: {again}");
    }
    let form = priced(
        &page,
        "cession_by_association",
        &[
            ("price_laptop", "180"),
            ("price_tablet", "39,50"),
            ("collector", "association"),
        ],
    );
    coordinator.send(&form).await.expect(303);
    let all = programme::Entity::find().all(&world.app.db).await.unwrap();
    let kept = &all[1];
    assert_eq!(
        (kept.price_laptop, kept.price_tablet),
        (Some(18_000), Some(3_950))
    );
    assert_eq!(kept.collector, Some(Collector::Association));
    let page = edit(&coordinator, kept).await;
    let shown: Vec<_> = page.fields();
    assert!(shown.contains(&("price_tablet".to_owned(), "39,50".to_owned())));
    // The schema holds to the same.
    for statement in [
        "UPDATE programme SET price_laptop = 18001 WHERE id = 2",
        "UPDATE programme SET price_laptop = 0 WHERE id = 2",
        "UPDATE programme SET collector = NULL WHERE id = 2",
        "UPDATE programme SET collector = 'regie', collector_number = 'R-12' WHERE id = 2",
        "UPDATE programme SET legal_chain = 'loan_for_use' WHERE id = 2",
        "UPDATE programme SET collector = 'association' WHERE id = 1",
        "UPDATE programme SET price_phone = 100, collector = 'mandate' WHERE id = 1",
    ] {
        let done = world.app.db.execute_unprepared(statement).await;
        assert!(done.is_err(), "{statement}");
    }
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn what_a_programme_says_around_the_device_is_kept_and_names_nobody() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = edit(&coordinator, &programme).await;
    for field in ["funding", "collector_number"] {
        let form = form.clone().set(field, A_PERSON);
        world.keeps_out(coordinator.send(&form).await).await;
    }
    let form = form
        .set("connectivity", "included")
        .set("funding", "Fonds des opérateurs");
    world.confirm(&coordinator, &form).await.expect(303);
    let kept = world.programme(programme.id).await;
    assert_eq!(kept.connectivity, Some(Connectivity::Included));
    // And taken back again, which the journal follows.
    let form = edit(&coordinator, &kept).await;
    let form = form.set("connectivity", "none").set("funding", "");
    world.confirm(&coordinator, &form).await.expect(303);
    let kept = world.programme(programme.id).await;
    assert_eq!((kept.connectivity, kept.funding), (None, None));
    assert_eq!(world.journal_problems().await, [""; 0]);
}

/// Notes the category of a device, as the bench does.
async fn of_category(scene: &Scene, device: &device::Model, category: &str) -> device::Model {
    device_category::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        source: Set(FactSource::Bench),
        facts: Set("{}".to_owned()),
        ruleset: Set(Some("emmaus-connect-computers".to_owned())),
        points: Set(Some("[]".to_owned())),
        computed: Set(Some(category.to_owned())),
        category: Set(Some(category.to_owned())),
        remark: Set(None),
        membership_id: Set(scene.coordinator.membership.id),
        at: Set(scene.world.now()),
        ..Default::default()
    }
    .insert(&scene.world.app.db)
    .await
    .unwrap();
    let change = device::ActiveModel {
        category: Set(Some(category.to_owned())),
        ..Default::default()
    };
    scene
        .change_device(device, change, EventKind::CategoryComputed)
        .await
}

#[tokio::test]
async fn a_device_of_a_category_that_is_not_admitted_is_neither_proposed_nor_allocated_nor_handed_over()
 {
    let scene = Scene::new(Gate::Enrolled).await;
    let world = &scene.world;
    let (coordinator, prescriber) = (&scene.coordinator, &scene.prescriber);
    let programme = world.open_programme(coordinator, "Ordinateurs").await;
    let site = scene.clerk.site.clone().unwrap();
    let weak = world.ready_device(DeviceKind::Laptop, &site).await;
    let weak = of_category(&scene, &weak, "c").await;
    let ask = async |name: &str| {
        let page = prescriber
            .get(&format!("/requests/new?programme={}", programme.id.0))
            .await
            .expect(200);
        let form = page
            .form("main form")
            .set("name", name)
            .set("given_name", "Zoé")
            .set("birth_year", "1961")
            .set("commune", "Faverges")
            .set("rule", "1")
            .set("device_kind", "laptop")
            .set("pickup_site", site.id.0.to_string());
        let sent = prescriber.send(&form).await.expect(303);
        world.request_at(sent.location()).await
    };
    let request = ask("Premier").await;
    let path = format!("/requests/{}", request.id.0);
    let by_code = async |code: &str| {
        let page = coordinator.get(&path).await.expect(200);
        coordinator
            .send(&page.form("#by-code").set("code", code))
            .await
    };
    let code = weak.label_code.clone().unwrap();
    by_code(&code).await.expect(303);
    // Only the best are admitted now: what is promised is said to be outside, and does not leave.
    let form = edit(coordinator, &programme).await;
    let form = form.tick("categories", "a").tick("categories", "premium");
    let preview = coordinator.send(&form).await.expect(200);
    assert!(
        preview.says("1 appareil attribué n’est pas d’une catégorie admise"),
        "{preview}"
    );
    coordinator
        .send(&preview.form("form#programme"))
        .await
        .expect(303);
    let counter = scene
        .clerk
        .get(&format!("/counter/{code}"))
        .await
        .expect(200);
    assert!(
        counter.says("n’est pas d’une catégorie technique"),
        "{counter}"
    );
    let page = coordinator.get(&path).await.expect(200);
    coordinator.send(&page.form("#undo")).await.expect(303);
    let page = coordinator.get(&path).await.expect(200);
    assert!(
        page.says("catégorie technique que le programme n’admet pas"),
        "{page}"
    );
    let refused = by_code(&code).await.expect(409);
    assert!(
        refused.says("n’est pas d’une catégorie technique"),
        "{refused}"
    );
    // By hand neither.
    let by_hand = format!(
        "UPDATE request SET state = 'allocated', device_id = {}, decided_by = {} WHERE id = {}",
        weak.id.0, coordinator.membership.id.0, request.id.0
    );
    let done = world.app.db.execute_unprepared(&by_hand).await;
    assert!(done.is_err());
    let good = world.ready_device(DeviceKind::Laptop, &site).await;
    let unknown = by_code(good.label_code.as_deref().unwrap()).await;
    unknown.expect(409);
    let good = of_category(&scene, &good, "premium").await;
    by_code(good.label_code.as_deref().unwrap())
        .await
        .expect(303);
    scene.verify().await;
}

#[tokio::test]
async fn a_device_that_looks_worse_than_a_programme_admits_is_not_given_under_it() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let site = prescriber.site.clone().unwrap();
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = edit(&coordinator, &programme).await;
    let form = form.set("least_grade", "b");
    world.confirm(&coordinator, &form).await.expect(303);
    let request = world.ask(&prescriber).await;
    let device = world.ready_device(DeviceKind::Tablet, &site).await;
    let path = format!("/requests/{}", request.id.0);
    let by_hand = format!(
        "UPDATE request SET state = 'allocated', device_id = {}, decided_by = {} WHERE id = {}",
        device.id.0, coordinator.membership.id.0, request.id.0
    );
    // Nobody said how it looks; then it looks worse; then as good as is admitted.
    for (grade, given) in [
        (None, false),
        (Some(Grade::C), false),
        (Some(Grade::B), true),
    ] {
        let before = device::Entity::find_by_id(device.id).one(&world.app.db);
        let before = before.await.unwrap().unwrap();
        let change = device::ActiveModel {
            grade: Set(grade),
            ..Default::default()
        };
        world
            .change_device(&before, change, EventKind::DeviceTriaged)
            .await;
        let page = coordinator.get(&path).await.expect(200);
        assert_eq!(page.has("#proposal"), given, "{page}");
        if !given {
            assert!(page.says("grade que le programme n’admet pas"), "{page}");
            let form = page.form("#by-code");
            let form = form.set("code", device.label_code.clone().unwrap());
            let refused = coordinator.send(&form).await.expect(409);
            assert!(refused.says("d’un grade que le programme n’admet pas"));
            assert!(world.app.db.execute_unprepared(&by_hand).await.is_err());
        }
    }
    let page = coordinator.get(&path).await.expect(200);
    let form = page.form("section form[action$='/allocate']");
    coordinator.send(&form).await.expect(303);
    let wrong = "UPDATE programme SET least_grade = 'd'";
    assert!(world.app.db.execute_unprepared(wrong).await.is_err());
    assert_eq!(world.journal_problems().await, [""; 0]);
}
