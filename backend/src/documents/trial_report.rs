//! What a trial of adapted kit came to, by pupil code: no name, no diagnosis.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One trial, for the school, the family and the partners.
#[derive(Debug, Clone, Serialize)]
pub struct TrialReport {
    pub lang: Lang,
    /// Number of the loan.
    pub loan: String,
    /// Made for the school, which alone knows whose it is.
    pub pupil_code: Option<String>,
    pub item: String,
    /// Make and model.
    pub device: String,
    pub starts_on: NaiveDate,
    /// The day it came back, or is to come back.
    pub ends_on: NaiveDate,
    pub is_over: bool,
    /// When the school said so.
    pub moment: String,
    pub frequency: String,
    pub activities: Vec<String>,
    /// Nothing of kit that was never used.
    pub autonomy_before: Option<String>,
    pub autonomy_after: Option<String>,
    /// What the pupil says of it.
    pub voice: Option<String>,
    pub effort: Option<String>,
    pub advice: Option<String>,
    pub obstacles: Vec<String>,
    /// At the end.
    pub outcome: Option<String>,
    pub leads_to: Option<String>,
    pub reasons: Vec<String>,
    pub printed_on: NaiveDate,
}

impl Paper for TrialReport {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("trial-report.typ"), &self))
    }
}
