//! Free cessions: public devices given to a legal person of a category the law lists, by a signed act.
pub mod actions;
pub mod categories;
pub mod form;
mod new;
pub mod papers;
pub mod queries;
pub mod rules;
mod show;

use crate::app::App;
use axum::{Router, routing::get};

pub use categories::category_key;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/cessions/new", get(new::show).post(new::submit))
        .route("/cessions/{id}", get(show::show))
        .route("/cessions/{id}/act", get(papers::act))
        .route("/cessions/{id}/proof", get(papers::proof))
}
