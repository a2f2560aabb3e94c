//! What mediators write down in the Coop de la médiation numérique, brought in from its exports: counted for the
//! indicators, nobody's until a trainer links a row to a person (`training::elsewhere`).
//!
//! `export` reads a file, `carry` packs what is kept of it for the way through the browser, `actions` keeps it once,
//! `queries` and `totals` read; the rest are pages.
pub mod actions;
mod carry;
pub mod command;
pub mod export;
mod import;
mod list;
pub mod queries;
mod row;
pub mod totals;
mod totals_page;
pub mod words;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/coop", get(list::show))
        .route("/coop/import", get(import::show).post(import::dry_run))
        .route("/coop/import/land", post(import::land))
        .route("/coop/totals", get(totals_page::show))
        .route("/coop/rows/{id}", get(row::show))
        .route("/coop/rows/{id}/link", post(row::link))
        .route("/coop/rows/{id}/unlink", post(row::unlink))
}
