//! The export: JSON Lines. Keys and checkpoints first, then chain after chain, closed by counts and the signed root
//! over all heads; and its verification, which needs no database.
use super::{
    Report, Subject, checkpoints,
    follow::Chains,
    pages,
    signing::{self, KeyRing},
};
use crate::signatures::{Signer, holds};
use chrono::{DateTime, SecondsFormat, Utc};
use entities::{checkpoint, event, membership::MembershipId, signing_key};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize, Serializer};
use std::io::BufRead;

/// One event, a line of the export. Part of the journal's format.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventLine {
    subject_kind: String,
    subject_id: i32,
    seq: i32,
    #[serde(serialize_with = "to_the_microsecond")]
    at: DateTime<Utc>,
    actor: Option<i32>,
    kind: String,
    /// The canonical JSON, as text.
    data: String,
    previous: String,
    hash: String,
}

/// A key that signs. Part of the journal's format, as the two after it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyLine {
    key: String,
    #[serde(serialize_with = "to_the_microsecond")]
    at: DateTime<Utc>,
    previous: String,
    signature: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckpointLine {
    checkpoint: i32,
    #[serde(serialize_with = "to_the_microsecond")]
    at: DateTime<Utc>,
    subjects: i64,
    events: i64,
    root: String,
    previous: String,
    hash: String,
    signed_by: Option<String>,
    signature: Option<String>,
}

/// The line a cut would remove.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    end: bool,
    subjects: u64,
    events: u64,
    root: String,
    /// None in a file of before exports were signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<Signed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    #[serde(serialize_with = "to_the_microsecond")]
    at: DateTime<Utc>,
    checkpoints: u64,
    /// The hash of the latest checkpoint; empty when there is none.
    checkpoint: String,
    by: String,
    signature: String,
}

/// A line that is no event.
#[derive(Deserialize)]
#[serde(untagged)]
enum OtherLine {
    Key(KeyLine),
    Checkpoint(CheckpointLine),
    End(EndLine),
}

fn to_the_microsecond<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Micros, true))
}

impl From<event::Model> for EventLine {
    fn from(event: event::Model) -> Self {
        Self {
            subject_kind: event.subject_kind,
            subject_id: event.subject_id,
            seq: event.seq,
            at: event.at,
            actor: event.actor_id.map(|id| id.0),
            kind: event.kind,
            data: event.data,
            previous: event.previous,
            hash: event.hash,
        }
    }
}

impl From<EventLine> for event::Model {
    fn from(line: EventLine) -> Self {
        Self {
            subject_kind: line.subject_kind,
            subject_id: line.subject_id,
            seq: line.seq,
            at: line.at,
            actor_id: line.actor.map(MembershipId),
            kind: line.kind,
            data: line.data,
            previous: line.previous,
            hash: line.hash,
        }
    }
}

impl From<signing_key::Model> for KeyLine {
    fn from(key: signing_key::Model) -> Self {
        Self {
            key: key.public_key,
            at: key.at,
            previous: key.previous,
            signature: key.signature,
        }
    }
}

impl From<KeyLine> for signing_key::Model {
    fn from(line: KeyLine) -> Self {
        Self {
            id: 0,
            public_key: line.key,
            previous: line.previous,
            at: line.at,
            signature: line.signature,
        }
    }
}

impl From<checkpoint::Model> for CheckpointLine {
    fn from(row: checkpoint::Model) -> Self {
        Self {
            checkpoint: row.id,
            at: row.at,
            subjects: row.subjects,
            events: row.events,
            root: row.root,
            previous: row.previous,
            hash: row.hash,
            signed_by: row.signed_by,
            signature: row.signature,
        }
    }
}

impl From<CheckpointLine> for checkpoint::Model {
    fn from(line: CheckpointLine) -> Self {
        Self {
            id: line.checkpoint,
            at: line.at,
            subjects: line.subjects,
            events: line.events,
            root: line.root,
            previous: line.previous,
            hash: line.hash,
            signed_by: line.signed_by,
            signature: line.signature,
        }
    }
}

/// A checkpoint as it stands in an export.
pub(super) fn line_of_checkpoint(row: &checkpoint::Model) -> String {
    serde_json::to_string(&CheckpointLine::from(row.clone()))
        .expect("texts and numbers are always JSON")
}

/// An export under way: ask for chunks of lines until there is none.
pub struct Export<'c, C> {
    db: &'c C,
    signer: Signer,
    at: DateTime<Utc>,
    chains: Chains,
    /// How many checkpoints stand at the beginning, and the hash of the latest; nothing before they were read.
    head: Option<(u64, String)>,
    subjects: std::vec::IntoIter<Subject>,
    subject: Option<Subject>,
    last: Option<(i32, i32)>,
}

