//! Organisations, their sites, and the people who work there.
use crate::app::App;
use axum::Router;

pub mod members;
pub mod organisations;
pub mod rules;
pub mod workshops;

pub fn routes() -> Router<App> {
    organisations::routes().merge(members::routes())
}
