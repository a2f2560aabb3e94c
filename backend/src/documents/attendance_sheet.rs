//! The attendance sheet of a session: everybody who has a place, each with a box to sign.

use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One session.
#[derive(Debug, Clone, Serialize)]
pub struct AttendanceSheet {
    pub lang: Lang,
    pub number: i32,
    pub pathway: String,
    pub modules: Vec<String>,
    /// Date and time.
    pub starts_at: String,
    pub duration: String,
    pub place: String,
    pub organisation: String,
    pub trainer: String,
    /// Full names, in alphabetical order.
    pub people: Vec<String>,
    /// Empty lines for who comes without a place.
    pub empty_lines: usize,
}

impl Paper for AttendanceSheet {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("attendance-sheet.typ"), &self))
    }
}
