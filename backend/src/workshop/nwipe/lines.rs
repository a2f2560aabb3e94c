//! The line of a log that decided: what a supervisor is shown, and can find again in the file.

use super::{Drive, Reason};
use serde::{Deserialize, Serialize};

/// One line of the log, counted from 1, as far as it is fit to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub number: u32,
    pub text: String,
}

/// A line is cut here: what decides stands at its beginning.
const MAX_CHARS: usize = 160;

impl Line {
    /// Control characters become spaces, and runs of spaces one.
    pub(super) fn of(number: u32, text: &str) -> Self {
        let plain: String = text
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        Self {
            number,
            text: words.join(" ").chars().take(MAX_CHARS).collect(),
        }
    }
}

/// The lines about one drive, each the last of its kind. Only these kinds are ever kept, and nwipe names nobody in
/// any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    pub found: Option<Line>,
    pub hidden: Option<Line>,
    pub method: Option<Line>,
    pub bytes: Option<Line>,
    pub verified: Option<Line>,
    pub failure: Option<Line>,
    pub errors: Option<Line>,
    pub status: Option<Line>,
    /// Of the run: how it was asked to verify, and which machine it ran on.
    pub verification: Option<Line>,
    pub host: Option<Line>,
}

/// The line behind the first reason, or behind the acceptance.
pub fn deciding(drive: &Drive, reasons: &[Reason]) -> Option<Line> {
    let lines = &drive.lines;
    let first = |candidates: &[&Option<Line>]| candidates.iter().find_map(|line| (*line).clone());
    let Some(reason) = reasons.iter().min() else {
        return first(&[&lines.verified, &lines.status]);
    };
    let line = match reason {
        Reason::HostSerialMismatch | Reason::HostSerialMissing => first(&[&lines.host]),
        Reason::WipeFailed => first(&[&lines.failure, &lines.status]),
        Reason::WipeAborted | Reason::VerificationMissing | Reason::BytesUnknown => {
            first(&[&lines.status])
        }
        Reason::NothingOverwritten | Reason::NotFinished => first(&[&lines.method]),
        Reason::WriteErrors => first(&[&lines.errors, &lines.failure]),
        Reason::VerificationErrors => first(&[&lines.failure, &lines.errors]),
        Reason::BytesIncomplete => first(&[&lines.bytes]),
        Reason::HiddenSectors => first(&[&lines.hidden]),
        Reason::VerificationOff => first(&[&lines.verification]),
        Reason::NotAWipeLog
        | Reason::LogTooLarge
        | Reason::OverwriteOnFlash
        | Reason::DriveNotWiped
        | Reason::SerialMasked
        | Reason::SerialUnreadable
        | Reason::SerialMissing => None,
    };
    line.or_else(|| first(&[&lines.found, &lines.status, &lines.method]))
}
