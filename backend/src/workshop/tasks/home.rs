//! `GET /bench` for who works task by task: a label to scan, or a device to go on with.
use super::shell_of;
use crate::{
    app::App,
    auth::Signed,
    web::{self, Error, FormErrors, Shell, Tongue},
    workshop::queries,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use entities::device::Stage;

#[derive(Template)]
#[template(path = "workshop/tasks/home.html")]
struct HomePage {
    shell: Shell,
    code: String,
    errors: FormErrors,
    /// Devices that wait here, as code and name: what was begun, before what was not.
    devices: Vec<(String, String)>,
    tongues: Vec<Language>,
}

/// A language to choose, named in itself.
struct Language {
    tag: &'static str,
    dir: &'static str,
    name: String,
    chosen: bool,
}

/// As many as fit under a thumb.
const SHOWN: usize = 3;

pub async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    code: String,
) -> Result<Response, Error> {
    let mut devices = Vec::new();
    for stages in [
        &[Stage::Refurbishment][..],
        &[Stage::Received, Stage::Triage],
    ] {
        let queue = queries::queue(&app.db, by, stages).await?;
        let named = |work: &queries::Work| (work.code().to_owned(), work.name());
        devices.extend(queue.oldest.iter().map(named));
    }
    devices.truncate(SHOWN);
    let mut errors = FormErrors::default();
    match status {
        StatusCode::OK => {}
        // The label is there, and no device bears it.
        StatusCode::CONFLICT => errors.add("code", "worker-code-blank"),
        _ => errors.add("code", "worker-code-unknown"),
    }
    let chosen = by.tongue().map(Tongue::tag);
    let page = HomePage {
        tongues: Tongue::all()
            .into_iter()
            .map(|tongue| Language {
                tag: tongue.tag(),
                dir: tongue.dir(),
                name: tongue.name(),
                chosen: chosen == Some(tongue.tag()),
            })
            .collect(),
        shell: shell_of(by),
        code,
        errors,
        devices,
    };
    Ok(web::page(status, &page)?)
}
