//! The act of a free cession: who gives what to whom, on what ground, at what value, with what commitments.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One act.
#[derive(Debug, Clone, Serialize)]
pub struct CessionAct {
    pub lang: Lang,
    pub owner: String,
    pub owner_siret: Option<String>,
    pub recipient: String,
    pub recipient_number: String,
    pub category: String,
    /// `L. 3212-2, 3°`.
    pub article: String,
    /// What kind of proof it is, and which.
    pub proof: String,
    pub proof_reference: String,
    pub proof_from: NaiveDate,
    pub proof_until: Option<NaiveDate>,
    /// The words of law it begins with, as the owner wants them, line by line.
    pub grounds: Vec<String>,
    pub decision_number: String,
    pub decided_on: NaiveDate,
    pub convention_number: String,
    pub convention_on: NaiveDate,
    pub value_method: String,
    pub resells: bool,
    pub signatory: String,
    pub recipient_signatory: String,
    pub ceded_on: NaiveDate,
    /// Amounts as the reader's language writes them.
    pub total: String,
    pub devices: Vec<CededDevice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CededDevice {
    pub code: String,
    pub kind: String,
    pub name: String,
    pub serial: Option<String>,
    pub inventory_number: Option<String>,
    /// What it may be called, when the rule lets it.
    pub word: Option<String>,
    pub value: String,
    pub price: Option<String>,
}

impl Paper for CessionAct {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("cession-act.typ"), &self))
    }
}
