//! What a log proves. Pure: the log, the machine it should be of and the policy in, verdicts out.

use super::lines::deciding;
use super::read::{Log, Run, read};
use super::{
    Drive, DriveKind, Host, JudgedDrive, Level, Policy, Report, Serial, Status, Verification,
};
use entities::drive_erasure::Finding;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Whether a log counts as an erasure, with every reason why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    /// The log shows that data may be left, or does not name the drive it speaks of.
    Refused(Vec<Reason>),
    /// The drive may well be clean, but this log does not show it.
    Unverified(Vec<Reason>),
}

/// Why a log is not accepted. In the order in which a supervisor should learn of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    NotAWipeLog,
    LogTooLarge,
    HostSerialMismatch,
    WipeFailed,
    WipeAborted,
    NothingOverwritten,
    WriteErrors,
    VerificationErrors,
    BytesIncomplete,
    HiddenSectors,
    OverwriteOnFlash,
    DriveNotWiped,
    NotFinished,
    VerificationOff,
    VerificationMissing,
    BytesUnknown,
    HostSerialMissing,
    SerialMasked,
    SerialUnreadable,
    SerialMissing,
}

/// What a reason says of the data on the drive.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Data may be left, or the log is of something else.
    Disproves,
    /// The log stops short of a proof.
    Unproven,
    /// A proof, but of a drive without a name.
    Unlinked,
}

impl Reason {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotAWipeLog => "erasure-not-a-wipe-log",
            Self::LogTooLarge => "erasure-log-too-large",
            Self::HostSerialMismatch => "erasure-host-serial-mismatch",
            Self::WipeFailed => "erasure-wipe-failed",
            Self::WipeAborted => "erasure-wipe-aborted",
            Self::NothingOverwritten => "erasure-nothing-overwritten",
            Self::WriteErrors => "erasure-write-errors",
            Self::VerificationErrors => "erasure-verification-errors",
            Self::BytesIncomplete => "erasure-bytes-incomplete",
            Self::HiddenSectors => "erasure-hidden-sectors",
            Self::OverwriteOnFlash => "erasure-overwrite-on-flash",
            Self::DriveNotWiped => "erasure-drive-not-wiped",
            Self::NotFinished => "erasure-not-finished",
            Self::VerificationOff => "erasure-verification-off",
            Self::VerificationMissing => "erasure-verification-missing",
            Self::BytesUnknown => "erasure-bytes-unknown",
            Self::HostSerialMissing => "erasure-host-serial-missing",
            Self::SerialMasked => "erasure-serial-masked",
            Self::SerialUnreadable => "erasure-serial-unreadable",
            Self::SerialMissing => "erasure-serial-missing",
        }
    }

    const fn weight(self) -> Weight {
        match self {
            Self::NotAWipeLog
            | Self::LogTooLarge
            | Self::HostSerialMismatch
            | Self::WipeFailed
            | Self::WipeAborted
            | Self::NothingOverwritten
            | Self::WriteErrors
            | Self::VerificationErrors
            | Self::BytesIncomplete
            | Self::HiddenSectors
            | Self::OverwriteOnFlash => Weight::Disproves,
            Self::DriveNotWiped
            | Self::NotFinished
            | Self::VerificationOff
            | Self::VerificationMissing
            | Self::BytesUnknown
            | Self::HostSerialMissing => Weight::Unproven,
            Self::SerialMasked | Self::SerialUnreadable | Self::SerialMissing => Weight::Unlinked,
        }
    }
}

