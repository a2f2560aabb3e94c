//! `GET|POST /supplies/{site}/{kind}`: one kind at one site, its ledger, and what moves it.
use super::{
    actions::{self, At, SupplyError},
    catalogue::{self, Kind},
    queries::{self, Line, Told},
    rules::pieces,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepSupplies, SeeSupplies},
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{site, supply_movement::MovementReason};

#[derive(Template)]
#[template(path = "supplies/stock.html")]
struct StockPage {
    shell: Shell,
    action: String,
    site: site::Model,
    stock: Line,
    ledger: Vec<Row>,
    may_keep: bool,
    /// The other sites that some may go to.
    others: Vec<Choice>,
    form: StockForm,
    errors: FormErrors,
    refused: bool,
}

/// A line of the ledger, in words.
struct Row {
    when: String,
    what: String,
    change: String,
    after: i32,
    /// The device it went with.
    device: String,
}

/// The forms of the page; each sends `what` and its own fields.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct StockForm {
    write_id: String,
    what: String,
    received: String,
    /// The quantity the page showed.
    seen: String,
    counted: String,
    code: String,
    sent: String,
    to: String,
    minimum: String,
}

/// What a form asks for, understood.
enum Asked {
    Receive(i32),
    Count { seen: i32, counted: i32 },
    Use(Box<entities::device::Model>),
    Send(entities::site::SiteId, i32),
    Minimum(i32),
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeSupplies>,
    Path(which): Path<(String, String)>,
) -> Result<Response, Error> {
    let (site, kind) = find(&app, &by, &which).await?;
    let none = (StockForm::default(), FormErrors::default());
    render(&app, &by, (site, kind), none, StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepSupplies>,
    Path(which): Path<(String, String)>,
    Form(form): Form<StockForm>,
) -> Result<Response, Error> {
    let (site, kind) = find(&app, &by, &which).await?;
    let asked = match parse(&app, &by, &site, &form).await? {
        Ok(asked) => asked,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&app, &by, (site, kind), (form, errors), status).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = At {
        site: site.id,
        kind,
        by: by.membership_id,
        now: app.clock.now(),
    };
    let (done, field) = match asked {
        Asked::Receive(pieces) => (actions::receive(&*write, at, pieces).await, "received"),
        Asked::Count { seen, counted } => {
            (actions::count(&*write, at, seen, counted).await, "counted")
        }
        Asked::Use(device) => (actions::use_for(&*write, at, &device).await, "code"),
        Asked::Send(to, pieces) => (actions::send(&*write, at, to, pieces).await, "sent"),
        Asked::Minimum(minimum) => {
            let set = actions::set_minimum(&*write, (site.id, kind), minimum).await;
            (set.map_err(SupplyError::from), "minimum")
        }
    };
    let key = match done {
        Ok(()) => {
            let to = format!("/supplies/{}/{}?done=supply-noted", site.id.0, kind.key);
            return Ok(write.answer(to).await?.into_response());
        }
        Err(SupplyError::NotEnough) => "supply-not-enough",
        Err(SupplyError::Changed) => "supply-changed",
        Err(SupplyError::Db(error)) => return Err(error.into()),
    };
    drop(write);
    let mut errors = FormErrors::default();
    errors.add(field, key);
    render(
        &app,
        &by,
        (site, kind),
        (form, errors),
        StatusCode::CONFLICT,
    )
    .await
}

/// The site and the kind an address names; a site of another organisation does not exist.
async fn find(
    app: &App,
    by: &Signed,
    (site, kind): &(String, String),
) -> Result<(site::Model, &'static Kind), Error> {
    let kind = catalogue::kind(kind).ok_or(Error::NotFound)?;
    let sites = queries::sites(&app.db, by).await?;
    let site = sites.into_iter().find(|own| own.id.0.to_string() == *site);
    Ok((site.ok_or(Error::NotFound)?, kind))
}

async fn parse(
    app: &App,
    by: &Signed,
    site: &site::Model,
    form: &StockForm,
) -> Result<Result<Asked, FormErrors>, Error> {
    let mut errors = FormErrors::default();
    let some = |typed: &str| pieces(typed).filter(|pieces| *pieces > 0);
    match form.what.as_str() {
        "receive" => match some(&form.received) {
            Some(pieces) => return Ok(Ok(Asked::Receive(pieces))),
            None => errors.add("received", "supply-pieces-wrong"),
        },
        "count" => match (pieces(&form.seen), pieces(&form.counted)) {
            (Some(seen), Some(counted)) => return Ok(Ok(Asked::Count { seen, counted })),
            _ => errors.add("counted", "supply-count-wrong"),
        },
        "use" => match queries::device_here(&app.db, site.id, &form.code).await? {
            Some(device) => return Ok(Ok(Asked::Use(Box::new(device)))),
            None => errors.add("code", "supply-device-not-here"),
        },
        "send" => {
            let sites = queries::sites(&app.db, by).await?;
            let to = sites
                .iter()
                .find(|own| own.id != site.id && own.id.0.to_string() == form.to);
            let pieces = some(&form.sent);
            if pieces.is_none() {
                errors.add("sent", "supply-pieces-wrong");
            }
            match (to, pieces) {
                (Some(to), Some(pieces)) => return Ok(Ok(Asked::Send(to.id, pieces))),
                (Some(_), None) => {}
                (None, _) => errors.add("to", "supply-site-missing"),
            }
        }
        "minimum" => match pieces(&form.minimum) {
            Some(minimum) => return Ok(Ok(Asked::Minimum(minimum))),
            None => errors.add("minimum", "supply-count-wrong"),
        },
        _ => return Err(Error::NotFound),
    }
    Ok(Err(errors))
}

async fn render(
    app: &App,
    by: &Signed,
    (site, kind): (site::Model, &'static Kind),
    (mut form, errors): (StockForm, FormErrors),
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let stock = queries::stock(&app.db, site.id, kind).await?;
    if form.what != "minimum" {
        form.minimum = stock.minimum.to_string();
    }
    let others = queries::sites(&app.db, by).await?;
    let page = StockPage {
        action: format!("/supplies/{}/{}", site.id.0, kind.key),
        ledger: queries::ledger(&app.db, site.id, kind)
            .await?
            .into_iter()
            .map(|told| row(shell.words, told))
            .collect(),
        may_keep: by.may(KeepSupplies),
        others: others
            .into_iter()
            .filter(|other| other.id != site.id)
            .map(|other| Choice::new(other.id.0.to_string(), other.name))
            .collect(),
        site,
        stock,
        form,
        errors,
        refused: status == StatusCode::CONFLICT,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn row(words: Words, told: Told) -> Row {
    let movement = &told.movement;
    let site = told.other_site.unwrap_or_default();
    let what = match movement.reason {
        MovementReason::Received => words.say("supply-was-received"),
        MovementReason::Used => words.say("supply-was-used"),
        MovementReason::Counted if movement.change < 0 => words.say("supply-was-missing"),
        MovementReason::Counted if movement.change > 0 => words.say("supply-was-found"),
        MovementReason::Counted => words.say("supply-was-right"),
        MovementReason::Sent => words.with("site", site).say("supply-was-sent"),
        MovementReason::Arrived => words.with("site", site).say("supply-has-arrived"),
    };
    Row {
        when: words.date_time(movement.at),
        what,
        change: match movement.change {
            0 => "0".to_owned(),
            change if change > 0 => format!("+{change}"),
            change => format!("−{}", change.unsigned_abs()),
        },
        after: movement.quantity_after,
        device: told.device.unwrap_or_default(),
    }
}
