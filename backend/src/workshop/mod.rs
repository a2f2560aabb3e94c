//! The workshop: what is checked at each step, and what proves that no data of the previous user is left.

pub mod checklists;
pub mod grades;
pub mod nwipe;
pub mod reset;

use crate::app::App;
use axum::Router;
use serde::{Deserialize, Serialize};

pub fn routes() -> Router<App> {
    Router::new()
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
