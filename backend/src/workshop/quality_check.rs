//! `GET|POST /bench/{code}/quality-check`: somebody else looks at the work, and signs or sends back.
use super::{
    actions,
    device::{answer, at_bench, done, grade_key},
    lacking::{self, Lacking},
    queries::{self, Work},
    questions::{
        Question, Sent, answered, answers_in, failed, questions, typed, unanswered, write_id,
    },
    rules::{Blocker, may_check},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SignQualityCheck},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::{checklist_answer::Step, device::Stage, erasure::ErasureMethod, habilitation::Act};

#[derive(Template)]
#[template(path = "workshop/quality_check.html")]
struct QualityCheckPage {
    shell: Shell,
    code: String,
    work: Work,
    grade: Option<&'static str>,
    /// Why this person may only send it back.
    blockers: Vec<Blocker>,
    lacking: Vec<Lacking>,
    questions: Vec<Question>,
    reason: String,
    errors: FormErrors,
}

/// Longer than anybody writes in gloves.
const REASON_CHARS: usize = 500;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SignQualityCheck>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    if work.device.stage != Stage::QualityCheck {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    // A check begins blank, also after one that failed.
    let nothing = std::collections::BTreeMap::new();
    let questions = questions(
        by.words(),
        work.device.kind,
        Step::QualityCheck,
        answered(&nothing),
    );
    let form = (questions, String::new(), FormErrors::default());
    page(&app, &by, work, StatusCode::OK, form).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SignQualityCheck>,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let kind = work.device.kind;
    let answers = answers_in(&sent, kind, Step::QualityCheck);
    let text = |name: &str| sent.get(name).map(|text| text.trim()).unwrap_or_default();
    let reason = text("reason").to_owned();
    let passes = text("verdict") == "pass";
    let mut errors = FormErrors::default();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if passes {
        errors = unanswered(&answers, kind, Step::QualityCheck);
        if errors.is_empty() {
            errors = failed(&answers, kind, Step::QualityCheck);
            status = StatusCode::CONFLICT;
        }
    } else if reason.is_empty() {
        errors.add("reason", "bench-reason-missing");
    } else if reason.chars().count() > REASON_CHARS {
        errors.add("reason", "bench-reason-too-long");
    }
    if !errors.is_empty() {
        let questions = questions(by.words(), kind, Step::QualityCheck, typed(&sent));
        return page(&app, &by, work, status, (questions, reason, errors)).await;
    }
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = if passes {
        actions::pass_check(&app, &write, &by, &code, &answers)
            .await
            .map(|()| done(&code, "done-bench-check-passed"))
    } else {
        actions::fail_check(&app, &write, &by, &code, &answers, &reason)
            .await
            .map(|()| done(&code, "done-bench-check-failed"))
    };
    answer(&app, &by, &code, write, outcome).await
}

async fn page(
    app: &App,
    by: &Allowed<SignQualityCheck>,
    work: Work,
    status: StatusCode,
    (questions, reason, errors): (Vec<Question>, String, FormErrors),
) -> Result<Response, Error> {
    let habilitated = queries::habilitated(&app.db, by.account.id, app.clock.today()).await?;
    let person = habilitated.before(by, &work);
    let shell = by.shell();
    let page = QualityCheckPage {
        lacking: lacking::of(app, by, &shell, [Act::QualityCheck]).await?,
        shell,
        code: work.code().to_owned(),
        blockers: may_check(person, work.facts_on(app.clock.today()))
            .err()
            .unwrap_or_default(),
        grade: work.device.grade.map(grade_key),
        questions,
        reason,
        errors,
        work,
    };
    Ok(web::page(status, &page)?)
}