impl<'c, C: ConnectionTrait> Export<'c, C> {
    /// Begins an export from a snapshot ([`crate::app::snapshot`]), signed as of now.
    pub fn of(db: &'c C, signer: &Signer, at: DateTime<Utc>) -> Self {
        let mut subjects = Subject::ALL.to_vec().into_iter();
        Self {
            db,
            signer: signer.clone(),
            at,
            chains: Chains::default(),
            head: None,
            subject: subjects.next(),
            subjects,
            last: None,
        }
    }

    /// The next lines, each with its line feed; nothing after the last.
    ///
    /// # Errors
    /// Also when the signer's key is not the one that signs this journal.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, DbErr> {
        if self.head.is_none() {
            return self.first_lines().await.map(Some);
        }
        while let Some(subject) = self.subject {
            let page = pages::after(self.db, subject, self.last).await?;
            let Some(end) = page.last() else {
                self.subject = self.subjects.next();
                self.last = None;
                if self.subject.is_none() {
                    return Ok(Some(self.end()));
                }
                continue;
            };
            self.last = Some((end.subject_id, end.seq));
            let mut lines = Vec::new();
            for event in page {
                self.chains.take(&event);
                push(&mut lines, &EventLine::from(event));
            }
            return Ok(Some(lines));
        }
        Ok(None)
    }

    /// The keys and the checkpoints: what the events that follow are compared with.
    async fn first_lines(&mut self) -> Result<Vec<u8>, DbErr> {
        let mut lines = Vec::new();
        for key in signing::keys_of(self.db, &self.signer, self.at).await? {
            push(&mut lines, &KeyLine::from(key));
        }
        let rows = checkpoints::all(self.db).await?;
        let latest = rows.last().map(|row| row.hash.clone());
        let count = u64::try_from(rows.len()).unwrap_or_default();
        for row in rows {
            push(&mut lines, &CheckpointLine::from(row));
        }
        self.head = Some((count, latest.unwrap_or_default()));
        Ok(lines)
    }

    fn end(&mut self) -> Vec<u8> {
        let (checkpoints, checkpoint) = self.head.clone().unwrap_or_default();
        let mut end = end_of(&mut self.chains);
        let mut signed = Signed {
            at: self.at,
            checkpoints,
            checkpoint,
            by: self.signer.fingerprint(),
            signature: String::new(),
        };
        signed.signature = self.signer.sign(&signed_text(&end, &signed));
        end.signed = Some(signed);
        let mut line = Vec::new();
        push(&mut line, &end);
        line
    }
}

fn end_of(chains: &mut Chains) -> EndLine {
    chains.end();
    EndLine {
        end: true,
        subjects: chains.report.subjects,
        events: chains.report.events,
        root: chains.root.root(),
        signed: None,
    }
}

/// What is signed at the end.
fn signed_text(end: &EndLine, signed: &Signed) -> String {
    format!(
        r#"passe-relais:export:{{"at":"{}","checkpoint":"{}","checkpoints":{},"events":{},"root":"{}","subjects":{}}}"#,
        signed.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        signed.checkpoint,
        signed.checkpoints,
        end.events,
        end.root,
        end.subjects,
    )
}

fn push(lines: &mut Vec<u8>, line: &impl Serialize) {
    serde_json::to_writer(&mut *lines, line).expect("texts and numbers are always JSON");
    lines.push(b'\n');
}

/// How many lines these bytes are.
#[must_use]
pub fn lines_of(bytes: &[u8]) -> u64 {
    let ends = bytes.split(|byte| *byte == b'\n').count();
    u64::try_from(ends).unwrap_or(1).saturating_sub(1)
}

/// What was kept elsewhere, for an export to be compared with.
#[derive(Default)]
pub struct Kept {
    /// The fingerprint of the key that signs.
    pub key: Option<String>,
    /// The hash of a checkpoint.
    pub checkpoint: Option<String>,
}

/// An export being read.
#[derive(Default)]
struct Reading {
    keys: KeyRing,
    checkpoints: Vec<checkpoint::Model>,
    chains: Chains,
    end: Option<EndLine>,
}

impl Reading {
    fn event(&mut self, event: &event::Model) {
        if self.at_the_head() {
            self.mark();
        }
        self.chains.take(event);
    }

    /// Whether no event was read yet: keys and checkpoints may come.
    fn at_the_head(&self) -> bool {
        self.chains.report.events == 0
    }

