//! Requests: who asks for a device, for whom, and who decides.
use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
