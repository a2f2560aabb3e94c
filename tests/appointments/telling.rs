//! People are told as they chose: one thing to do, one date, one number; and nobody else learns who they are.

use super::{Point, THURSDAY, TUESDAY, appointment_of};
use crate::support::{scene::Asked, scene::unique, visitor::Visitor};
use entities::{
    access_log::{self, AccessAct},
    appointment::AppointmentState,
    appointment_notice::{self, NoticeAbout},
    outbox::{self, OutboxKind},
    recipient::Channel,
};
use passe_relais::{
    appointments::reminders::remind,
    mail::{self, Message},
};
use sea_orm::{EntityTrait, QueryOrder};
use std::fs;

impl Point {
    /// The prescriber notes how the person wants to be told.
    async fn tell_by(&self, asked: &Asked, channel: &str) {
        let page = self
            .scene
            .prescriber
            .get(&appointment_of(asked))
            .await
            .expect(200);
        let form = page
            .form("#contact")
            .set("channel", channel)
            .set("phone", "06 11 22 33 44")
            .set("email", "louise@exemple.fr");
        self.scene.prescriber.send(&form).await.expect(303);
    }

    async fn notices(&self) -> Vec<appointment_notice::Model> {
        appointment_notice::Entity::find()
            .order_by_asc(appointment_notice::Column::Id)
            .all(&self.scene.world.app.db)
            .await
            .unwrap()
    }

    /// The messages written since there were so many.
    async fn since(&self, before: usize) -> Vec<Message> {
        self.scene.world.messages().await.split_off(before)
    }
}

fn names_nobody(message: &Message) {
    let attached: String = message
        .attachments
        .iter()
        .map(|file| file.content.as_str())
        .collect();
    let whole = format!(
        "{}{}{}{attached}",
        message.subject, message.text, message.html
    );
    assert!(
        !whole.contains("Louise") && !whole.contains("Martin"),
        "{whole}"
    );
}

#[tokio::test]
async fn an_e_mail_says_when_and_where_and_brings_the_appointment_for_the_calendar() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point.tell_by(&asked, "email").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let letters = point.since(0).await;
    let [prescriber, person] = &letters[..] else {
        panic!("{} messages", letters.len());
    };
    assert_eq!(prescriber.to, scene.prescriber.account.email);
    assert!(
        prescriber
            .text
            .contains("La personne est prévenue par e-mail")
    );
    assert!(prescriber.text.contains("R-000001"));
    assert_eq!(person.to, "louise@exemple.fr");
    assert!(person.text.contains("Venez chercher votre appareil"));
    assert!(person.text.contains("mardi 5 mai 2026"));
    assert!(person.text.contains("04 50 33 50 00"));
    let code = asked.request.pickup_code.as_deref().unwrap();
    assert!(person.text.contains(code));
    // One date, one number.
    assert_eq!(person.text.matches("2026").count(), 1, "{}", person.text);
    for letter in &letters {
        names_nobody(letter);
        let [file] = &letter.attachments[..] else {
            panic!("one file");
        };
        assert_eq!(file.name, "rendez-vous.ics");
        assert!(file.content.contains("DTSTART:20260505T070000Z\r\n"));
        assert!(file.content.contains("DTEND:20260505T080000Z\r\n"));
        assert!(file.content.contains("UID:request-1@"), "{}", file.content);
        assert!(file.content.split("\r\n").all(|line| line.len() <= 75));
    }
    assert!(point.notices().await.is_empty());
    // It leaves with the file, whole.
    mail::send_due(&scene.world.app).await.unwrap();
    let folder = fs::read_dir(&scene.world.app.config.mail_dir).unwrap();
    for file in folder {
        let sent = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(sent.contains("multipart/mixed"), "{sent}");
        assert!(sent.contains("text/calendar"), "{sent}");
        assert!(sent.contains("rendez-vous.ics"), "{sent}");
    }
    // The same file, for who asked.
    let path = format!("{}/calendar", appointment_of(&asked));
    let file = scene.prescriber.get(&path).await.expect(200);
    assert!(file.header("content-type").starts_with("text/calendar"));
    assert!(file.html().contains("DTSTART:20260505T070000Z\r\n"));
    // Moved: the entry of the calendar changes; cancelled: it goes.
    let before = scene.world.messages().await.len();
    point.book(&scene.clerk, &asked, THURSDAY).await.expect(303);
    let moved = point.since(before).await;
    assert!(moved[1].subject.contains("Votre rendez-vous a changé"));
    assert!(moved[1].attachments[0].content.contains("UID:request-1@"));
    let before = scene.world.messages().await.len();
    let cancel = [("write_id", &*unique()), ("reason", "device_missing")];
    let path = format!("{}/cancel", appointment_of(&asked));
    scene.clerk.post(&path, &cancel).await.expect(303);
    let cancelled = point.since(before).await;
    assert!(cancelled[0].text.contains("L’appareil ne sera pas là"));
    assert!(cancelled[1].text.contains("Ne venez pas"));
    assert!(!cancelled[1].text.contains(code));
    let file = &cancelled[1].attachments[0].content;
    assert!(file.contains("METHOD:CANCEL\r\n") && file.contains("STATUS:CANCELLED\r\n"));
    scene.verify().await;
}

