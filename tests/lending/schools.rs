//! Teachers who register themselves, what a school and a family sign, a pupil who changes school, a school that closes.
use super::{Library, SLUG, code};
use crate::{
    account::{choose_password, last_message, link_in},
    handovers::drawing,
    support::{
        page::Page,
        world::{PASSWORD, Persona},
    },
};
use entities::{
    account,
    loan::{self, LoanState},
    membership::{self, Role},
    organisation::{self, OrganisationKind},
    registration, school_agreement,
};
use passe_relais::lending::schools::upkeep;
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, Set};

const UAI: &str = "0740001Z";
const EMAIL: &str = "camille.morel@ac-nantes.fr";

impl Library {
    /// The school has its UAI, and coordination let a domain register.
    async fn with_registration(&self) -> Persona {
        self.give_uai(&self.head.organisation, UAI).await;
        let coordinator = self.world.coordinator().await;
        let form = coordinator
            .get("/school-domains")
            .await
            .expect(200)
            .form("form[action='/school-domains']")
            .set("domain", "@AC-Nantes.fr");
        coordinator
            .send(&form)
            .await
            .sends_to("/school-domains?done=domain-added");
        coordinator
    }

    async fn give_uai(&self, school: &organisation::Model, uai: &str) {
        organisation::ActiveModel {
            id: Set(school.id),
            uai: Set(Some(uai.to_owned())),
            ..Default::default()
        }
        .update(&self.world.app.db)
        .await
        .unwrap();
    }

    /// Fills the form that anybody may open.
    async fn registers(&self, email: &str, uai: &str) -> Page {
        let stranger = self.world.stranger();
        let form = stranger
            .get("/registration")
            .await
            .expect(200)
            .form("main form")
            .set("email", email)
            .set("name", "Camille Morel")
            .set("uai", uai);
        stranger.send(&form).await
    }

    async fn link(&self) -> String {
        link_in(&last_message(&self.world).await.1)
    }

    /// Coordination asks for an agreement of the year.
    async fn require_agreement(&self) {
        let coordinator = self.world.coordinator().await;
        let form = coordinator
            .get("/agreement-clauses")
            .await
            .expect(200)
            .form("main form")
            .tick("required", "yes")
            .set("theft_fr", "Plainte sous 48 heures.")
            .set("theft_en", "A complaint within 48 hours.");
        coordinator
            .send(&form)
            .await
            .sends_to("/agreement-clauses?done=clauses-changed");
    }

    async fn prepared(&self) -> loan::Model {
        let loan = self.reserved().await;
        self.learn().await;
        self.press(&self.keeper, &loan, "preparation").await;
        self.loan(loan.id.0).await
    }

    /// The keeper scans the piece; what comes of it.
    async fn tries_pick_up(&self, loan: &loan::Model) -> Page {
        let piece = self.device_of(loan).await;
        let form = self
            .keeper
            .get(&format!("/loans/{}/pick-up", loan.id.0))
            .await
            .expect(200)
            .form("main form")
            .tick("signed", "yes")
            .set("code", code(&piece));
        self.keeper.send(&form).await
    }

    /// A loan that is out, with a pupil who takes it home.
    async fn out_at_home(&self) -> loan::Model {
        let path = format!("/catalogue/{SLUG}/reservation");
        let form = self.teacher.get(&path).await.form("main form");
        let sent = self.teacher.send(&form.tick("at_home", "yes")).await;
        sent.expect(303);
        let loan = self.all_loans().await.pop().unwrap();
        self.learn().await;
        self.press(&self.keeper, &loan, "preparation").await;
        self.family_signs(&loan).await;
        self.pick_up(&loan).await;
        self.loan(loan.id.0).await
    }

    async fn family_signs(&self, loan: &loan::Model) {
        let id = loan.id.0;
        let form = self
            .teacher
            .get(&format!("/loans/{id}"))
            .await
            .form("form[action$='/family-signature']")
            .set("signed_on", self.day(0));
        self.teacher
            .send(&form)
            .await
            .sends_to(&format!("/loans/{id}?done=loan-family-signed"));
    }
}

