//! `GET /cessions/{id}`: an act of cession, with its devices, its paper and its proof.
use super::{
    categories::{article, category_key},
    queries::{self, Told},
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

#[derive(Template)]
#[template(path = "exits/cession.html")]
struct CessionPage {
    shell: Shell,
    told: Told,
    category: String,
    article: &'static str,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeExits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let told = queries::cession(&app.db, id)
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let page = CessionPage {
        category: shell.say(category_key(told.cession.category)),
        article: article(told.cession.category),
        told,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
