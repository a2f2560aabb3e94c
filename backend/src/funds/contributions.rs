//! `GET /funds/{id}/contributions`: what contributors were called for and gave, the latest first. `POST` notes one more.
use super::{
    actions::{self, Failure, Given, Refusal},
    list::{find, recorder},
    queries,
    rules::MOST_CENTS,
    say::{self, Said, line_key},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepFunds, SeeFunds},
    },
    intake::list::values::cents,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{
    fund, fund_agreement,
    fund_line::{self, FundLineId, LineKind},
};
use std::collections::BTreeMap;

/// Lines on a page.
const PAGE_SIZE: usize = 50;

const KINDS: [LineKind; 2] = [LineKind::Call, LineKind::Contribution];

#[derive(Template)]
#[template(path = "funds/contributions.html")]
struct ContributionsPage {
    shell: Shell,
    fund: fund::Model,
    refusal: Option<Said>,
    lines: Vec<Line>,
    first: String,
    next: String,
    may_keep: bool,
    kinds: Vec<Choice>,
    agreements: Vec<Choice>,
    form: GivenForm,
    errors: FormErrors,
}

struct Line {
    id: i32,
    on: String,
    kind_key: &'static str,
    contributor: String,
    number: String,
    amount: String,
    /// The line that it takes off.
    corrects: Option<String>,
    is_taken_off: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The last line of the page before.
    after: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct GivenForm {
    write_id: String,
    kind: String,
    agreement: String,
    on: String,
    amount: String,
}

/// An amount of a line, if it is one.
pub(super) fn amount(typed: &str, errors: &mut FormErrors) -> Option<i64> {
    let cents = cents(typed).filter(|cents| (1..=MOST_CENTS).contains(cents));
    if cents.is_none() {
        errors.add("amount", "fund-amount-wrong");
    }
    cents
}

/// The day of a line, if it has come.
pub(super) fn day(typed: &str, today: NaiveDate, errors: &mut FormErrors) -> Option<NaiveDate> {
    let day: Option<NaiveDate> = typed.trim().parse().ok();
    let day = day.filter(|day| *day <= today);
    if day.is_none() {
        errors.add("on", "fund-on-wrong");
    }
    day
}

impl GivenForm {
    fn parse<'a>(
        &self,
        agreements: &'a [fund_agreement::Model],
        today: NaiveDate,
    ) -> Result<(&'a fund_agreement::Model, (Given, NaiveDate, i64)), FormErrors> {
        let mut errors = FormErrors::default();
        let kind = match self.kind.as_str() {
            "call" => Some(Given::Call),
            "contribution" => Some(Given::Contribution),
            _ => {
                errors.add("kind", "fund-choose-kind");
                None
            }
        };
        let agreement = agreements
            .iter()
            .find(|one| one.id.0.to_string() == self.agreement);
        if agreement.is_none() {
            errors.add("agreement", "fund-choose-agreement");
        }
        let on = day(&self.on, today, &mut errors);
        let cents = amount(&self.amount, &mut errors);
        match (agreement, kind, on, cents) {
            (Some(agreement), Some(kind), Some(on), Some(cents)) => {
                Ok((agreement, (kind, on, cents)))
            }
            _ => Err(errors),
        }
    }
}

/// What was just tried and did not go through.
#[derive(Default)]
struct Attempt {
    status: StatusCode,
    form: GivenForm,
    errors: FormErrors,
    refusal: Option<Refusal>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let agreements = queries::agreements(&app.db, fund.id).await?;
    let after = asked.after.parse().ok().map(FundLineId);
    render(&app, &by, fund, (&agreements, after), Attempt::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Path(id): Path<i32>,
    Form(form): Form<GivenForm>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let agreements = queries::agreements(&app.db, fund.id).await?;
    let (agreement, given) = match form.parse(&agreements, app.clock.today()) {
        Ok(typed) => typed,
        Err(errors) => {
            let attempt = Attempt {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                form,
                errors,
                ..Attempt::default()
            };
            return render(&app, &by, fund, (&agreements, None), attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::give(&*write, recorder(&app, &by), &fund, agreement, given).await {
        Ok(_) => {
            let to = format!("/funds/{id}/contributions?done=fund-line-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                status: StatusCode::CONFLICT,
                form,
                refusal: Some(refusal),
                ..Attempt::default()
            };
            render(&app, &by, fund, (&agreements, None), attempt).await
        }
    }
}

/// The page again, since a line of it was not taken off.
pub(super) async fn refused(
    app: &App,
    by: &Signed,
    fund: fund::Model,
    refusal: Refusal,
) -> Result<Response, Error> {
    let agreements = queries::agreements(&app.db, fund.id).await?;
    let attempt = Attempt {
        status: StatusCode::CONFLICT,
        refusal: Some(refusal),
        ..Attempt::default()
    };
    render(app, by, fund, (&agreements, None), attempt).await
}

async fn render(
    app: &App,
    by: &Signed,
    fund: fund::Model,
    (agreements, after): (&[fund_agreement::Model], Option<FundLineId>),
    attempt: Attempt,
) -> Result<Response, Error> {
    let words = by.words();
    let limit = PAGE_SIZE as u64 + 1;
    let mut lines = queries::lines(&app.db, fund.id, KINDS, after, limit).await?;
    let more = lines.len() > PAGE_SIZE;
    lines.truncate(PAGE_SIZE);
    let corrected = queries::corrected(&app.db, &lines).await?;
    let names = queries::names(&app.db, agreements.iter().map(|one| one.organisation_id)).await?;
    let by_id: BTreeMap<_, _> = agreements.iter().map(|one| (one.id, one)).collect();
    let contributor =
        |one: &fund_agreement::Model| names.get(&one.organisation_id).cloned().unwrap_or_default();
    let first = format!("/funds/{}/contributions", fund.id.0);
    let line = |one: &fund_line::Model| {
        let agreement = one.agreement_id.and_then(|id| by_id.get(&id).copied());
        Line {
            id: one.id.0,
            on: words.short_date(one.on_day),
            kind_key: line_key(one.kind),
            contributor: agreement.map(contributor).unwrap_or_default(),
            number: agreement.map_or_else(String::new, |one| one.number.clone()),
            amount: words.euros(one.cents),
            corrects: one.corrects_id.map(|id| id.0.to_string()),
            is_taken_off: corrected.contains(&one.id),
        }
    };
    let page = ContributionsPage {
        refusal: attempt.refusal.map(|refusal| say::refusal(words, refusal)),
        next: match lines.last() {
            Some(last) if more => format!("{first}?after={}", last.id.0),
            Some(_) | None => String::new(),
        },
        lines: lines.iter().map(line).collect(),
        first: if after.is_some() {
            first
        } else {
            String::new()
        },
        may_keep: by.may(KeepFunds),
        kinds: vec![
            Choice::new("call", words.say("fund-line-call")),
            Choice::new("contribution", words.say("fund-line-contribution")),
        ],
        agreements: agreements
            .iter()
            .map(|one| {
                let name = format!("{} · {}", contributor(one), one.number);
                Choice::new(one.id.0.to_string(), name)
            })
            .collect(),
        form: attempt.form,
        errors: attempt.errors,
        fund,
        shell: by.shell(),
    };
    Ok(web::page(attempt.status, &page)?)
}
