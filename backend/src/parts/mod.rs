//! Parts as things of their own: kept from a device, on a shelf, fitted into another, or gone.
pub mod actions;
mod label;
mod list;
pub mod queries;
pub mod rules;
pub mod say;
mod show;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/parts", get(list::show).post(list::submit))
        .route("/parts/{code}", get(show::show).post(show::submit))
        .route("/parts/{code}/label", get(label::show))
}
