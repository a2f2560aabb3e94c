//! `GET /checklists`: the list of each kind of device, and the versions that are being made.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageChecklists},
    devices::standing::{kind_key, kind_value},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use entities::device::DeviceKind;
use sea_orm::Iterable;

#[derive(Template)]
#[template(path = "workshop/lists/index.html")]
struct IndexPage {
    shell: Shell,
    lists: Vec<Line>,
}

struct Line {
    value: &'static str,
    kind: &'static str,
    number: i32,
    since: DateTime<Utc>,
    questions: usize,
    draft: bool,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
) -> Result<Response, Error> {
    let newest = queries::newest(&app.db, DeviceKind::iter()).await?;
    let mut lists = Vec::new();
    for (kind, list) in &newest {
        let versions = queries::versions(&app.db, *kind).await?;
        let since = versions.last().and_then(|version| version.published_at);
        lists.push(Line {
            value: kind_value(*kind),
            kind: kind_key(*kind),
            number: list.number,
            since: since.ok_or(Error::NotFound)?,
            questions: list.items.len(),
            draft: queries::draft(&app.db, *kind).await?.is_some(),
        });
    }
    let page = IndexPage {
        shell: by.shell(),
        lists,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
