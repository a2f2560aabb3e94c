//! Who a request speaks for. Everything personal is sealed; every look at it is logged (laws 5, 8, 9).
pub mod access;
mod access_log;
pub mod identity;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new().route("/access-log", get(access_log::show))
}
