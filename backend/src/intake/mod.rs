//! Intake: collection lots, on paper and in the hand.
pub mod list;

use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
