//! The evidence of a lot in one folder: things only, nobody named.

use super::{Books, list};
use entities::membership::Role;

#[tokio::test]
async fn the_folder_of_a_lot_tells_of_things_and_names_nobody() {
    let books = Books::new().await;
    let given = books.ready(0).await;
    books.tablet(1).await;
    let coordinator = books.world.coordinator().await;
    books.reform(&coordinator).await;
    books.cede(&coordinator, &given, "2026-05-04").await;
    let auditor = books.world.persona(Role::Auditor).await;
    // The way there is the list of reforms.
    let path = format!("/lots/{}/evidence", books.lot.id.0);
    let link = format!("a[href='{path}']");
    assert!(auditor.get("/exits").await.expect(200).has(&link));
    assert!(!coordinator.get("/exits").await.expect(200).has(&link));
    let page = auditor.get(&path).await.expect(200);
    for said in [
        "REF-2026-12",
        "CP-2027-118",
        "W742000123",
        "Cédé",
        "par l’acte CP-2027-118",
        "À l’atelier",
        "CD74-SER0",
        "CD74-SER1",
        "2 sur 2",
        "Rien de ce lot n’a été pesé",
    ] {
        assert!(page.says(said), "{said}: {page}");
    }
    for name in [
        "Jeanne",
        "Martin",
        "Les Ordis",
        "présidente",
        &coordinator.account.name,
    ] {
        assert!(!page.text("main").contains(name), "{name}: {page}");
    }
    for reader in [&auditor, &books.finance] {
        let paper = reader.get(&format!("{path}/paper")).await.expect(200);
        assert!(paper.body.starts_with(b"%PDF-"));
    }
    coordinator.get(&path).await.expect(403);
    books.supervisor.get(&path).await.expect(403);
    auditor.get("/lots/999/evidence").await.expect(404);
}

#[tokio::test]
async fn what_left_by_the_day_of_the_list_is_no_gap_and_what_stands_there_still_is_one() {
    let books = Books::new().await;
    let given = books.ready(0).await;
    books.tablet(1).await;
    let coordinator = books.world.coordinator().await;
    books.reform(&coordinator).await;
    books.cede(&coordinator, &given, "2026-05-04").await;
    // As of the day of the reform: one device is not in the list any more, the other is.
    let file = list(&["CD74-SER1;;Tablette;21838;02/09/2019;219,50;0,00;"]);
    let form = books.form(&file).await.set("as_of", "2026-05-04");
    let page = books.finance.send(&form).await.expect(200);
    let form = page
        .form("form[action='/accounting/import/land']")
        .press("press", "accept");
    let sent = books.finance.send(&form).await;
    let page = books.finance.follow(sent).await.expect(200);
    assert!(page.says("déjà réformé ou cédé"), "{page}");
    let id = books.imports().await[0].id.0;
    let left = books
        .finance
        .get(&format!("/accounting/{id}?class=left"))
        .await
        .expect(200);
    assert!(left.says("CD74-SER0"), "{left}");
    // At the end of the year before, neither was decided: one agrees, the other is only with us.
    books
        .bring_in(&list(&[
            "CD74-SER1;;Tablette;21838;02/09/2019;219,50;1,00;",
        ]))
        .await;
    let id = books.imports().await[1].id.0;
    let both = format!("/accounting/{id}?class=both");
    assert!(books.finance.get(&both).await.expect(200).says("CD74-SER1"));
    let ours = format!("/accounting/{id}?class=ours");
    assert!(books.finance.get(&ours).await.expect(200).says("CD74-SER0"));
}
