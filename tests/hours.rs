//! Hours of a workshop: off until it says whom it informed, its own alone, a whole only from five people on.

use crate::support::{World, page::Page, world::Persona};
use entities::{hours_consent, membership::Role, work_hours};
use passe_relais::hours::actions::purge;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

async fn switch_on(by: &Persona) {
    let page = by.get("/hours").await.expect(200);
    let form = page
        .form("form[action='/hours/switch']")
        .set("representatives", "2026-04-01")
        .set("people", "2026-04-10")
        .set("officer", "2026-04-02");
    by.send(&form.press("what", "on")).await.expect(303);
}

async fn note(by: &Persona, worker: &Persona, day: &str, hours: &str) -> Page {
    let page = by.get("/hours").await.expect(200);
    let form = page
        .form("form[action='/hours'][method='post']")
        .set("person", worker.membership.id.0.to_string())
        .set("day", day)
        .set("hours", hours)
        .tick("skills", "repair");
    by.send(&form).await
}

#[tokio::test]
async fn hours_are_off_until_three_were_informed() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let worker = world.worker().await;
    let page = supervisor.get("/hours").await.expect(200);
    assert!(page.says("Votre atelier ne tient pas d’heures"), "{page}");
    assert!(page.says("CSE") && page.says("jamais"), "{page}");
    let fields = [
        ("write_id", "by-hand-0001"),
        ("person", &worker.membership.id.0.to_string()),
        ("day", "2026-05-04"),
        ("hours", "7"),
    ];
    supervisor.post("/hours", &fields).await.expect(404);
    supervisor
        .get("/hours/export?month=2026-05")
        .await
        .expect(404);
    // Nor by hand.
    let by_hand = format!(
        "INSERT INTO work_hours (membership_id, day, organisation_id, minutes, skills, recorded_by, recorded_at) \
         VALUES ({0}, '2026-05-04', {1}, 420, '[]', {0}, '2026-05-04T10:00:00Z')",
        worker.membership.id.0, supervisor.organisation.id.0
    );
    assert!(world.app.db.execute_unprepared(&by_hand).await.is_err());
    // A date that is still to come informs nobody.
    let form = page
        .form("form[action='/hours/switch']")
        .set("representatives", "2026-05-20")
        .set("people", "2026-04-10");
    let page = supervisor.send(&form.press("what", "on")).await.expect(422);
    assert!(page.says("pas un jour à venir") && page.has("input[value='2026-04-10']"));
    switch_on(&supervisor).await;
    assert_eq!(
        hours_consent::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        1
    );
    note(&supervisor, &worker, "2026-05-04", "6,5")
        .await
        .expect(303);
    let page = supervisor.get("/hours").await.expect(200);
    assert!(page.says("6 h 30") && page.says("Réparation"), "{page}");
    // Of no device: the journal says nothing of it.
    let row = work_hours::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.minutes, row.membership_id),
        (390, worker.membership.id)
    );
}

#[tokio::test]
async fn a_whole_is_shown_from_five_people_on_and_nobody_is_ranked() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    switch_on(&supervisor).await;
    let mut workers = Vec::new();
    for hours in ["3", "7", "5", "6"] {
        let worker = world.worker().await;
        note(&supervisor, &worker, "2026-05-04", hours)
            .await
            .expect(303);
        workers.push(worker);
    }
    let page = supervisor.get("/hours").await.expect(200);
    assert!(page.says("à partir de 5 personnes"), "{page}");
    assert!(!page.says("21 h 00"), "{page}");
    // The same person twice is still one person.
    note(&supervisor, &workers[0], "2026-05-03", "1")
        .await
        .expect(303);
    assert!(
        supervisor
            .get("/hours")
            .await
            .expect(200)
            .says("à partir de 5 personnes")
    );
    let fifth = world.worker().await;
    note(&supervisor, &fifth, "2026-05-04", "1")
        .await
        .expect(303);
    let page = supervisor.get("/hours").await.expect(200);
    assert!(page.says("23 h 00") && page.says("6 jours"), "{page}");
    // By name, not by hours.
    let csv = supervisor
        .get("/hours/export?month=2026-05")
        .await
        .expect(200);
    let text = String::from_utf8(csv.body.clone()).unwrap();
    let names: Vec<&str> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split(';').nth(1))
        .collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(names, sorted);
    assert!(text.contains(";3,00;"), "{text}");
    // A day is written as every file for a spreadsheet writes it.
    assert!(text.contains(";2026-05-04;"), "{text}");
}

