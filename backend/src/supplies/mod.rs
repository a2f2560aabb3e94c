//! Supplies: chargers, cables and covers, counted per site by a ledger of movements, with a minimum that alerts.
pub mod actions;
pub mod catalogue;
mod list;
pub mod queries;
pub mod rules;
pub mod say;
mod stock;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new().route("/supplies", get(list::show)).route(
        "/supplies/{site}/{kind}",
        get(stock::show).post(stock::submit),
    )
}
