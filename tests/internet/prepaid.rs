//! Cards and vouchers come in by scan or list, and leave with a clearance: every way round it fails.

use super::opened;
use crate::{
    competence::enrolled,
    exchange::{promised_again, warranty},
    support::{
        page::Page,
        scene::{Asked, Scene, unique},
    },
};
use entities::{
    clearance::{Basis, ClearanceState},
    handover::{IdentitySeen, ReceivedBy},
    internet_spend,
    prepaid::{self, PrepaidState},
    programme::{self, Gate},
};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder, Set};

const ONE: &str = "8933010000000000010";
const OTHER: &str = "8933010000000000028";
const CODE: &str = "AB12CD34EF56";

async fn receive(scene: &Scene, kind: &str, number: &str) -> Page {
    let page = scene.clerk.get("/prepaid/new").await.expect(200);
    let form = page
        .form("#receive")
        .set("kind", kind)
        .set("operator", "orange")
        .set("value", "9,99")
        .set("fund", "FSL-2026")
        .set("number", number);
    scene.clerk.send(&form).await
}

async fn stock(scene: &Scene) -> Vec<prepaid::Model> {
    prepaid::Entity::find()
        .order_by_asc(prepaid::Column::Id)
        .all(&scene.world.app.db)
        .await
        .unwrap()
}

fn handing(one: &prepaid::Model, asked: &Asked) -> String {
    format!(
        "/prepaid/{}/handover?request=R-{:06}",
        one.id.0, asked.request.id.0
    )
}

async fn hand_over(scene: &Scene, one: &prepaid::Model, asked: &Asked) -> Page {
    let page = scene.clerk.get(&handing(one, asked)).await.expect(200);
    let form = page
        .form("#hand-over")
        .set("received_by", "recipient")
        .set("identity_seen", "passport");
    scene.clerk.send(&form).await
}

#[tokio::test]
async fn cards_and_vouchers_come_in_once_and_no_list_shows_a_code() {
    let scene = opened(Gate::Enrolled).await;
    let page = receive(&scene, "sim", "8933010000000000011")
        .await
        .expect(422);
    assert!(page.says("sa clé ne va pas"), "{page}");
    receive(&scene, "sim", ONE).await.expect(303);
    receive(&scene, "sim", ONE).await.expect(303);
    assert_eq!(stock(&scene).await.len(), 1);
    let page = scene.clerk.get("/prepaid/new").await.expect(200);
    let form = page
        .form("#receive")
        .set("kind", "sim")
        .set("operator", "orange")
        .set("value", "9,99")
        .set("fund", "FSL-2026")
        .attach(
            "file",
            "cartes.csv",
            format!("{ONE}\r\n{OTHER}\r\n").as_bytes(),
        );
    scene.clerk.send(&form).await.expect(303);
    let page = receive(&scene, "voucher", CODE).await.expect(303);
    assert!(!page.location().contains(CODE), "{}", page.location());
    let all = stock(&scene).await;
    assert_eq!(all.len(), 3);
    assert!(!all[2].sealed_code.as_deref().unwrap().contains(CODE));
    for persona in [&scene.clerk, &scene.coordinator] {
        let page = persona.get("/prepaid").await.expect(200);
        assert!(page.says(ONE) && !page.html().contains(CODE), "{page}");
    }
    scene.prescriber.get("/prepaid").await.expect(403);
    // Scanned, it is found; at another place it does not exist.
    let page = scene.clerk.get("/prepaid").await.expect(200);
    let scan = page.form("#scan").set("number", "ab12 cd34 ef56");
    let to = format!("/prepaid/{}", all[2].id.0);
    scene.clerk.send(&scan).await.sends_to(&to);
    scene.verify().await;
}

#[tokio::test]
async fn a_card_leaves_with_the_device_and_a_second_one_on_a_clearance_of_its_own() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    receive(&scene, "sim", ONE).await.expect(303);
    receive(&scene, "voucher", CODE).await.expect(303);
    let all = stock(&scene).await;
    let page = scene.clerk.get(&handing(&all[0], &asked)).await.expect(200);
    assert!(page.says("Remettez d’abord l’appareil"), "{page}");
    assert!(!page.has("#hand-over"), "{page}");
    scene.enrol(&asked).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    hand_over(&scene, &all[0], &asked).await.expect(303);
    let device = scene.handovers().await.remove(0);
    let card = stock(&scene).await.remove(0);
    assert_eq!(card.clearance_id, Some(device.clearance_id));
    assert_eq!(card.handover_id, Some(device.id));
    // The voucher takes a clearance that names it.
    hand_over(&scene, &all[1], &asked).await.expect(303);
    let voucher = stock(&scene).await.remove(1);
    assert_eq!(voucher.state, PrepaidState::Given);
    assert_eq!(
        voucher.clearance_model_key.as_deref(),
        Some("voucher orange")
    );
    let clearances = scene.clearances(&asked).await;
    assert_eq!(clearances.len(), 2);
    assert!(
        clearances
            .iter()
            .all(|one| one.state == ClearanceState::Used)
    );
    // Who handed it over reads the code on that day, and nobody later.
    let path = format!("/prepaid/{}", voucher.id.0);
    let page = scene.clerk.get(&path).await.expect(200);
    assert!(page.html().contains(CODE), "{page}");
    let page = scene.coordinator.get(&path).await.expect(200);
    assert!(!page.html().contains(CODE), "{page}");
    let db = &scene.world.app.db;
    assert_eq!(internet_spend::Entity::find().count(db).await.unwrap(), 2);
    scene.world.days_pass(1);
    scene.world.journal_names_nobody().await;
    scene.verify().await;
}

