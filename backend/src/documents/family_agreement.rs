//! The agreement of a family for kit that a pupil takes home: the school fills it in and keeps it. It has no room for a
//! name that the program knows: names, addresses and signatures are lines to write on.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One loan, for the family.
#[derive(Debug, Clone, Serialize)]
pub struct FamilyAgreement {
    pub lang: Lang,
    /// Number of the loan.
    pub loan: String,
    pub school: String,
    pub school_uai: Option<String>,
    /// Made for the school, which alone knows whose it is.
    pub pupil_code: String,
    pub item: String,
    pub maker: String,
    pub model: String,
    /// The code on its label.
    pub code: String,
    pub inventory_number: Option<String>,
    pub accessories: Vec<String>,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// As coordination wrote them, one paragraph a line.
    pub insurance: Vec<String>,
    pub theft: Vec<String>,
    /// A pupil who lives in two homes: both are written down, and both sign.
    pub two_homes: bool,
}

impl Paper for FamilyAgreement {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("family-agreement.typ"), &self))
    }
}
