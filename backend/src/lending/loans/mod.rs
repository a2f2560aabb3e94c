//! One loan: reserved, agreed to, prepared, fetched, made longer, brought back.
mod decide;
mod give_back;
mod list;
mod papers;
mod pick_up;
mod prepare;
mod reserve;
mod show;
mod wait;

pub use list::{Line, lines};
pub use reserve::pupil_code;
pub use show::page;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/catalogue/{slug}/reservation",
            get(reserve::show).post(reserve::submit),
        )
        .route("/catalogue/{slug}/waiting", post(wait::submit))
        .route("/loans", get(list::show))
        .route("/loans/{id}", get(show::show))
        .route("/loans/{id}/approval", post(decide::approve))
        .route("/loans/{id}/refusal", post(decide::refuse))
        .route("/loans/{id}/cancellation", post(decide::cancel))
        .route("/loans/{id}/extension", post(decide::extend))
        .route("/loans/{id}/clearance", post(decide::clear))
        .route("/loans/{id}/preparation", post(prepare::submit))
        .route("/loans/{id}/piece", post(prepare::change))
        .route(
            "/loans/{id}/pick-up",
            get(pick_up::show).post(pick_up::submit),
        )
        .route(
            "/loans/{id}/return",
            get(give_back::show).post(give_back::submit),
        )
        .route("/loans/{id}/completion", post(give_back::complete))
        .route("/loans/{id}/slip", get(papers::slip))
}
