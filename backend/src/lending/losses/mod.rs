//! A piece on loan that is lost, stolen or broken: declared by its borrower or the head of the school, followed by the
//! store. It stays with its last holder until it is found (law 2, decision 0054).
pub mod actions;
mod declare;
mod follow;
pub mod queries;

pub use declare::speaks;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};
use entities::loan_loss::{Circumstances, LossKind, LossOutcome};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/loans/{id}/loss", get(declare::show).post(declare::submit))
        .route(
            "/loans/{id}/loss/outcome",
            get(follow::show).post(follow::decide),
        )
        .route("/loans/{id}/loss/insurance", post(follow::insure))
}

#[must_use]
pub fn kind_key(kind: LossKind) -> &'static str {
    match kind {
        LossKind::Lost => "loss-lost",
        LossKind::Stolen => "loss-stolen",
        LossKind::Broken => "loss-broken",
    }
}

#[must_use]
pub fn circumstances_key(circumstances: Circumstances) -> &'static str {
    match circumstances {
        Circumstances::AtSchool => "loss-at-school",
        Circumstances::OnTheWay => "loss-on-the-way",
        Circumstances::AtHome => "loss-at-home",
        Circumstances::Outing => "loss-outing",
        Circumstances::Unknown => "loss-unknown",
    }
}

#[must_use]
pub fn outcome_key(outcome: LossOutcome) -> &'static str {
    match outcome {
        LossOutcome::Found => "loss-found",
        LossOutcome::Replaced => "loss-replaced",
        LossOutcome::WrittenOff => "loss-written-off",
    }
}
