//! Equipment of places: what each has, counted on a day, and what it lacks; devices left on deposit that one organisation
//! lets another use, by agreement of both.
//!
//! A count is never changed: another follows it. What a place lacks is a proposal (`rules`): it is asked for like anything
//! else, under a programme. `audit` and `shared` are pages.
pub mod actions;
mod audit;
pub mod queries;
pub mod rules;
mod shared;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/places/{id}/equipment",
            get(audit::show).post(audit::submit),
        )
        .route("/shared-equipment", get(shared::show))
        .route("/shared-equipment/{handover}/offers", post(shared::propose))
        .route("/shared-equipment/offers/{id}", post(shared::answer))
}
