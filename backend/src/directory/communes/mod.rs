//! Communes with their intercommunality and their centre, the minutes between them, and those that no place is near.
//!
//! Nothing of it comes with the program: a coordinator brings lists in, by page or command line, dry run first.

mod actions;
pub mod command;
pub mod lists;
mod page;
mod queries;
mod uncovered;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/communes", get(page::show))
        .route("/communes/import", post(page::dry_run_communes))
        .route("/communes/import/land", post(page::land_communes))
        .route("/communes/uncovered", get(uncovered::show))
        .route("/travel-times/import", post(page::dry_run_times))
        .route("/travel-times/import/land", post(page::land_times))
}
