//! The table, the workbook and the committee's paper tell what the page tells, and the same on another day.

use super::{asked, auditor, two_territories};

#[tokio::test]
async fn two_exports_on_two_days_hide_the_same_cells() {
    let scene = two_territories().await;
    scene.world.days_pass(280);
    let address = "/indicators/table?year=2026";
    let before = auditor(&scene).await.get(address).await.expect(200);
    let table = before.html();
    let lines: Vec<&str> = table
        .lines()
        .filter(|line| line.contains(";requests;"))
        .collect();
    let ends: Vec<bool> = lines.iter().map(|line| line.ends_with(";masqué")).collect();
    // Four rounded quarters and the total; the territories come after them.
    assert_eq!(ends[..5], [false; 5], "{lines:?}");
    let hidden = |territory: &str| {
        lines
            .iter()
            .any(|line| line.contains(territory) && line.ends_with(";;demandes;masqué"))
    };
    for territory in ["200066793", "200000172", "200066793-74010"] {
        assert!(hidden(territory), "{lines:?}");
    }
    // More is asked, in another year: what was told of the first stays as it is.
    asked(&scene, 4).await;
    scene.world.days_pass(40);
    let after = auditor(&scene).await.get(address).await.expect(200);
    assert_eq!(after.html(), table);
    assert!(after.header("content-disposition").contains("indicateurs"));
}

#[tokio::test]
async fn the_workbook_and_the_paper_are_ready_to_open() {
    let scene = two_territories().await;
    scene.world.days_pass(280);
    let reader = auditor(&scene).await;
    let workbook = reader.get("/indicators/workbook").await.expect(200);
    assert!(workbook.body.starts_with(b"PK"), "a workbook is a zip");
    assert!(workbook.header("content-type").contains("spreadsheetml"));
    let paper = reader.get("/indicators/paper").await.expect(200);
    assert!(paper.body.starts_with(b"%PDF"));
    let said = crate::labels::words_of(&paper.body);
    assert!(
        said.contains("Demandes reçues") && said.contains("masqué"),
        "{said}"
    );
}
