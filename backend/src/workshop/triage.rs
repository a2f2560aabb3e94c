//! `GET|POST /bench/{code}/triage`: what comes in is looked at, graded, and kept or held back.
use super::{
    actions::{self, Triaged},
    device::{answer, done, list_at_bench},
    open_list::OpenList,
    opening,
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
    let list = list_at_bench(&app, &by, &code, Step::Triage).await?;
    if !matches!(
        list.device.stage,
        Stage::Received | Stage::Triage | Stage::Refurbishment
    ) {
        return Ok(Redirect::to(&format!("/bench/{}", list.code())).into_response());
    }
    let shell = by.shell();
    let kind = list.device.kind;
    let questions = questions(shell.words, kind, Step::Triage, answered(&list.answers));
    page(shell, &list, questions, FormErrors::default()).respond(StatusCode::OK)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let list = list_at_bench(&app, &by, &code, Step::Triage).await?;
    let kind = list.device.kind;
    let answers = answers_in(&sent, kind, Step::Triage);
    let errors = unanswered(&answers, kind, Step::Triage);
    if !errors.is_empty() {
        let shell = by.shell();
        let questions = questions(shell.words, kind, Step::Triage, typed(&sent));
        return page(shell, &list, questions, errors).respond(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let errors = opening::mistakes(&app.db, &by, &list, &answers, app.clock.today()).await?;
    if !errors.is_empty() {
        let shell = by.shell();
        let questions = questions(shell.words, kind, Step::Triage, typed(&sent));
        return page(shell, &list, questions, errors).respond(StatusCode::CONFLICT);
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

fn page(
    shell: Shell,
    list: &OpenList,
    questions: Vec<Question>,
    errors: FormErrors,
) -> ChecklistPage {
    ChecklistPage {
        shell,
        code: list.code().to_owned(),
        name: list.name(),
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
