//! Parts: out of one device, onto a shelf, into another; never with somebody's data on them (laws 2 and 3).
use super::{drives::inventory, *};
use crate::support::world::A_PERSON;
use entities::{
    device_drive, drive_erasure,
    part::{self, PartData, PartKind, PartState},
    part_erasure,
};

pub(super) const DRIVE: &str = "W0Q3ABCD";

impl Workshop {
    pub(super) async fn with_repairs() -> Self {
        let workshop = on_the_day_of_the_logs().await;
        for person in [&workshop.worker, &workshop.supervisor] {
            workshop.habilitate(person, Act::ElectricalRepair).await;
        }
        workshop
    }

    pub(super) async fn part_of(&self, serial: &str) -> part::Model {
        let part = part::Entity::find()
            .filter(part::COLUMN.serial.eq(Some(serial.to_owned())))
            .one(&self.world.app.db)
            .await
            .unwrap();
        part.unwrap()
    }

    pub(super) async fn drive_of(&self, code: &str, serial: &str) -> device_drive::Model {
        let drive = device_drive::Entity::find()
            .filter(
                device_drive::COLUMN
                    .device_id
                    .eq(self.device(code).await.id),
            )
            .filter(device_drive::COLUMN.serial.eq(serial))
            .one(&self.world.app.db)
            .await
            .unwrap();
        drive.unwrap()
    }

    /// Takes this out of a device, as the page names it.
    pub(super) async fn out(&self, code: &str, what: &str, id: &str) -> Page {
        let path = format!("/bench/{code}/parts");
        let fields = [("write_id", id), ("what", "out"), ("out", what)];
        self.worker.post(&path, &fields).await
    }

    pub(super) async fn fit(&self, code: &str, part: &str, id: &str) -> Page {
        let path = format!("/bench/{code}/parts");
        let fields = [("write_id", id), ("what", "in"), ("part", part)];
        self.worker.post(&path, &fields).await
    }

    /// Another laptop in refurbishment.
    pub(super) async fn laptop_at_work(&self, serial: &str) -> String {
        let code = self
            .received(&self.worker, DeviceKind::Laptop, Some(serial))
            .await;
        self.triage(&code).await;
        self.checklist(&code).await;
        code
    }
}

