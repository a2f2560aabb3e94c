//! What people say of a workshop, a handover or a kit, on paper: a few sentences in large letters with faces to tick, and a
//! code to answer alone. One sheet for each person, who is not named.

use serde::Serialize;

use super::{Document, DocumentError, Paper, PaperAnswer, QuestionnaireLink, paper};
use crate::web::Lang;

#[derive(Debug, Clone, Serialize)]
pub struct OpinionSheets {
    pub lang: Lang,
    pub title: String,
    pub intro: String,
    /// From the least to the most.
    pub scale: Vec<PaperAnswer>,
    pub questions: Vec<String>,
    pub sheets: Vec<OpinionSheet>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OpinionSheet {
    /// Among those of a session, by which it is typed in.
    pub number: Option<i32>,
    pub link: QuestionnaireLink,
}

impl Paper for OpinionSheets {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("opinion-sheets.typ"), &self))
    }
}
