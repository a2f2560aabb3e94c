//! The plots where people would rather look: each with its table, the day it was drawn, and the address that draws it again.
mod ages;
mod lots;
mod page;
mod stock;
mod variances;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/diagnosis/stock", get(stock::show))
        .route("/diagnosis/ages", get(ages::show))
        .route("/diagnosis/variances", get(variances::show))
        .route("/diagnosis/lots", get(lots::show))
}
