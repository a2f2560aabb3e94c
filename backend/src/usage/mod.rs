//! What the kit of the lending library is used for what it cost: by item and period, for those who run it. Nothing of
//! anybody: numbers alone, and none under five of what schools said.
mod page;
mod queries;
mod rules;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/library-use", get(page::show))
        .route("/library-use/export", get(page::export))
}
