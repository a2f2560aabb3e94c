//! Prepaid SIM cards and vouchers: things with a number of their own, received by scan or from a file, kept at a place, and
//! handed over once, to somebody who was cleared (law 1).
//!
//! `rules` makes the permit a handover is written from; `actions` writes; `queries` finds what stands in the way;
//! `numbers` reads what is printed on them; the rest are pages.
pub mod actions;
mod handing;
mod list;
pub mod numbers;
pub mod queries;
mod receiving;
pub mod rules;
pub mod say;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/prepaid", get(list::show))
        .route("/prepaid/scan", post(list::scan))
        .route("/prepaid/new", get(receiving::show).post(receiving::submit))
        .route("/prepaid/{id}", get(show::show))
        .route(
            "/prepaid/{id}/handover",
            get(handing::show).post(handing::submit),
        )
        .route("/prepaid/{id}/write-off", post(show::write_off))
}
