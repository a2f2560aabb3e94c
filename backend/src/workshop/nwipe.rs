//! Reads the log of nwipe or `ShredOS` and says, drive by drive, whether it proves an erasure.
//!
//! A log is evidence brought by a person, so nothing in it is believed that its own details do not support:
//! the exit code and the closing "successfully completed" count for nothing (nwipe prints both for a wipe that was
//! aborted or not verified). Formats seen: nwipe 0.32 to 0.42, `ShredOS` banners, several drives and several
//! appended runs in one file, serials of bytes that are not text.

mod lines;
mod read;
mod verdict;

#[cfg(test)]
mod tests;

use super::Level;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

pub use entities::device_drive::DriveKind;
pub use lines::Line;
pub use read::MAX_BYTES as MAX_LOG_BYTES;
pub use verdict::{Reason, Verdict, judge};

/// What the organisation accepts, besides what the log proves.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Whether a verified overwrite of flash (SSD, `NVMe`, or a drive of unknown kind) is enough. Overwriting flash
    /// only reaches [`Level::Clear`], because the drive keeps spare blocks out of reach; an organisation that wants
    /// [`Level::Purge`] for what leaves its walls says no here.
    pub accept_clear_on_flash: bool,
}

impl Default for Policy {
    /// Accepts a verified overwrite on any drive; the level is recorded, so the choice can be told and revised.
    fn default() -> Self {
        Self {
            accept_clear_on_flash: true,
        }
    }
}

/// The judgement of a whole log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The banner of the program that wrote the log.
    pub tool: Option<String>,
    /// The machine of the last run that counts.
    pub host: Host,
    pub drives: Vec<JudgedDrive>,
    /// Accepted only if every drive of the machine is.
    pub verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedDrive {
    pub drive: Drive,
    pub verdict: Verdict,
    /// What the method reaches on this drive once it is done and verified.
    pub level: Level,
    /// The line that decided.
    #[serde(default)]
    pub line: Option<Line>,
}

/// The machine as its firmware names itself. A masked or filler serial counts as none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    pub serial: Option<String>,
    pub manufacturer: Option<String>,
    pub product: Option<String>,
}

/// What the log says of one drive, from the last run that wiped it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drive {
    /// As the kernel named it, such as `/dev/sda`.
    pub device: String,
    pub bus: String,
    pub model: String,
    pub serial: Serial,
    pub kind: DriveKind,
    pub size_bytes: Option<u64>,
    pub method: Option<String>,
    pub rounds: Option<u32>,
    pub verification: Option<Verification>,
    pub status: Status,
    pub errors: Errors,
    /// The fewest bytes that any pass wrote.
    pub bytes_written: Option<u64>,
    /// The fewest bytes that any verification read back.
    pub bytes_read: Option<u64>,
    /// The log says that reading back found what had been written.
    pub verified: bool,
    /// A host-protected area keeps sectors out of reach of the wipe (told by nwipe 0.35 and later).
    pub hidden_sectors: bool,
    pub started_at: Option<NaiveDateTime>,
    pub finished_at: Option<NaiveDateTime>,
    /// Where the log says each of these; the one that decided is kept with the verdict.
    #[serde(skip)]
    pub(crate) lines: lines::Lines,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serial {
    Read(String),
    /// Written as XXXX by nwipe's quiet mode.
    Masked,
    /// Bytes that are no text, question marks or filler, as USB bridges give.
    Unreadable,
    #[default]
    Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    Off,
    LastPass,
    AllPasses,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The drive was seen, and no wipe of it began.
    #[default]
    NotStarted,
    /// The wipe began, and the log does not tell its end.
    NotFinished,
    Erased,
    Failed,
    Aborted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errors {
    pub write: u64,
    /// Places where reading back found something else than what had been written.
    pub verification: u64,
    /// The kernel could not bring what was written to the drive.
    pub flush: u64,
}

/// What a drive is made of, as a word key.
#[must_use]
pub const fn drive_kind_key(kind: DriveKind) -> &'static str {
    match kind {
        DriveKind::Hdd => "erasure-drive-hdd",
        DriveKind::Ssd => "erasure-drive-ssd",
        DriveKind::Nvme => "erasure-drive-nvme",
        DriveKind::Unknown => "erasure-drive-unknown",
    }
}
