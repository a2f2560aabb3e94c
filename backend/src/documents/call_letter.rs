//! The letter that tells an association what was decided about its project.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

#[derive(Debug, Clone, Serialize)]
pub struct CallLetter {
    pub lang: Lang,
    /// `AP-000012`.
    pub reference: String,
    pub call: String,
    pub organisation: String,
    pub title: String,
    pub granted: bool,
    /// Kind, how many were asked for, how many are given.
    pub devices: Vec<(String, i32, i32)>,
    /// Where they are fetched, and what the training is called.
    pub pickup: String,
    pub pathway: String,
    pub reason: Vec<String>,
    pub decision_number: String,
    pub decided_on: NaiveDate,
    /// The agent who decided, with their organisation.
    pub decided_by: String,
    pub written_on: NaiveDate,
}

impl Paper for CallLetter {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("call-letter.typ"), &self))
    }
}
