//! Waste pallets: what goes onto one, how it leaves, and that nothing changes afterwards.
use super::{Yard, code, typed};
use crate::support::{
    scene::unique,
    world::{A_PERSON, Persona},
};
use entities::{
    device::Stage,
    event,
    membership::Role,
    waste_pallet::{self, WastePalletId},
};
use passe_relais::{journal::EventKind, keys::sha256_hex};
use sea_orm::{EntityTrait, QueryFilter, Set};

const GOOD: [(&str, &str); 7] = [
    ("weight", "182,5"),
    ("recipient", "Récup’ du Lac"),
    ("recipient_siret", "732 829 320 00074"),
    ("transporter", "Récup’ du Lac"),
    ("slip_number", "BSD-20260504-ABC123DEF"),
    ("treatment", "r12"),
    ("departed_on", "2026-05-04"),
];

impl Yard {
    async fn open_pallet(&self, by: &Persona) -> i32 {
        let page = by.get("/pallets").await.expect(200);
        let form = page.form("main form").set("waste_code", "16 02 13*");
        let to = by.send(&form).await.expect(303).location().to_owned();
        let id = to.trim_start_matches("/pallets/");
        id.split('?').next().unwrap().parse().unwrap()
    }

    async fn pallet(&self, id: i32) -> waste_pallet::Model {
        waste_pallet::Entity::find_by_id(WastePalletId(id))
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn depart(&self, id: i32) {
        let path = format!("/pallets/{id}/departure");
        let form = self
            .supervisor
            .get(&path)
            .await
            .expect(200)
            .form("main form");
        self.supervisor
            .send(&typed(form, &GOOD))
            .await
            .sends_to(&format!("/pallets/{id}?done=pallet-departed"));
    }
}

#[tokio::test]
async fn a_pallet_is_loaded_weighed_and_leaves_with_its_slip() {
    let yard = Yard::new().await;
    let (first, second) = (yard.at_triage(0).await, yard.at_triage(1).await);
    let boss = &yard.supervisor;
    let refused = boss.get("/pallets").await.form("main form");
    assert!(
        boss.send(&refused)
            .await
            .expect(422)
            .says("Choisissez le code déchet")
    );
    let id = yard.open_pallet(boss).await;
    let path = format!("/pallets/{id}");

    // Two go on; the wrong one comes off again and is triaged anew.
    for device in [&first, &second] {
        let form = boss
            .get(&path)
            .await
            .expect(200)
            .form("form[action$='/devices']");
        boss.send(&form.set("code", code(device))).await.expect(303);
    }
    let loaded = yard.again(&first).await;
    assert_eq!(
        (loaded.stage, loaded.site_id, loaded.pallet_id),
        (Stage::Scrapped, None, Some(WastePalletId(id)))
    );
    let page = boss.get(&path).await.expect(200);
    assert!(page.says("CD74-SER0") && page.says("CD74-SER1"), "{page}");
    let off = page.form("form[action$='/removal']");
    boss.send(&off).await.expect(303);
    let off = yard.again(&first).await;
    assert_eq!((off.stage, off.pallet_id), (Stage::Triage, None));
    assert_eq!(off.site_id, Some(yard.pallet(id).await.site_id));
    let sheet = boss.get(&format!("/devices/{}", code(&second))).await;
    assert!(sheet.expect(200).says(&format!("Palette n° {id}")));

    // It is weighed: mistakes lose nothing that was typed.
    let departure = format!("{path}/departure");
    let form = boss.get(&departure).await.expect(200).form("main form");
    let wrong = typed(form, &GOOD)
        .set("recipient_siret", "73282932000075")
        .set("weight", "");
    let page = boss.send(&wrong).await.expect(422);
    assert!(page.says("Donnez le SIRET du destinataire"), "{page}");
    assert_eq!(
        page.attribute("#slip_number", "value"),
        "BSD-20260504-ABC123DEF"
    );
    let form = typed(page.form("main form"), &GOOD);
    let done = boss.send(&form).await.expect(303);
    let repeat = boss.send(&form).await.expect(303);
    assert_eq!(
        done.location(),
        repeat.location(),
        "a repeat gets the first answer"
    );

    let pallet = yard.pallet(id).await;
    assert_eq!(
        (
            pallet.weight_grams,
            pallet.devices,
            pallet.treatment.as_deref()
        ),
        (Some(182_500), Some(1), Some("R 12"))
    );
    assert_eq!(pallet.recipient_siret.as_deref(), Some("73282932000074"));
    // The paper is the one whose hash was kept, each time it is asked for.
    let finance = yard.finance().await;
    for reader in [boss, &finance] {
        let slip = reader.get(&format!("{path}/slip")).await.expect(200);
        assert_eq!(slip.header("content-type"), "application/pdf");
        assert_eq!(Some(sha256_hex(&slip.body)), pallet.sha256);
    }
    let table = finance
        .get(&format!("{path}/list"))
        .await
        .expect(200)
        .html();
    assert!(
        table.contains("CD74-SER1") && !table.contains("CD74-SER0"),
        "{table}"
    );
    // The pallet's own chain says what it took along.
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq("waste_pallet"))
        .filter(event::COLUMN.kind.eq("pallet_departed"))
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert!(
        events
            .data
            .contains(&format!("\"devices\":[{}]", second.id.0)),
        "{}",
        events.data
    );
    assert!(!events.data.contains("Récup"), "no name in an event");
    yard.journal_holds().await;
}

