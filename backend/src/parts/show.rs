//! `GET|POST /parts/{code}`: a part, where it is, where it came from, its history; moving and scrapping it.
use super::{
    actions::{self, PartError},
    queries, say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepParts, RecordErasure, SeeParts},
    },
    journal::{self, Subject, words::event_sentence},
    labels::{usable_templates, usual_template},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::{DateTime, Utc};
use entities::{
    device::DeviceId,
    part::{self, PartData, PartState},
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "parts/show.html")]
struct PartPage {
    shell: Shell,
    part: part::Model,
    name: String,
    site: String,
    /// The code of the device it is in, and of the one it came from first.
    device: String,
    from_device: String,
    history: Vec<Moment>,
    may_keep: bool,
    may_erase: bool,
    others: Vec<Choice>,
    templates: Vec<Choice>,
    template: String,
    form: PartForm,
    errors: FormErrors,
    refused: Option<&'static str>,
}

struct Moment {
    at: DateTime<Utc>,
    sentence: String,
    /// The device that the event names.
    device: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PartForm {
    write_id: String,
    what: String,
    to: String,
    sure: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeParts>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let part = find(&app, &by, &code).await?;
    let none = (PartForm::default(), FormErrors::default());
    render(&app, &by, part, none, None, StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepParts>,
    Path(code): Path<String>,
    Form(form): Form<PartForm>,
) -> Result<Response, Error> {
    let part = find(&app, &by, &code).await?;
    let mut errors = FormErrors::default();
    let sites = queries::sites(&app.db, &by).await?;
    let to = sites
        .iter()
        .find(|site| site.id.0.to_string() == form.to)
        .map(|site| site.id);
    match form.what.as_str() {
        "move" if to.is_none() => errors.add("to", "part-site-missing"),
        "scrap" if form.sure != "yes" => errors.add("sure", "part-scrap-unsure"),
        "move" | "scrap" => {}
        _ => return Err(Error::NotFound),
    }
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&app, &by, part, (form, errors), None, status).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    let code = part.code.clone();
    let (outcome, done) = match to.filter(|_| form.what == "move") {
        Some(site) => (
            actions::move_to(&write, at, &part, site).await,
            format!("/parts/{code}?done=part-moved"),
        ),
        None => (
            actions::scrap(&write, at, &part).await,
            format!("/parts/{code}?done=part-scrapped"),
        ),
    };
    match outcome {
        Ok(_) => Ok(write.answer(done).await?.into_response()),
        Err(PartError::Refused(refusal)) => {
            drop(write);
            let refused = Some(refusal.key());
            render(
                &app,
                &by,
                part,
                (form, errors),
                refused,
                StatusCode::CONFLICT,
            )
            .await
        }
        Err(PartError::Change(error)) => Err(error.into()),
    }
}

async fn find(app: &App, by: &Signed, code: &str) -> Result<part::Model, Error> {
    queries::part(&app.db, by.organisation_id, code)
        .await?
        .ok_or(Error::NotFound)
}

async fn render(
    app: &App,
    by: &Signed,
    part: part::Model,
    (form, errors): (PartForm, FormErrors),
    refused: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let sites = queries::sites(&app.db, by).await?;
    let may_keep = by.may(KeepParts);
    let templates = if may_keep {
        usable_templates(app, shell.lang).await?
    } else {
        Vec::new()
    };
    let events = journal::history(&app.db, Subject::Part, part.id.0).await?;
    let named: Vec<Option<DeviceId>> = events.iter().map(device_named).collect();
    let devices = named
        .iter()
        .copied()
        .flatten()
        .chain(part.device_id)
        .chain(part.from_device_id);
    let devices: HashMap<DeviceId, String> = queries::codes(&app.db, devices).await?;
    let code = |device: Option<DeviceId>| {
        device
            .and_then(|device| devices.get(&device).cloned())
            .unwrap_or_default()
    };
    let page = PartPage {
        name: say::name(shell.words, &part),
        site: sites
            .iter()
            .find(|site| Some(site.id) == part.site_id)
            .map_or_else(String::new, |site| site.name.clone()),
        device: code(part.device_id),
        from_device: code(part.from_device_id),
        history: events
            .iter()
            .zip(&named)
            .rev()
            .map(|(event, device)| Moment {
                at: event.at,
                sentence: event_sentence(&shell, event),
                device: code(*device),
            })
            .collect(),
        may_keep,
        may_erase: by.may(RecordErasure),
        others: sites
            .into_iter()
            .filter(|site| Some(site.id) != part.site_id)
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        template: usual_template(app, by, &templates).await?,
        templates,
        part,
        form,
        errors,
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// The device that an event of a part names: where it went, or where it came from.
fn device_named(event: &entities::event::Model) -> Option<DeviceId> {
    let data: serde_json::Value = serde_json::from_str(&event.data).ok()?;
    let details = &data["details"];
    let id = details["device"]
        .as_i64()
        .or_else(|| details["from_device"].as_i64())?;
    i32::try_from(id).ok().map(DeviceId)
}
