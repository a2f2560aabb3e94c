//! Several workshops: a lot is shared, and each device is scanned out of one and into the other (law 2).

use crate::support::{World, page::Page, world::Persona};
use chrono::{NaiveDate, TimeDelta};
use entities::{
    collection_lot,
    container::ContainerKind,
    device::{self, Stage},
    event,
    membership::Role,
    organisation::OrganisationKind,
    site, transfer,
    transfer_device::{self, TransferOutcome},
};
use passe_relais::{
    devices::storage::actions::{New, make, stow},
    journal::{EventKind, verify},
    labels::Code,
};
use rand::rngs::StdRng;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder, Set};

/// A lot at one workshop, and another workshop that can take some of it.
struct Shared {
    world: World,
    sender: Persona,
    receiver: Persona,
    lot: collection_lot::Model,
    codes: Vec<Code>,
}

impl Shared {
    async fn new(devices: usize) -> Self {
        let world = World::new().await;
        let sender = world.supervisor().await;
        let (organisation, site) = world.other_workshop().await;
        let receiver = world
            .member(Role::Supervisor, organisation, Some(site))
            .await;
        let lot = world.lot(sender.site.as_ref().unwrap()).await;
        let codes = world.blank_labels(&sender, devices).await;
        for (number, code) in codes.iter().enumerate() {
            world.received(&lot, &format!("SN-{number}"), *code).await;
        }
        Self {
            world,
            sender,
            receiver,
            lot,
            codes,
        }
    }

    fn split(&self) -> String {
        format!("/lots/{}/split", self.lot.id.0)
    }

    fn code(&self, number: usize) -> String {
        self.codes[number].to_string()
    }

    async fn declare(&self, by: &Persona, per_week: &str) {
        let site = by.site.as_ref().unwrap().id.0.to_string();
        let page = by.get("/capacity").await.expect(200);
        let form = page
            .form("form[action='/capacity']")
            .set("site", site)
            .set("per_week", per_week);
        by.send(&form).await.expect(303);
    }

    /// The field of the tablets that go to the other workshop.
    fn field(&self) -> String {
        let site = self.receiver.site.as_ref().unwrap().id.0;
        format!("share-tablet---{site}")
    }

    /// So many of the lot's tablets are to go to the other workshop.
    async fn shared(devices: usize, sent: usize) -> Self {
        let shared = Self::new(devices).await;
        shared.declare(&shared.receiver, &sent.to_string()).await;
        let page = shared.sender.get(&shared.split()).await.expect(200);
        let form = page.form(&format!("form[action='{}']", shared.split()));
        shared.sender.send(&form).await.expect(303);
        shared
    }

