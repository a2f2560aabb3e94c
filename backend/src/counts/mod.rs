//! The stock count: what is expected is frozen at an instant, several people count it by scanning, each gap gets its
//! reason, and the record that closes it never changes.
//!
//! `freezing` opens a count, `actions` is what counters do, `settling` ends the counting, `in_hand` asks the journal
//! whether what moved meanwhile was seen, `resolving` explains the gaps and closes. What a scan means is decided in
//! `rules`; where the device was at that moment, by the journal.
pub mod actions;
mod counting;
mod export;
pub mod freezing;
mod gap;
mod in_hand;
mod lines;
mod list;
mod new;
pub mod papers;
pub mod queries;
pub mod resolving;
pub mod rules;
mod say;
pub mod settling;
mod show;
mod steps;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/counts", get(list::show))
        .route("/counts/new", get(new::show).post(new::submit))
        .route("/counts/{id}", get(show::show))
        .route("/counts/{id}/end", post(steps::end))
        .route("/counts/{id}/counting", post(steps::reopen))
        .route("/counts/{id}/closing", post(steps::close))
        .route("/counts/{id}/record", get(papers::record))
        .route("/counts/{id}/lines", get(lines::show))
        .route("/counts/{id}/export", get(export::show))
        .route(
            "/counts/{id}/lines/{line}",
            get(gap::show).post(gap::submit),
        )
        .route("/counts/{id}/lines/{line}/signature", post(gap::sign))
        .route("/counts/{id}/lines/{line}/proof", get(papers::proof))
        .route(
            "/bench/counts/{id}",
            get(counting::show).post(counting::submit),
        )
        .route(
            "/bench/counts/{id}/unlabelled",
            post(counting::note_unlabelled),
        )
}
