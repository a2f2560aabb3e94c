//! The line for what is taken: offered in order, one at a time, for some days; and the reservations of who was late.
use super::{Library, SLUG};
use crate::support::{page::Page, world::Persona};
use entities::{
    loan::{self, LoanState},
    loan_wait::{self, WaitState},
    membership::Role,
};
use passe_relais::lending::{unfetched, waiting::upkeep};
use sea_orm::{EntityTrait, QueryOrder};

/// Asks for the days that the first loan has, in vain, and joins the line.
pub async fn joins(who: &Persona, loan: &loan::Model) -> Page {
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = who
        .get(&path)
        .await
        .expect(200)
        .form("main form")
        .set("from", loan.starts_on.to_string())
        .set("until", loan.ends_on.to_string());
    let full = who.send(&form).await.expect(409);
    who.send(&full.form("form[action$='/waiting']")).await
}

pub async fn line(library: &Library) -> Vec<WaitState> {
    loan_wait::Entity::find()
        .order_by_asc(loan_wait::Column::Id)
        .all(&library.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .map(|wait| wait.state)
        .collect()
}

#[tokio::test]
async fn the_first_in_line_is_offered_the_days_that_come_free_and_others_wait() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.reserved().await;
    let first = library.world.persona(Role::Teacher).await;
    let second = library.world.persona(Role::Teacher).await;
    joins(&first, &loan)
        .await
        .sends_to("/waiting?done=waiting-joined");
    joins(&second, &loan).await.expect(303);
    // Nobody stands in line twice.
    joins(&first, &loan).await.expect(409);
    library.press(&library.teacher, &loan, "cancellation").await;
    assert_eq!(
        line(&library).await,
        [WaitState::Offered, WaitState::Waiting]
    );
    // By hand neither a second offer nor an offer without an end.
    library
        .refuses(&[
            format!(
                "UPDATE loan_wait SET state = 'offered', offer_until = '{}' WHERE state = 'waiting'",
                library.day(3)
            ),
            "UPDATE loan_wait SET offer_until = NULL WHERE state = 'offered'".to_owned(),
        ])
        .await;
    // The second may not take what is offered to the first.
    let path = format!("/catalogue/{SLUG}/reservation");
    let days = |page: Page| {
        page.form("main form")
            .set("from", loan.starts_on.to_string())
            .set("until", loan.ends_on.to_string())
    };
    let form = days(second.get(&path).await.expect(200));
    second.send(&form).await.expect(409);
    let form = first.get(&path).await.expect(200).form("main form");
    first.send(&form).await.expect(303);
    assert_eq!(line(&library).await, [WaitState::Taken, WaitState::Waiting]);
}

#[tokio::test]
async fn an_offer_nobody_takes_up_goes_to_the_next() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    // From Monday in two weeks on, so that the days are still to come when the offer ends.
    let form = library
        .teacher
        .get(&path)
        .await
        .form("main form")
        .set("from", library.day(14))
        .set("until", library.day(18));
    library.teacher.send(&form).await.expect(303);
    let loan = library.all_loans().await.remove(0);
    let first = library.world.persona(Role::Teacher).await;
    let second = library.world.persona(Role::Teacher).await;
    joins(&first, &loan).await.expect(303);
    joins(&second, &loan).await.expect(303);
    library.press(&library.teacher, &loan, "cancellation").await;
    library.later(3).await;
    assert_eq!(upkeep::renew(&library.world.app).await.unwrap(), 0);
    library.later(1).await;
    assert_eq!(upkeep::renew(&library.world.app).await.unwrap(), 1);
    assert_eq!(
        line(&library).await,
        [WaitState::Expired, WaitState::Offered]
    );
}

#[tokio::test]
async fn what_is_out_is_not_kept_longer_while_somebody_waits() {
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    let page = format!("/loans/{}", out.id.0);
    let form = library
        .teacher
        .get(&page)
        .await
        .form("form[action$='/extension']");
    let other = library.world.persona(Role::Teacher).await;
    joins(&other, &out).await.expect(303);
    library.teacher.send(&form).await.expect(409);
}

#[tokio::test]
async fn who_leaves_the_line_hands_the_offer_on_and_leaves_their_own_place_only() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.reserved().await;
    let first = library.world.persona(Role::Teacher).await;
    let second = library.world.persona(Role::Teacher).await;
    joins(&first, &loan).await.expect(303);
    joins(&second, &loan).await.expect(303);
    library.press(&library.teacher, &loan, "cancellation").await;
    let form = first
        .get("/waiting")
        .await
        .expect(200)
        .form("form[action$='/departure']");
    second.send(&form).await.expect(404);
    let left = "/waiting?done=waiting-left";
    first.send(&form).await.sends_to(left);
    // Sent again: the first answer.
    first.send(&form).await.sends_to(left);
    assert_eq!(line(&library).await, [WaitState::Left, WaitState::Offered]);
}

#[tokio::test]
async fn when_nothing_is_free_at_all_the_page_of_the_item_leads_to_the_line() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    // Late: nobody knows when the only piece is back.
    library.later(42).await;
    let other = library.world.persona(Role::Teacher).await;
    let page = other.get(&format!("/catalogue/{SLUG}")).await.expect(200);
    assert!(page.says("Pas libre pour le moment"), "{page}");
    let reserve = format!("/catalogue/{SLUG}/reservation");
    assert!(page.has(&format!("a[href='{reserve}']")), "{page}");
    let wanted = loan::Model {
        starts_on: library.today(),
        ends_on: library.today(),
        ..out
    };
    joins(&other, &wanted)
        .await
        .sends_to("/waiting?done=waiting-joined");
}

#[tokio::test]
async fn what_nobody_fetches_is_free_after_three_open_days_and_offered_to_who_waits() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let loan = library.reserved().await;
    let waits = library.world.persona(Role::Teacher).await;
    let wanted = loan::Model {
        starts_on: loan.ends_on,
        ..loan.clone()
    };
    joins(&waits, &wanted).await.expect(303);
    let app = library.world.app.clone();
    let told = library.world.messages().await.len();
    // From Monday on: kept until Thursday.
    library.later(3).await;
    assert_eq!(unfetched::release(&app).await.unwrap(), 0);
    library.later(1).await;
    assert_eq!(unfetched::release(&app).await.unwrap(), 1);
    assert_eq!(unfetched::release(&app).await.unwrap(), 0);
    assert_eq!(library.loan(loan.id.0).await.state, LoanState::Cancelled);
    assert_eq!(line(&library).await, [WaitState::Offered]);
    let messages = library.world.messages().await;
    let [ended, offered] = &messages[told..] else {
        panic!("two messages, not {}", messages.len() - told);
    };
    assert_eq!(ended.to, library.teacher.account.email);
    assert!(ended.text.contains("Personne n’est venu"), "{}", ended.text);
    assert_eq!(offered.to, waits.account.email);
    let page = library
        .teacher
        .get(&format!("/loans/{}", loan.id.0))
        .await
        .expect(200);
    assert!(page.says("Prêt annulé") || page.says("Annulé"), "{page}");
    library.journal_holds().await;
}

#[tokio::test]
async fn what_is_fetched_in_time_stays_with_who_fetched_it() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    library.later(9).await;
    let app = library.world.app.clone();
    assert_eq!(unfetched::release(&app).await.unwrap(), 0);
    assert_eq!(library.loan(out.id.0).await.state, LoanState::Out);
}
