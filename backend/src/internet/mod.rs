//! Internet access: help with a subscription (*aide au forfait*), prepaid SIM cards and vouchers, and what both cost each
//! fund, month by month.
//!
//! `rules` says what a plan costs whom and until when it runs; `actions` opens, renews and stops one, and notes its
//! months; `reminders` tells the prescriber that one ends; `prepaid` is the stock of cards and vouchers; `operators` are
//! data; the rest are pages. A fund is a code here, and nothing else is known of it.
pub mod actions;
mod export;
mod letters;
mod list;
pub mod operators;
mod plan;
pub mod prepaid;
pub mod queries;
pub mod reminders;
pub mod rules;
pub mod say;
mod spend;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/internet", get(list::show))
        .route("/internet/spend", get(spend::show).post(spend::submit))
        .route("/internet/spend/export", get(export::show))
        .route("/internet/plans/{id}/renewal", post(plan::renew))
        .route("/internet/plans/{id}/stop", post(plan::stop))
        .route(
            "/requests/{id}/internet",
            get(plan::show).post(plan::submit),
        )
        .merge(prepaid::routes())
}
