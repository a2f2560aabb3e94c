//! Every way round a transfer: by somebody else, twice, at once, with what is not on the list, by SQL.
use super::*;

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
        .post("/transfers/1/withdraw", &[("write_id", "by-hand-w-1")])
        .await
        .expect(404);
    third.get(&shared.split()).await.expect(404);
    // Each at their own end only; the list is the sender's.
    shared
        .receiver
        .post("/transfers/1/withdraw", &[("write_id", "by-hand-w-2")])
        .await
        .expect(404);
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
            &[("write_id", "by-hand-x"), ("out", "pas un code")],
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
            &[
                ("write_id", "by-hand-b-1"),
                ("mode", &back),
                ("code", &code),
            ],
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
        .post(&arrival, &[("write_id", "by-hand-b-2")])
        .await
        .expect(404);
    shared.world.days_pass(3);
    let receiver = shared.again(&shared.receiver).await;
    let page = receiver.get("/transfers/1").await.expect(200);
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
    for (number, status) in [(0, 303), (2, 303), (2, 409)] {
        let page = receiver.get("/transfers/1").await.expect(200);
        let form = page.form("form[action='/transfers/1/in']");
        let page = receiver.send(&form.set("in", shared.code(number))).await;
        let page = page.expect(status);
        assert!(status == 303 || page.says("déjà ici"), "{page}");
    }
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
