//! `GET|POST /bench/{code}/hardware`: the machine's own inventory, handed in by the person who holds it.
use super::{
    device::{at_bench, done},
    hardware,
    queries::Work,
    snapshots::{self, SnapshotError, Source},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    keys::sha256_hex,
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;

#[derive(Template)]
#[template(path = "workshop/hardware.html")]
struct HardwarePage {
    shell: Shell,
    code: String,
    work: Work,
    file_hint: &'static str,
    errors: FormErrors,
    refused: Option<&'static str>,
    /// When the file just sent had been read already.
    known: Option<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Seen {
    /// The inventory that was kept of the file just sent.
    known: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HardwareForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Query(seen): Query<Seen>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let known = match seen.known.parse() {
        Ok(id) => snapshots::of_device(&app.db, &work.device, id).await?,
        Err(_) => None,
    };
    let said = Said {
        known: known.map(|known| by.shell().date_time(known.at)),
        ..Said::default()
    };
    page(&by, work, StatusCode::OK, said)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: HardwareForm = upload.form()?;
    let work = at_bench(&app, &by, &code).await?;
    let mut errors = FormErrors::default();
    let Some(file) = upload.file("inventory") else {
        errors.add("inventory", "hardware-file-missing");
        return page(&by, work, StatusCode::UNPROCESSABLE_ENTITY, errors.into());
    };
    let machine = match hardware::read(&file.bytes) {
        Ok(machine) => machine,
        Err(fault) => {
            tracing::info!(
                device = work.device.id.0,
                ?fault,
                "an inventory was refused"
            );
            errors.add("inventory", fault.key());
            return page(&by, work, StatusCode::UNPROCESSABLE_ENTITY, errors.into());
        }
    };
    let sha256 = sha256_hex(&file.bytes);
    let write = app.write_once(&by, &form.write_id).await?;
    if let Some(seen) = snapshots::known(&*write, &work.device, &machine, &sha256).await? {
        let to = format!("/bench/{}/hardware?known={}", work.code(), seen.id);
        return Ok(write.answer(to).await?.into_response());
    }
    let at = by.at(app.clock.now());
    let source = Source::Bench(by.membership_id);
    match snapshots::keep(&write, at, source, &work.device, &machine, &sha256).await {
        Ok(_) => {
            let to = done(work.code(), "done-bench-hardware-read");
            Ok(write.answer(to).await?.into_response())
        }
        Err(SnapshotError::Other(error)) => Err(error),
        Err(SnapshotError::Refused(refusal)) => {
            drop(write);
            tracing::info!(
                device = work.device.id.0,
                ?refusal,
                "an inventory was refused"
            );
            let said = Said {
                refused: Some(refusal.key()),
                ..Said::default()
            };
            page(&by, work, StatusCode::CONFLICT, said)
        }
    }
}

/// What the page has to say of the file just sent.
#[derive(Default)]
struct Said {
    errors: FormErrors,
    refused: Option<&'static str>,
    known: Option<String>,
}

impl From<FormErrors> for Said {
    fn from(errors: FormErrors) -> Self {
        Self {
            errors,
            ..Self::default()
        }
    }
}

fn page(
    by: &Allowed<WorkAtBench>,
    work: Work,
    status: StatusCode,
    said: Said,
) -> Result<Response, Error> {
    let page = HardwarePage {
        shell: by.shell(),
        code: work.code().to_owned(),
        file_hint: if status == StatusCode::OK {
            "hardware-file-hint"
        } else {
            "hardware-file-again"
        },
        work,
        errors: said.errors,
        refused: said.refused,
        known: said.known,
    };
    Ok(web::page(status, &page)?)
}