impl Verdict {
    fn of(mut reasons: Vec<Reason>) -> Self {
        reasons.sort_unstable();
        reasons.dedup();
        let some = |weight| reasons.iter().any(|reason| reason.weight() == weight);
        if reasons.is_empty() {
            Self::Accepted
        } else if some(Weight::Unproven) && !some(Weight::Disproves) {
            Self::Unverified(reasons)
        } else {
            Self::Refused(reasons)
        }
    }

    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Accepted => &[],
            Self::Refused(reasons) | Self::Unverified(reasons) => reasons,
        }
    }

    /// What it comes to for one drive, in a word.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let reasons = self.reasons();
        let of_another = |reason: &Reason| {
            matches!(
                reason,
                Reason::HostSerialMismatch | Reason::HostSerialMissing
            ) || reason.weight() == Weight::Unlinked
        };
        let of_the_file =
            |reason: &Reason| matches!(reason, Reason::NotAWipeLog | Reason::LogTooLarge);
        if reasons.is_empty() {
            Finding::Accepted
        } else if reasons.contains(&Reason::WipeAborted) {
            Finding::Aborted
        } else if reasons.iter().any(|reason| {
            reason.weight() == Weight::Disproves && !of_another(reason) && !of_the_file(reason)
        }) {
            Finding::Failed
        } else if reasons.iter().any(of_another) {
            Finding::Unlinkable
        } else {
            Finding::Unverified
        }
    }

    #[must_use]
    pub fn is_accepted(&self) -> bool {
        *self == Self::Accepted
    }

    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Accepted => "erasure-accepted",
            Self::Refused(_) => "erasure-refused",
            Self::Unverified(_) => "erasure-unverified",
        }
    }
}

impl Report {
    /// Leaves out the drives that this log only saw and that were accepted before, in the same stay.
    pub fn leave_out(&mut self, accepted_before: impl Fn(&str) -> bool) {
        let before = self.drives.len();
        self.drives.retain(|judged| match &judged.drive.serial {
            Serial::Read(serial) => {
                judged.drive.status != Status::NotStarted || !accepted_before(serial)
            }
            Serial::Masked | Serial::Unreadable | Serial::Missing => true,
        });
        if self.drives.len() < before && !self.drives.is_empty() {
            let reasons = self
                .drives
                .iter()
                .flat_map(|judged| judged.verdict.reasons())
                .copied()
                .collect();
            self.verdict = Verdict::of(reasons);
        }
    }
}

/// Judges the log of a wipe. With `expected_host_serial`, only the runs on that machine count, and a log without any
/// is refused; without it (a drive wiped outside its machine) the caller must link each drive by its own serial.
#[must_use]
pub fn judge(log: &[u8], expected_host_serial: Option<&str>, policy: Policy) -> Report {
    let Log {
        mut runs,
        too_large,
    } = read(log);
    let mut of_the_log = Vec::new();
    if too_large {
        of_the_log.push(Reason::LogTooLarge);
    }
    runs.retain(|run| !run.drives.is_empty());
    if runs.is_empty() && !too_large {
        of_the_log.push(Reason::NotAWipeLog);
    }
    if let Some(expected) = expected_host_serial
        && let Some(reason) = host_reason(&mut runs, expected)
    {
        of_the_log.push(reason);
    }
    let (tool, host) = runs
        .last()
        .map(|run| (run.tool.clone(), run.host.clone()))
        .unwrap_or_default();
    let drives: Vec<_> = last_wipes(runs)
        .into_iter()
        // A boot stick is seen by the wipe that it started; it belongs to the workshop.
        .filter(|drive| drive.status != Status::NotStarted || !drive.bus.contains("USB"))
        .map(|drive| {
            let mut reasons = drive_reasons(&drive, policy);
            reasons.extend(&of_the_log);
            JudgedDrive {
                line: deciding(&drive, &reasons),
                drive,
                verdict: Verdict::of(reasons),
                // nwipe overwrites what the drive lets it address, whatever the number of passes.
                level: Level::Clear,
            }
        })
        .collect();
    if drives.is_empty() && of_the_log.is_empty() {
        of_the_log.push(Reason::DriveNotWiped);
    }
    let every_reason = drives
        .iter()
        .flat_map(|judged| judged.verdict.reasons())
        .chain(&of_the_log)
        .copied()
        .collect();
    Report {
        tool,
        host,
        verdict: Verdict::of(every_reason),
        drives,
    }
}

