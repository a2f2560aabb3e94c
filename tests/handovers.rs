//! A device leaves with a cleared person, is signed for, and may come back.

use crate::organisations::{ANNECY, CHABLAIS, limited};
use crate::support::{
    page::{File, Page},
    scene::{Asked, Scene, handing, unique},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use entities::{
    access_log,
    clearance::{self, ClearanceState},
    device::{self, Stage},
    handover::{self, EndReason, ReceivedBy, Signature},
    membership::Role,
    organisation::OrganisationKind,
    programme::Gate,
    request::{self, RequestState},
};
use passe_relais::{app::App, journal::EventKind, keys::sha256_hex};
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use std::io::Cursor;

/// A few strokes, as signature.js sends them.
pub fn drawing() -> String {
    let mut picture = image::RgbImage::from_pixel(60, 20, image::Rgb([255, 255, 255]));
    for x in 5..50 {
        picture.put_pixel(x, 5 + x / 5, image::Rgb([0, 0, 0]));
    }
    address_of(&picture)
}

/// A small file that says it is a picture of 50,000 by 50,000.
fn bomb() -> Vec<u8> {
    let mut png = STANDARD
        .decode(drawing().rsplit(',').next().unwrap())
        .unwrap();
    png[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let mut sum = flate2::Crc::new();
    sum.update(&png[12..29]);
    png[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    png
}

fn address_of(picture: &image::RgbImage) -> String {
    let mut png = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}

async fn request(app: &App, asked: &Asked) -> request::Model {
    request::Entity::find_by_id(asked.request.id)
        .one(&app.db)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn a_handover_is_never_granted_by_a_queue() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let page = scene.clerk.get(&asked.counter()).await.expect(200);
    let form = page
        .form("main form")
        .set("received_by", "recipient")
        .set("identity_seen", "passport")
        .set("signed_on", "screen")
        .set("signature", drawing());
    let fields = form.fields();
    let (_, write_id) = fields.iter().find(|(name, _)| name == "write_id").unwrap();
    let asks = scene.clerk.saying("x-queue", "1");
    let account = scene.clerk.account.id.0;
    let kept = asks.saying("x-kept", format!("{account}:{write_id}"));
    for queue in [asks, kept] {
        let refused = queue.send(&form).await.expect(409);
        assert!(
            refused.says("Une remise se décide au moment où elle se fait"),
            "{refused}"
        );
    }
    let handed = handover::Entity::find().all(&scene.world.app.db).await;
    assert!(handed.unwrap().is_empty());
    // Before the clerk, now, it is granted.
    scene.clerk.send(&form).await.expect(303);
}

#[tokio::test]
async fn a_trained_person_gets_the_device_and_signs_on_the_screen() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let page = scene.clerk.get(&asked.counter()).await.expect(200);
    assert!(page.says("L’appareil peut être remis"), "{page}");
    assert!(page.says("Louise Martin"), "{page}");
    let form = page
        .form("main form")
        .set("received_by", "proxy")
        .set("proxy_name", "Paul Voisin")
        .set("identity_seen", "passport")
        .set("signed_on", "screen")
        .set("signature", drawing());
    let done = scene.clerk.send(&form).await.expect(303);
    // A double click is answered as the first.
    scene.clerk.send(&form).await.sends_to(done.location());
    let all = scene.handovers().await;
    assert_eq!(all.len(), 1);
    let handover = &all[0];
    assert_eq!(handover.received_by, ReceivedBy::Proxy);
    assert_eq!(handover.signature, Signature::Screen);
    assert!(handover.completed_at.is_some());
    assert!(!handover.sealed_proxy.as_deref().unwrap().contains("Voisin"));
    let device = scene.device(&asked).await;
    assert_eq!((device.stage, device.site_id), (Stage::Ready, None));
    assert_eq!(
        request(&scene.world.app, &asked).await.state,
        RequestState::Fulfilled
    );
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Used
    );
    assert!(
        scene
            .clerk
            .get(done.location())
            .await
            .says("La remise est complète")
    );
    // The slip is the very file whose hash was kept.
    let slip = scene
        .clerk
        .get(&format!("/handovers/{}/slip", handover.id.0))
        .await
        .expect(200);
    assert_eq!(slip.header("content-type"), "application/pdf");
    assert_eq!(sha256_hex(&slip.body), handover.slip_sha256);
    scene.prescriber.get(&slip.path).await.expect(200);
    scene.coordinator.get(&slip.path).await.expect(403);
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_sent_twice_at_once_gets_one_answer() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let id = unique();
    let (one, two) = (handing(&id, "paper", ""), handing(&id, "paper", ""));
    let counter = asked.counter();
    let (one, two) = tokio::join!(
        scene.clerk.post(&counter, &one),
        scene.clerk.post(&counter, &two)
    );
    assert_eq!(one.expect(303).location(), two.expect(303).location());
    assert_eq!(scene.handovers().await.len(), 1);
}

#[tokio::test]
async fn a_paper_signature_counts_once_its_photo_is_attached() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let done = scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let page = scene.clerk.get(done.location()).await.expect(200);
    assert!(page.says("Il manque le bordereau signé"), "{page}");
    assert!(
        scene
            .clerk
            .get("/counter")
            .await
            .says("Bordereaux signés à photographier")
    );
    let id = scene.handovers().await[0].id.0;
    let path = format!("/handovers/{id}/signed-slip");
    scene.clerk.get(&path).await.expect(404);
    let form = page.form("form[action$='/signed-slip']");
    let photo = STANDARD
        .decode(drawing().rsplit(',').next().unwrap())
        .unwrap();
    for (name, content, sentence) in [
        ("slip.jpg", b"not a photo".to_vec(), "pas une photo lisible"),
        (
            "half.png",
            photo[..photo.len() / 2].to_vec(),
            "pas une photo lisible",
        ),
        ("bomb.png", bomb(), "Cette photo est trop grande"),
        ("", Vec::new(), "Choisissez une photo"),
    ] {
        let refused = form.clone().attach("photo", name, &content);
        let refused = scene.clerk.send(&refused).await.expect(422);
        assert!(refused.says(sentence), "{name}: {refused}");
    }
    let signed = form.attach("photo", "../../slip.png", &photo);
    scene.clerk.send(&signed).await.expect(303);
    scene.clerk.send(&signed).await.expect(303);
    assert!(scene.handovers().await[0].completed_at.is_some());
    let again = [File {
        field: "photo".to_owned(),
        name: "a.png".to_owned(),
        content: photo.clone(),
    }];
    scene
        .clerk
        .post_files(&path, &[("write_id", &*unique())], &again)
        .await
        .expect(409);
    // Kept as a picture of our own making: no place, no name of a phone.
    let kept = scene.clerk.get(&path).await.expect(200);
    assert_eq!(kept.header("content-type"), "image/jpeg");
    assert_eq!(image::load_from_memory(&kept.body).unwrap().width(), 60);
    // Another site's clerk sees none of it.
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::Library, "Ailleurs")
        .await;
    let site = scene.world.site(&elsewhere, "Ailleurs").await;
    let stranger = scene.world.member(Role::Clerk, elsewhere, Some(site)).await;
    for page in ["", "/slip", "/signed-slip"] {
        stranger
            .get(&format!("/handovers/{id}{page}"))
            .await
            .expect(404);
    }
    scene.verify().await;
}