    async fn device(&self, number: usize) -> device::Model {
        device::Entity::find_by_label_code(Some(self.code(number)))
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn line(&self, number: usize) -> transfer_device::Model {
        let device = self.device(number).await.id;
        transfer_device::Entity::find()
            .order_by_desc(transfer_device::Column::Id)
            .all(&self.world.app.db)
            .await
            .unwrap()
            .into_iter()
            .find(|line| line.device_id == device)
            .unwrap()
    }

    async fn scan(&self, by: &Persona, way: &str, number: usize) -> Page {
        let write_id = format!("{way}-{number}-{}", uuid::Uuid::new_v4());
        let code = self.code(number);
        by.post(
            &format!("/transfers/1/{way}"),
            &[("write_id", &write_id), (way, &code)],
        )
        .await
    }

    async fn out(&self, number: usize) -> Page {
        self.scan(&self.sender, "out", number).await
    }

    async fn take_in(&self, number: usize) -> Page {
        self.scan(&self.receiver, "in", number).await
    }

    async fn by_hand(&self, statement: &str) -> bool {
        let refused = self.world.app.db.execute_unprepared(statement).await;
        refused.is_err()
    }

    async fn assert_journal_holds(&self) {
        let report = verify::database(&self.world.app.db, |_| {}).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

#[tokio::test]
async fn a_lot_is_shared_as_proposed_or_as_a_person_says_and_once() {
    let shared = Shared::new(5).await;
    let page = shared.sender.get(&shared.split()).await.expect(200);
    assert!(
        page.says("Aucun autre atelier n’a déclaré de capacité"),
        "{page}"
    );
    shared.declare(&shared.receiver, "3").await;
    let page = shared.sender.get(&shared.split()).await.expect(200);
    let field = format!("input[name='{}']", shared.field());
    assert_eq!(page.attribute(&field, "value"), "3", "{page}");
    let form = page.form(&format!("form[action='{}']", shared.split()));
    // More than there are, nothing, or no number: told, and what was typed stays.
    for (typed, said) in [
        ("6", "plus d’appareils qu’il n’y en a"),
        ("", "Rien ne part"),
        ("deux", "nombres entiers"),
    ] {
        let wrong = form.clone().set(&shared.field(), typed);
        let page = shared.sender.send(&wrong).await.expect(422);
        assert!(page.says(said), "{page}");
        assert_eq!(page.attribute(&field, "value"), typed);
    }
    let two = form.set(&shared.field(), "2");
    let first = shared.sender.send(&two).await.expect(303);
    let again = shared.sender.send(&two).await.expect(303);
    assert_eq!(first.location(), again.location());
    let transfers = transfer::Entity::find().count(&shared.world.app.db).await;
    assert_eq!(transfers.unwrap(), 1);
    let page = shared.sender.get(&shared.split()).await.expect(200);
    assert!(
        page.says("2 appareils, dont 0 partis et 0 réglés"),
        "{page}"
    );
    // Three are left, and one place: what is on its way to somebody takes room there.
    assert_eq!(page.attribute(&field, "value"), "1", "{page}");
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn a_device_is_scanned_out_and_in_and_has_one_holder_all_along() {
    let shared = Shared::shared(3, 2).await;
    let (from, to) = (
        shared.sender.site.as_ref().unwrap().id,
        shared.receiver.site.as_ref().unwrap().id,
    );
    let code = shared.code(0);
    // In a box first, which stays.
    let write = shared.world.app.write().await.unwrap();
    let by = passe_relais::journal::By {
        actor: Some(shared.sender.membership.id),
        at: shared.world.now(),
    };
    let new = New {
        kind: ContainerKind::Box,
        name: "Carton 1",
        site_id: from,
    };
    let carton = make(&write, by, new, rand::make_rng::<StdRng>())
        .await
        .unwrap();
    stow(&write, by, &shared.device(0).await, &carton)
        .await
        .unwrap();
    write.commit().await.unwrap();

    let page = shared.out(0).await.expect(303);
    let page = shared.sender.follow(page).await.expect(200);
    assert!(page.says("Scanné au départ"), "{page}");
    let sent = shared.device(0).await;
    assert_eq!(
        (
            sent.site_id,
            sent.container_id,
            sent.transfer_id.map(|id| id.0)
        ),
        (Some(from), None, Some(1))
    );
    // Nothing is done with it meanwhile: not at the bench, not on the board, not into a box.
    shared
        .sender
        .get(&format!("/bench/{code}"))
        .await
        .expect(404);
    let board = shared.sender.get("/board").await.expect(200);
    assert_eq!(board.text("#stage-received .number"), "2");
    assert!(board.says("1 partis d’ici"), "{board}");
    let mode = format!("IN-{}", carton.code);
    let into = [("write_id", "into-1"), ("mode", &mode), ("code", &code)];
    shared.sender.post("/bench/scan", &into).await.expect(409);
    let sheet = shared
        .sender
        .get(&format!("/devices/{code}"))
        .await
        .expect(200);
    assert!(sheet.says("Il voyage avec le transfert 1"), "{sheet}");
    // The one it goes to sees it already, and takes it in.
    shared
        .receiver
        .get(&format!("/devices/{code}"))
        .await
        .expect(200);
    shared
        .receiver
        .get(&format!("/devices/{}", shared.code(2)))
        .await
        .expect(404);
    let page = shared.take_in(0).await.expect(303);
    let page = shared.receiver.follow(page).await.expect(200);
    assert!(page.says("Scanné à l’arrivée"), "{page}");
    let here = shared.device(0).await;
    assert_eq!((here.site_id, here.transfer_id), (Some(to), None));
    assert_eq!(here.stage, Stage::Received);
    let line = shared.line(0).await;
    assert_eq!(line.outcome, Some(TransferOutcome::Arrived));
    shared
        .receiver
        .get(&format!("/bench/{code}"))
        .await
        .expect(200);
    let kinds: Vec<String> = event::Entity::find()
        .order_by_desc(event::Column::Seq)
        .all(&shared.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .filter(|event| event.subject_kind == "device" && event.subject_id == here.id.0)
        .take(2)
        .map(|event| event.kind)
        .collect();
    assert_eq!(kinds, ["device_moved", "device_sent"]);
    let slip = shared.sender.get("/transfers/1/slip").await.expect(200);
    assert_eq!(slip.header("content-type"), "application/pdf");
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn who_is_not_at_an_end_of_a_transfer_does_nothing_on_it() {
    let shared = Shared::shared(3, 2).await;
    let third = shared
        .world
        .organisation(OrganisationKind::Association, "Ordis du Chablais")
        .await;
    let site = shared.world.site(&third, "Ordis du Chablais").await;
    let third = shared
        .world
        .member(Role::Supervisor, third, Some(site))
        .await;
    for path in ["/transfers/1", "/transfers/1/slip"] {
        third.get(path).await.expect(404);
    }
    for way in ["out", "in"] {
        shared.scan(&third, way, 0).await.expect(404);
    }
    third
        .post("/transfers/1/withdraw", &[("write_id", "w-1")])
        .await
        .expect(404);
    third.get(&shared.split()).await.expect(404);
    // Each at their own end only.
    shared.scan(&shared.receiver, "out", 0).await.expect(404);
    shared.scan(&shared.sender, "in", 0).await.expect(404);
    // The third device is not on the list.
    let page = shared.out(2).await.expect(409);
    assert!(page.says("n’est pas sur ce transfert"), "{page}");
    shared.out(0).await.expect(303);
    let page = shared.out(0).await.expect(409);
    assert!(page.says("déjà parti"), "{page}");
    let page = shared
        .sender
        .post(
            "/transfers/1/out",
            &[("write_id", "x"), ("out", "pas un code")],
        )
        .await
        .expect(422);
    assert_eq!(page.attribute("#out", "value"), "pas un code");
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn of_two_people_at_once_one_wins_and_the_other_is_told() {
    let shared = Shared::shared(2, 1).await;
    shared.out(0).await.expect(303);
    let site = shared.receiver.site.clone();
    let organisation = shared.receiver.organisation.clone();
    let second = shared
        .world
        .member(Role::Supervisor, organisation, site)
        .await;
    let (one, two) = tokio::join!(
        shared.scan(&shared.receiver, "in", 0),
        shared.scan(&second, "in", 0)
    );
    let statuses = [&one, &two].map(|page| page.status.as_u16());
    assert!(
        statuses == [303, 409] || statuses == [409, 303],
        "{statuses:?}"
    );
    let moves = event::Entity::find()
        .all(&shared.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .filter(|event| event.kind == EventKind::DeviceMoved.name())
        .count();
    assert_eq!(moves, 1);
    // Two who share the same lot at once.
    let shared = Shared::new(2).await;
    shared.declare(&shared.receiver, "2").await;
    let other = shared.world.coordinator().await;
    let mine = shared.sender.get(&shared.split()).await.expect(200);
    let theirs = other.get(&shared.split()).await.expect(200);
    let form = |page: &Page| page.form(&format!("form[action='{}']", shared.split()));
    let (mine, theirs) = (form(&mine), form(&theirs));
    let (one, two) = tokio::join!(shared.sender.send(&mine), other.send(&theirs));
    let statuses = [&one, &two].map(|page| page.status.as_u16());
    assert!(
        statuses == [303, 409]
            || statuses == [409, 303]
            || statuses == [303, 422]
            || statuses == [422, 303],
        "{statuses:?}"
    );
    let lines = transfer_device::Entity::find()
        .count(&shared.world.app.db)
        .await;
    assert_eq!(lines.unwrap(), 2);
}

#[tokio::test]
async fn what_was_not_on_the_list_came_back_or_is_missing_is_said() {
    let shared = Shared::shared(5, 4).await;
    for number in 0..3 {
        shared.out(number).await.expect(303);
    }
    // The fifth lay in the same box; the fourth was on the list and not scanned out.
    shared.take_in(4).await.expect(303);
    shared.take_in(3).await.expect(303);
    // The second came back.
    let here = shared.sender.site.as_ref().unwrap().id.0;
    let back = format!("RECEIVED-{here}");
    let code = shared.code(1);
    shared
        .sender
        .post(
            "/bench/scan",
            &[("write_id", "b-1"), ("mode", &back), ("code", &code)],
        )
        .await
        .expect(303);
    let (organisation, site) = {
        let third = shared
            .world
            .organisation(OrganisationKind::Association, "Ordis du Chablais")
            .await;
        let site = shared.world.site(&third, "Ordis du Chablais").await;
        (third, site)
    };
    let third = shared
        .world
        .member(Role::Supervisor, organisation, Some(site))
        .await;
    // Whoever is at neither end does not see it; its own workshop could only send it there by another transfer.
    let arrival = format!("/devices/{}/arrival", shared.code(2));
    third
        .post(&arrival, &[("write_id", "b-2")])
        .await
        .expect(404);
    shared.world.days_pass(3);
    let page = shared.receiver.get("/transfers/1").await.expect(200);
    for (part, number) in [
        ("transfer-line-missing", 2),
        ("transfer-line-unlisted", 1),
        ("transfer-line-came-unsent", 1),
        ("transfer-line-returned", 1),
    ] {
        assert_eq!(
            page.text(&format!("#{part} .number")),
            number.to_string(),
            "{page}"
        );
    }
    let arrived = shared.device(4).await;
    assert_eq!(
        arrived.site_id,
        shared.receiver.site.as_ref().map(|site| site.id)
    );
    // Found in the end, and still counted.
    shared.take_in(0).await.expect(303);
    shared.take_in(2).await.expect(303);
    let page = shared.take_in(2).await.expect(409);
    assert!(page.says("déjà ici"), "{page}");
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn what_was_not_sent_is_taken_off_the_list_and_what_was_is_not() {
    let shared = Shared::shared(3, 2).await;
    shared.out(0).await.expect(303);
    let page = shared.sender.get("/transfers/1").await.expect(200);
    let form = page.form("form[action='/transfers/1/withdraw']");
    shared.sender.send(&form).await.expect(303);
    assert_eq!(
        shared.line(1).await.outcome,
        Some(TransferOutcome::Withdrawn)
    );
    assert_eq!(shared.line(0).await.outcome, None);
    let page = shared.out(1).await.expect(409);
    assert!(page.says("n’est plus attendu"), "{page}");
    // It may be shared again.
    let page = shared.sender.get(&shared.split()).await.expect(200);
    assert!(
        page.has(&format!("input[name='{}']", shared.field())),
        "{page}"
    );
    shared.take_in(0).await.expect(303);
}

#[tokio::test]
async fn a_statement_by_hand_cannot_do_what_the_pages_refuse() {
    let shared = Shared::shared(3, 2).await;
    let third = shared.device(2).await.id.0;
    let second = shared.device(1).await.id.0;
    let receiver = shared.receiver.site.as_ref().unwrap().id.0;
    let pickup = shared
        .world
        .organisation(
            OrganisationKind::FranceServices,
            "France Services de Faverges",
        )
        .await;
    let pickup = site::ActiveModel {
        organisation_id: Set(pickup.id),
        name: Set("Accueil".to_owned()),
        address: Set("1 place du Marché".to_owned()),
        postcode: Set("74210".to_owned()),
        city: Set("Faverges".to_owned()),
        is_workshop: Set(false),
        is_pickup: Set(true),
        is_training: Set(false),
        created_at: Set(shared.world.now()),
        ..Default::default()
    };
    let pickup = pickup.insert(&shared.world.app.db).await.unwrap().id.0;
    shared.out(0).await.expect(303);
    let first = shared.device(0).await.id.0;
    let member = shared.sender.membership.id.0;
    let at = "'2026-05-04T09:00:00Z'";
    for statement in [
        // In transit without having been scanned out, or without being on a list.
        format!("UPDATE device SET transfer_id = 1 WHERE id IN ({second}, {third})"),
        // Worked on, moved, boxed or handed over on the way.
        format!("UPDATE device SET stage = 'triage' WHERE id = {first}"),
        format!("UPDATE device SET site_id = {receiver} WHERE id = {first}"),
        format!("UPDATE device SET site_id = NULL WHERE id = {first}"),
        // Out of transit into a place that is no workshop (law 3).
        format!("UPDATE device SET transfer_id = NULL, site_id = {pickup} WHERE id = {first}"),
        // The line ends before the device is anywhere, or is taken off the list though it left.
        format!(
            "UPDATE transfer_device SET ended_at = {at}, outcome = 'arrived', ended_site_id = {receiver}, \
             ended_by = {member} WHERE device_id = {first}"
        ),
        format!(
            "UPDATE transfer_device SET sent_at = NULL, sent_by = NULL WHERE device_id = {first}"
        ),
        format!("UPDATE transfer_device SET device_id = {third} WHERE device_id = {first}"),
        // On two open transfers.
        format!(
            "INSERT INTO transfer (from_site_id, to_site_id, lot_id, membership_id, created_at) \
             VALUES ((SELECT from_site_id FROM transfer WHERE id = 1), {pickup}, 1, {member}, {at})"
        ),
        format!("UPDATE transfer SET to_site_id = {pickup} WHERE id = 1"),
        format!(
            "INSERT INTO transfer_device (transfer_id, device_id, expected) VALUES (1, {second}, true)"
        ),
    ] {
        assert!(shared.by_hand(&statement).await, "{statement}");
    }
    // A second transfer is well formed; a device of the first is not put on it.
    let other = format!(
        "INSERT INTO transfer (from_site_id, to_site_id, lot_id, membership_id, created_at) \
         SELECT from_site_id, to_site_id, lot_id, membership_id, created_at FROM transfer WHERE id = 1"
    );
    assert!(!shared.by_hand(&other).await);
    let twice = format!(
        "INSERT INTO transfer_device (transfer_id, device_id, expected) VALUES (2, {first}, true)"
    );
    assert!(shared.by_hand(&twice).await, "{twice}");
    assert_eq!(shared.device(0).await.transfer_id.map(|id| id.0), Some(1));
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn rules_say_which_devices_go_where_and_only_coordination_makes_them() {
    let shared = Shared::new(4).await;
    shared.declare(&shared.sender, "50").await;
    shared.declare(&shared.receiver, "2").await;
    // By room alone, all stay at the larger workshop.
    let page = shared.sender.get(&shared.split()).await.expect(200);
    let field = format!("input[name='{}']", shared.field());
    assert_eq!(page.attribute(&field, "value"), "0", "{page}");
    let coordinator = shared.world.coordinator().await;
    let receiver = shared.receiver.site.as_ref().unwrap().id.0.to_string();
    let page = coordinator.get("/capacity").await.expect(200);
    let form = page
        .form("form[action='/capacity/rules']")
        .set("to", &receiver);
    let wrong = coordinator.send(&form).await.expect(422);
    assert!(
        wrong.says("Choisissez un type d’appareil ou un grade"),
        "{wrong}"
    );
    coordinator
        .send(&form.set("kind", "tablet"))
        .await
        .expect(303);
    let page = shared.sender.get(&shared.split()).await.expect(200);
    assert_eq!(page.attribute(&field, "value"), "2", "{page}");
    assert!(page.says("Proposé selon 1 règle"), "{page}");
    let rule = [("write_id", "r-1"), ("kind", "tablet"), ("to", &receiver)];
    shared
        .sender
        .post("/capacity/rules", &rule)
        .await
        .expect(403);
    let end = [("write_id", "r-2")];
    shared
        .sender
        .post("/capacity/rules/1/end", &end)
        .await
        .expect(403);
    coordinator
        .post("/capacity/rules/9/end", &end)
        .await
        .expect(404);
    coordinator
        .post("/capacity/rules/1/end", &[("write_id", "r-3")])
        .await
        .expect(303);
    let page = shared.sender.get(&shared.split()).await.expect(200);
    assert_eq!(page.attribute(&field, "value"), "0", "{page}");
}

#[tokio::test]
async fn a_capacity_is_declared_for_ones_own_workshop_from_a_day_on() {
    let shared = Shared::new(1).await;
    let receiver = shared.receiver.site.as_ref().unwrap().id.0.to_string();
    let today = shared.world.app.clock.today();
    let yesterday = today - TimeDelta::days(1);
    let post = |by, write_id, per_week, from: NaiveDate| {
        declare_by_hand(by, &receiver, write_id, per_week, from)
    };
    post(&shared.sender, "c-1", "40", today).await.expect(422);
    for (write_id, per_week, from) in [
        ("c-2", "-1", today),
        ("c-3", "", today),
        ("c-4", "40", yesterday),
    ] {
        post(&shared.receiver, write_id, per_week, from)
            .await
            .expect(422);
    }
    post(&shared.receiver, "c-5", "40", today).await.expect(303);
    let later = today + TimeDelta::days(7);
    post(&shared.receiver, "c-6", "25", later).await.expect(303);
    let told = "tbody td[data-label='Appareils par semaine']";
    let page = shared.receiver.get("/capacity").await.expect(200);
    assert_eq!(page.text(told), "40");
    shared.world.days_pass(7);
    let page = shared.receiver.get("/capacity").await.expect(200);
    assert_eq!(page.text(told), "25");
}

async fn declare_by_hand(
    by: &Persona,
    site: &str,
    write_id: &str,
    per_week: &str,
    from: NaiveDate,
) -> Page {
    let from = from.to_string();
    let fields = [
        ("write_id", write_id),
        ("site", site),
        ("per_week", per_week),
        ("from_on", &from),
    ];
    by.post("/capacity", &fields).await
}
