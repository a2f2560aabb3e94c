//! What a label opens, who finds which device, where it moves, and which label it bears.

use crate::support::{World, world::Persona};
use entities::{device, event, membership::Role, site};
use passe_relais::{
    app::App,
    intake::actions::{Refusal, receive},
    labels::Code,
    routes::router,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, Set};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A workshop with one received tablet, and who works there.
struct Workshop {
    world: World,
    supervisor: Persona,
    worker: Persona,
    codes: Vec<Code>,
    lot: entities::collection_lot::Model,
}

impl Workshop {
    async fn new() -> Self {
        let world = World::new().await;
        let (supervisor, worker) = (world.supervisor().await, world.worker().await);
        let codes = world.blank_labels(&supervisor, 4).await;
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        Self {
            world,
            supervisor,
            worker,
            codes,
            lot,
        }
    }

    async fn received(&self, serial: &str, code: usize) -> device::Model {
        self.world
            .received(&self.lot, serial, self.codes[code])
            .await
    }

    async fn ready(&self, serial: &str, code: usize) -> device::Model {
        let people = (&self.worker, &self.supervisor);
        self.world
            .ready(&self.lot, serial, self.codes[code], people)
            .await
    }
}

async fn events_of(world: &World, device: &device::Model, kind: &str) -> usize {
    event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq("device"))
        .filter(event::COLUMN.subject_id.eq(device.id.0))
        .filter(event::COLUMN.kind.eq(kind))
        .all(&world.app.db)
        .await
        .unwrap()
        .len()
}

