//! The letter that tells a contributor what was done with its money.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

#[derive(Debug, Clone, Serialize)]
pub struct FundLetter {
    pub lang: Lang,
    /// The number of the agreement.
    pub agreement: String,
    pub contributor: String,
    /// The code of the fund and what it is called.
    pub code: String,
    pub fund: String,
    /// The first and the last day of the agreement.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The day the figures are of.
    pub at: NaiveDate,
    /// Amounts, already said.
    pub called: String,
    pub given: String,
    pub paid: String,
    pub balance: String,
    /// Whether the money comes after what it pays for.
    pub comes_after: bool,
    pub lines: Vec<FundLetterLine>,
    /// The agent who writes, with their organisation.
    pub written_by: String,
    pub written_on: NaiveDate,
}

/// What the money paid for, of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct FundLetterLine {
    pub expense: String,
    /// How many things, how many hours, already said.
    pub things: String,
    pub amount: String,
}

impl Paper for FundLetter {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("fund-letter.typ"), &self))
    }
}
