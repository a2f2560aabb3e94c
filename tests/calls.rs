//! Calls for projects: filed in time or not at all, judged alone and fairly, decided within the budget, and won
//! devices that are asked for like any other; and every way round it.
use crate::support::{
    World,
    page::{Form, Page},
    world::Persona,
};
use chrono::{DateTime, Utc};
use entities::{
    membership::{self, Role},
    organisation::OrganisationKind,
    programme, project, project_call_kind, project_decision, project_review,
    request::RequestState,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, PaginatorTrait, Set};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";

/// A programme with an open call for five tablets, three at most for one, until 11 May 2026 at 17:00 in France.
struct Year {
    world: World,
    coordinator: Persona,
    manager: Persona,
    programme: programme::Model,
}

impl Year {
    async fn new() -> Self {
        let world = World::new().await;
        let coordinator = world.coordinator().await;
        let programme = world.open_programme(&coordinator, "Associations").await;
        let manager = world.persona(Role::OrganisationManager).await;
        let year = Self {
            world,
            coordinator,
            manager,
            programme,
        };
        let form = year.terms().await;
        let opened = year.coordinator.send(&form).await;
        opened.sends_to("/calls/1?done=call-opened");
        year
    }

    async fn terms(&self) -> Form {
        let page = self.coordinator.get("/calls/new").await.expect(200);
        page.form("#terms")
            .set("title", "Du matériel pour vos projets")
            .set("words", "Le Département confie des tablettes.")
            .set("public", format!("{}-1", self.programme.id.0))
            .set("opens_day", "2026-05-04")
            .set("opens_hour", "08:00")
            .set("closes_day", "2026-05-11")
            .set("closes_hour", "17:00")
            .set("budget-tablet", "5")
            .set("most-tablet", "3")
            .set("papers", "Statuts")
    }

    async fn draft(&self, who: &Persona, tablets: &str) -> Form {
        let page = who.get("/projects/1").await.expect(200);
        page.form("#project")
            .set("title", "Tablettes au foyer")
            .set("purpose", "Apprendre ensemble à faire ses démarches.")
            .set("people", "30")
            .set("devices-tablet", tablets)
            .set("place", "Annecy")
            .set(
                "pickup",
                self.manager.site.as_ref().unwrap().id.0.to_string(),
            )
            .set("signatory", "Quelquechosevic Zoé, présidente")
            .set("phone", "04 50 00 00 00")
    }

    async fn send(&self, who: &Persona, tablets: &str) -> Page {
        let form = self.draft(who, tablets).await.press("act", "send");
        who.send(&form).await
    }

    fn clock_says(&self, instant: &str) {
        let instant: DateTime<Utc> = instant.parse().unwrap();
        self.world.app.clock.advance(instant - self.world.now());
    }

    /// After the closing everybody signs in again.
    async fn closes(&mut self) {
        self.clock_says("2026-05-11T15:00:00Z");
        self.world.signs_in_again(&mut self.coordinator).await;
        self.world.signs_in_again(&mut self.manager).await;
    }

    async fn name(&self, who: &Persona, jury: &str) -> Page {
        let page = self.coordinator.get("/calls/1").await.expect(200);
        let form = page
            .form("#jurors")
            .set("email", &who.account.email)
            .set("jury", jury);
        self.coordinator.send(&form).await
    }

    async fn marks(&self, who: &Persona, project: i32, mark: &str) -> Page {
        let page = who.get(&format!("/juries/{project}")).await.expect(200);
        let mut form = page.form("#judge").set("reason", "Utile et bien préparé.");
        for criterion in 1..=3 {
            form = form.set(&format!("mark-{criterion}"), mark);
        }
        who.send(&form).await
    }

    async fn decision(&self, project: i32, tablets: &str) -> Form {
        let path = format!("/calls/1/projects/{project}");
        let page = self.coordinator.get(&path).await.expect(200);
        page.form("#decision")
            .set("devices-tablet", tablets)
            .set("decision_number", "CP-2026-0511")
            .set("decided_on", "2026-05-11")
            .set("reason", "Le projet touche des personnes isolées.")
    }

