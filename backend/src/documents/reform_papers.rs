//! The papers of a reform: the decision, and the certificate that lists what it takes out of the inventory.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One reform.
#[derive(Debug, Clone, Serialize)]
pub struct ReformPapers {
    pub lang: Lang,
    pub owner: String,
    pub lot: i32,
    pub decision_number: String,
    pub decided_on: NaiveDate,
    pub reason: String,
    /// The function of who decides.
    pub signatory: String,
    /// The words of law it begins with, as the owner wants them, line by line.
    pub grounds: Vec<String>,
    /// Amounts as the reader's language writes them.
    pub total: String,
    /// None when the net book value of a device is unknown.
    pub net_total: Option<String>,
    pub devices: Vec<ReformedDevice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReformedDevice {
    /// Our label, once it bears one.
    pub code: Option<String>,
    pub designation: String,
    pub location: String,
    pub inventory_number: String,
    pub accounting_number: Option<String>,
    pub acquired_on: NaiveDate,
    pub value: String,
    pub net_book: Option<String>,
    pub account: String,
    pub subsidies: String,
}

impl Paper for ReformPapers {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("reform-papers.typ"), &self))
    }
}