#[tokio::test]
async fn a_day_is_noted_once_unless_it_is_replaced() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let worker = world.worker().await;
    switch_on(&supervisor).await;
    note(&supervisor, &worker, "2026-05-04", "7")
        .await
        .expect(303);
    let page = note(&supervisor, &worker, "2026-05-04", "5")
        .await
        .expect(409);
    assert!(
        page.says("déjà notée") && page.has("input[value='5']"),
        "{page}"
    );
    let form = page
        .form("form[action='/hours'][method='post']")
        .tick("replace", "yes");
    supervisor.send(&form).await.expect(303);
    let rows = work_hours::Entity::find().all(&world.app.db).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| row.minutes).collect::<Vec<_>>(),
        [300]
    );
    let page = note(&supervisor, &worker, "2026-05-05", "7")
        .await
        .expect(422);
    assert!(page.says("jour passé ou aujourd’hui"), "{page}");
}

#[tokio::test]
async fn two_who_note_one_day_at_once_note_it_once() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let other = world.supervisor().await;
    let worker = world.worker().await;
    switch_on(&supervisor).await;
    let (one, two) = tokio::join!(
        note(&supervisor, &worker, "2026-05-04", "7"),
        note(&other, &worker, "2026-05-04", "5"),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[tokio::test]
async fn nobody_but_the_workshop_sees_its_hours() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let worker = world.worker().await;
    switch_on(&supervisor).await;
    note(&supervisor, &worker, "2026-05-04", "7")
        .await
        .expect(303);
    for role in [
        Role::Coordinator,
        Role::Finance,
        Role::Auditor,
        Role::DataProtectionOfficer,
        Role::Worker,
        Role::StoreKeeper,
    ] {
        let person = world.persona(role).await;
        person.get("/hours").await.expect(403);
        person.get("/hours/export?month=2026-05").await.expect(403);
    }
    let (other, site) = world.other_workshop().await;
    let theirs = world.member(Role::Supervisor, other, Some(site)).await;
    theirs.get("/hours/export?month=2026-05").await.expect(404);
    switch_on(&theirs).await;
    let page = theirs.get("/hours").await.expect(200);
    assert!(
        !page.says("7 h 00") && !page.says(&worker.account.name),
        "{page}"
    );
    let fields = [
        ("write_id", "by-hand-0001"),
        ("person", &worker.membership.id.0.to_string()),
        ("day", "2026-05-04"),
        ("hours", "7"),
    ];
    let page = theirs.post("/hours", &fields).await.expect(422);
    assert!(page.says("Choisissez la personne"), "{page}");
    // The manager of the same organisation sees them.
    let organisation = supervisor.organisation.clone();
    let manager = world
        .member(Role::OrganisationManager, organisation, None)
        .await;
    assert!(manager.get("/hours").await.expect(200).says("7 h 00"));
}

#[tokio::test]
async fn hours_end_after_their_time_or_when_they_are_switched_off() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let worker = world.worker().await;
    switch_on(&supervisor).await;
    note(&supervisor, &worker, "2026-05-03", "7")
        .await
        .expect(303);
    note(&supervisor, &worker, "2026-05-04", "7")
        .await
        .expect(303);
    world.days_pass(396);
    assert_eq!(purge(&world.app).await.unwrap(), 1);
    let supervisor = world.supervisor().await;
    let page = supervisor.get("/hours").await.expect(200);
    let form = page.form("form[action='/hours/switch']");
    let unsure = supervisor.send(&form.clone().press("what", "off")).await;
    assert!(unsure.expect(422).says("toutes les heures seront effacées"));
    let off = form.tick("sure", "yes").press("what", "off");
    supervisor.send(&off).await.expect(303);
    assert_eq!(
        work_hours::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        0
    );
    let page = supervisor.get("/hours").await.expect(200);
    assert!(page.says("ne tient pas d’heures"), "{page}");
}
