//! People's data in three stages: used, then nothing but signed papers in a restricted archive, then nothing.

use crate::support::{
    World,
    page::Page,
    scene::{Asked, Scene, unique},
    visitor::Visitor,
    world::Persona,
};
use chrono::Duration;
use entities::{
    archives_visa, attendance, clearance, device, enrolment, handover, learner,
    membership::Role,
    outbox::{self, OutboxKind},
    paper_look,
    programme::Gate,
    recipient, recipient_name, request, retention_notice, retention_setting, training_session,
};
use passe_relais::{
    journal,
    retention::{
        rules::Step,
        turn::{self, Done},
    },
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, PaginatorTrait, Set};

/// Somebody for whom everything is over: their request was taken back.
async fn gone_quiet(scene: &Scene, family_name: &str) -> Asked {
    let asked = scene.ask(family_name, "Casque").await;
    let path = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&path).await.expect(200);
    let form = page
        .form("#cancel")
        .set("cancel_reason", "equipped_otherwise");
    scene.prescriber.send(&form).await.expect(303);
    asked
}

async fn officer(scene: &Scene) -> Persona {
    scene.world.persona(Role::DataProtectionOfficer).await
}

async fn again(scene: &Scene, who: &Persona) -> Visitor {
    scene.world.sign_in(&who.account.email).await
}

async fn forget(officer: &Visitor, asked: &Asked) -> Page {
    let path = format!("/recipients/{}/forget", asked.recipient.id.0);
    let fields = [("write_id", &*unique()), ("sure", "yes")];
    officer.post(&path, &fields).await
}

/// The device of the only handover comes back.
async fn bring_back(scene: &Scene) {
    let id = scene.handovers().await[0].id.0;
    let fields = [
        ("write_id", &*unique()),
        ("reason", "returned_by_recipient"),
    ];
    let path = format!("/handovers/{id}/return");
    scene.clerk.post(&path, &fields).await.expect(303);
}

async fn take(scene: &Scene) -> Done {
    turn::take(&scene.world.app).await.unwrap()
}

fn files(world: &World) -> usize {
    let mut stack = vec![world.app.config.files_dir.clone()];
    let mut count = 0;
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                stack.push(path);
            } else {
                count += 1;
            }
        }
    }
    count
}

#[tokio::test]
async fn a_person_silent_for_two_years_is_announced_a_month_before_and_then_erased() {
    let scene = Scene::new(Gate::Enrolled).await;
    let app = &scene.world.app;
    let asked = gone_quiet(&scene, "Martin").await;
    let id = asked.recipient.id;
    let reference = format!("B-{:06}", id.0);
    // 3 April 2028, a month and a day before two years have passed.
    scene.world.days_pass(700);
    let officer = officer(&scene).await;
    let before = scene.world.messages().await.len();
    assert_eq!(take(&scene).await, Done::default());
    scene.world.days_pass(1);
    let announced = Done {
        announced: 1,
        ..Done::default()
    };
    assert_eq!(take(&scene).await, announced);
    // Told once, by a message that counts and names nobody.
    assert_eq!(take(&scene).await, Done::default());
    let letters = scene.world.messages().await;
    let [letter] = &letters[before..] else {
        panic!("one message, not {}", letters.len() - before);
    };
    assert_eq!(letter.to, officer.account.email);
    let whole = format!("{}{}{}", letter.subject, letter.text, letter.html);
    assert!(whole.contains("1 personne") && whole.contains("4 mai 2028"));
    assert!(whole.contains("/retention"), "{whole}");
    assert!(!whole.contains("Martin") && !whole.contains(&reference));
    let rows = outbox::Entity::find().all(&app.db).await.unwrap();
    let kind = OutboxKind::RetentionAnnounced;
    assert_eq!(rows.iter().filter(|row| row.kind == kind).count(), 1);
    let signed_in = again(&scene, &officer).await;
    let page = signed_in.get("/retention").await.expect(200);
    assert!(
        page.says(&reference) && page.says("4 mai 2028") && !page.says("Martin"),
        "{page}"
    );
    let page = signed_in
        .get(&format!("/retention/people/{}", id.0))
        .await
        .expect(200);
    assert!(page.says("elles seront effacées le 4 mai 2028"), "{page}");

    scene.world.days_pass(29);
    assert_eq!(take(&scene).await, Done::default());
    scene.world.days_pass(1);
    assert_eq!(turn::plan(app).await.unwrap(), [(id, Step::Erase)]);
    let erased = Done {
        erased: 1,
        ..Done::default()
    };
    assert_eq!(take(&scene).await, erased);
    assert_eq!(take(&scene).await, Done::default());
    let gone = recipient::Entity::find_by_id(id).one(&app.db).await;
    let gone = gone.unwrap().unwrap();
    assert!(gone.sealed.is_none() && gone.name_key.is_none() && gone.erased_at.is_some());
    let names = recipient_name::Entity::find().count(&app.db).await.unwrap();
    let notices = retention_notice::Entity::find().count(&app.db).await;
    assert_eq!((names, notices.unwrap()), (0, 0));
    let page = again(&scene, &officer).await;
    let page = page
        .get(&format!("/retention/people/{}", id.0))
        .await
        .expect(200);
    assert!(page.says("Plus rien de personnel"), "{page}");
    scene.verify().await;
}

