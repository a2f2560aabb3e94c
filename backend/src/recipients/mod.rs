//! Who a request speaks for. Everything personal is sealed; every look at it is logged (laws 5, 8, 9).
pub mod access;
mod access_log;
pub mod forget;
pub mod identity;
mod search;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/access-log", get(access_log::show))
        .route("/recipients", get(search::show).post(search::submit))
        .route("/recipients/{id}", get(show::show))
        .route("/recipients/{id}/forget", post(show::forget))
}
