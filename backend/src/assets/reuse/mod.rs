//! The reuse ratio of a year: what stood reformed in an owner's stock on 1 January, what of it was reused, what is left
//! out and why, and the target; each figure with its list.
mod page;
mod queries;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/reuse", get(page::show))
        .route("/reuse/export", get(page::export))
}
