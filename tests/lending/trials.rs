//! What a school says of a trial, who asks for it, and who may follow it: every reader, every page.
use super::{Library, SLUG, code};
use crate::support::{
    page::{Form, Page},
    world::Persona,
};
use entities::{
    feedback_tag, loan,
    loan_feedback::{self, FeedbackMoment, LeadsTo, Outcome},
    loan_partner,
    membership::Role,
    organisation::OrganisationKind,
};
use passe_relais::trials::actions::purge;
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

/// Out with the teacher, for a pupil.
async fn on_trial(library: &Library) -> loan::Model {
    library.pieces(1).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = library.teacher.get(&path).await.expect(200);
    let form = form.form("main form").tick("for_pupil", "yes");
    library.teacher.send(&form).await.expect(303);
    let loan = library.all_loans().await.remove(0);
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    library.pick_up(&loan).await;
    library.loan(loan.id.0).await
}

/// Until the last days of the loan, when its end may be told.
async fn nearly_over(library: &mut Library, loan: &loan::Model) {
    let left = (loan.ends_on - library.today()).num_days();
    library.later(left - 2).await;
}

/// Given back, whole and clean.
async fn back(library: &Library, loan: &loan::Model) {
    let piece = library.device_of(loan).await;
    let form = library
        .keeper
        .get(&format!("/loans/{}/return", loan.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("code", code(&piece))
        .set("condition", "good")
        .set("complete", "yes")
        .set("cleaned", "yes");
    library.keeper.send(&form).await.expect(303);
}

async fn blank(who: &Persona, loan: &loan::Model, moment: &str) -> Form {
    who.get(&format!("/trials/{}/feedback/{moment}", loan.id.0))
        .await
        .expect(200)
        .form("main form")
}

fn used(form: Form) -> Form {
    form.set("frequency", "daily")
        .tick("activities", "reading")
        .set("autonomy_before", "2")
        .set("autonomy_after", "4")
        .set("voice", "5")
        .set("effort", "2")
        .set("advice", "yes")
}

fn conclusive(form: Form) -> Form {
    used(form)
        .set("outcome", "conclusive")
        .set("leads_to", "mdph")
}

async fn told(library: &Library) -> Vec<loan_feedback::Model> {
    loan_feedback::Entity::find()
        .order_by_asc(loan_feedback::Column::Id)
        .all(&library.world.app.db)
        .await
        .unwrap()
}

async fn partner(library: &Library, name: &str) -> Persona {
    let at = library
        .world
        .organisation(OrganisationKind::Partner, name)
        .await;
    library.world.member(Role::LoanPartner, at, None).await
}

/// The borrower names a partner on the page of the trial.
async fn name(library: &Library, loan: &loan::Model, partner: &Persona, kind: &str) -> Page {
    let form = library
        .teacher
        .get(&format!("/trials/{}", loan.id.0))
        .await
        .expect(200)
        .form("form[action$='/partners']")
        .set("partner", partner.membership.id.0.to_string())
        .set("kind", kind);
    library.teacher.send(&form).await
}

#[tokio::test]
async fn a_trial_is_told_half_way_and_at_its_end_and_corrected_for_a_fortnight() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    let id = loan.id.0;
    // Too early.
    let early = format!("/trials/{id}/feedback/mid");
    library.teacher.get(&early).await.expect(404);
    let half = (loan.ends_on - loan.starts_on).num_days() / 2;
    library.later(half).await;
    let page = library.teacher.get("/trials").await.expect(200);
    assert!(page.says("Retour attendu"), "{page}");
    let form = used(blank(&library.teacher, &loan, "mid").await);
    let sent = library.teacher.send(&form).await;
    sent.sends_to(&format!("/trials/{id}?done=trial-told"));
    nearly_over(&mut library, &loan).await;
    let form = conclusive(blank(&library.teacher, &loan, "end").await);
    library.teacher.send(&form).await.expect(303);
    let rows = told(&library).await;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].moment, FeedbackMoment::End);
    assert_eq!(rows[1].outcome, Some(Outcome::Conclusive));
    assert_eq!(rows[1].leads_to, Some(LeadsTo::Mdph));
    back(&library, &loan).await;
    // The head corrects, on the form as it was filled.
    let form = blank(&library.head, &loan, "end").await;
    let form = form.set("leads_to", "pas").tick("activities", "tests");
    library.head.send(&form).await.expect(303);
    let rows = told(&library).await;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].leads_to, Some(LeadsTo::Pas));
    let ticked = feedback_tag::Entity::find();
    assert_eq!(ticked.count(&library.world.app.db).await.unwrap(), 3);
    let late = blank(&library.teacher, &loan, "end")
        .await
        .set("words", "Il s’en sert chaque matin.");
    library.later(15).await;
    let path = format!("/trials/{id}/feedback/end");
    library.teacher.get(&path).await.expect(404);
    // Too late, and nothing typed is lost.
    let page = library.teacher.send(&late).await.expect(409);
    assert!(page.says("chaque matin"), "{page}");
    assert!(page.says("est passé"), "{page}");
    library.journal_holds().await;
}

