//! Schools and the library: teachers register themselves and the head may revoke them, the head signs for a year, the
//! family for kit that goes home, a pupil changes school with a loan, a school closes.
pub mod actions;
mod agreement;
mod clauses;
mod closing;
mod confirm;
mod domains;
pub mod home;
mod letters;
mod list;
pub mod moves;
pub mod queries;
mod register;
mod school;
pub mod upkeep;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/registration", get(register::show).post(register::submit))
        .route(
            "/registration/link/{token}",
            get(confirm::show).post(confirm::submit),
        )
        .route("/school", get(school::own))
        .route("/schools", get(list::show))
        .route("/schools/{id}", get(school::show))
        .route(
            "/schools/{id}/agreement",
            get(agreement::paper).post(agreement::submit),
        )
        .route("/schools/{id}/agreement/blank", get(agreement::blank))
        .route("/school/teachers/{id}/revocation", post(school::revoke))
        .route(
            "/schools/{id}/closing",
            get(closing::show).post(closing::submit),
        )
        .route(
            "/agreement-clauses",
            get(clauses::show).post(clauses::submit),
        )
        .route("/school-domains", get(domains::show).post(domains::submit))
        .route("/school-domains/{id}/removal", post(domains::remove))
        .route("/loans/{id}/home", post(home::goes))
        .route("/loans/{id}/family-agreement", get(home::paper))
        .route("/loans/{id}/family-signature", post(home::signed))
        .merge(moves::routes())
}
