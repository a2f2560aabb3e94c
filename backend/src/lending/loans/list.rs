//! `GET /loans`: one's own loans, those of one's school, or those of one's store, the latest first.
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeLoans},
    lending::{
        queries::{self, Named},
        say::{self, Badge},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::membership::Role;

#[derive(Template)]
#[template(path = "lending/loans.html")]
struct LoansPage {
    shell: Shell,
    lines: Vec<Line>,
    /// Whether it shows those that are over too.
    all: bool,
    /// Whether the lines are of several people.
    with_names: bool,
    first: String,
    next: String,
}

/// A loan as a list shows it.
pub struct Line {
    pub id: i32,
    pub number: String,
    pub item: String,
    pub code: String,
    pub borrower: String,
    pub school: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub badge: Badge,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    before: String,
}

/// Loans as lines, in their order.
pub fn lines(
    shell: &Shell,
    loans: &[entities::loan::Model],
    named: &Named,
    today: NaiveDate,
) -> Vec<Line> {
    let line = |loan: &entities::loan::Model| Line {
        id: loan.id.0,
        number: say::number(shell, loan.id),
        item: named
            .items
            .get(&loan.item_id)
            .map_or_else(String::new, |item| {
                shell.lang.choose(&item.name_fr, &item.name_en).to_owned()
            }),
        code: named
            .devices
            .get(&loan.device_id)
            .and_then(|device| device.label_code.clone())
            .unwrap_or_default(),
        borrower: named
            .people
            .get(&loan.account_id)
            .map_or_else(String::new, |person| person.name.clone()),
        school: named
            .schools
            .get(&loan.organisation_id)
            .cloned()
            .unwrap_or_default(),
        starts_on: loan.starts_on,
        ends_on: loan.ends_on,
        badge: say::standing(loan, named.losses.get(&loan.id), today),
    };
    loans.iter().map(line).collect()
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let all = asked.show == "all";
    let before: Option<i32> = asked.before.parse().ok();
    let mut loans = queries::loans(&app.db, &by, !all, before).await?;
    let page_size = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let more = loans.len() > page_size;
    loans.truncate(page_size);
    let named = Named::of(&app.db, &loans).await?;
    let shell = by.shell();
    let shown = if all { "?show=all" } else { "?show=" };
    let page = LoansPage {
        lines: lines(&shell, &loans, &named, app.clock.today()),
        all,
        with_names: by.role != Role::Teacher,
        first: before.map(|_| format!("/loans{shown}")).unwrap_or_default(),
        next: loans
            .last()
            .filter(|_| more)
            .map(|loan| format!("/loans{shown}&before={}", loan.id.0))
            .unwrap_or_default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
