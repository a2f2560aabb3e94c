//! `GET|POST /organisations/{id}`: an organisation, its sites, and its closing.
use super::{
    actions::{self, NotSaved},
    form::{self, OrganisationForm},
    kinds, queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageOrganisations},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{organisation, site};

#[derive(Template)]
#[template(path = "people/organisation.html")]
struct OrganisationPage {
    shell: Shell,
    organisation: organisation::Model,
    form: OrganisationForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    sites: Vec<site::Model>,
    people: u64,
    /// Why it cannot be closed: the word key and the count in it.
    refusal: Option<(&'static str, u64)>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let organisation = queries::find(&app.db, &by, id).await?;
    let form = OrganisationForm::of(&organisation);
    page(&app, &by, organisation, form, FormErrors::default(), None).await
}

async fn page(
    app: &App,
    by: &Allowed<ManageOrganisations>,
    organisation: organisation::Model,
    form: OrganisationForm,
    errors: FormErrors,
    refusal: Option<(&'static str, u64)>,
) -> Result<Response, Error> {
    let status = if refusal.is_some() {
        StatusCode::CONFLICT
    } else if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let page = OrganisationPage {
        kinds: kinds::choices(&shell.words),
        shell,
        sites: queries::sites(&app.db, organisation.id).await?,
        people: queries::people_there(&app.db, organisation.id).await?,
        organisation,
        form,
        errors,
        refusal,
    };
    Ok(web::page(status, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
    Form(form): Form<OrganisationForm>,
) -> Result<Response, Error> {
    let organisation = queries::find(&app.db, &by, id).await?;
    let details = match form.read(&by, organisation.epci_code.as_deref()) {
        Ok(details) => details,
        Err(errors) => return page(&app, &by, organisation, form, errors, None).await,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::change(&*write, organisation.id, details).await {
        Ok(()) => Ok(write
            .answer(format!("/organisations/{id}?done=organisation-saved"))
            .await?
            .into_response()),
        Err(NotSaved::Taken(what)) => {
            drop(write);
            page(&app, &by, organisation, form, form::taken(what), None).await
        }
        Err(NotSaved::Database(error)) => Err(error.into()),
    }
}

/// Closing and opening again are one button each.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ClosingForm {
    /// `closed` or `open`.
    pub to: String,
    pub write_id: String,
}

/// `POST /organisations/{id}/closing`: not while people act or devices stand there.
pub async fn close(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
    Form(form): Form<ClosingForm>,
) -> Result<Response, Error> {
    let organisation = queries::find(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    if form.to == "open" {
        actions::set_closed(&*write, organisation.id, None).await?;
        return Ok(write
            .answer(format!("/organisations/{id}?done=organisation-opened"))
            .await?
            .into_response());
    }
    let people = queries::people_there(&*write, organisation.id).await?;
    let sites: Vec<_> = queries::sites(&*write, organisation.id)
        .await?
        .iter()
        .map(|site| site.id)
        .collect();
    let devices = queries::devices_at(&*write, &sites).await?;
    let refusal = if people > 0 {
        Some(("organisation-has-people", people))
    } else if devices > 0 {
        Some(("organisation-has-devices", devices))
    } else {
        None
    };
    if refusal.is_some() {
        drop(write);
        let form = OrganisationForm::of(&organisation);
        return page(
            &app,
            &by,
            organisation,
            form,
            FormErrors::default(),
            refusal,
        )
        .await;
    }
    actions::set_closed(&*write, organisation.id, Some(app.clock.now())).await?;
    Ok(write
        .answer(format!("/organisations/{id}?done=organisation-closed"))
        .await?
        .into_response())
}
