//! Days are closed with the list of who was shown, and everybody concerned is told.

use super::{Point, THURSDAY, TUESDAY};
use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{page::Form, scene::unique, visitor::Visitor},
};
use entities::appointment::{AppointmentState, CancelReason};

impl Point {
    async fn closing(&self, who: &Visitor, from: &str, to: &str) -> Form {
        let page = who.get(&self.opening()).await.expect(200);
        page.form("#close")
            .set("from_on", from)
            .set("to_on", to)
            .set("reason", "works")
    }
}

#[tokio::test]
async fn closing_days_shows_first_who_is_expected_and_then_tells_them() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let before = scene.world.messages().await.len();
    let form = point.closing(&scene.clerk, TUESDAY, "2026-05-06").await;
    let shown = scene.clerk.send(&form).await.expect(409);
    assert!(shown.says("Des personnes sont attendues ces jours-là"));
    assert!(shown.says("R-000001") && shown.says("Louise M."), "{shown}");
    assert!(!shown.html().contains("Martin"), "{shown}");
    assert_eq!(
        point.appointments().await[0].state,
        AppointmentState::Booked
    );
    // Somebody moves there in between: the list is shown again.
    let confirm = shown.form("#confirm");
    let other = scene.ask("Durand", "Souris").await;
    point
        .book(&scene.prescriber, &other, THURSDAY)
        .await
        .expect(303);
    let wider = point.closing(&scene.clerk, TUESDAY, THURSDAY).await;
    let fields = wider.fields();
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    fields.push(("shown", "1"));
    let path = format!("/sites/{}/closures", point.site.id.0);
    let again = scene.clerk.post(&path, &fields).await.expect(409);
    assert!(again.says("R-000002"), "{again}");
    // Confirmed as it was shown: closed, cancelled and told in one write.
    let after = scene.world.messages().await.len();
    scene.clerk.send(&confirm).await.expect(303);
    let all = point.appointments().await;
    assert_eq!(all[0].state, AppointmentState::Cancelled);
    assert_eq!(all[0].reason, Some(CancelReason::SiteClosed));
    assert_eq!(all[1].state, AppointmentState::Booked);
    let letters = scene.world.messages().await;
    let [letter] = &letters[after..] else {
        panic!("one message, not {}", letters.len() - after);
    };
    assert_eq!(letter.to, scene.prescriber.account.email);
    assert!(letter.text.contains("Le point de remise est fermé"));
    assert!(!letter.text.contains("Louise") && !letter.html.contains("Martin"));
    assert!(letters.len() > before);
    // Closed, until it is opened again.
    let refused = point
        .book_by_hand(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(409);
    assert!(refused.says("Le point de remise est fermé ce jour-là"));
    let page = scene.clerk.get(&point.opening()).await.expect(200);
    assert!(page.says("Travaux"), "{page}");
    let end = page.form("form[action*='/closures/'][action$='/end']");
    scene.clerk.send(&end).await.expect(303);
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_books_while_a_day_is_closed_is_told_or_keeps_the_day_open() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    let form = point.closing(&scene.clerk, TUESDAY, TUESDAY).await;
    let (booked, closed) = tokio::join!(
        point.book_by_hand(&scene.prescriber, &asked, TUESDAY),
        scene.clerk.send(&form)
    );
    let mut answers = [booked.status.as_u16(), closed.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "{booked}{closed}");
    scene.verify().await;
}

#[tokio::test]
async fn a_coordinator_keeps_the_hours_of_the_territory_and_sees_references_only() {
    let point = Point::new().await;
    let scene = &point.scene;
    scene.world.in_epci(&point.site, ANNECY).await;
    let asked = scene.ask("Martin", "Casque").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let here = limited(&scene.world, &[ANNECY]).await;
    let elsewhere = limited(&scene.world, &[CHABLAIS]).await;
    elsewhere.get(&point.opening()).await.expect(404);
    let form = point.closing(&here, TUESDAY, TUESDAY).await;
    elsewhere.send(&form).await.expect(404);
    let shown = here.send(&form).await.expect(409);
    assert!(shown.says("R-000001"), "{shown}");
    assert!(!shown.html().contains("Louise"), "{shown}");
    assert_eq!(scene.world.looks(&here).await, 0);
    here.send(&shown.form("#confirm")).await.expect(303);
    // The prescriber has no say in it, nor a clerk of elsewhere.
    scene.prescriber.get(&point.opening()).await.expect(403);
}

#[tokio::test]
async fn hours_and_closures_say_what_is_wrong_and_lose_nothing_typed() {
    let point = Point::new().await;
    let clerk = &point.scene.clerk;
    let page = clerk.get(&point.opening()).await.expect(200);
    let form = page
        .form("#open")
        .set("begins", "10:30")
        .set("ends", "10:00")
        .set("capacity", "0");
    let wrong = clerk.send(&form).await.expect(422);
    for said in [
        "Choisissez le jour de la semaine",
        "La fin doit venir après le début",
        "Écrivez un nombre entre 1 et 50",
    ] {
        assert!(wrong.says(said), "{wrong}");
    }
    assert_eq!(wrong.attribute("#begins", "value"), "10:30");
    let overlapping = form
        .set("weekday", "2")
        .set("begins", "09:30")
        .set("ends", "10:30")
        .set("capacity", "3");
    let wrong = clerk.send(&overlapping).await.expect(422);
    assert!(wrong.says("Une autre heure de ce jour la recouvre"));
    let next = overlapping.set("begins", "10:00").set("ends", "00:00");
    clerk.send(&next).await.expect(303);
    let page = clerk.get(&point.opening()).await.expect(200);
    let form = page
        .form("#close")
        .set("from_on", "2026-05-03")
        .set("to_on", "2028-05-03");
    let wrong = clerk.send(&form).await.expect(422);
    for said in ["aujourd’hui ou plus tard", "Choisissez le motif"] {
        assert!(wrong.says(said), "{wrong}");
    }
    assert_eq!(wrong.attribute("#from_on", "value"), "2026-05-03");
    // What is not there.
    let id = [("write_id", &*unique())];
    let gone = format!("{}/987654/end", point.opening());
    clerk.post(&gone, &id).await.expect(404);
    let id = [("write_id", &*unique())];
    let gone = format!("/sites/{}/closures/987654/end", point.site.id.0);
    clerk.post(&gone, &id).await.expect(404);
}

#[tokio::test]
async fn a_place_without_a_telephone_receives_nobody() {
    let scene = crate::support::scene::Scene::new(entities::programme::Gate::Enrolled).await;
    let site = scene.clerk.site.clone().unwrap();
    let path = format!("/sites/{}/opening", site.id.0);
    let page = scene.clerk.get(&path).await.expect(200);
    assert!(page.says("Ce site n’a pas de téléphone"), "{page}");
    let form = page
        .form("#open")
        .set("weekday", "2")
        .set("begins", "09:00")
        .set("ends", "10:00")
        .set("capacity", "1");
    scene.clerk.send(&form).await.expect(422);
    let asked = scene.ask("Martin", "Casque").await;
    let page = scene
        .prescriber
        .get(&super::appointment_of(&asked))
        .await
        .expect(200);
    assert!(page.says("n’a pas de téléphone que la personne puisse appeler"));
}
