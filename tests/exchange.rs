//! What goes with a device, what is signed for at once, and a device that fails under warranty.

use crate::handovers::drawing;
use crate::support::scene::{Asked, Scene, handing, unique};
use entities::{
    clearance::{self, Basis, ClearanceState},
    device::{DeviceKind, Stage},
    handover::{self, EndReason, Fault},
    programme::{self, Gate},
    request::{self, RequestState},
    supply_movement, supply_stock,
};
use passe_relais::{
    journal::{self, Event, EventKind},
    supplies::{
        actions::{At, receive},
        catalogue::kind,
    },
    training::actions::issue_if_due,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Set};

const CABLE: &str = "cable_usb_c";

/// So many cables on the shelf of the clerk.
async fn stocked(scene: &Scene, pieces: i32) {
    let at = At {
        site: scene.clerk.site.as_ref().unwrap().id,
        kind: kind(CABLE).unwrap(),
        by: scene.clerk.membership.id,
        now: scene.world.now(),
    };
    receive(&scene.world.app.db, at, pieces).await.unwrap();
}

async fn left(scene: &Scene) -> i32 {
    let site = scene.clerk.site.as_ref().unwrap().id;
    let row = supply_stock::Entity::find_by_id((site, CABLE.to_owned()))
        .one(&scene.world.app.db)
        .await
        .unwrap();
    row.unwrap().quantity
}

/// Another request of the same recipient, whose device is ready here too.
async fn also(scene: &Scene, first: &Asked, model: &str) -> Asked {
    let db = &scene.world.app.db;
    let device = scene.ready_device(model).await;
    let row = request::ActiveModel {
        recipient_id: Set(first.recipient.id),
        programme_id: Set(scene.programme.id),
        organisation_id: Set(scene.prescriber.organisation.id),
        prescriber_id: Set(scene.prescriber.membership.id),
        pickup_site_id: Set(scene.clerk.site.as_ref().unwrap().id),
        device_kind: Set(Some(DeviceKind::Accessory)),
        state: Set(RequestState::Allocated),
        submitted_at: Set(scene.world.now()),
        decided_at: Set(Some(scene.world.now())),
        decided_by: Set(Some(scene.coordinator.membership.id)),
        device_id: Set(Some(device.id)),
        pickup_code: Set(Some(format!("RDV{}", device.id.0))),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestSubmitted);
    let request = journal::insert(db, scene.by(), row, event).await.unwrap();
    Asked {
        recipient: first.recipient.clone(),
        learner: first.learner.clone(),
        request,
        device,
    }
}

