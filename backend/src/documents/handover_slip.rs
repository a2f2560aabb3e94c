//! The slip a person signs and keeps when a device is handed over to them.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One handover, for the person who receives the device. It has no room for a public category, a
/// need or a diagnosis.
#[derive(Debug, Clone, Serialize)]
pub struct HandoverSlip {
    /// Its reader's language, who may not be the one who prints it.
    pub lang: Lang,
    /// Reference of the request, as the screens give it.
    pub reference: String,
    /// What the thing is, in the reader's words: "tablette".
    pub kind: String,
    pub maker: String,
    pub model: String,
    /// What it may be called, when the rule lets it.
    pub word: Option<String>,
    /// The code on the device's label.
    pub code: String,
    pub accessories: Vec<String>,
    /// "With charger" or "without charger", where it was said.
    pub charger: Option<String>,
    /// The recipient as they wish to be named.
    pub recipient: String,
    pub owner: String,
    pub programme: String,
    /// Which paper it carries: an agreement, an act, or a mention.
    pub chain: Chain,
    /// The words of another legal basis; without them the device is lent for use (code civil,
    /// articles 1875 to 1891).
    pub legal_basis: Option<String>,
    /// What is paid, and to whom; none is free.
    pub price: Option<String>,
    /// Reference of the clearance the handover rests on.
    pub clearance: String,
    pub identity: Identity,
    /// A PNG, drawn on the screen; without it the slip has a box to sign by hand.
    #[serde(skip)]
    pub signature: Option<Vec<u8>>,
    pub handed_over_on: NaiveDate,
    /// When the device must be back, if a date is set.
    pub return_by: Option<NaiveDate>,
    /// The last day on which the device is exchanged if it fails.
    pub warranty_until: Option<NaiveDate>,
    /// The code of the device that this one replaces.
    pub replaces: Option<String>,
    /// What else the one signature is for.
    pub others: Vec<Other>,
    pub site: String,
    /// The number to call when something goes wrong.
    pub phone: String,
}

/// Another device that is signed for on the same slip.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    pub reference: String,
    /// Kind, maker and model.
    pub device: String,
    pub word: Option<String>,
    pub code: String,
    pub programme: String,
    /// What goes with it, the charger first.
    pub accessories: Vec<String>,
    pub clearance: String,
    pub price: Option<String>,
    pub return_by: Option<NaiveDate>,
    pub warranty_until: Option<NaiveDate>,
}

/// How the device comes to be the recipient's, or to be with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chain {
    /// Lent for use: an agreement follows the slip.
    Loan,
    /// Given as aid in kind: a mention.
    Aid,
    /// Ceded by an association: an act follows the slip.
    Cession,
}

/// How the clerk knew to whom they gave the device. A paper is looked at, never copied.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Identity {
    Seen,
    /// Somebody else came, with an authorisation.
    Proxy {
        name: String,
    },
}

impl Paper for HandoverSlip {
    fn document(mut self) -> Result<Document, DocumentError> {
        let signature = self.signature.take();
        let mut document = paper(include_str!("handover-slip.typ"), &self);
        document.data["signed"] = signature.is_some().into();
        document
            .files
            .extend(signature.map(|png| ("signature.png", png)));
        Ok(document)
    }
}
