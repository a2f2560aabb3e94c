//! The records for programs, as JSON: things as a person sees them, and nobody in them.
//!
//! A program calls with a token that a coordinator gave it (`tokens`) and acts as that person (`caller`): the same
//! permission, the same rows. Each list is told in pages (`listing`), each write once per key (`once`), each refusal as
//! a problem (`web::problem`), and `openapi` describes all of it.
pub mod actions;
mod caller;
mod devices;
mod listing;
mod loans;
mod models;
mod once;
mod openapi;
mod queries;
mod requests;
pub mod rules;
mod schemas;
mod tokens;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/api-tokens", get(tokens::show).post(tokens::submit))
        .route("/api-tokens/{id}/revoke", post(tokens::revoke))
        .route("/api/openapi.json", get(openapi::show))
        .route("/api/v1/devices", get(devices::list))
        .route("/api/v1/devices/{code}", get(devices::show))
        .route("/api/v1/loans", get(loans::list))
        .route("/api/v1/loans/{id}", get(loans::show))
        .route("/api/v1/models", post(models::submit))
        .route("/api/v1/requests", get(requests::list))
        .route("/api/v1/requests/{id}", get(requests::show))
}
