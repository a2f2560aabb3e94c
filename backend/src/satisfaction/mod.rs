//! Satisfaction: what people say of a workshop, of a handover and of an emergency kit, in four taps on a face.
//!
//! An opinion is a few numbers under a programme, a place and a quarter: no row leads from it to anybody. Each takes a
//! code that serves once, one for each who was present or received something, so that how many kept silent is known.
//! `surveys` reads the data, `codes` keeps who may still answer, `actions` writes, `queries` finds what an occasion has;
//! `asking` is the form that staff fill in with somebody or from paper, `papers` the sheet with its code; `alone`,
//! `handover`, `prescriber` and `session` are pages. What it comes to is told by `indicators`.
pub mod actions;
mod alone;
mod asking;
pub mod codes;
mod handover;
mod papers;
mod prescriber;
pub mod queries;
pub mod rules;
mod session;
pub mod surveys;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/opinion", get(alone::ask_code))
        .route("/opinion/{code}", get(alone::show).post(alone::submit))
        .route(
            "/handovers/{id}/opinion",
            get(handover::show).post(handover::give_code),
        )
        .route("/handovers/{id}/opinion/paper", get(handover::paper))
        .route(
            "/handovers/{id}/opinion/answers",
            get(handover::ask).post(handover::submit),
        )
        .route(
            "/requests/{id}/kit-opinion",
            get(prescriber::show).post(prescriber::submit),
        )
        .route(
            "/training/sessions/{id}/opinions",
            get(session::show).post(session::give_codes),
        )
        .route(
            "/training/sessions/{id}/opinions/{programme}/paper",
            get(session::paper),
        )
        .route(
            "/training/sessions/{id}/opinions/{programme}/answers",
            get(session::ask).post(session::submit),
        )
}
