//! The owner's accounts beside the stock: lists of what it owns, taken in and matched by inventory number; the straight
//! line beside their net book values; the evidence of a lot in one folder; the reuse ratio of a year.
//!
//! `columns` and `file` read a list, `carry` packs it for the way through the browser, `actions` takes it in, `matching`
//! compares, `queries` find; the rest are pages.
pub mod actions;
mod carry;
pub mod columns;
pub mod command;
mod durations;
mod export;
pub mod file;
mod folder;
mod import;
mod list;
pub mod matching;
pub mod queries;
mod reuse;
pub mod rules;
mod show;
mod values;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/accounting", get(list::show))
        .route(
            "/accounting/import",
            get(import::show).post(import::dry_run),
        )
        .route("/accounting/import/land", post(import::land))
        .route(
            "/accounting/durations",
            get(durations::show).post(durations::submit),
        )
        .route("/accounting/lines/{id}", get(values::line))
        .route("/accounting/{id}", get(show::show))
        .route("/accounting/{id}/csv", get(export::csv))
        .route("/accounting/{id}/xlsx", get(export::workbook))
        .route("/accounting/{id}/json", get(export::json))
        .route("/accounting/{id}/values", get(values::show))
        .merge(folder::routes())
        .merge(reuse::routes())
}
