//! `GET|POST /prepaid/new`: cards and vouchers come in at one's own place, scanned one after the other or as a list. What
//! they have in common is typed once.
use super::{
    actions::{self, Delivery, Received},
    numbers::{self, AT_ONCE, BadList, Number},
    queries,
    rules::MOST_CENTS,
    say::{kind_key, no_number_key},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::KeepPrepaid},
    intake::list::values::cents,
    internet::{operators, rules::fund_code},
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::prepaid::PrepaidKind;
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "internet/receiving.html")]
struct ReceivingPage {
    shell: Shell,
    /// Where they come in; none for who works at no place.
    place: Option<String>,
    kinds: Vec<Choice>,
    operators: Vec<Choice>,
    form: ReceivingForm,
    errors: FormErrors,
}

/// What they have in common comes back with the page after each scan; their numbers never do.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReceivingForm {
    write_id: String,
    kind: String,
    operator: String,
    value: String,
    fund: String,
    expires_on: String,
    number: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepPrepaid>,
    Query(form): Query<ReceivingForm>,
) -> Result<Response, Error> {
    render(&app, &by, StatusCode::OK, (form, FormErrors::default())).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepPrepaid>,
    upload: Upload,
) -> Result<Response, Error> {
    let here = by.site_id.ok_or(Error::NotFound)?;
    let form: ReceivingForm = upload.form()?;
    let file = upload.file("file").map(|file| file.bytes.as_slice());
    let delivery = match parse(&form, file, app.clock.today()) {
        Ok(delivery) => delivery,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&app, &by, status, (form, errors)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    let whose = (by.membership_id, here);
    let received = actions::receive(&*write, &app.keys, at, whose, delivery).await?;
    let to = format!("/prepaid/new?{}&{}", again(&form), done(received));
    Ok(write.answer(to).await?.into_response())
}

/// What is said of a delivery.
fn done(received: Received) -> &'static str {
    match (received.new, received.known) {
        (0, _) => "done=prepaid-known",
        (_, 0) => "done=prepaid-received",
        (_, _) => "done=prepaid-some-received",
    }
}

/// What the next one has in common with this one.
fn again(form: &ReceivingForm) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("kind", &form.kind),
        ("operator", &form.operator),
        ("value", &form.value),
        ("fund", &form.fund),
        ("expires_on", &form.expires_on),
    ] {
        pairs.append_pair(name, value.trim());
    }
    pairs.finish()
}

fn parse(
    form: &ReceivingForm,
    file: Option<&[u8]>,
    today: NaiveDate,
) -> Result<Delivery, FormErrors> {
    let mut errors = FormErrors::default();
    let kind = PrepaidKind::try_from_value(&form.kind).ok();
    if kind.is_none() {
        errors.add("kind", "prepaid-kind-choose");
    }
    let operator = operators::operator(&form.operator);
    if operator.is_none() {
        errors.add("operator", "internet-operator-choose");
    }
    let value = cents(&form.value).and_then(|cents| i32::try_from(cents).ok());
    let value = value.filter(|cents| (1..=MOST_CENTS).contains(cents));
    if value.is_none() {
        errors.add("value", "prepaid-value-wrong");
    }
    let fund = fund_code(&form.fund);
    if fund.is_none() {
        errors.add("fund", "internet-fund-wrong");
    }
    let typed = form.expires_on.trim();
    let expires_on: Option<NaiveDate> = typed.parse().ok();
    if !typed.is_empty() && expires_on.is_none_or(|last| last < today) {
        errors.add("expires_on", "prepaid-expires-wrong");
    }
    let numbers = kind.and_then(|kind| numbers_of(kind, form, file, &mut errors));
    match (kind, operator, value, fund, numbers) {
        (Some(kind), Some(operator), Some(value_cents), Some(fund), Some(numbers))
            if errors.is_empty() =>
        {
            Ok(Delivery {
                kind,
                operator: operator.key.clone(),
                value_cents,
                fund,
                expires_on,
                numbers,
            })
        }
        _ => Err(errors),
    }
}

/// The number that was scanned, or those of the file.
fn numbers_of(
    kind: PrepaidKind,
    form: &ReceivingForm,
    file: Option<&[u8]>,
    errors: &mut FormErrors,
) -> Option<Vec<Number>> {
    let Some(file) = file else {
        return match Number::parse(kind, &form.number) {
            Ok(number) => Some(vec![number]),
            Err(_) if form.number.trim().is_empty() => {
                errors.add("number", "prepaid-number-empty");
                None
            }
            Err(why) => {
                errors.add("number", no_number_key(why));
                None
            }
        };
    };
    match numbers::list(kind, file) {
        Ok(numbers) => return Some(numbers),
        Err(BadList::Empty) => errors.add("file", "prepaid-file-empty"),
        Err(BadList::Unreadable) => errors.add("file", "prepaid-file-unreadable"),
        Err(BadList::TooLong) => {
            let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
            errors.add_with("file", "prepaid-file-long", "most", most);
        }
        Err(BadList::Line(line, _)) => {
            let line = i64::try_from(line).unwrap_or(i64::MAX);
            errors.add_with("file", "prepaid-file-line", "line", line);
        }
    }
    None
}

async fn render(
    app: &App,
    by: &Signed,
    status: StatusCode,
    (form, errors): (ReceivingForm, FormErrors),
) -> Result<Response, Error> {
    let words = by.words();
    let places = queries::places(&app.db, by.site_id).await?;
    let page = ReceivingPage {
        place: places.into_values().next(),
        kinds: PrepaidKind::iter()
            .map(|one| Choice::new(one.to_value(), words.say(kind_key(one))))
            .collect(),
        operators: operators::choices(words),
        form,
        errors,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}
