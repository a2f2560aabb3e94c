//! The supervisor's board: what stands at each stage of a workshop, how long, what holds it back, and how the week went.
//! It counts devices, never people.
mod alerts;
mod chart;
mod column;
pub mod flow;
mod form;
mod page;
pub mod queries;
pub mod rules;
pub mod scope;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new().route("/board", get(page::show))
}
