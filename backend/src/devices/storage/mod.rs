//! Boxes and places: made with a label of their own, seen with what is in them, filled, emptied, moved.
pub mod actions;
mod label;
mod list;
pub mod queries;
mod show;

use crate::app::App;
use axum::{Router, routing::get};
use entities::container::ContainerKind;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/boxes", get(list::show).post(list::submit))
        .route("/boxes/{code}", get(show::show))
        .route("/boxes/{code}/label", get(label::show))
}

/// The word key of a kind.
#[must_use]
pub fn kind_key(kind: ContainerKind) -> &'static str {
    match kind {
        ContainerKind::Box => "container-box",
        ContainerKind::Place => "container-place",
    }
}

/// The icon that says a kind without colour.
#[must_use]
pub fn kind_icon(kind: ContainerKind) -> &'static str {
    match kind {
        ContainerKind::Box => "package",
        ContainerKind::Place => "map-pin",
    }
}
