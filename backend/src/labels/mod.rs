//! Labels: the short code stuck on every device, and the sheets it is printed on.

pub mod actions;
mod batch_pdf;
pub mod card;
pub mod code;
pub mod command;
mod formats;
pub mod keyboard;
pub mod photo;
mod print;
mod printing;
pub mod queries;
pub mod sheet;
pub mod template;
mod zpl;
mod zpl_drawing;

pub use code::{Code, CodeError};
pub use printing::{
    Ordered, code_mistake, file_of, named_sheet, order, scan_mistake, sheet_of_devices,
    usable_templates, usual_template,
};

use crate::app::App;
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/labels", get(print::show).post(print::submit))
        .route("/labels/batches/{id}/pdf", get(batch_pdf::show))
        .route("/labels/formats/{name}", get(formats::show))
        .route("/labels/formats/{name}/preview", get(formats::preview))
        .route(
            "/labels/formats/{name}/calibration",
            get(formats::calibration),
        )
}