#[tokio::test]
async fn a_battery_goes_from_one_device_into_another_and_both_remember() {
    let workshop = Workshop::with_repairs().await;
    let (donor, other) = (
        workshop.laptop_at_work("SN-DONOR").await,
        workshop.laptop_at_work("SN-OTHER").await,
    );
    let page = workshop
        .worker
        .get(&format!("/bench/{donor}/parts"))
        .await
        .expect(200);
    let form = page.form("form:has(button[value='out'])");
    let sent = workshop
        .worker
        .send(&form.set("out", "own:battery").press("what", "out"))
        .await;
    let page = workshop.worker.follow(sent).await.expect(200);
    assert!(page.says("Pièce sortie"), "{page}");
    let db = &workshop.world.app.db;
    let battery = part::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(
        (battery.kind, battery.data),
        (PartKind::Battery, PartData::NoData)
    );
    assert_eq!(battery.state, PartState::OnShelf);
    let list = workshop.worker.get("/parts").await.expect(200);
    assert!(
        list.says(&battery.code) && list.says("1 en rayon"),
        "{list}"
    );
    workshop
        .fit(&other, &battery.code, "fit-battery-1")
        .await
        .expect(303);
    // The same form again is answered as the first time; another one is told where the part is.
    workshop
        .fit(&other, &battery.code, "fit-battery-1")
        .await
        .expect(303);
    let page = workshop.fit(&donor, &battery.code, "fit-battery-2").await;
    assert!(page.expect(409).says("n’est plus en rayon"));
    let page = workshop
        .supervisor
        .get(&format!("/parts/{}", battery.code))
        .await
        .expect(200);
    assert!(
        page.says(&donor) && page.says(&other),
        "where from and where to: {page}"
    );
    let sheet = workshop.supervisor.get(&format!("/devices/{donor}")).await;
    assert!(sheet.expect(200).says("Pièce démontée : Batterie"));
    let sheet = workshop.supervisor.get(&format!("/devices/{other}")).await;
    assert!(sheet.expect(200).says("Pièce posée : Batterie"));
    // The label leads to the part.
    workshop
        .worker
        .get(&format!("/d/{}", battery.code))
        .await
        .sends_to(&format!("/parts/{}", battery.code));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_drive_with_data_goes_into_no_device_before_it_is_erased() {
    let workshop = Workshop::with_repairs().await;
    let db = &workshop.world.app.db;
    let donor = workshop.laptop_with_two_drives().await;
    let other = workshop.laptop_at_work("SN-OTHER").await;
    let drive = workshop.drive_of(&donor, DRIVE).await;
    workshop
        .out(&donor, &format!("drive:{}", drive.id), "drive-out-1")
        .await
        .expect(303);
    let part = workshop.part_of(DRIVE).await;
    assert_eq!(
        (part.state, part.data),
        (PartState::OnShelf, PartData::Unerased)
    );
    assert!(workshop.drive_of(&donor, DRIVE).await.absent_at.is_some());
    let refused = workshop.fit(&other, &part.code, "drive-in-1").await;
    assert!(refused.expect(409).says("Effacez-le d’abord"));
    // Nor by hand: neither into the device, nor called erased without a proof.
    let device = workshop.device(&other).await;
    for by_hand in [
        format!(
            "UPDATE part SET state = 'in_device', site_id = NULL, device_id = {}",
            device.id.0
        ),
        "UPDATE part SET data = 'erased'".to_owned(),
        "UPDATE part SET data = 'no_data'".to_owned(),
        format!("UPDATE part SET device_id = {}", device.id.0),
        "UPDATE part SET site_id = NULL".to_owned(),
    ] {
        assert!(db.execute_unprepared(&by_hand).await.is_err(), "{by_hand}");
    }
    // Erased on the shelf, by a log that names it; a log of another drive says nothing.
    let path = format!("/parts/{}/erasure", part.code);
    let page = workshop.worker.get(&path).await.expect(200);
    let form = page.form("main form");
    let wrong = form.clone().attach("log", "n.log", &log("v042-nvme-only"));
    let refused = workshop.worker.send(&wrong).await.expect(409);
    assert!(refused.says("ne nomme pas ce disque"), "{refused}");
    let page = workshop.worker.get(&path).await.expect(200);
    let right = page
        .form("main form")
        .attach("log", "n.log", &log("v042-hdd-only"));
    let done = workshop.worker.send(&right).await;
    let page = workshop.worker.follow(done).await.expect(200);
    assert!(page.says("il peut aller dans un appareil"), "{page}");
    assert_eq!(workshop.part_of(DRIVE).await.data, PartData::Erased);
    assert_eq!(part_erasure::Entity::find().count(db).await.unwrap(), 1);
    workshop
        .fit(&other, &part.code, "drive-in-2")
        .await
        .expect(303);
    // From now on it is one of the other's drives, and waits for an erasure there.
    let fitted = workshop.drive_of(&other, DRIVE).await;
    assert_eq!(fitted.part_id, Some(part.id));
    assert_eq!(drive_erasure::Entity::find().count(db).await.unwrap(), 0);
    let page = workshop.ask_check_by_hand(&other).await.expect(409);
    assert!(page.says("effacement"), "{page}");
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_drive_erased_in_its_device_is_erased_on_the_shelf() {
    let workshop = Workshop::with_repairs().await;
    let donor = workshop.laptop_with_two_drives().await;
    workshop
        .send_log(&donor, "nwipe.log", &log("v042-two-drives"))
        .await
        .expect(303);
    let drive = workshop.drive_of(&donor, DRIVE).await;
    workshop
        .out(&donor, &format!("drive:{}", drive.id), "drive-out-1")
        .await
        .expect(303);
    assert_eq!(workshop.part_of(DRIVE).await.data, PartData::Erased);
    // Its machine says that it is there again: the part is where the machine says.
    workshop
        .send_inventory(&donor, &inventory("lshw-two-drives.json"))
        .await
        .expect(303);
    let part = workshop.part_of(DRIVE).await;
    // Whether the inventory was said anew or known, the part is in one place.
    let there = workshop.drive_of(&donor, DRIVE).await.absent_at.is_none();
    assert_eq!(part.state == PartState::InDevice, there);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn of_two_who_fit_one_part_at_once_one_wins() {
    let workshop = Workshop::with_repairs().await;
    let (donor, one, two) = (
        workshop.laptop_at_work("SN-DONOR").await,
        workshop.laptop_at_work("SN-1").await,
        workshop.laptop_at_work("SN-2").await,
    );
    workshop
        .out(&donor, "own:screen", "screen-out-1")
        .await
        .expect(303);
    let db = &workshop.world.app.db;
    let screen = part::Entity::find().one(db).await.unwrap().unwrap();
    let (a, b) = tokio::join!(
        workshop.fit(&one, &screen.code, "fit-at-once-1"),
        workshop.fit(&two, &screen.code, "fit-at-once-2"),
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_device_is_opened_in_refurbishment_by_who_is_habilitated() {
    let workshop = on_the_day_of_the_logs().await;
    let code = workshop.laptop_at_work("SN-1").await;
    let page = workshop.out(&code, "own:battery", "no-habilitation").await;
    assert!(
        page.expect(409)
            .says("habilitation de réparation électrique")
    );
    workshop
        .habilitate(&workshop.worker, Act::ElectricalRepair)
        .await;
    // What may hold data is not kept of a device that is not erased.
    let page = workshop.out(&code, "own:motherboard", "board-out-1").await;
    assert!(page.expect(409).says("peut garder des données"));
    let waiting = workshop.tablet_to_check().await;
    let page = workshop.out(&waiting, "own:battery", "checked-one-1").await;
    assert!(page.expect(409).says("pas en remise en état"));
    // Another organisation sees neither the bench nor the part.
    workshop
        .out(&code, "own:battery", "battery-out-1")
        .await
        .expect(303);
    let db = &workshop.world.app.db;
    let battery = part::Entity::find().one(db).await.unwrap().unwrap();
    let (other, site) = workshop.world.other_workshop().await;
    let theirs = workshop
        .world
        .member(Role::Supervisor, other, Some(site))
        .await;
    for path in [
        format!("/parts/{}", battery.code),
        format!("/parts/{}/erasure", battery.code),
        format!("/bench/{code}/parts"),
    ] {
        theirs.get(&path).await.expect(404);
    }
    assert!(!theirs.get("/parts").await.expect(200).says(&battery.code));
    workshop.assert_journal_holds().await;
}

impl Workshop {
    /// The device goes to the workshop of another organisation: who works there, and may open devices.
    pub(super) async fn elsewhere(&self, code: &str) -> Persona {
        let (other, site) = self.world.other_workshop().await;
        let theirs = self
            .world
            .member(Role::Supervisor, other, Some(site.clone()))
            .await;
        self.habilitate(&theirs, Act::ElectricalRepair).await;
        let moved = device::ActiveModel {
            site_id: Set(Some(site.id)),
            ..Default::default()
        };
        let device = self.device(code).await;
        self.world
            .change_device(&device, moved, EventKind::DeviceMoved)
            .await;
        theirs
    }
}

#[tokio::test]
async fn a_part_follows_its_device_to_another_workshop_and_comes_out_there() {
    let workshop = Workshop::with_repairs().await;
    let db = &workshop.world.app.db;
    let (donor, other) = (
        workshop.laptop_at_work("SN-DONOR").await,
        workshop.laptop_at_work("SN-OTHER").await,
    );
    workshop
        .out(&donor, "own:battery", "battery-out-1")
        .await
        .expect(303);
    let battery = part::Entity::find().one(db).await.unwrap().unwrap();
    workshop
        .fit(&other, &battery.code, "battery-in-1")
        .await
        .expect(303);
    let theirs = workshop.elsewhere(&other).await;
    let path = format!("/bench/{other}/parts");
    let page = theirs.get(&path).await.expect(200);
    let form = page.form("form:has(button[value='out'])");
    let named = format!("part:{}", battery.code);
    let form = form.set("out", &named);
    let taken = theirs.send(&form.press("what", "out")).await.expect(303);
    let page = theirs.follow(taken).await.expect(200);
    assert!(page.says("Pièce sortie"), "{page}");
    let taken = part::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(
        (taken.state, taken.organisation_id, taken.site_id),
        (
            PartState::OnShelf,
            theirs.organisation.id,
            theirs.site.as_ref().map(|site| site.id)
        )
    );
    // It is on their shelf, and on nobody else's.
    let part = format!("/parts/{}", battery.code);
    theirs.get(&part).await.expect(200);
    workshop.worker.get(&part).await.expect(404);
    let fields = [
        ("write_id", "battery-out-2"),
        ("what", "out"),
        ("out", &named),
    ];
    let page = theirs.post(&path, &fields).await.expect(409);
    assert!(page.says("n’est pas dans cet appareil"), "{page}");
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_drive_known_as_a_part_follows_its_device_and_comes_out_as_the_same_part() {
    let workshop = Workshop::with_repairs().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop_with_two_drives().await;
    workshop
        .send_log(&code, "nwipe.log", &log("v042-two-drives"))
        .await
        .expect(303);
    let drive = workshop.drive_of(&code, DRIVE).await;
    workshop
        .out(&code, &format!("drive:{}", drive.id), "drive-out-1")
        .await
        .expect(303);
    let part = workshop.part_of(DRIVE).await;
    workshop
        .fit(&code, &part.code, "drive-in-1")
        .await
        .expect(303);
    let theirs = workshop.elsewhere(&code).await;
    let named = format!("drive:{}", drive.id);
    let fields = [
        ("write_id", "drive-out-2"),
        ("what", "out"),
        ("out", &named),
    ];
    theirs
        .post(&format!("/bench/{code}/parts"), &fields)
        .await
        .expect(303);
    assert_eq!(part::Entity::find().count(db).await.unwrap(), 1);
    let taken = workshop.part_of(DRIVE).await;
    assert_eq!(
        (taken.id, taken.state, taken.organisation_id),
        (part.id, PartState::OnShelf, theirs.organisation.id)
    );
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn who_changed_a_part_does_not_check_the_device() {
    let workshop = Workshop::with_repairs().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let path = format!("/bench/{code}/parts");
    let fields = [
        ("write_id", "by-the-supervisor"),
        ("what", "out"),
        ("out", "own:memory"),
    ];
    workshop.supervisor.post(&path, &fields).await.expect(303);
    workshop.reset(&code).await;
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let page = post_check(&workshop.supervisor, &code).await.expect(409);
    assert!(page.says("travaill"), "{page}");
}

#[tokio::test]
async fn a_donor_device_is_taken_apart_and_leaves_as_waste() {
    let workshop = Workshop::with_repairs().await;
    let db = &workshop.world.app.db;
    let donor = workshop.laptop_with_two_drives().await;
    let drive = workshop.drive_of(&donor, DRIVE).await;
    let form = scrap_form(&workshop, &donor)
        .await
        .tick("keep", "own:screen")
        .tick("keep", &format!("drive:{}", drive.id))
        .tick("data_handled", "yes");
    // What may hold data stays with a device that is not erased.
    let board = form.clone().tick("keep", "own:motherboard");
    let page = workshop.supervisor.send(&board).await.expect(409);
    assert!(page.says("peut garder des données"), "{page}");
    assert_eq!(
        part::Entity::find().count(db).await.unwrap(),
        0,
        "nothing half-done stays"
    );
    let page = workshop
        .supervisor
        .get(&format!("/bench/{donor}/scrap"))
        .await
        .expect(200);
    let again = page.form("main form");
    let form = again
        .set("weight", "0,48")
        .set("waste_code", "20 01 35*")
        .set("recipient", "Récup’ du Lac")
        .tick("keep", "own:screen")
        .tick("keep", &format!("drive:{}", drive.id))
        .tick("data_handled", "yes");
    workshop.supervisor.send(&form).await.expect(303);
    assert_eq!(workshop.stage(&donor).await, Stage::Scrapped);
    let parts = part::Entity::find().all(db).await.unwrap();
    assert_eq!(parts.len(), 2);
    for part in &parts {
        assert_eq!(part.state, PartState::OnShelf);
        assert_eq!(part.site_id, workshop.supervisor.membership.site_id);
    }
    assert_eq!(workshop.part_of(DRIVE).await.data, PartData::Unerased);
    let event = workshop.events(&donor).await.pop().unwrap();
    assert!(event.data.contains("kept_parts"), "{}", event.data);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn what_is_left_in_a_donor_device_leaves_when_its_pallet_leaves() {
    let workshop = Workshop::with_repairs().await;
    let (db, boss) = (&workshop.world.app.db, &workshop.supervisor);
    let (giver, donor) = (
        workshop.laptop_at_work("SN-GIVER").await,
        workshop.laptop_at_work("SN-DONOR").await,
    );
    workshop
        .out(&giver, "own:memory", "memory-out-1")
        .await
        .expect(303);
    let fitted = part::Entity::find().one(db).await.unwrap().unwrap();
    workshop
        .fit(&donor, &fitted.code, "memory-in-1")
        .await
        .expect(303);
    let pallets = boss.get("/pallets").await.expect(200);
    let form = pallets.form("main form").set("waste_code", "16 02 13*");
    let opened = boss.send(&form).await.expect(303);
    let pallet = opened.location().split('?').next().unwrap();
    // The screen is kept, in the same write; the memory stays in the device as long as that may come back.
    let form = form_of(boss, &donor, "scrap").await;
    let form = form.tick("keep", "own:screen").tick("data_handled", "yes");
    boss.send(&form)
        .await
        .sends_to("/bench?done=bench-put-on-pallet");
    let state = async |kind: PartKind| {
        let part = part::Entity::find().filter(part::COLUMN.kind.eq(kind));
        part.one(db).await.unwrap().unwrap().state
    };
    assert_eq!(state(PartKind::Screen).await, PartState::OnShelf);
    assert_eq!(state(PartKind::Memory).await, PartState::InDevice);
    let event = workshop.events(&donor).await.pop().unwrap();
    assert_eq!(event.kind, "device_put_on_pallet");
    assert!(event.data.contains("kept_parts"), "{}", event.data);
    let page = boss.get(&format!("{pallet}/departure")).await.expect(200);
    let form = page
        .form("main form")
        .set("weight", "12,5")
        .set("recipient", "Récup’ du Lac")
        .set("recipient_siret", "732 829 320 00074")
        .set("transporter", "Récup’ du Lac")
        .set("slip_number", "BSD-20260504-ABC123DEF");
    boss.send(&form).await.expect(303);
    assert_eq!(state(PartKind::Screen).await, PartState::OnShelf);
    assert_eq!(state(PartKind::Memory).await, PartState::Gone);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_part_is_added_moved_and_scrapped() {
    let workshop = Workshop::with_repairs().await;
    let supervisor = &workshop.supervisor;
    let store = workshop
        .world
        .site(&supervisor.organisation, "Réserve")
        .await;
    let page = supervisor.get("/parts").await.expect(200);
    let form = page
        .form("form[action='/parts'][method='post']")
        .set("add_kind", "drive")
        .set("model", "860 EVO");
    let page = supervisor.send(&form).await.expect(422);
    assert!(page.says("a besoin de son numéro de série"), "{page}");
    let form = page
        .form("form[action='/parts'][method='post']")
        .set("serial", "s3y9nx0k");
    let made = supervisor.send(&form).await;
    let page = supervisor.follow(made).await.expect(200);
    assert!(
        page.says("Pièce ajoutée") && page.says("À effacer d’abord"),
        "{page}"
    );
    let part = workshop.part_of("S3Y9NX0K").await;
    let list = supervisor.get("/parts").await.expect(200);
    let twice = list
        .form("form[action='/parts'][method='post']")
        .set("add_kind", "drive")
        .set("model", "860 EVO")
        .set("serial", "S3Y9-NX0K");
    assert!(supervisor.send(&twice).await.expect(409).says("déjà connu"));
    let path = format!("/parts/{}", part.code);
    let page = supervisor.get(&path).await.expect(200);
    let form = page.form("form:has(button[value='move'])");
    let moved = form.set("to", store.id.0.to_string()).press("what", "move");
    supervisor.send(&moved).await.expect(303);
    assert_eq!(workshop.part_of("S3Y9NX0K").await.site_id, Some(store.id));
    let page = supervisor.get(&path).await.expect(200);
    let form = page.form("form:has(button[value='scrap'])");
    let unsure = supervisor.send(&form.clone().press("what", "scrap")).await;
    assert!(unsure.expect(422).says("Cochez la case"));
    let gone = form.tick("sure", "yes").press("what", "scrap");
    supervisor.send(&gone).await.expect(303);
    assert_eq!(workshop.part_of("S3Y9NX0K").await.state, PartState::Gone);
    let pdf = supervisor
        .get(&format!("{path}/label?template=avery-l7160"))
        .await
        .expect(200);
    assert!(pdf.body.starts_with(b"%PDF"));
    workshop
        .worker
        .post(&path, &[("write_id", "by-hand-0001")])
        .await
        .expect(403);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn the_serial_of_a_part_names_nobody() {
    let workshop = Workshop::with_repairs().await;
    let page = workshop.supervisor.get("/parts").await.expect(200);
    let site = workshop.supervisor.site.as_ref().unwrap().id.0.to_string();
    let form = page
        .form("form[method=post][action='/parts']")
        .set("add_kind", "battery")
        .set("model", "L18M3P71")
        .set("serial", A_PERSON)
        .set("add_site", site);
    let refused = workshop.supervisor.send(&form).await;
    workshop.world.keeps_out(refused).await;
}
