//! The card of a transfer: scanned once, and then each device leaves with it.
use super::*;
use crate::labels::{qr_codes, words_of};
use passe_relais::labels::card::Card;

const CARD: &str = "SEND-1";

/// Scans as somebody without JavaScript does, from the page of the card.
async fn under(by: &Persona, card: &str, code: &str) -> Page {
    let page = by
        .get(&format!("/bench/scan?mode={card}"))
        .await
        .expect(200);
    let form = page.form("form[action='/bench/scan']");
    by.send(&form.set("code", code)).await
}

#[tokio::test]
async fn a_transfers_card_is_scanned_once_and_then_each_device_leaves_with_it() {
    let shared = Shared::shared(3, 2).await;
    let page = shared.sender.get("/transfers/1").await.expect(200);
    assert!(page.has("a[href='/transfers/1/card']"), "{page}");
    // The printed sheet is one card, and a scanner reads the transfer on it.
    let sheet = shared.sender.get("/transfers/1/card").await.expect(200);
    let printed: Vec<String> = qr_codes(&sheet.body).into_iter().collect();
    let base = &shared.world.app.config.base_url;
    let card = Card::parse(CARD).unwrap();
    assert_eq!(printed, [card.url(base)]);
    // One card is not called several.
    let words = words_of(&sheet.body);
    assert!(words.contains("Carte du transfert 1"), "{words}");
    assert!(!words.contains("Cartes"), "{words}");
    assert!(
        sheet
            .header("content-disposition")
            .contains("carte-transfert-1"),
        "{}",
        sheet.header("content-disposition")
    );
    let answer = under(&shared.sender, "OPEN", &printed[0]).await;
    let page = shared.sender.follow(answer).await.expect(200);
    assert!(
        page.text("#scan-mode").contains("Part avec le transfert 1"),
        "{page}"
    );
    assert_eq!(page.attribute("[name=mode]", "value"), CARD);
    for number in [0, 1] {
        let answer = under(&shared.sender, CARD, &shared.code(number)).await;
        let page = shared.sender.follow(answer).await.expect(200);
        assert!(page.says("Scanné au départ"), "{page}");
        let sent = shared.device(number).await;
        assert_eq!(sent.transfer_id.map(|id| id.0), Some(1));
        assert!(shared.line(number).await.sent_at.is_some());
    }
    let page = shared.sender.get(&format!("/bench/scan?mode={CARD}")).await;
    assert!(page.expect(200).says("2 faits"));
    // What the card wrote is what the transfer's own page writes: the other workshop takes it in.
    shared.take_in(0).await.expect(303);
    let sent = event::Entity::find()
        .all(&shared.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .filter(|event| event.kind == EventKind::DeviceSent.name())
        .count();
    assert_eq!(sent, 2);
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn the_card_refuses_what_the_transfers_page_refuses() {
    let shared = Shared::shared(3, 2).await;
    under(&shared.sender, CARD, &shared.code(0))
        .await
        .expect(303);
    for (number, said) in [(0, "déjà parti"), (2, "n’est pas sur ce transfert")] {
        let page = under(&shared.sender, CARD, &shared.code(number)).await;
        assert!(page.expect(409).says(said));
        let page = shared.out(number).await;
        assert!(page.expect(409).says(said));
    }
    let page = under(&shared.sender, CARD, "2222-2223").await;
    page.expect(422);
    assert_eq!(shared.device(2).await.transfer_id, None);
    shared.assert_journal_holds().await;
}

/// Takes the last scan of a session back, from its page.
async fn undo(by: &Persona) -> Page {
    let page = by.get("/bench/scan").await.expect(200);
    by.send(&page.form("form[action='/bench/scan/undo']")).await
}

#[tokio::test]
async fn a_departure_scanned_by_mistake_is_taken_back_and_scanned_again() {
    let shared = Shared::shared(2, 1).await;
    let before = shared.device(0).await;
    under(&shared.sender, CARD, &shared.code(0))
        .await
        .expect(303);
    undo(&shared.sender).await.expect(303);
    let after = shared.device(0).await;
    assert_eq!(
        (after.transfer_id, after.site_id, after.container_id),
        (None, before.site_id, before.container_id)
    );
    let line = shared.line(0).await;
    assert_eq!((line.sent_at, line.ended_at), (None, None));
    let last = event::Entity::find()
        .order_by_desc(event::Column::Seq)
        .all(&shared.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .find(|event| event.subject_kind == "device" && event.subject_id == after.id.0);
    assert_eq!(last.unwrap().kind, "departure_taken_back");
    // Still on the list: it leaves when it leaves, and arrives where it is sent.
    under(&shared.sender, CARD, &shared.code(0))
        .await
        .expect(303);
    shared.take_in(0).await.expect(303);
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn an_arrival_from_the_way_taken_back_is_on_the_way_again() {
    let shared = Shared::shared(2, 1).await;
    under(&shared.sender, CARD, &shared.code(0))
        .await
        .expect(303);
    let on_the_way = shared.device(0).await;
    let here = format!("RECEIVED-{}", shared.receiver.site.as_ref().unwrap().id.0);
    under(&shared.receiver, &here, &shared.code(0))
        .await
        .expect(303);
    assert_eq!(shared.line(0).await.outcome, Some(TransferOutcome::Arrived));
    // Once it has come, its departure is no mistake any more.
    let page = undo(&shared.sender).await.expect(409);
    assert!(
        page.says("Autre chose a été noté depuis ce départ"),
        "{page}"
    );
    undo(&shared.receiver).await.expect(303);
    let again = shared.device(0).await;
    assert_eq!(
        (again.transfer_id, again.site_id),
        (on_the_way.transfer_id, on_the_way.site_id)
    );
    let line = shared.line(0).await;
    assert_eq!((line.outcome, line.ended_at), (None, None));
    assert!(line.sent_at.is_some());
    // It arrives after all, by the transfer's own page.
    shared.take_in(0).await.expect(303);
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn an_arrival_is_not_taken_back_onto_a_list_that_has_no_room_for_it() {
    let shared = Shared::shared(2, 1).await;
    let here = format!("RECEIVED-{}", shared.receiver.site.as_ref().unwrap().id.0);
    under(&shared.sender, CARD, &shared.code(0))
        .await
        .expect(303);
    // It arrives, and is put on another list before anybody says that it has not.
    under(&shared.receiver, &here, &shared.code(0))
        .await
        .expect(303);
    let (device, line) = (shared.device(0).await, shared.line(0).await);
    let transfer = transfer::ActiveModel {
        from_site_id: Set(shared.receiver.site.as_ref().unwrap().id),
        to_site_id: Set(shared.sender.site.as_ref().unwrap().id),
        lot_id: Set(shared.lot.id),
        membership_id: Set(shared.receiver.membership.id),
        created_at: Set(shared.world.now()),
        ..Default::default()
    };
    let transfer = transfer.insert(&shared.world.app.db).await.unwrap();
    transfer_device::ActiveModel {
        transfer_id: Set(transfer.id),
        device_id: Set(device.id),
        expected: Set(true),
        ..Default::default()
    }
    .insert(&shared.world.app.db)
    .await
    .unwrap();
    undo(&shared.receiver).await.expect(409);
    assert_eq!(shared.device(0).await, device);
    let kept = transfer_device::Entity::find_by_id(line.id)
        .one(&shared.world.app.db)
        .await
        .unwrap();
    assert_eq!(kept, Some(line));
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn a_departure_after_which_something_was_done_comes_back_by_its_arrival() {
    let shared = Shared::shared(2, 1).await;
    under(&shared.sender, CARD, &shared.code(0))
        .await
        .expect(303);
    let here = format!("RECEIVED-{}", shared.sender.site.as_ref().unwrap().id.0);
    under(&shared.sender, &here, &shared.code(0))
        .await
        .expect(303);
    assert_eq!(shared.device(0).await.transfer_id, None);
    assert_eq!(
        shared.line(0).await.outcome,
        Some(TransferOutcome::Returned)
    );
    shared.assert_journal_holds().await;
}

#[tokio::test]
async fn a_transfers_card_is_for_the_supervisors_of_where_it_leaves_from() {
    let shared = Shared::shared(2, 1).await;
    // A worker of the same workshop is told whom to ask.
    let worker = shared
        .world
        .member(
            Role::Worker,
            shared.sender.organisation.clone(),
            shared.sender.site.clone(),
        )
        .await;
    let page = under(&worker, CARD, &shared.code(0)).await.expect(409);
    assert!(page.says("se note par un encadrant"), "{page}");
    worker.get("/transfers/1/card").await.expect(403);
    // Where it goes to, nothing is scanned out.
    let page = shared.receiver.get("/transfers/1").await.expect(200);
    assert!(!page.has("a[href='/transfers/1/card']"), "{page}");
    shared.receiver.get("/transfers/1/card").await.expect(404);
    let page = under(&shared.receiver, CARD, &shared.code(0)).await;
    assert!(page.expect(409).says("part d’un autre atelier"));
    // Elsewhere the transfer does not exist, and its card leads to none.
    let third = shared
        .world
        .organisation(OrganisationKind::Association, "Ordis du Chablais")
        .await;
    let site = shared.world.site(&third, "Ordis du Chablais").await;
    let third = shared
        .world
        .member(Role::Supervisor, third, Some(site))
        .await;
    third.get("/transfers/1/card").await.expect(404);
    let code = shared.code(0);
    let fields = [
        ("write_id", "by-hand-card-1"),
        ("mode", CARD),
        ("code", &code),
    ];
    let page = third.post("/bench/scan", &fields).await.expect(409);
    assert!(page.says("Rien dans votre atelier"), "{page}");
    assert_eq!(shared.device(0).await.transfer_id, None);
    shared.assert_journal_holds().await;
}
