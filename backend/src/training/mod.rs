//! Training: pathways, sessions, attendance, and the clearances they lead to (law 1).
//!
//! `rules` makes the two values of law 1, `actions` is the one place that issues, takes and withdraws a
//! clearance, `places` plans sessions and books, frees and cancels, `queries` and `calendar` read, `say` puts
//! what is missing into words, `letters` writes messages, `recalls` sends those of loans whose time is over,
//! `elsewhere` counts what was attended elsewhere, `proposals` finds the nearest sessions with room; the rest are pages.
pub mod actions;
mod attendance;
pub mod calendar;
mod cancellation;
pub mod elsewhere;
mod enrolment;
mod letters;
mod new_session;
pub mod places;
mod progress;
pub mod proposals;
pub mod queries;
pub mod recalls;
pub mod rules;
pub mod say;
mod sessions;
mod sheet;
pub mod staff;
mod staff_attendance;
mod standing;
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
        .route("/training/sessions/{id}/place", post(attendance::add))
        .route("/training/sessions/{id}/sheet", get(sheet::show))
        .route(
            "/training/sessions/{id}/freed-place",
            post(attendance::free),
        )
        .route(
            "/training/sessions/{id}/cancellation",
            get(cancellation::show).post(cancellation::submit),
        )
        .route(
            "/training/sessions/{id}/staff",
            get(staff_attendance::show).post(staff_attendance::submit),
        )
        .route("/requests/{id}/training", get(progress::show))
        .route("/requests/{id}/training/enrolment", post(enrolment::enrol))
        .route(
            "/requests/{id}/training/withdrawal",
            post(enrolment::withdraw),
        )
        .route("/requests/{id}/training/place", post(enrolment::book))
        .route("/requests/{id}/training/freed-place", post(enrolment::free))
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
