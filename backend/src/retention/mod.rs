//! How long what is known of a person is kept, and what a person may ask of it (law 5; domain facts §6).
//!
//! `rules` says in which of three stages a person's data is, `queries` gathers the facts, `turn` announces and erases
//! behind the pages. `register` keeps what people ask of their data and what they are answered, with rules and actions
//! of its own; `copy` gathers all that is held about one person. The rest are pages of the data protection officer.
pub mod actions;
mod answer;
mod copy;
mod copy_page;
mod letters;
mod list;
mod papers;
mod person;
pub mod queries;
mod register;
pub mod rights_rules;
pub mod rules;
mod say;
mod take_in;
pub mod turn;

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/retention", get(list::show))
        .route("/retention/settings", post(list::set))
        .route("/retention/people/{id}", get(person::show))
        .route("/retention/people/{id}/look", post(person::look))
        .route("/retention/people/{id}/copy", get(copy_page::page))
        .route("/retention/people/{id}/data.json", get(copy_page::json))
        .route("/retention/looks/{id}", get(person::paper))
        .route("/retention/papers", get(papers::show))
        .route("/retention/visas", post(papers::eliminate))
        .route("/rights", get(register::show))
        .route("/rights/new", get(take_in::show).post(take_in::submit))
        .route("/rights/{id}", get(answer::show))
        .route("/rights/{id}/answer", post(answer::submit))
        .route("/rights/{id}/lift", post(answer::lift))
}
