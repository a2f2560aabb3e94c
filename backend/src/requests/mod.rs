//! Requests: who asks for a device, for whom, and who decides.
//!
//! `actions` asks, decides and takes back; `promises` says until when a device is kept, and exchanges it; `batch` is the
//! page where what `allocation` proposes is decided for many requests at once.
pub mod actions;
pub mod asking;
mod batch;
mod choice;
mod confirm;
mod decide;
pub mod following;
mod form;
pub mod granted;
mod kit;
mod letters;
mod list;
mod new;
mod offer;
pub mod pairs;
mod passes;
pub mod private;
pub mod promises;
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
        .route("/allocation", get(batch::show).post(confirm::submit))
        .route("/requests", get(list::show))
        .route("/requests/new", get(new::show).post(new::submit))
        .route("/requests/placement", get(asking::sheet::show))
        .route("/requests/pairs", get(pairs::list::show))
        .route("/requests/pairs/judge", post(pairs::list::submit))
        .route(
            "/requests/reassign",
            get(following::reassign::show).post(following::reassign::submit),
        )
        .route("/requests/{id}", get(show::show))
        .route("/requests/{id}/reveal", post(show::reveal))
        .route("/requests/{id}/allocate", post(decide::allocate))
        .route("/requests/{id}/substitute", post(decide::substitute))
        .route("/requests/{id}/undo", post(decide::undo))
        .route("/requests/{id}/refuse", post(decide::refuse))
        .route("/requests/{id}/cancel", post(decide::cancel))
        .route("/requests/{id}/question", post(following::pages::question))
        .route("/requests/{id}/answer", post(following::pages::answer))
        .route("/requests/{id}/hold", post(following::pages::hold))
        .route("/requests/{id}/release", post(following::pages::release))
}