/// The programme gives a warranty from now on.
pub async fn warranty(scene: &Scene, months: i32) {
    let change = programme::ActiveModel {
        warranty_months: Set(Some(months)),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let _: programme::Model = journal::change(
        &scene.world.app.db,
        scene.by(),
        &scene.programme,
        change,
        event,
    )
    .await
    .unwrap();
}

async fn request_of(scene: &Scene, asked: &Asked) -> request::Model {
    request::Entity::find_by_id(asked.request.id)
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap()
}

/// The coordinator promises another ready device.
pub async fn promised_again(scene: &Scene, asked: &Asked, model: &str) -> Asked {
    let db = &scene.world.app.db;
    let device = scene.ready_device(model).await;
    let row = request::ActiveModel {
        state: Set(RequestState::Allocated),
        device_id: Set(Some(device.id)),
        decided_at: Set(Some(scene.world.now())),
        decided_by: Set(Some(scene.coordinator.membership.id)),
        pickup_code: Set(Some(format!("RDV{}", device.id.0))),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceAllocated);
    let before = request_of(scene, asked).await;
    let request: request::Model = journal::change(db, scene.by(), &before, row, event)
        .await
        .unwrap();
    issue_if_due(db, scene.by(), request.id).await.unwrap();
    Asked {
        recipient: asked.recipient.clone(),
        learner: asked.learner.clone(),
        request,
        device,
    }
}

#[tokio::test]
async fn an_accessory_leaves_the_shelf_with_the_device_and_is_on_the_slip() {
    let scene = Scene::new(Gate::Enrolled).await;
    stocked(&scene, 1).await;
    let (first, second) = (scene.cleared("Martin").await, scene.cleared("Durand").await);
    let page = scene.clerk.get(&first.counter()).await.expect(200);
    assert!(page.says("Câble USB-C"), "{page}");
    assert!(page.says("convention de prêt à usage"), "{page}");
    let cable = |asked: &Asked| format!("{} {CABLE}", asked.code());
    let form = page
        .form("main form")
        .set("received_by", "recipient")
        .set("identity_seen", "passport")
        .set("signed_on", "paper")
        .tick("supplies", &cable(&first));
    // Read before the last one left.
    let other = scene.clerk.get(&second.counter()).await.expect(200);
    let other = other
        .form("main form")
        .set("received_by", "recipient")
        .set("identity_seen", "passport")
        .set("signed_on", "paper")
        .tick("supplies", &cable(&second));
    let done = scene.clerk.send(&form).await.expect(303);
    scene.clerk.send(&form).await.sends_to(done.location());
    assert_eq!(left(&scene).await, 0);
    let handover = &scene.handovers().await[0];
    let lines = supply_movement::Entity::find()
        .all(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!(lines[1].handover_id, Some(handover.id));
    let page = scene.clerk.get(done.location()).await.expect(200);
    assert!(page.says("Câble USB-C"), "{page}");
    // Never below nothing, and nothing of the handover stays.
    let refused = scene.clerk.send(&other).await.expect(409);
    assert!(refused.says("Il n’y a plus assez en stock"), "{refused}");
    assert_eq!(scene.handovers().await.len(), 1);
    assert_eq!(
        request_of(&scene, &second).await.state,
        RequestState::Allocated
    );
    scene.hand_over(&scene.clerk, &second).await.expect(303);
    // By hand, an accessory goes with no handover but that of its device.
    let mut astray = lines[1].clone().into_active_model();
    astray.id = sea_orm::ActiveValue::NotSet;
    astray.device_id = Set(Some(second.device.id));
    astray.insert(&scene.world.app.db).await.unwrap_err();
    scene.verify().await;
}

#[tokio::test]
async fn one_signature_is_for_all_that_waits_here_each_under_its_own_clearance() {
    let scene = Scene::new(Gate::Enrolled).await;
    let first = scene.cleared("Martin").await;
    let second = also(&scene, &first, "Clé 4G").await;
    let third = also(&scene, &first, "Souris").await;
    scene.enrol(&second).await;
    let page = scene.clerk.get(&first.counter()).await.expect(200);
    assert!(page.says("Pas encore"), "{page}");
    let form = page
        .form("main form")
        .set("received_by", "recipient")
        .set("identity_seen", "passport")
        .set("signed_on", "screen")
        .set("signature", drawing())
        .tick("also", second.code());
    // What is not ready is not slipped in among the others: all or nothing.
    let write_id = unique();
    let mut forged = handing(&write_id, "paper", "").to_vec();
    forged.push(("also", second.code()));
    forged.push(("also", third.code()));
    let refused = scene
        .clerk
        .post(&first.counter(), &forged)
        .await
        .expect(409);
    assert!(refused.says("ne peut plus être remis avec les autres"));
    assert!(scene.handovers().await.is_empty());
    let done = scene.clerk.send(&form).await.expect(303);
    scene.clerk.send(&form).await.sends_to(done.location());
    let all = scene.handovers().await;
    let [one, two] = &all[..] else {
        panic!("two handovers, not {}", all.len())
    };
    assert_eq!(one.slip_sha256, two.slip_sha256);
    assert_eq!(one.signature_evidence_id, two.signature_evidence_id);
    assert_ne!(one.clearance_id, two.clearance_id);
    for handover in &all {
        assert!(handover.completed_at.is_some());
        let slip = format!("/handovers/{}/slip", handover.id.0);
        scene.clerk.get(&slip).await.expect(200);
    }
    let page = scene.clerk.get(done.location()).await.expect(200);
    assert!(page.says("Signé avec"), "{page}");
    assert!(page.says(second.code()), "{page}");
    scene.verify().await;
}

#[tokio::test]
async fn one_photo_of_a_paper_completes_all_that_it_is_for() {
    let scene = Scene::new(Gate::Enrolled).await;
    let first = scene.cleared("Martin").await;
    let second = also(&scene, &first, "Clé 4G").await;
    scene.enrol(&second).await;
    let write_id = unique();
    let mut fields = handing(&write_id, "paper", "").to_vec();
    fields.push(("also", second.code()));
    let done = scene
        .clerk
        .post(&first.counter(), &fields)
        .await
        .expect(303);
    let page = scene.clerk.get(done.location()).await.expect(200);
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(60, 20, image::Rgb([9, 9, 9]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let form = page.form("form[action$='/signed-slip']");
    let form = form.attach("photo", "slip.png", png.get_ref());
    scene.clerk.send(&form).await.expect(303);
    let all = scene.handovers().await;
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|one| one.completed_at.is_some()));
    scene.verify().await;
}

#[tokio::test]
async fn a_device_that_fails_under_warranty_is_exchanged_under_a_clearance_of_its_own() {
    let scene = Scene::new(Gate::Attended).await;
    let db = &scene.world.app.db;
    warranty(&scene, 12).await;
    let asked = scene.cleared("Martin").await;
    scene.attend(&asked, 200, &[0, 1]).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let first = scene.handovers().await.remove(0);
    assert!(first.warranty_until.is_some());
    let served = request_of(&scene, &asked).await.closed_at;
    assert!(served.is_some());
    let before = scene.world.messages().await.len();
    let path = format!("/handovers/{}/return", first.id.0);
    let page = scene.clerk.get(&path).await.expect(200);
    let form = page.form("main form").set("reason", "exchanged");
    let mistake = scene.clerk.send(&form).await.expect(422);
    assert!(mistake.says("Dites ce qui ne va pas"), "{mistake}");
    // A workshop takes devices back, and opens nobody's request (law 8).
    let supervisor = scene.world.supervisor().await;
    let write_id = unique();
    let fields = [
        ("write_id", &*write_id),
        ("reason", "exchanged"),
        ("fault", "battery"),
    ];
    supervisor.post(&path, &fields).await.expect(409);
    let form = form.set("fault", "battery");
    let done = scene.clerk.send(&form).await.expect(303);
    scene.clerk.send(&form).await.sends_to(done.location());
    let page = scene.clerk.get(done.location()).await.expect(200);
    assert!(page.says("Ce qui se passe maintenant"), "{page}");
    assert!(page.says("une lettre avec son rendez-vous"), "{page}");
    let ended = scene.handovers().await.remove(0);
    assert_eq!(ended.end_reason, Some(EndReason::Exchanged));
    assert_eq!(ended.fault, Some(Fault::Battery));
    assert_eq!(scene.device(&asked).await.stage, Stage::Received);
    let waits = request_of(&scene, &asked).await;
    assert_eq!(waits.state, RequestState::Submitted);
    assert_eq!(waits.exchange_of, Some(first.id));
    assert_eq!(waits.submitted_at, asked.request.submitted_at);
    // The prescriber is told, and nobody is named.
    let letters = scene.world.messages().await;
    assert_eq!(letters.len(), before + 1);
    assert!(letters[before].text.contains("Vous n’avez rien à faire"));
    assert!(!letters[before].text.contains("Martin"));
    // Another device: no training again, and not the clearance that was used.
    let again = promised_again(&scene, &asked, "Clavier").await;
    let page = scene.clerk.get(&again.counter()).await.expect(200);
    assert!(page.says("En échange d’un appareil en panne"), "{page}");
    scene.hand_over(&scene.clerk, &again).await.expect(303);
    let second = scene.handovers().await.remove(1);
    assert_eq!(second.exchange_of, Some(first.id));
    let clearances = scene.clearances(&asked).await;
    assert_eq!(clearances.len(), 2);
    for row in &clearances {
        assert_eq!(row.state, ClearanceState::Used);
        assert_eq!(row.basis, Basis::Attended);
    }
    assert_eq!(clearances[0].exchange_of, None);
    assert_eq!(clearances[1].exchange_of, Some(first.id));
    // When it was first served is what the figures tell of.
    let served_again = request_of(&scene, &asked).await;
    assert_eq!(served_again.state, RequestState::Fulfilled);
    assert_eq!(served_again.closed_at, served);
    // By hand, nothing is served a second time without a device that came back for it.
    for statement in [
        "UPDATE request SET state = 'submitted', device_id = NULL, exchange_of = NULL",
        "UPDATE request SET exchange_of = 999",
        "UPDATE clearance SET exchange_of = NULL",
        "UPDATE handover SET exchange_of = NULL",
        "UPDATE handover SET ended_at = NULL, end_reason = NULL, fault = NULL",
    ] {
        db.execute_unprepared(statement).await.unwrap_err();
    }
    let mut row = clearances[1].clone().into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    row.state = Set(ClearanceState::Issued);
    row.used_at = Set(None);
    row.exchange_of = Set(Some(second.id));
    row.insert(db).await.unwrap_err();
    let all = clearance::Entity::find().all(db).await.unwrap();
    assert_eq!(all.len(), 2);
    scene.verify().await;
}

#[tokio::test]
async fn nothing_is_exchanged_when_the_warranty_is_over_or_was_never_given() {
    let scene = Scene::new(Gate::Enrolled).await;
    let without = scene.cleared("Durand").await;
    scene.hand_over(&scene.clerk, &without).await.expect(303);
    warranty(&scene, 1).await;
    let with = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &with).await.expect(303);
    scene.world.days_pass(40);
    let clerk = scene.world.sign_in(&scene.clerk.account.email).await;
    for (number, handover) in scene.handovers().await.into_iter().enumerate() {
        let path = format!("/handovers/{}/return", handover.id.0);
        let page = clerk.get(&path).await.expect(200);
        let why = ["ce programme n’en donne pas", "finie le"][number];
        assert!(page.says(why), "{page}");
        let write_id = unique();
        let fields = [
            ("write_id", &*write_id),
            ("reason", "exchanged"),
            ("fault", "screen"),
        ];
        let refused = clerk.post(&path, &fields).await.expect(409);
        assert!(refused.says("n’est plus sous garantie"), "{refused}");
    }
    let open = scene.handovers().await;
    assert!(open.iter().all(|one| one.ended_at.is_none()));
    // Nor by hand without saying what is wrong.
    let first: &handover::Model = &open[0];
    let mut row = first.clone().into_active_model();
    row.ended_at = Set(Some(scene.world.now()));
    row.end_reason = Set(Some(EndReason::Exchanged));
    row.update(&scene.world.app.db).await.unwrap_err();
    scene.verify().await;
}
