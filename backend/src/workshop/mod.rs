//! The workshop: one bench page per device with its one next action, what is checked at each step, and
//! what proves that no data of the previous user is left.

pub mod actions;
mod bench;
mod bench_parts;
mod bring_back;
mod category_page;
mod category_said;
mod certificate;
pub mod certified;
pub mod charger;
mod check_request;
pub mod checking;
pub mod checklists;
mod device;
pub mod drives;
mod erasure;
mod erasure_by_nwipe;
mod erasure_by_reset;
mod findings;
pub mod grades;
pub mod hardware;
mod hardware_page;
pub mod images;
pub mod lacking;
pub mod leaving;
pub mod lists;
pub mod locks;
mod locks_page;
mod minimum;
pub mod nwipe;
mod offline;
pub mod onto_pallet;
mod opening;
mod part_erasure;
mod proof;
mod quality_check;
pub mod queries;
mod questions;
mod refurbishment;
pub mod reset;
pub mod rules;
mod scrap;
pub mod signing;
mod snapshot_api;
pub mod snapshots;
pub mod software;
mod software_page;
pub mod taking_out;
mod tasks;
mod tokens;
mod triage;
mod vouched;
pub mod waste_codes;
pub mod wipes;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/bench", get(bench::show))
        .route("/bench/offline", get(offline::show))
        .route("/bench/view", post(tasks::choices::submit))
        .route("/bench/{code}", get(device::show))
        .route(
            "/bench/{code}/tasks",
            get(tasks::show::show).post(tasks::submit::submit),
        )
        .route(
            "/bench/{code}/triage",
            get(triage::show).post(triage::submit),
        )
        .route(
            "/bench/{code}/checklist",
            get(refurbishment::show).post(refurbishment::submit),
        )
        .route(
            "/bench/{code}/erasure",
            get(erasure::show).post(erasure::submit),
        )
        .route("/bench/{code}/check-request", post(check_request::submit))
        .route(
            "/bench/{code}/quality-check",
            get(quality_check::show).post(quality_check::submit),
        )
        .route(
            "/bench/{code}/parts",
            get(bench_parts::show).post(bench_parts::submit),
        )
        .route(
            "/parts/{code}/erasure",
            get(part_erasure::show).post(part_erasure::submit),
        )
        .route("/bench/{code}/scrap", get(scrap::show).post(scrap::submit))
        .route(
            "/bench/{code}/return",
            get(bring_back::show).post(bring_back::submit),
        )
        .route(
            "/bench/{code}/hardware",
            get(hardware_page::show).post(hardware_page::submit),
        )
        .route(
            "/bench/{code}/category",
            get(category_page::show).post(category_page::submit),
        )
        .route(
            "/bench/{code}/category/decision",
            post(category_page::decide),
        )
        .route(
            "/bench/{code}/software",
            get(software_page::show).post(software_page::submit),
        )
        .route(
            "/bench/{code}/locks",
            get(locks_page::show).post(locks_page::submit),
        )
        .route(
            "/devices/{code}/certificate",
            get(certificate::show).post(certificate::make),
        )
        .route("/bench-tokens", get(tokens::show).post(tokens::submit))
        .route("/bench-tokens/{id}/revoke", post(tokens::revoke))
        .route("/api/snapshots", post(snapshot_api::submit))
        .route("/evidence/{id}", get(proof::show))
        .route("/checklist-photos/{id}", get(proof::show_photo))
        .merge(lists::routes())
}

pub use entities::erasure::ErasureLevel as Level;

/// How deep an erasure went, as a word key.
#[must_use]
pub const fn level_key(level: Level) -> &'static str {
    match level {
        Level::Clear => "erasure-level-clear",
        Level::Purge => "erasure-level-purge",
    }
}
