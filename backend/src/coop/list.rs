//! `GET /coop`: the rows that were brought in, the latest day first, and what the last exports changed.
use super::{
    queries::{self, Search},
    words,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ImportCoop, RecordAttendance},
    },
    programmes::themes,
    training::say,
    web::{self, Error, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{
    coop_import,
    coop_row::{self, CoopRowId},
};

#[derive(Template)]
#[template(path = "coop/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    imports: Vec<(coop_import::Model, String)>,
    links: bool,
    free: bool,
    first: String,
    next: String,
}

struct Line {
    id: i32,
    held_on: NaiveDate,
    kind: &'static str,
    duration: String,
    themes: String,
    linked: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    /// `yes` for the rows that are nobody's.
    free: String,
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ImportCoop>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let search = Search {
        free: asking.free == "yes",
        beyond: asking.after.parse().ok().map(CoopRowId),
    };
    let found = queries::rows(&app.db, &by, search).await?;
    let begin = if search.free {
        "/coop?free=yes"
    } else {
        "/coop"
    };
    let next = match found.rows.last() {
        Some(last) if found.more && search.free => format!("{begin}&after={}", last.id.0),
        Some(last) if found.more => format!("{begin}?after={}", last.id.0),
        Some(_) | None => String::new(),
    };
    let mut lines = Vec::new();
    for row in &found.rows {
        lines.push(Line {
            id: row.id.0,
            held_on: row.held_on,
            kind: words::kind(row.kind),
            duration: say::duration(row.minutes),
            themes: themes_of(&shell, row)?,
            linked: found.linked.contains(&row.id),
        });
    }
    let page = ListPage {
        lines,
        imports: if search.beyond.is_none() {
            queries::imports(&app.db, &by).await?
        } else {
            Vec::new()
        },
        links: by.may(RecordAttendance),
        free: search.free,
        first: if search.beyond.is_some() {
            begin.to_owned()
        } else {
            String::new()
        },
        next,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// The themes of a row by their names.
pub fn themes_of(shell: &Shell, row: &coop_row::Model) -> Result<String, Error> {
    let keys: Vec<String> =
        serde_json::from_str(&row.themes).context("themes are an array of keys")?;
    let names: Vec<&str> = keys
        .iter()
        .filter_map(|key| themes::theme(key))
        .map(|theme| theme.name(shell.lang))
        .collect();
    Ok(names.join(", "))
}