#[tokio::test]
async fn looking_signs_nothing() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    for query in [
        "",
        "?signed_on=paper&received_by=recipient&identity_seen=passport&write_id=12345678",
    ] {
        scene
            .clerk
            .get(&format!("{}{query}", asked.counter()))
            .await
            .expect(200);
    }
    assert!(scene.handovers().await.is_empty());
}

#[tokio::test]
async fn a_signature_is_a_drawing_and_nothing_else() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    let blank = address_of(&image::RgbImage::from_pixel(
        60,
        20,
        image::Rgb([255, 255, 255]),
    ));
    let script = format!("data:text/html;base64,{}", STANDARD.encode("<script>"));
    let broken = "data:image/png;base64,AAAA".to_owned();
    let heavy = format!("data:image/png;base64,{}", "A".repeat(900_000));
    let bomb = format!("data:image/png;base64,{}", STANDARD.encode(bomb()));
    for signature in [String::new(), blank, script, broken, heavy, bomb] {
        let fields = handing("12345678", "screen", &signature);
        scene
            .clerk
            .post(&asked.counter(), &fields)
            .await
            .expect(422);
    }
    let nothing = [("write_id", "12345678")];
    let page = scene
        .clerk
        .post(&asked.counter(), &nothing)
        .await
        .expect(422);
    assert!(page.says("Dites qui reçoit l’appareil"), "{page}");
    assert!(scene.handovers().await.is_empty());
}