#[tokio::test]
async fn an_end_never_told_is_owed_to_borrower_and_head_and_blocks_nothing() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    back(&library, &loan).await;
    library.later(30).await;
    for who in [&library.teacher, &library.head] {
        let page = who.get("/trials").await.expect(200);
        assert!(page.says("Retour dû"), "{page}");
    }
    let page = library.keeper.get("/trials").await.expect(200);
    assert!(!page.says("Retour dû"));
    library.reserved().await;
    // Never used: its reasons, and nothing of its use.
    let form = blank(&library.teacher, &loan, "end").await;
    let form = form.set("frequency", "never").set("outcome", "unused");
    let page = library.teacher.send(&form).await.expect(422);
    assert!(page.has("#reasons-mistake"), "{page}");
    let form = form.tick("reasons", "no-time");
    library.teacher.send(&form).await.expect(303);
    let page = library.head.get("/trials").await.expect(200);
    assert!(!page.says("Retour dû"));
}

#[tokio::test]
async fn what_is_missing_or_contradicts_itself_is_named_and_nothing_is_lost() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    nearly_over(&mut library, &loan).await;
    let form = blank(&library.teacher, &loan, "end").await;
    let page = library.teacher.send(&form).await.expect(422);
    for field in [
        "frequency",
        "activities",
        "autonomy_before",
        "autonomy_after",
        "effort",
        "advice",
        "outcome",
    ] {
        assert!(page.has(&format!("#{field}-mistake")), "{field}: {page}");
    }
    let unused = used(form.clone()).set("outcome", "unused");
    let page = library.teacher.send(&unused).await.expect(422);
    assert!(page.has("#outcome-mistake"), "{page}");
    assert!(page.has("input[name=autonomy_after][value='4'][checked]"));
    let nowhere = used(form).set("outcome", "conclusive");
    let page = library.teacher.send(&nowhere).await.expect(422);
    assert!(page.has("#leads_to-mistake"), "{page}");
    assert!(told(&library).await.is_empty());
}

#[tokio::test]
async fn words_that_look_like_a_diagnosis_or_a_name_are_warned_of_kept_on_purpose_and_sealed() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    nearly_over(&mut library, &loan).await;
    let form = conclusive(blank(&library.teacher, &loan, "end").await);
    let typed = form.clone().set("words", "Avec le casque, Emma lit seule.");
    let page = library.teacher.send(&typed).await.expect(422);
    assert!(page.says("ressemble au nom"), "{page}");
    assert!(page.says("Avec le casque, Emma lit seule."));
    let form = form.set("words", "Utile pour sa dyslexie.");
    let page = library.teacher.send(&form).await.expect(422);
    assert!(page.says("ressemble à un diagnostic"), "{page}");
    let kept = page.form("main form").tick("keep", "yes");
    library.teacher.send(&kept).await.expect(303);
    let rows = told(&library).await;
    let sealed = rows[0].sealed_words.as_deref().unwrap();
    assert!(!sealed.contains("dyslexie"));
    // The school reads them, the store does not.
    let path = format!("/trials/{}", loan.id.0);
    let page = library.head.get(&path).await.expect(200);
    assert!(page.says("Utile pour sa dyslexie."));
    let page = library.keeper.get(&path).await.expect(200);
    assert!(!page.says("dyslexie"), "{page}");
    library.world.journal_names_nobody().await;
}

/// A reader: who, whether the list shows the trial, and what each address answers.
type Reader<'a> = (&'a str, &'a Persona, (bool, [u16; 6]));

