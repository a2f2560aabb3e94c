//! `GET /accounting/{id}/values`: the net book values that the owner sent beside the straight line over its durations,
//! which only flags; and `GET /accounting/lines/{id}`: how the line of one thing is worked out, year by year.
use super::{
    queries,
    rules::{Annuity, net_book, plan, years_of},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeAccounting},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use entities::{asset_import, asset_line};
use sea_orm::{ConnectionTrait, DbErr};

/// Flagged lines on a page.
const PER_PAGE: usize = 50;
/// Lines read at a time.
const CHUNK: u64 = 5_000;

#[derive(Template)]
#[template(path = "assets/values.html")]
struct ValuesPage {
    shell: Shell,
    import: asset_import::Model,
    owner: String,
    durations: Vec<(String, i32)>,
    checked: Checked,
    first: String,
    next: String,
}

/// A list against the straight line.
#[derive(Debug, Default)]
struct Checked {
    agree: i64,
    flagged: i64,
    /// Lines of an account whose duration nobody gave.
    unknown: i64,
    /// What we work out and what was sent, of the lines that could be.
    ours_cents: i64,
    theirs_cents: i64,
    page: Vec<Flagged>,
    more: bool,
}

#[derive(Debug)]
struct Flagged {
    line: asset_line::Model,
    years: i32,
    ours_cents: i64,
}

impl Flagged {
    /// What was sent, less what we work out.
    fn difference(&self) -> i64 {
        self.line.net_book_cents - self.ours_cents
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (import, owner) = queries::import(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let durations = queries::durations(&app.db, import.owner_id).await?;
    let after = asked.after.parse().unwrap_or(0);
    let checked = check(&app.db, &import, &durations, after).await?;
    let address = format!("/accounting/{id}/values");
    let next = match checked.page.last() {
        Some(last) if checked.more => format!("{address}?after={}", last.line.id),
        Some(_) | None => String::new(),
    };
    let page = ValuesPage {
        shell: by.shell(),
        owner: owner.name,
        import,
        durations,
        checked,
        first: if after > 0 { address } else { String::new() },
        next,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Reads the whole list once, some lines at a time: the figures are of all of it, the flagged lines of one page.
async fn check(
    db: &impl ConnectionTrait,
    import: &asset_import::Model,
    durations: &[(String, i32)],
    after: i32,
) -> Result<Checked, DbErr> {
    let mut checked = Checked::default();
    let mut last = 0;
    loop {
        let lines = queries::lines_after(db, import.id, last, CHUNK).await?;
        let Some(end) = lines.last() else {
            return Ok(checked);
        };
        last = end.id;
        for line in lines {
            let worked_out = years_of(&line.account, durations).and_then(|years| {
                let left = net_book(line.value_cents, line.acquired_on, years, import.as_of)?;
                Some((years, left))
            });
            let Some((years, ours_cents)) = worked_out else {
                checked.unknown += 1;
                continue;
            };
            checked.ours_cents += ours_cents;
            checked.theirs_cents += line.net_book_cents;
            if ours_cents == line.net_book_cents {
                checked.agree += 1;
                continue;
            }
            checked.flagged += 1;
            if line.id <= after {
                continue;
            }
            if checked.page.len() < PER_PAGE {
                checked.page.push(Flagged {
                    line,
                    years,
                    ours_cents,
                });
            } else {
                checked.more = true;
            }
        }
    }
}

#[derive(Template)]
#[template(path = "assets/line.html")]
struct LinePage {
    shell: Shell,
    import: asset_import::Model,
    owner: String,
    line: asset_line::Model,
    years: Option<i32>,
    /// On the day of the list.
    ours_cents: Option<i64>,
    plan: Vec<Annuity>,
}

pub async fn line(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let line = queries::line(&app.db, id).await?.ok_or(Error::NotFound)?;
    let (import, owner) = queries::import(&app.db, &by, line.import_id.0)
        .await?
        .ok_or(Error::NotFound)?;
    let durations = queries::durations(&app.db, import.owner_id).await?;
    let years = years_of(&line.account, &durations);
    let page = LinePage {
        shell: by.shell(),
        owner: owner.name,
        ours_cents: years
            .and_then(|years| net_book(line.value_cents, line.acquired_on, years, import.as_of)),
        plan: years.map_or_else(Vec::new, |years| {
            plan(line.value_cents, line.acquired_on, years)
        }),
        years,
        import,
        line,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
