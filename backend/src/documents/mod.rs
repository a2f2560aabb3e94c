//! PDF documents: Typst sources filled with data, tagged for screen readers (PDF/UA-1).
//!
//! `typeset` turns a source and its data into a PDF; `Documents` does so a few at a time, away from
//! the threads that answer requests. The papers themselves are one file each.

mod appointment_letters;
mod attendance_sheet;
mod attestation;
mod badge;
mod calibration;
mod call_letter;
mod cession_act;
mod count_record;
mod erasure_certificate;
mod evidence_folder;
mod family_agreement;
mod fund_letter;
mod handover_slip;
mod indicators_paper;
mod loan_slip;
mod mode_cards;
mod opinion_sheets;
mod outcome_statement;
mod pallet_slip;
mod pass_letter;
mod placement_sheet;
mod project_receipt;
pub mod qr;
mod questionnaire;
mod reception_receipt;
mod reform_papers;
mod school_agreement;
mod transfer_slip;
mod trial_report;
mod typeset;

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use thiserror::Error;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use appointment_letters::{AppointmentLetter, AppointmentLetters};
pub use attendance_sheet::AttendanceSheet;
pub use attestation::{Attestation, AttestedModule, AttestedResult, AttestedSession};
pub use badge::Badge;
pub use calibration::Calibration;
pub use call_letter::CallLetter;
pub use cession_act::{CededDevice, CessionAct};
pub use count_record::{CountGap, CountRecord};
pub use erasure_certificate::{ErasureCertificate, Medium, Signatory};
pub use evidence_folder::EvidenceFolder;
pub use family_agreement::FamilyAgreement;
pub use fund_letter::{FundLetter, FundLetterLine};
pub use handover_slip::{Chain, HandoverSlip, Identity, Other as OtherOnSlip};
pub use indicators_paper::{IndicatorsPaper, PrintedFigure, PrintedTable};
pub use loan_slip::LoanSlip;
pub use mode_cards::{ModeCard, ModeCards};
pub use opinion_sheets::{OpinionSheet, OpinionSheets};
pub use outcome_statement::{DeviceOutcome, Outcome, OutcomeStatement};
pub use pallet_slip::{PalletDevice, PalletSlip};
pub use pass_letter::{PassLetter, PassLetters, PrintedPass};
pub use placement_sheet::{PlacementQuestion, PlacementSheet};
pub use project_receipt::{FiledPaper, ProjectReceipt};
pub use questionnaire::{PaperAnswer, QuestionnaireLink, QuestionnairePaper};
pub use reception_receipt::{ReceivedDevice, ReceptionReceipt};
pub use reform_papers::{ReformPapers, ReformedDevice};
pub use school_agreement::SchoolAgreement;
pub use transfer_slip::{TransferSlip, TransferredDevice};
pub use trial_report::TrialReport;
pub use typeset::{Problem, Rendered};

/// A document ready to be typeset: its Typst source, what the source reads from `data.json`, and
/// the files it may read beside it.
#[derive(Debug, Clone)]
pub struct Document {
    pub source: Cow<'static, str>,
    pub data: Value,
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Document {
    /// Typesets the document here and now; requests go through [`Documents::pdf`].
    pub fn typeset(self) -> Result<Rendered, DocumentError> {
        typeset::typeset(&self.source, &self.data, self.files)
    }

    fn first_page(self) -> Result<String, DocumentError> {
        typeset::first_page(&self.source, &self.data, self.files)
    }
}

/// What can be printed. The work is done away from the threads that answer requests.
pub trait Paper: Send + 'static {
    fn document(self) -> Result<Document, DocumentError>;
}

#[derive(Debug, Error)]
pub enum DocumentError {
    /// The source refuses to be typeset: a mistake in a template.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Source(Vec<Problem>),
    /// The text is too long for a QR code.
    #[error("too long for a QR code: {0}")]
    Qr(#[from] ::qrcode::types::QrError),
    /// The typesetter itself broke down.
    #[error("the typesetter stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

/// The typesetter of the application. A page of PDF costs tens of megabytes and a whole core, so
/// only a few are made at the same time and the others wait their turn.
#[derive(Debug, Clone)]
pub struct Documents {
    permits: Arc<Semaphore>,
}

impl Documents {
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(at_once.max(1))),
        }
    }

    /// The paper as a PDF.
    pub async fn pdf(&self, paper: impl Paper) -> Result<Vec<u8>, DocumentError> {
        let permit = self.turn().await;
        tokio::task::spawn_blocking(move || {
            let _until_done = permit;
            Ok(paper.document()?.typeset()?.pdf)
        })
        .await?
    }

    /// The first page of the paper as a picture in SVG.
    pub async fn first_page(&self, paper: impl Paper) -> Result<String, DocumentError> {
        let permit = self.turn().await;
        tokio::task::spawn_blocking(move || {
            let _until_done = permit;
            paper.document()?.first_page()
        })
        .await?
    }

    async fn turn(&self) -> OwnedSemaphorePermit {
        let permits = Arc::clone(&self.permits);
        permits
            .acquire_owned()
            .await
            .expect("the semaphore is never closed")
    }
}

/// A paper of our own: its source is part of the program and shares `paper.typ` with the others.
fn paper(source: &'static str, data: &impl Serialize) -> Document {
    Document {
        source: Cow::Borrowed(source),
        data: serde_json::to_value(data).expect("plain structs of texts and numbers"),
        files: vec![("paper.typ", include_bytes!("paper.typ").to_vec())],
    }
}

#[cfg(test)]
pub(crate) mod pdf_tools;
#[cfg(test)]
mod tests;
