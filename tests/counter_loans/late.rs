//! The day a loan is due: made longer, reminded of, gone by.

use super::{filled, lending, lent, taken_back, waiting};
use crate::handovers::drawing;
use crate::support::scene::{Scene, unique};
use chrono::{DateTime, Utc};
use entities::{
    counter_lift, counter_reminder, handover,
    request::{self, RequestState},
};
use passe_relais::{
    handovers::counter_loans::reminders::remind,
    journal::{self, Event, EventKind},
    training::recalls::call_back,
};
use sea_orm::{EntityTrait, Set};

fn at(moment: &str) -> DateTime<Utc> {
    moment.parse().unwrap()
}

/// The clock goes to this moment, and the clerk signs in again.
async fn it_is(scene: &mut Scene, moment: &str) {
    let clock = &scene.world.app.clock;
    clock.advance(at(moment) - clock.now());
    scene.world.signs_in_again(&mut scene.clerk).await;
}

#[tokio::test]
async fn a_loan_is_made_longer_once_while_nobody_waits_and_a_person_has_one_at_a_time() {
    let mut scene = lending("clerks").await;
    // Two days before the clock goes back: the days are those of the calendar.
    it_is(&mut scene, "2026-10-23T08:00:00Z").await;
    let (first, second) = (
        scene.ready_device("Casque").await,
        scene.ready_device("Souris").await,
    );
    let form = filled(&scene.clerk, &first, "Martin")
        .await
        .set("days", "7");
    scene.clerk.send(&form).await.expect(303);
    let due = |loan: &handover::Model| loan.due_back_on.unwrap().to_string();
    let loan = scene.handovers().await.remove(0);
    assert_eq!(due(&loan), "2026-10-30");
    // They are known now, and have what one may have.
    let refused = lent(&scene.clerk, &second, "Martin").await.expect(422);
    assert!(refused.says("Choisissez la personne"), "{refused}");
    let known = refused
        .form("main form")
        .set("whom", format!("p{}", loan.recipient_id.0))
        .set("signature", drawing())
        .press("act", "lend");
    let refused = scene.clerk.send(&known).await.expect(409);
    assert!(
        refused.says("autant de prêts que le programme"),
        "{refused}"
    );
    // Somebody waits for such a device: it comes back on its day.
    let waits = waiting(&scene, "Durand").await;
    let list = scene.clerk.get("/counter-loans").await.expect(200);
    let longer = list.form("form[action$='/extension']");
    let refused = scene.clerk.send(&longer).await.expect(409);
    assert!(refused.says("Quelqu’un attend ici"), "{refused}");
    let cancelled = request::ActiveModel {
        state: Set(RequestState::Cancelled),
        closed_at: Set(Some(scene.world.now())),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestCancelled);
    let db = &scene.world.app.db;
    journal::change(db, scene.by(), &waits.request, cancelled, event)
        .await
        .unwrap();
    let page = scene.clerk.get("/counter-loans").await.expect(200);
    let longer = page.form("form[action$='/extension']");
    let done = scene.clerk.send(&longer).await.expect(303);
    scene.clerk.send(&longer).await.sends_to(done.location());
    let loan = scene.handovers().await.remove(0);
    assert_eq!(
        (due(&loan).as_str(), loan.extensions),
        ("2026-11-06", Some(1))
    );
    let page = scene.clerk.get(done.location()).await.expect(200);
    assert!(!page.has("form[action$='/extension']"), "{page}");
    let (write_id, path) = (unique(), format!("/handovers/{}/extension", loan.id.0));
    let again = scene.clerk.post(&path, &[("write_id", &write_id)]).await;
    assert!(again.expect(409).says("déjà été prolongé"));
    // Back, they may borrow again.
    taken_back(&scene.clerk, &first).await;
    let again = filled(&scene.clerk, &second, "Martin").await;
    let refused = scene.clerk.send(&again).await.expect(422);
    let known = refused
        .form("main form")
        .set("whom", format!("p{}", loan.recipient_id.0))
        .set("signature", drawing())
        .press("act", "lend");
    scene.clerk.send(&known).await.expect(303);
    scene.verify().await;
}