#[tokio::test]
async fn the_dry_run_says_what_would_be_done_and_does_nothing() {
    let scene = Scene::new(Gate::Enrolled).await;
    gone_quiet(&scene, "Martin").await;
    scene.world.days_pass(900);
    let officer = officer(&scene).await;
    let page = officer.get("/retention?dry=yes").await.expect(200);
    assert!(page.says("Annoncer : 1."), "{page}");
    let plan = turn::plan(&scene.world.app).await.unwrap();
    assert!(
        matches!(plan.as_slice(), [(_, Step::Announce(_))]),
        "{plan:?}"
    );
    let notices = retention_notice::Entity::find().count(&scene.world.app.db);
    assert_eq!(notices.await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_open_keeps_a_person_whatever_the_time_and_the_page_says_which() {
    let scene = Scene::new(Gate::Enrolled).await;
    let lent = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &lent).await.expect(303);
    let waiting = scene.cleared("Durand").await;
    let first = officer(&scene).await;
    let page = first
        .get(&format!("/retention/people/{}", waiting.recipient.id.0))
        .await
        .expect(200);
    assert!(
        page.says("Une demande est en cours : R-000002") && page.says("Un feu vert vaut encore"),
        "{page}"
    );
    scene.world.days_pass(1500);
    let officer = officer(&scene).await;
    assert_eq!(take(&scene).await, Done::default());
    let page = officer.get("/retention").await.expect(200);
    assert!(
        page.says("Un appareil prêté est encore chez elle (remise 1)")
            && page.says("Une demande est en cours : R-000002"),
        "{page}"
    );
    // Nothing open any more: announced, not erased at once.
    let clerk = scene.world.sign_in(&scene.clerk.account.email).await;
    let back = [
        ("write_id", &*unique()),
        ("reason", "returned_by_recipient"),
    ];
    clerk.post("/handovers/1/return", &back).await.expect(303);
    // The return was a contact.
    assert_eq!(take(&scene).await, Done::default());
    scene.world.days_pass(731);
    assert_eq!(take(&scene).await.announced, 1);
}

#[tokio::test]
async fn a_new_contact_takes_the_announcement_back() {
    let scene = Scene::new(Gate::Enrolled).await;
    let app = &scene.world.app;
    let asked = gone_quiet(&scene, "Martin").await;
    scene.world.days_pass(720);
    officer(&scene).await;
    assert_eq!(take(&scene).await.announced, 1);
    recipient::ActiveModel {
        id: Set(asked.recipient.id),
        last_contact_at: Set(scene.world.now()),
        ..Default::default()
    }
    .update(&app.db)
    .await
    .unwrap();
    scene.world.days_pass(40);
    let taken_back = Done {
        taken_back: 1,
        ..Done::default()
    };
    assert_eq!(take(&scene).await, taken_back);
    assert_eq!(take(&scene).await, Done::default());
    let row = recipient::Entity::find_by_id(asked.recipient.id)
        .one(&app.db)
        .await
        .unwrap()
        .unwrap();
    assert!(row.erased_at.is_none());
}

#[tokio::test]
async fn where_nobody_answers_for_peoples_data_nobody_is_announced_and_nobody_erased() {
    let scene = Scene::new(Gate::Enrolled).await;
    gone_quiet(&scene, "Martin").await;
    for _ in 0..3 {
        scene.world.days_pass(800);
        assert_eq!(take(&scene).await, Done::default());
    }
}

/// What statistics are made of.
async fn counts(world: &World) -> Vec<String> {
    let db = &world.app.db;
    let mut counts = Vec::new();
    for row in request::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {:?}", row.state, row.programme_id));
    }
    for row in enrolment::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {:?}", row.enrolled_at, row.attested_at));
    }
    for row in attendance::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {:?}", row.session_id, row.state));
    }
    for row in training_session::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {}", row.id, row.places_taken));
    }
    for row in clearance::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {:?}", row.basis, row.state));
    }
    for row in handover::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {:?}", row.handed_at, row.end_reason));
    }
    for row in device::Entity::find().all(db).await.unwrap() {
        counts.push(format!("{:?} {}", row.stage, row.stay));
    }
    let people = recipient::Entity::find().count(db).await.unwrap();
    let learners = learner::Entity::find().count(db).await.unwrap();
    counts.push(format!("{people} {learners}"));
    counts
}

