//! What the board says of a part that is missing and of software that is not enough, and where its numbers lead.
use super::{board::refurbished_by_the_supervisor, *};

/// Each reason with its count, as the board lists them, and how many devices it says are held back.
async fn reasons(workshop: &Workshop) -> (Vec<String>, String) {
    let page = workshop.supervisor.get("/board").await.expect(200);
    let reasons = page.texts(".board-reasons li");
    let held_back = page.text("#held-back .number");
    // What is listed is what is counted, each with its badge.
    let listed = page.texts("section[aria-labelledby='held-back'] .board-rows li");
    assert_eq!(listed.len().to_string(), held_back, "{page}");
    assert!(listed.iter().all(|row| {
        [
            "Pièce manquante",
            "Logiciel insuffisant",
            "Logiciel non noté",
        ]
        .iter()
        .any(|reason| row.contains(reason))
    }));
    (reasons, held_back)
}

#[tokio::test]
async fn a_device_without_its_screen_is_held_back_until_one_is_fitted() {
    let workshop = Workshop::with_repairs().await;
    let code = workshop.laptop_at_work("SN-1").await;
    workshop
        .out(&code, "own:screen", "screen-out-1")
        .await
        .expect(303);
    let (told, held_back) = reasons(&workshop).await;
    assert_eq!(held_back, "1");
    assert!(told[0].contains("Pièce manquante"), "{told:?}");
    let part = entities::part::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    workshop
        .fit(&code, &part.code, "screen-in-1")
        .await
        .expect(303);
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "0");
}

#[tokio::test]
async fn software_that_no_open_programme_would_take_is_told_on_the_board() {
    let workshop = on_the_day_of_the_logs().await;
    let db = &workshop.world.app.db;
    let coordinator = workshop.world.coordinator().await;
    let code = workshop.laptop_done().await;
    let at_work = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some("SN-2"))
        .await;
    workshop.triage(&at_work).await;
    // Nothing is asked.
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "0", "{page}");
    workshop.programme("haute-saone", 12, true).await;
    // The one that is erased has no software yet; the other is still to be erased.
    let (told, held_back) = reasons(&workshop).await;
    assert_eq!((told.len(), held_back.as_str()), (1, "1"));
    assert!(told[0].contains("Logiciel non noté"), "{told:?}");
    workshop
        .install(&code, "windows-11", "24H2")
        .await
        .expect(303);
    let (told, held_back) = reasons(&workshop).await;
    assert_eq!((told.len(), held_back.as_str()), (1, "1"));
    assert!(told[0].contains("Logiciel insuffisant"), "{told:?}");
    workshop
        .install(&code, "linux-mint-22", "22.1")
        .await
        .expect(303);
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "0", "{page}");
    // It waits for its check, and the programme asks for more.
    workshop.ask_check(&code).await.expect(303);
    db.execute_unprepared("UPDATE programme SET update_months = 60")
        .await
        .unwrap();
    let (told, held_back) = reasons(&workshop).await;
    assert_eq!((told.len(), held_back.as_str()), (1, "1"));
    assert!(told[0].contains("Logiciel insuffisant"), "{told:?}");
    // Nobody is offered a check that they could not sign.
    for place in ["/board", "/bench"] {
        let page = workshop.supervisor.get(place).await.expect(200);
        let path = format!("a[href='/bench/{code}/quality-check']");
        assert!(!page.has(&format!("section[aria-labelledby='queue'] {path}")));
        assert!(!page.has(&format!("td {path}")));
    }
    // Another programme takes it: one is enough.
    let other = workshop.programme("souple", 0, false).await;
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "0", "{page}");
    // Of months alone, the model says enough or too little before anything is installed.
    let close = format!(
        "UPDATE programme SET closed_at = created_at WHERE id = {}",
        other.id.0
    );
    db.execute_unprepared(&close).await.unwrap();
    db.execute_unprepared("UPDATE programme SET free_software_only = FALSE, update_months = 12")
        .await
        .unwrap();
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert_eq!(page.text("#held-back .number"), "0", "{page}");
    workshop
        .model_until(&coordinator, "06/2026")
        .await
        .expect(303);
    let (told, held_back) = reasons(&workshop).await;
    assert_eq!((told.len(), held_back.as_str()), (1, "1"));
    assert!(told[0].contains("Logiciel insuffisant"), "{told:?}");
    let page = workshop.supervisor.get("/board").await.expect(200);
    assert!(page.has(&format!(
        "section[aria-labelledby='held-back'] a[href='/bench/{at_work}']"
    )));
}

#[tokio::test]
async fn the_checks_that_the_board_only_counts_are_one_press_away() {
    let workshop = Workshop::new().await;
    let mut codes = vec![refurbished_by_the_supervisor(&workshop, "DMPX0").await];
    for number in 1..8 {
        let serial = format!("DMPX{number}");
        codes.push(workshop.tablet_to_check_with(&serial).await);
    }
    let page = workshop.supervisor.get("/board").await.expect(200);
    let queue = "section[aria-labelledby='queue']";
    assert_eq!(page.texts(&format!("{queue} .board-rows li")).len(), 6);
    assert!(page.says("et 1 autre appareil"), "{page}");
    let more = page.attribute(&format!("{queue} p.actions a"), "href");
    let list = workshop.supervisor.get(&more).await.expect(200);
    let listed = list.texts(".board-rows .code");
    assert_eq!(listed, codes[1..]);
    assert!(list.has(&format!(
        ".board-rows a[href='/bench/{}/quality-check']",
        codes[1]
    )));
    // And those that somebody else has to sign.
    let others = page.attribute(&format!("{queue} a[href*='for-others']"), "href");
    let list = workshop.supervisor.get(&others).await.expect(200);
    assert_eq!(list.texts(".board-rows .code"), codes[..1]);
    // Who signs nothing has no such list.
    let departement = workshop
        .world
        .organisation(OrganisationKind::Departement, "Département")
        .await;
    let coordinator = workshop
        .world
        .member(Role::Coordinator, departement, None)
        .await;
    let site = workshop.supervisor.site.as_ref().unwrap().id.0;
    coordinator
        .get(&format!("/board?site={site}&column=to-sign"))
        .await
        .expect(404);
}
