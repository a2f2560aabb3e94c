//! Following chains from event to event: the part of a verification that needs the events alone.
use super::{Leaf, RootBuilder, Subject, beside::Told, chain, spans::Spans};
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
    /// The fingerprint of the latest key that signs; empty when there is none yet.
    pub signed_by: String,
    pub problems: Vec<Problem>,
}

impl Report {
    /// Names something that is not as it was written.
    pub fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            what: what.into(),
        });
    }

    /// Names the latest key when it is another than the one of the settings.
    pub fn compare_key(&mut self, configured: &str) {
        if !self.signed_by.is_empty() && self.signed_by != configured {
            let what = format!(
                "the settings have the key {configured}, the journal's latest is {}: it was added by hand, or the \
                 settings were changed without `passe-relais journal key --renew`",
                self.signed_by
            );
            self.problem("the key", what);
        }
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

/// Follows one chain after the other.
#[derive(Default)]
pub(super) struct Chains {
    pub report: Report,
    pub root: RootBuilder,
    /// The dates whose root is asked for as well, earliest first. Until the end each counts only the
    /// events since the date before it.
    marks: Vec<Mark>,
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
    /// Its head at the marks: from which mark on, its number and its hash.
    marked: Vec<(usize, i32, String)>,
    pub columns: BTreeMap<String, Value>,
    /// The hashes of its sealed columns, of those that an event told.
    pub seals: BTreeMap<String, Value>,
    /// What its events tell of rows beside it.
    pub told: Told,
    /// From when to when a device was where, at which stage and whose; of other subjects none.
    pub spans: Spans,
}

/// What an event says of its row.
#[derive(serde::Deserialize)]
struct Data {
    set: BTreeMap<String, Value>,
}

#[derive(serde::Deserialize)]
struct Details {
    details: BTreeMap<String, Value>,
}

/// Whether this may be the name of a kind.
fn is_word(kind: &str) -> bool {
    !kind.is_empty()
        && kind
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

impl Chains {
    /// Chains that give the root at these dates too, whatever their order.
    pub fn marking(mut dates: Vec<DateTime<Utc>>) -> Self {
        dates.sort_unstable();
        dates.dedup();
        let marks = dates.into_iter().map(|at| Mark {
            at,
            events: 0,
            root: RootBuilder::default(),
        });
        Self {
            marks: marks.collect(),
            ..Self::default()
        }
    }

    /// The marks, once the last chain has ended, by their dates.
    pub fn marks(&mut self) -> BTreeMap<DateTime<Utc>, Mark> {
        let mut events = 0;
        let marks = std::mem::take(&mut self.marks).into_iter();
        marks
            .map(|mark| {
                events += mark.events;
                (mark.at, Mark { events, ..mark })
            })
            .collect()
    }

    /// Takes the next event; gives the chain before it when that one has ended.
    pub fn take(&mut self, event: &event::Model) -> Option<Chain> {
        let begins = self.current.as_ref().is_none_or(|chain| {
            (chain.kind.as_str(), chain.id) != (&*event.subject_kind, event.subject_id)
        });
        let ended = if begins { self.end() } else { None };
        let chain = self.current.get_or_insert_with(|| Chain {
            kind: event.subject_kind.clone(),
            id: event.subject_id,
            seq: 0,
            hash: String::new(),
            marked: Vec::new(),
            columns: BTreeMap::new(),
            seals: BTreeMap::new(),
            told: Told::default(),
            spans: Spans::default(),
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
        // What is hashed is one text: with a quote in it, a kind would say where another event's data ends.
        if !(is_word(&event.kind) && is_word(&event.subject_kind)) {
            self.report
                .problem(place(), "its kind is no word: the event was altered");
        }
        chain.seq = event.seq;
        event.hash.clone_into(&mut chain.hash);
        let first = self.marks.partition_point(|mark| mark.at < event.at);
        if let Some(mark) = self.marks.get_mut(first) {
            mark.events += 1;
            // What an earlier event said of this mark and of those after it is no longer the head there.
            while chain.marked.pop_if(|(from, _, _)| *from >= first).is_some() {}
            chain.marked.push((first, event.seq, event.hash.clone()));
        }
        ended
    }

    /// Folds the event just taken into the columns of its row, into the hashes of the sealed ones, and into what is
    /// told of rows beside it.
    pub fn fold(&mut self, event: &event::Model, sealed: &[&str]) {
        match (serde_json::from_str::<Data>(&event.data), &mut self.current) {
            (Ok(data), Some(chain)) => {
                chain.columns.extend(data.set);
                chain.told.take(event);
                if chain.kind == Subject::Device.key() {
                    chain.spans.take(event.at, &chain.columns);
                }
                if !sealed.is_empty()
                    && let Ok(Details { mut details }) = serde_json::from_str(&event.data)
                {
                    details.retain(|name, _| sealed.contains(&name.as_str()));
                    chain.seals.extend(details);
                }
            }
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
        self.root
            .add(Leaf::of(&chain.kind, chain.id, chain.seq, &chain.hash));
        for (place, (from, seq, hash)) in chain.marked.iter().enumerate() {
            let next = chain.marked.get(place + 1);
            let to = next.map_or(self.marks.len(), |(from, _, _)| *from);
            let leaf = Leaf::of(&chain.kind, chain.id, *seq, hash);
            for mark in &mut self.marks[*from..to] {
                mark.root.add(leaf);
            }
        }
        self.report.subjects += 1;
        self.last = Some((chain.kind.clone(), chain.id));
        Some(chain)
    }
}
