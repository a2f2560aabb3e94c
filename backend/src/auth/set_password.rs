//! `GET|POST /invitation/link/{token}` and `/password-reset/link/{token}`: choosing the password, once.
//!
//! Looking changes nothing: mail programs open links to check them.
use super::{
    Visitor,
    links::{self, Ended, Live},
    password, session,
};
use crate::{
    app::App,
    keys::sha256_hex,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{account, account_token::TokenPurpose};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

#[derive(Template)]
#[template(path = "auth/set_password.html")]
struct SetPasswordPage {
    shell: Shell,
    action: String,
    title_key: &'static str,
    /// Of the account the link is for: whoever holds the link received the mail.
    email: String,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "auth/link_ended.html")]
struct LinkEndedPage {
    shell: Shell,
    title_key: &'static str,
    help_key: &'static str,
    invitation: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SetPasswordForm {
    password: String,
    write_id: String,
}

pub async fn show_invitation(
    app: State<App>,
    visitor: Visitor,
    token: Path<String>,
) -> Result<Response, Error> {
    show(app, visitor, token, TokenPurpose::Invitation).await
}

pub async fn show_reset(
    app: State<App>,
    visitor: Visitor,
    token: Path<String>,
) -> Result<Response, Error> {
    show(app, visitor, token, TokenPurpose::PasswordReset).await
}

pub async fn submit_invitation(
    app: State<App>,
    visitor: Visitor,
    token: Path<String>,
    form: Form<SetPasswordForm>,
) -> Result<Response, Error> {
    submit(app, visitor, token, form, TokenPurpose::Invitation).await
}

pub async fn submit_reset(
    app: State<App>,
    visitor: Visitor,
    token: Path<String>,
    form: Form<SetPasswordForm>,
) -> Result<Response, Error> {
    submit(app, visitor, token, form, TokenPurpose::PasswordReset).await
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    purpose: TokenPurpose,
) -> Result<Response, Error> {
    match links::find(&app.db, purpose, &token, app.clock.now()).await? {
        Ok(Live { account, .. }) => ask(
            visitor.shell,
            purpose,
            &token,
            account.email,
            FormErrors::default(),
        ),
        Err(ended) => say_ended(visitor.shell, purpose, ended),
    }
}

async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(form): Form<SetPasswordForm>,
    purpose: TokenPurpose,
) -> Result<Response, Error> {
    let now = app.clock.now();
    // The form sent twice finds its own link used: the receipt answers before the link does.
    let source = format!("link {}", sha256_hex(&token));
    let (token_id, account) = match links::find(&app.db, purpose, &token, now).await? {
        Ok(Live { token_id, account }) => (token_id, account),
        Err(ended) => {
            let write = app.write_once_by(&source, &form.write_id).await?;
            drop(write);
            return say_ended(visitor.shell, purpose, ended);
        }
    };
    if let Some(fault) = password::fault(&form.password, &account.email) {
        let mut errors = FormErrors::default();
        errors.add_with("password", fault, "shortest", i64::from(password::SHORTEST));
        return ask(visitor.shell, purpose, &token, account.email, errors);
    }
    let hash = password::hash(&app, form.password).await?;
    let write = app.write_once_by(&source, &form.write_id).await?;
    if !links::take(&*write, token_id, account.id, now).await? {
        drop(write);
        return say_ended(visitor.shell, purpose, Ended::Used);
    }
    account::ActiveModel {
        id: Set(account.id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    session::revoke(&*write, account.id, None, now).await?;
    Ok(write
        .answer("/sign-in?done=password-set")
        .await?
        .into_response())
}

fn ask(
    shell: Shell,
    purpose: TokenPurpose,
    token: &str,
    email: String,
    errors: FormErrors,
) -> Result<Response, Error> {
    let (path, title_key) = match purpose {
        TokenPurpose::Invitation => ("invitation", "set-password-invitation-title"),
        TokenPurpose::PasswordReset => ("password-reset", "set-password-reset-title"),
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = SetPasswordPage {
        shell,
        action: format!("/{path}/link/{token}"),
        title_key,
        email,
        errors,
    };
    Ok(web::page(status, &page)?)
}

fn say_ended(shell: Shell, purpose: TokenPurpose, ended: Ended) -> Result<Response, Error> {
    let invitation = purpose == TokenPurpose::Invitation;
    let (status, title_key, help_key) = match (ended, invitation) {
        (Ended::Used, _) => (StatusCode::GONE, "link-used-title", "link-used-help"),
        (Ended::Expired, true) => (
            StatusCode::GONE,
            "link-expired-title",
            "link-expired-invitation-help",
        ),
        (Ended::Expired, false) => (
            StatusCode::GONE,
            "link-expired-title",
            "link-expired-reset-help",
        ),
        (Ended::Unknown, _) => (
            StatusCode::NOT_FOUND,
            "link-unknown-title",
            "link-unknown-help",
        ),
    };
    let page = LinkEndedPage {
        shell,
        title_key,
        help_key,
        invitation,
    };
    Ok(web::page(status, &page)?)
}
