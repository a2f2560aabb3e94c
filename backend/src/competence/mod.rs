//! The sense of competence: what learners say of themselves before a pathway, after it and three months later, the
//! results of tests of skills beside it, what a programme changed, and the attestation of a pathway.
//!
//! Answers are numbers under the number of an enrolment: forgetting a person leaves them, and what is counted of them,
//! as they are. `questionnaires` and `skills` read the data, `rules` says when each moment is and does the statistics,
//! `evolution` reads what the report compares; the rest are pages.
pub mod actions;
mod again;
mod alone;
mod answering;
mod attestation;
pub mod attested;
pub mod codes;
mod evolution;
pub mod given;
pub mod links;
mod paper;
mod person;
pub mod queries;
pub mod questionnaires;
mod report;
pub mod rules;
pub mod say;
pub mod skills;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/competence", get(report::show))
        .route("/competence/again", get(again::show))
        .route("/requests/{id}/competence", get(person::show))
        .route("/requests/{id}/competence/link", post(person::give_link))
        .route("/requests/{id}/competence/skill", post(person::add_skill))
        .route(
            "/requests/{id}/competence/{questionnaire}/{moment}",
            get(answering::show).post(answering::submit),
        )
        .route(
            "/requests/{id}/competence/{questionnaire}/{moment}/paper",
            get(paper::show),
        )
        .route(
            "/requests/{id}/attestation",
            get(attestation::show).post(attestation::issue),
        )
        .route("/questionnaire", get(alone::ask_code))
        .route(
            "/questionnaire/{code}",
            get(alone::show).post(alone::submit),
        )
}