#[tokio::test]
async fn who_said_nothing_gets_a_letter_that_their_prescriber_prints() {
    let point = Point::new().await;
    let scene = &point.scene;
    let (first, second) = (
        scene.ask("Martin", "Casque").await,
        scene.ask("Durand", "Souris").await,
    );
    for asked in [&first, &second] {
        point
            .book(&scene.prescriber, asked, THURSDAY)
            .await
            .expect(303);
    }
    let letters = point.since(0).await;
    assert_eq!(letters.len(), 2, "the prescriber's only");
    assert!(letters[0].text.contains("imprimez la lettre"));
    let page = scene.prescriber.get("/notices").await.expect(200);
    assert!(page.says("Ouvrir 2 lettres"), "{page}");
    assert!(page.says("Louise M.") && page.says("Louise D."), "{page}");
    let pdf = scene.prescriber.get("/notices/letters").await.expect(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let printed = looks(&point, AccessAct::Printed).await;
    assert_eq!(printed, 2);
    // Not the clerk's: an address is not kept here.
    let clerks = scene.clerk.get("/notices").await.expect(200);
    assert!(!clerks.says("Louise"), "{clerks}");
    scene.clerk.get("/notices/letters").await.expect(403);
    // What comes in between is not said to be printed.
    let form = page.form("#printed");
    let third = scene.ask("Petit", "Clavier").await;
    point
        .book(&scene.prescriber, &third, TUESDAY)
        .await
        .expect(303);
    scene.prescriber.send(&form).await.expect(303);
    scene.prescriber.send(&form).await.expect(303);
    let page = scene.prescriber.get("/notices").await.expect(200);
    assert!(page.says("Ouvrir 1 lettre"), "{page}");
    assert!(page.says("Louise P.") && !page.says("Louise M."), "{page}");
    let again = form.fields();
    let shown = again.iter().find(|(name, _)| name == "shown").unwrap();
    let fields = [("write_id", &*unique()), ("shown", &*shown.1)];
    let refused = scene
        .prescriber
        .post("/notices/letters/done", &fields)
        .await
        .expect(409);
    assert!(refused.says("déjà prévenues"), "{refused}");
    // Cancelled before its letter was printed: the letter says the end, not the beginning.
    let cancel = [("write_id", &*unique()), ("reason", "person_asked")];
    let path = format!("{}/cancel", appointment_of(&third));
    scene.prescriber.post(&path, &cancel).await.expect(303);
    let page = scene.prescriber.get("/notices").await.expect(200);
    assert!(page.says("Ouvrir 1 lettre"), "{page}");
    assert!(page.says("Rendez-vous annulé"), "{page}");
}

async fn looks(point: &Point, act: AccessAct) -> usize {
    access_log::Entity::find()
        .all(&point.scene.world.app.db)
        .await
        .unwrap()
        .iter()
        .filter(|look| look.act == act)
        .count()
}

#[tokio::test]
async fn a_number_is_shown_one_at_a_time_and_each_look_is_noted() {
    let point = Point::new().await;
    let scene = &point.scene;
    let (first, second) = (
        scene.ask("Martin", "Casque").await,
        scene.ask("Durand", "Souris").await,
    );
    for asked in [&first, &second] {
        point.tell_by(asked, "call").await;
        point
            .book(&scene.prescriber, asked, THURSDAY)
            .await
            .expect(303);
    }
    let page = scene.clerk.get("/notices").await.expect(200);
    assert!(page.says("Louise M.") && page.says("Louise D."), "{page}");
    assert!(!page.html().contains("06 11 22 33 44"), "{page}");
    assert!(page.says("Venez chercher votre appareil le jeudi 7 mai 2026"));
    // The list is looked at once a day, however often it is opened.
    let before = scene.world.looks(&scene.clerk).await;
    scene.clerk.get("/notices").await.expect(200);
    assert_eq!(scene.world.looks(&scene.clerk).await, before);
    let form = page.form("form[action$='/reveal']");
    let shown = scene.clerk.send(&form).await.expect(200);
    assert_eq!(shown.html().matches("06 11 22 33 44").count(), 1, "{shown}");
    assert_eq!(scene.world.looks(&scene.clerk).await, before + 1);
    let done = shown.form("form[action$='/done']");
    scene.clerk.send(&done).await.expect(303);
    scene.clerk.send(&done).await.expect(303);
    let told = point.notices().await;
    assert_eq!(told[0].done_by, Some(scene.clerk.membership.id));
    assert_eq!(told[1].done_by, None);
    // The prescriber sees one left, and is told who was called already.
    let page = scene.prescriber.get("/notices").await.expect(200);
    assert!(!page.says("Louise M.") && page.says("Louise D."), "{page}");
    let late = [("write_id", &*unique())];
    let refused = scene.prescriber.post(&done.action, &late).await.expect(409);
    assert!(refused.says("déjà prévenues"), "{refused}");
    // Somebody else's are not there.
    let world = &scene.world;
    let elsewhere = world
        .organisation(
            entities::organisation::OrganisationKind::Library,
            "Ailleurs",
        )
        .await;
    let site = world.site(&elsewhere, "Ailleurs").await;
    let stranger = world
        .member(entities::membership::Role::Clerk, elsewhere, Some(site))
        .await;
    assert!(!stranger.get("/notices").await.says("Louise"));
    for act in ["reveal", "done"] {
        let path = format!("/notices/{}/{act}", told[1].id.0);
        let id = [("write_id", &*unique())];
        stranger.post(&path, &id).await.expect(404);
    }
}

#[tokio::test]
async fn who_chooses_otherwise_before_they_were_told_is_told_otherwise() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    assert_eq!(point.notices().await[0].channel, Channel::Letter);
    point.tell_by(&asked, "call").await;
    let notices = point.notices().await;
    assert_eq!(notices.len(), 1);
    assert_eq!(
        (notices[0].channel, notices[0].about),
        (Channel::Call, NoticeAbout::Booked)
    );
    let before = scene.world.messages().await.len();
    point.tell_by(&asked, "email").await;
    assert!(point.notices().await.is_empty());
    let sent = point.since(before).await;
    assert_eq!(sent[0].to, "louise@exemple.fr");
    assert_eq!(point.appointments().await[0].channel, Channel::Email);
    // What is missing is said, and nothing typed is lost.
    let page = scene
        .prescriber
        .get(&appointment_of(&asked))
        .await
        .expect(200);
    let form = page
        .form("#contact")
        .set("channel", "call")
        .set("phone", "")
        .set("email", "louise");
    let wrong = scene.prescriber.send(&form).await.expect(422);
    assert!(wrong.says("Écrivez le numéro à appeler"), "{wrong}");
    assert_eq!(wrong.attribute("#email", "value"), "louise");
    // Not the clerk's to say.
    let page = scene.clerk.get(&appointment_of(&asked)).await.expect(200);
    assert!(!page.has("#contact"), "{page}");
    let path = format!("{}/contact", appointment_of(&asked));
    let by_hand = [("write_id", &*unique()), ("channel", "letter")];
    scene.clerk.post(&path, &by_hand).await.expect(404);
}

