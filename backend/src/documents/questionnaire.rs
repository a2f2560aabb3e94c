//! A questionnaire on paper: statements in large letters, answers as words with a face, and a code to answer alone.

use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One questionnaire for one person, who is not named.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionnairePaper {
    pub lang: Lang,
    /// Reference of the request, by which the answers are typed in.
    pub reference: String,
    pub title: String,
    pub intro: String,
    /// Before the pathway, after it, or three months later.
    pub moment: String,
    /// From the least to the most.
    pub scale: Vec<PaperAnswer>,
    pub statements: Vec<String>,
    pub link: Option<QuestionnaireLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PaperAnswer {
    /// From 1 to 4: which face is drawn.
    pub value: i32,
    pub words: String,
}

/// How to answer on a screen instead.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionnaireLink {
    /// The address in the QR code, as SVG.
    pub qr: String,
    pub typed_at: String,
    pub code: String,
}

impl Paper for QuestionnairePaper {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("questionnaire.typ"), &self))
    }
}
