//! `GET /reforms/{id}`: a reform, with its lines and its papers.
use super::{
    form::reason_key,
    queries::{self, Row},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeExits},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::reform_line;

#[derive(Template)]
#[template(path = "exits/reform.html")]
struct ReformPage {
    shell: Shell,
    row: Row,
    lines: Vec<reform_line::Model>,
    reason: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeExits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (row, lines) = queries::reform(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let page = ReformPage {
        reason: shell.say(reason_key(row.reform.reason)),
        row,
        lines,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
