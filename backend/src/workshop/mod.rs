//! The workshop: one bench page per device with its one next action, what is checked at each step, and
//! what proves that no data of the previous user is left.

pub mod actions;
mod bench;
mod bring_back;
mod check_request;
pub mod checklists;
mod device;
mod erasure;
mod erasure_by_nwipe;
mod erasure_by_reset;
pub mod grades;
mod lacking;
pub mod nwipe;
mod offline;
mod opening;
pub mod photo;
mod proof;
mod quality_check;
pub mod queries;
mod questions;
mod refurbishment;
pub mod reset;
pub mod rules;
mod scrap;
mod triage;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};
use serde::{Deserialize, Serialize};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/bench", get(bench::show))
        .route("/bench/offline", get(offline::show))
        .route("/bench/{code}", get(device::show))
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
        .route("/bench/{code}/scrap", get(scrap::show).post(scrap::submit))
        .route(
            "/bench/{code}/return",
            get(bring_back::show).post(bring_back::submit),
        )
        .route("/evidence/{id}", get(proof::show))
}

/// How thoroughly a drive was sanitised, in the words of NIST SP 800-88.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Everything an ordinary reader can address is overwritten or reset.
    Clear,
    /// Not even a laboratory can recover the data: the key is destroyed or the drive erased itself.
    Purge,
}

impl Level {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Clear => "erasure-level-clear",
            Self::Purge => "erasure-level-purge",
        }
    }
}
