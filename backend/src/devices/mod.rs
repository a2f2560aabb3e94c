//! The stock: the list, a device's sheet and history, what its label opens.
pub mod identity;
pub mod stages;

use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
