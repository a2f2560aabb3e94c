//! `/school-domains`: the domains whose addresses are those of teachers, who may register themselves.
use super::{actions, queries};
use crate::{
    app::App,
    auth::{Allowed, permissions::SetLendingRules},
    lending::rules::schools::domain,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::school_domain;

#[derive(Template)]
#[template(path = "lending/domains.html")]
struct DomainsPage {
    shell: Shell,
    domains: Vec<school_domain::Model>,
    form: DomainForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DomainForm {
    write_id: String,
    domain: String,
}

pub async fn show(State(app): State<App>, by: Allowed<SetLendingRules>) -> Result<Response, Error> {
    let blank = (DomainForm::default(), FormErrors::default());
    page(&app, &by, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SetLendingRules>,
    Form(form): Form<DomainForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let Some(typed) = domain(&form.domain) else {
        errors.add("domain", "domain-wrong");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, status, (form, errors)).await;
    };
    // A repeat gets its first answer before its own domain is found there.
    drop(app.write_once(&by, &form.write_id).await?);
    let there = queries::domains(&app.db).await?;
    if there.iter().any(|one| one.domain == typed) {
        errors.add("domain", "domain-there");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, status, (form, errors)).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let at = (by.membership_id, app.clock.now());
    actions::add_domain(&*write, at, typed).await?;
    let to = "/school-domains?done=domain-added";
    Ok(write.answer(to).await?.into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<SetLendingRules>,
    Path(id): Path<i32>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    if !actions::remove_domain(&*write, id, app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    let to = "/school-domains?done=domain-removed";
    Ok(write.answer(to).await?.into_response())
}

async fn page(
    app: &App,
    by: &Allowed<SetLendingRules>,
    status: StatusCode,
    (form, errors): (DomainForm, FormErrors),
) -> Result<Response, Error> {
    let page = DomainsPage {
        shell: by.shell(),
        domains: queries::domains(&app.db).await?,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
