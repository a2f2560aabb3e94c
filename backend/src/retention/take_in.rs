//! `GET|POST /rights/new`: what a person asks is taken in, with the day it came. The person is found by name first, on
//! the page that searches; here they are a number.
use super::{actions, queries, say};
use crate::{
    app::App,
    auth::{Allowed, permissions::AnswerRights},
    recipients::identity::recipient_reference,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::{Months, NaiveDate};
use entities::{recipient::RecipientId, rights_request::RightsKind};
use sea_orm::{ActiveEnum, Iterable};

/// What came longer ago is written on a paper register.
const OLDEST: Months = Months::new(12);

#[derive(Template)]
#[template(path = "retention/take_in.html")]
struct TakeInPage {
    shell: Shell,
    /// Of the person found; none found yet, or none to be found.
    reference: Option<String>,
    kinds: Vec<Choice>,
    form: TakeInForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TakeInForm {
    write_id: String,
    person: String,
    kind: String,
    received_on: String,
    unknown: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Whose {
    person: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Query(whose): Query<Whose>,
) -> Result<Response, Error> {
    let form = TakeInForm {
        person: whose.person,
        received_on: app.clock.today().to_string(),
        ..TakeInForm::default()
    };
    let person = person(&app, &form.person).await?;
    render(&by, person, form, FormErrors::default())
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Form(form): Form<TakeInForm>,
) -> Result<Response, Error> {
    let person = person(&app, &form.person).await?;
    let mut errors = FormErrors::default();
    let kind = RightsKind::try_from_value(&form.kind).ok();
    if kind.is_none() {
        errors.add("kind", "rights-kind-missing");
    }
    let today = app.clock.today();
    let received_on = form.received_on.trim().parse::<NaiveDate>().ok();
    let received_on = received_on.filter(|day| (today - OLDEST..=today).contains(day));
    if received_on.is_none() {
        errors.add("received_on", "rights-received-wrong");
    }
    if person.is_none() && form.unknown != "yes" {
        errors.add("unknown", "rights-person-missing");
    }
    let (Some(kind), Some(received_on), true) = (kind, received_on, errors.is_empty()) else {
        return render(&by, person, form, errors);
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    let taken_in = actions::take_in(&*write, &by, kind, person, received_on, now).await?;
    let to = format!("/rights/{}?done=right-taken-in", taken_in.id.0);
    Ok(write.answer(to).await?.into_response())
}

/// The person of this number; nobody when none is given.
async fn person(app: &App, number: &str) -> Result<Option<RecipientId>, Error> {
    if number.trim().is_empty() {
        return Ok(None);
    }
    let id = number.trim().parse().map_err(|_| Error::NotFound)?;
    let row = queries::person(&app.db, RecipientId(id)).await?;
    Ok(Some(row.ok_or(Error::NotFound)?.id))
}

fn render(
    by: &Allowed<AnswerRights>,
    person: Option<RecipientId>,
    form: TakeInForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = TakeInPage {
        reference: person.map(recipient_reference),
        kinds: RightsKind::iter()
            .map(|kind| Choice::new(kind.to_value(), shell.say(say::kind(kind))))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
