//! Organisations, their sites, and the people who work there.
use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