#[tokio::test]
async fn each_reader_sees_the_trials_that_are_theirs_to_see_and_nothing_else() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    let pupil = loan.pupil_code.clone().unwrap();
    let mut named = Vec::new();
    for (kind, place) in [
        ("dsden", "DSDEN"),
        ("mdph", "MDPH"),
        ("therapist", "Cabinet"),
        ("pas", "PAS"),
    ] {
        let who = partner(&library, place).await;
        name(&library, &loan, &who, kind).await.expect(303);
        named.push((kind, who));
    }
    let stranger = partner(&library, "Autre cabinet").await;
    let colleague = library.world.persona(Role::Teacher).await;
    let elsewhere = library
        .world
        .organisation(OrganisationKind::College, "Collège du Semnoz")
        .await;
    let other_head = library
        .world
        .member(Role::OrganisationManager, elsewhere, None)
        .await;
    let coordinator = library.world.coordinator().await;
    nearly_over(&mut library, &loan).await;
    let form = conclusive(blank(&library.teacher, &loan, "end").await);
    library.teacher.send(&form).await.expect(303);
    let mut others = [stranger, colleague, other_head, coordinator];
    for who in others
        .iter_mut()
        .chain(named.iter_mut().map(|(_, who)| who))
    {
        library.world.signs_in_again(who).await;
    }
    let [stranger, colleague, other_head, coordinator] = &others;
    let id = loan.id.0;
    let things = [
        format!("/trials/{id}"),
        format!("/trials/{id}/report"),
        format!("/trials/{id}/feedback/end"),
        format!("/loans/{id}"),
        format!("/loans/{id}/slip"),
        "/trials/figures".to_owned(),
    ];
    // Whether the list shows it, then each thing.
    let school = (true, [200, 200, 200, 200, 200, 200]);
    let library_side = (true, [200, 200, 403, 200, 200, 200]);
    let partner = (true, [200, 200, 403, 403, 403, 200]);
    let mut table: Vec<Reader<'_>> = vec![
        ("borrower", &library.teacher, school),
        ("head", &library.head, school),
        ("store keeper", &library.keeper, library_side),
        ("coordinator", coordinator, library_side),
        (
            "colleague",
            colleague,
            (false, [404, 404, 404, 404, 404, 200]),
        ),
        (
            "head elsewhere",
            other_head,
            (false, [404, 404, 404, 404, 404, 200]),
        ),
        (
            "partner not named",
            stranger,
            (false, [404, 404, 403, 403, 403, 200]),
        ),
    ];
    for (kind, who) in &named {
        table.push((kind, who, partner));
    }
    for (reader, who, (listed, expected)) in table {
        let list = who.get("/trials").await.expect(200);
        assert_eq!(list.says(&pupil), listed, "{reader} in the list");
        for (thing, status) in things.iter().zip(expected) {
            let page = who.get(thing).await;
            assert_eq!(page.status.as_u16(), status, "{reader}: {thing}");
        }
    }
    // Nor do the pages of a partner say who borrowed it, and where.
    for (kind, who) in &named {
        let page = who.get(&format!("/trials/{id}")).await.expect(200);
        assert!(page.says(&pupil), "{kind}");
        for hidden in [library.teacher.account.name.as_str(), "Balmettes"] {
            assert!(!page.main().contains(hidden), "{kind}: {page}");
        }
    }
}

#[tokio::test]
async fn a_partner_who_is_removed_sees_the_trial_no_more() {
    let library = Library::new().await;
    let loan = on_trial(&library).await;
    let who = partner(&library, "MDPH").await;
    let other = partner(&library, "PAS").await;
    let path = format!("/trials/{}", loan.id.0);
    who.get(&path).await.expect(404);
    let page = library.teacher.get(&path).await.expect(200);
    let nothing = page.form("form[action$='/partners']");
    let page = library.teacher.send(&nothing).await.expect(422);
    assert!(page.has("#kind-mistake") && page.has("#partner-mistake"));
    name(&library, &loan, &who, "mdph").await.expect(303);
    name(&library, &loan, &other, "pas").await.expect(303);
    who.get(&path).await.expect(200);
    let form = library
        .teacher
        .get(&path)
        .await
        .form("form[action$='/removal']");
    library.teacher.send(&form).await.expect(303);
    let left = loan_partner::Entity::find();
    assert_eq!(left.count(&library.world.app.db).await.unwrap(), 1);
    let mut statuses = [0; 2];
    for (status, who) in statuses.iter_mut().zip([&who, &other]) {
        *status = who.get(&path).await.status.as_u16();
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
    library.journal_holds().await;
}

#[tokio::test]
async fn small_numbers_of_trials_are_not_told() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    nearly_over(&mut library, &loan).await;
    let form = conclusive(blank(&library.teacher, &loan, "end").await);
    library.teacher.send(&form).await.expect(303);
    let page = library.keeper.get("/trials/figures").await.expect(200);
    assert!(page.says("moins de"), "{page}");
    assert_eq!(page.texts("td").len(), 3);
}