#[tokio::test]
async fn the_counter_finds_by_label_by_pick_up_code_and_by_name_within_its_site() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Lefèvre").await;
    let pickup = asked.request.pickup_code.clone().unwrap();
    for typed in [
        asked.code().to_owned(),
        asked.code().to_lowercase(),
        pickup.to_lowercase(),
    ] {
        let path = format!("/counter?code={typed}");
        scene.clerk.get(&path).await.sends_to(&asked.counter());
    }
    scene.clerk.get("/counter?code=inconnu").await.expect(422);
    let by_name = |page: Page, name: &str, year: &str| {
        page.form("form[action='/counter/search']")
            .set("name", name)
            .set("birth_year", year)
    };
    let page = scene.clerk.get("/counter").await.expect(200);
    let found = scene
        .clerk
        .send(&by_name(page, "LEFEVRE", "1958"))
        .await
        .expect(200);
    assert!(found.says("Louise Lefèvre"), "{found}");
    let page = scene.clerk.get("/counter").await;
    let none = scene
        .clerk
        .send(&by_name(page, "Lefevre", "1959"))
        .await
        .expect(200);
    assert!(none.says("Rien n’attend cette personne ici"), "{none}");
    let looks = access_log::Entity::find()
        .all(&scene.world.app.db)
        .await
        .unwrap();
    assert!(
        looks
            .iter()
            .any(|look| look.act == access_log::AccessAct::Searched
                && look.recipient_id == asked.recipient.id
                && look.membership_id == scene.clerk.membership.id)
    );
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::Library, "Ailleurs")
        .await;
    let site = scene.world.site(&elsewhere, "Ailleurs").await;
    let stranger = scene.world.member(Role::Clerk, elsewhere, Some(site)).await;
    let page = stranger.get("/counter").await;
    let none = stranger
        .send(&by_name(page, "Lefèvre", "1958"))
        .await
        .expect(200);
    assert!(!none.says("Louise"), "{none}");
    let page = stranger.get(&asked.counter()).await.expect(200);
    assert!(
        page.says("France Services de Faverges") && !page.says("Louise"),
        "{page}"
    );
    scene.hand_over(&stranger, &asked).await.expect(409);
    assert!(scene.handovers().await.is_empty());
}

#[tokio::test]
async fn a_device_that_is_not_here_or_not_ready_stays() {
    let scene = Scene::new(Gate::Enrolled).await;
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::Library, "Ailleurs")
        .await;
    let site = scene.world.site(&elsewhere, "Ailleurs").await;
    let asked = scene.cleared("Martin").await;
    let moved = device::ActiveModel {
        site_id: Set(Some(site.id)),
        ..Default::default()
    };
    let device = scene
        .change_device(&asked.device, moved, EventKind::DeviceMoved)
        .await;
    let page = scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(page.says("enregistré sur un autre site"), "{page}");
    let on_its_way = device::ActiveModel {
        site_id: Set(None),
        ..Default::default()
    };
    scene
        .change_device(&device, on_its_way, EventKind::DeviceMoved)
        .await;
    let page = scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(page.says("pas encore arrivé"), "{page}");
    let free = scene.ready_device("Libre").await;
    let path = format!("/counter/{}", free.label_code.unwrap());
    let page = scene
        .clerk
        .post(&path, &handing(&unique(), "paper", ""))
        .await
        .expect(409);
    assert!(page.says("attribué à personne"), "{page}");
    assert!(scene.handovers().await.is_empty());
}

#[tokio::test]
async fn hands_on_the_trainer_marks_present_and_hands_over_in_one_write() {
    let scene = Scene::new(Gate::HandsOn).await;
    let asked = scene.ask("Martin", "Casque").await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(120, 5, &[0, 1]).await;
    scene.book(&asked, &session).await.expect(303);
    let path = format!(
        "/training/sessions/{}/handover/{}",
        session.id.0, enrolment.id.0
    );
    // Not before the session; and not by the clerk, whose counter says who does it.
    scene
        .trainer
        .post(&path, &handing(&unique(), "screen", &drawing()))
        .await
        .expect(409);
    scene.the_session_begins();
    scene.clerk.get(&path).await.expect(404);
    let page = scene.hand_over(&scene.clerk, &asked).await.expect(409);
    assert!(page.says("présente à aucune séance"), "{page}");
    let page = scene.trainer.get(&path).await.expect(200);
    assert!(page.says("L’appareil peut être remis"), "{page}");
    let form = page
        .form("main form")
        .set("received_by", "recipient")
        .set("identity_seen", "identity_card")
        .set("signed_on", "screen")
        .set("signature", drawing());
    let done = scene.trainer.send(&form).await.expect(303);
    scene.trainer.send(&form).await.sends_to(done.location());
    let own = &scene.clearances(&asked).await[0];
    assert_eq!(
        (own.basis, own.state),
        (clearance::Basis::HandsOn, ClearanceState::Used)
    );
    // By hand, the presence it went out on is neither corrected nor taken away.
    for by_hand in [
        "UPDATE attendance SET state = 'absent'",
        "DELETE FROM attendance",
    ] {
        let db = &scene.world.app.db;
        db.execute_unprepared(by_hand).await.unwrap_err();
    }
    assert_eq!(scene.handovers().await.len(), 1);
    scene.verify().await;
}

