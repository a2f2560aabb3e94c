//! Several workshops: what each can take in a week, a lot shared between them by rules and by a person, and the
//! transfers on which the devices are scanned out and in.
pub mod actions;
mod list;
pub mod queries;
pub mod rules;
mod sharing;
mod show;
mod slip;
mod split;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lots/{id}/split", get(split::show).post(split::submit))
        .route("/transfers", get(list::show))
        .route("/transfers/{id}", get(show::show))
        .route("/transfers/{id}/out", post(show::send))
        .route("/transfers/{id}/in", post(show::take_in))
        .route("/transfers/{id}/withdraw", post(show::withdraw))
        .route("/transfers/{id}/slip", get(slip::show))
        .route("/capacity", get(sharing::show).post(sharing::declare))
        .route("/capacity/rules", post(sharing::add_rule))
        .route("/capacity/rules/{id}/end", post(sharing::end_rule))
}
