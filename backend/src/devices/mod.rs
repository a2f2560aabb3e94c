//! The stock: the list, a device's sheet and history, what its label opens, the boxes it is kept in.
mod about;
pub mod actions;
mod arrival;
pub mod attachments;
mod export;
mod export_lines;
pub mod folding;
pub mod free;
pub mod identity;
mod label;
mod list;
pub mod locked;
mod next;
pub mod proofs;
pub mod queries;
pub mod refurbished;
pub mod rules;
mod scan;
mod sheet;
pub mod software;
pub mod stages;
pub mod standing;
pub mod storage;
pub mod transit;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .merge(attachments::routes())
        .merge(storage::routes())
        .route("/d/{code}", get(scan::show))
        // In the QR codes of small labels, which are all capitals.
        .route("/D/{code}", get(scan::show))
        .route("/devices", get(list::show))
        .route("/devices/export", get(export::show))
        .route("/devices/unlabelled/{id}", get(sheet::show_unlabelled))
        .route("/devices/{code}", get(sheet::show))
        .route("/devices/{code}/arrival", post(arrival::submit))
        .route("/devices/{code}/label", post(label::reprint))
        .route("/devices/{code}/label/{seq}", get(label::show))
        .route("/devices/{code}/replace-label", post(label::replace))
}