#[tokio::test]
async fn a_request_gives_six_cards_or_vouchers_and_no_seventh() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    for number in 1..=7 {
        let code = format!("AB12CD34EF5{number}");
        receive(&scene, "voucher", &code).await.expect(303);
    }
    let all = stock(&scene).await;
    // The seventh was opened before the sixth left.
    let early = scene.clerk.get(&handing(&all[6], &asked)).await.expect(200);
    for one in &all[..6] {
        hand_over(&scene, one, &asked).await.expect(303);
    }
    let form = early
        .form("#hand-over")
        .set("received_by", "recipient")
        .set("identity_seen", "passport");
    let late = scene.clerk.send(&form).await.expect(409);
    assert!(late.says("c’est le maximum"), "{late}");
    let page = scene.clerk.get(&handing(&all[6], &asked)).await.expect(200);
    assert!(!page.has("#hand-over"), "{page}");
    assert_eq!(stock(&scene).await[6].state, PrepaidState::Here);
    scene.verify().await;
}

#[tokio::test]
async fn a_waiver_lets_one_device_go_and_no_card_beside_it() {
    let scene = opened(Gate::Attended).await;
    let asked = scene.ask("Martin", "Casque").await;
    receive(&scene, "sim", ONE).await.expect(303);
    let waived = [("write_id", &*unique()), ("reason", "distance")];
    let path = asked.waiver();
    scene.coordinator.post(&path, &waived).await.expect(303);
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let card = stock(&scene).await.remove(0);
    let page = scene.clerk.get(&handing(&card, &asked)).await.expect(200);
    assert!(!page.has("#hand-over"), "{page}");
    let write_id = unique();
    let fields = [
        ("write_id", &*write_id),
        ("request", "R-000001"),
        ("received_by", "recipient"),
        ("identity_seen", "passport"),
    ];
    let path = format!("/prepaid/{}/handover", card.id.0);
    scene.clerk.post(&path, &fields).await.expect(409);
    // By hand neither, with everything else as it would be.
    let handover = scene.handovers().await.remove(0);
    let given = prepaid::ActiveModel {
        state: Set(PrepaidState::Given),
        request_id: Set(Some(handover.request_id)),
        recipient_id: Set(Some(handover.recipient_id)),
        programme_id: Set(Some(handover.programme_id)),
        clearance_id: Set(Some(handover.clearance_id)),
        clearance_model_key: Set(Some(handover.model_key)),
        clearance_state: Set(Some(ClearanceState::Used)),
        handover_id: Set(Some(handover.id)),
        handed_to: Set(Some(ReceivedBy::Recipient)),
        identity_seen: Set(Some(IdentitySeen::Passport)),
        clerk_id: Set(Some(scene.clerk.membership.id)),
        closed_at: Set(Some(scene.world.now())),
        id: Set(card.id),
        ..Default::default()
    };
    let refused = given.update(&scene.world.app.db).await.unwrap_err();
    assert!(
        refused.to_string().contains("a waiver lets one device go"),
        "{refused}"
    );
    scene.verify().await;
}

#[tokio::test]
async fn after_an_exchange_a_second_card_takes_a_clearance_that_replaces_nothing() {
    let scene = opened(Gate::Enrolled).await;
    warranty(&scene, 12).await;
    let asked = scene.cleared("Martin").await;
    receive(&scene, "sim", ONE).await.expect(303);
    receive(&scene, "voucher", CODE).await.expect(303);
    let all = stock(&scene).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let first = scene.handovers().await.remove(0);
    let write_id = unique();
    let fields = [
        ("write_id", &*write_id),
        ("reason", "exchanged"),
        ("fault", "battery"),
    ];
    let path = format!("/handovers/{}/return", first.id.0);
    scene.clerk.post(&path, &fields).await.expect(303);
    // While it waits for the other device, no card takes the place of its clearance.
    let page = scene.clerk.get(&handing(&all[0], &asked)).await.expect(200);
    assert!(page.says("Remettez d’abord l’appareil"), "{page}");
    let again = promised_again(&scene, &asked, "Clavier").await;
    scene.hand_over(&scene.clerk, &again).await.expect(303);
    hand_over(&scene, &all[0], &again).await.expect(303);
    hand_over(&scene, &all[1], &again).await.expect(303);
    let clearances = scene.clearances(&again).await;
    let replaces: Vec<_> = clearances.iter().map(|one| one.exchange_of).collect();
    assert_eq!(replaces, [None, Some(first.id), None]);
    let voucher = stock(&scene).await.remove(1);
    assert_eq!(voucher.clearance_id, Some(clearances[2].id));
    scene.verify().await;
}

