//! The attestation of a pathway: who followed what, how long, with which results, on which device.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, DocumentError, Paper, paper};
use crate::web::Lang;

/// One pathway that somebody followed. It has no room for a public category or a need.
#[derive(Debug, Clone, Serialize)]
pub struct Attestation {
    pub lang: Lang,
    /// Reference of the request.
    pub reference: String,
    /// The full name of who was trained.
    pub learner: String,
    pub organisation: String,
    pub siret: Option<String>,
    pub trainer: String,
    pub programme: String,
    pub pathway: String,
    pub modules: Vec<AttestedModule>,
    pub sessions: Vec<AttestedSession>,
    /// "3 h", of the sessions followed.
    pub followed: String,
    /// What the programme asks for.
    pub planned: String,
    pub results: Vec<AttestedResult>,
    /// The device's label and what it is.
    pub device: Option<String>,
    pub issued_at: String,
    pub attested_on: NaiveDate,
    pub issued_on: NaiveDate,
}

/// One module of the pathway.
#[derive(Debug, Clone, Serialize)]
pub struct AttestedModule {
    pub name: String,
    /// Its theme and the area of `DigComp` it belongs to.
    pub theme: Option<String>,
    pub duration: String,
    pub followed: bool,
}

/// One session that was followed.
#[derive(Debug, Clone, Serialize)]
pub struct AttestedSession {
    pub day: NaiveDate,
    pub place: String,
    pub duration: String,
}

/// What a test or the person's own view gave.
#[derive(Debug, Clone, Serialize)]
pub struct AttestedResult {
    pub name: String,
    pub moment: String,
    pub value: String,
}

impl Paper for Attestation {
    fn document(self) -> Result<Document, DocumentError> {
        Ok(paper(include_str!("attestation.typ"), &self))
    }
}
