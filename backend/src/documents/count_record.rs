//! The record of a stock count: what was counted, when and by whom, what it came to, and every gap with its reason.

use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One closed count. Moments, names, classes and amounts as the reader's language writes them.
#[derive(Debug, Clone, Serialize)]
pub struct CountRecord {
    pub lang: Lang,
    pub number: i32,
    pub frozen_at: String,
    pub ended_at: String,
    pub closed_at: String,
    /// What it was limited to; an empty list is no limit.
    pub sites: Vec<String>,
    pub owners: Vec<String>,
    pub kinds: Vec<String>,
    pub blind: bool,
    pub second_pass: bool,
    pub second_above: Option<String>,
    pub second_above_gaps: Option<i32>,
    pub expected: i32,
    /// Of all scans.
    pub scans_sha256: String,
    pub opened_by: String,
    pub closed_by: String,
    /// Who counted, and how many things.
    pub counters: Vec<(String, i64)>,
    pub classes: Vec<(String, i64)>,
    pub twice: i64,
    pub gaps: Vec<CountGap>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CountGap {
    pub line: i32,
    pub class: String,
    pub code: Option<String>,
    /// Maker and model, or what a device without a label is.
    pub what: String,
    pub inventory_number: Option<String>,
    pub value: Option<String>,
    pub expected_at: Option<String>,
    pub found_at: Option<String>,
    pub reason: String,
    pub proof_sha256: Option<String>,
    pub resolved_by: String,
    pub signed_by: Option<String>,
}

impl Paper for CountRecord {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("count-record.typ"), &self))
    }
}
