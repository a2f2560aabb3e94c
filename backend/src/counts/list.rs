//! `GET /counts`: the stock counts a person may see, and the way to count.
use super::{
    queries,
    say::{state_key, state_look},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{CountStock, ManageCounts, SeeCounts},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::stock_count::{self, CountState};

#[derive(Template)]
#[template(path = "counts/list.html")]
struct ListPage {
    shell: Shell,
    counts: Vec<stock_count::Model>,
    may_open: bool,
    may_count: bool,
}

impl ListPage {
    /// Whether the person may scan for this count.
    fn is_counted(&self, count: &stock_count::Model) -> bool {
        self.may_count && count.state == CountState::Counting
    }
}

pub async fn show(State(app): State<App>, by: Allowed<SeeCounts>) -> Result<Response, Error> {
    let page = ListPage {
        shell: by.shell(),
        counts: queries::all(&app.db, &by).await?,
        may_open: by.may(ManageCounts),
        may_count: by.may(CountStock),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
