//! `GET /costs`: what one equipped person, one loan and one hour of training cost the funds in a year, as far as its
//! quarters are over, each with both sides of the division. Counts of people are rounded, and small ones hidden.
use super::{
    costs::{self, Counted, Period},
    list::whole_departement,
    rules::cost_of_one,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeFunds},
    indicators::rules::{
        hiding::{FEWEST, rounded},
        periods,
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;

#[derive(Template)]
#[template(path = "funds/costs.html")]
struct CostsPage {
    shell: Shell,
    years: Vec<Choice>,
    year: String,
    /// The last day that is told of; none where no quarter is over.
    until: Option<NaiveDate>,
    lines: Vec<Line>,
    errors: FormErrors,
}

struct Line {
    name_key: &'static str,
    method_key: &'static str,
    spent: String,
    /// None where it is hidden.
    count: Option<String>,
    cost: Option<String>,
    is_nothing: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    year: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let words = by.words();
    let offered = periods::offered(app.clock.today());
    let year = offered
        .iter()
        .find(|one| one.year.to_string() == asked.year)
        .or(offered.first())
        .copied();
    let period = year.and_then(|year| {
        let until = year.ends().last().copied()?;
        Some(Period {
            from: year.first_day(),
            until,
        })
    });
    let lines = match period {
        Some(period) => {
            let snapshot = crate::app::snapshot(&app.db).await?;
            lines(words, costs::counted(&snapshot, period).await?)
        }
        None => Vec::new(),
    };
    let page = CostsPage {
        shell: by.shell(),
        years: offered
            .iter()
            .map(|one| Choice::new(one.year.to_string(), one.year.to_string()))
            .collect(),
        year: year.map_or_else(String::new, |one| one.year.to_string()),
        until: period.and_then(|period| period.until.pred_opt()),
        lines,
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn lines(words: Words, counted: Counted) -> Vec<Line> {
    // Of one to four nothing is told; more are told to the nearest five, as of a quarter.
    let told = |count: i64| (count >= FEWEST).then(|| rounded(count));
    let line = |name_key, method_key, cents: i64, count: i64| Line {
        name_key,
        method_key,
        spent: words.euros(cents),
        count: told(count).map(|count| words.number(count)),
        cost: told(count)
            .and_then(|count| cost_of_one(cents, count, FEWEST))
            .map(|cost| words.euros(cost)),
        is_nothing: count == 0,
    };
    let hours = counted.minutes / 60;
    let trained = Line {
        name_key: "cost-hour",
        method_key: "cost-hour-method",
        spent: words.euros(counted.training),
        count: (counted.learners >= FEWEST).then(|| words.number(hours)),
        cost: (counted.learners >= FEWEST)
            .then(|| cost_of_one(counted.training, hours, 1))
            .flatten()
            .map(|cost| words.euros(cost)),
        is_nothing: counted.learners == 0,
    };
    vec![
        line(
            "cost-person",
            "cost-person-method",
            counted.equipment,
            counted.equipped,
        ),
        line(
            "cost-loan",
            "cost-loan-method",
            counted.lending,
            counted.loans,
        ),
        trained,
    ]
}