async fn again(world: &World, device: &device::Model) -> device::Model {
    device::Entity::find_by_id(device.id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn a_stranger_sees_the_same_page_whether_the_device_exists_or_not() {
    let shop = Workshop::new().await;
    shop.received("R52N1", 0).await;
    let unknown = Code::parse("WWWW-WWWK").unwrap();
    let stranger = shop.world.stranger();
    let hidden = |page: String, code: Code| page.replace(&code.to_string(), "CODE");
    let known = stranger.get(&format!("/d/{}", shop.codes[0])).await;
    let absent = stranger.get(&format!("/d/{unknown}")).await;
    let blank = stranger.get(&format!("/d/{}", shop.codes[1])).await;
    assert!(known.says("programme public d’équipement et de prêt"));
    assert!(known.says(&shop.world.app.config.help_phone));
    assert!(!known.html().contains("Samsung"));
    let (known, absent, blank) = (
        (known.status, hidden(known.html(), shop.codes[0])),
        (absent.status, hidden(absent.html(), unknown)),
        (blank.status, hidden(blank.html(), shop.codes[1])),
    );
    assert_eq!(known, absent);
    assert_eq!(known, blank);
}

#[tokio::test]
async fn a_blank_label_tells_its_own_staff_what_to_do_with_it_and_nobody_else() {
    let shop = Workshop::new().await;
    let path = format!("/d/{}", shop.codes[1]);
    for person in [&shop.worker, &shop.supervisor] {
        let page = person.get(&path).await.expect(200);
        assert!(page.says("Cette étiquette est vierge"), "{page}");
        assert!(page.has("main a[href='/reception']"));
    }
    // Who sees devices and receives none is told whom to give it to.
    let clerk = shop
        .world
        .member(
            Role::Clerk,
            shop.supervisor.organisation.clone(),
            shop.supervisor.site.clone(),
        )
        .await;
    let page = clerk.get(&path).await.expect(200);
    assert!(page.says("Donnez-la à la personne"), "{page}");
    assert!(!page.has("main a[href='/reception']"));
    // Another organisation's label is like one that was never printed.
    let (other, site) = shop.world.other_workshop().await;
    for person in [
        shop.world.member(Role::Supervisor, other, Some(site)).await,
        shop.world.prescriber().await,
    ] {
        let page = person.get(&path).await.expect(200);
        let absent = person.get("/d/WWWW-WWWK").await.expect(200);
        assert_eq!(page.main(), absent.main());
    }
    // Once it is on a device it opens the device.
    shop.received("R52N1", 1).await;
    let page = shop.worker.get(&path).await.expect(200);
    assert!(page.says("Samsung"), "{page}");
}

#[tokio::test]
async fn a_colleague_without_the_right_learns_no_more_than_a_stranger() {
    let shop = Workshop::new().await;
    shop.received("R52N1", 0).await;
    let (other, site) = shop.world.other_workshop().await;
    let unknown = "/d/WWWW-WWWK";
    for person in [
        shop.world.member(Role::Supervisor, other, Some(site)).await,
        shop.world.clerk().await,
        shop.world.prescriber().await,
    ] {
        let foreign = person
            .get(&format!("/d/{}", shop.codes[0]))
            .await
            .expect(200);
        let absent = person.get(unknown).await.expect(200);
        assert_eq!(foreign.main(), absent.main());
        assert!(!foreign.html().contains("Samsung"));
    }
}

#[tokio::test]
async fn a_stranger_who_works_here_signs_in_and_comes_back() {
    let shop = Workshop::new().await;
    shop.received("R52N1", 0).await;
    let path = format!("/d/{}", shop.codes[0]);
    let stranger = shop.world.stranger();
    let page = stranger.get(&path).await;
    let link = page.attribute("main a[href^='/sign-in']", "href");
    let form = stranger
        .get(&link)
        .await
        .form("main form")
        .set("email", &shop.supervisor.account.email)
        .set("password", "cinq petits chats gris");
    let again = stranger.send(&form).await.expect(422);
    let form = again
        .form("main form")
        .set("password", crate::support::world::PASSWORD);
    stranger.send(&form).await.sends_to(&path);
    assert!(stranger.get(&path).await.says("À trier"));
    let elsewhere = "/sign-in?return=//elsewhere.example";
    stranger.get(elsewhere).await.sends_to("/");
}

#[tokio::test]
async fn a_mistyped_code_is_told_to_be_one() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let mistyped = world.stranger().get("/d/WWWW-WWWW").await.expect(404);
    assert!(mistyped.says("Un caractère n’est pas le bon"));
    assert!(mistyped.says("programme public"));
    let short = supervisor.get("/d/WWW").await.expect(404);
    assert!(short.says("il y en a 3 ici"));
}

#[tokio::test]
async fn the_label_opens_the_one_next_action_of_each_role() {
    let shop = Workshop::new().await;
    let received = shop.received("R52N1", 0).await;
    let path = format!("/d/{}", shop.codes[0]);
    let code = received.label_code.clone().unwrap();
    for person in [&shop.supervisor, &shop.worker] {
        let page = person.get(&path).await.expect(200);
        assert_eq!(page.text(".verdict h2"), "À trier");
        assert_eq!(
            page.attribute(".verdict a", "href"),
            format!("/bench/{code}")
        );
    }
    // Typed by hand: small letters, no hyphen.
    let typed = format!("/d/{}", code.replace('-', "").to_lowercase());
    shop.worker.get(&typed).await.expect(200);
    let auditor = shop.world.persona(Role::Auditor).await;
    let page = auditor.get(&path).await.expect(200);
    assert_eq!(page.text(".verdict h2"), "Il est à l’atelier");
    assert!(!page.has(".verdict a, .verdict form"));
}

#[tokio::test]
async fn a_scan_asks_the_database_at_most_three_times() {
    let shop = Workshop::new().await;
    shop.ready("R52N1", 0).await;
    let mut app: App = shop.world.app.clone();
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    app.db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let coordinator = shop.world.coordinator().await;
    let clerk = shop.world.clerk().await;
    for person in [&shop.supervisor, &coordinator, &clerk] {
        let watched = person.on(router(app.clone()));
        asked.store(0, Ordering::SeqCst);
        watched
            .get(&format!("/d/{}", shop.codes[0]))
            .await
            .expect(200);
        let queries = asked.load(Ordering::SeqCst);
        assert!((1..=3).contains(&queries), "{queries} queries");
    }
}

#[tokio::test]
async fn devices_of_other_organisations_are_not_found() {
    let shop = Workshop::new().await;
    let device = shop.ready("R52N1", 0).await;
    let announced = shop.world.announced(&shop.lot, "R52N2").await;
    let (other, site) = shop.world.other_workshop().await;
    let foreign = shop.world.member(Role::Supervisor, other, Some(site)).await;
    let code = device.label_code.as_deref().unwrap();
    let sheet = format!("/devices/{code}");
    let unlabelled = format!("/devices/unlabelled/{}", announced.id.0);
    foreign.get(&sheet).await.expect(404);
    foreign.get(&unlabelled).await.expect(404);
    let write_id = [("write_id", "0123456789"), ("template", "brother-29x90")];
    for path in ["arrival", "label", "replace-label"] {
        let fields = [&write_id[..], &[("code", "WWWW-WWWK")]].concat();
        foreign
            .post(&format!("{sheet}/{path}"), &fields)
            .await
            .expect(404);
    }
    assert!(!foreign.get("/devices").await.expect(200).has("tbody tr"));
    let found = foreign.get(&format!("/devices?q={code}")).await;
    assert!(found.says("Aucun appareil ne correspond"));
    shop.supervisor.get(&sheet).await.expect(200);
    shop.supervisor.get(&unlabelled).await.expect(200);
    // A labelled device is not reached by its number, which could be counted up.
    let by_number = format!("/devices/unlabelled/{}", device.id.0);
    shop.supervisor.get(&by_number).await.expect(404);
    shop.world.prescriber().await.get(&sheet).await.expect(403);
    shop.world.stranger().get(&sheet).await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_counter_sees_what_is_to_be_fetched_there_takes_it_in_and_hands_it_over() {
    let shop = Workshop::new().await;
    let device = shop.ready("R52N1", 0).await;
    let (clerk, prescriber) = (shop.world.clerk().await, shop.world.prescriber().await);
    let path = format!("/d/{}", shop.codes[0]);
    assert!(clerk.get(&path).await.says("Vous avez trouvé"));
    let pickup = clerk.site.as_ref().unwrap();
    shop.world.allocated(&device, &prescriber, pickup).await;
    let sent = shop.supervisor.get(&path).await.expect(200);
    assert!(sent.says("Envoyez-le à : France Services de Faverges"));

    let page = clerk.get(&path).await.expect(200);
    assert_eq!(page.text(".verdict h2"), "Il est attendu ici");
    let form = page.form(".verdict form");
    let first = clerk.send(&form).await.expect(303).location().to_owned();
    let second = clerk.send(&form).await.expect(303).location().to_owned();
    assert_eq!(first, second);
    let arrived = clerk.get(&first).await.expect(200);
    assert_eq!(
        arrived.text(".done"),
        "C’est noté : l’appareil est arrivé ici."
    );
    assert_eq!(arrived.text(".verdict h2"), "À remettre");
    let moved = again(&shop.world, &device).await;
    assert_eq!(moved.site_id, Some(pickup.id));
    let history = clerk.get(&moved_path(&moved)).await.expect(200);
    assert!(
        history.says(
            "Appareil changé de site : parti de « Atelier des Aravis », \
             arrivé à « France Services de Faverges »"
        ),
        "{history}"
    );
    assert_eq!(events_of(&shop.world, &device, "device_moved").await, 1);
    // Once more, by a form of its own: it is here already, and nothing is written.
    let sheet = format!("{}/arrival", moved_path(&moved));
    let refused = clerk
        .post(&sheet, &[("write_id", "another-one")])
        .await
        .expect(409);
    assert!(refused.says("L’appareil est déjà noté ici."));
    assert_eq!(events_of(&shop.world, &device, "device_moved").await, 1);
    // The workshop still finds the devices of its lots.
    shop.worker.get(&path).await.expect(200);
}

fn moved_path(device: &device::Model) -> String {
    format!("/devices/{}", device.label_code.as_deref().unwrap())
}

#[tokio::test]
async fn a_device_that_may_hold_data_never_moves_to_a_counter() {
    let shop = Workshop::new().await;
    let device = shop.received("R52N1", 0).await;
    let clerk = shop.world.clerk().await;
    let counter = clerk.site.clone().unwrap();
    // A counter that is no workshop, and at which it was taken back.
    let library = shop.world.organisation(
        entities::organisation::OrganisationKind::Library,
        "Médiathèque de Rumilly",
    );
    let library = shop.world.site(&library.await, "Rumilly").await;
    for site in [&counter, &library] {
        let change = site::ActiveModel {
            id: Set(site.id),
            is_workshop: Set(false),
            ..Default::default()
        };
        sea_orm::ActiveModelTrait::update(change, &shop.world.app.db)
            .await
            .unwrap();
    }
    let at_counter = device::ActiveModel {
        site_id: Set(Some(counter.id)),
        ..Default::default()
    };
    shop.world
        .change_device(
            &device,
            at_counter,
            passe_relais::journal::EventKind::DeviceReturned,
        )
        .await;
    let path = moved_path(&device);
    let page = clerk.get(&path).await.expect(200);
    assert_eq!(page.text(".verdict h2"), "À rendre à l’atelier");
    // The workshop of its lot takes it in.
    let page = shop.supervisor.get(&path).await.expect(200);
    assert_eq!(page.text(".verdict h2"), "Il est attendu ici");
    let form = page.form(".verdict form");
    shop.supervisor.send(&form).await.expect(303);
    assert!(shop.supervisor.get(&path).await.says("À trier"));
    let owner = shop.supervisor.organisation.clone();
    let outpost = shop
        .world
        .member(Role::Supervisor, owner, Some(library))
        .await;
    let arrival = format!("{path}/arrival");
    let refused = outpost.post(&arrival, &[("write_id", "0123456789")]).await;
    assert!(refused.expect(409).says("seul un atelier peut le garder"));
}

#[tokio::test]
async fn a_label_in_use_goes_on_no_second_device_even_when_two_scan_it_at_once() {
    let shop = Workshop::new().await;
    let first = shop.received("R52N1", 0).await;
    let second = shop.received("R52N2", 1).await;
    let new = shop.codes[2].to_string();
    let forms = [&first, &second].map(|device| {
        let path = moved_path(device);
        let new = new.clone();
        let supervisor = &shop.supervisor;
        async move {
            let page = supervisor.get(&path).await.expect(200);
            page.form("form[action$='replace-label']").set("code", new)
        }
    });
    let [one, two] = forms;
    let (one, two) = (one.await, two.await);
    let (one, two) = tokio::join!(shop.supervisor.send(&one), shop.supervisor.send(&two));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "one wins, the other is told");
    let loser = if one.status.as_u16() == 409 { one } else { two };
    assert!(loser.says("Un autre appareil porte déjà cette étiquette"));
    let bearers = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(new.as_str()))
        .all(&shop.world.app.db)
        .await
        .unwrap();
    assert_eq!(bearers.len(), 1);
    assert_eq!(
        events_of(&shop.world, &bearers[0], "label_replaced").await,
        1
    );
}

