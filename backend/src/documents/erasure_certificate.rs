//! The certificate of an erasure: every field that NIST SP 800-88 asks for, with who performed and who validated.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// How one device was erased.
#[derive(Debug, Clone, Serialize)]
pub struct ErasureCertificate {
    pub lang: Lang,
    /// Number of the check that validated it.
    pub reference: String,
    pub code: String,
    /// The kind of device, in the reader's words.
    pub kind: String,
    pub maker: String,
    pub model: String,
    pub serial: Option<String>,
    /// The owner's own number.
    pub inventory_number: Option<String>,
    pub owner: String,
    /// What the medium came from: the lot and its donor.
    pub source: String,
    pub media: Vec<Medium>,
    /// The least that any medium reached: `clear` or `purge`.
    pub level: String,
    /// Of the proofs kept, in the order of the media.
    pub proofs: Vec<String>,
    pub performed: Signatory,
    pub validated: Signatory,
    pub issued_on: NaiveDate,
}

/// One medium, and what was done to it.
#[derive(Debug, Clone, Serialize)]
pub struct Medium {
    pub model: String,
    pub serial: Option<String>,
    /// `hdd`, `ssd`, `nvme`, `unknown`, or `built_in` for a tablet's own memory.
    pub kind: &'static str,
    pub gigabytes: Option<i64>,
    pub level: String,
    /// `overwrite`, `crypto_erase` or `factory_reset`.
    pub method: &'static str,
    /// What exactly, as the tool calls it.
    pub details: String,
    /// Name and version.
    pub tool: String,
    /// `full` when all was read back, `setup_screen` when the set-up screen was seen and photographed.
    pub verification: &'static str,
    pub done_on: NaiveDate,
}

/// Who answers for a part of it.
#[derive(Debug, Clone, Serialize)]
pub struct Signatory {
    pub name: String,
    pub title: String,
    pub organisation: String,
    pub place: String,
    pub phone: Option<String>,
    pub on: NaiveDate,
}

impl Paper for ErasureCertificate {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("erasure-certificate.typ"), &self))
    }
}
