//! Handovers: a device leaves with its recipient, and may come back.
use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
