//! `GET /checklists/{kind}`: the newest version of a list and all before it. `GET /checklists/{kind}/versions/{number}`:
//! one of them.
use super::{
    actions::hash,
    queries,
    view::{self, Change, ChangesView, StepView, kind_of},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageChecklists},
    devices::standing::{kind_key, kind_value},
    web::{self, Error, Shell},
    workshop::checklists::{Checklist, shipped},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "workshop/lists/versions.html")]
struct VersionsPage {
    shell: Shell,
    value: &'static str,
    kind: &'static str,
    steps: Vec<StepView>,
    versions: Vec<Version>,
    draft: bool,
    /// The program came with another list than any of these.
    offered: bool,
    may_change: bool,
}

struct Version {
    number: i32,
    at: DateTime<Utc>,
    /// Who published it; none for a list that came with the program.
    by: Option<String>,
    changes: ChangesView,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
) -> Result<Response, Error> {
    let kind = kind_of(&kind)?;
    let shell = by.shell();
    let rows = queries::versions(&app.db, kind).await?;
    let names = view::names(&app.db, &rows).await?;
    let items = queries::items_of(&app.db, rows.iter().map(|row| row.id)).await?;
    let mut before: &[_] = &[];
    let mut versions = Vec::new();
    for row in &rows {
        let now = items.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        versions.push(Version {
            number: row.number.ok_or(Error::NotFound)?,
            at: row.published_at.ok_or(Error::NotFound)?,
            by: row.membership_id.and_then(|id| names.get(&id).cloned()),
            changes: if before.is_empty() {
                ChangesView { lines: Vec::new() }
            } else {
                view::changes(shell.words, before, now)
            },
        });
        before = now;
    }
    versions.reverse();
    let shipped = hash(shipped::list(kind)).context("questions can be written as JSON")?;
    let page = VersionsPage {
        value: kind_value(kind),
        kind: kind_key(kind),
        steps: view::steps(shell.words, before),
        draft: queries::draft(&app.db, kind).await?.is_some(),
        offered: rows.iter().all(|row| row.sha256.as_ref() != Some(&shipped)),
        may_change: view::may_change(&by).is_ok(),
        versions,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Template)]
#[template(path = "workshop/lists/version.html")]
struct VersionPage {
    shell: Shell,
    value: &'static str,
    kind: &'static str,
    number: i32,
    sha256: String,
    steps: Vec<StepView>,
    changes: ChangesView,
}

pub async fn show_one(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path((kind, number)): Path<(String, String)>,
) -> Result<Response, Error> {
    let kind = kind_of(&kind)?;
    let number: i32 = number.parse().map_err(|_| Error::NotFound)?;
    let list = queries::version(&app.db, kind, number)
        .await?
        .ok_or(Error::NotFound)?;
    let Checklist { sha256, items, .. } = list.as_ref();
    let shell = by.shell();
    let changes = match queries::version(&app.db, kind, number - 1).await? {
        Some(before) => view::changes(shell.words, &before.items, items),
        None => ChangesView { lines: Vec::new() },
    };
    let page = VersionPage {
        value: kind_value(kind),
        kind: kind_key(kind),
        number,
        sha256: sha256.clone(),
        steps: view::steps(shell.words, items),
        changes,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
