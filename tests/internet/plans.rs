//! A plan is opened, renewed and stopped by coordination; its months are noted once.

use super::opened;
use crate::support::{
    page::Page,
    scene::{Asked, Scene},
};
use entities::{
    internet_plan, internet_spend, membership::Role, organisation::OrganisationKind,
    programme::Gate,
};
use passe_relais::internet::reminders;
use sea_orm::{ActiveModelTrait, ActiveValue, EntityTrait, IntoActiveModel, PaginatorTrait, Set};

fn path(asked: &Asked) -> String {
    format!("/requests/{}/internet", asked.request.id.0)
}

async fn open(scene: &Scene, asked: &Asked, own: &str) -> Page {
    let page = scene.coordinator.get(&path(asked)).await.expect(200);
    let form = page
        .form("#open")
        .set("operator", "orange")
        .set("monthly", "15,99")
        .set("own", own)
        .set("fund", "fsl-2026")
        .set("starts_on", "2026-05-15")
        .set("months", "12");
    scene.coordinator.send(&form).await
}

async fn plan(scene: &Scene) -> internet_plan::Model {
    let found = internet_plan::Entity::find().one(&scene.world.app.db).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn coordination_opens_renews_and_stops_the_help_of_a_request() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    // The person pays more than the price: nothing typed is lost.
    let page = open(&scene, &asked, "20").await.expect(422);
    assert_eq!(page.attribute("#monthly", "value"), "15,99");
    assert!(
        page.says("La personne paie moins que le prix du mois"),
        "{page}"
    );
    open(&scene, &asked, "5,99")
        .await
        .sends_to(&format!("{}?done=internet-plan-opened", path(&asked)));
    let opened = plan(&scene).await;
    assert_eq!((opened.own_cents, opened.share_cents), (599, 1_000));
    assert_eq!(opened.ends_on.to_string(), "2027-05-14");
    assert_eq!(opened.fund, "FSL-2026");
    let page = scene.coordinator.get(&path(&asked)).await.expect(200);
    assert!(!page.has("#open"), "{page}");
    // The prescriber reads it, another organisation does not know of it.
    let page = scene.prescriber.get(&path(&asked)).await.expect(200);
    assert!(
        page.says("Orange") && !page.has("#renew") && !page.has("#stop"),
        "{page}"
    );
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::Association, "Autre association")
        .await;
    let stranger = scene.world.member(Role::Prescriber, elsewhere, None).await;
    stranger.get(&path(&asked)).await.expect(404);
    scene.clerk.get(&path(&asked)).await.expect(403);
    // Renewed on the same terms, twice the same form once.
    let page = scene.coordinator.get(&path(&asked)).await.expect(200);
    let form = page.form("#renew").set("more_months", "6");
    scene.coordinator.send(&form).await.expect(303);
    scene.coordinator.send(&form).await.expect(303);
    let renewed = plan(&scene).await;
    assert_eq!(
        (renewed.ends_on.to_string().as_str(), renewed.renewals),
        ("2027-11-14", 1)
    );
    let page = scene.coordinator.get(&path(&asked)).await.expect(200);
    scene
        .coordinator
        .send(&page.form("#stop"))
        .await
        .expect(422);
    let form = page.form("#stop").set("reason", "given_up");
    scene.coordinator.send(&form).await.expect(303);
    let page = scene.coordinator.get(&path(&asked)).await.expect(200);
    assert!(page.says("Arrêtée") && page.has("#open"), "{page}");
    scene.world.journal_names_nobody().await;
    scene.verify().await;
}

#[tokio::test]
async fn a_month_is_noted_once_and_told_by_fund() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    open(&scene, &asked, "5,99").await.expect(303);
    let page = scene.coordinator.get("/internet/spend").await.expect(200);
    assert!(page.says("Une aide est à noter pour mai 2026"), "{page}");
    let form = page.form("#note");
    scene.coordinator.send(&form).await.expect(303);
    scene.coordinator.send(&form).await.expect(303);
    let db = &scene.world.app.db;
    assert_eq!(internet_spend::Entity::find().count(db).await.unwrap(), 1);
    let page = scene.coordinator.get("/internet/spend").await.expect(200);
    assert!(page.says("FSL-2026") && page.says("10,00"), "{page}");
    assert!(!page.has("#note"), "{page}");
    let csv = scene
        .coordinator
        .get("/internet/spend/export")
        .await
        .expect(200);
    assert!(csv.html().contains("2026-05;FSL-2026;10,00"), "{csv}");
    assert!(!csv.html().contains("Martin"), "{csv}");
    // By hand it cannot be noted again, changed, or cost another fund.
    let noted = internet_spend::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let again = internet_spend::ActiveModel {
        id: ActiveValue::NotSet,
        ..noted.clone().into_active_model().reset_all()
    };
    assert!(again.insert(db).await.is_err());
    let other = internet_spend::ActiveModel {
        cents: Set(1),
        ..noted.clone().into_active_model()
    };
    assert!(other.update(db).await.is_err());
    scene.verify().await;
}

#[tokio::test]
async fn the_prescriber_is_told_once_that_it_ends() {
    let scene = opened(Gate::Enrolled).await;
    let asked = scene.ask("Martin", "Casque").await;
    open(&scene, &asked, "0").await.expect(303);
    let app = &scene.world.app;
    assert_eq!(reminders::remind(app).await.unwrap(), 0);
    // 19 April 2027, less than a month before 14 May.
    scene.world.days_pass(350);
    assert_eq!(reminders::remind(app).await.unwrap(), 1);
    assert_eq!(reminders::remind(app).await.unwrap(), 0);
    let letters = scene.world.letters().await;
    assert_eq!(letters.len(), 1);
    assert!(!letters[0].text.contains("Martin"), "{}", letters[0].text);
    assert!(letters[0].text.contains("Orange"), "{}", letters[0].text);
}
