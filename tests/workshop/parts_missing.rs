//! What came out of a device and was not replaced, what goes into another model, and a drive that is noted twice.
use super::{parts::DRIVE, *};
use entities::{
    part::{self, PartKind, PartState},
    part_removal,
};

impl Workshop {
    async fn part_of_kind(&self, kind: PartKind) -> part::Model {
        let parts = part::Entity::find().filter(part::COLUMN.kind.eq(kind));
        parts.one(&self.world.app.db).await.unwrap().unwrap()
    }

    /// The device turns out to be of another model.
    async fn is_a_lenovo(&self, code: &str) {
        let device = self.device(code).await;
        let change = device::ActiveModel {
            manufacturer: Set("Lenovo".to_owned()),
            manufacturer_key: Set("lenovo".to_owned()),
            model: Set("ThinkPad X260".to_owned()),
            model_key: Set("laptop lenovo thinkpad x260".to_owned()),
            search: Set(device
                .search
                .replace("hp probook 430 g5", "lenovo thinkpad x260")),
            ..Default::default()
        };
        self.world
            .change_device(&device, change, EventKind::DeviceCorrected)
            .await;
    }
}

#[tokio::test]
async fn a_device_without_its_battery_goes_to_no_check_until_one_is_fitted() {
    let workshop = Workshop::with_repairs().await;
    let code = workshop.laptop_done().await;
    let bench = format!("/bench/{code}");
    let offered = format!("form[action='{bench}/check-request']");
    let page = workshop.worker.get(&bench).await.expect(200);
    assert!(page.has(&offered), "{page}");
    workshop
        .out(&code, "own:battery", "battery-out-1")
        .await
        .expect(303);
    // Said, with the one thing to do; the check is neither offered nor to be had.
    let page = workshop.worker.get(&bench).await.expect(200);
    assert!(!page.has(&offered), "{page}");
    assert!(page.says("Il manque la batterie"), "{page}");
    assert!(page.has(&format!(".next a[href='{bench}/parts']")));
    let refused = workshop.ask_check_by_hand(&code).await.expect(409);
    assert!(refused.says("Il manque la batterie"), "{refused}");
    let tasks = workshop.worker.get(&format!("{bench}/tasks")).await;
    assert!(tasks.expect(200).says("Il manque une pièce"));
    let list = workshop.supervisor.get("/bench").await.expect(200);
    assert!(list.says("Poser la pièce qui manque"), "{list}");
    // What else came out of it is no reason.
    workshop
        .out(&code, "own:memory", "memory-out-1")
        .await
        .expect(303);
    let battery = workshop.part_of_kind(PartKind::Battery).await;
    workshop
        .fit(&code, &battery.code, "battery-in-1")
        .await
        .expect(303);
    workshop.ask_check(&code).await.expect(303);
    workshop.sign(&code).await.expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_battery_that_was_fitted_and_came_out_again_is_missing_too() {
    let workshop = Workshop::with_repairs().await;
    let donor = workshop.laptop_at_work("SN-DONOR").await;
    let code = workshop.laptop_done().await;
    workshop
        .out(&donor, "own:battery", "battery-out-1")
        .await
        .expect(303);
    let battery = workshop.part_of_kind(PartKind::Battery).await;
    workshop
        .fit(&code, &battery.code, "battery-in-1")
        .await
        .expect(303);
    let fitted = format!("part:{}", battery.code);
    workshop
        .out(&code, &fitted, "battery-out-2")
        .await
        .expect(303);
    let refused = workshop.ask_check_by_hand(&code).await.expect(409);
    assert!(refused.says("Il manque la batterie"), "{refused}");
    // It goes on into a third one: the first two still lack theirs.
    let third = workshop.laptop_at_work("SN-THIRD").await;
    workshop
        .fit(&third, &battery.code, "battery-in-2")
        .await
        .expect(303);
    for lacking in [&donor, &code] {
        let page = workshop.worker.get(&format!("/bench/{lacking}")).await;
        assert!(page.expect(200).says("Il manque la batterie"));
    }
    let page = workshop.worker.get(&format!("/bench/{third}")).await;
    assert!(!page.expect(200).says("Il manque la batterie"));
    workshop.assert_journal_holds().await;
}

/// The triggers alone, tried by hand.
#[tokio::test]
async fn the_database_itself_lets_no_device_be_ready_without_a_part_it_needs() {
    let workshop = Workshop::with_repairs().await;
    let db = &workshop.world.app.db;
    let code = workshop.laptop_done().await;
    workshop
        .out(&code, "own:keyboard", "keyboard-out-1")
        .await
        .expect(303);
    let keyboard = workshop.part_of_kind(PartKind::Keyboard).await;
    workshop
        .fit(&code, &keyboard.code, "keyboard-in-1")
        .await
        .expect(303);
    workshop.ask_check(&code).await.expect(303);
    workshop.sign(&code).await.expect(303);
    let device = workshop.device(&code).await;
    let site = device.site_id.unwrap().0;
    // What came out is not forgotten, and nothing comes out without saying so.
    let shelve = format!(
        "UPDATE part SET state = 'on_shelf', device_id = NULL, site_id = {site}, \
         since = '2026-10-05T10:00:00Z' WHERE id = {}",
        keyboard.id.0
    );
    for by_hand in [
        "DELETE FROM part_removal",
        "UPDATE part_removal SET device_id = device_id",
        shelve.as_str(),
    ] {
        assert!(db.execute_unprepared(by_hand).await.is_err(), "{by_hand}");
    }
    assert_eq!(part_removal::Entity::find().count(db).await.unwrap(), 1);
    let stage = |stage: &str| {
        format!(
            "UPDATE device SET stage = '{stage}' WHERE id = {}",
            device.id.0
        )
    };
    let said = format!(
        "INSERT INTO part_removal (part_id, device_id, at) VALUES ({}, {}, '2026-10-05T10:00:00Z')",
        keyboard.id.0, device.id.0
    );
    db.execute_unprepared(&said).await.unwrap();
    db.execute_unprepared(&shelve).await.unwrap();
    let quality_check = stage("quality_check");
    db.execute_unprepared(&quality_check).await.unwrap();
    let ready = stage("ready");
    let said = db.execute_unprepared(&ready).await.unwrap_err().to_string();
    assert!(said.contains("came out of it"), "{said}");
    // A tablet's keyboard is its cover.
    let tablet = format!(
        "UPDATE device SET kind = 'tablet' WHERE id = {}",
        device.id.0
    );
    db.execute_unprepared(&tablet).await.unwrap();
    db.execute_unprepared(&ready).await.unwrap();
}

#[tokio::test]
async fn a_part_out_of_another_model_goes_in_only_once_somebody_has_looked_twice() {
    let workshop = Workshop::with_repairs().await;
    let (donor, code) = (
        workshop.laptop_at_work("SN-DONOR").await,
        workshop.laptop_at_work("SN-OTHER").await,
    );
    workshop
        .out(&donor, "own:battery", "battery-out-1")
        .await
        .expect(303);
    let battery = workshop.part_of_kind(PartKind::Battery).await;
    workshop.is_a_lenovo(&code).await;
    // Said before, on the list of the shelf.
    let path = format!("/bench/{code}/parts");
    let page = workshop.worker.get(&path).await.expect(200);
    let told = "Vient d’un autre modèle : HP ProBook 430 G5";
    assert!(page.says(told), "{page}");
    let form = page.form("form:has(button[value='in'])");
    let form = form.set("part", &battery.code).press("what", "in");
    let asked = workshop.worker.send(&form).await.expect(422);
    assert!(asked.says("L’appareil est un Lenovo ThinkPad X260"));
    assert!(asked.says("la même tension"), "{asked}");
    assert!(asked.says("Comparez, puis cochez"), "{asked}");
    assert_eq!(
        workshop.part_of_kind(PartKind::Battery).await.state,
        PartState::OnShelf
    );
    // What was ticked for one part is not said of another.
    let form = asked.form("form:has(button[value='in'])");
    let sure = form.tick("sure", "yes").press("what", "in");
    let of_another = sure.clone().set("seen", "AAAA-AAAA");
    workshop.worker.send(&of_another).await.expect(422);
    let done = workshop.worker.send(&sure).await;
    let page = workshop.worker.follow(done).await.expect(200);
    assert!(page.says("Pièce posée"), "{page}");
    let event = workshop.events(&code).await.pop().unwrap();
    assert!(
        event.data.contains("\"other_model\":true"),
        "{}",
        event.data
    );
    // Back into its own model, nothing is asked.
    workshop
        .out(&code, &format!("part:{}", battery.code), "battery-out-2")
        .await
        .expect(303);
    workshop
        .fit(&donor, &battery.code, "battery-in-2")
        .await
        .expect(303);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_drive_that_the_receiving_workshop_has_noted_already_is_a_refusal_and_no_fault() {
    let workshop = Workshop::with_repairs().await;
    let code = workshop.laptop_with_two_drives().await;
    workshop
        .send_log(&code, "nwipe.log", &log("v042-two-drives"))
        .await
        .expect(303);
    let drive = workshop.drive_of(&code, DRIVE).await;
    let named = format!("drive:{}", drive.id);
    workshop.out(&code, &named, "drive-out-1").await.expect(303);
    let part = workshop.part_of(DRIVE).await;
    workshop
        .fit(&code, &part.code, "drive-in-1")
        .await
        .expect(303);
    let theirs = workshop.elsewhere(&code).await;
    // They note a drive of the same number by hand.
    let page = theirs.get("/parts").await.expect(200);
    let form = page
        .form("form[action='/parts'][method='post']")
        .set("add_kind", "drive")
        .set("model", "ST500LM030")
        .set("serial", DRIVE)
        .set("add_site", theirs.site.as_ref().unwrap().id.0.to_string());
    theirs.send(&form).await.expect(303);
    let fields = [
        ("write_id", "drive-out-2"),
        ("what", "out"),
        ("out", named.as_str()),
    ];
    let path = format!("/bench/{code}/parts");
    let refused = theirs.post(&path, &fields).await.expect(409);
    assert!(
        refused.says("Un disque de ce numéro est déjà noté dans votre atelier"),
        "{refused}"
    );
    // Nor when an inventory does not name the drive any more.
    let lshw = String::from_utf8(super::drives::inventory("lshw-two-drives.json")).unwrap();
    let without = lshw.replace(DRIVE, "W0Q3EFGH");
    assert_ne!(without, lshw);
    let form = form_of(&theirs, &code, "hardware").await;
    let form = form.attach("inventory", "lshw.json", without.as_bytes());
    let refused = theirs.send(&form).await.expect(409);
    assert!(
        refused.says("Cet inventaire ne nomme plus un disque"),
        "{refused}"
    );
    workshop.assert_journal_holds().await;
}
