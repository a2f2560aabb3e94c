//! What the pages refuse, a statement by hand cannot do either.

use super::{Point, THURSDAY, TUESDAY};
use crate::support::scene::Asked;
use entities::appointment::AppointmentState;
use sea_orm::ConnectionTrait;

impl Point {
    async fn by_hand(&self, statement: &str) -> bool {
        let db = &self.scene.world.app.db;
        db.execute_unprepared(statement).await.is_ok()
    }

    /// Another appointment at the hour of the first, for this request.
    async fn beside(&self, asked: &Asked) -> bool {
        let statement = format!(
            "INSERT INTO appointment (request_id, site_id, slot_id, on_day, starts_at, ends_at, state, channel, \
             booked_by, booked_at) SELECT {}, site_id, slot_id, on_day, starts_at, ends_at, 'booked', channel, \
             booked_by, booked_at FROM appointment WHERE id = 1",
            asked.request.id.0
        );
        self.by_hand(&statement).await
    }
}

#[tokio::test]
async fn no_place_is_had_without_being_counted_nor_more_than_there_are() {
    let point = Point::new().await;
    let scene = &point.scene;
    let (one, two) = (
        scene.ask("Martin", "Casque").await,
        scene.ask("Durand", "Souris").await,
    );
    point
        .book(&scene.prescriber, &one, THURSDAY)
        .await
        .expect(303);
    assert!(!point.beside(&two).await, "nobody counted it");
    assert!(
        !point
            .by_hand("UPDATE pickup_slot SET taken = capacity + 1 WHERE id = 1")
            .await
    );
    assert!(
        point
            .by_hand("UPDATE pickup_slot SET taken = taken + 1 WHERE id = 1")
            .await
    );
    assert!(!point.beside(&one).await, "one live one for each request");
    assert!(point.beside(&two).await, "counted, it is one like another");
}

#[tokio::test]
async fn nobody_is_expected_on_a_closed_day_or_for_what_is_not_promised() {
    let point = Point::new().await;
    let scene = &point.scene;
    let (one, two) = (
        scene.ask("Martin", "Casque").await,
        scene.ask("Durand", "Souris").await,
    );
    point
        .book(&scene.prescriber, &one, THURSDAY)
        .await
        .expect(303);
    let close = |from: &str, to: &str| {
        format!(
            "INSERT INTO site_closure (site_id, from_on, to_on, reason, created_by, created_at) \
             SELECT site_id, DATE('{from}'), DATE('{to}'), 'works', booked_by, booked_at FROM appointment WHERE id = 1"
        )
    };
    assert!(
        !point.by_hand(&close("2026-05-06", "2026-05-08")).await,
        "somebody is expected"
    );
    assert!(point.by_hand(&close("2026-05-11", "2026-05-12")).await);
    let leaves = format!(
        "UPDATE request SET state = 'cancelled', device_id = NULL, pickup_code = NULL, closed_at = submitted_at \
         WHERE id = {}",
        one.request.id.0
    );
    assert!(!point.by_hand(&leaves).await, "somebody is expected for it");
    point
        .by_hand("UPDATE pickup_slot SET taken = 2 WHERE id = 1")
        .await;
    let other = leaves.replace(
        &format!("id = {}", one.request.id.0),
        &format!("id = {}", two.request.id.0),
    );
    assert!(point.by_hand(&other).await);
    assert!(!point.beside(&two).await, "nothing is promised to it");
}

#[tokio::test]
async fn what_became_of_an_appointment_stays() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    for elsewhere in [
        "UPDATE appointment SET on_day = '2026-05-12' WHERE id = 1",
        "UPDATE appointment SET state = 'cancelled' WHERE id = 1",
        "UPDATE appointment SET state = 'held' WHERE id = 1",
    ] {
        assert!(!point.by_hand(elsewhere).await, "{elsewhere}");
    }
    point
        .book(&scene.prescriber, &asked, THURSDAY)
        .await
        .expect(303);
    for state in ["booked", "held", "missed"] {
        let again =
            format!("UPDATE appointment SET state = '{state}', ended_at = booked_at WHERE id = 1");
        assert!(!point.by_hand(&again).await, "{state}");
    }
    let all = point.appointments().await;
    assert_eq!(all[0].state, AppointmentState::Moved);
}
