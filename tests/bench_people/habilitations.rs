//! A habilitation is earned through a pathway, dated, and asked for at the moment of the deed.
use super::*;
use chrono::{Duration, TimeDelta};
use entities::{
    habilitation::{self, Act, Ground},
    habilitation_module, pathway, staff_place, training_module, training_session,
};
use passe_relais::training::{
    places::{NewSession, plan_session},
    staff,
};
use sea_orm::{ConnectionTrait, PaginatorTrait};

/// A workshop, a trainer, and a pathway of two modules that earns the habilitation to erase.
struct School {
    world: World,
    supervisor: Persona,
    worker: Persona,
    trainer: Persona,
    coordinator: Persona,
    pathway: pathway::Model,
    modules: Vec<training_module::Model>,
}

impl School {
    async fn new() -> Self {
        let world = World::new().await;
        let (supervisor, worker) = (world.supervisor().await, world.worker().await);
        let (trainer, coordinator) = (world.trainer().await, world.coordinator().await);
        let db = &world.app.db;
        let pathway = pathway::ActiveModel {
            name_fr: Set("Gestes de l’atelier".to_owned()),
            name_en: Set("Workshop practice".to_owned()),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let mut modules = Vec::new();
        for (position, name) in [(1, "Effacer et prouver"), (2, "Reconnaître les verrous")] {
            let module = training_module::ActiveModel {
                pathway_id: Set(pathway.id),
                position: Set(position),
                name_fr: Set(name.to_owned()),
                name_en: Set(name.to_owned()),
                minutes: Set(60),
                ..Default::default()
            };
            modules.push(module.insert(db).await.unwrap());
        }
        Self {
            world,
            supervisor,
            worker,
            trainer,
            coordinator,
            pathway,
            modules,
        }
    }

    /// The coordinator says which pathway earns the act.
    async fn rule(&self, act: &str) -> Page {
        let page = self.coordinator.get("/habilitations").await.expect(200);
        let form = page
            .form("form[action='/habilitations']")
            .set("act", act)
            .set("pathway", self.pathway.id.0.to_string())
            .set("months", "24");
        self.coordinator.send(&form).await
    }

    async fn session(&self, modules: &[usize]) -> training_session::Model {
        let new = NewSession {
            pathway: self.pathway.id,
            site: self.trainer.site.as_ref().unwrap().id,
            trainer: self.trainer.membership.id,
            form: training_session::SessionForm::Group,
            starts_at: self.world.now() + Duration::hours(1),
            minutes: 60,
            capacity: 2,
            modules: modules.iter().map(|at| self.modules[*at].id).collect(),
            language: None,
            step_free: None,
        };
        plan_session(&self.world.app.db, new).await.unwrap()
    }

    fn page_of(person: &Persona) -> String {
        format!("/team/{}", person.membership.id.0)
    }

    async fn book(&self, person: &Persona, session: &training_session::Model) -> Page {
        let path = Self::page_of(person);
        let page = self.supervisor.get(&path).await.expect(200);
        let form = page
            .form(&format!("form[action='{path}/place']"))
            .set("session", session.id.0.to_string());
        self.supervisor.send(&form).await
    }

    async fn mark(&self, session: &training_session::Model, person: &Persona, came: &str) -> Page {
        let (id, account) = (unique(), person.account.id.0.to_string());
        let fields = [("write_id", &*id), ("account", &*account), ("came", came)];
        let path = format!("/training/sessions/{}/staff", session.id.0);
        self.trainer.post(&path, &fields).await
    }

    async fn attend(&self, person: &Persona, modules: &[usize]) -> training_session::Model {
        let session = self.session(modules).await;
        self.book(person, &session).await.expect(303);
        self.world.app.clock.advance(TimeDelta::hours(1));
        self.mark(&session, person, "yes").await.expect(303);
        session
    }

    async fn grant(&self, by: &Persona, person: &Persona, act: &str) -> Page {
        let id = unique();
        let path = format!("{}/habilitations", Self::page_of(person));
        by.post(&path, &[("write_id", &*id), ("act", act)]).await
    }

    async fn granted(&self) -> Vec<habilitation::Model> {
        habilitation::Entity::find()
            .all(&self.world.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_worker_earns_a_habilitation_module_by_module() {
    let school = School::new().await;
    let path = School::page_of(&school.worker);
    let page = school.supervisor.get(&path).await.expect(200);
    assert!(page.says("Aucun parcours ne mène encore"), "{page}");
    let refused = school
        .grant(&school.supervisor, &school.worker, "erasure")
        .await;
    assert!(refused.expect(409).says("Aucun parcours"));

    school
        .rule("erasure")
        .await
        .sends_to("/habilitations?done=habilitation-rule-saved");
    let page = school.supervisor.get(&path).await.expect(200);
    assert!(page.says("Il manque 2 modules du parcours"), "{page}");
    assert!(page.says("Aucune séance n’est encore prévue"));
    school.attend(&school.worker, &[0]).await;
    let page = school.supervisor.get(&path).await.expect(200);
    assert!(
        page.says(
            "Il manque un module du parcours « Gestes de l’atelier » : Reconnaître les verrous."
        ),
        "{page}"
    );
    assert!(!page.has(&format!("form[action='{path}/habilitations']")));
    let refused = school
        .grant(&school.supervisor, &school.worker, "erasure")
        .await;
    assert!(refused.expect(409).says("Il manque un module"));
    assert!(school.granted().await.is_empty());

    let second = school.attend(&school.worker, &[1]).await;
    let page = school.supervisor.get(&path).await.expect(200);
    let form = page.form(&format!("form[action='{path}/habilitations']"));
    let form = form.press("act", "erasure");
    for _ in 0..2 {
        school
            .supervisor
            .send(&form)
            .await
            .sends_to(&format!("{path}?done=habilitation-granted"));
    }
    let granted = school.granted().await;
    assert_eq!(granted.len(), 1);
    assert_eq!(granted[0].ground, Ground::Pathway);
    assert_eq!(granted[0].granted_by, school.supervisor.membership.id);
    assert_eq!(granted[0].expires_on.to_string(), "2028-05-04");
    let proofs = habilitation_module::Entity::find();
    assert_eq!(proofs.count(&school.world.app.db).await.unwrap(), 2);
    // What it rests on stays: the trainer corrects that presence no more, and nor does a statement.
    let refused = school.mark(&second, &school.worker, "no").await.expect(409);
    assert!(
        refused.says("Une habilitation repose sur cette présence"),
        "{refused}"
    );
    let db = &school.world.app.db;
    for forged in [
        "UPDATE staff_place SET state = 'absent'",
        "UPDATE habilitation_module SET state = 'absent'",
        "DELETE FROM staff_place",
        "UPDATE habilitation SET account_id = account_id + 1",
        "UPDATE habilitation SET ground = 'direct'",
        "UPDATE habilitation SET act = 'anything'",
    ] {
        db.execute_unprepared(forged).await.expect_err(forged);
    }
    // Granting again what was granted gives nothing.
    let refused = school
        .grant(&school.supervisor, &school.worker, "erasure")
        .await;
    assert!(refused.expect(409).says("ne donne pas plus"));
}

#[tokio::test]
async fn nobody_grants_what_is_not_theirs_to_grant() {
    let school = School::new().await;
    school.rule("erasure").await.expect(303);
    school.rule("quality_check").await.expect(303);
    for person in [&school.worker, &school.supervisor] {
        school.attend(person, &[0, 1]).await;
    }
    let by = &school.supervisor;
    let refused = school.grant(by, by, "quality_check").await.expect(409);
    assert!(refused.says("On ne s’habilite pas soi-même"), "{refused}");
    let refused = school.grant(by, &school.worker, "quality_check").await;
    assert!(refused.expect(409).says("Ce rôle ne demande pas"));
    school
        .grant(by, &school.worker, "anything")
        .await
        .expect(404);
    school
        .grant(&school.worker, &school.worker, "erasure")
        .await
        .expect(403);
    school
        .grant(&school.trainer, &school.worker, "erasure")
        .await
        .expect(403);
    let other = school.world.other_workshop().await;
    let boss = school
        .world
        .member(Role::Supervisor, other.0, Some(other.1))
        .await;
    school
        .grant(&boss, &school.worker, "erasure")
        .await
        .expect(404);
    assert!(school.granted().await.is_empty());
    // A colleague may, of course.
    let colleague = school.world.supervisor().await;
    school
        .grant(&colleague, &school.supervisor, "quality_check")
        .await
        .expect(303);
    // The plan is the coordinator's; a trainer marks their own sessions only.
    school.supervisor.get("/habilitations").await.expect(403);
    let second = school.world.trainer().await;
    let session = school.session(&[0]).await;
    let path = format!("/training/sessions/{}/staff", session.id.0);
    second.get(&path).await.expect(404);
    let page = school.trainer.get(&path).await.expect(200);
    assert!(page.says("Personne d’un atelier n’est inscrit"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_that_one_of_the_staff_came_to_is_not_cancelled_meanwhile() {
    let school = School::new().await;
    school.rule("erasure").await.expect(303);
    for _ in 0..5 {
        let session = school.session(&[0]).await;
        school.book(&school.worker, &session).await.expect(303);
        school.world.app.clock.advance(TimeDelta::hours(1));
        let id = unique();
        let path = format!("/training/sessions/{}/cancellation", session.id.0);
        let fields = [("write_id", &*id)];
        let (marked, cancelled) = futures::join!(
            school.mark(&session, &school.worker, "yes"),
            school.trainer.post(&path, &fields),
        );
        let place = staff_place::Entity::find_by_id((session.id, school.worker.account.id))
            .one(&school.world.app.db)
            .await
            .unwrap();
        match (marked.status.as_u16(), cancelled.status.as_u16()) {
            (303, 409) => assert!(place.is_some(), "the presence stays"),
            (404 | 409, 303) => assert!(place.is_none(), "the place is given back"),
            other => panic!("one of the two is told: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_cancelled_session_gives_its_places_back_and_takes_no_more() {
    let school = School::new().await;
    school.rule("erasure").await.expect(303);
    let session = school.session(&[0]).await;
    school.book(&school.worker, &session).await.expect(303);
    let id = unique();
    let path = format!("/training/sessions/{}/cancellation", session.id.0);
    school
        .trainer
        .post(&path, &[("write_id", &*id)])
        .await
        .expect(303);
    let places = staff_place::Entity::find();
    assert_eq!(places.count(&school.world.app.db).await.unwrap(), 0);
    let (id, number) = (unique(), session.id.0.to_string());
    let path = format!("{}/place", School::page_of(&school.worker));
    school
        .supervisor
        .post(&path, &[("write_id", &*id), ("session", &*number)])
        .await
        .expect(409);
    // Nor when the page that books was read before the cancellation.
    let read_before = training_session::Model {
        cancelled_at: None,
        ..session
    };
    let booked = staff::book(
        &school.world.app.db,
        (school.supervisor.membership.id, school.world.now()),
        &read_before,
        school.worker.account.id,
    )
    .await;
    assert!(matches!(
        booked,
        Err(staff::Failure::Refused(staff::NotDone::Cancelled))
    ));
}

#[tokio::test]
async fn places_are_taken_one_by_one_and_presence_is_marked_when_the_session_begins() {
    let school = School::new().await;
    school.rule("erasure").await.expect(303);
    let session = school.session(&[0]).await;
    school.book(&school.worker, &session).await.expect(303);
    let page = school
        .supervisor
        .get(&School::page_of(&school.worker))
        .await;
    assert!(page.says("Place réservée"), "{page}");
    let refused = school
        .mark(&session, &school.worker, "yes")
        .await
        .expect(409);
    assert!(refused.says("rien n’a été enregistré") || refused.has(".verdict.stop"));
    let by_hand = async |person: &Persona| {
        let (id, session) = (unique(), session.id.0.to_string());
        let path = format!("{}/place", School::page_of(person));
        let fields = [("write_id", &*id), ("session", &*session)];
        school.supervisor.post(&path, &fields).await
    };
    assert!(
        by_hand(&school.worker)
            .await
            .expect(409)
            .says("a déjà une place")
    );
    let (second, third) = (school.world.worker().await, school.world.worker().await);
    let (one, two) = futures::join!(by_hand(&second), by_hand(&third));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "one place was left");
    let places = staff_place::Entity::find();
    assert_eq!(places.count(&school.world.app.db).await.unwrap(), 2);
    // A session of a pathway that earns nothing here is not the workshop's to book.
    let other = pathway::ActiveModel {
        name_fr: Set("Autre".to_owned()),
        name_en: Set("Other".to_owned()),
        ..Default::default()
    };
    let other = other.insert(&school.world.app.db).await.unwrap();
    training_session::ActiveModel {
        id: Set(session.id),
        pathway_id: Set(other.id),
        ..Default::default()
    }
    .update(&school.world.app.db)
    .await
    .unwrap();
    by_hand(&third).await.expect(404);
}

#[tokio::test]
async fn an_old_training_counts_no_more_and_the_end_is_said_ahead() {
    let school = School::new().await;
    school.rule("erasure").await.expect(303);
    school.attend(&school.worker, &[0, 1]).await;
    school
        .grant(&school.supervisor, &school.worker, "erasure")
        .await
        .expect(303);
    let supervisor = async || school.world.sign_in(&school.supervisor.account.email).await;
    school.world.days_pass(365 + 365 - 50);
    let page = supervisor().await.get("/team").await.expect(200);
    assert!(page.says("finit le 04/05/2028"), "{page}");
    school.world.days_pass(60);
    let page = supervisor()
        .await
        .get(&School::page_of(&school.worker))
        .await;
    assert!(page.says("terminée le 04/05/2028"), "{page}");
    assert!(page.says("Il manque 2 modules"));
}

#[tokio::test]
async fn a_coordinator_grants_directly_with_a_reason_that_is_kept_and_shown() {
    let school = School::new().await;
    let path = format!("/people/{}", school.worker.membership.id.0);
    let page = school.coordinator.get(&path).await.expect(200);
    let form = page
        .form("form[action$='/habilitations']")
        .set("act", "electrical_repair")
        .set("expires_on", "2027-05-04");
    let refused = school.coordinator.send(&form).await.expect(422);
    assert!(refused.has("#reason-mistake"), "{refused}");
    let form = form.set("reason", "Diplôme d’électronique vu le 3 mai.");
    school.coordinator.send(&form).await.expect(303);
    let page = school.coordinator.get(&path).await.expect(200);
    assert!(page.says("directement, par le coordinateur"));
    assert!(page.says("Diplôme d’électronique vu le 3 mai."));
    let granted = school.granted().await.remove(0);
    assert_eq!(
        (granted.act, granted.ground),
        (Act::ElectricalRepair, Ground::Direct)
    );
    assert_eq!(granted.granted_by, school.coordinator.membership.id);
    assert!(!granted.sealed_reason.unwrap().contains("Diplôme"));
    // The supervisor sees how it was obtained, not the words.
    let page = school
        .supervisor
        .get(&School::page_of(&school.worker))
        .await
        .expect(200);
    assert!(page.says("directement, par le coordinateur") && !page.says("Diplôme"));
    let forged = "UPDATE habilitation SET sealed_reason = NULL";
    school
        .world
        .app
        .db
        .execute_unprepared(forged)
        .await
        .unwrap_err();
}
