//! Intake: collection lots, on paper and in the hand.
pub mod actions;
mod announce;
mod bolc;
mod closing;
pub mod command;
pub mod facts;
mod kept;
mod labels;
pub mod list;
mod lot;
mod lots;
mod papers;
pub mod queries;
mod receive;
mod release;
mod release_list;
mod review;
pub mod rules;
pub mod stock_check;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lots", get(lots::show))
        .route("/lots/new", get(announce::show).post(announce::submit))
        .route("/lots/review", post(review::submit))
        .route("/lots/{id}", get(lot::show))
        .route("/lots/{id}/labels", get(labels::show).post(labels::submit))
        .route("/lots/{id}/labels/{reprint}", get(labels::file))
        .route("/lots/{id}/locks", get(release::show).post(release::submit))
        .route("/lots/{id}/locks/list", get(release::list))
        .route(
            "/lots/{id}/bolc",
            get(bolc::page::show).post(bolc::page::preview),
        )
        .route("/lots/{id}/bolc/apply", post(bolc::page::apply))
        .route("/lots/{id}/bolc/{sheet}", get(bolc::page::download))
        .route("/lots/{id}/receipt", get(papers::receipt))
        .route("/lots/{id}/outcome", get(papers::outcome))
        .route(
            "/lots/{id}/closing",
            get(closing::show).post(closing::submit),
        )
        .route("/lots/{id}/not-received", post(closing::not_received))
        .route("/reception", get(lots::to_receive))
        .route(
            "/lots/{id}/reception",
            get(receive::show).post(receive::claim),
        )
        .route("/lots/{id}/found", post(receive::found))
        .route("/bench/reception", post(kept::submit))
}

/// Where a write sends the person, and the sentence that says what was done.
fn done(path: &str, key: &'static str) -> String {
    let name = key.strip_prefix("done-").unwrap_or(key);
    format!("{path}?done={name}")
}
