//! The slip of a waste pallet: what leaves, how heavy, under which code, to whom, and every device behind it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One pallet that leaves.
#[derive(Debug, Clone, Serialize)]
pub struct PalletSlip {
    pub lang: Lang,
    pub number: i32,
    pub producer: String,
    pub producer_siret: Option<String>,
    /// Where it stood.
    pub site: String,
    /// `16 02 13*`.
    pub waste_code: String,
    /// What the code stands for.
    pub waste: String,
    pub hazardous: bool,
    pub weight_grams: i32,
    /// The same, as a tracking form wants it: `0.1825`.
    pub tonnes: String,
    pub recipient: String,
    pub recipient_siret: String,
    pub transporter: String,
    pub transporter_siret: Option<String>,
    pub slip_number: String,
    /// `R 12`.
    pub treatment: Option<String>,
    pub departed_on: NaiveDate,
    /// How many may still hold data, which their recipient destroys.
    pub with_data: usize,
    pub devices: Vec<PalletDevice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PalletDevice {
    pub code: String,
    pub kind: String,
    pub name: String,
    pub serial: Option<String>,
    pub inventory_number: Option<String>,
    pub owner: String,
}

impl Paper for PalletSlip {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("pallet-slip.typ"), &self))
    }
}
