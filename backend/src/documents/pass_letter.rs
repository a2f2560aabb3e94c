//! The council's letters with digital passes: one for each person, one after the other, each pass with its QR code.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// Letters to be printed together, each on pages of its own.
#[derive(Debug, Clone, Serialize)]
pub struct PassLetters {
    pub lang: Lang,
    pub written_on: NaiveDate,
    pub letters: Vec<PassLetter>,
}

/// The letter of one person.
#[derive(Debug, Clone, Serialize)]
pub struct PassLetter {
    /// Of the request, by which a question is answered.
    pub reference: String,
    pub recipient: String,
    pub commune: String,
    pub programme: String,
    /// Who proposed the passes, and answers the telephone.
    pub organisation: String,
    pub phone: Option<String>,
    /// Where they are taken, with address and telephone.
    pub places: Vec<String>,
    pub passes: Vec<PrintedPass>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PrintedPass {
    /// As SVG.
    pub qr: String,
    pub code: String,
    /// Its number in the ledger, which opens nothing.
    pub reference: String,
    pub value: String,
    pub last_day: NaiveDate,
}

impl Paper for PassLetters {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("pass-letter.typ"), &self))
    }
}
