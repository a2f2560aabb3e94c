//! `GET /hours/export?month=2026-11`: a month of the person's own organisation, as a table; sorted by name.
use super::{queries, rules::month, skills::skills};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepHours},
    web::{Error, Lang},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Which {
    month: String,
}

/// What a spreadsheet takes for a formula begins with one of these.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

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
    let mut writer = csv::WriterBuilder::new()
        .delimiter(match words.lang {
            Lang::Fr => b';',
            Lang::En => b',',
        })
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let wrong = anyhow::Error::from;
    writer
        .write_record([
            words.say("hours-person-number"),
            words.say("hours-person"),
            words.say("hours-day"),
            words.say("hours-hours"),
            words.say("hours-skills"),
        ])
        .map_err(wrong)?;
    for line in queries::month(&app.db, &by, days).await? {
        let practised: Vec<&str> = skills()
            .iter()
            .filter(|skill| line.skills.contains(&skill.key))
            .map(|skill| skill.name(words.lang))
            .collect();
        let name = if line.name.starts_with(FORMULA) {
            format!("'{}", line.name)
        } else {
            line.name
        };
        let quarters = f64::from(line.hours.minutes) / 60.0;
        let hours = match words.lang {
            Lang::Fr => format!("{quarters:.2}").replace('.', ","),
            Lang::En => format!("{quarters:.2}"),
        };
        writer
            .write_record([
                line.hours.membership_id.0.to_string(),
                name,
                words.short_date(line.hours.day),
                hours,
                practised.join(", "),
            ])
            .map_err(wrong)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    let file = format!(
        "attachment; filename=\"{}-{}.csv\"",
        words.say("hours-file"),
        which.month.trim()
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, file),
    ];
    Ok((headers, bytes).into_response())
}
