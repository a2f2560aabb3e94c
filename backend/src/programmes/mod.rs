//! Programmes as data: for whom, which devices, what training opens the handover, on what legal ground.
pub mod actions;
mod edit;
mod list;
mod pathway;
pub mod rules;
pub mod themes;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/programmes", get(list::show))
        .route("/programmes/new", get(edit::show_new).post(edit::open))
        .route("/programmes/{id}", get(edit::show).post(edit::change))
        .route("/programmes/{id}/close", post(edit::close))
        .route("/pathways/new", get(pathway::show).post(pathway::submit))
}