/// Leaves the runs on the expected machine, or all of them with the reason why none is.
fn host_reason(runs: &mut Vec<Run>, expected: &str) -> Option<Reason> {
    let same = |run: &Run| {
        let serial = run.host.serial.as_deref().unwrap_or_default();
        serial.trim().eq_ignore_ascii_case(expected.trim())
    };
    if runs.iter().any(same) {
        runs.retain(same);
        None
    } else if runs.iter().any(|run| run.host.serial.is_some()) {
        Some(Reason::HostSerialMismatch)
    } else {
        Some(Reason::HostSerialMissing)
    }
}

/// Each drive once, as its last wipe left it: a run that only saw the drive changes nothing.
fn last_wipes(runs: Vec<Run>) -> Vec<Drive> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut drives: Vec<Drive> = Vec::new();
    for run in runs {
        for drive in run.drives {
            match places.get(&identity(&run.host, &drive)) {
                Some(&place) if drive.status != Status::NotStarted => drives[place] = drive,
                Some(_) => {}
                None => {
                    places.insert(identity(&run.host, &drive), drives.len());
                    drives.push(drive);
                }
            }
        }
    }
    drives
}

/// The serial of a drive that has one; otherwise all that is left is the place in the machine.
fn identity(host: &Host, drive: &Drive) -> String {
    match &drive.serial {
        Serial::Read(serial) => format!("serial {serial}"),
        Serial::Masked | Serial::Unreadable | Serial::Missing => {
            format!("place {host:?} {}", drive.device)
        }
    }
}

fn drive_reasons(drive: &Drive, policy: Policy) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match drive.serial {
        Serial::Read(_) => {}
        Serial::Masked => reasons.push(Reason::SerialMasked),
        Serial::Unreadable => reasons.push(Reason::SerialUnreadable),
        Serial::Missing => reasons.push(Reason::SerialMissing),
    }
    if drive.hidden_sectors {
        reasons.push(Reason::HiddenSectors);
    }
    let flash = drive.kind != DriveKind::Hdd;
    if flash && !policy.accept_clear_on_flash {
        reasons.push(Reason::OverwriteOnFlash);
    }
    match drive.status {
        Status::NotStarted => reasons.push(Reason::DriveNotWiped),
        Status::NotFinished => reasons.push(Reason::NotFinished),
        Status::Failed => reasons.push(Reason::WipeFailed),
        Status::Aborted => reasons.push(Reason::WipeAborted),
        Status::Erased => reasons.extend(evidence_reasons(drive)),
    }
    if drive.errors.write > 0 || drive.errors.flush > 0 {
        reasons.push(Reason::WriteErrors);
    }
    if drive.errors.verification > 0 {
        reasons.push(Reason::VerificationErrors);
    }
    reasons
}

/// What the word "Erased" still lacks to be believed.
fn evidence_reasons(drive: &Drive) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let method = drive.method.as_deref().unwrap_or_default();
    if method.starts_with("Verify") {
        reasons.push(Reason::NothingOverwritten);
    }
    match drive.verification {
        Some(Verification::LastPass | Verification::AllPasses) if drive.verified => {}
        Some(Verification::Off) => reasons.push(Reason::VerificationOff),
        Some(Verification::LastPass | Verification::AllPasses) | None => {
            reasons.push(Reason::VerificationMissing);
        }
    }
    match (drive.size_bytes, drive.bytes_written) {
        (Some(size), Some(written))
            if written < size || drive.bytes_read.is_some_and(|read| read < size) =>
        {
            reasons.push(Reason::BytesIncomplete);
        }
        (Some(size), Some(_)) if size > 0 => {}
        _ => reasons.push(Reason::BytesUnknown),
    }
    reasons
}
