//! `GET /prepaid/{id}`: one card or voucher; from here it is handed over or written off. Whoever handed a voucher over reads
//! its code here on that day, to write it down for the person; nobody reads it later.
use super::{
    actions,
    numbers::VoucherCode,
    queries,
    say::{kind_key, reference, state_key, state_look, write_off_key},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{HandOver, KeepPrepaid, SeePrepaid},
    },
    identifiers::request_reference,
    internet::operators,
    recipients::{access, limits},
    web::{self, Choice, Error, FormErrors, Shell, format::Day},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    prepaid::{self, PrepaidState, WriteOff},
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "internet/one.html")]
struct OnePage {
    shell: Shell,
    id: i32,
    reference: String,
    kind_key: &'static str,
    state_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    operator: String,
    value: String,
    fund: String,
    place: String,
    expires: Option<String>,
    /// The request it was handed over for, and when.
    given: Option<(String, String)>,
    /// The code of a voucher, on the day it was handed over.
    code: Option<String>,
    write_off_key: Option<&'static str>,
    may_hand_over: bool,
    may_write_off: bool,
    reasons: Vec<Choice>,
    reason: String,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct WriteOffForm {
    write_id: String,
    reason: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeePrepaid>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let one = queries::find(&app.db, &by, id).await?;
    let one = one.ok_or(Error::NotFound)?;
    render(&app, &by, &one, FormErrors::default()).await
}

pub async fn write_off(
    State(app): State<App>,
    by: Allowed<KeepPrepaid>,
    Path(id): Path<i32>,
    Form(form): Form<WriteOffForm>,
) -> Result<Response, Error> {
    let one = queries::find(&app.db, &by, id).await?;
    let one = one.ok_or(Error::NotFound)?;
    let Ok(reason) = WriteOff::try_from_value(&form.reason) else {
        let mut errors = FormErrors::default();
        errors.add("reason", "prepaid-write-off-choose");
        return render(&app, &by, &one, errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::write_off(&*write, by.at(app.clock.now()), &one, reason).await?;
    let to = format!("/prepaid/{id}?done=prepaid-written-off");
    Ok(write.answer(to).await?.into_response())
}

async fn render(
    app: &App,
    by: &Signed,
    one: &prepaid::Model,
    errors: FormErrors,
) -> Result<Response, Error> {
    let words = by.words();
    let (tone, icon) = state_look(one.state);
    let here = one.state == PrepaidState::Here && by.site_id == Some(one.site_id);
    let mut places = queries::places(&app.db, [one.site_id]).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = OnePage {
        id: one.id.0,
        reference: reference(one),
        kind_key: kind_key(one.kind),
        state_key: state_key(one.state),
        tone,
        icon,
        operator: operators::name(words.lang, &one.operator),
        value: words.euros(i64::from(one.value_cents)),
        fund: one.fund.clone(),
        place: places.remove(&one.site_id).unwrap_or_default(),
        expires: one.expires_on.map(|day| words.date(day)),
        given: one
            .request_id
            .zip(one.closed_at)
            .map(|(request, at)| (request_reference(request), words.date_time(at))),
        code: code(app, by, one).await?,
        write_off_key: one.write_off.map(write_off_key),
        may_hand_over: here && by.may(HandOver),
        may_write_off: here && by.may(KeepPrepaid),
        reasons: WriteOff::iter()
            .map(|reason| Choice::new(reason.to_value(), words.say(write_off_key(reason))))
            .collect(),
        reason: String::new(),
        errors,
        shell: Shell {
            path: format!("/prepaid/{}", one.id.0),
            ..by.shell()
        },
    };
    Ok(web::page(status, &page)?)
}

/// The code of a voucher, for who handed it over, on that day; the look is logged.
async fn code(app: &App, by: &Signed, one: &prepaid::Model) -> Result<Option<String>, Error> {
    let today = app.clock.today();
    let (Some(sealed), Some(recipient), Some(at)) =
        (&one.sealed_code, one.recipient_id, one.closed_at)
    else {
        return Ok(None);
    };
    if one.clerk_id != Some(by.membership_id) || at.in_paris() != today {
        return Ok(None);
    }
    limits::refuse_by_id(&app.db, recipient).await?;
    let code = VoucherCode::open(&app.keys, sealed)?;
    let now = app.clock.now();
    access::record(&app.db, by, [recipient], AccessAct::Viewed, now).await?;
    Ok(Some(code))
}
