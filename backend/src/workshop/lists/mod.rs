//! The checklists as a coordinator keeps them: versions, the one that is being made, and its publication.
pub mod actions;
mod draft;
pub mod edits;
mod index;
mod item;
mod preview;
pub mod queries;
mod versions;
mod view;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/checklists", get(index::show))
        .route("/checklists/{kind}", get(versions::show))
        .route(
            "/checklists/{kind}/versions/{number}",
            get(versions::show_one),
        )
        .route(
            "/checklists/{kind}/draft",
            get(draft::show).post(draft::begin),
        )
        .route("/checklists/{kind}/draft/arrange", post(draft::arrange))
        .route("/checklists/{kind}/draft/publish", post(draft::publish))
        .route("/checklists/{kind}/draft/discard", post(draft::discard))
        .route("/checklists/{kind}/draft/preview", get(preview::show))
        .route(
            "/checklists/{kind}/draft/items",
            get(item::show_new).post(item::add),
        )
        .route(
            "/checklists/{kind}/draft/items/{item}",
            get(item::show).post(item::change),
        )
}
