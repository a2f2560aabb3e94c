//! The indicators of a programme for the committee: figures and tables, all of them already said.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

#[derive(Debug, Clone, Serialize)]
pub struct IndicatorsPaper {
    pub lang: Lang,
    pub programme: String,
    pub territory: String,
    pub year: i32,
    pub printed_on: NaiveDate,
    /// The periods; none where nothing of the territory is told yet.
    pub columns: Vec<String>,
    pub figures: Vec<PrintedFigure>,
    pub tables: Vec<PrintedTable>,
    pub method: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PrintedFigure {
    pub name: String,
    pub unit: String,
    pub meaning: String,
    /// One for each column.
    pub values: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PrintedTable {
    pub title: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub note: Option<String>,
}

impl Paper for IndicatorsPaper {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("indicators-paper.typ"), &self))
    }
}
