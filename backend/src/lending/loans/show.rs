//! `GET /loans/{id}`: one loan, what happened to it, and what the person may do with it now.
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BorrowKit, ClearBorrowers, DecideLoans, KeepLibrary, SeeLoans},
    },
    journal::{self, Subject, told},
    lending::{
        kits::{queries::is_kit, rules::moment},
        losses::{circumstances_key, kind_key, outcome_key, speaks},
        queries::{self, Named, candidates, clearances, closed, terms},
        rules::{
            LoanEvent, cleared, is_here,
            losses::may_declare,
            next,
            period::{NotExtended, busy_until, extended},
            schools::may_move,
            waiting::others_wait,
        },
        say::{self, Badge, condition_key},
        schools, suspensions, waiting,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chrono::NaiveDate;
use entities::{
    device,
    loan::{self, LoanState},
};
use sea_orm::ConnectionTrait;

#[derive(Template)]
#[template(path = "lending/loan.html")]
struct LoanPage {
    shell: Shell,
    id: i32,
    number: String,
    badge: Badge,
    slug: String,
    item: String,
    code: String,
    device: String,
    inventory_number: Option<String>,
    borrower: String,
    school: String,
    store: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    pupil_code: Option<String>,
    home: schools::home::Home,
    /// The school that is asked to take the loan on, with its pupil.
    moves_to: Option<String>,
    back: Option<Back>,
    /// What was declared of the piece, until it is found.
    loss: Option<Lost>,
    /// The borrower may not reserve until then, and this person may lift that.
    suspended_until: Option<NaiveDate>,
    has_slip: bool,
    /// Where what it was like is told, once it went out.
    trial: Option<String>,
    cleared_until: Option<NaiveDate>,
    /// Still to be trained before it is fetched.
    to_be_cleared: bool,
    may: May,
    /// The piece is made of parts, for who keeps the store.
    kit: Option<OfKit>,
    /// Until when an extension would make it.
    longer: Option<NaiveDate>,
    /// The pieces that could take the place of the one set aside.
    others: Vec<Choice>,
    /// The piece set aside is not on the shelf.
    piece_away: bool,
    moments: Vec<(String, String)>,
    refused: Option<&'static str>,
    errors: FormErrors,
}

/// What was declared of the piece, and what came of it.
struct Lost {
    kind: &'static str,
    on: NaiveDate,
    circumstances: &'static str,
    police_report: bool,
    outcome: Option<&'static str>,
    told_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    cents: Option<i64>,
}

/// A piece that is made of parts.
struct OfKit {
    code: String,
    /// They are counted now.
    is_counted: bool,
}

/// How it came back.
struct Back {
    on: NaiveDate,
    condition: &'static str,
    complete: bool,
    completed_on: Option<NaiveDate>,
}

/// What the person may press.
#[expect(clippy::struct_excessive_bools, reason = "one button each")]
struct May {
    decide: bool,
    cancel: bool,
    prepare: bool,
    hand_over: bool,
    take_back: bool,
    complete: bool,
    clear: bool,
    learn: bool,
    change_piece: bool,
    declare_loss: bool,
    follow_loss: bool,
    propose_move: bool,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    page(&app, &by, &loan, StatusCode::OK, None).await
}

/// The page, with what was refused.
pub async fn page(
    app: &App,
    by: &Signed,
    loan: &loan::Model,
    status: StatusCode,
    refused: Option<&'static str>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let shell = by.shell();
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let (Some(item), Some(device), Some(store)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
        named.stores.get(&loan.site_id),
    ) else {
        return Err(Error::NotFound);
    };
    let standing = clearances(&app.db, loan.account_id, loan.item_id, today).await?;
    let cleared_until = cleared(&standing, loan.account_id, loan.item_id, today)
        .map(|cleared| cleared.row().valid_until);
    let before_pick_up = next(loan.state, LoanEvent::Cancelled).is_some();
    let loss = named.losses.get(&loan.id);
    let mut may = may(by, loan, cleared_until.is_some(), loss.is_some());
    let is_kit = by.may(KeepLibrary) && is_kit(&app.db, device.id).await?;
    may.complete &= !is_kit;
    let suspended_until = if suspensions::may_lift(by, loan) {
        let terms = terms(&app.db).await?;
        suspensions::standing(&app.db, loan.account_id, today, terms).await?
    } else {
        None
    };
    let longer = longer(&app.db, by, loan, today).await?.ok();
    let others = if may.change_piece {
        others(app, &shell, loan, device).await?
    } else {
        Vec::new()
    };
    let events = journal::history(&app.db, Subject::Loan, loan.id.0).await?;
    let sentences = told::sentences(&app.db, shell.words, &events).await?;
    let moments = events
        .iter()
        .zip(sentences)
        .map(|(event, sentence)| (shell.date_time(event.at), sentence))
        .collect();
    let page = LoanPage {
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        badge: say::standing(loan, loss, today),
        slug: item.slug.clone(),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        code: device.label_code.clone().unwrap_or_default(),
        device: format!("{} {}", device.manufacturer, device.model),
        inventory_number: device.inventory_number.clone(),
        borrower: named
            .people
            .get(&loan.account_id)
            .map_or_else(String::new, |person| person.name.clone()),
        school: named
            .schools
            .get(&loan.organisation_id)
            .cloned()
            .unwrap_or_default(),
        store: format!("{}, {}", store.name, store.city),
        starts_on: loan.starts_on,
        ends_on: loan.ends_on,
        pupil_code: loan.pupil_code.clone(),
        home: schools::home::of(by, loan),
        moves_to: schools::moves::queries::asked(&app.db, loan).await?,
        back: back(loan),
        loss: loss.map(|loss| Lost {
            kind: kind_key(loss.kind),
            on: loss.happened_on,
            circumstances: circumstances_key(loss.circumstances),
            police_report: loss.police_report,
            outcome: loss.outcome.map(outcome_key),
            told_on: loss.insurer_told_on,
            answered_on: loss.insurer_answered_on,
            cents: loss.insurance_cents,
        }),
        suspended_until,
        has_slip: loan.slip_file.is_some(),
        trial: loan.out_on.map(|_| format!("/trials/{}", loan.id.0)),
        to_be_cleared: before_pick_up && cleared_until.is_none(),
        cleared_until: cleared_until.filter(|_| before_pick_up),
        piece_away: may.change_piece && !is_here(device, loan.site_id),
        kit: device
            .label_code
            .clone()
            .filter(|_| is_kit)
            .map(|code| OfKit {
                code,
                is_counted: moment(loan.state, is_here(device, loan.site_id)).is_some(),
            }),
        may,
        longer,
        others,
        moments,
        refused,
        errors: FormErrors::default(),
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn back(loan: &loan::Model) -> Option<Back> {
    Some(Back {
        on: loan.returned_on?,
        condition: condition_key(loan.condition?),
        complete: loan.complete?,
        completed_on: loan.completed_on,
    })
}

fn may(by: &Signed, loan: &loan::Model, is_cleared: bool, is_lost: bool) -> May {
    let keeps = by.may(KeepLibrary);
    let borrows = by.may(BorrowKit) && by.account.id == loan.account_id;
    let may = |event| next(loan.state, event).is_some();
    let open = may(LoanEvent::Cancelled);
    May {
        decide: by.may(DecideLoans) && may(LoanEvent::Approved),
        cancel: open && (borrows || keeps || by.may(DecideLoans)),
        prepare: keeps && may(LoanEvent::Prepared),
        hand_over: keeps && may(LoanEvent::HandedOver),
        take_back: keeps && may(LoanEvent::Returned),
        complete: keeps && loan.complete == Some(false) && loan.completed_on.is_none(),
        clear: by.may(ClearBorrowers) && open && !is_cleared && by.account.id != loan.account_id,
        learn: borrows && open && !is_cleared,
        change_piece: keeps && may(LoanEvent::PieceChanged),
        declare_loss: speaks(by, loan) && may_declare(loan, is_lost),
        follow_loss: keeps && is_lost,
        propose_move: speaks(by, loan) && may_move(loan, is_lost),
    }
}

/// The last day after an extension, where this person may ask for one.
pub async fn longer(
    db: &impl ConnectionTrait,
    by: &Signed,
    loan: &loan::Model,
    today: NaiveDate,
) -> Result<Result<NaiveDate, NotExtended>, Error> {
    let theirs = by.account.id == loan.account_id && by.may(BorrowKit);
    let out = match loan.state {
        LoanState::Out => true,
        LoanState::Requested
        | LoanState::Reserved
        | LoanState::Prepared
        | LoanState::Returned
        | LoanState::Cancelled
        | LoanState::Refused => false,
    };
    if !out || !(theirs || by.may(KeepLibrary)) {
        return Ok(Err(NotExtended::NotOut));
    }
    let line = waiting::queries::line(db, loan.item_id).await?;
    if others_wait(&line, loan.account_id) {
        return Ok(Err(NotExtended::InLine));
    }
    let terms = terms(db).await?;
    let closures = closed(db, loan.site_id, loan.starts_on).await?;
    let closing = schools::queries::closing(db, loan.organisation_id).await?;
    let until = extended(loan.ends_on, loan.extensions, today, terms, &closures);
    Ok(until.and_then(|until| match closing {
        Some(closing) if until > closing.closes_on => Err(NotExtended::SchoolCloses),
        Some(_) | None => Ok(until),
    }))
}

/// The other pieces of the item that are free on the days of the loan.
async fn others(
    app: &App,
    shell: &Shell,
    loan: &loan::Model,
    set_aside: &device::Model,
) -> Result<Vec<Choice>, Error> {
    let terms = terms(&app.db).await?;
    let today = app.clock.today();
    let closures = closed(&app.db, loan.site_id, today).await?;
    let busy = |device: &device::Model| {
        let buffer = terms.buffer_of(device);
        (loan.starts_on, busy_until(loan.ends_on, buffer, &closures))
    };
    let free = candidates(&app.db, loan.item_id, today, 1_200, busy).await?;
    Ok(free
        .into_iter()
        .filter(|device| device.id != set_aside.id && is_here(device, loan.site_id))
        .map(|device| {
            let code = device.label_code.unwrap_or_default();
            let words = shell
                .with("code", code.clone())
                .with(
                    "device",
                    format!("{} {}", device.manufacturer, device.model),
                )
                .say("loan-other-piece");
            Choice::new(code, words)
        })
        .collect())
}
