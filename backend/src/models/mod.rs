//! Models and until when they get updates: what the coordinator knows of them, typed or from a list.
pub mod actions;
mod list;
pub mod queries;
pub mod rules;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/models", get(list::show).post(list::submit))
        .route("/models/import", post(list::import))
}
