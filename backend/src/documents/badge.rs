//! The badge of somebody who works at a bench: a QR code and a first name, and nothing else.

use serde::Serialize;
use serde_json::json;

use super::{Document, DocumentError, Paper, qr};
use crate::web::Lang;

/// A card of 85.6 × 54 mm, as badge holders take it.
#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    pub lang: Lang,
    /// Or initials; never more of a name.
    pub first_name: String,
    /// What the QR code says: opaque, no address.
    pub said: String,
}

impl Paper for Badge {
    fn document(self) -> Result<Document, DocumentError> {
        let code = qr::svg(&self.said)?;
        Ok(Document {
            source: include_str!("badge.typ").into(),
            data: json!({ "lang": self.lang, "name": self.first_name, "qr": code }),
            files: Vec::new(),
        })
    }
}
