//! Boxes and places: what goes in, what comes out, what moves with them.

use super::{Bench, scan, scanned, undo};
use entities::{container::ContainerKind, membership::Role};
use sea_orm::ConnectionTrait;

#[tokio::test]
async fn devices_go_into_a_box_and_out_again() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let code = bench.ready("SN-1").await;
    let mode = format!("IN-{carton}");
    let page = scanned(&bench.worker, &mode, &code).await;
    assert!(page.says("Ranger dans Carton 12"), "{page}");
    assert!(page.says("Rangé"), "{page}");
    assert!(page.says("1 fait"), "{page}");
    let inside = bench.device(&code).await;
    assert_eq!(inside.container_id, Some(bench.container(&carton).await.id));
    let page = bench.worker.get(&format!("/boxes/{carton}")).await;
    assert!(page.expect(200).says(&code));
    // Undone by an event of its own.
    let page = bench
        .worker
        .get(&format!("/bench/scan?mode={mode}"))
        .await
        .expect(200);
    let page = undo(&bench.worker, &page).await;
    let page = bench.worker.follow(page).await.expect(200);
    assert!(page.says("Le dernier scan est annulé"), "{page}");
    assert!(page.says("Annulé"), "{page}");
    assert_eq!(bench.device(&code).await.container_id, None);
    let kinds: Vec<_> = bench
        .events(&code)
        .await
        .into_iter()
        .rev()
        .take(2)
        .map(|event| event.kind)
        .collect();
    assert_eq!(kinds, ["device_stowed", "device_stowed"]);
    assert!(
        !page.has("form[action='/bench/scan/undo']"),
        "nothing is left to undo: {page}"
    );
    // In, and back on the shelf.
    scan(&bench.worker, &mode, &code).await.expect(303);
    scan(&bench.worker, "SHELF", &code).await.expect(303);
    assert_eq!(bench.device(&code).await.container_id, None);
    let waiting = bench.received("SN-2").await;
    let page = scan(&bench.worker, "SHELF", &waiting).await.expect(409);
    assert!(page.says("n’est pas prêt"), "{page}");
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn what_leaves_the_site_leaves_its_box() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let code = bench.ready("SN-1").await;
    scan(&bench.worker, &format!("IN-{carton}"), &code)
        .await
        .expect(303);
    let here = format!("RECEIVED-{}", bench.store.id.0);
    scan(&bench.at_store, &here, &code).await.expect(303);
    let moved = bench.device(&code).await;
    assert_eq!(
        (moved.site_id, moved.container_id),
        (Some(bench.store.id), None)
    );
    // And into a box of another site nothing goes.
    let page = scan(&bench.worker, &format!("IN-{carton}"), &code)
        .await
        .expect(409);
    assert!(page.says("n’est pas noté sur ce site"), "{page}");
    // The database itself keeps nothing in a box that is at no site.
    let by_hand = format!(
        "UPDATE device SET site_id = NULL, container_id = {} WHERE label_code = '{code}'",
        bench.container(&carton).await.id.0
    );
    let refused = bench.world.app.db.execute_unprepared(&by_hand).await;
    assert!(refused.is_err(), "a device with its recipient in a box");
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn a_box_scanned_under_a_place_moves_what_is_in_it() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let other = bench.make("box", "Carton 13", bench.site()).await;
    let shelf = bench.make("place", "Étagère 3", bench.site()).await;
    let far = bench.make("place", "Quai", &bench.store).await;
    let code = bench.ready("SN-1").await;
    scan(&bench.worker, &format!("IN-{carton}"), &code)
        .await
        .expect(303);
    let page = scanned(&bench.worker, &format!("IN-{shelf}"), &carton).await;
    assert!(page.says("Carton déplacé"), "{page}");
    let shelf_id = bench.container(&shelf).await.id;
    assert_eq!(bench.container(&carton).await.place_id, Some(shelf_id));
    let page = bench.worker.get(&format!("/boxes/{shelf}")).await;
    assert!(page.expect(200).says("Carton 12"));
    // Taken back: the box stands nowhere again.
    let page = bench.worker.get("/bench/scan").await;
    undo(&bench.worker, &page).await.expect(303);
    assert_eq!(bench.container(&carton).await.place_id, None);

    let page = scan(&bench.worker, &format!("IN-{other}"), &carton)
        .await
        .expect(409);
    assert!(page.says("ne va pas dans un carton"), "{page}");
    let page = scan(&bench.worker, &format!("IN-{carton}"), &shelf)
        .await
        .expect(409);
    assert!(page.says("ne se déplace pas"), "{page}");
    let page = scan(&bench.worker, "CHECK", &carton).await.expect(409);
    assert!(page.says("appareil par appareil"), "{page}");

    // To another site only by who takes in there; and the devices go with it.
    let page = scan(&bench.worker, &format!("IN-{far}"), &carton)
        .await
        .expect(409);
    assert!(page.says("C’est à l’arrivée, là-bas"), "{page}");
    assert_eq!(bench.device(&code).await.site_id, Some(bench.site().id));
    let page = scanned(&bench.at_store, &format!("IN-{far}"), &carton).await;
    assert!(page.says("Carton arrivé ici"), "{page}");
    let moved = bench.device(&code).await;
    assert_eq!(moved.site_id, Some(bench.store.id));
    assert_eq!(
        moved.container_id,
        Some(bench.container(&carton).await.id),
        "it is still in its box"
    );
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn a_box_with_a_device_that_may_not_move_stays_whole() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let ready = bench.ready("SN-1").await;
    let in_work = bench.to_erase("SN-2").await;
    for code in [&ready, &in_work] {
        scan(&bench.worker, &format!("IN-{carton}"), code)
            .await
            .expect(303);
    }
    let here = format!("RECEIVED-{}", bench.store.id.0);
    let page = scan(&bench.at_store, &here, &carton).await.expect(409);
    assert!(page.says(&in_work), "the page names it: {page}");
    assert_eq!(bench.device(&ready).await.site_id, Some(bench.site().id));
    assert_eq!(bench.container(&carton).await.site_id, bench.site().id);
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn of_two_people_with_one_device_one_wins() {
    let bench = Bench::new().await;
    let boxes = [
        bench.make("box", "Carton 1", bench.site()).await,
        bench.make("box", "Carton 2", bench.site()).await,
    ];
    let code = bench.ready("SN-1").await;
    let modes = boxes.each_ref().map(|code| format!("IN-{code}"));
    let (one, two) = tokio::join!(
        scan(&bench.worker, &modes[0], &code),
        scan(&bench.supervisor, &modes[1], &code),
    );
    let statuses = [one.status.as_u16(), two.status.as_u16()];
    assert!(
        statuses.iter().all(|status| [303, 409].contains(status)) && statuses.contains(&303),
        "{statuses:?}"
    );
    let kept = bench.device(&code).await.container_id.unwrap();
    let mut ids = Vec::new();
    for code in &boxes {
        ids.push(bench.container(code).await.id);
    }
    assert!(ids.contains(&kept));
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn another_organisations_things_do_not_exist() {
    let bench = Bench::new().await;
    let (other, site) = bench.world.other_workshop().await;
    let theirs = bench
        .world
        .member(Role::Supervisor, other, Some(site.clone()))
        .await;
    let code = bench.ready("SN-1").await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    theirs.get(&format!("/boxes/{carton}")).await.expect(404);
    theirs
        .get(&format!("/boxes/{carton}/label?template=avery-l7160"))
        .await
        .expect(404);
    let page = theirs.get(&format!("/d/{carton}")).await.expect(200);
    assert!(!page.says("Carton 12"), "{page}");
    for (mode, code) in [("OUT", &code), ("OPEN", &carton), ("OUT", &carton)] {
        let answer = scan(&theirs, mode, code).await;
        assert!(
            answer.status == 409,
            "{mode} {code}: {}",
            answer.status.as_u16()
        );
    }
    let mode = format!("IN-{carton}");
    let page = theirs
        .post(
            "/bench/scan",
            &[
                ("write_id", "by-hand-0001"),
                ("mode", &mode),
                ("code", &code),
            ],
        )
        .await;
    assert!(page.expect(409).says("Rien dans votre atelier"));
    assert!(!theirs.get("/boxes").await.expect(200).says(&carton));
    // Nor is a box made at a site of theirs by us.
    let page = bench
        .supervisor
        .post(
            "/boxes",
            &[
                ("write_id", "by-hand-0002"),
                ("kind", "box"),
                ("name", "Carton"),
                ("site", &site.id.0.to_string()),
            ],
        )
        .await;
    assert!(page.expect(422).says("Choisissez le site"));
}

#[tokio::test]
async fn a_box_has_a_name_of_its_own_and_a_code_no_device_can_bear() {
    let bench = Bench::new().await;
    let carton = bench.make("box", "Carton 12", bench.site()).await;
    let page = bench.supervisor.get("/boxes").await.expect(200);
    let form = page.form("form[action='/boxes']");
    let page = bench
        .supervisor
        .send(&form.clone().set("name", "  Carton   12 "))
        .await
        .expect(422);
    assert!(page.says("a déjà un carton"), "{page}");
    let page = bench.supervisor.send(&form.set("name", " ")).await;
    assert!(page.expect(422).says("Donnez un nom"));
    bench
        .worker
        .post("/boxes", &[("write_id", "by-hand-0003")])
        .await
        .expect(403);
    // A device cannot take the label of a box.
    let code = bench.ready("SN-1").await;
    let by_hand = format!("UPDATE device SET label_code = '{carton}' WHERE label_code = '{code}'");
    let refused = bench.world.app.db.execute_unprepared(&by_hand).await;
    assert!(refused.is_err(), "one code, one thing");
    let pdf = bench
        .supervisor
        .get(&format!(
            "/boxes/{carton}/label?template=avery-l7160&skip=3"
        ))
        .await
        .expect(200);
    assert!(pdf.body.starts_with(b"%PDF"));
    let kind = bench.container(&carton).await.kind;
    assert_eq!(kind, ContainerKind::Box);
}
