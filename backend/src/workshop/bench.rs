//! `GET /bench`: the workshop's home, one scan field and what waits here.
use super::{
    device::{next_href, next_key},
    lacking::{self, Lacking},
    queries::{self, Habilitated, Queue},
    tasks,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{SignQualityCheck, WorkAtBench},
    },
    labels::{
        card::{Reading, read},
        queries as labels, scan_mistake,
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use entities::{device::Stage, habilitation::Act, membership::Role};

#[derive(Template)]
#[template(path = "workshop/bench.html")]
struct BenchPage {
    shell: Shell,
    code: String,
    errors: FormErrors,
    piles: Vec<Pile>,
    /// Why there is no pile to check, and whom to ask.
    lacking: Vec<Lacking>,
}

/// A queue as the page shows it.
struct Pile {
    title: &'static str,
    icon: &'static str,
    count: u64,
    /// How long the oldest has waited; empty for an empty pile.
    oldest: String,
    rows: Vec<Row>,
    more: u64,
}

struct Row {
    code: String,
    name: String,
    since: String,
    next: &'static str,
    href: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Scan {
    code: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Query(scan): Query<Scan>,
) -> Result<Response, Error> {
    if scan.code.trim().is_empty() {
        return page(&app, &by, StatusCode::OK, scan.code, FormErrors::default()).await;
    }
    let mut errors = FormErrors::default();
    let status = match read(&scan.code) {
        Ok(Reading::Card(card)) => {
            return Ok(Redirect::to(&format!("/bench/scan?mode={card}")).into_response());
        }
        Ok(Reading::Label(label)) => {
            let code = label.to_string();
            if queries::device_at_bench(&app.db, &by, &code)
                .await?
                .is_some()
            {
                return Ok(Redirect::to(&start_of(&by, &code)).into_response());
            }
            if labels::is_blank(&app.db, &by, label).await? {
                errors.add("code", "bench-code-blank");
                StatusCode::CONFLICT
            } else if by.role == Role::Supervisor {
                errors.add("code", "bench-code-elsewhere-supervisor");
                StatusCode::NOT_FOUND
            } else {
                errors.add("code", "bench-code-elsewhere");
                StatusCode::NOT_FOUND
            }
        }
        Err(unread) => {
            errors = scan_mistake(unread, "code");
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    page(&app, &by, status, scan.code, errors).await
}

async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    code: String,
    errors: FormErrors,
) -> Result<Response, Error> {
    if tasks::opens_for(by) {
        return tasks::home_page(app, by, status, code).await;
    }
    let db = &app.db;
    let today = app.clock.today();
    let habilitated = queries::habilitated(db, by.account.id, today).await?;
    let shell = by.shell();
    let pile =
        |title, icon, queue: &Queue| pile(app, by, &shell, habilitated, (title, icon), queue);
    let to_triage = queries::queue(db, by, &[Stage::Received, Stage::Triage]).await?;
    let in_hand = queries::queue(db, by, &[Stage::Refurbishment]).await?;
    let mut piles = vec![
        pile("bench-to-triage", "package", &to_triage),
        pile("bench-in-refurbishment", "wrench", &in_hand),
    ];
    let mut lacking = Vec::new();
    if by.may(SignQualityCheck) && habilitated.quality_check {
        let queue = queries::queue_to_check(db, by, today).await?;
        piles.push(pile("bench-to-check", "shield-check", &queue));
    } else if by.may(SignQualityCheck) {
        lacking = lacking::of(app, by, &shell, [Act::QualityCheck]).await?;
    }
    let waiting = queries::queue(db, by, &[Stage::QualityCheck]).await?;
    let ready = queries::queue(db, by, &[Stage::Ready]).await?;
    for (title, icon, queue) in [
        ("bench-all-to-check", "hourglass", waiting),
        ("bench-ready", "circle-check", ready),
    ] {
        // The whole stage, for its count and age: what one may do about it stands above.
        let all = pile(title, icon, &queue);
        piles.push(Pile {
            rows: Vec::new(),
            ..all
        });
    }
    let page = BenchPage {
        shell,
        code,
        errors,
        piles,
        lacking,
    };
    Ok(web::page(status, &page)?)
}

/// The page a device opens on, for this person.
pub fn start_of(by: &Signed, code: &str) -> String {
    if tasks::opens_for(by) {
        format!("/bench/{code}/tasks")
    } else {
        format!("/bench/{code}")
    }
}

fn pile(
    app: &App,
    by: &Signed,
    shell: &Shell,
    habilitated: Habilitated,
    (title, icon): (&'static str, &'static str),
    queue: &Queue,
) -> Pile {
    let today = app.clock.today();
    let rows: Vec<Row> = queue
        .oldest
        .iter()
        .map(|work| {
            let next = habilitated.next(by, work);
            Row {
                code: work.code().to_owned(),
                name: work.name(),
                since: shell.waiting(work.device.stage_since, today),
                next: next_key(next),
                href: next_href(work.code(), next),
            }
        })
        .collect();
    Pile {
        title,
        icon,
        count: queue.devices,
        oldest: rows
            .first()
            .map(|row| row.since.clone())
            .unwrap_or_default(),
        more: queue.devices.saturating_sub(rows.len() as u64),
        rows,
    }
}

/// The colleagues to ask, by name.
pub async fn names(app: &App, by: &Signed, act: Act) -> Result<Vec<String>, Error> {
    let today = app.clock.today();
    let colleagues = queries::habilitated_colleagues(&app.db, by, act, today).await?;
    Ok(colleagues.into_iter().map(|account| account.name).collect())
}
