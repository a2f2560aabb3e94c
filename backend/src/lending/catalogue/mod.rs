//! The catalogue: what the library lends, found by need and by word, when it is free, and which devices its pieces are.
pub mod actions;
mod form;
mod import;
mod keep;
mod list;
pub mod month;
pub mod photos;
mod pieces;
pub mod queries;
mod session;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .merge(photos::routes())
        .merge(import::routes())
        .route("/catalogue", get(list::show))
        .route("/catalogue/new", get(keep::show_new).post(keep::submit_new))
        .route("/catalogue/{slug}", get(show::show))
        .route(
            "/catalogue/{slug}/edit",
            get(keep::show_edit).post(keep::submit_edit),
        )
        .route("/catalogue/{slug}/pieces", post(pieces::submit))
        .route("/catalogue/{slug}/pieces/removal", post(pieces::remove))
        .route(
            "/catalogue/{slug}/session",
            get(session::show).post(session::submit),
        )
}