#[tokio::test]
async fn a_provisional_loan_becomes_definitive_when_the_pathway_is_attested() {
    let scene = Scene::new(Gate::Provisional).await;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let due = scene.handovers().await[0].due_back_on.unwrap();
    assert_eq!(due.to_string(), "2026-07-03");
    // Nothing more is asked for once the request is fulfilled, but the training goes on.
    scene.attend(&asked, 90, &[0]).await;
    let attest = format!("{}/attestation", asked.training());
    scene
        .trainer
        .post(&attest, &[("write_id", &*unique())])
        .await
        .expect(409);
    scene.attend(&asked, 90, &[1]).await;
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    scene
        .trainer
        .send(&page.form("form[action$='/attestation']"))
        .await
        .expect(303);
    assert!(scene.handovers().await[0].definitive_at.is_some());
    scene.world.days_pass(90);
    let clerk = scene.world.sign_in(&scene.clerk.account.email).await;
    assert!(
        !clerk
            .get("/counter")
            .await
            .says("Appareils à faire revenir")
    );
    scene.verify().await;
}

#[tokio::test]
async fn a_provisional_loan_past_its_deadline_is_called_back_and_returns_to_quarantine() {
    let scene = Scene::new(Gate::Provisional).await;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    scene.world.days_pass(60);
    let clerk = scene.world.sign_in(&scene.clerk.account.email).await;
    assert!(
        clerk
            .get("/counter")
            .await
            .says("Appareils à faire revenir")
    );
    let coordinator = scene.world.sign_in(&scene.coordinator.account.email).await;
    assert!(coordinator.get("/training").await.says(asked.code()));
    let site = scene.clerk.site.as_ref().unwrap();
    scene.world.in_epci(site, ANNECY).await;
    let near = limited(&scene.world, &[ANNECY]).await;
    assert!(near.get("/training").await.says(asked.code()));
    let far = limited(&scene.world, &[CHABLAIS]).await;
    assert!(!far.get("/training").await.says(asked.code()));
    // The label leads to the return.
    let page = clerk.get(&asked.counter()).await.expect(200);
    let path = page.attribute("main a.button", "href");
    let page = clerk.get(&path).await.expect(200);
    clerk.send(&page.form("main form")).await.expect(422);
    let form = page.form("main form").set("reason", "recalled");
    let done = clerk.send(&form).await.expect(303);
    clerk.send(&form).await.sends_to(done.location());
    clerk
        .post(&path, &[("write_id", &*unique()), ("reason", "recalled")])
        .await
        .expect(409);
    let handover = &scene.handovers().await[0];
    assert_eq!(handover.end_reason, Some(EndReason::Recalled));
    let device = scene.device(&asked).await;
    assert_eq!(
        (device.stage, device.stay, device.ready_check_id),
        (Stage::Received, 2, None)
    );
    assert_eq!(device.site_id, Some(asked.request.pickup_site_id));
    assert!(
        !clerk
            .get("/counter")
            .await
            .says("Appareils à faire revenir")
    );
    // Quarantined: handed over again only after the workshop, to somebody else's request.
    clerk
        .post(&asked.counter(), &handing(&unique(), "paper", ""))
        .await
        .expect(409);
    scene.verify().await;
}

#[tokio::test]
async fn a_returned_device_is_handed_over_again_only_after_the_workshop() {
    let scene = Scene::new(Gate::Enrolled).await;
    let first = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &first).await.expect(303);
    let id = scene.handovers().await[0].id.0;
    let back = [
        ("write_id", &*unique()),
        ("reason", "returned_by_recipient"),
    ];
    let supervisor = scene.world.supervisor().await;
    scene
        .prescriber
        .post(&format!("/handovers/{id}/return"), &back)
        .await
        .expect(403);
    supervisor
        .post(&format!("/handovers/{id}/return"), &back)
        .await
        .expect(303);
    // Allocated again too early, by whatever fault: the counter still says no.
    let mut second = scene.ask("Durand", "Casque").await;
    let reallocated = request::ActiveModel {
        device_id: Set(Some(first.device.id)),
        ..Default::default()
    };
    let event = passe_relais::journal::Event::of(EventKind::DeviceAllocated);
    let db = &scene.world.app.db;
    second.request =
        passe_relais::journal::change(db, scene.by(), &second.request, reallocated, event)
            .await
            .unwrap();
    second.device = scene.device(&first).await;
    scene.enrol(&second).await;
    let page = scene.hand_over(&scene.clerk, &second).await.expect(409);
    assert!(page.says("il doit repasser par l’atelier"), "{page}");
    let triaged = device::ActiveModel {
        site_id: Set(Some(second.request.pickup_site_id)),
        ..Default::default()
    };
    let device = scene
        .change_device(&second.device, triaged, EventKind::DeviceMoved)
        .await;
    scene.pass_check(&device).await;
    scene.hand_over(&scene.clerk, &second).await.expect(303);
    assert_eq!(scene.handovers().await.len(), 2);
    scene.verify().await;
}
