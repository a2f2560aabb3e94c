//! `GET|POST /bench/{code}/locks`: which locks of the previous owner are still on the device.
use super::{
    device::{answer, at_bench, done},
    locks,
    queries::Work,
    rules::os_family,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    devices::locked::{KINDS, lock_key, lock_of, lock_value},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Form;
use entities::device_lock::LockKind;

#[derive(Template)]
#[template(path = "workshop/locks.html")]
struct LocksPage {
    shell: Shell,
    code: String,
    work: Work,
    kinds: Vec<Choice>,
    ticked: Vec<String>,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LocksForm {
    write_id: String,
    /// The locks that stood on the page.
    was: Vec<String>,
    locks: Vec<String>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let shell = by.shell();
    let open = |kind: LockKind| work.locks.iter().any(|lock| lock.kind == kind);
    let family = os_family(work.device.os.as_deref(), &work.device.manufacturer);
    let applies = |kind: LockKind| {
        family.is_none_or(|family| match kind {
            LockKind::ActivationLock => family.has_activation_lock(),
            LockKind::ResetProtection => family.has_reset_protection(),
            LockKind::DeviceManagement => family.has_device_management(),
        })
    };
    let kinds = KINDS
        .into_iter()
        .filter(|kind| open(*kind) || applies(*kind))
        .map(|kind| Choice::new(lock_value(kind), shell.say(lock_key(kind))))
        .collect();
    let page = LocksPage {
        code: work.code().to_owned(),
        kinds,
        ticked: KINDS
            .into_iter()
            .filter(|kind| open(*kind))
            .map(|kind| lock_value(kind).to_owned())
            .collect(),
        errors: FormErrors::default(),
        work,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(form): Form<LocksForm>,
) -> Result<Response, Error> {
    let read = |values: &[String]| -> Option<Vec<LockKind>> {
        values.iter().map(|value| lock_of(value)).collect()
    };
    let was = read(&form.was).ok_or(Error::Unreadable)?;
    let mut seen = read(&form.locks).ok_or(Error::Unreadable)?;
    seen.dedup();
    let write = app.write_once(&by, &form.write_id).await?;
    let outcome = locks::note(&app, &write, &by, &code, (&was, &seen))
        .await
        .map(|()| done(&code, "done-bench-locks-noted"));
    answer(&app, &by, &code, write, outcome).await
}
