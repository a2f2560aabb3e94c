//! Several workshops: a lot is shared, and each device is scanned out of one and into the other (law 2).

mod cards;
mod ways_round;

use crate::support::{World, page::Page, visitor::Visitor, world::Persona};
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

    /// The same person, signed in anew: a session does not outlive days.
    async fn again(&self, who: &Persona) -> Visitor {
        self.world.sign_in(&who.account.email).await
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
    assert!(page.says("2 appareils, dont 0 parti et 0 réglé"), "{page}");
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
    let into = [
        ("write_id", "by-hand-into-1"),
        ("mode", &mode),
        ("code", &code),
    ];
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
    let rule = [
        ("write_id", "by-hand-r-1"),
        ("kind", "tablet"),
        ("to", &receiver),
    ];
    shared
        .sender
        .post("/capacity/rules", &rule)
        .await
        .expect(403);
    let end = [("write_id", "by-hand-r-2")];
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
        .post("/capacity/rules/1/end", &[("write_id", "by-hand-r-3")])
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
    post(&shared.sender, "by-hand-c-1", "40", today)
        .await
        .expect(422);
    for (write_id, per_week, from) in [
        ("by-hand-c-2", "-1", today),
        ("by-hand-c-3", "", today),
        ("by-hand-c-4", "40", yesterday),
    ] {
        post(&shared.receiver, write_id, per_week, from)
            .await
            .expect(422);
    }
    post(&shared.receiver, "by-hand-c-5", "40", today)
        .await
        .expect(303);
    let later = today + TimeDelta::days(7);
    post(&shared.receiver, "by-hand-c-6", "25", later)
        .await
        .expect(303);
    let told = "tbody td[data-label='Appareils par semaine']";
    let page = shared.receiver.get("/capacity").await.expect(200);
    assert_eq!(page.text(told), "40");
    shared.world.days_pass(7);
    let receiver = shared.again(&shared.receiver).await;
    let page = receiver.get("/capacity").await.expect(200);
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
