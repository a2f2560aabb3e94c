//! `GET|POST /organisations/new`.
use super::{
    actions::{self, NotSaved},
    form::{self, OrganisationForm},
    kinds,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageOrganisations},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Template)]
#[template(path = "people/organisation_new.html")]
struct OrganisationNewPage {
    shell: Shell,
    form: OrganisationForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
}

pub async fn show(by: Allowed<ManageOrganisations>) -> Result<Response, Error> {
    page(&by, OrganisationForm::default(), FormErrors::default())
}

fn page(
    by: &Allowed<ManageOrganisations>,
    form: OrganisationForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let page = OrganisationNewPage {
        kinds: kinds::choices(&shell.words),
        shell,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Form(form): Form<OrganisationForm>,
) -> Result<Response, Error> {
    let details = match form.read(&by, None) {
        Ok(details) => details,
        Err(errors) => return page(&by, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::create(&*write, details, app.clock.now()).await {
        Ok(id) => Ok(write
            .answer(format!("/organisations/{}?done=organisation-added", id.0))
            .await?
            .into_response()),
        Err(NotSaved::Taken(what)) => {
            drop(write);
            page(&by, form, form::taken(what))
        }
        Err(NotSaved::Database(error)) => Err(error.into()),
    }
}
