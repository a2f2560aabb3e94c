//! The export: JSON Lines, chain after chain, closed by counts and the root over all heads; and its
//! verification, which needs no database.
use super::{Report, Subject, follow::Chains, pages};
use chrono::{DateTime, SecondsFormat, Utc};
use entities::{event, membership::MembershipId};
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

/// The line a cut would remove.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    end: bool,
    subjects: u64,
    events: u64,
    root: String,
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

/// An export under way: ask for chunks of lines until there is none.
pub struct Export<'c, C> {
    db: &'c C,
    chains: Chains,
    subjects: std::vec::IntoIter<Subject>,
    subject: Option<Subject>,
    last: Option<(i32, i32)>,
}

impl<'c, C: ConnectionTrait> Export<'c, C> {
    /// Begins an export from a snapshot ([`crate::app::snapshot`]).
    pub fn of(db: &'c C) -> Self {
        let mut subjects = Subject::ALL.to_vec().into_iter();
        Self {
            db,
            chains: Chains::default(),
            subject: subjects.next(),
            subjects,
            last: None,
        }
    }

    /// The next lines, each with its line feed; nothing after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, DbErr> {
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

    fn end(&mut self) -> Vec<u8> {
        let mut line = Vec::new();
        push(&mut line, &end_of(&mut self.chains));
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
    }
}

fn push(lines: &mut Vec<u8>, line: &impl Serialize) {
    serde_json::to_writer(&mut *lines, line).expect("texts and numbers are always JSON");
    lines.push(b'\n');
}

/// Verifies an exported journal. What it proves beyond its own consistency is its root: compare it with
/// one kept elsewhere.
pub fn verify(reader: impl BufRead) -> Result<Report, std::io::Error> {
    let mut chains = Chains::default();
    let mut end: Option<EndLine> = None;
    for (number, line) in reader.lines().enumerate() {
        let line = line?;
        let place = || format!("line {}", number + 1);
        if end.is_some() {
            chains.report.problem(place(), "comes after the end");
            break;
        }
        if let Ok(event) = serde_json::from_str::<EventLine>(&line) {
            chains.take(&event.into());
        } else {
            end = serde_json::from_str(&line).ok();
            if end.is_none() {
                chains.report.problem(place(), "is not a line of an export");
            }
        }
    }
    let found = end_of(&mut chains);
    match end {
        None => chains
            .report
            .problem("the end", "is missing: the file was cut"),
        Some(end) if end != found => chains.report.problem(
            "the end",
            "its counts or its root are not those of the lines before it",
        ),
        Some(_) => {}
    }
    chains.report.root = found.root;
    Ok(chains.report)
}
