//! Reserving in three clicks; never two loans of a piece on one day, whoever is how many at once.
use super::{Library, SLUG};
use entities::{
    device_span::{self, Holder},
    loan::{LoanId, LoanState},
    membership::Role,
    piece_day,
    stock_count::CountClass,
    stock_count_result,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::BTreeSet;

#[tokio::test]
async fn three_clicks_lead_from_an_item_to_a_confirmed_loan_and_the_head_is_told() {
    let library = Library::new().await;
    let pieces = library.pieces(1).await;
    let item = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    let reserve = format!("/catalogue/{SLUG}/reservation");
    assert!(item.has(&format!("a[href='{reserve}']")), "{item}");
    let form = library.teacher.get(&reserve).await.form("main form");
    let sent = library.teacher.send(&form).await.expect(303);
    let page = library.teacher.follow(sent).await.expect(200);
    assert!(page.says("C’est réservé"), "{page}");
    let loan = library.all_loans().await.remove(0);
    assert_eq!(loan.state, LoanState::Reserved);
    assert_eq!(loan.device_id, pieces[0].id);
    assert_eq!(loan.starts_on, library.today());
    assert!(loan.pupil_code.is_none());
    let messages = library.world.messages().await;
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].to, library.head.account.email);
    assert!(messages[0].text.contains("Casque anti-bruit"));
    library.journal_holds().await;
}

#[tokio::test]
async fn the_same_form_twice_reserves_once() {
    let library = Library::new().await;
    library.pieces(2).await;
    let form = library
        .teacher
        .get(&format!("/catalogue/{SLUG}/reservation"))
        .await
        .form("main form");
    let first = library.teacher.send(&form).await.expect(303);
    let again = library.teacher.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    assert_eq!(library.all_loans().await.len(), 1);
}

#[tokio::test]
async fn of_fifty_who_want_three_pieces_at_once_three_have_one_each() {
    let library = Library::new().await;
    library.pieces(3).await;
    let mut teachers = Vec::new();
    for _ in 0..50 {
        teachers.push(library.world.persona(Role::Teacher).await);
    }
    let path = format!("/catalogue/{SLUG}/reservation");
    let (from, until) = (library.day(1), library.day(4));
    let tries = teachers.iter().enumerate().map(|(number, teacher)| {
        let (path, from, until) = (&path, &from, &until);
        async move {
            let write_id = format!("fifty-at-once-{number}");
            let fields = [
                ("write_id", write_id.as_str()),
                ("from", from.as_str()),
                ("until", until.as_str()),
            ];
            teacher.post(path, &fields).await
        }
    });
    let answers = futures::future::join_all(tries).await;
    let mut reserved = 0;
    for answer in answers {
        if answer.status.as_u16() == 303 {
            reserved += 1;
        } else {
            let refused = answer.expect(409);
            assert!(refused.says("Rien n’est libre à ces dates"), "{refused}");
        }
    }
    assert_eq!(reserved, 3);
    let loans = library.all_loans().await;
    let pieces: BTreeSet<_> = loans.iter().map(|loan| loan.device_id).collect();
    assert_eq!((loans.len(), pieces.len()), (3, 3));
    let days = piece_day::Entity::find().count(&library.world.app.db).await;
    let expected: i64 = loans
        .iter()
        .map(|loan| (loan.busy_until - loan.starts_on).num_days() + 1)
        .sum();
    assert_eq!(i64::try_from(days.unwrap()).unwrap(), expected);
    library.journal_holds().await;
}

#[tokio::test]
async fn one_person_does_not_get_round_the_number_of_loans_by_hurrying() {
    let library = Library::new().await;
    library.pieces(6).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let (from, until) = (library.day(1), library.day(4));
    let tries = (0..6).map(|number| {
        let (path, from, until) = (&path, &from, &until);
        let teacher = &library.teacher;
        async move {
            let write_id = format!("in-a-hurry-{number}");
            let fields = [
                ("write_id", write_id.as_str()),
                ("from", from.as_str()),
                ("until", until.as_str()),
            ];
            teacher.post(path, &fields).await
        }
    });
    futures::future::join_all(tries).await;
    let loans = library.all_loans().await;
    assert!(loans.len() <= 3, "{} loans", loans.len());
    let slots: BTreeSet<_> = loans.iter().map(|loan| loan.slot).collect();
    assert_eq!(slots.len(), loans.len());
    // The next one is told, with what to do.
    while library.all_loans().await.len() < 3 {
        library.reserved().await;
    }
    let form = library.teacher.get(&path).await.form("main form");
    let refused = library.teacher.send(&form).await.expect(409);
    assert!(refused.says("3 prêts en cours"), "{refused}");
}

