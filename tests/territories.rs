//! A coordinator limited to intercommunalities: whatever lies elsewhere is in no list and on no page.

use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{World, world::Persona},
};
use entities::{
    collection_lot,
    device::{self, DeviceKind},
    membership::Role,
    organisation::{self, OrganisationId},
    request::{self, RequestState},
};
use passe_relais::labels::Code;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

/// Two workshops in two intercommunalities, a received tablet in each, and who coordinates the first one alone.
struct Land {
    world: World,
    here: Persona,
    there: Persona,
    near: (device::Model, Code),
    far: (device::Model, Code),
    limited: Persona,
    whole: Persona,
}

impl Land {
    async fn new() -> Self {
        let world = World::new().await;
        let here = world.supervisor().await;
        let (other, site) = world.other_workshop().await;
        let there = world.member(Role::Supervisor, other, Some(site)).await;
        world.in_epci(here.site.as_ref().unwrap(), ANNECY).await;
        world.in_epci(there.site.as_ref().unwrap(), CHABLAIS).await;
        let near = received(&world, &here, "PRES").await;
        let far = received(&world, &there, "LOIN").await;
        let whole = world.coordinator().await;
        Self {
            limited: limited(&world, &[ANNECY]).await,
            world,
            here,
            there,
            near,
            far,
            whole,
        }
    }

    /// Puts an organisation in the intercommunality that is coordinated.
    async fn comes_here(&self, id: OrganisationId) {
        organisation::ActiveModel {
            id: Set(id),
            epci_code: Set(Some(ANNECY.to_owned())),
            ..Default::default()
        }
        .update(&self.world.app.db)
        .await
        .unwrap();
    }

    fn sheet(code: Code) -> String {
        format!("/devices/{code}")
    }
}

async fn received(world: &World, workshop: &Persona, serial: &str) -> (device::Model, Code) {
    let lot = world.lot(workshop.site.as_ref().unwrap()).await;
    let code = world.blank_labels(workshop, 1).await[0];
    (world.received(&lot, serial, code).await, code)
}

#[tokio::test]
async fn a_limited_coordinator_finds_the_devices_of_their_territory_and_no_other() {
    let land = Land::new().await;
    let ((_, near), (_, far)) = (&land.near, &land.far);
    let list = land.limited.get("/devices").await.expect(200);
    assert!(list.says(&near.to_string()), "{list}");
    assert!(!list.says(&far.to_string()), "{list}");
    let site = land.there.site.as_ref().unwrap().id.0;
    let offered = format!("select[name='site'] option[value='{site}']");
    assert!(!list.has(&offered), "{list}");
    land.limited.get(&Land::sheet(*near)).await.expect(200);
    land.limited.get(&Land::sheet(*far)).await.expect(404);
    // Who scans its label learns no more than a stranger.
    let scanned = land.limited.get(&format!("/d/{far}")).await.expect(200);
    assert!(!scanned.html().contains("Samsung"), "{scanned}");

    let list = land.whole.get("/devices").await.expect(200);
    assert!(list.says(&near.to_string()) && list.says(&far.to_string()));
    land.whole.get(&Land::sheet(*far)).await.expect(200);
}

