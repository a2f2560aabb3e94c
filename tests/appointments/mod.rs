//! Appointments at pick-up points: an hour is counted, people are told as they chose, and a day can be closed.

mod closing;
mod telling;
mod ways_round;

use crate::support::{
    page::Page,
    scene::{Asked, Scene, unique},
    visitor::Visitor,
    world::Persona,
};
use chrono::{Datelike, NaiveDate, Weekday};
use entities::{
    appointment::{self, AppointmentState, CancelReason},
    membership::Role,
    opening_slot,
    organisation::OrganisationKind,
    pickup_slot,
    programme::Gate,
    request::RequestState,
    site,
};
use sea_orm::{ActiveModelTrait, EntityTrait, QueryOrder, Set};

/// The clerk's pick-up point, which receives one person on Tuesdays at nine and two on Thursdays at nine.
pub struct Point {
    pub scene: Scene,
    pub site: site::Model,
}

/// A Tuesday, the day after the first.
pub const TUESDAY: &str = "2026-05-05";
pub const THURSDAY: &str = "2026-05-07";

impl Point {
    pub async fn new() -> Self {
        let scene = Box::pin(Scene::new(Gate::Enrolled)).await;
        let site = scene.clerk.site.clone().unwrap();
        let site = site::ActiveModel {
            id: Set(site.id),
            phone: Set(Some("04 50 33 50 00".to_owned())),
            ..Default::default()
        }
        .update(&scene.world.app.db)
        .await
        .unwrap();
        let point = Self { scene, site };
        point.open("2", "1").await.expect(303);
        point.open("4", "2").await.expect(303);
        point
    }

    pub fn opening(&self) -> String {
        format!("/sites/{}/opening", self.site.id.0)
    }

    /// The clerk declares an hour at nine.
    pub async fn open(&self, weekday: &str, capacity: &str) -> Page {
        let page = self.scene.clerk.get(&self.opening()).await.expect(200);
        let form = page
            .form("#open")
            .set("weekday", weekday)
            .set("begins", "09:00")
            .set("ends", "10:00")
            .set("capacity", capacity);
        self.scene.clerk.send(&form).await
    }

    /// The value of the hour of a day, as the form has it.
    pub async fn slot(&self, day: &str) -> String {
        let day_of_week: NaiveDate = day.parse().unwrap();
        let weekday = if day_of_week.weekday() == Weekday::Tue {
            2
        } else {
            4
        };
        let openings = opening_slot::Entity::find()
            .order_by_desc(opening_slot::Column::Id)
            .all(&self.scene.world.app.db)
            .await
            .unwrap();
        let opening = openings
            .into_iter()
            .find(|row| row.weekday == weekday && row.ended_at.is_none())
            .unwrap();
        format!("{}:{day}", opening.id.0)
    }

    /// Somebody books the hour of a day for a request, or moves its appointment there.
    pub async fn book(&self, who: &Visitor, asked: &Asked, day: &str) -> Page {
        let page = who.get(&appointment_of(asked)).await.expect(200);
        let form = page.form("#book").set("slot", self.slot(day).await);
        who.send(&form).await
    }

    /// The same by hand, whatever the page offers.
    pub async fn book_by_hand(&self, who: &Visitor, asked: &Asked, day: &str) -> Page {
        let slot = self.slot(day).await;
        let fields = [("write_id", &*unique()), ("slot", &*slot)];
        who.post(&appointment_of(asked), &fields).await
    }

    pub async fn appointments(&self) -> Vec<appointment::Model> {
        appointment::Entity::find()
            .order_by_asc(appointment::Column::Id)
            .all(&self.scene.world.app.db)
            .await
            .unwrap()
    }

    /// How many places are taken in each hour that was ever booked, in the order of time.
    pub async fn taken(&self) -> Vec<i32> {
        let slots = pickup_slot::Entity::find()
            .order_by_asc(pickup_slot::Column::StartsAt)
            .all(&self.scene.world.app.db)
            .await
            .unwrap();
        slots.into_iter().map(|slot| slot.taken).collect()
    }

    /// The same person, signed in anew: a session does not outlive days.
    pub async fn again(&self, who: &Persona) -> Visitor {
        self.scene.world.sign_in(&who.account.email).await
    }
}

pub fn appointment_of(asked: &Asked) -> String {
    format!("/requests/{}/appointment", asked.request.id.0)
}

