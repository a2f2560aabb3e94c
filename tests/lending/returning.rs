//! What comes back: checked, on the shelf or to the workshop; made longer, late, incomplete.
use super::{Library, SLUG, code};
use crate::support::page::Page;
use entities::{
    device::Stage,
    loan::{self, LoanState},
    piece_day,
};
use passe_relais::lending::reminders;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// Gives the piece of a loan back, with these answers.
async fn back(library: &Library, loan: &loan::Model, answers: [&str; 3]) -> Page {
    let [condition, complete, cleaned] = answers;
    let piece = library.device_of(loan).await;
    let form = library
        .keeper
        .get(&format!("/loans/{}/return", loan.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("code", code(&piece))
        .set("condition", condition)
        .set("complete", complete)
        .set("cleaned", cleaned);
    library.keeper.send(&form).await
}

#[tokio::test]
async fn what_holds_no_data_is_on_the_shelf_after_the_check_and_free_early() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    library.later(2).await;
    let sent = back(&library, &out, ["good", "yes", "yes"]).await;
    sent.sends_to(&format!("/loans/{}?done=loan-back-on-shelf", out.id.0));
    let loan = library.loan(out.id.0).await;
    assert_eq!(loan.state, LoanState::Returned);
    let piece = library.device_of(&loan).await;
    assert_eq!((piece.stage, piece.loan_id), (Stage::Ready, None));
    assert_eq!(piece.site_id, library.keeper.membership.site_id);
    // Wednesday, and two open days to clean and charge it.
    let left = piece_day::Entity::find()
        .filter(piece_day::COLUMN.loan_id.eq(loan.id))
        .count(&library.world.app.db)
        .await
        .unwrap();
    assert_eq!(left, 5);
    library.journal_holds().await;
}

#[tokio::test]
async fn what_can_hold_data_is_quarantined_and_not_lent_until_erased_and_checked_again() {
    let library = Library::new().await;
    let device = library.shelved_with_data(0).await;
    library.piece(&device).await;
    let out = library.out().await;
    let id = out.device_id.0;
    // By hand neither back on the shelf nor nowhere.
    let store = library.keeper.membership.site_id.unwrap().0;
    library
        .refuses(&[
            format!("UPDATE device SET loan_id = NULL, site_id = {store} WHERE id = {id}"),
            format!("UPDATE device SET loan_id = NULL WHERE id = {id}"),
            format!(
                "UPDATE loan SET state = 'cancelled' WHERE id = {}",
                out.id.0
            ),
        ])
        .await;
    let page = library
        .keeper
        .get(&format!("/loans/{}/return", out.id.0))
        .await;
    assert!(page.expect(200).says("Il peut garder des données"));
    let sent = back(&library, &out, ["good", "yes", "yes"]).await;
    sent.sends_to(&format!("/loans/{}?done=loan-back-to-workshop", out.id.0));
    let piece = library.device_of(&out).await;
    assert_eq!((piece.stage, piece.stay), (Stage::Received, 2));
    assert_eq!(piece.ready_check_id, None);
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    assert!(page.expect(200).says("Pas libre pour le moment"));
}

#[tokio::test]
async fn a_damaged_piece_goes_to_the_workshop_and_an_incomplete_one_waits_to_be_completed() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let first = library.out().await;
    let sent = back(&library, &first, ["good", "no", "yes"]).await;
    sent.sends_to(&format!("/loans/{}?done=loan-back-on-shelf", first.id.0));
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    assert!(page.expect(200).says("Pas libre pour le moment"));
    let page = library.keeper.get("/store").await.expect(200);
    assert!(page.says("Rendus incomplets (1)"), "{page}");
    library.press(&library.keeper, &first, "completion").await;
    library.later(7).await;
    let second = library.out().await;
    let sent = back(&library, &second, ["damaged", "yes", "yes"]).await;
    sent.sends_to(&format!(
        "/loans/{}?done=loan-back-to-workshop",
        second.id.0
    ));
    assert_eq!(library.device_of(&second).await.stage, Stage::Received);
    library.journal_holds().await;
}

