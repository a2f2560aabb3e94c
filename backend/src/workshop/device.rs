//! `GET /bench/{code}`: one device at the bench, where it stands and the one thing to do now.
use super::{
    actions::BenchError,
    bench::names,
    drives::{self, DriveRow},
    findings::{self, Finding, Weight},
    lacking::{self, Lacking},
    queries::{self, Stay, Work},
    rules::{Blocker, Erasure, Facts, List, NextAction, Person, Waiting, may_ask_check},
    software_page::SoftwareSaid,
};
use crate::{
    app::{App, Write},
    auth::{Allowed, Signed, permissions::WorkAtBench},
    devices::{
        locked::lock_key,
        stages::{stage_icon, stage_key},
    },
    grading::rulesets,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use entities::{
    device::{Grade, Stage},
    erasure::{self, ErasureMethod, ErasureVerdict},
    habilitation::Act,
};

#[derive(Template)]
#[template(path = "workshop/device.html")]
struct DevicePage {
    shell: Shell,
    code: String,
    work: Work,
    facts: Facts,
    /// Icon and word key.
    stage: (&'static str, &'static str),
    triage: Badge,
    grade: Option<&'static str>,
    erasure: Badge,
    refurbishment: Badge,
    person: Person,
    next: NextAction,
    /// What a form that was just sent was refused for.
    refused: Vec<Blocker>,
    /// What is still to be done before a check may be asked for.
    missing: Vec<Blocker>,
    stay: Stay,
    since: String,
    /// Why the latest erasure was not accepted, as word keys.
    reasons: Vec<String>,
    drives: Vec<DriveRow>,
    findings: Vec<Finding>,
    may_scrap: bool,
    to_check: Vec<String>,
    lacking: Vec<Lacking>,
    software: SoftwareSaid,
    category: Option<String>,
}

impl DevicePage {
    fn erases_next(&self) -> bool {
        matches!(self.next, NextAction::Erase(_))
    }

    /// From its reception to its quality check.
    fn at_work(&self) -> bool {
        matches!(
            self.facts.stage,
            Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck
        )
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    page(&app, &by, &code, StatusCode::OK, Vec::new()).await
}

async fn page(
    app: &App,
    by: &Signed,
    code: &str,
    status: StatusCode,
    refused: Vec<Blocker>,
) -> Result<Response, Error> {
    let db = &app.db;
    let today = app.clock.today();
    let work = at_bench(app, by, code).await?;
    let habilitated = queries::habilitated(db, by.account.id, today).await?;
    let person = habilitated.before(by, &work);
    let facts = work.facts_on(today);
    let at_work = facts.stage == Stage::Refurbishment;
    let erasing = matches!(
        facts.erasure,
        Erasure::Missing(_) | Erasure::NotAccepted(_) | Erasure::SomeDrives(_)
    );
    let to_check = if facts.stage == Stage::QualityCheck {
        names(app, by, Act::QualityCheck).await?
    } else {
        Vec::new()
    };
    let reasons = match &work.erasure {
        Some(erasure) => serde_json::from_str(&erasure.reasons).map_err(anyhow::Error::from)?,
        None => Vec::new(),
    };
    let shell = by.shell();
    let wanted = [
        (at_work && erasing, Act::Erasure),
        (
            at_work
                && (facts.refurbishment == List::Failed || facts.lacks.iter().any(Option::is_some)),
            Act::ElectricalRepair,
        ),
        (
            facts.stage == Stage::QualityCheck && person.supervises && !person.did_the_work,
            Act::QualityCheck,
        ),
    ];
    let wanted = wanted
        .into_iter()
        .filter_map(|(now, act)| now.then_some(act));
    let lacking = lacking::of(app, by, &shell, wanted).await?;
    let page = DevicePage {
        code: work.code().to_owned(),
        next: habilitated.next(by, &work),
        missing: if at_work {
            may_ask_check(facts).err().unwrap_or_default()
        } else {
            Vec::new()
        },
        stay: queries::stay_of(app, db, &work.device).await?,
        since: shell.waiting(work.device.stage_since, today),
        reasons,
        may_scrap: person.supervises
            && matches!(
                facts.stage,
                Stage::Triage | Stage::Refurbishment | Stage::QualityCheck
            ),
        to_check,
        lacking,
        refused,
        software: SoftwareSaid::of(&shell, &work, today),
        category: work.device.category.as_deref().map(rulesets::category_name),
        stage: (stage_icon(facts.stage), stage_key(facts.stage)),
        triage: badge_of(facts.triage),
        grade: work.device.grade.map(grade_key),
        erasure: if matches!(facts.erasure, Erasure::SomeDrives(_)) {
            ("stop", "hard-drive", "erasure-some-drives")
        } else {
            badge_of_erasure(work.erasure.as_ref(), work.device.holds_data)
        },
        drives: drives::rows(&work)?,
        findings: findings::of(shell.words, &work),
        refurbishment: badge_of(facts.refurbishment),
        facts,
        person,
        work,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// The device of this code, if it is at a bench of the person's organisation.
pub async fn at_bench(app: &App, by: &Signed, code: &str) -> Result<Work, Error> {
    queries::device_at_bench(&app.db, by, code)
        .await?
        .ok_or(Error::NotFound)
}

/// Ends a write at the bench: committed, or undone with the device's page saying why.
pub async fn answer(
    app: &App,
    by: &Signed,
    code: &str,
    write: Write,
    outcome: Result<String, BenchError>,
) -> Result<Response, Error> {
    match outcome {
        Ok(to) => Ok(write.answer(to).await?.into_response()),
        Err(BenchError::Other(error)) => Err(error),
        Err(BenchError::Refused(blockers)) => {
            drop(write);
            page(app, by, code, StatusCode::CONFLICT, blockers).await
        }
    }
}

/// The page to go on with after a step, and the sentence that says it was done: `done-…`.
pub fn done(code: &str, key: &str) -> String {
    let key = key.trim_start_matches("done-");
    format!("/bench/{code}?done={key}")
}

/// What the next action is called on its button.
pub fn next_key(next: NextAction) -> &'static str {
    match next {
        NextAction::Triage => "bench-next-triage",
        NextAction::Scrap => "bench-next-scrap",
        NextAction::Fit(_) => "bench-next-fit",
        NextAction::Erase(_) => "bench-next-erase",
        NextAction::FillChecklist => "bench-next-checklist",
        NextAction::Repair => "bench-next-repair",
        NextAction::Install => "bench-next-install",
        NextAction::AskCheck => "bench-next-ask-check",
        NextAction::Check => "bench-next-check",
        NextAction::SendBack => "bench-next-send-back",
        NextAction::Wait(Waiting::ForRelease) => "bench-next-blocked",
        NextAction::Wait(_) => "bench-next-wait",
        NextAction::Ready => "bench-next-ready",
        NextAction::Nothing => "bench-next-nothing",
    }
}

/// Where the next action is done: its own page, or the device's.
pub fn next_href(code: &str, next: NextAction) -> String {
    match next {
        NextAction::Triage => format!("/bench/{code}/triage"),
        NextAction::Scrap => format!("/bench/{code}/scrap"),
        NextAction::Fit(_) => format!("/bench/{code}/parts"),
        NextAction::Erase(_) => format!("/bench/{code}/erasure"),
        NextAction::FillChecklist | NextAction::Repair => format!("/bench/{code}/checklist"),
        NextAction::Install => format!("/bench/{code}/software"),
        NextAction::Check | NextAction::SendBack => format!("/bench/{code}/quality-check"),
        NextAction::Wait(Waiting::ForRelease) => format!("/bench/{code}/locks"),
        NextAction::AskCheck | NextAction::Wait(_) | NextAction::Ready | NextAction::Nothing => {
            format!("/bench/{code}")
        }
    }
}

/// A device's grade as a word key.
pub fn grade_key(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "grade-a",
        Grade::B => "grade-b",
        Grade::C => "grade-c",
    }
}

/// Colour, icon and word key.
type Badge = (&'static str, &'static str, &'static str);

fn badge_of(list: List) -> Badge {
    match list {
        List::Unfinished => ("wait", "circle-dashed", "bench-list-unfinished"),
        List::Failed => ("stop", "circle-alert", "bench-list-failed"),
        List::Passed => ("good", "circle-check", "bench-list-passed"),
    }
}

fn badge_of_erasure(erasure: Option<&erasure::Model>, holds_data: bool) -> Badge {
    match erasure.map(|erasure| erasure.verdict) {
        None if holds_data => ("wait", "circle-dashed", "bench-list-unfinished"),
        None => ("plain", "circle-minus", "bench-holds-no-data"),
        Some(ErasureVerdict::Accepted) => ("good", "circle-check", "erasure-accepted"),
        Some(ErasureVerdict::Refused) => ("stop", "octagon-x", "erasure-refused"),
        Some(ErasureVerdict::Unverified) => ("stop", "circle-alert", "erasure-unverified"),
    }
}
