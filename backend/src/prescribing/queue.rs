//! `GET /prescribing/queue`: the organisations that ask to send requests, and those that may not.
use super::{
    queries,
    rules::{reason_key, state_key, state_look},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::DecidePrescribing},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "prescribing/queue.html")]
struct QueuePage {
    shell: Shell,
    lines: Vec<Line>,
}

struct Line {
    organisation_id: i32,
    organisation: String,
    state_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    reason: Option<&'static str>,
    since: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<DecidePrescribing>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let today = app.clock.today();
    let lines = queries::to_decide(&app.db, &by)
        .await?
        .into_iter()
        .map(|standing| {
            let (tone, icon) = state_look(standing.state());
            let row = standing.row.as_ref();
            Line {
                organisation_id: standing.organisation.id.0,
                state_key: state_key(standing.state()),
                tone,
                icon,
                reason: row.and_then(|row| row.reason).map(reason_key),
                since: row.map_or(String::new(), |row| shell.waiting(row.since, today)),
                organisation: standing.organisation.name,
            }
        })
        .collect();
    Ok(web::page(StatusCode::OK, &QueuePage { shell, lines })?)
}