    async fn refuses(&self, statements: &[&str]) {
        for statement in statements {
            let refused = self.world.app.db.execute_unprepared(statement).await;
            assert!(refused.is_err(), "the database took: {statement}");
        }
    }

    async fn granted(&self) -> i32 {
        let kinds = project_call_kind::Entity::find().all(&self.world.app.db);
        kinds.await.unwrap().iter().map(|line| line.granted).sum()
    }
}

#[tokio::test]
async fn an_open_call_is_read_by_anybody_and_changed_until_somebody_answers() {
    let year = Year::new().await;
    let page = year.world.stranger().get("/appels").await.expect(200);
    assert!(page.says("Du matériel pour vos projets"), "{page}");
    assert!(page.says("11 mai 2026"), "{page}");
    let page = year.coordinator.get("/calls/1/terms").await.expect(200);
    let late = year.coordinator.get("/calls/1/terms").await.form("#terms");
    let longer = page.form("#terms").set("closes_hour", "18:00");
    year.coordinator.send(&longer).await.expect(303);
    let form = year.draft(&year.manager, "2").await.press("act", "save");
    year.manager.send(&form).await.expect(303);
    year.coordinator.get("/calls/1/terms").await.expect(409);
    let late = late.set("closes_hour", "19:00");
    year.coordinator.send(&late).await.expect(409);
    year.refuses(&[
        "UPDATE project_call SET closes_at = opens_at",
        "UPDATE project_call_kind SET budget = 500",
        "UPDATE project_call_criterion SET weight = 9",
        "DELETE FROM project_call_kind",
    ])
    .await;
}

#[tokio::test]
async fn a_call_that_cannot_be_is_shown_again_with_each_mistake() {
    let year = Year::new().await;
    let form = year
        .terms()
        .await
        .set("closes_day", "2026-05-03")
        .set("budget-tablet", "2")
        .set("weight-1", "11")
        .set("title", "Écrit une fois");
    let page = year.coordinator.send(&form).await.expect(422);
    for said in [
        "La fin doit venir après l’ouverture",
        "plus que le budget",
        "un poids de 1 à 10",
    ] {
        assert!(page.says(said), "{said}: {page}");
    }
    assert_eq!(page.attribute("#title", "value"), "Écrit une fois");
    let skipped = year
        .terms()
        .await
        .set("closes_day", "2027-03-28")
        .set("closes_hour", "02:30");
    let page = year.coordinator.send(&skipped).await.expect(422);
    assert!(page.says("n’existe pas ce jour-là"), "{page}");
}

#[tokio::test]
async fn a_project_is_saved_as_often_as_one_likes_and_sent_once_with_a_receipt() {
    let year = Year::new().await;
    let by = &year.manager;
    let page = by.get("/projects/1").await.expect(200);
    let missing = by.send(&page.form("#project").press("act", "send")).await;
    assert!(missing.expect(422).says("Donnez un titre au projet"));
    let form = year
        .draft(by, "2")
        .await
        .set("paper_name", "Statuts")
        .attach("paper", "statuts.pdf", PDF)
        .press("act", "save");
    by.send(&form)
        .await
        .sends_to("/projects/1?done=project-saved");
    let page = by.get("/projects/1").await.expect(200);
    assert_eq!(page.attribute("#title", "value"), "Tablettes au foyer");
    let bad = page
        .form("#project")
        .set("paper_name", "Programme")
        .attach("paper", "x.pdf", b"<html>")
        .press("act", "save");
    by.send(&bad).await.expect(422);
    // A colleague's old page does not undo what was saved since.
    let (one, two) = (
        page.form("#project").press("act", "save"),
        by.get("/projects/1")
            .await
            .form("#project")
            .press("act", "send"),
    );
    year.world.app.clock.advance(chrono::TimeDelta::seconds(5));
    by.send(&one).await.expect(303);
    by.send(&two).await.expect(409);
    // Nor do two colleagues at the same moment.
    let one = by.get("/projects/1").await.form("#project");
    let two = by.get("/projects/1").await.form("#project");
    let one = one.set("title", "L’un").press("act", "save");
    let two = two.set("title", "L’autre").press("act", "save");
    year.world.app.clock.advance(chrono::TimeDelta::seconds(5));
    let (one, two) = tokio::join!(by.send(&one), by.send(&two));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    let form = by.get("/projects/1").await.form("#project");
    let form = form.press("act", "send");
    let first = by.send(&form).await.expect(303);
    let again = by.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    by.get("/projects/1/receipt").await.expect(200);
    assert!(by.get("/projects/1").await.says("Votre dossier est arrivé"));
    let letters = year.world.messages().await;
    let receipts = letters.iter().filter(|it| it.subject.contains("AP-000001"));
    assert_eq!(receipts.count(), 1);
    year.refuses(&[
        "UPDATE project SET title = 'autre'",
        "UPDATE project SET sent_at = NULL",
        "DELETE FROM project_paper",
        "UPDATE project_kind SET wanted = 1",
        "DELETE FROM project",
    ])
    .await;
}

