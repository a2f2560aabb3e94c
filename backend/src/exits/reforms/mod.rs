//! The reform: a decision that takes devices of a lot out of their owner's inventory, with the certificate that lists
//! them as the accounts know them. Not a stage of a device: it says whose books it left, not where it is.
pub mod actions;
pub mod form;
mod inventory;
mod new;
pub mod papers;
pub mod queries;
pub mod rules;
mod show;

pub use inventory::Inventory;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/reforms/new", get(new::show).post(new::submit))
        .route("/reforms/inventory", get(inventory::download))
        .route("/reforms/{id}", get(show::show))
        .route("/reforms/{id}/certificate", get(papers::certificate))
}
