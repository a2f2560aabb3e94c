//! What the indicators tell of opinions.

use super::{handed, says};
use crate::support::{page::Page, scene::Scene};
use entities::{membership::Role, programme::Gate};

/// Eight who left with a device, so many of whom said how it went; what an auditor reads of it the year after.
async fn told(values: &[&str]) -> Page {
    let scene = Scene::new(Gate::Enrolled).await;
    for number in 0..8 {
        let handover = handed(&scene, &format!("Martin{number}")).await;
        if let Some(value) = values.get(number) {
            says(&scene, &handover, value).await.expect(303);
        }
    }
    scene.world.days_pass(280);
    let auditor = scene.world.persona(Role::Auditor).await;
    auditor.get("/indicators").await.expect(200)
}

fn last(page: &Page, id: &str) -> String {
    let cells = page.texts(&format!("tr#{id} td"));
    cells.last().unwrap().clone()
}

#[tokio::test]
async fn a_committee_reads_how_content_people_were_and_how_many_kept_silent() {
    let page = told(&["4", "4", "3", "3", "2", "2"]).await;
    assert_eq!(last(&page, "handover-opinions"), "6");
    assert_eq!(last(&page, "handover-satisfaction"), "3,0");
    assert_eq!(last(&page, "handover-silent"), "25");
    assert_eq!(last(&page, "workshop-opinions"), "0");
    assert_eq!(last(&page, "workshop-satisfaction"), "–");
}

#[tokio::test]
async fn of_fewer_than_five_opinions_nothing_is_told() {
    let page = told(&["1", "1", "1", "1"]).await;
    for id in ["opinions", "satisfaction", "silent"] {
        assert_eq!(last(&page, &format!("handover-{id}")), "masqué");
    }
}