#[tokio::test]
async fn nothing_arrives_at_the_instant_of_the_closing_or_after() {
    let mut year = Year::new().await;
    year.clock_says("2026-05-11T14:59:00Z");
    year.world.signs_in_again(&mut year.manager).await;
    let form = year.draft(&year.manager, "2").await;
    let saved = form.press("act", "save");
    year.manager.send(&saved).await.expect(303);
    let late = year.manager.get("/projects/1").await.form("#project");
    let late = late.press("act", "send");
    year.clock_says("2026-05-11T15:00:00Z");
    let page = year.manager.send(&late).await.expect(409);
    assert!(page.says("L’appel est clos"), "{page}");
    year.refuses(&[
        "UPDATE project SET sent_at = '2026-05-11T15:00:00+00:00'",
        "INSERT INTO project_kind (project_id, kind, wanted) VALUES (1, 'tablet', 9)",
        "INSERT INTO project_kind (project_id, kind, wanted) VALUES (1, 'phone', 1)",
    ])
    .await;
    let page = year.manager.get("/projects/1").await.expect(200);
    year.manager.send(&page.form("#removal")).await.expect(303);
    let left = project::Entity::find().count(&year.world.app.db).await;
    assert_eq!(left.unwrap(), 0);
}

#[tokio::test]
async fn another_associations_file_does_not_exist() {
    let year = Year::new().await;
    year.send(&year.manager, "2").await.expect(303);
    let other = year
        .world
        .organisation(OrganisationKind::Association, "Autre association")
        .await;
    let other = year
        .world
        .member(Role::OrganisationManager, other, None)
        .await;
    assert!(!other.get("/projects").await.says("Tablettes au foyer"));
    assert!(!other.get("/projects/1").await.says("Tablettes au foyer"));
    for path in ["receipt", "letter", "papers/1"] {
        other.get(&format!("/projects/1/{path}")).await.expect(404);
    }
    let prescriber = year.world.prescriber().await;
    prescriber.get("/juries/1").await.expect(404);
    // The names of the file lie sealed, and coordination does not read them.
    let page = year
        .coordinator
        .get("/calls/1/projects/1")
        .await
        .expect(200);
    assert!(!page.says("Quelquechosevic"));
    year.world
        .coordinator()
        .await
        .get("/projects")
        .await
        .expect(403);
}

