//! Calls for projects (*appels à projets*): an association says what it would do with devices, a technical and an
//! elected jury say what they think, an agent decides by a deliberation, and what was won becomes requests.
//!
//! A call stands as soon as somebody answers it, a project as soon as it is sent, an opinion and a decision from the
//! start: the database refuses anything else. What is won waits to be allocated and is handed over as all else is.
pub mod actions;
mod decide;
mod export;
mod file;
pub mod filed;
pub mod form;
mod juries;
mod jurors;
mod letters;
mod list;
mod own;
mod papers;
mod public;
pub mod queries;
mod ranking;
pub mod rules;
mod say;
mod sheet;
mod show;
mod terms;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/appels", get(public::show))
        .route("/calls", get(list::show))
        .route("/calls/new", get(terms::show_new).post(terms::submit_new))
        .route("/calls/{id}", get(show::show))
        .route("/calls/{id}/export", get(export::show))
        .route("/calls/{id}/terms", get(terms::show).post(terms::submit))
        .route("/calls/{id}/jurors", post(jurors::submit))
        .route("/calls/{id}/jurors/{juror}/removal", post(jurors::remove))
        .route("/calls/{id}/projects/{project}", get(sheet::show))
        .route(
            "/calls/{id}/projects/{project}/decision",
            post(decide::submit),
        )
        .route("/calls/{id}/projects/{project}/letter", get(papers::letter))
        .route(
            "/calls/{id}/projects/{project}/papers/{paper}",
            get(papers::of_project),
        )
        .route("/juries", get(juries::list))
        .route("/juries/{project}", get(juries::show).post(juries::submit))
        .route("/juries/{project}/conflict", post(juries::declare))
        .route("/juries/{project}/papers/{paper}", get(papers::of_judged))
        .route("/projects", get(own::show))
        .route("/projects/{call}", get(file::show).post(file::submit))
        .route("/projects/{call}/removal", post(file::remove))
        .route("/projects/{call}/receipt", get(papers::receipt))
        .route("/projects/{call}/letter", get(papers::own_letter))
        .route("/projects/{call}/papers/{paper}", get(papers::own))
        .route(
            "/projects/{call}/papers/{paper}/removal",
            post(file::remove_paper),
        )
}
