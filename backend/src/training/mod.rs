//! Training: pathways, sessions, attendance, and the clearances they lead to (law 1).
use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
