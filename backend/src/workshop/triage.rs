//! `GET|POST /bench/{code}/triage`: what comes in is looked at, graded, and kept or held back.
use super::{
    actions::{self, Triaged, under},
    device::{answer, done},
    listed::{Listed, list_at_bench},
    opening,
    questions::{
        ChecklistPage, List, Photos, Question, Sent, Texts, answered, given, list_in, questions,
        typed, unanswered, write_id,
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

const STEP: Step = Step::Triage;

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = list_at_bench(&app.db, &by, &code).await?;
    if !matches!(
        work.device.stage,
        Stage::Received | Stage::Triage | Stage::Refurbishment
    ) {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    let shell = by.shell();
    let questions = questions(shell.words, work.items(STEP), answered(&work, STEP));
    page(shell, &work, questions, FormErrors::default()).respond(StatusCode::OK)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let sent: Sent = upload.form()?;
    let today = app.clock.today();
    let photos = Photos::of(&upload).await?;
    let write = app.write_once(&by, write_id(&sent)).await?;
    let mut work = list_at_bench(&*write, &by, &code).await?;
    if under(&*write, &mut work, list_in(&sent), today)
        .await?
        .is_err()
    {
        drop(write);
        return other_list(by.shell(), &work, &sent).respond(StatusCode::CONFLICT);
    }
    let list = (work.checklist.id, work.items(STEP));
    let (given, mut errors) = given(&sent, photos, list, &work.triage);
    unanswered(by.words(), &given.answers, work.items(STEP), &mut errors);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if errors.is_empty() {
        let done_now = (&work, STEP);
        errors = opening::mistakes(&*write, &by, done_now, &given.answers, today).await?;
        status = StatusCode::CONFLICT;
    }
    if !errors.is_empty() {
        drop(write);
        let shell = by.shell();
        let questions = questions(shell.words, work.items(STEP), typed(&sent, &work));
        return page(shell, &work, questions, errors).respond(status);
    }
    let outcome = actions::triage(&app, &write, &by, &work, &given)
        .await
        .map(|triaged| match triaged {
            Triaged::Kept => done(&code, "done-bench-triaged"),
            Triaged::Held => done(&code, "done-bench-held"),
        });
    answer(&app, &by, &code, write, outcome).await
}

/// The right questions, with what was typed where the same question is asked.
fn other_list(shell: Shell, work: &Listed, sent: &Sent) -> ChecklistPage {
    let questions = questions(shell.words, work.items(STEP), typed(sent, work));
    ChecklistPage {
        other_list: true,
        ..page(shell, work, questions, FormErrors::default())
    }
}

fn page(
    shell: Shell,
    work: &Listed,
    questions: Vec<Question>,
    errors: FormErrors,
) -> ChecklistPage {
    ChecklistPage {
        shell,
        code: work.code().to_owned(),
        name: work.name(),
        list: List::of(work),
        errors,
        questions,
        texts: Texts {
            path: "triage",
            title: "bench-triage-title",
            hint: "bench-triage-hint",
            button: "bench-triage-submit",
        },
        other_list: false,
    }
}
