//! The receipt a donor gets when a lot has been received: what came, and what differs from the list.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// Reception of one lot, for the donor.
#[derive(Debug, Clone, Serialize)]
pub struct ReceptionReceipt {
    /// Its reader's language, who may not be the one who prints it.
    pub lang: Lang,
    /// Number of the lot.
    pub lot: String,
    pub donor: String,
    /// Who owns the devices: the département, the collège, the State or an association.
    pub owner: String,
    /// On what ground the owner parts with the devices, in full words.
    pub legal_basis: String,
    /// The workshop that received them.
    pub workshop: String,
    /// Who carried them, where it is known.
    pub transport_holder: Option<String>,
    pub received_on: NaiveDate,
    /// As counted at reception, else as announced; not on the paper when nobody said.
    pub boxes: Option<u32>,
    /// Devices the sender announced, as counted by the sender.
    pub announced: u32,
    /// Announced and seen.
    pub seen: Vec<ReceivedDevice>,
    /// Announced, not seen.
    pub not_seen: Vec<ReceivedDevice>,
    /// Seen, not announced.
    pub not_announced: Vec<ReceivedDevice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReceivedDevice {
    pub maker: String,
    pub model: String,
    /// The last characters of the serial number: enough to find the device, not to copy its identity.
    pub serial_tail: Option<String>,
    pub inventory_number: Option<String>,
}

impl Paper for ReceptionReceipt {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("reception-receipt.typ"), &self))
    }
}
