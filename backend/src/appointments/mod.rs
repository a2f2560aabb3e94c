//! Appointments at pick-up points: when each receives people, who comes for which request, and how people are told.
//!
//! `rules` says which hours there are and which may be booked, `actions` books, moves and ends, `keeping` writes the hours
//! and the closures, `tell` and `say` tell people, `reminders` is the turn behind the pages, `ics` writes a calendar entry;
//! the rest are pages. The page of the day stands with the counter, in `handovers`.
pub mod actions;
mod book;
mod ics;
pub mod keeping;
mod notices;
mod opening;
pub mod queries;
pub mod reminders;
pub mod rules;
pub mod say;
pub mod tell;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/requests/{id}/appointment",
            get(book::show).post(book::submit),
        )
        .route("/requests/{id}/appointment/cancel", post(book::cancel))
        .route("/requests/{id}/appointment/calendar", get(book::calendar))
        .route(
            "/requests/{id}/appointment/contact",
            post(book::set_contact),
        )
        .route(
            "/sites/{id}/opening",
            get(opening::show).post(opening::open),
        )
        .route("/sites/{id}/opening/{slot}/end", post(opening::end_opening))
        .route("/sites/{id}/closures", post(opening::close))
        .route(
            "/sites/{id}/closures/{closure}/end",
            post(opening::end_closure),
        )
        .route("/notices", get(notices::show))
        .route("/notices/letters", get(notices::letters))
        .route("/notices/letters/done", post(notices::printed))
        .route("/notices/{id}/reveal", post(notices::reveal))
        .route("/notices/{id}/done", post(notices::done))
}
