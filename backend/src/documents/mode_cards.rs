//! Cards for the bench: scanned once, each says what to do with everything scanned after it.

use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// Cards to cut out, eight to a page.
#[derive(Debug, Clone, Serialize)]
pub struct ModeCards {
    pub lang: Lang,
    pub title: String,
    pub site: String,
    pub cards: Vec<ModeCard>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModeCard {
    /// What is done with what is scanned.
    pub title: String,
    /// What to scan for it.
    pub help: String,
    /// The address in the QR code.
    pub url: String,
    /// The QR code, as SVG.
    pub qr: String,
}

impl Paper for ModeCards {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("mode-cards.typ"), &self))
    }
}
