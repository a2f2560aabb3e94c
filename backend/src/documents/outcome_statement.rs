//! The statement a donor gets later: what became of each device of the lot, and of no person.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, ReceivedDevice, paper};
use crate::web::Lang;

/// What became of one lot, for the donor.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeStatement {
    /// Its reader's language, who may not be the one who prints it.
    pub lang: Lang,
    /// Number of the lot.
    pub lot: String,
    pub donor: String,
    pub owner: String,
    pub workshop: String,
    pub received_on: NaiveDate,
    /// The day the statement is true for.
    pub stated_on: NaiveDate,
    pub devices: Vec<DeviceOutcome>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DeviceOutcome {
    #[serde(flatten)]
    pub device: ReceivedDevice,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// Still being refurbished.
    InWorkshop,
    /// Refurbished, waiting for somebody.
    Ready,
    HandedOver,
    /// Given to an organisation, for good.
    Ceded {
        recipient: String,
    },
    /// Scrapped onto a pallet that is weighed as a whole: how much of it is this device's nobody knows.
    OnPallet {
        pallet: i32,
        /// Of the whole pallet, once it has left.
        pallet_grams: Option<u32>,
        waste_code: String,
        /// Once it has left.
        recipient: Option<String>,
    },
    Scrapped {
        weight_grams: u32,
        /// Code of the European list of waste, as `16 02 13*`.
        waste_code: String,
        /// The waste operator that took it.
        recipient: String,
    },
}

impl Paper for OutcomeStatement {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("outcome-statement.typ"), &self))
    }
}
