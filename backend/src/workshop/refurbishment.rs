//! `GET|POST /bench/{code}/checklist`: the refurbishment checklist, in one go or in several.
use super::{
    actions::{self, under},
    device::{answer, at_bench, done},
    opening,
    queries::Work,
    questions::{
        ChecklistPage, List, Question, Sent, Texts, answered, given, list_in, questions, typed,
        write_id,
    },
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    web::{Error, FormErrors, Shell, Upload},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use entities::{checklist_answer::Step, device::Stage};

const STEP: Step = Step::Refurbishment;

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    if work.device.stage != Stage::Refurbishment {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    let shell = by.shell();
    let questions = questions(shell.words, work.items(STEP), answered(&work, STEP));
    page(shell, &work, questions, FormErrors::default()).respond(StatusCode::OK)
}

/// Keeps whatever was answered: what is left open is said on the device's page.
pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let sent: Sent = upload.form()?;
    let today = app.clock.today();
    let seen = at_bench(&app, &by, &code).await?;
    let Ok(work) = under(&app.db, seen, list_in(&sent), today).await? else {
        let work = at_bench(&app, &by, &code).await?;
        return other_list(by.shell(), &work, &sent).respond(StatusCode::CONFLICT);
    };
    let list = (work.checklist.id, work.items(STEP));
    let (given, mut errors) = given(&upload, &sent, list, &work.refurbishment).await?;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if errors.is_empty() {
        let done_now = (&work, STEP);
        errors = opening::mistakes(&app.db, &by, done_now, &given.answers, today).await?;
        status = StatusCode::CONFLICT;
    }
    if !errors.is_empty() {
        let shell = by.shell();
        let questions = questions(shell.words, work.items(STEP), typed(&sent, &work));
        return page(shell, &work, questions, errors).respond(status);
    }
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = actions::keep_checklist(&app, &write, &by, &code, &given)
        .await
        .map(|()| done(&code, "done-bench-answers-kept"));
    answer(&app, &by, &code, write, outcome).await
}

/// The right questions, with what was typed where the same question is asked.
fn other_list(shell: Shell, work: &Work, sent: &Sent) -> ChecklistPage {
    let questions = questions(shell.words, work.items(STEP), typed(sent, work));
    ChecklistPage {
        other_list: true,
        ..page(shell, work, questions, FormErrors::default())
    }
}

fn page(shell: Shell, work: &Work, questions: Vec<Question>, errors: FormErrors) -> ChecklistPage {
    ChecklistPage {
        questions,
        code: work.code().to_owned(),
        name: work.name(),
        list: List::of(work),
        errors,
        texts: Texts {
            path: "checklist",
            title: "bench-checklist-title",
            hint: "bench-checklist-hint",
            button: "bench-checklist-submit",
        },
        other_list: false,
        shell,
    }
}