#[tokio::test]
async fn a_new_label_is_one_of_ours_and_the_old_one_opens_nothing_more() {
    let shop = Workshop::new().await;
    let device = shop.received("R52N1", 0).await;
    let path = moved_path(&device);
    let form = || async {
        let page = shop.supervisor.get(&path).await.expect(200);
        page.form("form[action$='replace-label']")
    };
    let never_printed = form().await.set("code", "WWWW-WWWK");
    let page = shop.supervisor.send(&never_printed).await.expect(409);
    assert!(page.says("Ce code n’est sur aucune de nos planches."));
    assert_eq!(page.attribute("[name=code]", "value"), "WWWW-WWWK");
    let mistyped = form().await.set("code", "WWWW-WWWW");
    let page = shop.supervisor.send(&mistyped).await.expect(422);
    assert!(page.says("Un caractère n’est pas le bon."));
    let new = shop.codes[1];
    let good = form().await.set("code", new.to_string());
    let sheet = shop.supervisor.send(&good).await;
    let sheet = shop.supervisor.follow(sheet).await.expect(200);
    assert!(sheet.says(&new.to_string()));
    shop.supervisor.get(&path).await.expect(404);
    assert!(
        shop.supervisor
            .get(&format!("/d/{}", shop.codes[0]))
            .await
            .says("Vous avez trouvé")
    );
    let worker_form = shop
        .worker
        .get(&format!("/devices/{new}"))
        .await
        .expect(200);
    assert!(!worker_form.has("form[action$='replace-label']"));
}

