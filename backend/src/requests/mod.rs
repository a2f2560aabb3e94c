//! Requests: who asks for a device, for whom, and who decides.
pub mod actions;
mod decide;
mod form;
mod letters;
mod list;
mod new;
mod offer;
pub mod private;
pub mod queries;
pub mod rules;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/requests", get(list::show))
        .route("/requests/new", get(new::show).post(new::submit))
        .route("/requests/{id}", get(show::show))
        .route("/requests/{id}/reveal", post(show::reveal))
        .route("/requests/{id}/allocate", post(decide::allocate))
        .route("/requests/{id}/undo", post(decide::undo))
        .route("/requests/{id}/refuse", post(decide::refuse))
        .route("/requests/{id}/cancel", post(decide::cancel))
}
