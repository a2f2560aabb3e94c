//! `GET /hours/export?month=2026-11`: a month of the person's own organisation, as a table; sorted by name.
use super::{queries, rules::month, skills::skills};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepHours},
    journal::exports,
    web::{Error, Lang, cells},
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use entities::list_export::ExportedList;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Which {
    month: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepHours>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    queries::consent(&app.db, &by)
        .await?
        .ok_or(Error::NotFound)?;
    let days = month(&which.month).ok_or(Error::NotFound)?;
    let words = by.words();
    let head = [
        "hours-person-number",
        "hours-person",
        "hours-day",
        "hours-hours",
        "hours-skills",
    ];
    let head = head.map(|key| words.say(key)).to_vec();
    let lines = queries::month(&app.db, &by, days).await?;
    let rows = lines.into_iter().map(|line| {
        let practised: Vec<&str> = skills()
            .iter()
            .filter(|skill| line.skills.contains(&skill.key))
            .map(|skill| skill.name(words.lang))
            .collect();
        let quarters = f64::from(line.hours.minutes) / 60.0;
        let hours = match words.lang {
            Lang::Fr => format!("{quarters:.2}").replace('.', ","),
            Lang::En => format!("{quarters:.2}"),
        };
        vec![
            line.hours.membership_id.0.to_string(),
            line.name,
            cells::day(line.hours.day),
            hours,
            practised.join(", "),
        ]
    });
    let file = format!("{}-{}", words.say("hours-file"), which.month.trim());
    let table = cells::table(&words, &file, std::iter::once(head).chain(rows))?;
    exports::table(&app, &by, ExportedList::Hours, table).await
}
