//! A pupil who changes school during a loan: the school they leave proposes the loan to the other, where a teacher who is
//! cleared takes it on. Until then it stays with who has it (law 2).
pub mod actions;
mod propose;
pub mod queries;
mod take;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/loans/{id}/move", get(propose::show).post(propose::submit))
        .route("/loans/{id}/move/withdrawal", post(propose::withdraw))
        .route("/loan-moves", get(take::show))
        .route("/loan-moves/{id}/taking", post(take::submit))
}
