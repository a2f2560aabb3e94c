//! `GET /trials`: the trials a person may follow, the latest first; before them, what a school is asked to tell.
use super::{
    queries,
    rules::{Standing, standing},
    say,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{SeeTrials, TellTrials},
    },
    lending::{
        queries::Named,
        say::{self as loans, Badge},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{
    loan::{self, LoanId},
    loan_feedback::{self, FeedbackMoment},
};
use sea_orm::ActiveEnum;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "trials/trials.html")]
struct TrialsPage {
    shell: Shell,
    asked: Vec<Asked>,
    lines: Vec<Line>,
    first: String,
    next: String,
}

/// A feedback that waits for the school.
struct Asked {
    id: i32,
    item: String,
    pupil_code: Option<String>,
    moment: String,
    title: &'static str,
    badge: Badge,
}

struct Line {
    id: i32,
    number: String,
    item: String,
    pupil_code: Option<String>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    stage: Badge,
    outcome: Option<Badge>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    before: String,
}

type Told = HashMap<LoanId, Vec<loan_feedback::Model>>;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTrials>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let before: Option<i32> = asking.before.parse().ok();
    let mut trials = queries::trials(&app.db, &by, before).await?;
    let page_size = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let more = trials.len() > page_size;
    trials.truncate(page_size);
    let untold = if by.may(TellTrials) && before.is_none() {
        queries::untold(&app.db, &by).await?
    } else {
        Vec::new()
    };
    let all = [trials.as_slice(), untold.as_slice()].concat();
    let told = queries::feedbacks(&app.db, &all).await?;
    let named = Named::of(&app.db, &all).await?;
    let today = app.clock.today();
    let shell = by.shell();
    let page = TrialsPage {
        asked: asked(&shell, &untold, (&told, &named), today),
        lines: trials
            .iter()
            .map(|loan| line(&shell, loan, (&told, &named), today))
            .collect(),
        first: before.map(|_| "/trials".to_owned()).unwrap_or_default(),
        next: trials
            .last()
            .filter(|_| more)
            .map(|loan| format!("/trials?before={}", loan.id.0))
            .unwrap_or_default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn item(shell: &Shell, loan: &loan::Model, named: &Named) -> String {
    named
        .items
        .get(&loan.item_id)
        .map_or_else(String::new, |item| {
            shell.lang.choose(&item.name_fr, &item.name_en).to_owned()
        })
}

fn line(
    shell: &Shell,
    loan: &loan::Model,
    (told, named): (&Told, &Named),
    today: NaiveDate,
) -> Line {
    let outcome = told
        .get(&loan.id)
        .and_then(|rows| rows.iter().find_map(|row| row.outcome));
    Line {
        id: loan.id.0,
        number: loans::number(shell, loan.id),
        item: item(shell, loan, named),
        pupil_code: loan.pupil_code.clone(),
        starts_on: loan.starts_on,
        ends_on: loan.ends_on,
        stage: loans::standing(loan, named.losses.get(&loan.id), today),
        outcome: outcome.map(say::outcome),
    }
}

/// The feedbacks that are asked for or owed; the middle is not asked any more where the end is.
fn asked(
    shell: &Shell,
    untold: &[loan::Model],
    (told, named): (&Told, &Named),
    today: NaiveDate,
) -> Vec<Asked> {
    let of = |loan: &loan::Model| {
        let given = told.get(&loan.id).map_or(&[][..], Vec::as_slice);
        let waits = |moment: FeedbackMoment| -> Option<(FeedbackMoment, Standing)> {
            let is_given = given.iter().any(|row| row.moment == moment);
            let standing = standing(loan, moment, is_given, today);
            (!is_given && standing.is_open()).then_some((moment, standing))
        };
        let (moment, standing) = [FeedbackMoment::End, FeedbackMoment::Mid]
            .into_iter()
            .find_map(waits)?;
        Some(Asked {
            id: loan.id.0,
            item: item(shell, loan, named),
            pupil_code: loan.pupil_code.clone(),
            moment: moment.to_value(),
            title: say::moment_key(moment),
            badge: say::standing(standing)?,
        })
    };
    untold.iter().filter_map(of).collect()
}