#[tokio::test]
async fn a_person_erased_in_the_middle_of_a_pathway() {
    let scene = Scene::new(Gate::Enrolled).await;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    // Half of the pathway, and a place in the session that teaches the rest.
    scene.attend(&asked, 90, &[0]).await;
    let next = scene.session(90, 5, &[1]).await;
    scene.book(&asked, &next).await.expect(303);
    bring_back(&scene).await;
    let officer = officer(&scene).await;
    let before = counts(&scene.world).await;
    let db = &scene.world.app.db;
    let journal_before = journal::verify::database(db, |_| {}).await.unwrap();
    let first = forget(&officer, &asked).await.expect(303);
    assert!(first.location().contains("done=recipient-forgotten"));

    assert_eq!(counts(&scene.world).await, before);
    let report = journal::verify::database(db, |_| {}).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    assert_eq!(
        (report.subjects, report.events),
        (journal_before.subjects, journal_before.events + 1)
    );
    // Whoever still has to do with it sees that the person is gone, and no name.
    let path = format!("/training/sessions/{}", next.id.0);
    let page = scene.trainer.get(&path).await.expect(200);
    assert!(page.says("Personne effacée") && !page.html().contains("Martin"));
    let page = scene.prescriber.get(&asked.training()).await.expect(200);
    assert!(!page.html().contains("Martin"));
    // And may free the place.
    let page = scene.trainer.get(&path).await.expect(200);
    let form = page.form("form[action$='/freed-place']");
    scene.trainer.send(&form).await.expect(303);
    scene.verify().await;
}

#[tokio::test]
async fn signed_papers_are_opened_by_the_officer_alone_and_for_a_reason() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    bring_back(&scene).await;
    let slip = format!("/handovers/{}/slip", scene.handovers().await[0].id.0);
    scene.clerk.get(&slip).await.expect(200);
    let kept = files(&scene.world);
    assert!(kept > 0);
    let officer = officer(&scene).await;
    forget(&officer, &asked).await.expect(303);
    assert_eq!(files(&scene.world), kept, "signed papers are evidence");
    scene.clerk.get(&slip).await.expect(404);
    scene.prescriber.get(&slip).await.expect(404);
    officer.get(&slip).await.expect(403);

    let page = officer.get("/retention/papers").await.expect(200);
    assert!(page.says("R-000001") && page.says("Bordereau de remise"));
    assert!(!page.says("Martin"), "{page}");
    let found = officer
        .get("/retention/papers?reference=r+1")
        .await
        .expect(200);
    assert!(found.says("R-000001"));
    let other = officer
        .get("/retention/papers?reference=R-000009")
        .await
        .expect(200);
    assert!(!other.says("Bordereau de remise"), "{other}");
    officer
        .get("/retention/papers?reference=Martin")
        .await
        .expect(422);

    let path = format!("/retention/people/{}", asked.recipient.id.0);
    let page = officer.get(&path).await.expect(200);
    assert!(page.says("Archives restreintes"), "{page}");
    let form = page.form("form[action$='/look']");
    let unsaid = officer.send(&form).await.expect(422);
    assert!(unsaid.says("Choisissez un motif"), "{unsaid}");
    let looks = scene.world.looks(&officer).await;
    let form = form.set("reason", "litigation");
    let first = officer.send(&form).await.expect(303);
    let repeat = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    assert_eq!(paper_look::Entity::find().count(db).await.unwrap(), 1);
    assert_eq!(scene.world.looks(&officer).await, looks + 1);
    let paper = officer.get(first.location()).await.expect(200);
    assert_eq!(paper.header("content-type"), "application/pdf");
    assert_eq!(paper.header("cache-control"), "no-store");
    // A paper of somebody else's is not there, nor is the look of a colleague.
    let foreign = [
        ("write_id", &*unique()),
        ("paper", "9999"),
        ("reason", "audit"),
    ];
    officer
        .post(&format!("{path}/look"), &foreign)
        .await
        .expect(404);
    let colleague = self::officer(&scene).await;
    colleague.get(first.location()).await.expect(404);
    scene.world.app.clock.advance(Duration::minutes(16));
    officer.get(first.location()).await.expect(404);
    // The reason is kept as long as any look.
    scene.world.days_pass(300);
    assert_eq!(turn::purge_looks(&scene.world.app).await.unwrap(), 0);
    scene.world.days_pass(70);
    assert_eq!(turn::purge_looks(&scene.world.app).await.unwrap(), 1);
}

