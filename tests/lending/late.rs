//! Who brought kit back late too often waits before they reserve again, unless a person lifts it.
use super::{
    Library, SLUG, code,
    waiting::{joins, line},
};
use entities::{lending_rule, loan, loan_wait::WaitState, membership::Role};
use passe_relais::lending::waiting::upkeep;
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};

/// One late return is enough, by the rule that coordination sets.
async fn one_is_enough(library: &Library) {
    let rule = lending_rule::ActiveModel {
        longest_days: Set(42),
        ahead_days: Set(180),
        at_once: Set(3),
        extension_days: Set(21),
        buffer_days: Set(2),
        erasing_days: Set(5),
        approval: Set(false),
        clearance_days: Set(730),
        remind_days: Set(5),
        offer_days: Set(3),
        late_returns: Set(1),
        late_months: Set(12),
        suspension_days: Set(30),
        membership_id: Set(library.keeper.membership.id),
        declared_at: Set(library.world.now()),
        ..Default::default()
    };
    rule.insert(&library.world.app.db).await.unwrap();
}

async fn brought_back_late(library: &mut Library) -> loan::Model {
    let out = library.out().await;
    library.later(20).await;
    bring_back(library, &out).await;
    out
}

async fn bring_back(library: &Library, out: &loan::Model) {
    let piece = library.device_of(out).await;
    let form = library
        .keeper
        .get(&format!("/loans/{}/return", out.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("code", code(&piece))
        .set("condition", "good")
        .set("complete", "yes")
        .set("cleaned", "yes");
    library.keeper.send(&form).await.expect(303);
}

#[tokio::test]
async fn who_was_late_too_often_is_told_until_when_and_the_store_may_lift_it() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    one_is_enough(&library).await;
    let loan = brought_back_late(&mut library).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    // Days that are free after the buffer.
    let wish = |library: &Library| (library.day(15), library.day(17));
    let (from, until) = wish(&library);
    let form = library
        .teacher
        .get(&path)
        .await
        .expect(200)
        .form("main form");
    let form = form.set("from", from).set("until", until);
    library.teacher.send(&form).await.expect(409);
    // Their own suspension is not theirs to lift.
    let lift = format!("/loans/{}", loan.id.0);
    assert!(
        library
            .teacher
            .get(&lift)
            .await
            .texts("form[action$='/suspension-lift']")
            .is_empty()
    );
    library
        .press(&library.keeper, &loan, "suspension-lift")
        .await;
    library.reserved().await;
    library.journal_holds().await;
}

#[tokio::test]
async fn a_suspension_ends_by_itself() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    one_is_enough(&library).await;
    brought_back_late(&mut library).await;
    library.later(31).await;
    library.reserved().await;
}

/// The teacher has the only piece; somebody else has later days of it, for which the teacher and a third stand in line.
async fn two_in_line(library: &Library) -> (loan::Model, loan::Model) {
    library.pieces(1).await;
    one_is_enough(library).await;
    let out = library.out().await;
    let holder = library.world.persona(Role::Teacher).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = holder
        .get(&path)
        .await
        .expect(200)
        .form("main form")
        .set("from", library.day(63))
        .set("until", library.day(65));
    holder.send(&form).await.expect(303);
    let held = library.all_loans().await.pop().unwrap();
    joins(&library.teacher, &held).await.expect(303);
    let third = library.world.persona(Role::Teacher).await;
    joins(&third, &held).await.expect(303);
    (out, held)
}

/// The store takes the later reservation back: its days come free.
async fn come_free(library: &Library, held: &loan::Model) {
    library.press(&library.keeper, held, "cancellation").await;
}

#[tokio::test]
async fn who_may_not_reserve_is_passed_over_and_keeps_their_place() {
    let mut library = Library::new().await;
    let (out, held) = two_in_line(&library).await;
    library.later(20).await;
    bring_back(&library, &out).await;
    come_free(&library, &held).await;
    assert_eq!(
        line(&library).await,
        [WaitState::Waiting, WaitState::Offered]
    );
}

#[tokio::test]
async fn an_offer_is_taken_back_from_who_may_not_reserve_any_longer() {
    let mut library = Library::new().await;
    let (out, held) = two_in_line(&library).await;
    library.later(20).await;
    come_free(&library, &held).await;
    // The only piece is late: nobody knows when it is free.
    assert_eq!(
        line(&library).await,
        [WaitState::Waiting, WaitState::Waiting]
    );
    bring_back(&library, &out).await;
    assert_eq!(
        line(&library).await,
        [WaitState::Waiting, WaitState::Offered]
    );
    // As if it had been offered before they were late.
    let by_hand = [
        "UPDATE loan_wait SET state = 'waiting', offer_until = NULL WHERE id = 2",
        "UPDATE loan_wait SET state = 'offered', offer_until = from_on WHERE id = 1",
    ];
    for statement in by_hand {
        library
            .world
            .app
            .db
            .execute_unprepared(statement)
            .await
            .unwrap();
    }
    assert_eq!(upkeep::renew(&library.world.app).await.unwrap(), 1);
    assert_eq!(
        line(&library).await,
        [WaitState::Waiting, WaitState::Offered]
    );
}