#[tokio::test]
async fn the_prescriber_books_an_hour_and_reads_it_everywhere() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    let page = scene
        .prescriber
        .get(&appointment_of(&asked))
        .await
        .expect(200);
    assert!(page.says("Aucun rendez-vous n’est pris"), "{page}");
    assert!(page.says("04 50 33 50 00"), "{page}");
    let form = page.form("#book");
    let nothing = scene.prescriber.send(&form).await.expect(422);
    assert!(nothing.says("Choisissez une heure"), "{nothing}");
    let form = form.set("slot", point.slot(TUESDAY).await);
    let done = scene.prescriber.send(&form).await.expect(303);
    // The same form again is answered as the first time.
    scene.prescriber.send(&form).await.sends_to(done.location());
    let all = point.appointments().await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].state, AppointmentState::Booked);
    assert_eq!(all[0].starts_at.to_rfc3339(), "2026-05-05T07:00:00+00:00");
    assert_eq!(all[0].on_day.to_string(), TUESDAY);
    assert_eq!(point.taken().await, [1]);
    let when = "mardi 5 mai 2026 à 9\u{a0}h\u{a0}00";
    let page = scene.prescriber.follow(done).await.expect(200);
    assert!(page.html().contains(when), "{page}");
    let request = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&request).await.expect(200);
    assert!(page.html().contains(when), "{page}");
    assert!(page.says("Rendez-vous pris pour la remise"), "{page}");
    // The clerk sees who comes, by first name and initial, and what is missing.
    let page = scene.clerk.get("/appointments").await.expect(200);
    assert!(page.says("Louise M."), "{page}");
    assert!(!page.html().contains("Martin"), "{page}");
    assert!(page.says(asked.code()), "{page}");
    assert!(page.says("Le feu vert n’est pas encore là"), "{page}");
    scene.enrol(&asked).await;
    let page = scene.clerk.get("/appointments").await.expect(200);
    assert!(page.says("Peut être remis"), "{page}");
    // The hour has no place left.
    let other = scene.ask("Durand", "Souris").await;
    let page = scene
        .prescriber
        .get(&appointment_of(&other))
        .await
        .expect(200);
    let slot = point.slot(TUESDAY).await;
    assert!(!page.has(&format!("input[value='{slot}']")), "{page}");
    let full = point
        .book_by_hand(&scene.prescriber, &other, TUESDAY)
        .await
        .expect(409);
    assert!(full.says("Quelqu’un vient de prendre la dernière place"));
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_at_once_one_gets_the_last_place_and_the_other_is_told() {
    let point = Point::new().await;
    let scene = &point.scene;
    let (one, two) = (
        scene.ask("Martin", "Casque").await,
        scene.ask("Durand", "Souris").await,
    );
    let (first, second) = tokio::join!(
        point.book_by_hand(&scene.prescriber, &one, TUESDAY),
        point.book_by_hand(&scene.clerk, &two, TUESDAY)
    );
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "{first}{second}");
    assert_eq!(point.appointments().await.len(), 1);
    assert_eq!(point.taken().await, [1]);
    scene.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_book_for_one_request_at_once_book_once() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    let (first, second) = tokio::join!(
        point.book_by_hand(&scene.prescriber, &asked, THURSDAY),
        point.book_by_hand(&scene.clerk, &asked, THURSDAY)
    );
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "{first}{second}");
    assert_eq!(point.taken().await, [1]);
    scene.verify().await;
}

#[tokio::test]
async fn an_appointment_is_moved_and_cancelled_and_its_place_is_free_again() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let same = point
        .book_by_hand(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(409);
    assert!(same.says("Le rendez-vous est déjà à cette heure"), "{same}");
    point.book(&scene.clerk, &asked, THURSDAY).await.expect(303);
    assert_eq!(point.taken().await, [0, 1]);
    let states = |all: Vec<appointment::Model>| all.into_iter().map(|one| one.state);
    assert!(
        states(point.appointments().await).eq([AppointmentState::Moved, AppointmentState::Booked])
    );
    // A request that had an hour of Tuesday can be followed by another.
    let other = scene.ask("Durand", "Souris").await;
    point
        .book(&scene.prescriber, &other, TUESDAY)
        .await
        .expect(303);
    let page = scene
        .prescriber
        .get(&appointment_of(&asked))
        .await
        .expect(200);
    let form = page.form("#cancel");
    let why = scene.prescriber.send(&form).await.expect(422);
    assert!(why.says("Dites pourquoi le rendez-vous est annulé"));
    let form = form.set("reason", "person_asked");
    scene.prescriber.send(&form).await.expect(303);
    let all = point.appointments().await;
    assert_eq!(all[1].state, AppointmentState::Cancelled);
    assert_eq!(all[1].reason, Some(CancelReason::PersonAsked));
    assert_eq!(point.taken().await, [1, 0]);
    let again = [("write_id", &*unique()), ("reason", "person_asked")];
    let path = format!("{}/cancel", appointment_of(&asked));
    let gone = scene.prescriber.post(&path, &again).await.expect(409);
    assert!(gone.says("Ce rendez-vous n’est plus attendu"), "{gone}");
    // Cancelled by the place itself, never by hand.
    let made_up = [("write_id", &*unique()), ("reason", "site_closed")];
    scene.prescriber.post(&path, &made_up).await.expect(422);
    scene.verify().await;
}

