//! Following chains from event to event: the part of a verification that needs the events alone.
use super::{RootBuilder, chain};
use chrono::{DateTime, Timelike, Utc};
use entities::event;
use serde_json::Value;
use std::{collections::BTreeMap, fmt};

/// What a verification found.
#[derive(Debug, Default)]
pub struct Report {
    pub subjects: u64,
    pub events: u64,
    pub checkpoints: u64,
    /// The root over the heads of all chains.
    pub root: String,
    pub problems: Vec<Problem>,
}

impl Report {
    pub(super) fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            what: what.into(),
        });
    }
}

/// One thing that is not as it was written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `device 12`, `device 12, event 3`, `checkpoint 4`, or `line 7` of a file.
    pub place: String,
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// The root and the count of events as they were at a date.
pub(super) struct Mark {
    pub at: DateTime<Utc>,
    pub events: u64,
    pub root: RootBuilder,
}

impl Mark {
    pub fn at(at: DateTime<Utc>) -> Self {
        Self {
            at,
            events: 0,
            root: RootBuilder::default(),
        }
    }
}

/// Follows one chain after the other.
#[derive(Default)]
pub(super) struct Chains {
    pub report: Report,
    pub root: RootBuilder,
    /// The dates whose root is asked for as well.
    pub marks: Vec<Mark>,
    current: Option<Chain>,
    /// The subject of the latest chain: chains come in order, each once.
    last: Option<(String, i32)>,
}

/// A chain: its head so far, and the fold of its events.
pub(super) struct Chain {
    pub kind: String,
    pub id: i32,
    pub seq: i32,
    hash: String,
    /// Its head at each mark.
    marked: Vec<Option<(i32, String)>>,
    pub columns: BTreeMap<String, Value>,
}

/// What an event says of its row.
#[derive(serde::Deserialize)]
struct Data {
    set: BTreeMap<String, Value>,
}

impl Chains {
    /// Takes the next event; gives the chain before it when that one has ended.
    pub fn take(&mut self, event: &event::Model) -> Option<Chain> {
        let begins = self.current.as_ref().is_none_or(|chain| {
            (chain.kind.as_str(), chain.id) != (&*event.subject_kind, event.subject_id)
        });
        let ended = if begins { self.end() } else { None };
        let marks = self.marks.len();
        let chain = self.current.get_or_insert_with(|| Chain {
            kind: event.subject_kind.clone(),
            id: event.subject_id,
            seq: 0,
            hash: String::new(),
            marked: vec![None; marks],
            columns: BTreeMap::new(),
        });
        self.report.events += 1;
        let place = || {
            format!(
                "{} {}, event {}",
                event.subject_kind, event.subject_id, event.seq
            )
        };
        if begins
            && self.last.as_ref().is_some_and(|(kind, id)| {
                (kind.as_str(), *id) >= (&*event.subject_kind, event.subject_id)
            })
        {
            self.report
                .problem(place(), "stands out of order, or a second time");
        }
        if event.seq != chain.seq + 1 {
            let what = format!(
                "follows event {}: an event is missing or was added",
                chain.seq
            );
            self.report.problem(place(), what);
        }
        if event.previous != chain.hash {
            self.report
                .problem(place(), "does not name the hash of the event before it");
        }
        // Hashed to the microsecond: anything finer was not written by us.
        if chain::hash(event) != event.hash || !event.at.nanosecond().is_multiple_of(1000) {
            self.report.problem(
                place(),
                "its hash is not that of its content: the event was altered",
            );
        }
        chain.seq = event.seq;
        event.hash.clone_into(&mut chain.hash);
        for (mark, marked) in self.marks.iter_mut().zip(&mut chain.marked) {
            if event.at <= mark.at {
                mark.events += 1;
                *marked = Some((event.seq, event.hash.clone()));
            }
        }
        ended
    }

    /// Folds the event just taken into the columns of its row.
    pub fn fold(&mut self, event: &event::Model) {
        match (serde_json::from_str::<Data>(&event.data), &mut self.current) {
            (Ok(data), Some(chain)) => chain.columns.extend(data.set),
            (Ok(_), None) => {}
            (Err(_), _) => self.report.problem(
                format!(
                    "{} {}, event {}",
                    event.subject_kind, event.subject_id, event.seq
                ),
                "its data does not say what it set",
            ),
        }
    }

    /// Ends the chain being followed.
    pub fn end(&mut self) -> Option<Chain> {
        let chain = self.current.take()?;
        self.root.add(&chain.kind, chain.id, chain.seq, &chain.hash);
        for (mark, head) in self.marks.iter_mut().zip(&chain.marked) {
            if let Some((seq, hash)) = head {
                mark.root.add(&chain.kind, chain.id, *seq, hash);
            }
        }
        self.report.subjects += 1;
        self.last = Some((chain.kind.clone(), chain.id));
        Some(chain)
    }
}
