//! Handovers: a device leaves with its recipient, and may come back.
//!
//! `rules` makes the permit a handover is written from, `actions` writes, `queries` finds what stands at
//! the counter, `standing` how several requests stand there, `together` what is signed for at once, `shelf` what goes with
//! it, `exchange` replaces a device that failed; `handing` is the form that the counter, the training session and `kit` share,
//! `signing` what was typed in it, `verdict` what is missing, `paper` the slip, `say` has words; `counter_loans` lends on the
//! spot; the rest are pages, `agenda` that of the day.
pub mod actions;
mod agenda;
mod counter;
pub mod counter_loans;
pub mod exchange;
mod give_back;
mod handing;
mod in_session;
mod kit;
mod kits;
mod paper;
pub mod queries;
pub mod rules;
pub mod say;
mod shelf;
mod show;
mod signing;
mod slip;
pub mod standing;
mod together;
mod verdict;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .merge(counter_loans::routes())
        .route("/appointments", get(agenda::show))
        .route("/appointments/{id}/missed", post(agenda::missed))
        .route("/counter", get(counter::show))
        .route("/counter/search", post(counter::search))
        .route("/counter/photo", post(counter::photo))
        .route(
            "/counter/{code}",
            get(counter::show_case).post(counter::hand_over),
        )
        .route(
            "/training/sessions/{id}/handover/{enrolment}",
            get(in_session::show).post(in_session::hand_over),
        )
        .route("/requests/{id}/kit", get(kit::show).post(kit::hand_over))
        .route("/programmes/{id}/kits", get(kits::show))
        .route("/handovers/{id}", get(show::show))
        .route("/handovers/{id}/slip", get(slip::show))
        .route(
            "/handovers/{id}/signed-slip",
            get(show::signed_slip).post(show::attach),
        )
        .route(
            "/handovers/{id}/return",
            get(give_back::show).post(give_back::submit),
        )
}
