//! Photos of an item: kept by the store, shown to whoever sees the catalogue.
pub mod actions;
mod file;
mod keep;
pub mod queries;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

/// How many photos an item has at most.
const MOST: usize = 6;

pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/catalogue/{slug}/photos",
            get(keep::show).post(keep::submit),
        )
        .route("/catalogue/{slug}/photos/{id}/removal", post(keep::remove))
        .route("/item-photos/{id}/{size}", get(file::show))
}
