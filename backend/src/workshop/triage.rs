//! `GET|POST /bench/{code}/triage`: what comes in is looked at, graded, and kept or held back.
use super::{
    actions::{self, Triaged},
    device::{answer, at_bench, done},
    opening,
    queries::Work,
    questions::{
        ChecklistPage, Question, Sent, Texts, answered, answers_in, questions, typed, unanswered,
        write_id,
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
    if !matches!(
        work.device.stage,
        Stage::Received | Stage::Triage | Stage::Refurbishment
    ) {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    let shell = by.shell();
    let kind = work.device.kind;
    let questions = questions(shell.words, kind, Step::Triage, answered(&work.triage));
    page(shell, &work, questions, FormErrors::default()).respond(StatusCode::OK)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let kind = work.device.kind;
    let answers = answers_in(&sent, kind, Step::Triage);
    let errors = unanswered(&answers, kind, Step::Triage);
    if !errors.is_empty() {
        let shell = by.shell();
        let questions = questions(shell.words, kind, Step::Triage, typed(&sent));
        return page(shell, &work, questions, errors).respond(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let done_now = (&work, Step::Triage);
    let errors = opening::mistakes(&app.db, &by, done_now, &answers, app.clock.today()).await?;
    if !errors.is_empty() {
        let shell = by.shell();
        let questions = questions(shell.words, kind, Step::Triage, typed(&sent));
        return page(shell, &work, questions, errors).respond(StatusCode::CONFLICT);
    }
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = actions::triage(&app, &write, &by, &code, &answers)
        .await
        .map(|triaged| match triaged {
            Triaged::Kept => done(&code, "done-bench-triaged"),
            Triaged::Held => done(&code, "done-bench-held"),
        });
    answer(&app, &by, &code, write, outcome).await
}

fn page(shell: Shell, work: &Work, questions: Vec<Question>, errors: FormErrors) -> ChecklistPage {
    ChecklistPage {
        shell,
        code: work.code().to_owned(),
        name: work.name(),
        errors,
        questions,
        texts: Texts {
            path: "triage",
            title: "bench-triage-title",
            hint: "bench-triage-hint",
            button: "bench-triage-submit",
        },
    }
}
