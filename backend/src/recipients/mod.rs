//! Who a request speaks for. Everything personal is sealed; every look at it is logged (laws 5, 8, 9).
//!
//! `identity` is what is sealed, `names` what it is found by, `access` the log of looks, `limits` what stands between a
//! limited person and everybody, `papers` the signed papers, `passes` the digital passes that end with a request or a
//! person, `contact` how they are told, `forget` the erasure, `seals` what the journal keeps of the looks of a day; the rest
//! are pages.
pub mod access;
mod access_log;
pub mod contact;
mod correct;
pub mod forget;
pub mod identity;
pub mod limits;
pub mod names;
pub mod papers;
pub mod passes;
pub mod seals;
mod search;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/access-log", get(access_log::show))
        .route("/recipients", get(search::show).post(search::submit))
        .route("/recipients/{id}", get(show::show))
        .route(
            "/recipients/{id}/correction",
            get(correct::show).post(correct::submit),
        )
        .route("/recipients/{id}/forget", post(show::forget))
}
