//! `GET|POST /places/{id}/services/new` and `/places/{id}/services/{service}`: what is offered at a place.
use super::{
    actions, queries,
    service_form::ServiceForm,
    vocabulary::{self, Word, vocabulary},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepPlaces},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{place, place_service::Area, site};
use sea_orm::ActiveEnum;

/// What data·inclusion calls a good description begins here.
const GOOD_DESCRIPTION: usize = 200;

#[derive(Template)]
#[template(path = "directory/service.html")]
struct ServicePage {
    shell: Shell,
    site: site::Model,
    /// None while it is being added.
    service: Option<i32>,
    action: String,
    form: ServiceForm,
    errors: FormErrors,
    lists: Lists,
    /// How many more characters the description wants, once there is one.
    short_by: usize,
}

/// What may be chosen.
struct Lists {
    kinds: Vec<Choice>,
    themes: Vec<Choice>,
    publics: Vec<Choice>,
    fees: Vec<Choice>,
    modes: Vec<Choice>,
    ways: Vec<Choice>,
    who: Vec<Choice>,
    areas: Vec<Choice>,
}

impl Lists {
    fn of(shell: &Shell) -> Self {
        let all = vocabulary();
        let said = |words: &[Word]| vocabulary::choices(words, shell.lang);
        let areas = [
            (Area::Departement, "directory-area-departement"),
            (Area::Epci, "directory-area-epci"),
            (Area::Commune, "directory-area-commune"),
            (Area::France, "directory-area-france"),
        ];
        Self {
            kinds: said(&all.kinds),
            themes: said(&all.themes),
            publics: said(&all.publics),
            fees: said(&all.fees),
            modes: said(&all.modes),
            ways: said(&all.ways),
            who: said(&all.who),
            areas: areas
                .into_iter()
                .map(|(area, key)| Choice::new(area.to_value(), shell.say(key)))
                .collect(),
        }
    }
}

fn page(
    by: &Allowed<KeepPlaces>,
    site: site::Model,
    service: Option<i32>,
    form: ServiceForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let last = service.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let written = form.description.chars().count();
    let page = ServicePage {
        lists: Lists::of(&shell),
        shell,
        action: format!("/places/{}/services/{last}", site.id.0),
        site,
        service,
        short_by: if written == 0 {
            0
        } else {
            GOOD_DESCRIPTION.saturating_sub(written)
        },
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}

/// The site and what the directory says of it; nothing is offered where it says nothing.
async fn find(
    app: &App,
    by: &Allowed<KeepPlaces>,
    id: i32,
) -> Result<(site::Model, place::Model), Error> {
    let (site, _) = queries::find_site(&app.db, by, id).await?;
    let place = queries::place(&app.db, site.id).await?;
    Ok((site, place.ok_or(Error::NotFound)?))
}

pub async fn show_new(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (site, _) = find(&app, &by, id).await?;
    let form = ServiceForm {
        area: Area::Departement.to_value(),
        ..ServiceForm::default()
    };
    page(&by, site, None, form, FormErrors::default())
}

pub async fn submit_new(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
    Form(form): Form<ServiceForm>,
) -> Result<Response, Error> {
    let (site, place) = find(&app, &by, id).await?;
    let offer = match form.read(&site, &place) {
        Ok(offer) => offer,
        Err(errors) => return page(&by, site, None, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::add_service(&*write, site.id, offer, app.clock.today()).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-service-added"))
        .await?
        .into_response())
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path((id, service)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let (site, _) = find(&app, &by, id).await?;
    let (row, choices) = queries::find_service(&app.db, site.id, service).await?;
    let form = ServiceForm::of(&row, &choices);
    page(&by, site, Some(service), form, FormErrors::default())
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path((id, service)): Path<(i32, i32)>,
    Form(form): Form<ServiceForm>,
) -> Result<Response, Error> {
    let (site, place) = find(&app, &by, id).await?;
    let (row, _) = queries::find_service(&app.db, site.id, service).await?;
    let offer = match form.read(&site, &place) {
        Ok(offer) => offer,
        Err(errors) => return page(&by, site, Some(service), form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let today = app.clock.today();
    actions::change_service(&*write, row.id, form.seen(), offer, today).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-service-kept"))
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
}

/// `POST /places/{id}/services/{service}/removal`.
pub async fn remove(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path((id, service)): Path<(i32, i32)>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let (site, _) = queries::find_site(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let (row, _) = queries::find_service(&*write, site.id, service).await?;
    actions::remove_service(&*write, row.id, app.clock.now()).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-service-removed"))
        .await?
        .into_response())
}
