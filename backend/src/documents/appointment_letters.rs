//! Letters about appointments: one a page, each in its reader's language, with one thing to do, one date, one number.

use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// The letters that are printed together.
#[derive(Debug, Clone, Serialize)]
pub struct AppointmentLetters {
    /// Of who prints them.
    pub lang: Lang,
    pub letters: Vec<AppointmentLetter>,
}

/// One letter, its sentences said.
#[derive(Debug, Clone, Serialize)]
pub struct AppointmentLetter {
    pub lang: Lang,
    /// Who writes.
    pub from: String,
    pub reference: String,
    pub name: String,
    pub commune: String,
    pub written_on: String,
    pub greeting: String,
    pub title: String,
    /// What to do, and when.
    pub action: String,
    pub place: Option<String>,
    pub bring: Option<String>,
    /// Whom to call.
    pub call: String,
}

impl Paper for AppointmentLetters {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("appointment-letters.typ"), &self))
    }
}