#[tokio::test]
async fn the_database_itself_refuses_a_feedback_that_is_none_and_a_partner_who_is_none() {
    let library = Library::new().await;
    library.pieces(2).await;
    let reserved = library.reserved().await;
    let (id, teacher) = (reserved.id.0, library.teacher.membership.id.0);
    let keeper = library.keeper.membership.id.0;
    let at = "'2026-05-04T08:00:00Z'";
    let feedback = |values: &str| {
        format!(
            "INSERT INTO loan_feedback (loan_id, moment, membership_id, given_at, frequency, autonomy_before, \
             autonomy_after, effort, advice, outcome, leads_to) VALUES ({id}, {values})"
        )
    };
    let whole = format!("'mid', {teacher}, {at}, 'daily', 2, 4, 2, 'yes', NULL, NULL");
    // Nothing went out yet.
    library.refuses(&[feedback(&whole)]).await;
    library.learn().await;
    library
        .press(&library.keeper, &reserved, "preparation")
        .await;
    library.pick_up(&reserved).await;
    let named = |who: i32, by: i32| {
        format!(
            "INSERT INTO loan_partner (loan_id, membership_id, kind, named_by, named_at) \
             VALUES ({id}, {who}, 'mdph', {by}, {at})"
        )
    };
    let partner = partner(&library, "MDPH").await.membership.id.0;
    library
        .refuses(&[
            // By the store.
            feedback(&format!(
                "'mid', {keeper}, {at}, 'daily', 2, 4, 2, 'yes', NULL, NULL"
            )),
            // Six of five.
            feedback(&format!(
                "'mid', {teacher}, {at}, 'daily', 2, 6, 2, 'yes', NULL, NULL"
            )),
            // Autonomy with kit that was never used.
            feedback(&format!(
                "'mid', {teacher}, {at}, 'never', 2, 4, 2, 'yes', NULL, NULL"
            )),
            // An outcome half way; none at the end.
            feedback(&format!(
                "'mid', {teacher}, {at}, 'daily', 2, 4, 2, 'yes', 'not_conclusive', NULL"
            )),
            feedback(&format!(
                "'end', {teacher}, {at}, 'daily', 2, 4, 2, 'yes', NULL, NULL"
            )),
            // Unused and used; conclusive and leading nowhere.
            feedback(&format!(
                "'end', {teacher}, {at}, 'daily', 2, 4, 2, 'yes', 'unused', NULL"
            )),
            feedback(&format!(
                "'end', {teacher}, {at}, 'daily', 2, 4, 2, 'yes', 'conclusive', NULL"
            )),
            // A partner who is none; a partner whom the store names.
            named(keeper, teacher),
            named(partner, keeper),
        ])
        .await;
    assert!(told(&library).await.is_empty());
}

#[tokio::test]
async fn the_words_of_a_trial_are_erased_after_a_year_and_what_was_ticked_stays() {
    let mut library = Library::new().await;
    let loan = on_trial(&library).await;
    let half = (loan.ends_on - loan.starts_on).num_days() / 2;
    library.later(half).await;
    let form = used(blank(&library.teacher, &loan, "mid").await);
    let form = form.set("words", "Il s’en sert chaque matin.");
    library.teacher.send(&form).await.expect(303);
    assert!(told(&library).await[0].sealed_words.is_some());
    library.later(364).await;
    assert_eq!(purge(&library.world.app).await.unwrap(), 0);
    library.later(2).await;
    assert_eq!(purge(&library.world.app).await.unwrap(), 1);
    assert_eq!(purge(&library.world.app).await.unwrap(), 0);
    let row = told(&library).await.remove(0);
    assert_eq!((row.sealed_words, row.autonomy_after), (None, Some(4)));
    let page = library
        .teacher
        .get(&format!("/trials/{}", loan.id.0))
        .await
        .expect(200);
    assert!(!page.says("chaque matin"), "{page}");
    library.journal_holds().await;
}
