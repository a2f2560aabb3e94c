//! The store's day, a month of all it lends, the days on which it is closed, and the rules of lending.
mod calendar;
mod closures;
mod terms;
mod today;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/store", get(today::show))
        .route("/store/calendar", get(calendar::show))
        .route(
            "/store/closures",
            get(closures::show).post(closures::submit),
        )
        .route("/store/closures/{id}/removal", post(closures::remove))
        .route("/lending-rules", get(terms::show).post(terms::submit))
}
