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

#[derive(Template)]
#[template(path = "workshop/hardware.html")]
struct HardwarePage {
    shell: Shell,
    code: String,
    work: Work,
    file_hint: &'static str,
    errors: FormErrors,
    refused: Option<&'static str>,
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
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    page(&by, work, StatusCode::OK, FormErrors::default(), None)
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
        return page(&by, work, StatusCode::UNPROCESSABLE_ENTITY, errors, None);
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
            return page(&by, work, StatusCode::UNPROCESSABLE_ENTITY, errors, None);
        }
    };
    let sha256 = sha256_hex(&file.bytes);
    let to = done(work.code(), "done-bench-hardware-read");
    let write = app.write_once(&by, &form.write_id).await?;
    let known = snapshots::known(&*write, &work.device, &sha256).await?;
    let outcome = if known.is_some() {
        // The same file: answered as the first time.
        Ok(())
    } else {
        let at = by.at(app.clock.now());
        let source = Source::Bench(by.membership_id);
        snapshots::keep(&write, at, source, &work.device, &machine, &sha256)
            .await
            .map(|_| ())
    };
    match outcome {
        Ok(()) => Ok(write.answer(to).await?.into_response()),
        Err(SnapshotError::Other(error)) => Err(error),
        Err(SnapshotError::Refused(refusal)) => {
            drop(write);
            tracing::info!(
                device = work.device.id.0,
                ?refusal,
                "an inventory was refused"
            );
            let errors = FormErrors::default();
            page(&by, work, StatusCode::CONFLICT, errors, Some(refusal.key()))
        }
    }
}

fn page(
    by: &Allowed<WorkAtBench>,
    work: Work,
    status: StatusCode,
    errors: FormErrors,
    refused: Option<&'static str>,
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
        errors,
        refused,
    };
    Ok(web::page(status, &page)?)
}