#[tokio::test]
async fn a_replaced_label_is_stuck_on_no_device_and_counts_as_blank_no_more() {
    let shop = Workshop::new().await;
    let device = shop.received("R52N1", 0).await;
    let other = shop.received("R52N2", 2).await;
    let announced = shop.world.announced(&shop.lot, "R52N3").await;
    let give = |device: &device::Model, code: Code| {
        let (path, supervisor) = (moved_path(device), &shop.supervisor);
        async move {
            let page = supervisor.get(&path).await.expect(200);
            let form = page.form("form[action$='replace-label']");
            supervisor.send(&form.set("code", code.to_string())).await
        }
    };
    let (old, new) = (shop.codes[0], shop.codes[1]);
    give(&device, new).await.expect(303);
    // Nor back on the device that bore it.
    for bearer in [&other, &again(&shop.world, &device).await] {
        let page = give(bearer, old).await.expect(409);
        assert!(page.says("Ce code n’est sur aucune de nos planches."));
    }
    let write = shop.world.app.write().await.unwrap();
    let by = shop.world.system();
    let received = receive(&*write, by, &shop.lot, &announced, old).await;
    assert!(matches!(received, Err(Refusal::LabelUnknown)));
    drop(write);
    // Nor by hand.
    let by_hand = format!(
        "UPDATE device SET label_code = '{old}' WHERE id = {}",
        other.id.0
    );
    let refused = shop.world.app.db.execute_unprepared(&by_hand).await;
    let refused = refused
        .expect_err("a replaced label is refused")
        .to_string();
    assert!(refused.contains("took the place"), "{refused}");
    // Of four, one lies on the sheet: two devices bear theirs, and one was replaced.
    let list = shop.supervisor.get("/labels").await.expect(200);
    assert_eq!(list.texts("tbody td.number"), ["4", "1"]);
}