#[tokio::test]
async fn at_the_bench_the_open_pallet_is_the_simple_way() {
    let yard = Yard::new().await;
    let (first, second) = (yard.at_triage(0).await, yard.at_triage(1).await);
    let boss = &yard.supervisor;
    let scrap = |device| format!("/bench/{}/scrap", code(device));
    assert!(
        !boss
            .get(&scrap(&first))
            .await
            .expect(200)
            .has("[name=pallet]")
    );
    let id = yard.open_pallet(boss).await;
    let form = boss.get(&scrap(&first)).await.expect(200).form("main form");
    boss.send(&form)
        .await
        .sends_to("/bench?done=bench-put-on-pallet");
    assert_eq!(yard.again(&first).await.pallet_id, Some(WastePalletId(id)));
    // By itself, with a weight and a form of its own, as before.
    let form = boss.get(&scrap(&second)).await.form("main form");
    let alone = typed(
        form,
        &[
            ("pallet", ""),
            ("weight", "0,48"),
            ("waste_code", "16 02 14"),
            ("recipient", "Récup’ du Lac"),
        ],
    );
    boss.send(&alone)
        .await
        .sends_to("/bench?done=bench-scrapped");
    assert_eq!(yard.again(&second).await.pallet_id, None);
    yard.journal_holds().await;
}

#[tokio::test]
async fn what_may_hold_data_goes_onto_a_pallet_only_when_that_is_said() {
    let yard = Yard::new().await;
    let device = yard.received(0).await;
    let change = entities::device::ActiveModel {
        stage: Set(Stage::Triage),
        holds_data: Set(true),
        ..Default::default()
    };
    let device = yard
        .world
        .change_device(&device, change, EventKind::DeviceTriaged)
        .await;
    let boss = &yard.supervisor;
    let id = yard.open_pallet(boss).await;
    let path = format!("/pallets/{id}");
    let form = boss.get(&path).await.form("form[action$='/devices']");
    let page = boss
        .send(&form.set("code", code(&device)))
        .await
        .expect(422);
    assert!(
        page.says("Des données peuvent rester sur l’appareil"),
        "{page}"
    );
    assert_eq!(yard.again(&device).await.pallet_id, None);
    let form = page.form("form[action$='/devices']");
    boss.send(&form.tick("data_handled", "yes"))
        .await
        .expect(303);
    yard.depart(id).await;
    let told = event::Entity::find()
        .filter(event::COLUMN.kind.eq("pallet_departed"))
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert!(told.data.contains("\"with_data\":1"), "{}", told.data);
}

#[tokio::test]
async fn a_pallet_that_has_left_never_changes() {
    let yard = Yard::new().await;
    let (on, late) = (yard.at_triage(0).await, yard.at_triage(1).await);
    let boss = &yard.supervisor;
    let id = yard.open_pallet(boss).await;
    let path = format!("/pallets/{id}");
    let empty = boss
        .get(&format!("{path}/departure"))
        .await
        .form("main form");
    let page = boss.send(&typed(empty, &GOOD)).await.expect(422);
    assert!(page.says("Rien n’est sur la palette"), "{page}");
    let open_page = boss.get(&path).await;
    let scan = open_page.form("form[action$='/devices']");
    boss.send(&scan.clone().set("code", code(&on)))
        .await
        .expect(303);
    let loaded = boss.get(&path).await;
    let removal = loaded.form("form[action$='/removal']");
    yard.depart(id).await;

    // By the pages that were open since before.
    let scan = boss
        .post(
            &format!("{path}/devices"),
            &[("write_id", &unique()), ("code", code(&late))],
        )
        .await
        .expect(409);
    assert!(scan.says("elle est partie"), "{scan}");
    boss.send(&removal).await.expect(409);
    let mut again = vec![("write_id", "another-departure")];
    again.extend(GOOD);
    boss.post(&format!("{path}/departure"), &again)
        .await
        .expect(409);

    // By hand.
    let (on_id, late_id) = (on.id.0, late.id.0);
    let site = yard.pallet(id).await.site_id.0;
    yard.refuses(&[
        format!("UPDATE waste_pallet SET weight_grams = 1 WHERE id = {id}"),
        format!("UPDATE waste_pallet SET recipient = 'x' WHERE id = {id}"),
        format!("DELETE FROM waste_pallet WHERE id = {id}"),
        format!("UPDATE device SET pallet_id = NULL WHERE id = {on_id}"),
        format!("UPDATE device SET stage = 'triage', site_id = {site} WHERE id = {on_id}"),
        format!("UPDATE device SET pallet_id = NULL, stage = 'triage', site_id = {site} WHERE id = {on_id}"),
        format!("UPDATE device SET pallet_id = {id}, stage = 'scrapped', site_id = NULL WHERE id = {late_id}"),
        format!(
            "INSERT INTO scrap (device_id, weight_grams, waste_code, recipient, membership_id, left_at) \
             VALUES ({on_id}, 400, '16 02 14', 'x', {}, '2026-05-04T08:00:00Z')",
            boss.membership.id.0
        ),
    ])
    .await;
    yard.journal_holds().await;
}