#[tokio::test]
async fn signed_papers_are_eliminated_only_at_the_end_of_their_time_and_with_a_visa() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let asked = scene.cleared("Martin").await;
    scene.hand_over(&scene.clerk, &asked).await.expect(303);
    bring_back(&scene).await;
    let officer = officer(&scene).await;
    forget(&officer, &asked).await.expect(303);
    let kept = files(&scene.world);
    // Before its time a visa reaches nothing, and is not recorded either.
    let visa = |page: &Page, day: &str| {
        page.form("form[action='/retention/visas']")
            .set("number", "AD74-2031-12")
            .set("visa_on", day)
            .tick("sure", "yes")
    };
    let page = officer.get("/retention/papers").await.expect(200);
    let refused = officer.send(&visa(&page, "2026-05-04")).await.expect(422);
    assert!(refused.says("Aucun papier n’était au bout de sa durée"));
    assert!(refused.has("input[value='AD74-2031-12']"), "{refused}");
    assert_eq!(archives_visa::Entity::find().count(db).await.unwrap(), 0);
    // Nor by hand: without a visa, and with one that does not reach it.
    let by_hand = "UPDATE archived_paper SET eliminated_at = '2026-05-04T10:00:00Z'";
    assert!(db.execute_unprepared(by_hand).await.is_err());
    let early = format!(
        "INSERT INTO archives_visa (number, visa_on, covers_up_to, recorded_by, recorded_at) \
         VALUES ('X', '2026-05-04', '2021-05-04', {}, '2026-05-04T10:00:00Z')",
        officer.membership.id.0
    );
    db.execute_unprepared(&early).await.unwrap();
    let by_hand = "UPDATE archived_paper SET visa_id = 1, eliminated_at = '2026-05-04T10:00:00Z'";
    assert!(db.execute_unprepared(by_hand).await.is_err());
    assert_eq!(files(&scene.world), kept);

    scene.world.days_pass(5 * 366);
    let officer = again(&scene, &officer).await;
    let page = officer.get("/retention/papers").await.expect(200);
    assert!(page.says("Attend le visa"), "{page}");
    let unsure = page
        .form("form[action='/retention/visas']")
        .set("number", "Mme Dupont 06 12 34 56 78")
        .set("visa_on", "2035-01-01");
    let wrong = officer.send(&unsure).await.expect(422);
    assert!(
        wrong.says("Cochez la case") && wrong.says("semble parler d’une personne"),
        "{wrong}"
    );
    let form = visa(&page, "2031-05-05");
    let first = officer.send(&form).await.expect(303);
    let repeat = officer.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    assert_eq!(archives_visa::Entity::find().count(db).await.unwrap(), 2);
    assert_eq!(files(&scene.world), 0);
    let page = officer.follow(first).await.expect(200);
    assert!(
        page.says("Visa AD74-2031-12") && page.says("Éliminé le"),
        "{page}"
    );
    let page = officer
        .get(&format!("/retention/people/{}", asked.recipient.id.0))
        .await
        .expect(200);
    assert!(page.says("Plus rien de personnel"), "{page}");
    assert!(!page.has("form[action$='/look']"), "{page}");
    scene.verify().await;
}

#[tokio::test]
async fn how_long_data_is_kept_is_decided_by_the_officer_and_every_decision_stays() {
    let scene = Scene::new(Gate::Enrolled).await;
    let db = &scene.world.app.db;
    let officer = officer(&scene).await;
    let page = officer.get("/retention").await.expect(200);
    let form = page.form("form[action='/retention/settings']");
    let wrong = form
        .clone()
        .set("active_months", "zéro")
        .set("notice_days", "7");
    let refused = officer.send(&wrong).await.expect(422);
    assert!(
        refused.says("de 1 à 120") && refused.says("de 30 à 180"),
        "{refused}"
    );
    assert!(refused.has("input[value='zéro']") && refused.has("input[value='7']"));
    let shorter = form.clone().set("active_months", "12");
    let first = officer.send(&shorter).await.expect(303);
    let repeat = officer.send(&shorter).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    // A colleague who had the page open is told.
    let colleague = self::officer(&scene).await;
    let page = colleague.get("/retention").await.expect(200);
    let stale = page
        .form("form[action='/retention/settings']")
        .set("active_months", "36");
    let page = officer.get("/retention").await.expect(200);
    let own = page
        .form("form[action='/retention/settings']")
        .set("paper_years", "10");
    officer.send(&own).await.expect(303);
    colleague.send(&stale).await.expect(409);
    let rows = retention_setting::Entity::find().all(db).await.unwrap();
    let decided: Vec<_> = rows
        .iter()
        .map(|row| (row.version, row.active_months, row.paper_years))
        .collect();
    assert_eq!(decided, [(1, 12, 5), (2, 12, 10)]);
    let by_hand = "UPDATE retention_setting SET notice_days = 1";
    assert!(db.execute_unprepared(by_hand).await.is_err());
    // It counts from the next turn on.
    gone_quiet(&scene, "Martin").await;
    scene.world.days_pass(340);
    assert_eq!(take(&scene).await.announced, 1);
}