#[tokio::test]
async fn jurors_judge_alone_once_and_never_their_own() {
    let mut year = Year::new().await;
    let mut one = year.world.prescriber().await;
    let mut two = year.world.trainer().await;
    let mut both = year.world.trainer().await;
    for juror in [&one, &two, &year.manager, &both] {
        year.name(juror, "technical").await.expect(303);
    }
    let again = year.name(&one, "elected").await.expect(422);
    assert!(again.says("déjà dans un jury"));
    year.send(&year.manager, "3").await.expect(303);
    assert!(
        one.get("/juries/1")
            .await
            .says("Les dépôts ne sont pas finis")
    );
    year.closes().await;
    year.world.signs_in_again(&mut one).await;
    year.world.signs_in_again(&mut two).await;
    assert!(one.get("/").await.says("Un projet attend votre avis"));
    let empty = one.get("/juries/1").await.form("#judge");
    assert!(one.send(&empty).await.expect(422).says("Donnez une note"));
    year.marks(&one, 1, "5").await.expect(303);
    assert!(!two.get("/juries/1").await.says("bien préparé"));
    let form = two.get("/juries/1").await.form("#judge");
    let declined = two.get("/juries/1").await.form("#conflict");
    let removal = "form[action='/calls/1/jurors/2/removal']";
    let removed = year.coordinator.get("/calls/1").await.form(removal);
    two.send(&declined).await.expect(303);
    // Who declared a part stays on the list: they do not come back to judge.
    year.coordinator.send(&removed).await.expect(409);
    assert!(!year.coordinator.get("/calls/1").await.has(removal));
    let apart = two.get("/juries/1").await;
    assert!(apart.says("un lien avec ce projet") && !apart.says("bien préparé"));
    two.send(&form).await.expect(409);
    let own = year.manager.get("/juries/1").await.expect(200);
    assert!(own.says("un projet de votre organisme") && !own.has("#judge"));
    assert!(!own.says("bien préparé"), "{own}");
    // Nor who works for the association beside what they were named for.
    year.world.signs_in_again(&mut both).await;
    let form = both.get("/juries/1").await.expect(200).form("#judge");
    membership::ActiveModel {
        account_id: Set(both.account.id),
        organisation_id: Set(year.manager.organisation.id),
        role: Set(Role::OrganisationManager),
        created_at: Set(year.world.now()),
        ..Default::default()
    }
    .insert(&year.world.app.db)
    .await
    .unwrap();
    both.send(&form).await.expect(409);
    assert!(!both.get("/").await.says("Un projet attend votre avis"));
    let reviews = project_review::Entity::find().count(&year.world.app.db);
    assert_eq!(reviews.await.unwrap(), 1);
    let at = "'2026-05-12T08:00:00+00:00'";
    let by_hand = |juror: i32, opinion: &str| {
        format!(
            "INSERT INTO project_review (juror_id, project_id, opinion, reason, at) \
             VALUES ({juror}, 1, {opinion}, 'x', {at})"
        )
    };
    // In conflict, of the association itself, of the wrong jury.
    let (conflict, own, wrong) = (
        by_hand(2, "NULL"),
        by_hand(3, "NULL"),
        by_hand(1, "'favourable'"),
    );
    year.refuses(&[
        conflict.as_str(),
        own.as_str(),
        wrong.as_str(),
        "UPDATE project_mark SET mark = 0",
        "DELETE FROM project_review",
        "DELETE FROM project_conflict",
    ])
    .await;
}

