//! Requests: who asks for a device, for whom, and who decides.
pub mod actions;
pub mod asking;
mod decide;
pub mod following;
mod form;
mod letters;
mod list;
mod new;
mod offer;
pub mod pairs;
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
        .route("/requests/{id}/undo", post(decide::undo))
        .route("/requests/{id}/refuse", post(decide::refuse))
        .route("/requests/{id}/cancel", post(decide::cancel))
        .route("/requests/{id}/question", post(following::pages::question))
        .route("/requests/{id}/answer", post(following::pages::answer))
        .route("/requests/{id}/hold", post(following::pages::hold))
        .route("/requests/{id}/release", post(following::pages::release))
}
