//! Funds: contributors and their agreements, what was called for, given, committed and spent, what each euro paid for, and
//! what one equipped person, one loan and one hour of training cost.
//!
//! `rules` split a spending among contributors and work out what a matching rule owes; `actions` write; `queries` and
//! `internet` read, the second what plans, cards and vouchers cost a fund under its code; `costs` count; the rest are pages.
pub mod actions;
mod agreement;
mod agreement_form;
mod contributions;
mod cost_page;
mod costs;
mod export;
mod internet;
mod letter;
mod list;
pub mod queries;
pub mod rules;
mod say;
mod show;
mod spend;
mod spending;
mod things;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/funds", get(list::show).post(list::submit))
        .route("/funds/{id}", get(show::show))
        .route("/funds/{id}/internet", post(show::share_internet))
        .route(
            "/funds/{id}/agreements",
            get(agreement::show).post(agreement::submit),
        )
        .route(
            "/funds/{id}/agreements/{agreement}/letter",
            get(letter::show),
        )
        .route(
            "/funds/{id}/contributions",
            get(contributions::show).post(contributions::submit),
        )
        .route("/funds/{id}/spending", get(spending::show))
        .route("/funds/{id}/spending/table", get(export::show))
        .route(
            "/funds/{id}/spending/new",
            get(spend::show).post(spend::submit),
        )
        .route(
            "/funds/{id}/lines/{line}/correction",
            post(spending::correct),
        )
        .route("/costs", get(cost_page::show))
}
