//! Digital passes (*pass numériques*): issued by coordination, given by a prescriber in one click with a letter, taken
//! once at a training place, and paid to the organisation of that place.
//!
//! `rules` says which step follows which, and why a pass is not taken; `code` is what is printed on the letter;
//! `issuing`, `actions`, `taking` and `settling` are the steps, each an event of the pass; the rest are pages.
pub mod actions;
pub mod code;
mod export;
mod giving;
mod issues;
pub mod issuing;
mod ledger;
mod letters;
mod paper;
mod programme;
pub mod queries;
mod redeeming;
pub mod rules;
pub mod say;
mod settlement;
pub mod settling;
pub mod taking;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/passes", get(ledger::show))
        .route("/passes/export", get(export::show))
        .route("/passes/issues", get(issues::show).post(issues::submit))
        .route("/passes/issues/{id}/cancel", post(issues::cancel))
        .route(
            "/passes/settlement",
            get(settlement::show).post(settlement::submit),
        )
        .route("/passes/use", get(redeeming::show).post(redeeming::submit))
        .route("/passes/letters", get(paper::show).post(paper::submit))
        .route("/passes/letters/{id}", get(paper::batch))
        .route(
            "/programmes/{id}/passes",
            get(programme::show).post(programme::submit),
        )
        .route(
            "/requests/{id}/passes",
            get(giving::show).post(giving::give),
        )
        .route("/requests/{id}/passes/letter", get(giving::letter))
        .route("/requests/{id}/passes/withdraw", post(giving::withdraw))
}