#[tokio::test]
async fn days_that_cannot_be_are_named_at_their_field_and_nothing_typed_is_lost() {
    let library = Library::new().await;
    library.pieces(1).await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let cases = [
        (library.day(3), library.day(1), "La fin est avant le début"),
        (
            "2026-04-30".to_owned(),
            library.day(1),
            "Cette date est passée",
        ),
        (
            library.day(1),
            library.day(90),
            "plus long que la durée permise",
        ),
        (
            library.day(5),
            library.day(8),
            "Le magasin est fermé ce jour-là",
        ),
        ("hier".to_owned(), library.day(1), "Choisissez une date"),
    ];
    for (from, until, sentence) in cases {
        let form = library.teacher.get(&path).await.form("main form");
        let form = form.set("from", &from).set("until", &until);
        let page = library.teacher.send(&form).await.expect(422);
        assert!(page.says(sentence), "{from} to {until}: {page}");
        assert_eq!(page.attribute("#until", "value"), until);
    }
    assert!(library.all_loans().await.is_empty());
}

#[tokio::test]
async fn a_closed_store_gives_nothing_out_and_the_calendar_says_so() {
    let library = Library::new().await;
    library.pieces(1).await;
    let form = library
        .keeper
        .get("/store/closures")
        .await
        .expect(200)
        .form("form[action='/store/closures']")
        .set("label", "Pont")
        .set("from", library.day(1))
        .set("until", library.day(3));
    library.keeper.send(&form).await.expect(303);
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    assert!(page.expect(200).says("fermé"));
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = library.teacher.get(&path).await.form("main form");
    let form = form.set("from", library.day(1));
    library.teacher.send(&form).await.expect(422);
    let page = library.keeper.get("/store/closures").await;
    let removal = page.form("form[action$='/removal']");
    library.keeper.send(&removal).await.expect(303);
    let form = library.teacher.get(&path).await.form("main form");
    let form = form.set("from", library.day(1));
    library.teacher.send(&form).await.expect(303);
}

#[tokio::test]
async fn where_the_rule_asks_the_head_has_a_say_and_a_refusal_frees_the_days() {
    let library = Library::new().await;
    library.pieces(1).await;
    let coordinator = library.world.coordinator().await;
    let form = coordinator
        .get("/lending-rules")
        .await
        .expect(200)
        .form("main form")
        .tick("approval", "yes");
    coordinator.send(&form).await.expect(303);
    let reserve = format!("/catalogue/{SLUG}/reservation");
    let form = library.teacher.get(&reserve).await.form("main form");
    let sent = library.teacher.send(&form).await.expect(303);
    let page = library.teacher.follow(sent).await.expect(200);
    // Nothing is said to be certain that somebody else decides.
    assert!(page.says("C’est demandé"), "{page}");
    assert!(!page.says("C’est réservé"), "{page}");
    let first = library.all_loans().await.remove(0);
    assert_eq!(first.state, LoanState::Requested);
    // Nothing is prepared before.
    let path = format!("/loans/{}/preparation", first.id.0);
    let write_id = library.write_id();
    library
        .keeper
        .post(&path, &[("write_id", &write_id)])
        .await
        .expect(409);
    library.press(&library.head, &first, "refusal").await;
    assert_eq!(library.loan(first.id.0).await.state, LoanState::Refused);
    let second = library.reserved().await;
    assert_eq!(second.starts_on, first.starts_on);
    library.press(&library.head, &second, "approval").await;
    assert_eq!(library.loan(second.id.0).await.state, LoanState::Reserved);
    let told: Vec<_> = library.world.messages().await;
    let to_teacher = told
        .iter()
        .filter(|message| message.to == library.teacher.account.email);
    assert_eq!(to_teacher.count(), 2);
    library.journal_holds().await;
}

#[tokio::test]
async fn a_cancelled_loan_gives_its_days_back() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.reserved().await;
    let path = format!("/catalogue/{SLUG}/reservation");
    let form = library.teacher.get(&path).await.form("main form");
    let form = form
        .set("from", library.day(0))
        .set("until", library.day(1));
    library.teacher.send(&form).await.expect(409);
    library.press(&library.teacher, &loan, "cancellation").await;
    library.teacher.send(&form).await.expect(303);
    let left = piece_day::Entity::find()
        .filter(piece_day::COLUMN.loan_id.eq(LoanId(loan.id.0)))
        .count(&library.world.app.db)
        .await;
    assert_eq!(left.unwrap(), 0);
}