#[tokio::test]
async fn an_open_pallet_takes_only_what_stands_beside_it() {
    let yard = Yard::new().await;
    let device = yard.at_triage(0).await;
    let (other, site) = yard.world.other_workshop().await;
    let stranger = yard.world.member(Role::Supervisor, other, Some(site)).await;
    let theirs = yard.open_pallet(&stranger).await;
    let ours = yard.open_pallet(&yard.supervisor).await;
    // Another workshop's pallet does not exist here, nor its device there.
    yard.supervisor
        .get(&format!("/pallets/{theirs}"))
        .await
        .expect(404);
    let fields = [("write_id", "to-the-others"), ("code", code(&device))];
    yard.supervisor
        .post(&format!("/pallets/{theirs}/devices"), &fields)
        .await
        .expect(404);
    let page = stranger
        .post(&format!("/pallets/{theirs}/devices"), &fields)
        .await
        .expect(409);
    assert!(page.says("l’appareil n’est pas à votre poste"), "{page}");
    // Who counts sees both; a worker neither.
    let list = yard.finance().await.get("/pallets").await.expect(200);
    for id in [ours, theirs] {
        assert!(list.says(&format!("Palette n° {id}")));
    }
    assert!(!list.has("main form"));
    yard.worker.get("/pallets").await.expect(403);
    let id = device.id.0;
    yard.refuses(&[
        format!("UPDATE device SET pallet_id = {theirs}, stage = 'scrapped', site_id = NULL WHERE id = {id}"),
        // On a pallet is not in the workshop.
        format!("UPDATE device SET pallet_id = {ours} WHERE id = {id}"),
        format!("UPDATE waste_pallet SET closed_at = '2026-05-04T08:00:00Z' WHERE id = {ours}"),
    ])
    .await;
}

#[tokio::test]
async fn of_two_people_at_once_one_puts_the_device_on_a_pallet() {
    let yard = Yard::new().await;
    let device = yard.at_triage(0).await;
    let second = yard.world.supervisor().await;
    let boss = &yard.supervisor;
    let (one, two) = (
        yard.open_pallet(boss).await,
        yard.open_pallet(&second).await,
    );
    let load = async |by: &Persona, id: i32| {
        let fields = [("write_id", unique()), ("code", code(&device).to_owned())];
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        by.post(&format!("/pallets/{id}/devices"), &fields)
            .await
            .status
            .as_u16()
    };
    let (first, other) = tokio::join!(load(boss, one), load(&second, two));
    let mut answers = [first, other];
    answers.sort_unstable();
    // Told that it changed, or that it is not here any more.
    assert!(matches!(answers, [303, 404 | 409]), "{answers:?}");
    assert!(yard.again(&device).await.pallet_id.is_some());
    yard.journal_holds().await;
}

#[tokio::test]
async fn the_number_of_a_slip_names_nobody() {
    let yard = Yard::new().await;
    let device = yard.at_triage(0).await;
    let id = yard.open_pallet(&yard.supervisor).await;
    let path = format!("/pallets/{id}");
    let page = yard.supervisor.get(&path).await.expect(200);
    let load = page
        .form("form[action$='/devices']")
        .set("code", code(&device));
    yard.supervisor.send(&load).await.expect(303);
    let page = yard.supervisor.get(&format!("{path}/departure")).await;
    let form = typed(page.expect(200).form("main form"), &GOOD).set("slip_number", A_PERSON);
    yard.world
        .keeps_out(yard.supervisor.send(&form).await)
        .await;
    assert!(yard.pallet(id).await.slip_number.is_none());
}
