//! The directory for other programs, open to anybody as its pages are: data·inclusion and digital-mediation places.
//! Sent while it is read, a few hundred places at a time.

mod inclusion;
mod mediation;
mod pages;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lieux/structures.json", get(pages::structures))
        .route("/lieux/services.json", get(pages::services))
        .route("/lieux/mediation-numerique.csv", get(pages::mediation))
}