#[tokio::test]
async fn a_presence_on_which_a_voucher_went_out_stays_whatever_the_device_went_out_on() {
    let scene = opened(Gate::Enrolled).await;
    let (asked, session) = enrolled(&scene, "Martin").await;
    receive(&scene, "sim", ONE).await.expect(303);
    receive(&scene, "voucher", CODE).await.expect(303);
    let all = stock(&scene).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    hand_over(&scene, &all[0], &asked).await.expect(303);
    // From now on the programme asks for presence.
    let stricter = programme::ActiveModel {
        gate: Set(Gate::Attended),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let db = &scene.world.app.db;
    let _: programme::Model = journal::change(db, scene.by(), &scene.programme, stricter, event)
        .await
        .unwrap();
    scene.the_session_ends(&session);
    let enrolment = scene.enrolment(&asked).await;
    scene.mark(&session, &enrolment, "yes").await.expect(303);
    hand_over(&scene, &all[1], &asked).await.expect(303);
    let clearances = scene.clearances(&asked).await;
    let bases: Vec<_> = clearances.iter().map(|one| one.basis).collect();
    assert_eq!(bases, [Basis::Enrolled, Basis::Attended]);
    let enrolment = scene.enrolment(&asked).await;
    let page = scene.mark(&session, &enrolment, "no").await.expect(409);
    assert!(
        page.says("Un appareil, une carte ou un bon a été remis"),
        "{page}"
    );
    scene.verify().await;
}

#[tokio::test]
async fn by_hand_no_card_leaves_without_a_clearance_that_names_it() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    receive(&scene, "sim", ONE).await.expect(303);
    receive(&scene, "sim", OTHER).await.expect(303);
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let all = stock(&scene).await;
    let device = scene.handovers().await.remove(0);
    let db = &scene.world.app.db;
    let given = |one: &prepaid::Model| prepaid::ActiveModel {
        state: Set(PrepaidState::Given),
        request_id: Set(Some(device.request_id)),
        recipient_id: Set(Some(device.recipient_id)),
        programme_id: Set(Some(device.programme_id)),
        clearance_id: Set(Some(device.clearance_id)),
        clearance_model_key: Set(Some(device.model_key.clone())),
        clearance_state: Set(Some(ClearanceState::Used)),
        handover_id: Set(None),
        handed_to: Set(Some(ReceivedBy::Recipient)),
        identity_seen: Set(Some(IdentitySeen::Passport)),
        clerk_id: Set(Some(scene.clerk.membership.id)),
        closed_at: Set(Some(scene.world.now())),
        ..one.clone().into_active_model()
    };
    // The clearance of the device, without the device.
    assert!(given(&all[0]).update(db).await.is_err());
    // No clearance at all.
    let mut none = given(&all[0]);
    none.clearance_id = Set(None);
    assert!(none.update(db).await.is_err());
    // One clearance, two cards.
    hand_over(&scene, &all[0], &asked).await.expect(303);
    let mut second = given(&all[1]);
    second.handover_id = Set(Some(device.id));
    assert!(second.update(db).await.is_err());
    // Back on the shelf, or out of the stock.
    let out = stock(&scene).await.remove(0);
    let back = prepaid::ActiveModel {
        state: Set(PrepaidState::Here),
        ..out.clone().into_active_model()
    };
    assert!(back.update(db).await.is_err());
    assert!(
        prepaid::Entity::delete_by_id(out.id)
            .exec(db)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn of_two_presses_at_once_one_card_leaves_and_the_other_is_told() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    receive(&scene, "sim", ONE).await.expect(303);
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let one = stock(&scene).await.remove(0);
    let mut forms = Vec::new();
    for _ in 0..2 {
        let page = scene.clerk.get(&handing(&one, &asked)).await.expect(200);
        let form = page.form("#hand-over").set("received_by", "recipient");
        forms.push(form.set("identity_seen", "passport"));
    }
    let (first, second) = tokio::join!(scene.clerk.send(&forms[0]), scene.clerk.send(&forms[1]));
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    let db = &scene.world.app.db;
    assert_eq!(internet_spend::Entity::find().count(db).await.unwrap(), 1);
    scene.verify().await;
}
