//! `GET|POST /password-reset`: asking for a link to choose another password.
use super::{Visitor, attempts, attempts::Address, letters, links};
use crate::{
    app::App,
    mail,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{account, account_token::TokenPurpose, outbox::OutboxKind};

#[derive(Template)]
#[template(path = "auth/password_reset.html")]
struct PasswordResetPage {
    shell: Shell,
    form: PasswordResetForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PasswordResetForm {
    email: String,
    write_id: String,
}

pub async fn show(visitor: Visitor) -> Result<Response, Error> {
    let page = PasswordResetPage {
        shell: visitor.shell,
        form: PasswordResetForm::default(),
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Answers the same whether the address has an account or not: nobody learns who has one.
pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Address(address): Address,
    Form(form): Form<PasswordResetForm>,
) -> Result<Response, Error> {
    let email = form.email.trim().to_lowercase();
    if !super::is_email(&email) {
        let mut errors = FormErrors::default();
        errors.add("email", "email-wrong");
        let page = PasswordResetPage {
            shell: visitor.shell,
            form,
            errors,
        };
        return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
    }
    attempts::count(&app, attempts::RESET_PER_ADDRESS, &address).await?;
    attempts::count(&app, attempts::RESET_PER_ACCOUNT, &email).await?;
    let write = app.write_once_by("password-reset", &form.write_id).await?;
    let account = account::Entity::find_by_email(&email)
        .one(&*write)
        .await?
        .filter(|account| account.disabled_at.is_none());
    if let Some(account) = account {
        let now = app.clock.now();
        // Who never accepted their invitation is helped the same way.
        let link = links::make(
            &*write,
            &app.config.base_url,
            account.id,
            TokenPurpose::PasswordReset,
            now,
        )
        .await?;
        let message = letters::password_reset(&account, &link)?;
        mail::queue(
            &*write,
            &app.keys,
            OutboxKind::PasswordReset,
            true,
            &message,
            now,
        )
        .await?;
    }
    Ok(write
        .answer("/password-reset?done=password-reset-asked")
        .await?
        .into_response())
}
