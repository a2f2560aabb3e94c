//! The evidence of a lot in one folder: why its devices left the owner's books, what became of each, what they weighed,
//! the acts and slips behind it, the proofs. Things only: nobody is named in it.
mod page;
mod paper;
mod queries;
mod say;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lots/{id}/evidence", get(page::show))
        .route("/lots/{id}/evidence/paper", get(paper::print))
}
