//! One thing after the other at the bench: what a scan does is decided here, whatever read it.
pub mod actions;
mod cards;
mod continuous;
mod mode;
mod photo;
pub mod queries;
pub mod rules;
mod taking_back;
mod undo;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/bench/scan",
            get(continuous::show).post(continuous::submit),
        )
        .route("/bench/scan/photo", post(photo::submit))
        .route("/bench/scan/undo", post(undo::submit))
        .route("/bench/cards", get(cards::show))
        .route("/transfers/{id}/card", get(cards::of_transfer))
        .route("/m/{action}", get(mode::show))
        .route("/M/{action}", get(mode::show))
}