#[tokio::test]
async fn who_is_written_to_in_english_reads_english() {
    let point = Point::new().await;
    let scene = &point.scene;
    let asked = scene.ask("Martin", "Casque").await;
    point.tell_by(&asked, "email").await;
    let page = scene
        .prescriber
        .get(&appointment_of(&asked))
        .await
        .expect(200);
    let form = page.form("#contact").set("language", "en");
    scene.prescriber.send(&form).await.expect(303);
    point
        .book(&scene.prescriber, &asked, TUESDAY)
        .await
        .expect(303);
    let letters = point.since(0).await;
    assert!(letters[0].subject.starts_with("Demande"));
    assert!(letters[1].text.contains("Tuesday 5 May 2026 at 9:00"));
}

/// Sees who is expected on a later Thursday, told by this channel.
async fn expected(point: &Point, channel: &str) -> Asked {
    let asked = point.scene.ask("Martin", "Casque").await;
    point.tell_by(&asked, channel).await;
    let who: &Visitor = &point.scene.prescriber;
    let page = point.book_by_hand(who, &asked, "2026-05-28").await;
    page.expect(303);
    asked
}

#[tokio::test]
async fn people_are_reminded_once_two_working_days_before() {
    let point = Point::new().await;
    let scene = &point.scene;
    let app = &scene.world.app;
    expected(&point, "email").await;
    let before = scene.world.messages().await.len();
    // The 25th is Whit Monday: two working days before Thursday is Tuesday the 26th.
    scene.world.days_pass(21);
    assert_eq!(remind(app).await.unwrap(), 0);
    scene.world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 1);
    assert_eq!(remind(app).await.unwrap(), 0, "once");
    let letters = point.since(before).await;
    let [prescriber, person] = &letters[..] else {
        panic!("{} messages", letters.len());
    };
    assert!(
        prescriber.subject.contains("rappel"),
        "{}",
        prescriber.subject
    );
    assert_eq!(person.subject, "N’oubliez pas votre rendez-vous");
    names_nobody(person);
    let rows = outbox::Entity::find().all(&app.db).await.unwrap();
    let kinds = rows
        .iter()
        .filter(|row| row.kind == OutboxKind::AppointmentReminder);
    assert_eq!(kinds.count(), 2);
    scene.world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 0, "it was said");
    scene.verify().await;
}

