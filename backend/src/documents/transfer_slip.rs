//! The slip that travels with devices from one workshop to another.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One transfer, for who sends, who carries and who receives.
#[derive(Debug, Clone, Serialize)]
pub struct TransferSlip {
    pub lang: Lang,
    /// Number of the transfer.
    pub transfer: String,
    /// Number of the lot the devices are of.
    pub lot: String,
    pub from: String,
    pub to: String,
    pub printed_on: NaiveDate,
    /// What is on the list, scanned out or still to be.
    pub devices: Vec<TransferredDevice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TransferredDevice {
    /// The code on its label.
    pub code: String,
    pub maker: String,
    pub model: String,
    pub sent_on: Option<NaiveDate>,
}

impl Paper for TransferSlip {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("transfer-slip.typ"), &self))
    }
}
