//! `GET|POST /bench/{code}/quality-check`: somebody else looks at the work, and signs or sends back.
use super::{
    actions::{BenchError, under},
    charger, checking,
    device::{answer, at_bench, done, grade_key},
    findings::{self, Finding, Weight},
    lacking::{self, Lacking},
    queries::{self, Work},
    questions::{
        Field, List, Photos, Question, Sent, blank, failed, given, list_in, questions, typed,
        unanswered, write_id,
    },
    rules::{Blocker, may_check},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SignQualityCheck},
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use entities::{checklist_answer::Step, device::Stage, erasure::ErasureMethod, habilitation::Act};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "workshop/quality_check.html")]
struct QualityCheckPage {
    shell: Shell,
    code: String,
    work: Work,
    list: List,
    /// The form that was sent answered another list.
    other_list: bool,
    findings: Vec<Finding>,
    grade: Option<&'static str>,
    /// Why this person may only send it back.
    blockers: Vec<Blocker>,
    lacking: Vec<Lacking>,
    questions: Vec<Question>,
    /// Whether a charger goes along; empty for a kind that has none.
    chargers: Vec<Choice>,
    charger: String,
    reason: String,
    errors: FormErrors,
}

/// What the form holds, besides the device.
struct Filled {
    questions: Vec<Question>,
    /// Nothing yet: then as for the last device of this model.
    charger: Option<String>,
    reason: String,
    errors: FormErrors,
}

const STEP: Step = Step::QualityCheck;

impl QualityCheckPage {
    fn has_photo(&self) -> bool {
        self.questions.iter().any(Question::is_photo)
    }
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
    let questions = questions(by.words(), work.items(STEP), blank);
    let form = Filled {
        questions,
        charger: None,
        reason: String::new(),
        errors: FormErrors::default(),
    };
    page(&app, &by, work, (StatusCode::OK, false), form).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SignQualityCheck>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let sent: Sent = upload.form()?;
    let text = |name: &str| sent.get(name).map(|text| text.trim()).unwrap_or_default();
    let reason = text("reason").to_owned();
    let photos = Photos::of(&upload).await?;
    let mut work = at_bench(&app, &by, &code).await?;
    let (answered, today) = (list_in(&sent), app.clock.today());
    if under(&app.db, &mut work.listed, answered, today)
        .await?
        .is_err()
    {
        let form = Filled {
            questions: questions(by.words(), work.items(STEP), typed(&sent, &work)),
            charger: sent.get(charger::FIELD).cloned(),
            reason,
            errors: FormErrors::default(),
        };
        return page(&app, &by, work, (StatusCode::CONFLICT, true), form).await;
    }
    let items = work.items(STEP);
    let nothing = BTreeMap::new();
    let (given, mut errors) = given(&sent, photos, (work.checklist.id, items), &nothing);
    let passes = text("verdict") == "pass";
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if passes {
        unanswered(by.words(), &given.answers, items, &mut errors);
        if errors.is_empty() {
            failed(by.words(), &given.answers, items, &mut errors);
            status = StatusCode::CONFLICT;
        }
    } else if reason.is_empty() {
        errors.add("reason", "bench-reason-missing");
    } else if reason.chars().count() > REASON_CHARS {
        errors.add("reason", "bench-reason-too-long");
    }
    if !errors.is_empty() {
        let form = Filled {
            questions: questions(by.words(), items, typed(&sent, &work)),
            charger: sent.get(charger::FIELD).cloned(),
            reason,
            errors,
        };
        return page(&app, &by, work, (status, false), form).await;
    }
    let write = app.write_once(&by, write_id(&sent)).await?;
    let outcome = if passes {
        let charger = charger::read(&sent, work.device.kind);
        checking::pass_check(&app, &write, &by, &code, &given, charger)
            .await
            .map(|()| done(&code, "done-bench-check-passed"))
    } else {
        checking::fail_check(&app, &write, &by, &code, &given, &reason)
            .await
            .map(|()| done(&code, "done-bench-check-failed"))
    };
    match outcome {
        // The page again, with all that was answered: another charger is one choice away.
        Err(BenchError::Refused(blockers)) if blockers == [Blocker::ChargerGone] => {
            drop(write);
            errors.add(charger::FIELD, Blocker::ChargerGone.key());
            let form = Filled {
                questions: questions(by.words(), items, typed(&sent, &work)),
                charger: sent.get(charger::FIELD).cloned(),
                reason,
                errors,
            };
            page(&app, &by, work, (StatusCode::CONFLICT, false), form).await
        }
        outcome => answer(&app, &by, &code, write, outcome).await,
    }
}

async fn page(
    app: &App,
    by: &Allowed<SignQualityCheck>,
    work: Work,
    (status, other_list): (StatusCode, bool),
    filled: Filled,
) -> Result<Response, Error> {
    let Filled {
        questions,
        charger,
        reason,
        errors,
    } = filled;
    let chargers = charger::choices(&app.db, by.words(), &work.device).await?;
    let charger = match charger {
        Some(charger) => charger,
        None => charger::usual(&app.db, &work.device, &chargers).await?,
    };
    let habilitated = queries::habilitated(&app.db, by.account.id, app.clock.today()).await?;
    let person = habilitated.before(by, &work);
    let shell = by.shell();
    let page = QualityCheckPage {
        lacking: lacking::of(app, by, &shell, [Act::QualityCheck]).await?,
        findings: findings::of(shell.words, &work),
        list: List::of(&work),
        other_list,
        shell,
        code: work.code().to_owned(),
        blockers: may_check(person, work.facts_on(app.clock.today()))
            .err()
            .unwrap_or_default(),
        grade: work.device.grade.map(grade_key),
        questions,
        chargers,
        charger,
        reason,
        errors,
        work,
    };
    Ok(web::page(status, &page)?)
}
