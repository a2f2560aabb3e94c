//! Training: pathways, sessions, attendance, and the clearances they lead to (law 1).
//!
//! `rules` makes the two values of law 1, `actions` is the one place that issues, takes and withdraws a
//! clearance, `queries` reads, `say` puts what is missing into words; the rest are pages.
pub mod actions;
mod attendance;
mod new_session;
mod progress;
pub mod queries;
pub mod rules;
pub mod say;
mod sessions;
pub mod staff;
mod staff_attendance;
mod waiver;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/training", get(sessions::show))
        .route(
            "/training/sessions/new",
            get(new_session::show).post(new_session::submit),
        )
        .route(
            "/training/sessions/{id}",
            get(attendance::show).post(attendance::submit),
        )
        .route(
            "/training/sessions/{id}/staff",
            get(staff_attendance::show).post(staff_attendance::submit),
        )
        .route("/requests/{id}/training", get(progress::show))
        .route("/requests/{id}/training/enrolment", post(progress::enrol))
        .route("/requests/{id}/training/place", post(progress::book))
        .route(
            "/requests/{id}/training/attestation",
            post(progress::attest),
        )
        .route("/requests/{id}/training/clearance", post(progress::renew))
        .route(
            "/requests/{id}/waiver",
            get(waiver::show).post(waiver::submit),
        )
        .route("/clearances/{id}/withdrawal", post(waiver::withdraw))
}
