//! The evidence of a lot in one folder: facts, papers and devices, all of them already said, and nobody named.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, PrintedTable, paper};
use crate::web::Lang;

#[derive(Debug, Clone, Serialize)]
pub struct EvidenceFolder {
    pub lang: Lang,
    pub lot: i32,
    pub printed_on: NaiveDate,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    pub tables: Vec<PrintedTable>,
    pub notes: Vec<String>,
}

impl Paper for EvidenceFolder {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("evidence-folder.typ"), &self))
    }
}
