//! `/registration/link/{token}`: who opened the message chooses a password, or confirms with the account they have.
//!
//! Looking changes nothing: mail programs open links to check them.
use super::{
    actions::{self, Came},
    queries,
};
use crate::{
    app::App,
    auth::{Visitor, password},
    keys::sha256_hex,
    lending::rules::schools::is_of,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{account, organisation, registration};
use sea_orm::{EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "lending/confirm.html")]
struct ConfirmPage {
    shell: Shell,
    token: String,
    school: String,
    email: String,
    /// There is no account with a password yet.
    chooses: bool,
    errors: FormErrors,
}

/// Why it does not go on, and what to do.
#[derive(Template)]
#[template(path = "lending/registration_ended.html")]
struct EndedPage {
    shell: Shell,
    help_key: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    write_id: String,
    password: String,
}

/// A link that may be used.
struct Live {
    row: registration::Model,
    school: organisation::Model,
    email: String,
    /// Whether an account with a password has the address.
    has_password: bool,
}

async fn find(app: &App, token: &str) -> Result<Option<Live>, Error> {
    let row = registration::Entity::find()
        .filter(registration::COLUMN.token_hash.eq(sha256_hex(token)))
        .one(&app.db)
        .await?
        .filter(|row| row.expires_at > app.clock.now());
    let Some((row, email)) = row.and_then(|row| row.email.clone().map(|email| (row, email))) else {
        return Ok(None);
    };
    // The domain may have been taken off since the link was sent.
    let domains = queries::domains(&app.db).await?;
    let domains: Vec<String> = domains.into_iter().map(|row| row.domain).collect();
    if !is_of(&email, &domains) {
        return Ok(None);
    }
    let school = organisation::Entity::find_by_id(row.organisation_id)
        .one(&app.db)
        .await?
        .filter(|school| school.closed_at.is_none());
    let account = account::Entity::find_by_email(&email).one(&app.db).await?;
    Ok(school.map(|school| Live {
        row,
        school,
        has_password: account.is_some_and(|account| account.password_hash.is_some()),
        email,
    }))
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    match find(&app, &token).await? {
        Some(live) => ask(visitor.shell, &token, live, FormErrors::default()),
        None => ended(
            visitor.shell,
            StatusCode::NOT_FOUND,
            "registration-link-over",
        ),
    }
}

pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(form): Form<ConfirmForm>,
) -> Result<Response, Error> {
    // The form sent twice finds its own link used: the receipt answers before the link does.
    let source = format!("registration {}", sha256_hex(&token));
    let Some(live) = find(&app, &token).await? else {
        drop(app.write_once_by(&source, &form.write_id).await?);
        let over = "registration-link-over";
        return ended(visitor.shell, StatusCode::NOT_FOUND, over);
    };
    let mut hash = None;
    if !live.has_password {
        if let Some(fault) = password::fault(&form.password, &live.email) {
            let mut errors = FormErrors::default();
            errors.add_with("password", fault, "shortest", i64::from(password::SHORTEST));
            return ask(visitor.shell, &token, live, errors);
        }
        hash = Some(password::hash(&app, form.password).await?);
    }
    let write = app.write_once_by(&source, &form.write_id).await?;
    match actions::take_up(&app, &*write, &live.row, hash).await? {
        Came::In | Came::Before => {
            let to = "/sign-in?done=registration-confirmed";
            Ok(write.answer(to).await?.into_response())
        }
        Came::Refused => {
            drop(write);
            let refused = "registration-refused";
            ended(visitor.shell, StatusCode::CONFLICT, refused)
        }
    }
}

fn ask(shell: Shell, token: &str, live: Live, errors: FormErrors) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = ConfirmPage {
        shell,
        token: token.to_owned(),
        school: live.school.name,
        email: live.email,
        chooses: !live.has_password,
        errors,
    };
    Ok(web::page(status, &page)?)
}

fn ended(shell: Shell, status: StatusCode, help_key: &'static str) -> Result<Response, Error> {
    Ok(web::page(status, &EndedPage { shell, help_key })?)
}
