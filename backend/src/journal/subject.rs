//! `GET /journal/{kind}/{id}`: one subject's chain, with its hashes; or as it was at a moment.
use super::{Subject, actors, chain, history, names::Names, told, within, words};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeJournal},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::event;

#[derive(Template)]
#[template(path = "journal/subject.html")]
struct SubjectPage {
    shell: Shell,
    title: String,
    lines: Vec<Line>,
    /// Whether every link holds: what can be said from the events alone.
    whole: bool,
    /// Nothing that happened later is shown.
    until: Option<DateTime<Utc>>,
    all: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A moment such as `2026-05-04T08:00:00Z`.
    until: String,
}

struct Line {
    event: event::Model,
    sentence: String,
    actor: String,
    /// Of a change; a first event sets every column.
    changed: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeJournal>,
    Path((kind, id)): Path<(String, i32)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let subject = Subject::from_key(&kind).ok_or(Error::NotFound)?;
    if !within::sees(&app.db, &by, subject, id).await? {
        return Err(Error::NotFound);
    }
    let until = if asked.until.is_empty() {
        None
    } else {
        let until = DateTime::parse_from_rfc3339(&asked.until).map_err(|_| Error::NotFound)?;
        Some(until.to_utc())
    };
    let mut events = history(&app.db, subject, id).await?;
    // A clock that was behind may have told an earlier event late: the chain is cut, never pierced.
    if let Some(until) = until
        && let Some(later) = events.iter().position(|event| event.at > until)
    {
        events.truncate(later);
    }
    let names = actors::names(&app.db, events.iter().filter_map(|event| event.actor_id)).await?;
    let shell = by.shell();
    let sentences = told::sentences(&app.db, shell.words, &events).await?;
    let page = SubjectPage {
        title: Names::of(&app.db, shell.words, &[(subject, id)])
            .await?
            .name(subject, id),
        whole: holds(&events),
        until,
        all: format!("/journal/{}/{id}", subject.key()),
        lines: events
            .into_iter()
            .zip(sentences)
            .map(|(event, sentence)| Line {
                sentence,
                actor: event
                    .actor_id
                    .and_then(|id| names.get(&id).cloned())
                    .unwrap_or_else(|| shell.say("journal-by-system")),
                changed: if event.seq > 1 {
                    words::changed_columns(&event).join(", ")
                } else {
                    String::new()
                },
                event,
            })
            .collect(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn holds(events: &[event::Model]) -> bool {
    let mut previous = "";
    let mut seq = 0;
    events.iter().all(|event| {
        let holds =
            event.seq == seq + 1 && event.previous == previous && chain::hash(event) == event.hash;
        (previous, seq) = (&event.hash, event.seq);
        holds
    })
}
