//! `GET|POST /account/password`: choosing another password while signed in.
use super::{Allowed, attempts, password, permissions::OwnAccount, session};
use crate::{
    app::App,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

#[derive(Template)]
#[template(path = "auth/password_change.html")]
struct PasswordChangePage {
    shell: Shell,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PasswordChangeForm {
    current: String,
    password: String,
    write_id: String,
}

pub async fn show(by: Allowed<OwnAccount>) -> Result<Response, Error> {
    page(&by, FormErrors::default())
}

fn page(by: &Allowed<OwnAccount>, errors: FormErrors) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = PasswordChangePage {
        shell: by.shell(),
        errors,
    };
    Ok(web::page(status, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<OwnAccount>,
    Form(form): Form<PasswordChangeForm>,
) -> Result<Response, Error> {
    // A repeat is answered before the password it has changed is asked for again.
    drop(app.write_once(&by, &form.write_id).await?);
    let account = account::Entity::find_by_id(by.account.id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let mut errors = FormErrors::default();
    if let Some(fault) = password::fault(&form.password, &account.email) {
        errors.add_with("password", fault, "shortest", i64::from(password::SHORTEST));
        return page(&by, errors);
    }
    attempts::count(&app, attempts::SIGN_IN_PER_ACCOUNT, &account.email).await?;
    if !password::verify(&app, form.current.clone(), account.password_hash).await? {
        errors.add("current", "password-current-wrong");
        return page(&by, errors);
    }
    attempts::forget(&app, attempts::SIGN_IN_PER_ACCOUNT, &account.email).await?;
    let hash = password::hash(&app, form.password).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    account::ActiveModel {
        id: Set(by.account.id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    session::revoke_others(&*write, &by, app.clock.now()).await?;
    Ok(write
        .answer("/account?done=password-changed")
        .await?
        .into_response())
}