#[tokio::test]
async fn a_teacher_registers_with_a_professional_address_and_may_reserve_at_once() {
    let library = Library::new().await;
    library.pieces(1).await;
    library.with_registration().await;
    for (email, uai) in [
        ("camille@gmail.example", UAI),
        ("camille@xac-nantes.fr", UAI),
        (EMAIL, "0740001A"),
        (EMAIL, "0750655E"),
    ] {
        let page = library.registers(email, uai).await.expect(422);
        assert_eq!(page.attribute("input[name=name]", "value"), "Camille Morel");
    }
    library
        .registers(EMAIL, "0740001z")
        .await
        .sends_to("/registration?done=registration-asked");
    // Nobody is anybody before the link is opened.
    let accounts = account::Entity::find_by_email(EMAIL).count(&library.world.app.db);
    assert_eq!(accounts.await.unwrap(), 0);
    let link = library.link().await;
    let stranger = library.world.stranger();
    let short = choose_password(&stranger, &link, "court").await;
    short.expect(422);
    choose_password(&stranger, &link, PASSWORD)
        .await
        .sends_to("/sign-in?done=registration-confirmed");
    // The link works once, and the head was told.
    stranger.get(&link).await.expect(404);
    let told = last_message(&library.world).await.1;
    assert_eq!(told.to, library.head.account.email);
    assert!(told.text.contains("Camille Morel"), "{}", told.text);
    let teacher = library.world.sign_in(EMAIL).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = teacher.get(&path).await.expect(200).form("main form");
    teacher.send(&form).await.expect(303);
    let page = library.head.get("/school").await.expect(200);
    assert!(
        page.says("Camille Morel") && page.says("Inscrit seul"),
        "{page}"
    );
    // The address is with the account only.
    let rows = registration::Entity::find()
        .all(&library.world.app.db)
        .await;
    assert!(rows.unwrap().iter().all(|row| row.email.is_none()));
}

#[tokio::test]
async fn nobody_learns_by_registering_who_has_an_account_and_links_end() {
    let library = Library::new().await;
    let coordinator = library.with_registration().await;
    let known = library.world.persona(Role::Prescriber).await;
    account::ActiveModel {
        id: Set(known.account.id),
        email: Set(EMAIL.to_owned()),
        ..Default::default()
    }
    .update(&library.world.app.db)
    .await
    .unwrap();
    let asked = "/registration?done=registration-asked";
    library.registers(EMAIL, UAI).await.sends_to(asked);
    let first = library.link().await;
    library.registers(EMAIL, UAI).await.sends_to(asked);
    let second = library.link().await;
    library
        .registers("personne@ac-nantes.fr", UAI)
        .await
        .sends_to(asked);
    // A later link replaces the earlier one; who has a password keeps it.
    let stranger = library.world.stranger();
    stranger.get(&first).await.expect(404);
    let page = stranger.get(&second).await.expect(200);
    assert!(!page.has("input[type=password]"), "{page}");
    let form = page.form("main form");
    let done = "/sign-in?done=registration-confirmed";
    stranger.send(&form).await.sends_to(done);
    stranger.send(&form).await.sends_to(done);
    // A fourth try within the hour is one too many.
    library.registers(EMAIL, UAI).await.sends_to(asked);
    library.registers(EMAIL, UAI).await.expect(429);
    // A link nobody opens is erased with its address.
    library.world.days_pass(3);
    assert_eq!(
        upkeep::forget_unopened(&library.world.app).await.unwrap(),
        2
    );
    // Without a domain nobody registers, nor goes on with a link that was sent before.
    library
        .registers("tard@ac-nantes.fr", UAI)
        .await
        .sends_to(asked);
    let late = library.link().await;
    stranger.get(&late).await.expect(200);
    let coordinator = library.world.sign_in(&coordinator.account.email).await;
    let form = coordinator
        .get("/school-domains")
        .await
        .form("form[action$='/removal']");
    coordinator.send(&form).await.expect(303);
    stranger.get(&late).await.expect(404);
    let page = library.world.stranger().get("/registration").await;
    assert!(!page.has("main form"), "{page}");
}

