//! What changes after a form was read and before it is written: a school that closes, a loan that goes on.
use super::{Library, SLUG};
use crate::support::{page::Form, world::Persona};
use entities::membership::Role;
use sea_orm::{ConnectionTrait, DbBackend};

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
