//! Waste pallets: opened under a code, loaded by scanning, weighed as a whole, and gone with a slip.
pub mod actions;
mod departure;
mod list;
mod load;
pub mod papers;
pub mod queries;
pub mod rules;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/pallets", get(list::show).post(list::submit))
        .route("/pallets/{id}", get(show::show))
        .route("/pallets/{id}/devices", post(load::submit))
        .route("/pallets/{id}/removal", post(load::take_off))
        .route(
            "/pallets/{id}/departure",
            get(departure::show).post(departure::submit),
        )
        .route("/pallets/{id}/slip", get(papers::slip))
        .route("/pallets/{id}/list", get(papers::list))
}
