//! Programmes as data: for whom, which devices, what training opens the handover, on what legal ground. What a
//! programme says is kept as versions, and shown before it is changed.
pub mod actions;
pub mod catalogue;
mod edit;
mod form;
mod list;
mod pathway;
mod preview;
pub mod queries;
mod reading;
pub mod rules;
mod say;
mod sheet;
pub mod templates;
pub mod themes;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/programmes", get(list::show))
        .route("/programmes/new", get(edit::show_new).post(edit::open))
        .route("/programmes/templates/{key}/pathways", post(edit::pathways))
        .route("/programmes/{id}", get(edit::show).post(edit::change))
        .route("/programmes/{id}/close", post(edit::close))
        .route("/programmes/{id}/sheet", get(sheet::show))
        .route("/programmes/{id}/versions/{number}", get(sheet::version))
        .route("/pathways/new", get(pathway::show).post(pathway::submit))
}
