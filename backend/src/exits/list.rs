//! `GET /exits`: the reforms and the free cessions that were decided, and where to decide one.
use super::{
    cessions::{self, category_key},
    reforms,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{DecideExits, SeeAccounting, SeeExits},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "exits/list.html")]
struct ListPage {
    shell: Shell,
    reforms: Vec<reforms::queries::Row>,
    cessions: Vec<cessions::queries::Line>,
    may_decide: bool,
    may_see_folders: bool,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeExits>) -> Result<Response, Error> {
    let page = ListPage {
        shell: by.shell(),
        reforms: reforms::queries::all(&app.db, &by).await?,
        cessions: cessions::queries::all(&app.db, &by).await?,
        may_decide: by.may(DecideExits),
        may_see_folders: by.may(SeeAccounting),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
