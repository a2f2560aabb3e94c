//! `POST /api/v1/models`: until when a model gets updates, as a program that follows its maker knows.
use super::{
    caller::{Called, WriteModels},
    once::{self, Begun},
};
use crate::{
    app::App,
    models::{
        actions,
        queries::latest,
        rules::{self, Fault, Typed},
    },
    web::{Error, FormErrors, problem::Problem},
};
use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use chrono::NaiveDate;
use entities::{device::DeviceKind, model_updates};

/// More than five short texts take.
const MAX_BYTES: usize = 16 * 1024;

/// What is said of a model.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Said {
    kind: String,
    manufacturer: String,
    model: String,
    updates_until: String,
    source: String,
}

/// What is known of it since.
#[derive(Debug, serde::Serialize)]
pub struct Told {
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub updates_until: Option<NaiveDate>,
    pub source: String,
    pub version: i32,
}

impl From<model_updates::Model> for Told {
    fn from(row: model_updates::Model) -> Self {
        Self {
            kind: row.kind,
            manufacturer: row.manufacturer,
            model: row.model,
            updates_until: row.updates_until,
            source: row.source,
            version: row.version,
        }
    }
}

pub async fn submit(
    State(app): State<App>,
    by: Called<WriteModels>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    actions::whole_departement(&by)?;
    let body = body.map_err(|_| Error::TooLarge)?;
    if body.len() > MAX_BYTES {
        return Err(Error::TooLarge.into());
    }
    let once = match once::begin(&app, by.token, &headers, &body).await? {
        Begun::First(once) => once,
        Begun::Again(first) => return Ok(first),
    };
    let said: Said = serde_json::from_slice(&body).map_err(|_| Error::Unreadable)?;
    let entry = checked(&said)?;
    let who = (by.membership_id, app.clock.now());
    let is_news = actions::keep(once.txn(), who, &entry, None).await?;
    let row = latest(once.txn(), &entry.key())
        .await?
        .ok_or(Error::NotFound)?;
    let status = if is_news {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    once.answer(status, &Told::from(row)).await
}

/// By the rules of the page; but a day is said, never taken back: a program that lost it would wipe it out.
fn checked(said: &Said) -> Result<rules::Entry, Problem> {
    let typed = Typed {
        kind: &said.kind,
        manufacturer: &said.manufacturer,
        model: &said.model,
        until: &said.updates_until,
        source: &said.source,
    };
    let mut errors = FormErrors::default();
    if said.updates_until.trim().is_empty() {
        errors.add("updates_until", Fault::Until.key());
    }
    match rules::check(&typed) {
        Ok(entry) if errors.is_empty() => Ok(entry),
        Ok(_) => Err(Problem::fields(errors)),
        Err(faults) => {
            for fault in faults {
                let field = if fault == Fault::Until {
                    "updates_until"
                } else {
                    fault.field()
                };
                errors.add(field, fault.key());
            }
            Err(Problem::fields(errors))
        }
    }
}