#[tokio::test]
async fn the_head_ends_an_access_by_one_press_and_it_stays_ended() {
    let library = Library::new().await;
    library.pieces(2).await;
    library.with_registration().await;
    let out = library.out().await;
    let reserved = library.reserved().await;
    let form = library
        .head
        .get("/school")
        .await
        .expect(200)
        .form("form[action$='/revocation']");
    // Not the head of another school, nor a teacher.
    let elsewhere = library
        .world
        .organisation(OrganisationKind::College, "Collège du Semnoz")
        .await;
    let role = Role::OrganisationManager;
    let other = library.world.member(role, elsewhere, None).await;
    other.send(&form).await.expect(404);
    library.teacher.send(&form).await.expect(403);
    let done = "/school?done=teacher-revoked";
    library.head.send(&form).await.sends_to(done);
    library.head.send(&form).await.sends_to(done);
    library.teacher.get("/loans").await.sends_to("/sign-in");
    let told = last_message(&library.world).await.1;
    assert_eq!(told.to, library.teacher.account.email);
    assert_eq!(library.loan(out.id.0).await.state, LoanState::Out);
    let state = library.loan(reserved.id.0).await.state;
    assert_eq!(state, LoanState::Cancelled);
    // Who was ended does not come back by registering; nor by hand.
    account::ActiveModel {
        id: Set(library.teacher.account.id),
        email: Set(EMAIL.to_owned()),
        ..Default::default()
    }
    .update(&library.world.app.db)
    .await
    .unwrap();
    library.registers(EMAIL, UAI).await.expect(303);
    let link = library.link().await;
    let stranger = library.world.stranger();
    let form = stranger.get(&link).await.expect(200).form("main form");
    stranger.send(&form).await.expect(409);
    let again = membership::ActiveModel {
        account_id: Set(library.teacher.account.id),
        organisation_id: Set(library.teacher.organisation.id),
        role: Set(Role::Teacher),
        created_at: Set(library.world.now()),
        ..Default::default()
    };
    let again = again.insert(&library.world.app.db).await.unwrap();
    let taken = format!(
        "UPDATE registration SET membership_id = {}, email = NULL, name = NULL",
        again.id.0
    );
    let asked = |email: &str| {
        format!(
            "INSERT INTO registration (organisation_id, email, name, language, token_hash, created_at, expires_at) \
             SELECT organisation_id, '{email}', 'A', 'fr', 'x', created_at, expires_at FROM registration"
        )
    };
    let statements = [taken, asked("a@gmail.example"), asked("a@xac-nantes.fr")];
    library.refuses(&statements).await;
    // Invited again, they teach there: a link that they ask for all the same says nothing else.
    library.registers(EMAIL, UAI).await.expect(303);
    let link = library.link().await;
    let form = stranger.get(&link).await.expect(200).form("main form");
    let done = "/sign-in?done=registration-confirmed";
    stranger.send(&form).await.sends_to(done);
    library.journal_holds().await;
}

#[tokio::test]
async fn a_school_without_its_agreement_reserves_and_fetches_nothing_until_its_head_signs() {
    let library = Library::new().await;
    library.pieces(1).await;
    library.require_agreement().await;
    let loan = library.prepared().await;
    let refused = library.tries_pick_up(&loan).await.expect(409);
    assert!(
        refused.says("pas de convention pour cette année"),
        "{refused}"
    );
    let db_refuses = format!(
        "UPDATE loan SET state = 'out', out_on = starts_on, handed_by = {}, \
         clearance_id = (SELECT MAX(id) FROM loan_clearance) WHERE id = {}",
        library.keeper.membership.id.0, loan.id.0
    );
    library.refuses(&[db_refuses]).await;
    // An empty frame is no signature.
    let form = || async {
        let page = library.head.get("/school").await.expect(200);
        page.form("form[action$='/agreement']:not([enctype])")
    };
    library.head.send(&form().await).await.expect(422);
    let form = form().await.set("signature", drawing());
    let done = "/school?done=agreement-signed";
    library.head.send(&form).await.sends_to(done);
    library.head.send(&form).await.sends_to(done);
    let school = library.head.organisation.id.0;
    let paper = library
        .head
        .get(&format!("/schools/{school}/agreement"))
        .await
        .expect(200);
    assert!(paper.body.starts_with(b"%PDF"));
    library.pick_up(&loan).await;
    // What was signed stays, and is signed once.
    library
        .refuses(&[
            "UPDATE school_agreement SET signed_on = '2026-01-01'".to_owned(),
            "DELETE FROM school_agreement".to_owned(),
            "UPDATE agreement_clause SET required = FALSE".to_owned(),
        ])
        .await;
    let count = school_agreement::Entity::find().count(&library.world.app.db);
    assert_eq!(count.await.unwrap(), 1);
}

