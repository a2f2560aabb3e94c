//! A list of items, from the bytes of a file to the items it adds: read the [`columns`], [`check`] every line as the form
//! of an item would, show what would be added, add what is accepted. Nothing is stored in between: [`carry`] packs the
//! recognised cells for the way through the browser.
mod carry;
mod check;
mod columns;
mod page;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/catalogue/import", get(page::show).post(page::dry_run))
        .route("/catalogue/import/land", post(page::land))
}
