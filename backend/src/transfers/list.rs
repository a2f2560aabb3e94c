//! `GET /transfers`: what goes from workshop to workshop, the latest first.
use super::queries::{self, Counts};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeTransfers},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::transfer;

#[derive(Template)]
#[template(path = "transfers/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    first: String,
    next: String,
}

struct Line {
    transfer: transfer::Model,
    from: String,
    to: String,
    counts: Counts,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Page {
    before: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTransfers>,
    Query(page): Query<Page>,
) -> Result<Response, Error> {
    let before = page.before.parse().ok();
    let mut transfers = queries::transfers(&app.db, &by, before).await?;
    let most = usize::try_from(queries::PAGE).expect("a page is short");
    let next = if transfers.len() > most {
        transfers.truncate(most);
        transfers.last().map(|last| last.id.0)
    } else {
        None
    };
    let ends = queries::ends(&app.db, &transfers).await?;
    let counts = queries::line_counts(&app.db, &transfers).await?;
    let name = |id| {
        ends.get(&id)
            .map_or_else(String::new, |site| site.name.clone())
    };
    let page = ListPage {
        shell: by.shell(),
        lines: transfers
            .into_iter()
            .map(|transfer| Line {
                from: name(transfer.from_site_id),
                to: name(transfer.to_site_id),
                counts: counts.get(&transfer.id).copied().unwrap_or_default(),
                transfer,
            })
            .collect(),
        first: before.map_or_else(String::new, |_| "/transfers".to_owned()),
        next: next.map_or_else(String::new, |id| format!("/transfers?before={id}")),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
