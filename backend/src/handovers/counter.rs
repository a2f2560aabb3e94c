//! `/counter`: find what waits for somebody, by scan, by pick-up code or by name, and hand it over.
use super::{
    handing::{self, device_words},
    queries::{self, Found},
    signing::HandingForm,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOver},
    labels::photo as label_photo,
    recipients::{access, identity},
    training::queries as training,
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{access_log::AccessAct, site::SiteId};
use sea_orm::prelude::DateTimeUtc;

#[derive(Template)]
#[template(path = "handovers/counter.html")]
struct CounterPage {
    shell: Shell,
    code: String,
    family_name: String,
    year: String,
    found: Option<Vec<Waiting>>,
    /// Handovers whose signed paper is to be photographed.
    unsigned: Vec<(i32, DateTimeUtc)>,
    recalls: Vec<(i32, String, NaiveDate)>,
    errors: FormErrors,
    /// The person works at a pick-up point.
    at_a_site: bool,
}

/// Enough to recognise the person who stands there.
struct Waiting {
    code: String,
    name: String,
    device: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    code: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SearchForm {
    name: String,
    birth_year: String,
}

#[derive(Template)]
#[template(path = "handovers/not_here.html")]
struct NotHerePage {
    shell: Shell,
    code: String,
    device: String,
    kind: NotHere,
    /// The open handover, to take the device back.
    handover: i32,
    place: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NotHere {
    Out,
    Unallocated,
    Elsewhere,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Query(scan): Query<ScanForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    if !scan.code.trim().is_empty()
        && let Some(here) = by.site_id
    {
        match queries::find(&app.db, &by, here, &scan.code, app.clock.now()).await {
            Ok(found) => match address(&found) {
                Some(address) => return Ok(Redirect::to(&address).into_response()),
                None => return not_here(&by, scan.code, found, StatusCode::OK),
            },
            Err(Error::NotFound) => errors.add("code", "counter-code-unknown"),
            Err(error) => return Err(error),
        }
    }
    render(&app, &by, scan.code, SearchForm::default(), None, errors).await
}

/// A scan by a photo, where the browser reads no code itself: from here on as if it had been typed. The photo is
/// not kept.
pub async fn photo(
    State(app): State<App>,
    by: Allowed<HandOver>,
    upload: Upload,
) -> Result<Response, Error> {
    match label_photo::in_upload(&upload).await? {
        Ok(code) => {
            let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            Ok(Redirect::to(&format!("/counter?code={code}")).into_response())
        }
        Err(unseen) => {
            let mut errors = FormErrors::default();
            errors.add("photo", unseen.key());
            render(
                &app,
                &by,
                String::new(),
                SearchForm::default(),
                None,
                errors,
            )
            .await
        }
    }
}

/// The page of the device found; a request for another place has none here.
fn address(found: &Found) -> Option<String> {
    let device = match found {
        Found::Case(case) => &case.device,
        Found::Out(out) => &out.0,
        Found::Unallocated(device) => device,
        Found::Elsewhere(_) => return None,
    };
    let code = device.label_code.as_ref()?;
    Some(format!("/counter/{code}"))
}

/// The name travels in the body, never in an address or a log; only this site's requests answer.
pub async fn search(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Form(form): Form<SearchForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    if form.name.trim().is_empty() {
        errors.add("name", "counter-name-missing");
    }
    let year = form.birth_year.trim();
    let year = if year.is_empty() {
        None
    } else {
        let year = year
            .parse()
            .ok()
            .filter(|year| (1900..=2100).contains(year));
        if year.is_none() {
            errors.add("birth_year", "counter-year-wrong");
        }
        year
    };
    let (true, Some(here)) = (errors.is_empty(), by.site_id) else {
        return render(&app, &by, String::new(), form, None, errors).await;
    };
    let key = identity::name_key(&app.keys, &form.name, year);
    let mut found = Vec::new();
    let waiting = queries::waiting_for(&app.db, here, &key).await?;
    let looked_at: Vec<_> = waiting.iter().map(|(_, person)| person.id).collect();
    access::record(
        &app.db,
        &by,
        looked_at,
        AccessAct::Searched,
        app.clock.now(),
    )
    .await?;
    for (request, person) in waiting {
        let (Some(device), Some(identity)) =
            (request.device_id, identity::open(&app.keys, &person)?)
        else {
            continue;
        };
        let device = queries::device_of(&app.db, device).await?;
        found.push(Waiting {
            name: identity.display_name(),
            device: device_words(by.words(), device.kind, &device.manufacturer, &device.model),
            code: device.label_code.unwrap_or_default(),
        });
    }
    render(&app, &by, String::new(), form, Some(found), errors).await
}

async fn render(
    app: &App,
    by: &Allowed<HandOver>,
    code: String,
    search: SearchForm,
    found: Option<Vec<Waiting>>,
    errors: FormErrors,
) -> Result<Response, Error> {
    let (mut unsigned, mut recalls) = (Vec::new(), Vec::new());
    if let Some(here) = by.site_id {
        let handovers = queries::unsigned(&app.db, here).await?;
        unsigned.extend(
            handovers
                .into_iter()
                .map(|handover| (handover.id.0, handover.handed_at)),
        );
        let due =
            training::to_recall(&app.db, training::Recalls::At(here), app.clock.today()).await?;
        recalls.extend(due.into_iter().map(|(handover, device)| {
            let code = device
                .and_then(|device| device.label_code)
                .unwrap_or_default();
            (
                handover.id.0,
                code,
                handover.due_back_on.unwrap_or_default(),
            )
        }));
    }
    let page = CounterPage {
        shell: by.shell(),
        code,
        family_name: search.name,
        year: search.birth_year,
        found,
        unsigned,
        recalls,
        at_a_site: by.site_id.is_some(),
        errors,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

pub async fn show_case(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let here = here(&by)?;
    let found = queries::find(&app.db, &by, here, &code, app.clock.now()).await?;
    match found {
        Found::Case(case) if case.only_lent => Ok(to_loan(&code)),
        Found::Case(case) => handing::show(&app, &by, &case, format!("/counter/{code}")).await,
        other @ (Found::Out(_) | Found::Unallocated(_) | Found::Elsewhere(_)) => {
            not_here(&by, code, other, StatusCode::OK)
        }
    }
}

pub async fn hand_over(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(code): Path<String>,
    Form(form): Form<HandingForm>,
) -> Result<Response, Error> {
    let here = here(&by)?;
    let found = queries::find(&app.db, &by, here, &code, app.clock.now()).await?;
    match found {
        Found::Case(case) => {
            let action = format!("/counter/{code}");
            Box::pin(handing::submit(&app, &by, &case, None, action, form)).await
        }
        other @ (Found::Out(_) | Found::Unallocated(_) | Found::Elsewhere(_)) => {
            // A second press of the same button is answered as the first.
            drop(app.write_once(&by, &form.write_id).await?);
            not_here(&by, code, other, StatusCode::CONFLICT)
        }
    }
}

/// The page that lends this device: its programme lends on the spot.
fn to_loan(code: &str) -> Response {
    Redirect::to(&format!("/counter-loans/{code}")).into_response()
}

fn here(by: &Allowed<HandOver>) -> Result<SiteId, Error> {
    by.site_id.ok_or(Error::NotFound)
}

fn not_here(
    by: &Allowed<HandOver>,
    code: String,
    found: Found,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let words = |device: &entities::device::Model| {
        device_words(
            shell.words,
            device.kind,
            &device.manufacturer,
            &device.model,
        )
    };
    let (kind, device, handover, place) = match found {
        Found::Case(_) => return Err(Error::NotFound),
        Found::Out(out) => (NotHere::Out, words(&out.0), out.1.id.0, String::new()),
        Found::Unallocated(device) => (NotHere::Unallocated, words(&device), 0, String::new()),
        Found::Elsewhere(site) => {
            let place = format!("{}, {} {}", site.name, site.postcode, site.city);
            (NotHere::Elsewhere, String::new(), 0, place)
        }
    };
    let page = NotHerePage {
        shell,
        code,
        device,
        kind,
        handover,
        place,
    };
    Ok(web::page(status, &page)?)
}
