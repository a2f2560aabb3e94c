//! The yearly agreement between the lending library and a school, signed by its head.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One school year of a school.
#[derive(Debug, Clone, Serialize)]
pub struct SchoolAgreement {
    pub lang: Lang,
    /// "2025-2026".
    pub year: String,
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
    /// Who lends.
    pub lender: String,
    pub school: String,
    pub school_uai: Option<String>,
    /// As coordination wrote them, one paragraph a line; none means that the paper says nothing of it.
    pub insurance: Vec<String>,
    pub theft: Vec<String>,
    pub printed_on: NaiveDate,
    /// Who signed on the screen, and when.
    pub signatory: Option<String>,
    /// A PNG, drawn on the screen; without it the paper has a box to sign by hand.
    #[serde(skip)]
    pub signature: Option<Vec<u8>>,
}

impl Paper for SchoolAgreement {
    fn document(mut self) -> Result<Document, DocumentError> {
        let signature = self.signature.take();
        let mut document = paper(include_str!("school-agreement.typ"), &self);
        document.data["signed"] = signature.is_some().into();
        document
            .files
            .extend(signature.map(|png| ("signature.png", png)));
        Ok(document)
    }
}
