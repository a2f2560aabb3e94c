//! Who brought kit back late too often waits before they reserve again, unless a person lifts it.
use super::{Library, SLUG, code};
use entities::{lending_rule, loan};
use sea_orm::{ActiveModelTrait, Set};

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
    let piece = library.device_of(&out).await;
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
    out
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
