//! Habilitations: the dated right to erase, to check, to open a device, and the pathway that earns each.
pub mod actions;
mod plan;
pub mod queries;
pub mod rules;
pub mod say;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new().route("/habilitations", get(plan::show).post(plan::submit))
}
