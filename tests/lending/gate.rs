//! No kit leaves the store without a clearance of who borrows it, for that item, on that day (law 1); and every way
//! round it.
use super::{Library, SLUG, code};
use entities::{
    loan::LoanState,
    loan_clearance::{self, LoanGround},
    membership::Role,
};
use sea_orm::EntityTrait;

#[tokio::test]
async fn who_is_not_trained_reserves_and_leaves_with_nothing_until_they_are() {
    let library = Library::new().await;
    let pieces = library.pieces(1).await;
    let loan = library.reserved().await;
    library.press(&library.keeper, &loan, "preparation").await;
    let path = format!("/loans/{}/pick-up", loan.id.0);
    let page = library.keeper.get(&path).await.expect(200);
    assert!(page.says("n’est pas formé à ce matériel"), "{page}");
    let form = page
        .form("main form")
        .tick("signed", "yes")
        .set("code", code(&pieces[0]));
    let refused = library.keeper.send(&form).await.expect(409);
    assert!(refused.says("ne peut pas être remis"), "{refused}");
    assert_eq!(library.loan(loan.id.0).await.state, LoanState::Prepared);
    // A session with a step left out is none.
    let session = format!("/catalogue/{SLUG}/session");
    let half = library.teacher.get(&session).await.form("main form");
    let half = half.tick("steps", "2");
    library.teacher.send(&half).await.expect(422);
    library.keeper.send(&form).await.expect(409);
    library.learn().await;
    library.pick_up(&loan).await;
    let loan = library.loan(loan.id.0).await;
    assert_eq!(loan.state, LoanState::Out);
    let piece = library.device_of(&loan).await;
    assert_eq!((piece.loan_id, piece.site_id), (Some(loan.id), None));
    let sheet = library
        .keeper
        .get(&format!("/devices/{}", code(&piece)))
        .await;
    assert!(sheet.expect(200).says("En prêt"));
    library.journal_holds().await;
}