#[tokio::test]
async fn who_was_late_in_paris_waits_unless_somebody_decides_otherwise() {
    let mut scene = lending("clerks").await;
    it_is(&mut scene, "2026-10-23T08:00:00Z").await;
    let mut known = String::new();
    // Winter time since the 25th: 22:59 is still the 30th in Paris, and 23:30 the day after.
    for (back, suspended) in [
        ("2026-10-30T22:59:00Z", false),
        ("2026-11-06T23:30:00Z", true),
    ] {
        let device = scene.ready_device("Casque").await;
        let mut form = filled(&scene.clerk, &device, "Martin").await;
        if !known.is_empty() {
            let page = scene.clerk.send(&form).await.expect(422);
            form = page
                .form("main form")
                .set("whom", &*known)
                .set("signature", drawing())
                .press("act", "lend");
        }
        form = form.set("days", "7");
        scene.clerk.send(&form).await.expect(303);
        let loans = scene.handovers().await;
        let loan = loans.iter().find(|loan| loan.ended_at.is_none()).unwrap();
        known = format!("p{}", loan.recipient_id.0);
        it_is(&mut scene, back).await;
        taken_back(&scene.clerk, &device).await;
        let next = scene.ready_device("Souris").await;
        let page = lent(&scene.clerk, &next, "Martin").await.expect(422);
        let form = page
            .form("main form")
            .set("whom", &*known)
            .set("signature", drawing())
            .press("act", "lend");
        if !suspended {
            continue;
        }
        let refused = scene.clerk.send(&form).await.expect(409);
        assert!(refused.says("rendu trop souvent en retard"), "{refused}");
        let db = &scene.world.app.db;
        assert!(
            counter_lift::Entity::find()
                .all(db)
                .await
                .unwrap()
                .is_empty()
        );
        let lift = refused
            .form("main form")
            .tick("lift", "yes")
            .set("signature", drawing())
            .press("act", "lend");
        scene.clerk.send(&lift).await.expect(303);
        let lifts = counter_lift::Entity::find().all(db).await.unwrap();
        assert_eq!(lifts.len(), 1);
        assert_eq!(lifts[0].membership_id, scene.clerk.membership.id);
    }
    scene.verify().await;
}

#[tokio::test]
async fn who_has_a_device_is_reminded_once_each_time_and_a_week_late_who_sent_them_is_told() {
    let mut scene = lending("clerks").await;
    let app = scene.world.app.clone();
    let device = scene.ready_device("Casque").await;
    let form = filled(&scene.clerk, &device, "Martin")
        .await
        .set("days", "7");
    scene.clerk.send(&form).await.expect(303);
    let before = scene.world.messages().await.len();
    // Lent on the 4th of May, due on the 11th; reminded two days before.
    for (days, written, sentence) in [
        (4, 0, ""),
        (1, 1, "au plus tard le 11 mai 2026"),
        (1, 0, ""),
        (1, 1, "aujourd’hui, 11 mai 2026"),
        (1, 1, "Rapportez-le dès que vous pouvez"),
        (5, 0, ""),
        (1, 1, "Rapportez-le dès que vous pouvez"),
        (1, 0, ""),
    ] {
        scene.world.days_pass(days);
        assert_eq!(remind(&app).await.unwrap(), written, "{sentence}");
        assert_eq!(remind(&app).await.unwrap(), 0, "each is written once");
        if written > 0 {
            let all = scene.world.messages().await;
            let own = all
                .iter()
                .rfind(|one| one.to == "louise@exemple.fr")
                .unwrap();
            assert!(own.text.contains(sentence), "{}", own.text);
        }
    }
    let letters = scene.world.messages().await.split_off(before);
    let told: Vec<_> = letters
        .iter()
        .filter(|one| one.to != "louise@exemple.fr")
        .collect();
    // Nobody else sent them: the clerk speaks for them, and is told by a reference alone.
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, scene.clerk.account.email);
    assert!(!told[0].text.contains("Martin"), "{}", told[0].text);
    assert_eq!(letters.len(), 5);
    let rows = counter_reminder::Entity::find().all(&app.db).await.unwrap();
    assert_eq!(rows.len(), 4);
    // The recall of provisional loans leaves it alone.
    let recalled = call_back(&app).await;
    assert_eq!(recalled.unwrap(), 0);
    scene.world.signs_in_again(&mut scene.clerk).await;
    let list = scene.clerk.get("/counter-loans").await.expect(200);
    assert!(list.says("En retard"), "{list}");
    scene.verify().await;
}