#[tokio::test]
async fn a_letter_of_reminder_is_asked_for_early_enough_to_be_posted() {
    let point = Point::new().await;
    let scene = &point.scene;
    let app = &scene.world.app;
    expected(&point, "letter").await;
    // Six working days before the 28th: the 19th, over a week-end and Whit Monday.
    scene.world.days_pass(14);
    assert_eq!(remind(app).await.unwrap(), 0);
    scene.world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 1);
    let notices = point.notices().await;
    assert_eq!(notices[1].about, NoticeAbout::Reminder);
    scene.world.days_pass(8);
    assert_eq!(remind(app).await.unwrap(), 0);
}

#[tokio::test]
async fn nobody_is_reminded_of_what_was_cancelled_or_has_just_been_booked() {
    let point = Point::new().await;
    let scene = &point.scene;
    let app = &scene.world.app;
    let asked = expected(&point, "email").await;
    let cancel = [("write_id", &*unique()), ("reason", "person_asked")];
    let path = format!("{}/cancel", appointment_of(&asked));
    scene.prescriber.post(&path, &cancel).await.expect(303);
    scene.world.days_pass(22);
    assert_eq!(remind(app).await.unwrap(), 0);
    // Tuesday, for Thursday: the confirmation has just gone.
    let prescriber = point.again(&scene.prescriber).await;
    point
        .book_by_hand(&prescriber, &asked, "2026-05-28")
        .await
        .expect(303);
    scene.world.days_pass(1);
    assert_eq!(remind(app).await.unwrap(), 0);
    assert_eq!(
        point.appointments().await[1].state,
        AppointmentState::Booked
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_remind_once() {
    let point = Point::new().await;
    let scene = &point.scene;
    let app = &scene.world.app;
    expected(&point, "email").await;
    scene.world.days_pass(22);
    let (one, other) = tokio::join!(remind(app), remind(app));
    assert_eq!(one.unwrap() + other.unwrap(), 1);
}
