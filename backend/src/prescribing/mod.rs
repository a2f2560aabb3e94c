//! The right of an organisation to send requests: asked by its manager, decided by coordination.
use crate::app::App;
use axum::{Router, routing::get};

pub mod actions;
mod decide;
mod letters;
mod own;
pub mod queries;
mod queue;
pub mod rules;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/prescribing", get(own::show).post(own::submit))
        .route("/prescribing/queue", get(queue::show))
        .route(
            "/organisations/{id}/prescribing",
            get(decide::show).post(decide::submit),
        )
}
