//! What an association gets for a project that arrived: when, and what it holds.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

#[derive(Debug, Clone, Serialize)]
pub struct ProjectReceipt {
    pub lang: Lang,
    /// `AP-000012`.
    pub reference: String,
    pub call: String,
    pub organisation: String,
    pub title: String,
    /// To the second, as it is said.
    pub sent_at: String,
    pub closes_at: String,
    pub people: i32,
    pub place: String,
    /// Kind and how many.
    pub devices: Vec<(String, i32)>,
    pub papers: Vec<FiledPaper>,
    pub printed_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct FiledPaper {
    pub name: String,
    pub sha256: String,
}

impl Paper for ProjectReceipt {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("project-receipt.typ"), &self))
    }
}