#[tokio::test]
async fn a_device_is_found_by_any_number_it_bears_and_by_the_beginning_of_its_make() {
    let shop = Workshop::new().await;
    let device = shop.received("R52N1", 0).await;
    shop.world.announced(&shop.lot, "XYZ9").await;
    let code = device.label_code.clone().unwrap();
    let found = |words: &str| {
        let path = format!("/devices?q={}", words.replace(' ', "+"));
        let shop = &shop;
        async move { shop.worker.get(&path).await.expect(200).texts("tbody th") }
    };
    for words in [&*code, &code.replace('-', ""), "r52n1", "CD74-R52N1"] {
        assert_eq!(found(words).await, std::slice::from_ref(&code), "{words}");
    }
    // R52N1 from a scanner through a French keyboard, on a page without its script: R(éN&.
    let through_french_keys = found("R(%C3%A9N%26").await;
    assert_eq!(through_french_keys, std::slice::from_ref(&code));
    assert_eq!(found("SAMSUNG gal").await.len(), 2);
    for words in ["galaxy", "R52", "nobody", "%", "samsungz"] {
        assert!(found(words).await.is_empty(), "{words}");
    }
}

#[tokio::test]
async fn the_list_is_narrowed_counted_and_paged() {
    let shop = Workshop::new().await;
    shop.received("A1", 0).await;
    shop.ready("A2", 1).await;
    let out = shop.ready("A3", 2).await;
    let nowhere = device::ActiveModel {
        site_id: Set(None),
        ..Default::default()
    };
    let kind = passe_relais::journal::EventKind::DeviceHandedOver;
    shop.world.change_device(&out, nowhere, kind).await;
    for number in 0..60 {
        shop.world.announced(&shop.lot, &format!("B{number}")).await;
    }
    let page = shop.supervisor.get("/devices").await.expect(200);
    // Each list of choices says "all" in the gender of what it lists.
    for (list, all) in [
        ("stage", "Toutes"),
        ("kind", "Tous"),
        ("category", "Toutes"),
    ] {
        let said = page.text(&format!("#{list} option[value='']"));
        assert_eq!(said, all, "{list}");
    }
    assert_eq!(
        page.texts(".tally a"),
        ["Annoncé 60", "Reçu, en quarantaine 1", "Prêt 1", "Remis 1"]
    );
    assert_eq!(page.texts("tbody tr").len(), 50);
    let next = page.attribute("[rel=next]", "href");
    let second = shop.supervisor.get(&next).await.expect(200);
    assert_eq!(second.texts("tbody tr").len(), 13);
    assert!(!second.has("[rel=next]"));
    for (filter, count) in [
        ("stage=stage-ready", 1),
        ("stage=stage-handed-over", 1),
        ("stage=stage-announced&kind=phone", 0),
        (&format!("site={}", shop.lot.workshop_site_id.0), 2),
        (&format!("lot={}&stage=stage-received", shop.lot.id.0), 1),
    ] {
        let page = shop.supervisor.get(&format!("/devices?{filter}")).await;
        assert_eq!(page.texts("tbody tr").len(), count, "{filter}");
    }
}

#[tokio::test]
async fn the_sheet_tells_the_life_of_the_device_latest_first() {
    let shop = Workshop::new().await;
    let device = shop.ready("R52N1", 0).await;
    let page = shop.worker.get(&moved_path(&device)).await.expect(200);
    assert_eq!(page.texts(".timeline li").len(), 3);
    for words in [
        "CD74-R52N1",
        "219,50",
        "2 septembre 2019",
        "Contrôle réussi",
        "Département",
    ] {
        assert!(page.says(words), "{words}");
    }
}
