//! `GET|POST /organisations/{id}/sites/new` and `/sites/{id}`: a site, and its closing.
use super::{
    actions::{self, NotSaved},
    edit::ClosingForm,
    form::{self, SiteForm},
    queries,
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
#[template(path = "people/site.html")]
struct SitePage {
    shell: Shell,
    organisation: organisation::Model,
    /// None while it is being added.
    site: Option<site::Model>,
    action: String,
    form: SiteForm,
    errors: FormErrors,
    uses: Vec<Choice>,
    /// How many devices keep it from closing.
    devices: Option<u64>,
}

struct Shown {
    organisation: organisation::Model,
    site: Option<site::Model>,
    form: SiteForm,
    errors: FormErrors,
    devices: Option<u64>,
}

fn page(by: &Allowed<ManageOrganisations>, shown: Shown) -> Result<Response, Error> {
    let status = if shown.devices.is_some() {
        StatusCode::CONFLICT
    } else if shown.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let uses = vec![
        Choice::new("workshop", shell.say("site-is-workshop")),
        Choice::new("pickup", shell.say("site-is-pickup")),
        Choice::new("training", shell.say("site-is-training")),
    ];
    let action = match &shown.site {
        Some(site) => format!("/sites/{}", site.id.0),
        None => format!("/organisations/{}/sites/new", shown.organisation.id.0),
    };
    let page = SitePage {
        shell,
        organisation: shown.organisation,
        site: shown.site,
        action,
        form: shown.form,
        errors: shown.errors,
        uses,
        devices: shown.devices,
    };
    Ok(web::page(status, &page)?)
}

pub async fn show_new(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let organisation = queries::find(&app.db, &by, id).await?;
    let form = SiteForm {
        name: organisation.name.clone(),
        epci: organisation.epci_code.clone().unwrap_or_default(),
        ..SiteForm::default()
    };
    page(
        &by,
        Shown {
            organisation,
            site: None,
            form,
            errors: FormErrors::default(),
            devices: None,
        },
    )
}

pub async fn submit_new(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
    Form(form): Form<SiteForm>,
) -> Result<Response, Error> {
    let organisation = queries::find(&app.db, &by, id).await?;
    let again = |organisation, form, errors| {
        page(
            &by,
            Shown {
                organisation,
                site: None,
                form,
                errors,
                devices: None,
            },
        )
    };
    let place = match form.read(&by, organisation.epci_code.as_deref()) {
        Ok(place) => place,
        Err(errors) => return again(organisation, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::add_site(&*write, &organisation, place, app.clock.now()).await {
        Ok(_) => Ok(write
            .answer(format!("/organisations/{id}?done=site-added"))
            .await?
            .into_response()),
        Err(NotSaved::Taken(what)) => {
            drop(write);
            again(organisation, form, form::taken(what))
        }
        Err(NotSaved::Database(error)) => Err(error.into()),
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (site, organisation) = queries::find_site(&app.db, &by, id).await?;
    let form = SiteForm::of(&site);
    page(
        &by,
        Shown {
            organisation,
            site: Some(site),
            form,
            errors: FormErrors::default(),
            devices: None,
        },
    )
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
    Form(form): Form<SiteForm>,
) -> Result<Response, Error> {
    let (site, organisation) = queries::find_site(&app.db, &by, id).await?;
    let again = |organisation, site, form, errors| {
        page(
            &by,
            Shown {
                organisation,
                site: Some(site),
                form,
                errors,
                devices: None,
            },
        )
    };
    let place = match form.read(&by, site.epci_code.as_deref()) {
        Ok(place) => place,
        Err(errors) => return again(organisation, site, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::change_site(&*write, site.id, place).await {
        Ok(()) => Ok(write
            .answer(format!(
                "/organisations/{}?done=site-saved",
                organisation.id.0
            ))
            .await?
            .into_response()),
        Err(NotSaved::Taken(what)) => {
            drop(write);
            again(organisation, site, form, form::taken(what))
        }
        Err(NotSaved::Database(error)) => Err(error.into()),
    }
}

/// `POST /sites/{id}/closing`: not while devices stand there.
pub async fn close(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
    Form(form): Form<ClosingForm>,
) -> Result<Response, Error> {
    let (site, organisation) = queries::find_site(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    if form.to == "open" {
        actions::set_site_closed(&*write, site.id, None).await?;
        return Ok(write
            .answer(format!(
                "/organisations/{}?done=site-opened",
                organisation.id.0
            ))
            .await?
            .into_response());
    }
    let devices = queries::devices_at(&*write, &[site.id]).await?;
    if devices > 0 {
        drop(write);
        let form = SiteForm::of(&site);
        let shown = Shown {
            organisation,
            site: Some(site),
            form,
            errors: FormErrors::default(),
            devices: Some(devices),
        };
        return page(&by, shown);
    }
    actions::set_site_closed(&*write, site.id, Some(app.clock.now())).await?;
    Ok(write
        .answer(format!(
            "/organisations/{}?done=site-closed",
            organisation.id.0
        ))
        .await?
        .into_response())
}
