//! What changes after a form was read and before it is written: a school that closes, a loan that goes on.
use super::{Library, SLUG};
use crate::support::{page::Form, world::Persona};
use entities::{
    loan, loan_move,
    membership::Role,
    organisation::{self, OrganisationKind},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Set};

const ELSEWHERE: &str = "0750655E";

impl Library {
    /// The form of a reservation that ends after the fourth day from now.
    async fn past_the_closing(&self, who: &Persona) -> Form {
        let page = who.get(&format!("/catalogue/{SLUG}/reservation")).await;
        page.expect(200)
            .form("main form")
            .set("from", self.day(1))
            .set("until", self.day(8))
    }

    /// From now on each form that is sent finds, once it may write, that this was done, and not before.
    async fn meanwhile(&self, done: &str) {
        let db = &self.world.app.db;
        let statement = if db.get_database_backend() == DbBackend::Postgres {
            format!(
                "CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {done}; \
                 RETURN NEW; END $$; CREATE TRIGGER meanwhile AFTER INSERT ON write_receipt \
                 FOR EACH ROW EXECUTE FUNCTION meanwhile();"
            )
        } else {
            format!("CREATE TRIGGER meanwhile AFTER INSERT ON write_receipt BEGIN {done}; END;")
        };
        db.execute_unprepared(&statement).await.unwrap();
    }

    /// A loan that is out for a pupil, and who teaches at the school that they go to.
    async fn out_for_a_pupil(&self) -> (loan::Model, Persona) {
        let page = self
            .teacher
            .get(&format!("/catalogue/{SLUG}/reservation"))
            .await;
        let form = page.form("main form").tick("for_pupil", "yes");
        self.teacher.send(&form).await.expect(303);
        let loan = self.all_loans().await.pop().unwrap();
        self.learn().await;
        self.press(&self.keeper, &loan, "preparation").await;
        self.pick_up(&loan).await;
        let elsewhere = self
            .world
            .organisation(OrganisationKind::College, "Collège du Semnoz")
            .await;
        organisation::ActiveModel {
            id: Set(elsewhere.id),
            uai: Set(Some(ELSEWHERE.to_owned())),
            ..Default::default()
        }
        .update(&self.world.app.db)
        .await
        .unwrap();
        let other = self.world.member(Role::Teacher, elsewhere, None).await;
        (self.loan(loan.id.0).await, other)
    }

    async fn proposal(&self, loan: &loan::Model) -> Form {
        let path = format!("/loans/{}/move", loan.id.0);
        let page = self.teacher.get(&path).await.expect(200);
        page.form("main form").set("uai", ELSEWHERE)
    }

    /// The school closes in four days.
    fn closing(&self) -> String {
        format!(
            "INSERT INTO school_closing (organisation_id, closes_on, membership_id, announced_at) \
             VALUES ({}, '{}', {}, '2026-05-04T08:00:00+00:00')",
            self.teacher.organisation.id.0,
            self.day(4),
            self.head.membership.id.0
        )
    }
}

#[tokio::test]
async fn a_closing_announced_while_somebody_reserves_is_told_and_nothing_is_reserved() {
    let library = Library::new().await;
    library.pieces(1).await;
    let form = library.past_the_closing(&library.teacher).await;
    library.meanwhile(&library.closing()).await;
    let refused = library.teacher.send(&form).await.expect(409);
    assert!(refused.says("Votre collège ferme le"), "{refused}");
    assert_eq!(
        refused.attribute("input[name=until]", "value"),
        library.day(8)
    );
    assert!(library.all_loans().await.is_empty());
}

#[tokio::test]
async fn nobody_waits_for_days_after_their_school_closes() {
    let library = Library::new().await;
    library.pieces(1).await;
    let school = library.teacher.organisation.clone();
    let colleague = library.world.member(Role::Teacher, school, None).await;
    library.reserved().await;
    let form = library.past_the_closing(&colleague).await;
    let full = colleague.send(&form).await.expect(409);
    let wait = full.form("form[action$='/waiting']");
    library.meanwhile(&library.closing()).await;
    let refused = colleague.send(&wait).await.expect(409);
    assert!(refused.says("Votre collège ferme le"), "{refused}");
    let page = colleague.get("/waiting").await.expect(200);
    assert!(!page.has("form[action$='/departure']"), "{page}");
}

#[tokio::test]
async fn nobody_proposes_a_loan_that_went_on_since_they_read_it() {
    let library = Library::new().await;
    library.pieces(1).await;
    let (loan, _) = library.out_for_a_pupil().await;
    let form = library.proposal(&loan).await;
    library
        .meanwhile("UPDATE loan SET version = version + 1")
        .await;
    library.teacher.send(&form).await.expect(409);
    let proposed = loan_move::Entity::find().count(&library.world.app.db);
    assert_eq!(proposed.await.unwrap(), 0);
}

#[tokio::test]
async fn nobody_takes_on_what_was_lost_since_it_was_proposed() {
    let library = Library::new().await;
    library.pieces(1).await;
    let (loan, other) = library.out_for_a_pupil().await;
    let form = library.proposal(&loan).await;
    library.teacher.send(&form).await.expect(303);
    let lost = library
        .teacher
        .get(&format!("/loans/{}/loss", loan.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("kind", "stolen")
        .set("happened_on", library.day(0))
        .set("circumstances", "on_the_way")
        .tick("police_report", "yes");
    library.teacher.send(&lost).await.expect(303);
    let session = other
        .get(&format!("/catalogue/{SLUG}/session"))
        .await
        .form("main form")
        .tick("steps", "1")
        .tick("steps", "2");
    other.send(&session).await.expect(303);
    let take = other
        .get("/loan-moves")
        .await
        .form("form[action$='/taking']");
    let refused = other.send(&take).await.expect(409);
    assert!(refused.says("déclaré perdu"), "{refused}");
    let stays = library.loan(loan.id.0).await;
    assert_eq!(stays.account_id, library.teacher.account.id);
}
