//! `GET|POST /bench/{code}/checklist`: the refurbishment checklist, in one go or in several.
use super::{
    actions,
    device::{answer, at_bench, done},
    questions::{ChecklistPage, Sent, Texts, answered, answers_in, questions, write_id},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::{checklist_answer::Step, device::Stage};

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let device = &work.device;
    if device.stage != Stage::Refurbishment {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    let shell = by.shell();
    let chosen = answered(&work.refurbishment);
    ChecklistPage {
        questions: questions(shell.words, device.kind, Step::Refurbishment, chosen),
        code: work.code().to_owned(),
        name: work.name(),
        errors: FormErrors::default(),
        texts: Texts {
            path: "checklist",
            title: "bench-checklist-title",
            hint: "bench-checklist-hint",
            button: "bench-checklist-submit",
        },
        shell,
    }
    .respond(StatusCode::OK)
}

/// Keeps whatever was answered: what is left open is said on the device's page.
pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let answers = answers_in(&sent, work.device.kind, Step::Refurbishment);
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = actions::keep_checklist(&app, &write, &by, &code, &answers)
        .await
        .map(|()| done(&code, "done-bench-answers-kept"));
    answer(&app, &by, &code, write, outcome).await
}