#[tokio::test]
async fn a_mistake_at_the_counter_never_says_that_the_kit_may_go() {
    let library = Library::new().await;
    let pieces = library.pieces(1).await;
    let loan = library.reserved().await;
    library.press(&library.keeper, &loan, "preparation").await;
    // Not signed, and the borrower is not trained.
    let form = library
        .keeper
        .get(&format!("/loans/{}/pick-up", loan.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("code", code(&pieces[0]));
    let page = library.keeper.send(&form).await.expect(422);
    assert!(page.says("ne peut pas être remis"), "{page}");
    assert!(!page.says("Le matériel peut être remis"), "{page}");
}

#[tokio::test]
async fn a_guide_that_changed_while_it_was_read_is_read_again() {
    let library = Library::new().await;
    let session = format!("/catalogue/{SLUG}/session");
    let form = library.teacher.get(&session).await.expect(200);
    let form = form.form("main form").tick("steps", "1").tick("steps", "2");
    let edit = library.keeper.get(&format!("/catalogue/{SLUG}/edit")).await;
    let edit = edit
        .expect(200)
        .form("main form")
        .set("guide_fr", "Régler l’arceau.\nNettoyer les coussinets.");
    library.keeper.send(&edit).await.expect(303);
    let page = library.teacher.send(&form).await.expect(409);
    assert!(page.says("vient de changer"), "{page}");
    let cleared = loan_clearance::Entity::find()
        .one(&library.world.app.db)
        .await;
    assert!(cleared.unwrap().is_none());
    library.learn().await;
}

#[tokio::test]
async fn a_referent_who_saw_them_use_it_clears_a_borrower_and_never_themselves() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.reserved().await;
    library.press(&library.keeper, &loan, "clearance").await;
    let cleared = loan_clearance::Entity::find()
        .one(&library.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(cleared.ground, LoanGround::Referent);
    assert_eq!(cleared.account_id, library.teacher.account.id);
    let path = format!("/loans/{}/clearance", loan.id.0);
    let write_id = library.write_id();
    library
        .teacher
        .post(&path, &[("write_id", &write_id)])
        .await
        .expect(403);
    let own = library.keeper.account.id.0;
    let membership = library.keeper.membership.id.0;
    let item = loan.item_id.0;
    library
        .refuses(&[
            format!(
                "INSERT INTO loan_clearance (account_id, item_id, ground, steps, granted_by, granted_account_id, \
                 issued_at, valid_until, version) VALUES ({own}, {item}, 'referent', 0, {membership}, {own}, \
                 '2026-05-04T08:00:00+00:00', '2027-05-04', 1)"
            ),
            // Granted by somebody else's account than the membership's.
            format!(
                "INSERT INTO loan_clearance (account_id, item_id, ground, steps, granted_by, granted_account_id, \
                 issued_at, valid_until, version) VALUES ({own}, {item}, 'referent', 0, {membership}, {}, \
                 '2026-05-04T08:00:00+00:00', '2027-05-04', 1)",
                library.teacher.account.id.0
            ),
            // A session without a step.
            format!(
                "INSERT INTO loan_clearance (account_id, item_id, ground, steps, guide_sha256, issued_at, valid_until, \
                 version) VALUES ({own}, {item}, 'session', 0, 'x', '2026-05-04T08:00:00+00:00', '2027-05-04', 1)"
            ),
            "UPDATE loan_clearance SET valid_until = '2036-01-01'".to_owned(),
        ])
        .await;
}

#[tokio::test]
async fn the_database_lets_nothing_out_without_a_live_clearance_of_its_borrower() {
    let library = Library::new().await;
    library.pieces(2).await;
    let loan = library.reserved().await;
    library.press(&library.keeper, &loan, "preparation").await;
    let id = loan.id.0;
    let keeper = library.keeper.membership.id.0;
    let out = |clearance: &str, on: &str| {
        format!(
            "UPDATE loan SET state = 'out', clearance_id = {clearance}, out_on = '{on}', handed_by = {keeper} \
             WHERE id = {id}"
        )
    };
    let today = library.day(0);
    // No clearance; then that of a colleague; then their own, and it has run out.
    let without = out("NULL", &today);
    library.refuses(&[without]).await;
    let colleague = library.world.persona(Role::Teacher).await;
    let session = format!("/catalogue/{SLUG}/session");
    let form = colleague.get(&session).await.form("main form");
    let form = form.tick("steps", "1").tick("steps", "2");
    colleague.send(&form).await.expect(303);
    let theirs = loan_clearance::Entity::find()
        .one(&library.world.app.db)
        .await
        .unwrap()
        .unwrap();
    let device = loan.device_id.0;
    library
        .refuses(&[
            out(&theirs.id.0.to_string(), &today),
            // The piece alone, without its loan.
            format!("UPDATE device SET site_id = NULL, loan_id = {id} WHERE id = {device}"),
        ])
        .await;
    let row = loan_clearance::ActiveModel {
        account_id: sea_orm::Set(library.teacher.account.id),
        item_id: sea_orm::Set(loan.item_id),
        ground: sea_orm::Set(LoanGround::Session),
        steps: sea_orm::Set(2),
        guide_sha256: sea_orm::Set(Some("00".repeat(32))),
        issued_at: sea_orm::Set(library.world.now()),
        valid_until: sea_orm::Set(library.today().pred_opt().unwrap()),
        version: sea_orm::Set(1),
        ..Default::default()
    };
    let over = loan_clearance::Entity::insert(row)
        .exec_with_returning(&library.world.app.db)
        .await
        .unwrap();
    library
        .refuses(&[out(&over.id.0.to_string(), &today)])
        .await;
    library.press(&library.keeper, &loan, "clearance").await;
    let live = loan_clearance::Entity::find_by_id(loan_clearance::LoanClearanceId(over.id.0 + 1))
        .one(&library.world.app.db)
        .await
        .unwrap()
        .unwrap();
    // Even then: not before its first day, not with days that are not its own, not as returned.
    let live = live.id.0;
    library
        .refuses(&[
            out(&live.to_string(), "2026-01-01"),
            format!("UPDATE loan SET state = 'returned', clearance_id = {live} WHERE id = {id}"),
        ])
        .await;
}

#[tokio::test]
async fn a_clearance_serves_as_long_as_the_rule_says() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let coordinator = library.world.coordinator().await;
    let form = coordinator
        .get("/lending-rules")
        .await
        .form("main form")
        .set("clearance_days", "3");
    coordinator.send(&form).await.expect(303);
    let loan = library.reserved().await;
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    library.later(4).await;
    let path = format!("/loans/{}/pick-up", loan.id.0);
    let page = library.keeper.get(&path).await.expect(200);
    assert!(page.says("n’est pas formé à ce matériel"), "{page}");
    library.learn().await;
    library.pick_up(&loan).await;
}

#[tokio::test]
async fn another_piece_a_slip_not_signed_or_the_wrong_day_is_refused_with_what_to_do() {
    let mut library = Library::new().await;
    let pieces = library.pieces(2).await;
    let loan = library.reserved().await;
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    let path = format!("/loans/{}/pick-up", loan.id.0);
    let form = library.keeper.get(&path).await.form("main form");
    let page = library.keeper.send(&form).await.expect(422);
    assert!(page.has("#signed-mistake") && page.has("#code-mistake"));
    let other = pieces
        .iter()
        .find(|piece| piece.id != loan.device_id)
        .unwrap();
    let scanned = form.clone().tick("signed", "yes").set("code", code(other));
    let page = library.keeper.send(&scanned).await.expect(409);
    assert!(page.says("pas l’exemplaire de ce prêt"), "{page}");
    // Another piece may take its place; the slip is made anew.
    let change = library
        .keeper
        .get(&format!("/loans/{}", loan.id.0))
        .await
        .form("form[action$='/piece']")
        .set("piece", code(other));
    library.keeper.send(&change).await.expect(303);
    let changed = library.loan(loan.id.0).await;
    assert_eq!(
        (changed.state, changed.device_id, changed.slip_file),
        (LoanState::Reserved, other.id, None)
    );
    library.press(&library.keeper, &loan, "preparation").await;
    let slip = format!("/loans/{}/slip", loan.id.0);
    for person in [&library.keeper, &library.teacher, &library.head] {
        let pdf = person.get(&slip).await.expect(200);
        assert_eq!(pdf.header("content-type"), "application/pdf");
    }
    library.later(30).await;
    let page = library.keeper.get(&path).await.expect(200);
    assert!(page.says("dernier jour de ce prêt est passé"), "{page}");
    library.journal_holds().await;
}
