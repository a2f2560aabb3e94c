//! `GET|POST /bench/{code}/checklist`: the refurbishment checklist, in one go or in several.
use super::{
    actions,
    device::{answer, at_bench, done},
    opening,
    queries::Work,
    questions::{
        ChecklistPage, Question, Sent, Texts, answered, answers_in, questions, typed, write_id,
    },
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    web::{Error, FormErrors, Shell},
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
    let questions = questions(shell.words, device.kind, Step::Refurbishment, chosen);
    page(shell, &work, questions, FormErrors::default()).respond(StatusCode::OK)
}

fn page(shell: Shell, work: &Work, questions: Vec<Question>, errors: FormErrors) -> ChecklistPage {
    ChecklistPage {
        questions,
        code: work.code().to_owned(),
        name: work.name(),
        errors,
        texts: Texts {
            path: "checklist",
            title: "bench-checklist-title",
            hint: "bench-checklist-hint",
            button: "bench-checklist-submit",
        },
        shell,
    }
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
    let done_now = (&work, Step::Refurbishment);
    let errors = opening::mistakes(&app.db, &by, done_now, &answers, app.clock.today()).await?;
    if !errors.is_empty() {
        let shell = by.shell();
        let kind = work.device.kind;
        let questions = questions(shell.words, kind, Step::Refurbishment, typed(&sent));
        return page(shell, &work, questions, errors).respond(StatusCode::CONFLICT);
    }
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = actions::keep_checklist(&app, &write, &by, &code, &answers)
        .await
        .map(|()| done(&code, "done-bench-answers-kept"));
    answer(&app, &by, &code, write, outcome).await
}
