//! Trials: what schools say of the kit they borrow, who may follow it, and what worked for which need.
//!
//! A trial is a loan that went out. The school says what it is like, in the middle and at the end (`feedback`), and names
//! the partners who follow it (`partners`): a partner sees the trials where they are named, by pupil code, and nothing
//! else (decision 0053). `queries` holds who sees what; `rules` what is asked when; `wording` what looks like a name.
pub mod actions;
mod feedback;
mod figures;
mod list;
pub mod lists;
mod partners;
pub mod queries;
mod report;
pub mod rules;
mod say;
mod show;
pub mod wording;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/trials", get(list::show))
        .route("/trials/figures", get(figures::show))
        .route("/trials/{id}", get(show::show))
        .route("/trials/{id}/report", get(report::show))
        .route("/trials/{id}/partners", post(partners::name))
        .route("/trials/{id}/partners/removal", post(partners::remove))
        .route(
            "/trials/{id}/feedback/{moment}",
            get(feedback::show).post(feedback::submit),
        )
}
