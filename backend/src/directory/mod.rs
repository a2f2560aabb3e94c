//! The directory: places where people get help with digital life, what is offered there, and for whom.
//!
//! A place is a site of an organisation, kept true by that organisation. What it says is public: `/lieux`, and the
//! exports that other directories read. Nothing in it is about a person.

pub mod actions;
pub mod communes;
mod edit;
mod export;
pub mod form;
mod list;
mod listing;
mod opening;
mod public;
pub mod queries;
pub mod reminders;
pub mod rules;
mod search;
mod service;
pub mod service_form;
pub mod vocabulary;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lieux", get(public::show))
        .route("/lieux/{id}", get(public::place))
        .route("/places", get(list::show))
        .route("/places/{id}", get(edit::show).post(edit::submit))
        .route("/places/{id}/confirmation", post(edit::confirm))
        .route("/places/{id}/showing", post(edit::set_shown))
        .route("/places/{id}/labels", post(edit::add_label))
        .route("/places/{id}/labels/{label}", post(edit::change_label))
        .route(
            "/places/{id}/services/new",
            get(service::show_new).post(service::submit_new),
        )
        .route(
            "/places/{id}/services/{service}",
            get(service::show).post(service::submit),
        )
        .route(
            "/places/{id}/services/{service}/removal",
            post(service::remove),
        )
        .merge(export::routes())
        .merge(communes::routes())
}
