//! Short loans at a counter: a device on the spot, for some days, after an onboarding that is recorded with it.
//!
//! A programme lends once it has rules here (decision 0067). From then on nothing leaves under it but on a loan: the page
//! that lends writes the request, the accompaniment, the clearance that the training rules give for it, and the handover
//! with its day to come back, all or nothing. `rules` decides, `actions` writes, `queries` reads, `desk` is what is known of
//! a device on the counter, `form` what was typed, `paper` the slip; `reminders` and `letters` write to who has to bring
//! something back; the rest are pages.
pub mod actions;
mod desk;
mod extend;
mod form;
mod lend;
mod letters;
mod list;
mod paper;
pub mod queries;
pub mod reminders;
pub mod rules;
mod say;
mod terms;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/counter-loans", get(list::show))
        .route("/counter-loans/{code}", get(lend::show).post(lend::submit))
        .route("/handovers/{id}/extension", post(extend::submit))
        .route("/counter-rules", get(terms::list))
        .route("/counter-rules/{id}", get(terms::show).post(terms::submit))
}
