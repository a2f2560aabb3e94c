//! `GET /prepaid`: the cards and vouchers one may know of, and how many are where. `POST /prepaid/scan` leads to the one
//! that was scanned: what opens a voucher stands in no address.
use super::{
    numbers::Number,
    queries,
    say::{kind_key, reference, state_key, state_look},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{HandOver, KeepPrepaid, SeePrepaid},
    },
    identifiers::request_reference,
    internet::operators,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Form, Query};
use entities::prepaid::{self, PrepaidId, PrepaidKind, PrepaidState};
use sea_orm::{ActiveEnum, Iterable};

const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "internet/prepaid.html")]
struct ListPage {
    shell: Shell,
    may_keep: bool,
    stock: Vec<StockLine>,
    lines: Vec<Line>,
    states: Vec<Choice>,
    form: Filter,
    first: String,
    next: String,
    errors: FormErrors,
}

struct StockLine {
    place: String,
    kind_key: &'static str,
    pieces: i64,
}

struct Line {
    id: i32,
    reference: String,
    kind_key: &'static str,
    operator: String,
    value: String,
    fund: String,
    expires: String,
    state_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    place: String,
    /// The request it was handed over for.
    request: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    state: String,
    /// The last one of the page before.
    after: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    number: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeePrepaid>,
    Query(form): Query<Filter>,
) -> Result<Response, Error> {
    render(&app, &by, form, FormErrors::default()).await
}

/// Only looks: nothing is written.
pub async fn scan(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    for kind in [PrepaidKind::Sim, PrepaidKind::Voucher] {
        if let Ok(number) = Number::parse(kind, &form.number)
            && let Some(one) = queries::scanned(&app.db, &app.keys, &by, &number).await?
        {
            return Ok(Redirect::to(&format!("/prepaid/{}", one.id.0)).into_response());
        }
    }
    let mut errors = FormErrors::default();
    errors.add("number", "prepaid-unknown");
    render(&app, &by, Filter::default(), errors).await
}

async fn render(
    app: &App,
    by: &Signed,
    form: Filter,
    errors: FormErrors,
) -> Result<Response, Error> {
    let words = by.words();
    let state = PrepaidState::try_from_value(&form.state).ok();
    let after = form.after.parse().ok().map(PrepaidId);
    let limit = PAGE_SIZE as u64 + 1;
    let mut rows = queries::list(&app.db, by, state, after, limit).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let stock = queries::stock(&app.db, by).await?;
    let sites = rows.iter().map(|one| one.site_id);
    let sites = sites.chain(stock.iter().map(|one| one.site_id));
    let places = queries::places(&app.db, sites).await?;
    let place = |id| places.get(&id).cloned().unwrap_or_default();
    let first = format!(
        "/prepaid?state={}",
        state.map_or_else(String::new, |state| state.to_value())
    );
    let line = |one: &prepaid::Model| {
        let (tone, icon) = state_look(one.state);
        Line {
            id: one.id.0,
            reference: reference(one),
            kind_key: kind_key(one.kind),
            operator: operators::name(words.lang, &one.operator),
            value: words.euros(i64::from(one.value_cents)),
            fund: one.fund.clone(),
            expires: one
                .expires_on
                .map_or_else(String::new, |day| words.short_date(day)),
            state_key: state_key(one.state),
            tone,
            icon,
            place: place(one.site_id),
            request: one.request_id.map_or_else(String::new, request_reference),
        }
    };
    let page = ListPage {
        may_keep: by.may(KeepPrepaid) && by.site_id.is_some(),
        stock: stock
            .iter()
            .map(|one| StockLine {
                place: place(one.site_id),
                kind_key: kind_key(one.kind),
                pieces: one.pieces,
            })
            .collect(),
        lines: rows.iter().map(line).collect(),
        states: PrepaidState::iter()
            .map(|one| Choice::new(one.to_value(), words.say(state_key(one))))
            .collect(),
        next: match rows.last() {
            Some(last) if more => format!("{first}&after={}", last.id.0),
            Some(_) | None => String::new(),
        },
        first: if form.after.is_empty() {
            String::new()
        } else {
            first
        },
        form,
        shell: Shell {
            // The page answers a scan sent to another address: the language switch comes back here.
            path: "/prepaid".to_owned(),
            ..by.shell()
        },
        errors,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}