#[tokio::test]
async fn a_signed_paper_is_kept_by_the_store_and_a_new_year_is_asked_for_once() {
    let mut library = Library::new().await;
    library.require_agreement().await;
    let school = library.head.organisation.id.0;
    let path = format!("/schools/{school}");
    let page = library.keeper.get(&path).await.expect(200);
    // Who teaches there is for the school to know, and signing on the screen for its head.
    assert!(!page.has("form[action$='/revocation']") && !page.has("input[value=screen]"));
    let blank = library.keeper.get(&format!("{path}/agreement/blank")).await;
    assert!(blank.expect(200).body.starts_with(b"%PDF"));
    let form = page.form("form[enctype]");
    let wrong = form.clone().set("signed_on", "2030-01-01");
    library.keeper.send(&wrong).await.expect(422);
    let hostile = form.clone().set("signed_on", "2026-04-20").attach(
        "file",
        "convention.pdf",
        b"<script>alert(1)</script>",
    );
    library.keeper.send(&hostile).await.expect(422);
    let signed = form.set("signed_on", "2026-04-20").attach(
        "file",
        "convention.pdf",
        b"%PDF-1.7 signed by hand %%EOF",
    );
    let done = format!("{path}?done=agreement-signed");
    library.keeper.send(&signed).await.sends_to(&done);
    let other = library.world.persona(Role::OrganisationManager).await;
    other.get(&path).await.expect(404);
    let app = &library.world.app;
    assert_eq!(upkeep::remind_of_agreements(app).await.unwrap(), 0);
    library.later(130).await;
    let app = &library.world.app;
    assert_eq!(upkeep::remind_of_agreements(app).await.unwrap(), 1);
    assert_eq!(upkeep::remind_of_agreements(app).await.unwrap(), 0);
    let told = last_message(&library.world).await.1;
    assert_eq!(told.to, library.head.account.email);
    assert!(told.text.contains("2026-2027"), "{}", told.text);
}

#[tokio::test]
async fn kit_that_goes_home_leaves_once_the_family_signed_and_nobody_is_named() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.prepared().await;
    let id = loan.id.0;
    library
        .teacher
        .get(&format!("/loans/{id}/family-agreement"))
        .await
        .expect(404);
    library.press(&library.teacher, &loan, "home").await;
    let loan = library.loan(id).await;
    assert!(loan.pupil_code.is_some() && loan.at_home == Some(true));
    let refused = library.tries_pick_up(&loan).await.expect(409);
    assert!(refused.says("la famille n’a pas signé"), "{refused}");
    library
        .refuses(&[
            format!(
                "UPDATE loan SET state = 'out', out_on = starts_on, handed_by = {}, \
                 clearance_id = (SELECT MAX(id) FROM loan_clearance) WHERE id = {id}",
                library.keeper.membership.id.0
            ),
            format!("UPDATE loan SET pupil_code = NULL WHERE id = {id}"),
            format!("UPDATE loan SET family_signed_on = starts_on WHERE id = {id}"),
        ])
        .await;
    for homes in ["", "?homes=2"] {
        let paper = library
            .teacher
            .get(&format!("/loans/{id}/family-agreement{homes}"))
            .await;
        assert!(paper.expect(200).body.starts_with(b"%PDF"));
    }
    // Not by the store, not for a day to come.
    let form = library
        .teacher
        .get(&format!("/loans/{id}"))
        .await
        .form("form[action$='/family-signature']");
    let today = form.clone().set("signed_on", library.day(0));
    library.keeper.send(&today).await.expect(404);
    let tomorrow = form.set("signed_on", library.day(1));
    library.teacher.send(&tomorrow).await.expect(422);
    library.family_signs(&loan).await;
    library.pick_up(&library.loan(id).await).await;
    library.journal_holds().await;
}

