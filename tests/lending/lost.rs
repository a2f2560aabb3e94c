//! What is lost, stolen or broken: declared, followed, found; the piece has one holder throughout.
use super::{Library, code};
use crate::support::{page::Page, world::Persona};
use entities::{
    attachment,
    loan::{self, LoanState},
    loan_loss::{self, LossOutcome},
    membership::Role,
};
use passe_relais::lending::reminders;
use sea_orm::{EntityTrait, PaginatorTrait};

async fn declare(library: &Library, who: &Persona, loan: &loan::Model) -> Page {
    let form = who
        .get(&format!("/loans/{}/loss", loan.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("kind", "stolen")
        .set("happened_on", library.day(0))
        .set("circumstances", "on_the_way")
        .tick("police_report", "yes");
    who.send(&form).await
}

async fn decide(library: &Library, loan: &loan::Model, outcome: &str, label: &str) -> Page {
    let form = library
        .keeper
        .get(&format!("/loans/{}/loss/outcome", loan.id.0))
        .await
        .expect(200)
        .form("form[action$='/outcome']")
        .set("outcome", outcome)
        .set("code", label);
    library.keeper.send(&form).await
}

async fn loss(library: &Library) -> loan_loss::Model {
    loan_loss::Entity::find()
        .one(&library.world.app.db)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn a_stolen_piece_stays_with_its_borrower_until_it_comes_back() {
    let mut library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    let sent = declare(&library, &library.teacher, &out).await;
    sent.sends_to(&format!("/loans/{}?done=loan-loss-declared", out.id.0));
    // Declared again, by the head: it stands already.
    declare(&library, &library.head, &out).await.expect(409);
    let piece = library.device_of(&out).await;
    assert_eq!((piece.loan_id, piece.site_id), (Some(out.id), None));
    decide(&library, &out, "written_off", "").await.expect(303);
    let loan = library.loan(out.id.0).await;
    assert_eq!(loan.state, LoanState::Out);
    // Nobody is reminded, however late it is.
    library.later(40).await;
    assert_eq!(reminders::remind(&library.world.app).await.unwrap(), 0);
    // It turns up, and comes back like any other.
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
    assert_eq!(loss(&library).await.outcome, Some(LossOutcome::Found));
    let piece = library.again(&piece).await;
    assert_eq!(piece.loan_id, None);
    library.journal_holds().await;
}

#[tokio::test]
async fn a_piece_is_replaced_by_another_of_the_same_item_only() {
    let library = Library::new().await;
    let pieces = library.pieces(2).await;
    let out = library.out().await;
    declare(&library, &library.head, &out).await.expect(303);
    let lost = library.device_of(&out).await;
    decide(&library, &out, "replaced", code(&lost))
        .await
        .expect(422);
    let stale = library
        .keeper
        .get(&format!("/loans/{}/loss/outcome", out.id.0))
        .await
        .form("form[action$='/outcome']")
        .set("outcome", "written_off");
    let other = pieces.iter().find(|piece| piece.id != lost.id).unwrap();
    decide(&library, &out, "replaced", code(other))
        .await
        .expect(303);
    assert_eq!(loss(&library).await.replacement_id, Some(other.id));
    // What was decided changes only when it is found.
    library.keeper.send(&stale).await.expect(409);
}

#[tokio::test]
async fn the_insurance_is_followed_to_the_cent_and_in_order() {
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    declare(&library, &library.teacher, &out).await.expect(303);
    let insured = async |answered: String, amount: &str| {
        let form = library
            .keeper
            .get(&format!("/loans/{}/loss/outcome", out.id.0))
            .await
            .form("form[action$='/insurance']")
            .set("told_on", library.day(1))
            .set("answered_on", answered)
            .set("amount", amount);
        library.keeper.send(&form).await
    };
    insured(library.day(0), "120,50").await.expect(422);
    insured(String::new(), "120,50").await.expect(422);
    insured(library.day(3), "120,50").await.expect(303);
    assert_eq!(loss(&library).await.insurance_cents, Some(12_050));
}

#[tokio::test]
async fn a_hostile_file_in_a_declaration_is_refused_and_nothing_typed_is_lost() {
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    let path = format!("/loans/{}/loss", out.id.0);
    let form = library
        .teacher
        .get(&path)
        .await
        .expect(200)
        .form("main form")
        .set("kind", "broken")
        .set("happened_on", library.day(0))
        .set("circumstances", "at_school")
        .attach("file", "plainte.pdf", b"MZ\x90\x00 not a paper");
    library.teacher.send(&form).await.expect(422);
    let files = attachment::Entity::find();
    assert_eq!(files.count(&library.world.app.db).await.unwrap(), 0);
    let losses = loan_loss::Entity::find();
    assert_eq!(losses.count(&library.world.app.db).await.unwrap(), 0);
}

#[tokio::test]
async fn the_paper_of_a_declaration_is_opened_by_the_store_and_by_nobody_else_who_sees_the_device()
{
    let library = Library::new().await;
    library.pieces(1).await;
    let out = library.out().await;
    let pdf = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";
    let form = library
        .teacher
        .get(&format!("/loans/{}/loss", out.id.0))
        .await
        .expect(200)
        .form("main form")
        .set("kind", "stolen")
        .set("happened_on", library.day(0))
        .set("circumstances", "on_the_way")
        .attach("file", "plainte.pdf", pdf);
    library.teacher.send(&form).await.expect(303);
    let file = loss(&library).await.attachment_id.unwrap();
    let path = format!("/attachments/{}", file.0);
    library.keeper.get(&path).await.expect(200);
    let device = library.device_of(&out).await;
    for role in [Role::Auditor, Role::Finance] {
        let reader = library.world.persona(role).await;
        reader.get(&path).await.expect(404);
        let sheet = reader.get(&format!("/devices/{}", code(&device))).await;
        assert!(!sheet.expect(200).has(&format!("a[href='{path}']")));
    }
    let sheet = format!("/devices/{}", code(&device));
    let sheet = library.keeper.get(&sheet).await.expect(200);
    assert!(sheet.has(&format!("a[href='{path}']")));
}

#[tokio::test]
async fn nobody_else_declares_and_the_database_refuses_every_way_round() {
    let library = Library::new().await;
    library.pieces(1).await;
    let reserved = library.reserved().await;
    let (id, device) = (reserved.id.0, reserved.device_id.0);
    let member = library.teacher.membership.id.0;
    let today = library.day(0);
    let insert = format!(
        "INSERT INTO loan_loss (loan_id, device_id, kind, happened_on, circumstances, police_report, \
         membership_id, declared_at) VALUES ({id}, {device}, 'lost', '{today}', 'unknown', false, {member}, \
         '2026-05-04 08:00:00+00:00')"
    );
    // Not out yet.
    library.refuses(std::slice::from_ref(&insert)).await;
    library.learn().await;
    library
        .press(&library.keeper, &reserved, "preparation")
        .await;
    library.pick_up(&reserved).await;
    let colleague = library.world.persona(Role::Teacher).await;
    colleague
        .get(&format!("/loans/{id}/loss"))
        .await
        .expect(404);
    library
        .keeper
        .get(&format!("/loans/{id}/loss"))
        .await
        .expect(404);
    let loan = library.loan(id).await;
    declare(&library, &library.teacher, &loan).await.expect(303);
    library
        .refuses(&[
            // A second that stands.
            insert,
            // Back while it is lost.
            format!(
                "UPDATE loan SET state = 'returned', returned_on = '{today}', returned_by = {member}, \
                 condition = 'good', complete = true, closed_at = '2026-05-04 08:00:00+00:00' WHERE id = {id}"
            ),
            // Another story, afterwards.
            format!("UPDATE loan_loss SET kind = 'broken' WHERE loan_id = {id}"),
            // An amount without an answer; replaced by nothing.
            format!("UPDATE loan_loss SET insurance_cents = 100 WHERE loan_id = {id}"),
            format!(
                "UPDATE loan_loss SET outcome = 'replaced', decided_at = declared_at, decided_by = {member} \
                 WHERE loan_id = {id}"
            ),
        ])
        .await;
}
