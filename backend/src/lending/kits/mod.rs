//! Kits: a piece of the library that is made of parts. What it is made of, what is missing and the way out of that; and
//! its parts counted, out and in, by scanning (decision 0059).
pub mod actions;
mod compose;
mod count;
mod labels;
pub mod queries;
pub mod rules;
mod show;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/kits/{code}", get(show::show))
        .route("/kits/{code}/parts", post(compose::add))
        .route("/kits/{code}/parts/{id}/removal", post(compose::remove))
        .route("/kits/{code}/parts/{id}/refill", post(compose::fill_up))
        .route("/kits/{code}/found", post(compose::found))
        .route("/kits/{code}/labels", post(labels::print))
        .route("/kits/{code}/labels/{seq}", get(labels::show))
        .route("/loans/{id}/kit", get(count::show).post(count::scan))
        .route("/loans/{id}/kit/end", post(count::end))
}
