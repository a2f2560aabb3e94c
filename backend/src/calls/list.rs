//! `GET /calls`: the calls for projects, those that can be answered first.
use super::{queries, rules::phase, say::phase_look};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{ManageCalls, SeeCalls},
        territory,
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "calls/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    may_manage: bool,
}

struct Line {
    id: i32,
    title: String,
    look: (&'static str, &'static str, &'static str),
    opens: String,
    closes: String,
    projects: usize,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeCalls>) -> Result<Response, Error> {
    let now = app.clock.now();
    let shell = by.shell();
    let lines = queries::all(&app.db).await?.into_iter();
    let lines = lines.map(|(call, projects)| Line {
        id: call.id.0,
        look: phase_look(phase(call.opens_at, call.closes_at, now)),
        opens: shell.date_time(call.opens_at),
        closes: shell.date_time(call.closes_at),
        title: call.title,
        projects,
    });
    let page = ListPage {
        lines: lines.collect(),
        may_manage: manages(&by),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Calls are the whole département's: who coordinates a part of it reads.
pub(super) fn manages(by: &Signed) -> bool {
    by.may(ManageCalls) && territory::limit(by).is_none()
}

/// [`manages`], for the pages that change something.
///
/// # Errors
/// [`Error::Forbidden`] to who coordinates a part.
pub(super) fn whole_departement(by: &Signed) -> Result<(), Error> {
    if territory::limit(by).is_none() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}
