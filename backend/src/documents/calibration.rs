//! A sheet that shows where a printer puts labels: held against a sheet of them, it tells what to correct.

use serde::Serialize;

use super::{Document, DocumentError, Paper};
use crate::web::Lang;

/// The edges of all labels, two rulers, and a square of a known side.
#[derive(Debug, Clone, Serialize)]
pub struct Calibration<L> {
    pub lang: Lang,
    /// What the format is called, and the file that describes it.
    pub title: String,
    pub file: String,
    /// Where the labels lie: `page`, `label`, `columns`, `rows`, `first` and `pitch`, in millimetres.
    pub sheet: L,
    pub square_mm: f64,
}

impl<L: Serialize + Send + 'static> Paper for Calibration<L> {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(Document {
            source: include_str!("calibration.typ").into(),
            data: serde_json::to_value(&self).expect("plain numbers and texts"),
            files: Vec::new(),
        })
    }
}
