//! The slip of a loan, signed when the kit is fetched.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One loan, for the school and the store.
#[derive(Debug, Clone, Serialize)]
pub struct LoanSlip {
    pub lang: Lang,
    /// Number of the loan.
    pub loan: String,
    /// Who lends.
    pub lender: String,
    pub store: String,
    pub school: String,
    pub school_uai: Option<String>,
    pub borrower: String,
    /// Made for the school, which alone knows whose it is.
    pub pupil_code: Option<String>,
    pub item: String,
    pub maker: String,
    pub model: String,
    /// The code on its label.
    pub code: String,
    pub inventory_number: Option<String>,
    pub serial: Option<String>,
    pub accessories: Vec<String>,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub printed_on: NaiveDate,
    /// What can hold data is erased when it is back.
    pub holds_data: bool,
}

impl Paper for LoanSlip {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("loan-slip.typ"), &self))
    }
}
