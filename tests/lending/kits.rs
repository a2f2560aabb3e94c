//! Kits: put together, counted out and in, incomplete and completed again, mixed up, lent in part; and every way round.
mod meanwhile;

use super::{Library, SLUG, code};
use crate::support::page::Page;
use entities::{
    device::{self, Stage},
    kit_check_line, kit_part,
    loan::{self, LoanState},
    membership::Role,
    part_day,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// A piece that is to become a kit.
async fn box_of(library: &Library, number: usize) -> device::Model {
    let device = library.shelved(number).await;
    library.piece(&device).await;
    library.again(&device).await
}

async fn add(library: &Library, kit: &device::Model, part: &device::Model, needed: bool) -> Page {
    let form = library
        .keeper
        .get(&format!("/kits/{}", code(kit)))
        .await
        .expect(200)
        .form("#add-labelled")
        .set("code", code(part));
    let form = if needed {
        form
    } else {
        form.untick("essential")
    };
    library.keeper.send(&form).await
}

async fn add_counted(library: &Library, kit: &device::Model, (name, kind): (&str, &str)) {
    let form = library
        .keeper
        .get(&format!("/kits/{}", code(kit)))
        .await
        .expect(200)
        .form("#add-counted")
        .set("name", name)
        .set("expected", "4")
        .set("kind", kind);
    library
        .keeper
        .send(&form)
        .await
        .sends_to(&format!("/kits/{}?done=kit-part-added", code(kit)));
}

/// Scans a label at the count of a loan's kit.
async fn scan(library: &Library, loan: &loan::Model, part: &device::Model) -> Page {
    let path = format!("/loans/{}/kit", loan.id.0);
    let form = library.keeper.get(&path).await.expect(200);
    let form = form.form("form[action$='/kit']").set("code", code(part));
    library.keeper.send(&form).await
}

/// Ends the count; of what bears no label there is as much as the page proposes, or so many.
async fn end(library: &Library, loan: &loan::Model, counts: &[(&kit_part::Model, &str)]) -> Page {
    let path = format!("/loans/{}/kit", loan.id.0);
    let page = library.keeper.get(&path).await.expect(200);
    let mut form = page.form("form[action$='/kit/end']");
    for (part, count) in counts {
        form = form.set(&format!("count-{}", part.id), *count);
    }
    library.keeper.send(&form).await
}

async fn back(library: &Library, loan: &loan::Model) -> Page {
    let piece = library.device_of(loan).await;
    let form = library
        .keeper
        .get(&format!("/loans/{}/return", loan.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("code", code(&piece))
        .set("condition", "good")
        .set("cleaned", "yes");
    library.keeper.send(&form).await
}

/// Reserved, learnt, prepared, counted and gone, with all these parts.
async fn out_with(library: &Library, parts: &[&device::Model]) -> loan::Model {
    let loan = library.reserved().await;
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    for part in parts {
        scan(library, &loan, part).await.expect(303);
    }
    end(library, &loan, &[]).await.expect(303);
    library.pick_up(&loan).await;
    library.loan(loan.id.0).await
}

async fn found(library: &Library, kit: &device::Model, part: &device::Model) -> Page {
    let form = library
        .keeper
        .get(&format!("/kits/{}", code(kit)))
        .await
        .expect(200)
        .form("form[action$='/found']")
        .set("found", code(part));
    library.keeper.send(&form).await
}

async fn composition(library: &Library) -> Vec<kit_part::Model> {
    kit_part::Entity::find()
        .order_by_asc(kit_part::Column::Id)
        .all(&library.world.app.db)
        .await
        .unwrap()
}

async fn is_offered(library: &Library) -> bool {
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    !page.expect(200).says("Pas libre pour le moment")
}

#[tokio::test]
async fn a_kit_is_counted_out_and_in_and_its_parts_are_where_it_is() {
    let library = Library::new().await;
    let kit = box_of(&library, 0).await;
    let part = library.shelved(1).await;
    let to = format!("/kits/{}?done=kit-part-added", code(&kit));
    add(&library, &kit, &part, true).await.sends_to(&to);
    add_counted(&library, &kit, ("Embouts", "counted")).await;
    add_counted(&library, &kit, ("Lingettes", "consumable")).await;
    // A part is no piece of its own, and its label leads to its kit.
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    assert!(page.expect(200).says("Un exemplaire."));
    let page = library.keeper.get(&format!("/kits/{}", code(&part))).await;
    page.sends_to(&format!("/kits/{}", code(&kit)));

    let loan = library.reserved().await;
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    // Not before it was counted.
    let path = format!("/loans/{}/pick-up", loan.id.0);
    let form = library.keeper.get(&path).await.expect(200);
    assert!(form.says("ne sont pas encore comptées"), "{form}");
    let form = form
        .form("main form")
        .tick("signed", "yes")
        .set("code", code(&kit));
    library.keeper.send(&form).await.expect(409);
    // Whoever has the kit in hand finds the count by its label.
    let page = library.keeper.get(&format!("/kits/{}", code(&kit))).await;
    assert!(
        page.has(&format!("a[href='/loans/{}/kit']", loan.id.0)),
        "{page}"
    );
    // The kit's own label is no part; a part scanned twice counts once.
    let page = scan(&library, &loan, &kit).await.expect(409);
    assert!(page.says("C’est l’étiquette de la malle"), "{page}");
    for _ in 0..2 {
        scan(&library, &loan, &part).await.expect(303);
    }
    let sent = end(&library, &loan, &[]).await;
    sent.sends_to(&format!("/loans/{}?done=kit-counted", loan.id.0));
    library.pick_up(&loan).await;
    let gone = library.again(&part).await;
    assert_eq!((gone.loan_id, gone.site_id), (Some(loan.id), None));

    // In again: counted first, then looked at.
    let page = back(&library, &loan).await.expect(422);
    assert!(page.says("Comptez d’abord"), "{page}");
    scan(&library, &loan, &part).await.expect(303);
    let sent = end(&library, &loan, &[]).await;
    sent.sends_to(&format!("/loans/{}/return?done=kit-counted", loan.id.0));
    back(&library, &loan).await.expect(303);
    let home = library.again(&part).await;
    assert_eq!((home.loan_id, home.stage), (None, Stage::Ready));
    assert_eq!(home.site_id, library.keeper.membership.site_id);
    let loan = library.loan(loan.id.0).await;
    assert_eq!(
        (loan.state, loan.complete),
        (LoanState::Returned, Some(true))
    );
    library.journal_holds().await;
}

#[tokio::test]
async fn an_incomplete_kit_is_lent_without_what_is_not_essential_and_held_back_for_the_rest() {
    let mut library = Library::new().await;
    let kit = box_of(&library, 0).await;
    let (needed, spare) = (library.shelved(1).await, library.shelved(2).await);
    add(&library, &kit, &needed, true).await.expect(303);
    add(&library, &kit, &spare, false).await.expect(303);
    add_counted(&library, &kit, ("Lingettes", "consumable")).await;
    let parts = composition(&library).await;
    // Two wipes are left, and the spare part is not found: it leaves all the same.
    let loan = library.reserved().await;
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    let page = end(&library, &loan, &[(&parts[2], "beaucoup")]).await;
    let page = page.expect(422);
    assert!(
        page.has(&format!("#count-{}-mistake", parts[2].id)),
        "{page}"
    );
    scan(&library, &loan, &needed).await.expect(303);
    end(&library, &loan, &[(&parts[2], "2")]).await.expect(303);
    let page = library.keeper.get(&format!("/kits/{}", code(&kit))).await;
    let page = page.expect(200);
    assert!(page.says("Incomplète, elle peut être prêtée"), "{page}");
    assert!(page.says("À racheter : 2"), "{page}");
    library.pick_up(&loan).await;
    assert_eq!(library.again(&spare).await.loan_id, None);
    // The essential part does not come back: it stays with the borrower, and the kit is offered to nobody.
    end(&library, &loan, &[]).await.expect(303);
    back(&library, &loan).await.expect(303);
    let missing = library.again(&needed).await;
    assert_eq!((missing.loan_id, missing.site_id), (Some(loan.id), None));
    let noted = &composition(&library).await[0];
    assert_eq!(noted.missing_since, Some(library.today()));
    assert_eq!(noted.missing_by, Some(library.keeper.membership.id));
    assert!(!is_offered(&library).await);
    assert_eq!(library.loan(loan.id.0).await.complete, Some(false));
    // Nobody says by hand that it is complete.
    library
        .refuses(&[
            format!(
                "UPDATE loan SET completed_on = '2026-05-05' WHERE id = {}",
                loan.id.0
            ),
            format!("UPDATE loan SET complete = true WHERE id = {}", loan.id.0),
            format!("UPDATE kit_part SET missing = 0 WHERE id = {}", parts[0].id),
        ])
        .await;
    // A week later it is found, and the spare one is taken off the composition: the kit is whole.
    library.later(7).await;
    let to = format!("/kits/{}?done=kit-part-put-back", code(&kit));
    found(&library, &kit, &needed).await.sends_to(&to);
    assert_eq!(library.again(&needed).await.loan_id, None);
    assert!(is_offered(&library).await);
    assert_eq!(library.loan(loan.id.0).await.completed_on, None);
    let form = library
        .keeper
        .get(&format!("/kits/{}", code(&kit)))
        .await
        .form(&format!("form[action$='/parts/{}/removal']", parts[1].id));
    let to = format!("/kits/{}?done=kit-part-removed", code(&kit));
    library.keeper.send(&form).await.sends_to(&to);
    let loan = library.loan(loan.id.0).await;
    assert_eq!(loan.completed_on, Some(library.today()));
    assert_eq!(library.again(&spare).await.item_id, None);
    library.journal_holds().await;
}

#[tokio::test]
async fn two_kits_that_were_mixed_up_are_told_apart_and_neither_loses_its_part() {
    let library = Library::new().await;
    let (first, second) = (box_of(&library, 0).await, box_of(&library, 1).await);
    let (own, other) = (library.shelved(2).await, library.shelved(3).await);
    add(&library, &first, &own, true).await.expect(303);
    add(&library, &second, &other, true).await.expect(303);
    let a = library.reserved().await;
    let b = library.reserved().await;
    assert_eq!((a.device_id, b.device_id), (first.id, second.id));
    library.learn().await;
    for (loan, part) in [(&a, &own), (&b, &other)] {
        library.press(&library.keeper, loan, "preparation").await;
        // What leaves with the wrong kit is told at once.
        let wrong = if loan.id == a.id { &other } else { &own };
        scan(&library, loan, wrong).await.expect(409);
        scan(&library, loan, part).await.expect(303);
        end(&library, loan, &[]).await.expect(303);
        library.pick_up(loan).await;
    }
    // The first comes back with the part of the second.
    let sent = scan(&library, &a, &other).await;
    sent.sends_to(&format!("/loans/{}/kit?done=kit-stray-scanned", a.id.0));
    let page = library.keeper.get(&format!("/loans/{}/kit", a.id.0)).await;
    let page = page.expect(200);
    assert!(
        page.says(&format!("de la malle {}", code(&second))),
        "{page}"
    );
    assert_eq!(library.again(&other).await.loan_id, None);
    end(&library, &a, &[]).await.expect(303);
    back(&library, &a).await.expect(303);
    assert_eq!(library.again(&own).await.loan_id, Some(a.id));
    assert_eq!(library.loan(a.id.0).await.complete, Some(false));
    // The second with that of the first: both are whole.
    scan(&library, &b, &own).await.expect(303);
    end(&library, &b, &[]).await.expect(303);
    back(&library, &b).await.expect(303);
    assert_eq!(library.loan(b.id.0).await.complete, Some(true));
    assert!(library.loan(a.id.0).await.completed_on.is_some());
    for part in composition(&library).await {
        assert_eq!(part.missing, 0);
    }
    // The swap is on record: nothing of it was expected.
    let strays = kit_check_line::Entity::find()
        .filter(kit_check_line::COLUMN.expected.eq(0))
        .count(&library.world.app.db)
        .await;
    assert_eq!(strays.unwrap(), 2);
    library.journal_holds().await;
}

/// A second item, with one piece that is also a part of the kit.
async fn lent_alone(library: &Library, number: usize) -> (String, device::Model) {
    let form = library
        .keeper
        .get("/catalogue/new")
        .await
        .expect(200)
        .form("main form")
        .set("name_fr", "Stylo")
        .set("name_en", "Pen")
        .set("purpose_fr", "Lire.")
        .set("purpose_en", "Read.")
        .set("guide_fr", "L’allumer.")
        .set("guide_en", "Switch it on.")
        .tick("needs", "noise");
    let sent = library.keeper.send(&form).await;
    sent.sends_to("/catalogue/stylo?done=item-made");
    let device = library.shelved(number).await;
    let form = library
        .keeper
        .get("/catalogue/stylo")
        .await
        .form("form[action$='/pieces']")
        .set("code", code(&device));
    library.keeper.send(&form).await.expect(303);
    ("stylo".to_owned(), library.again(&device).await)
}

/// Asks for an item on these days.
async fn ask(library: &Library, slug: &str, (from, until): (String, String)) -> Page {
    let path = format!("/catalogue/{slug}/reservation");
    let form = library.teacher.get(&path).await.expect(200);
    let form = form.form("main form").set("from", from).set("until", until);
    library.teacher.send(&form).await
}

#[tokio::test]
async fn a_part_lent_alone_and_its_kit_never_share_a_day() {
    let library = Library::new().await;
    let kit = box_of(&library, 0).await;
    let (slug, part) = lent_alone(&library, 1).await;
    add(&library, &kit, &part, true).await.expect(303);
    // The kit from today; the part alone on none of these days, but after them.
    let whole = library.reserved().await;
    let days = (whole.starts_on.to_string(), whole.ends_on.to_string());
    ask(&library, &slug, days).await.expect(409);
    // Three weeks on, Monday to Friday.
    let later = (library.day(28), library.day(32));
    ask(&library, &slug, later.clone()).await.expect(303);
    ask(&library, SLUG, later).await.expect(409);
    let alone = library.all_loans().await.pop().unwrap();
    assert_eq!(alone.device_id, part.id);
    // By hand neither: not without the row of the part, and that is one.
    let (a, b) = (whole.id.0, alone.id.0);
    let (on_a, on_b) = (whole.starts_on, alone.starts_on);
    let (kit_id, part_id) = (kit.id.0, part.id.0);
    library
        .refuses(&[
            format!(
                "INSERT INTO piece_day (device_id, day, loan_id) VALUES ({part_id}, '{on_a}', {b})"
            ),
            format!(
                "INSERT INTO part_day (device_id, day, loan_id) VALUES ({part_id}, '{on_a}', {b})"
            ),
            format!(
                "INSERT INTO piece_day (device_id, day, loan_id) VALUES ({kit_id}, '{on_b}', {a})"
            ),
            format!(
                "INSERT INTO part_day (device_id, day, loan_id) VALUES ({part_id}, '{on_b}', {a})"
            ),
            format!("DELETE FROM part_day WHERE loan_id = {a}"),
            format!("UPDATE part_day SET loan_id = {b} WHERE loan_id = {a}"),
        ])
        .await;
    // Given back together.
    library
        .press(&library.teacher, &whole, "cancellation")
        .await;
    let left = part_day::Entity::find()
        .filter(part_day::COLUMN.loan_id.eq(whole.id))
        .count(&library.world.app.db)
        .await;
    assert_eq!(left.unwrap(), 0);
    // The part leaves the catalogue after it left its kit.
    let form = library
        .keeper
        .get(&format!("/catalogue/{slug}"))
        .await
        .form("form[action$='/pieces/removal']");
    let page = library.keeper.send(&form).await.expect(409);
    assert!(page.says("une pièce de malle"), "{page}");
    // Out of its kit it has its days for itself, like any piece.
    take_off(&library, &kit).await;
    let left = part_day::Entity::find().count(&library.world.app.db).await;
    assert_eq!(left.unwrap(), 0);
    assert_eq!(library.again(&part).await.item_id, part.item_id);
    library.journal_holds().await;
}

/// Takes the first part off the composition.
async fn take_off(library: &Library, kit: &device::Model) {
    let path = format!("/kits/{}", code(kit));
    let id = composition(library).await[0].id;
    let form = library.keeper.get(&path).await.expect(200);
    let form = form.form(&format!("form[action$='/parts/{id}/removal']"));
    let sent = library.keeper.send(&form).await;
    sent.sends_to(&format!("{path}?done=kit-part-removed"));
}

#[tokio::test]
async fn a_part_taken_off_while_a_borrower_has_it_comes_back_by_the_page_of_its_kit() {
    let library = Library::new().await;
    let kit = box_of(&library, 0).await;
    let part = library.shelved(1).await;
    add(&library, &kit, &part, false).await.expect(303);
    let loan = out_with(&library, &[&part]).await;
    // It does not come back with the kit, and the store takes it off.
    end(&library, &loan, &[]).await.expect(303);
    back(&library, &loan).await.expect(303);
    take_off(&library, &kit).await;
    assert!(library.loan(loan.id.0).await.completed_on.is_some());
    // It is no piece to be reserved, and the kit waits for it.
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    assert!(page.expect(200).says("Un exemplaire."));
    let form = library.keeper.get(&format!("/catalogue/{SLUG}")).await;
    let form = form.form("form[action$='/pieces/removal']");
    let page = library.keeper.send(&form).await.expect(409);
    assert!(page.says("encore chez un emprunteur"), "{page}");
    library
        .refuses(&[format!(
            "UPDATE device SET item_id = NULL WHERE id = {}",
            kit.id.0
        )])
        .await;
    // Its label, and the page of the return, lead to the kit, where it is taken back.
    let path = format!("/kits/{}", code(&kit));
    let to_return = format!("/loans/{}/return", loan.id.0);
    for address in [format!("/kits/{}", code(&part)), to_return] {
        library.keeper.get(&address).await.sends_to(&path);
    }
    let to = format!("{path}?done=kit-part-no-longer");
    found(&library, &kit, &part).await.sends_to(&to);
    let home = library.again(&part).await;
    assert_eq!((home.loan_id, home.item_id), (None, None));
    assert_eq!(home.site_id, library.keeper.membership.site_id);
    library.journal_holds().await;
}

#[tokio::test]
async fn a_part_that_can_hold_data_is_not_in_the_kit_again_before_it_was_erased_and_checked() {
    let library = Library::new().await;
    let kit = box_of(&library, 0).await;
    let part = library.shelved_with_data(1).await;
    add(&library, &kit, &part, true).await.expect(303);
    let loan = out_with(&library, &[&part]).await;
    let store = library.keeper.membership.site_id.unwrap().0;
    library
        .refuses(&[format!(
            "UPDATE device SET loan_id = NULL, site_id = {store} WHERE id = {}",
            part.id.0
        )])
        .await;
    scan(&library, &loan, &part).await.expect(303);
    end(&library, &loan, &[]).await.expect(303);
    back(&library, &loan).await.expect(303);
    let part = library.again(&part).await;
    assert_eq!((part.stage, part.stay), (Stage::Received, 2));
    assert_eq!(part.ready_check_id, None);
    assert_eq!(library.loan(loan.id.0).await.complete, Some(false));
    assert!(!is_offered(&library).await);
    let page = found(&library, &kit, &part).await.expect(409);
    assert!(page.says("à l’atelier ou en prêt"), "{page}");
}

#[tokio::test]
async fn the_database_lets_no_kit_out_or_in_uncounted_and_no_part_into_two_kits() {
    let library = Library::new().await;
    let (kit, second) = (box_of(&library, 0).await, box_of(&library, 1).await);
    let (part, loose) = (library.shelved(2).await, library.shelved(3).await);
    add(&library, &kit, &part, true).await.expect(303);
    let keeper = library.keeper.membership.id.0;
    let row = |kit: i32, device: i32| {
        format!(
            "INSERT INTO kit_part (kit_id, kind, device_id, expected, essential, alone, missing, added_on, \
             membership_id) VALUES ({kit}, 'labelled', {device}, 1, true, false, 0, '2026-05-04', {keeper})"
        )
    };
    library
        .refuses(&[
            // In another kit; a kit in a kit; what is no piece of the library.
            row(second.id.0, part.id.0),
            row(second.id.0, kit.id.0),
            row(part.id.0, second.id.0),
            row(second.id.0, loose.id.0),
            "UPDATE kit_part SET essential = false".to_owned(),
            "DELETE FROM kit_part".to_owned(),
            // A part leaves the library after it left its kit.
            format!("UPDATE device SET item_id = NULL WHERE id = {}", part.id.0),
        ])
        .await;
    let loan = library.reserved().await;
    assert_eq!(loan.device_id, kit.id);
    // It is lent with its kit only.
    library
        .refuses(&[format!(
            "UPDATE loan SET device_id = {} WHERE id = {}",
            part.id.0, loan.id.0
        )])
        .await;
    library.learn().await;
    library.press(&library.keeper, &loan, "preparation").await;
    library
        .refuses(&[format!(
            "UPDATE loan SET state = 'out', out_on = '2026-05-04', handed_by = {keeper}, \
             clearance_id = (SELECT MAX(id) FROM loan_clearance) WHERE id = {}",
            loan.id.0
        )])
        .await;
    scan(&library, &loan, &part).await.expect(303);
    end(&library, &loan, &[]).await.expect(303);
    library.pick_up(&loan).await;
    let store = library.keeper.membership.site_id.unwrap().0;
    // Only what belongs to the kit left with it; and it comes back counted.
    library
        .refuses(&[
            format!(
                "UPDATE device SET loan_id = {}, site_id = NULL WHERE id = {}",
                loan.id.0, second.id.0
            ),
            format!(
                "UPDATE device SET loan_id = NULL, site_id = {store} WHERE id = {}; \
                 UPDATE loan SET state = 'returned', returned_on = '2026-05-04', returned_by = {keeper}, \
                 condition = 'good', complete = true, closed_at = '2026-05-04T10:00:00Z' WHERE id = {}",
                kit.id.0, loan.id.0
            ),
        ])
        .await;
    assert_eq!(library.loan(loan.id.0).await.state, LoanState::Out);
}

#[tokio::test]
async fn what_cannot_be_a_part_is_said_and_a_kit_of_another_store_does_not_exist() {
    let library = Library::new().await;
    let (kit, second) = (box_of(&library, 0).await, box_of(&library, 1).await);
    let part = library.shelved(2).await;
    // A whole piece of the same item; the kit itself.
    for wrong in [&second, &kit] {
        let page = add(&library, &kit, wrong, true).await.expect(409);
        assert!(page.says("exemplaire entier"), "{page}");
    }
    add(&library, &kit, &part, true).await.expect(303);
    let page = add(&library, &second, &part, true).await.expect(409);
    assert!(page.says("déjà une pièce d’une malle"), "{page}");
    // A second form of the same name, and one that says nothing.
    add_counted(&library, &kit, ("Embouts", "counted")).await;
    let path = format!("/kits/{}", code(&kit));
    let form = library.keeper.get(&path).await.form("#add-counted");
    let page = library.keeper.send(&form).await.expect(422);
    for field in ["name", "expected", "kind"] {
        assert!(page.has(&format!("#{field}-mistake")), "{field}: {page}");
    }
    let form = form
        .set("name", "Embouts")
        .set("expected", "3")
        .set("kind", "counted");
    library.keeper.send(&form).await.expect(409);
    // The same form twice answers as the first did.
    let again = library.keeper.get(&path).await.form("#add-counted");
    let again = again
        .set("name", "Piles")
        .set("expected", "2")
        .set("kind", "consumable");
    for _ in 0..2 {
        let sent = library.keeper.send(&again).await;
        sent.sends_to(&format!("{path}?done=kit-part-added"));
    }
    assert_eq!(composition(&library).await.len(), 3);
    // All labels at once, with a trace in the history of each.
    let form = library.keeper.get(&path).await;
    let form = form.form("form[action$='/labels']");
    let sent = library.keeper.send(&form).await.expect(303);
    let pdf = library.keeper.get(sent.location()).await.expect(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let (other, site) = library.world.other_workshop().await;
    let stranger = library
        .world
        .member(Role::StoreKeeper, other, Some(site))
        .await;
    stranger.get(&path).await.expect(404);
    library.teacher.get(&path).await.expect(403);
    library.journal_holds().await;
}
