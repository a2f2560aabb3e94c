//! Kits and what goes on beside them: another loan of a part, or of the kit.
use super::{add, ask, box_of, composition, lent_alone, out_with, scan};
use crate::lending::{Library, SLUG, code};
use entities::loan::LoanState;

#[tokio::test]
async fn a_part_lent_alone_comes_back_by_its_own_loan_and_by_the_count_of_no_kit() {
    let library = Library::new().await;
    let (first, second) = (box_of(&library, 0).await, box_of(&library, 1).await);
    let (slug, part) = lent_alone(&library, 2).await;
    let own = library.shelved(3).await;
    add(&library, &first, &own, true).await.expect(303);
    add(&library, &second, &part, false).await.expect(303);
    let loan = out_with(&library, &[&own]).await;
    assert_eq!(loan.device_id, first.id);
    // The same teacher has the part of the other kit, alone.
    let days = (loan.starts_on.to_string(), loan.ends_on.to_string());
    ask(&library, &slug, days).await.expect(303);
    let alone = library.all_loans().await.pop().unwrap();
    let session = format!("/catalogue/{slug}/session");
    let form = library.teacher.get(&session).await.expect(200);
    let form = form.form("main form").tick("steps", "1");
    library.teacher.send(&form).await.expect(303);
    library.press(&library.keeper, &alone, "preparation").await;
    library.pick_up(&alone).await;
    // It lies in the kit that comes back: its own loan goes on until it is returned as such.
    let page = scan(&library, &loan, &part).await.expect(409);
    assert!(page.says("prêtée seule"), "{page}");
    assert_eq!(library.again(&part).await.loan_id, Some(alone.id));
    let form = library
        .keeper
        .get(&format!("/loans/{}/return", alone.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("code", code(&part))
        .set("condition", "good")
        .set("complete", "yes");
    library.keeper.send(&form).await.expect(303);
    let alone = library.loan(alone.id.0).await;
    assert_eq!(alone.state, LoanState::Returned);
    assert_eq!(library.again(&part).await.loan_id, None);
    library.journal_holds().await;
}

#[tokio::test]
async fn a_kit_that_somebody_has_is_not_counted_out_for_who_comes_after() {
    let library = Library::new().await;
    let kit = box_of(&library, 0).await;
    let part = library.shelved(1).await;
    add(&library, &kit, &part, true).await.expect(303);
    out_with(&library, &[&part]).await;
    // Reserved for later: nothing of it is there to be counted, and nothing is noted missing.
    let later = (library.day(28), library.day(32));
    ask(&library, SLUG, later).await.expect(303);
    let next = library.all_loans().await.pop().unwrap();
    assert_eq!(next.device_id, kit.id);
    let path = format!("/loans/{}/kit", next.id.0);
    let page = library.keeper.get(&format!("/loans/{}", next.id.0)).await;
    assert!(!page.expect(200).has(&format!("a[href='{path}']")));
    library.keeper.get(&path).await.expect(404);
    let fields = [("write_id", "counted-too-early")];
    let sent = library.keeper.post(&format!("{path}/end"), &fields).await;
    sent.expect(404);
    assert_eq!(composition(&library).await[0].missing, 0);
}
