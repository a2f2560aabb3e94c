//! A workshop's own people and benches, as its supervisor sees to them: badges, training, habilitations.
mod actions;
mod badge;
mod benches;
mod list;
mod person;
pub mod queries;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/team", get(list::show))
        .route("/team/benches", get(benches::show).post(benches::submit))
        .route("/team/benches/{id}/end", post(benches::end))
        .route("/team/{membership_id}", get(person::show))
        .route("/team/{membership_id}/badge", post(badge::print))
        .route("/team/{membership_id}/badge/end", post(badge::end))
        .route("/team/{membership_id}/badge/unlock", post(badge::unlock))
        .route("/team/{membership_id}/place", post(person::book))
        .route(
            "/team/{membership_id}/habilitations",
            post(person::habilitate),
        )
}
