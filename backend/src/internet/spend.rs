//! `GET /internet/spend`: what internet access cost each fund, month by month. `POST` notes what a month of the plans
//! costs.
use super::{
    actions::{self, Failure, Refusal},
    queries::{self, FundMonth},
    rules::{month_before, month_from, month_of, month_value},
    say::{self, Said},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{RunInternetPlans, SeeInternet},
        territory,
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// As many months as one may note late, this one included.
const MONTHS: usize = 12;

/// Plans noted at once; what is left is offered again.
const AT_ONCE: u64 = 500;

/// The first year that may be asked for.
const FIRST_YEAR: i32 = 2020;

#[derive(Template)]
#[template(path = "internet/spend.html")]
struct SpendPage {
    shell: Shell,
    limited: bool,
    refusal: Option<Said>,
    year: i32,
    years: Vec<Choice>,
    chosen_year: String,
    lines: Vec<Line>,
    funds: Vec<FundLine>,
    total: String,
    may_note: bool,
    months: Vec<Choice>,
    month: String,
    /// How many plans the chosen month is to be noted for, and its name.
    to_note: u64,
    month_name: String,
    errors: FormErrors,
}

impl SpendPage {
    /// The same year as a file.
    fn export(&self) -> String {
        format!("/internet/spend/export?year={}", self.year)
    }
}

struct Line {
    month: String,
    fund: String,
    plans: i64,
    prepaid: i64,
    amount: String,
}

struct FundLine {
    fund: String,
    amount: String,
}

/// Which year is shown, and which month is to be noted.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Shown {
    year: String,
    month: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct NoteForm {
    write_id: String,
    month: String,
}

impl Shown {
    /// The year asked for, or this one.
    pub(super) fn year(&self, today: NaiveDate) -> i32 {
        let asked = self.year.trim().parse().ok();
        asked
            .filter(|year| (FIRST_YEAR..=today.year()).contains(year))
            .unwrap_or_else(|| today.year())
    }
}

/// The first and the last month of a year.
pub(super) fn months_of(year: i32) -> (NaiveDate, NaiveDate) {
    let month = |number| NaiveDate::from_ymd_opt(year, number, 1).unwrap_or_default();
    (month(1), month(12))
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeInternet>,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    render(
        &app,
        &by,
        shown,
        StatusCode::OK,
        (None, FormErrors::default()),
    )
    .await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RunInternetPlans>,
    Form(form): Form<NoteForm>,
) -> Result<Response, Error> {
    let months = months_to_note(app.clock.today());
    let shown = Shown {
        month: form.month.clone(),
        ..Shown::default()
    };
    let month = month_from(&form.month).filter(|month| months.contains(month));
    let Some(month) = month else {
        let mut errors = FormErrors::default();
        errors.add("month", "internet-month-wrong");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&app, &by, shown, status, (None, errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let plans = queries::plans_to_note(&*write, &by, month, AT_ONCE).await?;
    let at = by.at(app.clock.now());
    match actions::note_month(&*write, at, by.membership_id, &plans, month).await {
        Ok(()) => {
            let to = format!(
                "/internet/spend?year={}&month={}&done=internet-month-noted",
                month.year(),
                month_value(month)
            );
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let said = (Some(refusal), FormErrors::default());
            render(&app, &by, shown, StatusCode::CONFLICT, said).await
        }
    }
}

/// The months that may be noted, this one first.
fn months_to_note(today: NaiveDate) -> Vec<NaiveDate> {
    let first = month_of(today);
    std::iter::successors(Some(first), |month| Some(month_before(*month)))
        .take(MONTHS)
        .collect()
}

async fn render(
    app: &App,
    by: &Signed,
    shown: Shown,
    status: StatusCode,
    (refusal, errors): (Option<Refusal>, FormErrors),
) -> Result<Response, Error> {
    let words = by.words();
    let today = app.clock.today();
    let year = shown.year(today);
    let totals = queries::totals(&app.db, by, months_of(year)).await?;
    let months = months_to_note(today);
    let month = month_from(&shown.month)
        .filter(|month| months.contains(month))
        .unwrap_or_else(|| month_of(today));
    let may_note = by.may(RunInternetPlans);
    let to_note = if may_note {
        queries::count_to_note(&app.db, by, month).await?
    } else {
        0
    };
    let cents: i64 = totals.iter().map(|one| one.cents).sum();
    let page = SpendPage {
        limited: territory::limit(by).is_some(),
        refusal: refusal.map(|refusal| say::refusal(words, refusal)),
        year,
        chosen_year: year.to_string(),
        years: (FIRST_YEAR..=today.year())
            .rev()
            .map(|year| Choice::new(year.to_string(), year.to_string()))
            .collect(),
        funds: by_fund(words, &totals),
        lines: totals.iter().map(|one| line(words, one)).collect(),
        total: words.euros(cents),
        may_note,
        months: months
            .iter()
            .map(|month| Choice::new(month_value(*month), words.month(*month)))
            .collect(),
        month: month_value(month),
        month_name: words.month(month),
        to_note,
        errors,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}

fn line(words: Words, one: &FundMonth) -> Line {
    Line {
        month: words.month(one.month),
        fund: one.fund.clone(),
        plans: one.plans,
        prepaid: one.prepaid,
        amount: words.euros(one.cents),
    }
}

/// What each fund paid in the year.
fn by_fund(words: Words, totals: &[FundMonth]) -> Vec<FundLine> {
    let mut funds: BTreeMap<&str, i64> = BTreeMap::new();
    for one in totals {
        *funds.entry(one.fund.as_str()).or_default() += one.cents;
    }
    funds
        .into_iter()
        .map(|(fund, cents)| FundLine {
            fund: fund.to_owned(),
            amount: words.euros(cents),
        })
        .collect()
}
