//! `GET /coop/totals?year=2026`: a year by month, theme and public.
use super::{
    queries,
    totals::{self, Count},
    words,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ImportCoop},
    programmes::themes,
    training::say,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{Datelike, NaiveDate};
use entities::{coop_row::CoopAge, membership::Role};

/// Fewer people than these are not told to who does not follow them.
const FEWEST: i64 = 5;
/// The Coop's own beginning is later.
const FIRST_YEAR: i32 = 2_015;

#[derive(Template)]
#[template(path = "coop/totals.html")]
struct TotalsPage {
    shell: Shell,
    year: i32,
    typed: String,
    errors: FormErrors,
    all: Line,
    tables: Vec<Table>,
    people: Vec<(String, String)>,
}

/// One way of counting.
struct Table {
    caption: &'static str,
    of: &'static str,
    lines: Vec<Line>,
}

struct Line {
    of: String,
    times: i64,
    duration: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    year: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ImportCoop>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let this_year = app.clock.today().year();
    let typed = asking.year.trim();
    let mut errors = FormErrors::default();
    let asked = typed
        .parse()
        .ok()
        .filter(|year| (FIRST_YEAR..=this_year).contains(year));
    if asked.is_none() && !typed.is_empty() {
        errors.add("year", "coop-year-wrong");
    }
    let year = asked.unwrap_or(this_year);
    let scope = queries::visible(&by, entities::coop_row::Column::OrganisationId);
    let totals = totals::of(&app.db, &scope, year).await?;
    let month = |number: u32| {
        NaiveDate::from_ymd_opt(year, number, 1).map_or_else(String::new, |day| {
            let date = shell.date(day);
            date.split_once(' ')
                .map_or(date.clone(), |(_, rest)| rest.to_owned())
        })
    };
    let theme = |key: &str| {
        themes::theme(key).map_or_else(|| key.to_owned(), |one| one.name(shell.lang).to_owned())
    };
    let tables = vec![
        Table {
            caption: "coop-by-month",
            of: "coop-month",
            lines: lines(&totals.months, |number| month(*number)),
        },
        Table {
            caption: "coop-by-theme",
            of: "coop-theme",
            lines: lines(&totals.themes, |key| theme(key)),
        },
        Table {
            caption: "coop-by-age",
            of: "coop-age",
            lines: lines(&totals.ages, |age| shell.say(words::age(*age))),
        },
        Table {
            caption: "coop-by-occupation",
            of: "coop-occupation",
            lines: lines(&totals.occupations, |one| {
                shell.say(words::occupation(*one))
            }),
        },
    ];
    let page = TotalsPage {
        year,
        typed: if typed.is_empty() {
            this_year.to_string()
        } else {
            typed.to_owned()
        },
        all: line(String::new(), totals.all),
        tables,
        people: people(&app, &by, &shell).await?,
        errors,
        shell,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

fn lines<K: Ord>(
    counts: &std::collections::BTreeMap<K, Count>,
    name: impl Fn(&K) -> String,
) -> Vec<Line> {
    let said = counts.iter().map(|(key, count)| line(name(key), *count));
    said.collect()
}

fn line(of: String, count: Count) -> Line {
    let minutes = i32::try_from(count.minutes).unwrap_or(i32::MAX);
    Line {
        of,
        times: count.times,
        duration: say::duration(minutes),
    }
}

/// The people followed, by age. Coordination, which follows nobody, is told no small number.
async fn people(
    app: &App,
    by: &Allowed<ImportCoop>,
    shell: &Shell,
) -> Result<Vec<(String, String)>, Error> {
    let people = totals::people(&app.db, by).await?;
    let said = |(age, count): (CoopAge, i64)| {
        let hidden = by.role != Role::Trainer && count < FEWEST;
        let count = if hidden {
            shell.with("fewest", FEWEST).say("coop-fewer-than")
        } else {
            shell.number(count)
        };
        (shell.say(words::age(age)), count)
    };
    Ok(people.into_iter().map(said).collect())
}