#[tokio::test]
async fn nothing_is_booked_on_a_holiday_at_a_past_hour_or_at_one_that_was_removed() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    // Ascension Day.
    let page = scene
        .prescriber
        .get(&appointment_of(&asked))
        .await
        .expect(200);
    let offered = page.texts("#book .choice span");
    assert!(offered.iter().any(|hour| hour.contains("jeudi 7 mai 2026")));
    assert!(!offered.iter().any(|hour| hour.contains("14 mai 2026")));
    let holiday = point
        .book_by_hand(&scene.prescriber, &asked, "2026-05-14")
        .await
        .expect(409);
    assert!(holiday.says("C’est un jour férié"), "{holiday}");
    let past = point
        .book_by_hand(&scene.prescriber, &asked, "2026-04-30")
        .await
        .expect(409);
    assert!(past.says("Cette heure est passée"), "{past}");
    // A Wednesday.
    let slot = point.slot(THURSDAY).await.replace(THURSDAY, "2026-05-06");
    let fields = [("write_id", &*unique()), ("slot", &*slot)];
    let other_day = scene
        .prescriber
        .post(&appointment_of(&asked), &fields)
        .await
        .expect(409);
    assert!(
        other_day.says("ne reçoit plus à cette heure"),
        "{other_day}"
    );
    let path = appointment_of(&asked);
    for made_up in ["", "12", "x:2026-05-05", "1:2026-02-30", "1:"] {
        let fields = [("write_id", &*unique()), ("slot", made_up)];
        scene.prescriber.post(&path, &fields).await.expect(422);
    }
    let unknown = [("write_id", &*unique()), ("slot", "987654:2026-05-05")];
    scene.prescriber.post(&path, &unknown).await.expect(409);
    // Removed: what is booked stays, and no more is booked.
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let slot = point.slot(TUESDAY).await;
    let opening = slot.split(':').next().unwrap();
    let end = format!("{}/{opening}/end", point.opening());
    let id = [("write_id", &*unique())];
    scene.clerk.post(&end, &id).await.expect(303);
    let other = scene.ask("Durand", "Souris").await;
    let fields = [("write_id", &*unique()), ("slot", &*slot)];
    let path = appointment_of(&other);
    scene.prescriber.post(&path, &fields).await.expect(409);
    let all = point.appointments().await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].state, AppointmentState::Booked);
}

#[tokio::test]
async fn another_organisations_request_does_not_exist_nor_does_another_sites() {
    let point = Point::new().await;
    let scene = &point.scene;
    let world = &scene.world;
    let asked = scene.ask("Martin", "Casque").await;
    let elsewhere = world
        .organisation(OrganisationKind::Library, "Ailleurs")
        .await;
    let site = world.site(&elsewhere, "Ailleurs").await;
    let strangers = [
        world
            .member(Role::Clerk, elsewhere.clone(), Some(site.clone()))
            .await,
        world.member(Role::Prescriber, elsewhere, Some(site)).await,
    ];
    let path = appointment_of(&asked);
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let id = point.appointments().await[0].id.0;
    for stranger in &strangers {
        stranger.get(&path).await.expect(404);
        stranger.get(&format!("{path}/calendar")).await.expect(404);
        point
            .book_by_hand(stranger, &asked, THURSDAY)
            .await
            .expect(404);
        let cancel = [("write_id", &*unique()), ("reason", "person_asked")];
        let page = stranger.post(&format!("{path}/cancel"), &cancel).await;
        page.expect(404);
    }
    let clerk = &strangers[0];
    clerk.get(&point.opening()).await.expect(404);
    let missed = [("write_id", &*unique())];
    clerk
        .post(&format!("/appointments/{id}/missed"), &missed)
        .await
        .expect(404);
    assert!(!clerk.get("/appointments").await.says("Louise"));
    scene.coordinator.get(&path).await.expect(403);
    assert_eq!(point.taken().await, [1]);
}