#[tokio::test]
async fn what_is_won_becomes_requests_within_the_budget_and_is_trained_for() {
    let mut year = Year::new().await;
    let second = year
        .world
        .organisation(OrganisationKind::Association, "Les Aidants du lac")
        .await;
    let mut second = year
        .world
        .member(Role::OrganisationManager, second, None)
        .await;
    let mut juror = year.world.prescriber().await;
    year.name(&juror, "technical").await.expect(303);
    year.send(&year.manager, "3").await.expect(303);
    year.send(&second, "3").await.expect(303);
    let early = year
        .coordinator
        .get("/calls/1/projects/1")
        .await
        .expect(200);
    assert!(!early.has("#decision"));
    year.closes().await;
    year.world.signs_in_again(&mut juror).await;
    year.world.signs_in_again(&mut second).await;
    let page = year
        .coordinator
        .get("/calls/1/projects/1")
        .await
        .expect(200);
    assert!(page.says("Le jury technique n’a rien dit"), "{page}");
    year.marks(&juror, 1, "4").await.expect(303);
    year.marks(&juror, 2, "5").await.expect(303);
    let ranking = year.coordinator.get("/calls/1").await.expect(200);
    assert!(ranking.says("20,00") && ranking.says("16,00"), "{ranking}");

    // Both read a budget of five; together they would give six.
    let first = year.decision(1, "3").await;
    let beyond = year.decision(2, "3").await;
    let decided = year.coordinator.send(&first).await.expect(303);
    let again = year.coordinator.send(&first).await.expect(303);
    assert_eq!(decided.location(), again.location());
    year.coordinator.send(&beyond).await.expect(422);
    assert_eq!(year.granted().await, 3);
    let within = year.decision(2, "2").await;
    year.coordinator.send(&within).await.expect(303);
    assert_eq!(year.granted().await, 5);

    let requests = year.world.requests().await;
    assert_eq!(requests.len(), 5);
    for request in &requests {
        assert_eq!(request.state, RequestState::Submitted);
        assert_eq!(request.programme_id, year.programme.id);
    }
    let queue = year.coordinator.get("/requests").await.expect(200);
    assert!(queue.says("R-000001"), "{queue}");
    let own = year.manager.get("/projects/1").await.expect(200);
    assert!(own.says("Accordé"), "{own}");
    year.manager.get("/projects/1/letter").await.expect(200);
    let filed = project::Entity::find()
        .all(&year.world.app.db)
        .await
        .unwrap();
    assert!(filed.iter().all(|project| project.sealed.is_none()));
    assert!(!year.world.journal_text().await.contains("Quelquechosevic"));
    assert!(year.world.journal_problems().await.is_empty());
    year.refuses(&[
        "UPDATE project_call_kind SET granted = 6",
        "UPDATE project_call_kind SET granted = 0",
        "UPDATE project_decision SET outcome = 'granted'",
        "INSERT INTO project_request (request_id, project_id, kind) VALUES (1, 2, 'tablet')",
    ])
    .await;
}

#[tokio::test]
async fn a_refused_project_gets_its_reason_and_finance_takes_the_ranking() {
    let mut year = Year::new().await;
    let mut elected = year.world.persona(Role::LoanPartner).await;
    let mut finance = year.world.persona(Role::Finance).await;
    year.name(&elected, "elected").await.expect(303);
    year.name(&finance, "elected").await.expect(303);
    year.send(&year.manager, "1").await.expect(303);
    year.closes().await;
    year.world.signs_in_again(&mut elected).await;
    year.world.signs_in_again(&mut finance).await;
    let page = elected.get("/juries/1").await.expect(200);
    let form = page
        .form("#judge")
        .set("opinion", "unfavourable")
        .set("reason", "Le projet existe déjà ailleurs.");
    elected.send(&form).await.expect(303);
    // Who sees calls and sits in the jury reads the others after speaking, on every page.
    for path in ["/calls/1", "/calls/1/projects/1"] {
        let before = finance.get(path).await.expect(200);
        assert!(
            !before.says("existe déjà ailleurs") && !before.says("défavorables : 1"),
            "{before}"
        );
    }
    let page = finance.get("/juries/1").await.expect(200);
    let form = page
        .form("#judge")
        .set("opinion", "favourable")
        .set("reason", "Utile.");
    finance.send(&form).await.expect(303);
    let after = finance.get("/calls/1/projects/1").await.expect(200);
    assert!(after.says("existe déjà ailleurs"), "{after}");
    let unreasoned = year.decision(1, "").await.set("reason", "");
    year.coordinator.send(&unreasoned).await.expect(422);
    let refused = year.decision(1, "").await;
    year.coordinator.send(&refused).await.expect(303);
    assert!(year.world.requests().await.is_empty());
    assert!(year.manager.get("/projects/1").await.says("Pas retenu"));
    let table = finance.get("/calls/1/export").await.expect(200).html();
    assert!(table.contains("AP-000001") && table.contains("CP-2026-0511"));
    let listed = year.world.journal_text().await;
    assert!(
        listed.contains("\"projects\""),
        "the export is in the journal"
    );
    let decisions = project_decision::Entity::find().count(&year.world.app.db);
    assert_eq!(decisions.await.unwrap(), 1);
}
