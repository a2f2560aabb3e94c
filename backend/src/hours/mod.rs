//! Hours per person and day, and the skills practised: off until a workshop says whom it informed, seen by that
//! workshop alone, forgotten after their time.
pub mod actions;
mod export;
pub mod queries;
pub mod rules;
mod show;
pub mod skills;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/hours", get(show::show).post(show::submit))
        .route("/hours/switch", post(show::switch))
        .route("/hours/export", get(export::show))
}
