//! The placement on paper: a few questions in plain words, with boxes to tick.

use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// The questions and their answers, in order. It has no line for a name: the paper may be left lying.
#[derive(Debug, Clone, Serialize)]
pub struct PlacementSheet {
    pub lang: Lang,
    pub version: u32,
    pub questions: Vec<PlacementQuestion>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlacementQuestion {
    pub question: String,
    pub answers: Vec<String>,
}

impl Paper for PlacementSheet {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("placement-sheet.typ"), &self))
    }
}
