//! Who waits for kit that is taken: in line, offered their days when these come free, and the next when an offer ends.
pub mod actions;
mod list;
pub mod queries;
pub mod upkeep;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/waiting", get(list::show))
        .route("/waiting/{id}/departure", post(list::leave))
}
