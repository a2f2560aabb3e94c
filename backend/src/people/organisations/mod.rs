//! Organisations and their sites.
use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub mod actions;
mod edit;
pub mod form;
pub mod import;
pub mod kinds;
mod list;
mod new;
pub mod queries;
mod site;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisations", get(list::show))
        .route("/organisations/new", get(new::show).post(new::submit))
        .route(
            "/organisations/import",
            get(import::page::show).post(import::page::dry_run),
        )
        .route("/organisations/import/land", post(import::page::land))
        .route("/organisations/{id}", get(edit::show).post(edit::submit))
        .route("/organisations/{id}/closing", post(edit::close))
        .route(
            "/organisations/{id}/sites/new",
            get(site::show_new).post(site::submit_new),
        )
        .route("/sites/{id}", get(site::show).post(site::submit))
        .route("/sites/{id}/closing", post(site::close))
}
