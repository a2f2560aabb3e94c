//! `GET /communes/uncovered?minutes=15`: the communes from where no place is reached in so many minutes.
use super::queries::{self, Uncovered};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCommunes},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;

/// A place within a quarter of an hour of everybody.
const MINUTES: i32 = 15;
const DAY: i32 = 1_440;

#[derive(Template)]
#[template(path = "directory/uncovered.html")]
struct UncoveredPage {
    shell: Shell,
    minutes: i32,
    typed: String,
    errors: FormErrors,
    lines: Vec<Uncovered>,
    /// Whether there is a table of travel times at all.
    times: bool,
    unknown: u64,
    without_commune: u64,
    first: String,
    next: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    minutes: String,
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageCommunes>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let typed = asking.minutes.trim();
    let asked = typed
        .parse()
        .ok()
        .filter(|minutes| (0..=DAY).contains(minutes));
    if asked.is_none() && !typed.is_empty() {
        errors.add("minutes", "uncovered-minutes-wrong");
    }
    let minutes = asked.unwrap_or(MINUTES);
    let (lines, more) = queries::uncovered(&app.db, &by, minutes, &asking.after).await?;
    let next = match lines.last() {
        Some(last) if more => format!(
            "/communes/uncovered?minutes={minutes}&after={}",
            last.commune.code
        ),
        _ => String::new(),
    };
    let page = UncoveredPage {
        shell: by.shell(),
        minutes,
        typed: if typed.is_empty() {
            MINUTES.to_string()
        } else {
            typed.to_owned()
        },
        errors,
        times: queries::counts(&app.db).await?.times > 0,
        unknown: queries::unknown(&app.db, &by).await?,
        without_commune: queries::without_commune(&app.db, &by).await?,
        first: if asking.after.is_empty() {
            String::new()
        } else {
            format!("/communes/uncovered?minutes={minutes}")
        },
        lines,
        next,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