#[tokio::test]
async fn a_loan_follows_a_pupil_to_a_school_where_a_trained_teacher_takes_it_on() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.out_at_home().await;
    let id = loan.id.0;
    let elsewhere = library
        .world
        .organisation(OrganisationKind::College, "Collège du Semnoz")
        .await;
    library.give_uai(&elsewhere, "0750655E").await;
    let role = Role::OrganisationManager;
    let head = library.world.member(role, elsewhere.clone(), None).await;
    let other = library.world.member(Role::Teacher, elsewhere, None).await;
    let page = library.teacher.get(&format!("/loans/{id}/move")).await;
    let form = page.expect(200).form("main form").set("uai", "0750655E");
    let proposed = format!("/loans/{id}?done=loan-move-proposed");
    library.teacher.send(&form).await.sends_to(&proposed);
    assert_eq!(last_message(&library.world).await.1.to, head.account.email);
    // It is not theirs before they take it, and they are trained first.
    other.get(&format!("/loans/{id}")).await.expect(404);
    let take = other
        .get("/loan-moves")
        .await
        .expect(200)
        .form("form[action$='/taking']");
    let refused = other.send(&take).await.expect(409);
    assert!(refused.says("Suivez d’abord la prise en main"), "{refused}");
    library.teacher.send(&take).await.expect(404);
    let by_hand = format!(
        "UPDATE loan SET organisation_id = {}, membership_id = {}, account_id = {} WHERE id = {id}",
        other.organisation.id.0, other.membership.id.0, other.account.id.0
    );
    library.refuses(&[by_hand]).await;
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
    let taken = format!("/loans/{id}?done=loan-taken-on");
    other.send(&take).await.sends_to(&taken);
    other.send(&take).await.sends_to(&taken);
    let moved = library.loan(id).await;
    assert_eq!(moved.account_id, other.account.id);
    // The family signs anew, with the new school; the old one is done with it.
    let page = other.get(&format!("/loans/{id}")).await.expect(200);
    assert!(page.has("form[action$='/family-signature']"), "{page}");
    let page = library.teacher.get(&format!("/loans/{id}")).await;
    page.expect(404);
    library.journal_holds().await;
}

#[tokio::test]
async fn a_school_that_closes_gets_its_kit_back_by_its_last_day_and_borrows_no_longer() {
    let library = Library::new().await;
    library.pieces(2).await;
    let out = library.out().await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = library
        .teacher
        .get(&path)
        .await
        .form("main form")
        .set("from", library.day(22))
        .set("until", library.day(25));
    library.teacher.send(&form).await.expect(303);
    let later = library.all_loans().await.pop().unwrap();
    let coordinator = library.world.coordinator().await;
    let school = library.head.organisation.id.0;
    let form = coordinator
        .get(&format!("/schools/{school}/closing"))
        .await
        .expect(200)
        .form("main form");
    let past = form.clone().set("closes_on", "2026-05-01");
    coordinator.send(&past).await.expect(422);
    let form = form.set("closes_on", library.day(4));
    let done = format!("/schools/{school}?done=school-closing-announced");
    coordinator.send(&form).await.sends_to(&done);
    coordinator.send(&form).await.sends_to(&done);
    let recalled = library.loan(out.id.0).await;
    assert_eq!(recalled.ends_on.to_string(), library.day(4));
    let state = library.loan(later.id.0).await.state;
    assert_eq!(state, LoanState::Cancelled);
    // Nothing is reserved, made longer or changed by hand past the last day.
    let page = library.teacher.get(&path).await.expect(200);
    let form = page
        .form("main form")
        .set("from", library.day(1))
        .set("until", library.day(8));
    let refused = library.teacher.send(&form).await.expect(409);
    assert!(refused.says("Votre collège ferme le"), "{refused}");
    let page = library.teacher.get(&format!("/loans/{}", out.id.0)).await;
    assert!(!page.has("form[action$='/extension']"), "{page}");
    library
        .refuses(&[format!(
            "UPDATE loan SET ends_on = busy_until WHERE id = {}",
            out.id.0
        )])
        .await;
    library.journal_holds().await;
}

#[tokio::test]
async fn the_store_sees_a_month_of_all_it_lends_by_item_and_by_piece() {
    let library = Library::new().await;
    let pieces = library.pieces(2).await;
    library.reserved().await;
    let page = library.keeper.get("/store/calendar").await.expect(200);
    // From today, Monday 4 May: one of two is free, then the weekend.
    let days = page.texts("tbody tr td");
    assert_eq!(days.len(), 31);
    assert!(days[3].contains("1 libre"), "{}", days[3]);
    assert!(days[8].contains("fermé"), "{}", days[8]);
    let page = library
        .keeper
        .get(&format!("/store/calendar?item={SLUG}"))
        .await
        .expect(200);
    assert_eq!(page.texts("tbody tr th").len(), 2);
    assert!(page.says(code(&pieces[0])) && page.says("pris"), "{page}");
    library.teacher.get("/store/calendar").await.expect(403);
}
