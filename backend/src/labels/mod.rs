//! Labels: the short code stuck on every device, and the sheets it is printed on.

pub mod code;
pub mod sheet;

pub use code::{Code, CodeError};

use crate::app::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
