//! `GET|POST /accounting/durations`: over how many years an owner writes off what stands on each account. The owner's
//! own assembly decides it; the law of the day is nowhere in the program.
use super::{actions, queries, rules::is_account};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{KeepAccounting, SeeAccounting},
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::organisation;

const MAX_YEARS: i32 = 50;

#[derive(Template)]
#[template(path = "assets/durations.html")]
struct DurationsPage {
    shell: Shell,
    owner: organisation::Model,
    durations: Vec<(String, i32)>,
    form: DurationForm,
    errors: FormErrors,
    may_keep: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    owner: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DurationForm {
    write_id: String,
    owner: String,
    account: String,
    /// Empty to take the account out.
    years: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let owners = queries::owners(&app.db, &by).await?;
    let owner = chosen(owners, &asked.owner)?;
    let page = DurationsPage {
        shell: by.shell(),
        durations: queries::durations(&app.db, owner.id).await?,
        owner,
        form: DurationForm::default(),
        errors: FormErrors::default(),
        may_keep: by.may(KeepAccounting),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn chosen(owners: Vec<organisation::Model>, typed: &str) -> Result<organisation::Model, Error> {
    owners
        .into_iter()
        .find(|owner| owner.id.0.to_string() == typed)
        .ok_or(Error::NotFound)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepAccounting>,
    Form(form): Form<DurationForm>,
) -> Result<Response, Error> {
    let owners = queries::owners(&app.db, &by).await?;
    let owner = chosen(owners, &form.owner)?;
    let mut errors = FormErrors::default();
    let account = form.account.trim().to_owned();
    if !is_account(&account) {
        errors.add("account", "accounting-duration-account-wrong");
    }
    let years = match form.years.trim() {
        "" => None,
        typed => match typed.parse() {
            Ok(years) if (1..=MAX_YEARS).contains(&years) => Some(years),
            Ok(_) | Err(_) => {
                errors.add("years", "accounting-duration-years-wrong");
                None
            }
        },
    };
    if !errors.is_empty() {
        let page = DurationsPage {
            shell: by.shell(),
            durations: queries::durations(&app.db, owner.id).await?,
            owner,
            form,
            errors,
            may_keep: true,
        };
        return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    actions::set_duration(&*write, (owner.id, &account), years, by.membership_id, now).await?;
    let to = format!(
        "/accounting/durations?owner={}&done=accounting-duration-kept",
        owner.id.0
    );
    Ok(write.answer(to).await?.into_response())
}
