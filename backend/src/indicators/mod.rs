//! Indicators: what a programme did in a territory and a year, each figure with its definition, and nobody in it.
//!
//! `queries`, `visits`, `opinions` and `chain` count in the database; `rules` say what each figure means and what of it may be told; `report` is
//! what one reader gets of it, which the page, the files and the committee's paper show alike.
mod chain;
mod chart;
mod export;
mod opinions;
mod page;
mod paper;
mod queries;
mod report;
pub mod rules;
mod say;
mod visits;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/indicators", get(page::show))
        .route("/indicators/table", get(export::csv))
        .route("/indicators/workbook", get(export::workbook))
        .route("/indicators/paper", get(paper::show))
}
