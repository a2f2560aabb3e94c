//! What a judged wipe log proves of each drive of one device. Pure.
use super::{
    Level,
    nwipe::{DriveKind, JudgedDrive, Line, Serial},
    rules::{JudgedLog, Link},
};
pub use crate::identifiers::serial_key;
use chrono::NaiveDate;
use entities::drive_erasure::Finding;

/// One drive of a log, as it will be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriveProof {
    pub serial: String,
    pub model: String,
    pub kind: DriveKind,
    pub size_bytes: Option<u64>,
    pub finding: Finding,
    /// What was reached, when it was accepted.
    pub level: Option<Level>,
    /// Word keys.
    pub reasons: Vec<&'static str>,
    pub line: Option<Line>,
}

/// The drives that the log ties to this device. A log of another machine ties none, and a drive without a name
/// cannot be remembered: both are told with the log itself.
#[must_use]
pub fn drive_proofs(
    judged: &JudgedLog,
    link: Link,
    received_on: NaiveDate,
    today: NaiveDate,
) -> Vec<DriveProof> {
    let mut proofs: Vec<DriveProof> = Vec::new();
    for drive in &judged.report.drives {
        let Some(proof) = proof_of(drive, link, received_on, today) else {
            continue;
        };
        // Two spellings of one serial are one drive: the worse verdict counts.
        let key = serial_key(&proof.serial);
        match proofs
            .iter_mut()
            .find(|known| serial_key(&known.serial) == key)
        {
            Some(known) if known.finding == Finding::Accepted => *known = proof,
            Some(_) => {}
            None => proofs.push(proof),
        }
    }
    proofs
}

fn proof_of(
    judged: &JudgedDrive,
    link: Link,
    received_on: NaiveDate,
    today: NaiveDate,
) -> Option<DriveProof> {
    let drive = &judged.drive;
    let Serial::Read(serial) = &drive.serial else {
        return None;
    };
    let mut finding = judged.verdict.finding();
    let mut reasons: Vec<&'static str> = judged
        .verdict
        .reasons()
        .iter()
        .map(|reason| reason.key())
        .collect();
    if let Link::Drives(serials) = link
        && !serials
            .iter()
            .any(|known| serial_key(known) == serial_key(serial))
    {
        return None;
    }
    if finding == Finding::Unlinkable {
        return None;
    }
    let dated = match drive.finished_at.map(|at| at.date()) {
        Some(day) if day < received_on => Some("erasure-wipe-before-reception"),
        Some(day) if day > today => Some("erasure-wipe-in-the-future"),
        None if finding == Finding::Accepted => Some("erasure-wipe-undated"),
        Some(_) | None => None,
    };
    if let Some(reason) = dated {
        reasons.push(reason);
        if finding == Finding::Accepted {
            finding = Finding::Unverified;
        }
    }
    Some(DriveProof {
        serial: serial.clone(),
        model: drive.model.clone(),
        kind: drive.kind,
        size_bytes: drive.size_bytes,
        level: (finding == Finding::Accepted).then_some(judged.level),
        finding,
        reasons,
        line: judged.line.clone(),
    })
}

/// The colour, icon and word key of what was found of a drive; of none, there is no proof at all.
#[must_use]
pub const fn finding_badge(finding: Option<Finding>) -> (&'static str, &'static str, &'static str) {
    match finding {
        None => ("stop", "circle-dashed", "drive-without-proof"),
        Some(Finding::Accepted) => ("good", "circle-check", "drive-accepted"),
        Some(Finding::Unverified) => ("wait", "circle-alert", "drive-unverified"),
        Some(Finding::Failed) => ("stop", "octagon-x", "drive-failed"),
        Some(Finding::Aborted) => ("stop", "ban", "drive-aborted"),
        Some(Finding::Unlinkable) => ("stop", "circle-help", "drive-unlinkable"),
    }
}
