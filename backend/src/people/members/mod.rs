//! The people of the organisations: who is there, invited, leaving, habilitated.
use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub mod actions;
mod changes;
mod invite;
mod list;
pub mod queries;
mod show;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/people", get(list::show))
        .route("/people/invite", get(invite::show).post(invite::submit))
        .route("/people/{membership_id}", get(show::show))
        .route("/people/{membership_id}/end", post(changes::end))
        .route("/people/{membership_id}/invitation", post(changes::resend))
        .route("/people/{membership_id}/account", post(changes::account))
        .route(
            "/people/{membership_id}/territories",
            post(changes::territories),
        )
        .route(
            "/people/{membership_id}/habilitations",
            post(changes::habilitate),
        )
        .route(
            "/people/{membership_id}/habilitations/end",
            post(changes::end_habilitation),
        )
}