#[tokio::test]
async fn the_export_of_a_limited_coordinator_holds_their_territory_and_no_more() {
    let land = Land::new().await;
    let table = land.limited.get("/devices/export").await.expect(200).html();
    assert_eq!(table.lines().count(), 2, "{table}");
    assert!(table.contains("PRES") && !table.contains("LOIN"), "{table}");
    let table = land.whole.get("/devices/export").await.expect(200).html();
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[tokio::test]
async fn a_device_given_there_or_to_be_fetched_there_is_of_the_territory_and_its_owner_does_not_count()
 {
    let land = Land::new().await;
    let (device, code) = &land.far;
    let path = Land::sheet(*code);
    land.comes_here(device.owner_id).await;
    land.limited.get(&path).await.expect(404);

    let clerk = land.world.clerk().await;
    let pickup = clerk.site.as_ref().unwrap();
    land.world.in_epci(pickup, ANNECY).await;
    let prescriber = land.world.prescriber().await;
    land.world.allocated(device, &prescriber, pickup).await;
    land.limited.get(&path).await.expect(200);

    let (_, code) = received(&land.world, &land.there, "DONNE").await;
    land.limited.get(&Land::sheet(code)).await.expect(404);
    let donor = land
        .world
        .organisation(
            organisation::OrganisationKind::College,
            "Collège des Balmettes",
        )
        .await;
    land.comes_here(donor.id).await;
    land.limited.get(&Land::sheet(code)).await.expect(200);
}

#[tokio::test]
async fn a_limited_coordinator_reads_the_journal_of_their_territory_and_downloads_none() {
    let land = Land::new().await;
    let ((near, near_code), (far, far_code)) = (&land.near, &land.far);
    let journal = land.limited.get("/journal").await.expect(200);
    assert!(journal.says(&format!("Appareil {near_code}")), "{journal}");
    assert!(!journal.says(&far_code.to_string()), "{journal}");
    assert!(journal.says("Vous lisez les événements de votre territoire"));
    assert!(!journal.has("a[href='/journal/export']"));
    let chain = |device: &device::Model| format!("/journal/device/{}", device.id.0);
    let lot = |device: &device::Model| format!("/journal/collection_lot/{}", device.lot_id.0);
    land.limited.get(&chain(near)).await.expect(200);
    land.limited.get(&lot(near)).await.expect(200);
    land.limited.get(&chain(far)).await.expect(404);
    land.limited.get(&lot(far)).await.expect(404);
    land.limited.get("/journal/export").await.expect(403);

    let journal = land.whole.get("/journal").await.expect(200);
    assert!(journal.says(&format!("Appareil {far_code}")), "{journal}");
    assert!(journal.has("a[href='/journal/export']"));
    land.whole.get(&chain(far)).await.expect(200);
    land.whole.get("/journal/export").await.expect(200);
}

#[tokio::test]
async fn a_limited_coordinator_sees_the_requests_and_handovers_of_their_territory_in_the_journal() {
    let land = Land::new().await;
    let clerk = land.world.clerk().await;
    let pickup = clerk.site.as_ref().unwrap();
    let prescriber = land.world.prescriber().await;
    land.world
        .allocated(&land.near.0, &prescriber, pickup)
        .await;
    land.limited.get("/journal/request/1").await.expect(404);
    let journal = land.limited.get("/journal").await.expect(200);
    assert!(!journal.says("Demande R-000001"), "{journal}");
    // The rules of programmes are everybody's.
    assert!(journal.says("Programme Prêt solidaire"), "{journal}");
    land.world.in_epci(pickup, ANNECY).await;
    land.limited.get("/journal/request/1").await.expect(200);
    let journal = land.limited.get("/journal").await.expect(200);
    assert!(journal.says("Demande R-000001"), "{journal}");
}

#[tokio::test]
async fn a_limited_coordinator_sees_the_pallets_and_prints_the_labels_of_their_territory() {
    let land = Land::new().await;
    let form = land.there.get("/pallets").await.form("main form");
    let opened = land.there.send(&form.set("waste_code", "16 02 13*")).await;
    let path = opened.location().split('?').next().unwrap().to_owned();
    land.limited.get(&path).await.expect(404);
    let list = land.limited.get("/pallets").await.expect(200);
    assert!(!list.has(&format!("a[href='{path}']")), "{list}");
    let list = land.whole.get("/pallets").await.expect(200);
    assert!(list.has(&format!("a[href='{path}']")), "{list}");
    land.whole.get(&path).await.expect(200);

    let site = |person: &Persona| person.site.as_ref().unwrap().id.0;
    let labels = land.limited.get("/labels").await.expect(200);
    let offers = |of: i32| format!("select[name='site'] option[value='{of}']");
    assert!(labels.has(&offers(site(&land.here))), "{labels}");
    assert!(!labels.has(&offers(site(&land.there))), "{labels}");
    let sheet = |batch: i32| format!("/labels/batches/{batch}/pdf");
    land.limited.get(&sheet(1)).await.expect(200);
    land.limited.get(&sheet(2)).await.expect(404);
}

#[tokio::test]
async fn messages_are_counted_for_the_whole_departement_and_the_page_says_so() {
    let land = Land::new().await;
    let words = "Ces nombres sont ceux de tout le département";
    assert!(land.limited.get("/outbox").await.expect(200).says(words));
    assert!(!land.whole.get("/outbox").await.expect(200).says(words));
}

#[tokio::test]
async fn an_intercommunality_in_which_nothing_lies_is_kept_with_a_warning() {
    let land = Land::new().await;
    let path = format!("/people/{}", land.limited.membership.id.0);
    let page = land.whole.get(&path).await.expect(200);
    assert!(!page.says("Aucun organisme ni site"), "{page}");
    let form = page.form("form[action$='/territories']");
    let typed = form.set("territories", format!("{ANNECY}\n200000172"));
    let saved = land.whole.send(&typed).await.expect(303);
    let page = land.whole.follow(saved).await.expect(200);
    assert!(
        page.says("Aucun organisme ni site n’est dans l’intercommunalité 200000172"),
        "{page}"
    );
}

/// The page on which a request is decided.
fn deciding(request: &request::Model) -> String {
    format!("/requests/{}", request.id.0)
}

#[tokio::test]
async fn a_limited_coordinator_promises_only_devices_at_a_site_of_their_territory() {
    let land = Land::new().await;
    let world = &land.world;
    world.open_programme(&land.whole, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let pickup = prescriber.site.as_ref().unwrap();
    world.in_epci(pickup, ANNECY).await;
    let request = world.ask(&prescriber).await;
    let far = world
        .ready_device(DeviceKind::Tablet, land.there.site.as_ref().unwrap())
        .await;
    let code = far.label_code.clone().unwrap();
    let path = deciding(&request);

    // It is proposed to who coordinates the whole département, and to nobody else.
    let page = land.whole.get(&path).await.expect(200);
    assert!(page.says(&code), "{page}");
    let page = land.limited.get(&path).await.expect(200);
    assert!(!page.says(&code), "{page}");
    assert!(page.says("libre dans votre territoire"), "{page}");
    // Nor taken by its code, as the form sends it or by hand.
    let form = page.form("#by-code").set("code", code.clone());
    land.limited.send(&form).await.expect(404);
    let by_hand = [("write_id", "by-hand-far"), ("code", code.as_str())];
    let allocate = format!("{path}/allocate");
    land.limited.post(&allocate, &by_hand).await.expect(404);

    // Given from there, it is of the territory and seen, and stays with those whose site it is at.
    let lot = collection_lot::Entity::find_by_id(far.lot_id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    land.comes_here(lot.donor_id).await;
    let sheet = format!("/devices/{code}");
    land.limited.get(&sheet).await.expect(200);
    let page = land.limited.get(&path).await.expect(200);
    assert!(page.says("libre dans votre territoire"), "{page}");
    let form = page.form("#by-code").set("code", code.clone());
    let refused = land.limited.send(&form).await.expect(409);
    assert!(
        refused.says("n’est pas sur un site de votre territoire"),
        "{refused}"
    );
    assert_eq!(
        world.request(request.id).await.state,
        RequestState::Submitted
    );

    // One of their own is proposed and promised.
    let near = world.ready_device(DeviceKind::Tablet, pickup).await;
    let page = land.limited.get(&path).await.expect(200);
    assert!(page.says(near.label_code.as_deref().unwrap()), "{page}");
    let form = page.form("section form[action$='/allocate']");
    land.limited.send(&form).await.expect(303);
    let decided = world.request(request.id).await;
    assert_eq!(decided.device_id, Some(near.id));
}