#[tokio::test]
async fn handing_the_device_over_says_that_the_appointment_was_held() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.cleared("Martin").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    let all = point.appointments().await;
    assert_eq!(all[0].state, AppointmentState::Held);
    assert_eq!(all[0].ended_by, Some(scene.clerk.membership.id));
    assert_eq!(point.taken().await, [1]);
    let page = scene.clerk.get("/appointments").await.expect(200);
    assert!(page.says("Venu, appareil remis"), "{page}");
    let refused = point
        .book_by_hand(&scene.prescriber, &asked, THURSDAY)
        .await
        .expect(409);
    assert!(refused.says("Aucun appareil n’attend cette personne"));
    scene.verify().await;
}

#[tokio::test]
async fn a_promise_that_is_taken_back_or_given_up_leaves_nobody_expected() {
    let point = Point::new().await;
    let scene = &point.scene;
    let (undone, cancelled) = (
        scene.ask("Martin", "Casque").await,
        scene.ask("Durand", "Souris").await,
    );
    for asked in [&undone, &cancelled] {
        point
            .book(&scene.prescriber, asked, THURSDAY)
            .await
            .expect(303);
    }
    let path = |asked: &Asked, act: &str| format!("/requests/{}/{act}", asked.request.id.0);
    let id = [("write_id", &*unique())];
    scene
        .coordinator
        .post(&path(&undone, "undo"), &id)
        .await
        .expect(303);
    let page = scene
        .prescriber
        .get(&format!("/requests/{}", cancelled.request.id.0))
        .await
        .expect(200);
    let form = page
        .form("#cancel")
        .set("cancel_reason", "equipped_otherwise");
    scene.prescriber.send(&form).await.expect(303);
    for one in point.appointments().await {
        assert_eq!(one.state, AppointmentState::Cancelled);
        assert_eq!(one.reason, Some(CancelReason::RequestEnded));
    }
    assert_eq!(point.taken().await, [0]);
    assert_eq!(
        scene.world.request(undone.request.id).await.state,
        RequestState::Submitted
    );
    scene.verify().await;
}

#[tokio::test]
async fn the_clerk_says_that_nobody_came_once_the_hour_has_begun() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let before = scene.world.messages().await.len();
    let id = point.appointments().await[0].id.0;
    let path = format!("/appointments/{id}/missed");
    let early = [("write_id", &*unique())];
    let page = scene.clerk.post(&path, &early).await.expect(409);
    assert!(page.says("L’heure n’est pas encore venue"), "{page}");
    scene.world.days_pass(1);
    let clerk = point.again(&scene.clerk).await;
    let page = clerk.get("/appointments").await.expect(200);
    let form = page.form("form[action$='/missed']");
    clerk.send(&form).await.expect(303);
    clerk.send(&form).await.expect(303);
    assert_eq!(
        point.appointments().await[0].state,
        AppointmentState::Missed
    );
    // The prescriber is told, once; the person is not written to.
    let letters = scene.world.messages().await;
    let [letter] = &letters[before..] else {
        panic!("one message, not {}", letters.len() - before);
    };
    assert_eq!(letter.to, scene.prescriber.account.email);
    assert!(letter.text.contains("prenez un autre rendez-vous"));
    let late = [("write_id", &*unique())];
    clerk.post(&path, &late).await.expect(409);
    // And books another; when nobody says anything of that one, the next says that it was missed.
    let prescriber = point.again(&scene.prescriber).await;
    point.book(&prescriber, &asked, THURSDAY).await.expect(303);
    scene.world.days_pass(3);
    let prescriber = point.again(&scene.prescriber).await;
    point
        .book(&prescriber, &asked, "2026-05-12")
        .await
        .expect(303);
    let states: Vec<AppointmentState> = point
        .appointments()
        .await
        .into_iter()
        .map(|one| one.state)
        .collect();
    assert_eq!(
        states,
        [
            AppointmentState::Missed,
            AppointmentState::Missed,
            AppointmentState::Booked
        ]
    );
    assert_eq!(point.taken().await, [1, 1, 1]);
    scene.verify().await;
}
