//! `GET|POST /bench/{code}/checklist`: the refurbishment checklist, in one go or in several.
use super::{
    actions,
    device::{answer, done, list_at_bench},
    open_list::OpenList,
    opening,
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
    let list = list_at_bench(&app, &by, &code, Step::Refurbishment).await?;
    let device = &list.device;
    if device.stage != Stage::Refurbishment {
        return Ok(Redirect::to(&format!("/bench/{}", list.code())).into_response());
    }
    let shell = by.shell();
    let chosen = answered(&list.answers);
    let questions = questions(shell.words, device.kind, Step::Refurbishment, chosen);
    page(shell, &list, questions, FormErrors::default()).respond(StatusCode::OK)
}

fn page(
    shell: Shell,
    list: &OpenList,
    questions: Vec<Question>,
    errors: FormErrors,
) -> ChecklistPage {
    ChecklistPage {
        questions,
        code: list.code().to_owned(),
        name: list.name(),
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
    let list = list_at_bench(&app, &by, &code, Step::Refurbishment).await?;
    let answers = answers_in(&sent, list.device.kind, Step::Refurbishment);
    let errors = opening::mistakes(&app.db, &by, &list, &answers, app.clock.today()).await?;
    if !errors.is_empty() {
        let shell = by.shell();
        let kind = list.device.kind;
        let questions = questions(shell.words, kind, Step::Refurbishment, typed(&sent));
        return page(shell, &list, questions, errors).respond(StatusCode::CONFLICT);
    }
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = actions::keep_checklist(&app, &write, &by, &code, &answers)
        .await
        .map(|()| done(&code, "done-bench-answers-kept"));
    answer(&app, &by, &code, write, outcome).await
}