    /// The checkpoints are known and nothing was followed yet: their dates are asked for.
    fn mark(&mut self) {
        let report = std::mem::take(&mut self.chains.report);
        let dates = self.checkpoints.iter().map(|row| row.at).collect();
        self.chains = Chains::marking(dates);
        self.chains.report = report;
    }

    /// Takes a line that is no event; nothing when it may not stand there.
    fn other(&mut self, line: OtherLine) -> Option<()> {
        let at_the_head = self.at_the_head();
        match line {
            OtherLine::Key(key) if at_the_head && self.checkpoints.is_empty() => {
                self.keys.take(&key.into(), &mut self.chains.report);
            }
            OtherLine::Checkpoint(row) if at_the_head => self.checkpoints.push(row.into()),
            OtherLine::End(end) => self.end = Some(end),
            OtherLine::Key(_) | OtherLine::Checkpoint(_) => return None,
        }
        Some(())
    }

    fn report(mut self, kept: &Kept) -> Report {
        if self.at_the_head() {
            self.mark();
        }
        let found = end_of(&mut self.chains);
        let marks = self.chains.marks();
        let mut report = self.chains.report;
        checkpoints::verify(&self.checkpoints, &self.keys, &mut report);
        checkpoints::compare(&self.checkpoints, &marks, &mut report);
        match &self.end {
            None => report.problem("the end", "is missing: the file was cut"),
            Some(end) if !(end.end && is_of(end, &found, &report)) => report.problem(
                "the end",
                "its counts or its root are not those of the lines before it",
            ),
            Some(end) => {
                if let Err(what) = check_signature(end, &self.keys, &self.checkpoints) {
                    report.problem("the signature", what);
                }
            }
        }
        self.keys.judge(kept.key.as_deref(), &mut report);
        if let Some(hash) = &kept.checkpoint
            && !self.checkpoints.iter().any(|row| row.hash == *hash)
        {
            report.problem(
                format!("checkpoint {hash}"),
                "was kept elsewhere and is not here: the journal was written anew, or this file is older",
            );
        }
        report.signed_by = self.keys.latest().unwrap_or_default().to_owned();
        report.root = found.root;
        report
    }
}

/// Verifies an exported journal, and compares it with what was kept elsewhere. `progress` is told how many bytes are
/// read.
pub fn verify(
    reader: impl BufRead,
    kept: &Kept,
    mut progress: impl FnMut(u64),
) -> Result<Report, std::io::Error> {
    let mut reading = Reading::default();
    let mut bytes = 0;
    for (number, line) in reader.lines().enumerate() {
        let line = line?;
        bytes += u64::try_from(line.len() + 1).unwrap_or_default();
        progress(bytes);
        let place = || format!("line {}", number + 1);
        if reading.end.is_some() {
            let report = &mut reading.chains.report;
            report.problem(place(), "comes after the end");
            break;
        }
        if let Ok(event) = serde_json::from_str::<EventLine>(&line) {
            reading.event(&event.into());
            continue;
        }
        let other = serde_json::from_str::<OtherLine>(&line).ok();
        if other.and_then(|other| reading.other(other)).is_none() {
            let report = &mut reading.chains.report;
            report.problem(
                place(),
                "is not a line of an export, or does not stand where it belongs",
            );
        }
    }
    Ok(reading.report(kept))
}

/// Whether the last line counts what was read.
fn is_of(end: &EndLine, found: &EndLine, report: &Report) -> bool {
    let counted = (end.subjects, end.events) == (found.subjects, found.events);
    let checkpoints = end
        .signed
        .as_ref()
        .is_none_or(|signed| signed.checkpoints == report.checkpoints);
    counted && end.root == found.root && checkpoints
}

/// Whether the latest key signed the end.
fn check_signature(
    end: &EndLine,
    keys: &KeyRing,
    checkpoints: &[checkpoint::Model],
) -> Result<(), String> {
    let Some(signed) = &end.signed else {
        return Err(
            "is missing: the file is from before exports were signed, or the signature was taken away"
                .to_owned(),
        );
    };
    let latest = checkpoints.last().map_or("", |row| row.hash.as_str());
    if signed.checkpoint != latest {
        return Err("names another latest checkpoint than the one of this file".to_owned());
    }
    if keys.latest() != Some(&*signed.by) {
        return Err(format!(
            "is by another key than the latest of this file: {}",
            signed.by
        ));
    }
    match keys.find(&signed.by) {
        Some((_, key)) if holds(key, &signed_text(end, signed), &signed.signature) => Ok(()),
        Some(_) | None => Err("is not that of the key it names: it was forged".to_owned()),
    }
}
