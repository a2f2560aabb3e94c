//! `GET /diagnosis`: the chain of a period, step by step, as a whole or in one intercommunality; the step that holds it
//! back; what was lost, and why; and the intercommunalities beside each other.
use super::{
    form::{DiagnosisForm, NOWHERE, days},
    queries::{self, AreaChain, Diagnosis},
    rules::{
        Chain, Step, Tally,
        bottleneck::{ENOUGH_DAYS, FEWEST, bottleneck, facts},
    },
    say::{self, or_none, step_icon, step_key},
};
use crate::{
    app::{App, snapshot},
    auth::{
        Allowed,
        permissions::{ReadCounts, SeeDiagnosis},
    },
    stock_at::rules::day_in_france,
    web::{
        self, Choice, Error, FormErrors, Shell,
        plot::{Bar, Value, columns, highest},
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "diagnosis/show.html")]
struct DiagnosisPage {
    shell: Shell,
    form: DiagnosisForm,
    errors: FormErrors,
    asked_at: DateTime<Utc>,
    /// The address that gives the same again.
    address: String,
    epcis: Vec<Choice>,
    shown: Option<Shown>,
    limited: bool,
    reads_counts: bool,
    fewest: i64,
    enough_days: i64,
}

/// The diagnosis as it is read.
struct Shown {
    title: String,
    bottleneck: Option<Held>,
    steps: Vec<StepLine>,
    waiting: Vec<Bar>,
    losses: Vec<LossLine>,
    lost: i64,
    received_weekly: String,
    per_week: Option<i64>,
    areas: Vec<AreaLine>,
    closes: bool,
}

/// The step that holds the chain back.
struct Held {
    title: String,
    sentences: Vec<String>,
}

struct StepLine {
    words: String,
    icon: &'static str,
    tally: Tally,
    yielded: String,
    took: String,
    waited: String,
}

struct LossLine {
    cause: &'static str,
    step: &'static str,
    count: i64,
}

struct AreaLine {
    name: String,
    href: String,
    received: i64,
    ready: i64,
    lost: i64,
    waiting: i64,
    per_week: String,
    bottleneck: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDiagnosis>,
    Query(form): Query<DiagnosisForm>,
) -> Result<Response, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let form = form.dated(today);
    let mut errors = FormErrors::default();
    let shell = by.shell();
    let (mut epcis, mut shown) = (Vec::new(), None);
    if let Some(period) = form.period(now, today, &mut errors) {
        let day = day_in_france(period.to);
        let diagnosis = {
            // One moment for all its pages.
            let snapshot = snapshot(&app.db).await?;
            queries::read(&snapshot, period, day, &by.territories).await?
        };
        epcis = choices(&shell, &diagnosis, &form);
        shown = Some(told(&shell, &diagnosis, &form, days(period)));
    }
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = DiagnosisPage {
        asked_at: now,
        address: form.address("/diagnosis"),
        epcis,
        shown,
        limited: !by.territories.is_empty(),
        reads_counts: by.may(ReadCounts),
        fewest: FEWEST,
        enough_days: ENOUGH_DAYS,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// The intercommunalities there are, and the one that was asked for even when nothing happened there.
fn choices(shell: &Shell, diagnosis: &Diagnosis, form: &DiagnosisForm) -> Vec<Choice> {
    let mut choices: Vec<Choice> = diagnosis
        .areas
        .iter()
        .map(|area| Choice::new(value(area), name(shell, area)))
        .collect();
    if !form.epci.is_empty() && !choices.iter().any(|choice| choice.is(&form.epci)) {
        choices.push(Choice::new(form.epci.as_str(), form.epci.as_str()));
    }
    choices
}

fn value(area: &AreaChain) -> &str {
    area.code.as_deref().unwrap_or(NOWHERE)
}

fn name(shell: &Shell, area: &AreaChain) -> String {
    match (&area.name, &area.code) {
        (Some(name), _) => name.clone(),
        (None, Some(code)) => code.clone(),
        (None, None) => shell.say("diagnosis-nowhere"),
    }
}

fn told(shell: &Shell, diagnosis: &Diagnosis, form: &DiagnosisForm, days: i64) -> Shown {
    let nothing = Chain::default();
    let area = diagnosis
        .areas
        .iter()
        .find(|area| form.is_of(area.code.as_deref()));
    let (title, chain, per_week) = if form.epci.is_empty() {
        let title = shell.say("diagnosis-everywhere");
        (title, &diagnosis.whole, diagnosis.per_week())
    } else if let Some(area) = area {
        (name(shell, area), &area.chain, area.per_week)
    } else {
        (form.epci.clone(), &nothing, None)
    };
    let held = bottleneck(&facts(chain), days).map(|found| Held {
        title: shell
            .with("step", shell.say(step_key(found.step)))
            .say("diagnosis-bottleneck"),
        sentences: say::bottleneck(&shell.words, &found, per_week),
    });
    let values: Vec<Value> = (1..)
        .zip(chain.steps())
        .map(|(number, (_, tally)): (i32, _)| Value::count(number.to_string(), tally.waiting))
        .collect();
    Shown {
        title,
        bottleneck: held,
        steps: (1..)
            .zip(chain.steps())
            .map(|(number, (step, tally))| step_line(shell, number, step, tally))
            .collect(),
        waiting: columns(&values, highest(&values)),
        losses: chain
            .losses
            .iter()
            .map(|((step, cause), count)| LossLine {
                cause: cause.key(),
                step: step_key(*step),
                count: *count,
            })
            .collect(),
        lost: chain.losses.values().sum(),
        received_weekly: say::weekly(&shell.words, chain.step(Step::Received).came, days),
        per_week,
        areas: if form.epci.is_empty() {
            let line = |area: &AreaChain| area_line(shell, area, form, days);
            diagnosis.areas.iter().map(line).collect()
        } else {
            Vec::new()
        },
        closes: chain.steps().all(|(_, tally)| tally.closes()),
    }
}

fn step_line(shell: &Shell, number: i32, step: Step, tally: &Tally) -> StepLine {
    StepLine {
        words: format!("{number}. {}", shell.say(step_key(step))),
        icon: step_icon(step),
        yielded: or_none(&shell.words, tally.yield_percent()),
        took: or_none(&shell.words, tally.took.median()),
        waited: or_none(&shell.words, tally.waited.median()),
        tally: tally.clone(),
    }
}

fn area_line(shell: &Shell, area: &AreaChain, form: &DiagnosisForm, days: i64) -> AreaLine {
    let to = DiagnosisForm {
        epci: value(area).to_owned(),
        ..form.clone()
    };
    let held = bottleneck(&facts(&area.chain), days);
    AreaLine {
        name: name(shell, area),
        href: to.address("/diagnosis"),
        received: area.chain.step(Step::Received).came,
        ready: area.chain.step(Step::Ready).came,
        lost: area.chain.losses.values().sum(),
        waiting: area.chain.steps().map(|(_, tally)| tally.waiting).sum(),
        per_week: or_none(&shell.words, area.per_week),
        bottleneck: held.map_or_else(
            || shell.say("diagnosis-no-bottleneck-line"),
            |found| say::bottleneck_line(&shell.words, &found),
        ),
    }
}
