//! The diagnosis of the chain: what came to each step in a period, how it left, what waits, and which step holds the rest
//! back, for each intercommunality; and the plots where people would rather look.
mod causes;
mod form;
mod plots;
pub mod queries;
pub mod rules;
mod say;
mod show;

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/diagnosis", get(show::show))
        .merge(plots::routes())
}