#[tokio::test]
async fn nothing_is_taken_back_without_its_answers_or_as_another_piece() {
    let library = Library::new().await;
    let pieces = library.pieces(2).await;
    let out = library.out().await;
    let path = format!("/loans/{}/return", out.id.0);
    let form = library.keeper.get(&path).await.form("main form");
    let page = library.keeper.send(&form).await.expect(422);
    for field in ["code", "complete", "condition", "cleaned"] {
        assert!(page.has(&format!("#{field}-mistake")), "{field}: {page}");
    }
    let other = pieces
        .iter()
        .find(|piece| piece.id != out.device_id)
        .unwrap();
    let form = form
        .set("code", code(other))
        .set("condition", "good")
        .set("complete", "yes")
        .set("cleaned", "yes");
    let page = library.keeper.send(&form).await.expect(409);
    assert!(page.says("pas l’exemplaire de ce prêt"), "{page}");
    assert_eq!(library.loan(out.id.0).await.state, LoanState::Out);
    // Two at the counter at once: one takes it back, the other is told.
    let again = library.keeper.get(&path).await.form("main form");
    back(&library, &out, ["good", "yes", "yes"])
        .await
        .expect(303);
    let piece = library.device_of(&out).await;
    let again = again
        .set("code", code(&piece))
        .set("condition", "good")
        .set("complete", "yes")
        .set("cleaned", "yes");
    library.keeper.send(&again).await.expect(409);
}

#[tokio::test]
async fn a_loan_is_made_longer_while_nobody_waits() {
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    library.press(&library.teacher, &out, "extension").await;
    let longer = library.loan(out.id.0).await;
    assert!(longer.ends_on > out.ends_on);
    assert_eq!(longer.extensions, 1);
    let page = library.teacher.get(&format!("/loans/{}", out.id.0)).await;
    assert!(!page.expect(200).has("form[action$='/extension']"));
    library.journal_holds().await;
}

#[tokio::test]
async fn a_loan_somebody_waits_for_is_not_made_longer() {
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    // The only piece, reserved right after.
    library.reserved().await;
    let path = format!("/loans/{}", out.id.0);
    let form = library
        .teacher
        .get(&path)
        .await
        .expect(200)
        .form("form[action$='/extension']");
    let page = library.teacher.send(&form).await.expect(409);
    assert!(page.says("Quelqu’un d’autre a réservé"), "{page}");
    assert_eq!(library.loan(out.id.0).await.ends_on, out.ends_on);
}

#[tokio::test]
async fn the_borrower_is_reminded_once_at_each_moment_and_a_week_late_the_school_and_the_store() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    let app = library.world.app.clone();
    let before = library.world.messages().await.len();
    assert_eq!(reminders::remind(&app).await.unwrap(), 0);
    let left = (out.ends_on - library.today()).num_days();
    library.later(left - 3).await;
    assert_eq!(reminders::remind(&app).await.unwrap(), 1);
    assert_eq!(reminders::remind(&app).await.unwrap(), 0);
    library.later(3).await;
    assert_eq!(reminders::remind(&app).await.unwrap(), 1);
    library.later(1).await;
    assert_eq!(reminders::remind(&app).await.unwrap(), 1);
    library.later(7).await;
    assert_eq!(reminders::remind(&app).await.unwrap(), 1);
    assert_eq!(reminders::remind(&app).await.unwrap(), 0);
    // Three to the borrower, then borrower, head and store.
    let messages = library.world.messages().await;
    assert_eq!(messages.len() - before, 6);
    let page = library.keeper.get("/store").await.expect(200);
    assert!(page.says("En retard (1)"), "{page}");
    // Nobody knows when it is back: it is not offered.
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    assert!(page.expect(200).says("Pas libre pour le moment"));
}

#[tokio::test]
async fn an_incomplete_piece_is_not_prepared_for_who_had_reserved_it() {
    let library = Library::new().await;
    library.pieces(1).await;
    let first = library.out().await;
    let second = library.reserved().await;
    back(&library, &first, ["good", "no", "yes"])
        .await
        .expect(303);
    let form = library
        .keeper
        .get(&format!("/loans/{}", second.id.0))
        .await
        .expect(200)
        .form("form[action$='/preparation']");
    let page = library.keeper.send(&form).await.expect(409);
    assert!(page.says("Il manque quelque chose"), "{page}");
    library.press(&library.keeper, &first, "completion").await;
    library.press(&library.keeper, &second, "preparation").await;
}
