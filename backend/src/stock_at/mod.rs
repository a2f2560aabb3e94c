//! The stock as it was at any moment, and what moved between two: counted by holder, stage, site and owner, opened down
//! to the devices and to the events of each. Read from the spans the database keeps beside the journal.
pub mod ages;
mod export;
pub mod flows;
pub mod form;
mod list;
mod moved;
mod movements;
pub mod queries;
pub mod rules;
mod statement;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/stock-at", get(statement::show))
        .route("/stock-at/devices", get(list::show))
        .route("/stock-at/export", get(export::stock))
        .route("/stock-at/movements", get(movements::show))
        .route("/stock-at/movements/devices", get(moved::show))
        .route("/stock-at/movements/export", get(export::movements))
}