#[tokio::test]
async fn a_loan_is_seen_by_its_borrower_its_school_and_its_store_alone() {
    let library = Library::new().await;
    library.pieces(1).await;
    let loan = library.reserved().await;
    let world = &library.world;
    let colleague = world.persona(Role::Teacher).await;
    let manager = world.persona(Role::OrganisationManager).await;
    let path = format!("/loans/{}", loan.id.0);
    for person in [&library.teacher, &library.head, &library.keeper] {
        person.get(&path).await.expect(200);
        assert!(person.get("/loans").await.expect(200).says("Casque"));
    }
    for person in [&colleague, &manager] {
        person.get(&path).await.expect(404);
        assert!(!person.get("/loans").await.expect(200).says("Casque"));
    }
    let write_id = library.write_id();
    let cancel = format!("{path}/cancellation");
    colleague
        .post(&cancel, &[("write_id", &write_id)])
        .await
        .expect(404);
    world.stranger().get(&path).await.sends_to("/sign-in");
}

/// The same loan once more, with the same number of its borrower.
const AGAIN: &str = "INSERT INTO loan (item_id, device_id, site_id, membership_id, account_id, organisation_id, slot, \
     state, starts_on, ends_on, busy_until, days, extensions, requested_at, version) SELECT item_id, device_id, site_id, \
     membership_id, account_id, organisation_id, slot, 'reserved', starts_on, ends_on, busy_until, days, extensions, \
     requested_at, version FROM loan";

#[tokio::test]
async fn two_loans_of_a_piece_never_share_a_day_whatever_is_written() {
    let library = Library::new().await;
    let pieces = library.pieces(2).await;
    let loan = library.reserved().await;
    let (id, device, other) = (loan.id.0, loan.device_id.0, pieces[1].id.0);
    let account = library.teacher.account.id.0;
    library
        .refuses(&[
            // The day again; a day of another piece; a day moved.
            format!(
                "INSERT INTO piece_day (device_id, day, loan_id) VALUES ({device}, '{}', {id})",
                loan.starts_on
            ),
            format!(
                "INSERT INTO piece_day (device_id, day, loan_id) VALUES ({other}, '{}', {id})",
                loan.starts_on
            ),
            format!("UPDATE piece_day SET device_id = {other} WHERE loan_id = {id}"),
            // The number of an open loan again, or somebody else's loan.
            AGAIN.to_owned(),
            format!("UPDATE loan SET account_id = account_id + 1 WHERE account_id = {account}"),
            // More days than it says, or an end before the beginning.
            format!("UPDATE loan SET days = 1 WHERE id = {id}"),
            format!("UPDATE loan SET ends_on = '2026-01-01' WHERE id = {id}"),
            // It takes its piece out of the library.
            format!("UPDATE device SET item_id = NULL WHERE id = {device}"),
        ])
        .await;
}

#[tokio::test]
async fn what_is_lent_is_with_its_borrower_in_the_stock_and_a_count_does_not_miss_it() {
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    let finance = library.world.persona(Role::Finance).await;
    let spans = device_span::Entity::find()
        .filter(device_span::COLUMN.device_id.eq(out.device_id))
        .filter(device_span::COLUMN.to_at.is_null());
    let now = spans.one(&library.world.app.db).await.unwrap().unwrap();
    assert_eq!((now.holder, now.site_id), (Holder::Recipient, None));
    let page = finance.get("/stock-at").await.expect(200);
    assert!(page.says("Chez un bénéficiaire ou un emprunteur"), "{page}");

    let page = finance.get("/counts/new").await.expect(200);
    finance.send(&page.form("main form")).await.expect(303);
    let page = finance.get("/counts/1").await.expect(200);
    let end = page.form("form[action$='/end']");
    finance.send(&end).await.expect(303);
    let line = stock_count_result::Entity::find()
        .filter(stock_count_result::COLUMN.device_id.eq(out.device_id));
    let line = line.one(&library.world.app.db).await.unwrap().unwrap();
    assert_eq!(line.class, CountClass::HandedOver);
    library.journal_holds().await;
}
