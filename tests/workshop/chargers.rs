//! With or without a charger: said once, when a device becomes ready, and true of the stock.
use super::*;
use entities::{quality_check::Charger, site, supply_stock};

const KIND: &str = "charger_usb_c";

async fn receive_one(workshop: &Workshop, site: &site::Model) {
    let path = format!("/supplies/{}/{KIND}", site.id.0);
    let fields = [
        ("write_id", "a-delivery-of-one"),
        ("what", "receive"),
        ("received", "1"),
    ];
    workshop.supervisor.post(&path, &fields).await.expect(303);
}

async fn left(workshop: &Workshop, site: &site::Model) -> i32 {
    let row = supply_stock::Entity::find_by_id((site.id, KIND.to_owned()))
        .one(&workshop.world.app.db)
        .await
        .unwrap();
    row.unwrap().quantity
}

fn chosen(form: &Form) -> Option<String> {
    let fields = form.fields();
    let charger = fields.into_iter().find(|(name, _)| name == "charger");
    charger.map(|(_, value)| value)
}

async fn check_of(workshop: &Workshop, code: &str) -> quality_check::Model {
    let device = workshop.device(code).await;
    quality_check::Entity::find_by_id(device.ready_check_id.unwrap())
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn the_check_says_whether_a_charger_goes_along() {
    let workshop = Workshop::new().await;
    let site = workshop.supervisor.site.clone().unwrap();
    let path = format!("/supplies/{}/{KIND}", site.id.0);
    receive_one(&workshop, &site).await;
    // The first of a model: nothing is promised unless somebody says so.
    let first = workshop.tablet_to_check_with("DMPX1").await;
    let second = workshop.tablet_to_check_with("DMPX2").await;
    let gone = workshop.check_form(&workshop.supervisor, &second).await;
    let form = workshop.check_form(&workshop.supervisor, &first).await;
    assert_eq!(chosen(&form), Some("without".to_owned()));
    workshop
        .supervisor
        .send(&form.set("charger", KIND).press("verdict", "pass"))
        .await
        .expect(303);
    let check = check_of(&workshop, &first).await;
    assert_eq!(check.charger, Some(Charger::FromStock));
    assert_eq!(check.charger_kind.as_deref(), Some(KIND));
    assert_eq!(left(&workshop, &site).await, 0);
    let sheet = workshop
        .supervisor
        .get(&format!("/devices/{first}"))
        .await
        .expect(200);
    assert!(sheet.says("Avec chargeur USB-C"), "{sheet}");
    let page = workshop.supervisor.get(&path).await.expect(200);
    assert!(page.says(&first), "the ledger names the device: {page}");
    // The next of the model, with a page from when there was one left: told, and nothing answered is lost.
    let form = workshop.check_form(&workshop.supervisor, &second).await;
    assert_eq!(chosen(&form), Some("without".to_owned()), "none is left");
    let gone = gone.set("charger", KIND).press("verdict", "pass");
    let page = workshop.supervisor.send(&gone).await.expect(409);
    assert!(page.says("Il n’y a plus de ce chargeur"), "{page}");
    assert_eq!(workshop.stage(&second).await, Stage::QualityCheck);
    let again = page.form("main form").set("charger", "came_with");
    workshop
        .supervisor
        .send(&again.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(
        check_of(&workshop, &second).await.charger,
        Some(Charger::CameWith)
    );
    // And so is the third, by itself.
    let third = workshop.tablet_to_check_with("DMPX3").await;
    let form = workshop.check_form(&workshop.supervisor, &third).await;
    assert_eq!(chosen(&form), Some("came_with".to_owned()));
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn the_database_promises_no_charger_that_did_not_leave_the_stock() {
    let workshop = Workshop::new().await;
    let code = workshop.tablet_to_check().await;
    let device = workshop.device(&code).await;
    let erasure = entities::erasure::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    let by_hand = format!(
        "INSERT INTO quality_check (device_id, stay, holds_data, erasure_id, erasure_verdict, charger, charger_kind, \
         performer_id, checker_id, passed_at) VALUES ({}, {}, true, {}, 'accepted', 'from_stock', '{KIND}', {}, {}, \
         '2026-05-04T10:00:00Z')",
        device.id.0,
        device.stay,
        erasure.id,
        erasure.performer_id.0,
        workshop.supervisor.account.id.0
    );
    let refused = workshop
        .world
        .app
        .db
        .execute_unprepared(&by_hand)
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("not taken out of the stock"), "{refused}");
    let unsaid = by_hand.replace("'from_stock'", "'came_with'");
    assert!(
        workshop
            .world
            .app
            .db
            .execute_unprepared(&unsaid)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_screen_is_asked_for_no_charger() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Screen, None)
        .await;
    workshop.triage(&code).await;
    workshop.checklist(&code).await;
    workshop.ask_check(&code).await.expect(303);
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    assert_eq!(chosen(&form), None);
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(check_of(&workshop, &code).await.charger, None);
}
