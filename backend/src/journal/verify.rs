//! Verification: every hash recomputed, every chain followed to its end, every column folded back.
use super::{Journaled, Link, RootBuilder, Subject, columns_of};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use entities::{
    checkpoint, clearance, collection_lot, device, enrolment, event, handover, programme, request,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PrimaryKeyTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    io::BufRead,
};

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

/// Follows one chain after the other: the part of a verification that needs events only.
#[derive(Default)]
struct Chains {
    report: Report,
    root: RootBuilder,
    /// The root as it was at the latest checkpoint.
    earlier: Option<(DateTime<Utc>, RootBuilder)>,
    current: Option<Chain>,
}

/// The chain being followed: its head so far, and the fold of its events.
struct Chain {
    kind: String,
    id: i32,
    seq: i32,
    hash: String,
    /// Head at the latest checkpoint.
    earlier: Option<(i32, String)>,
    columns: BTreeMap<String, Value>,
}

impl Chains {
    /// Takes the next event; gives the chain before it when that one has ended.
    fn take(&mut self, link: &Link, stored_hash: &str) -> Option<Chain> {
        let begins = self.current.as_ref().is_none_or(|chain| {
            (chain.kind.as_str(), chain.id) != (&*link.subject_kind, link.subject_id)
        });
        let ended = if begins { self.end() } else { None };
        let chain = self.current.get_or_insert_with(|| Chain {
            kind: link.subject_kind.clone(),
            id: link.subject_id,
            seq: 0,
            hash: String::new(),
            earlier: None,
            columns: BTreeMap::new(),
        });
        let mut problem = |what: String| {
            self.report.problems.push(Problem {
                place: format!(
                    "{} {}, event {}",
                    link.subject_kind, link.subject_id, link.seq
                ),
                what,
            });
        };
        self.report.events += 1;
        if link.seq != chain.seq + 1 {
            problem(format!(
                "follows event {}: an event is missing or was added",
                chain.seq
            ));
        }
        if link.previous != chain.hash {
            problem("does not name the hash of the event before it".into());
        }
        if link.hash() != stored_hash {
            problem("its hash is not that of its content: the event was altered".into());
        }
        match serde_json::from_str::<Value>(&link.data) {
            Ok(Value::Object(mut data)) => {
                if let Some(Value::Object(set)) = data.remove("set") {
                    chain.columns.extend(set);
                }
            }
            Ok(_) | Err(_) => problem("its data is not a JSON object".into()),
        }
        chain.seq = link.seq;
        stored_hash.clone_into(&mut chain.hash);
        if self.earlier.as_ref().is_some_and(|(at, _)| link.at <= *at) {
            chain.earlier = Some((chain.seq, chain.hash.clone()));
        }
        ended
    }

    /// Ends the chain being followed.
    fn end(&mut self) -> Option<Chain> {
        let chain = self.current.take()?;
        self.root.add(&chain.kind, chain.id, chain.seq, &chain.hash);
        if let (Some((_, root)), Some((seq, hash))) = (&mut self.earlier, &chain.earlier) {
            root.add(&chain.kind, chain.id, *seq, hash);
        }
        self.report.subjects += 1;
        Some(chain)
    }
}

/// Verifies the journal of this database and the rows it explains.
pub async fn database(db: &impl ConnectionTrait) -> Result<Report, DbErr> {
    let mut chains = Chains::default();
    let latest = checkpoints(db, &mut chains.report).await?;
    chains.earlier = latest
        .as_ref()
        .map(|checkpoint| (checkpoint.at, RootBuilder::default()));
    for subject in Subject::ALL {
        match subject {
            Subject::Clearance => table::<clearance::Model>(db, &mut chains).await?,
            Subject::CollectionLot => table::<collection_lot::Model>(db, &mut chains).await?,
            Subject::Device => table::<device::Model>(db, &mut chains).await?,
            Subject::Enrolment => table::<enrolment::Model>(db, &mut chains).await?,
            Subject::Handover => table::<handover::Model>(db, &mut chains).await?,
            Subject::Programme => table::<programme::Model>(db, &mut chains).await?,
            Subject::Request => table::<request::Model>(db, &mut chains).await?,
        }
    }
    let strangers = event::Entity::find()
        .filter(
            event::COLUMN
                .subject_kind
                .is_not_in(Subject::ALL.map(Subject::key)),
        )
        .limit(1)
        .one(db)
        .await?;
    if let Some(event) = strangers {
        chains.report.problems.push(Problem {
            place: format!("{} {}", event.subject_kind, event.subject_id),
            what: "is of a kind the journal does not know".into(),
        });
    }
    if let (Some((_, root)), Some(latest)) = (chains.earlier, latest)
        && (root.root() != latest.root || i64::try_from(root.leaves()) != Ok(latest.subjects))
    {
        chains.report.problems.push(Problem {
            place: format!("checkpoint {}", latest.id),
            what: "its root is not that of the events up to its date: events were removed, added or altered".into(),
        });
    }
    chains.report.root = chains.root.root();
    Ok(chains.report)
}

/// Events and rows per query.
const PAGE: u64 = 4000;

/// Verifies one table: its chains, and each row against the fold of its chain.
async fn table<M>(db: &impl ConnectionTrait, chains: &mut Chains) -> Result<(), DbErr>
where
    M: Journaled,
    M::Entity: EntityTrait<Model = M>,
    <M::Entity as EntityTrait>::PrimaryKey: PrimaryKeyTrait,
{
    let mut rows = Rows::<M> {
        page: VecDeque::new(),
        last: 0,
        exhausted: false,
    };
    let (mut last_id, mut last_seq) = (0, 0);
    loop {
        let page = event::Entity::find()
            .filter(event::COLUMN.subject_kind.eq(M::SUBJECT.key()))
            .filter(
                Condition::any()
                    .add(event::COLUMN.subject_id.gt(last_id))
                    .add(
                        Condition::all()
                            .add(event::COLUMN.subject_id.eq(last_id))
                            .add(event::COLUMN.seq.gt(last_seq)),
                    ),
            )
            .order_by_asc(event::COLUMN.subject_id)
            .order_by_asc(event::COLUMN.seq)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(last) = page.last() else { break };
        (last_id, last_seq) = (last.subject_id, last.seq);
        for event in &page {
            if let Some(ended) = chains.take(&Link::from(event), &event.hash) {
                rows.compare(db, &ended, &mut chains.report).await?;
            }
        }
    }
    if let Some(ended) = chains.end() {
        rows.compare(db, &ended, &mut chains.report).await?;
    }
    rows.without_events(db, i32::MAX, &mut chains.report).await
}

/// The rows of a table in the order of their ids, a page at a time.
struct Rows<M> {
    page: VecDeque<M>,
    last: i32,
    exhausted: bool,
}

impl<M> Rows<M>
where
    M: Journaled,
    M::Entity: EntityTrait<Model = M>,
{
    async fn peek(&mut self, db: &impl ConnectionTrait) -> Result<Option<&M>, DbErr> {
        if self.page.is_empty() && !self.exhausted {
            self.page = M::Entity::find()
                .filter(M::column("id").gt(self.last))
                .order_by_asc(M::column("id"))
                .limit(PAGE)
                .all(db)
                .await?
                .into();
            match self.page.back() {
                Some(row) => self.last = row.id(),
                None => self.exhausted = true,
            }
        }
        Ok(self.page.front())
    }

    /// Names the rows before `id` that no chain explains.
    async fn without_events(
        &mut self,
        db: &impl ConnectionTrait,
        id: i32,
        report: &mut Report,
    ) -> Result<(), DbErr> {
        while let Some(row) = self.peek(db).await? {
            if row.id() >= id {
                break;
            }
            report.problems.push(Problem {
                place: format!("{} {}", M::SUBJECT.key(), row.id()),
                what:
                    "has a row and no event: the row was added by hand or its events were removed"
                        .into(),
            });
            self.page.pop_front();
        }
        Ok(())
    }

    async fn compare(
        &mut self,
        db: &impl ConnectionTrait,
        chain: &Chain,
        report: &mut Report,
    ) -> Result<(), DbErr> {
        self.without_events(db, chain.id, report).await?;
        let mut problem = |what: String| {
            report.problems.push(Problem {
                place: format!("{} {}", chain.kind, chain.id),
                what,
            });
        };
        match self.peek(db).await? {
            Some(row) if row.id() == chain.id => {
                if row.version() != chain.seq {
                    problem(format!(
                        "says it has {} events and has {}: events were removed or added",
                        row.version(),
                        chain.seq
                    ));
                }
                let now = columns_of(row);
                for column in now.keys().chain(
                    chain
                        .columns
                        .keys()
                        .filter(|column| !now.contains_key(*column)),
                ) {
                    let (row, journal) = (now.get(column), chain.columns.get(column));
                    if row != journal {
                        problem(format!(
                            "column {column} is {} in the table and {} in the journal",
                            shown(row),
                            shown(journal)
                        ));
                    }
                }
                self.page.pop_front();
            }
            Some(_) | None => problem("has events and no row: the row was removed".into()),
        }
        Ok(())
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "absent".to_owned(), ToString::to_string)
}

/// Verifies the chain of checkpoints, and gives the latest.
async fn checkpoints(
    db: &impl ConnectionTrait,
    report: &mut Report,
) -> Result<Option<checkpoint::Model>, DbErr> {
    let rows = checkpoint::Entity::find()
        .order_by_asc(checkpoint::COLUMN.id)
        .all(db)
        .await?;
    let mut previous = String::new();
    for row in &rows {
        report.checkpoints += 1;
        let hash = checkpoint_hash(row.at, row.subjects, row.events, &row.root, &row.previous);
        if row.previous != previous || row.hash != hash {
            report.problems.push(Problem {
                place: format!("checkpoint {}", row.id),
                what: "was altered, or the one before it was removed".into(),
            });
        }
        previous.clone_from(&row.hash);
    }
    Ok(rows.into_iter().next_back())
}

fn checkpoint_hash(
    at: DateTime<Utc>,
    subjects: i64,
    events: i64,
    root: &str,
    previous: &str,
) -> String {
    crate::keys::sha256_hex(format!(
        r#"{{"at":"{}","events":{events},"previous":"{previous}","root":"{root}","subjects":{subjects}}}"#,
        at.to_rfc3339_opts(SecondsFormat::Micros, true),
    ))
}

/// How long before a checkpoint's writing its date lies: longer than any write takes to commit, so
/// that no event of before its date can still appear.
const SETTLING: Duration = Duration::minutes(2);

/// Writes a checkpoint over everything up to two minutes ago.
pub async fn write_checkpoint(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<checkpoint::Model, DbErr> {
    let at = now - SETTLING;
    let mut chains = Chains {
        earlier: Some((at, RootBuilder::default())),
        ..Chains::default()
    };
    let mut events: i64 = 0;
    for subject in Subject::ALL {
        let (mut last_id, mut last_seq) = (0, 0);
        loop {
            let page = event::Entity::find()
                .filter(event::COLUMN.subject_kind.eq(subject.key()))
                .filter(
                    Condition::any()
                        .add(event::COLUMN.subject_id.gt(last_id))
                        .add(
                            Condition::all()
                                .add(event::COLUMN.subject_id.eq(last_id))
                                .add(event::COLUMN.seq.gt(last_seq)),
                        ),
                )
                .order_by_asc(event::COLUMN.subject_id)
                .order_by_asc(event::COLUMN.seq)
                .limit(PAGE)
                .all(db)
                .await?;
            let Some(last) = page.last() else { break };
            (last_id, last_seq) = (last.subject_id, last.seq);
            for event in &page {
                events += i64::from(event.at <= at);
                chains.take(&Link::from(event), &event.hash);
            }
        }
    }
    chains.end();
    let root = chains.earlier.map(|(_, root)| root).unwrap_or_default();
    let previous = checkpoint::Entity::find()
        .order_by_desc(checkpoint::COLUMN.id)
        .one(db)
        .await?
        .map(|checkpoint| checkpoint.hash)
        .unwrap_or_default();
    let subjects = i64::try_from(root.leaves()).unwrap_or(i64::MAX);
    let root = root.root();
    checkpoint::Entity::insert(checkpoint::ActiveModel {
        at: Set(at),
        subjects: Set(subjects),
        events: Set(events),
        hash: Set(checkpoint_hash(at, subjects, events, &root, &previous)),
        root: Set(root),
        previous: Set(previous),
        ..Default::default()
    })
    .exec_with_returning(db)
    .await
}

/// One line of an export.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Line {
    Event(ExportedEvent),
    End {
        end: bool,
        subjects: u64,
        events: u64,
        root: String,
    },
}

#[derive(serde::Deserialize)]
struct ExportedEvent {
    subject_kind: String,
    subject_id: i32,
    seq: i32,
    at: DateTime<Utc>,
    actor: Option<i32>,
    kind: String,
    /// The canonical JSON, as text.
    data: String,
    previous: String,
    hash: String,
}

/// Verifies an exported journal, without a database.
pub fn file(reader: impl BufRead) -> Result<Report, std::io::Error> {
    let mut chains = Chains::default();
    let mut end = None;
    for (number, line) in reader.lines().enumerate() {
        let line = line?;
        let place = format!("line {}", number + 1);
        if end.is_some() {
            chains.report.problems.push(Problem {
                place,
                what: "comes after the end".into(),
            });
            break;
        }
        match serde_json::from_str::<Line>(&line) {
            Ok(Line::Event(event)) => {
                let hash = event.hash;
                let event = Link {
                    subject_kind: event.subject_kind,
                    subject_id: event.subject_id,
                    seq: event.seq,
                    at: event.at,
                    actor_id: event.actor,
                    kind: event.kind,
                    data: event.data,
                    previous: event.previous,
                };
                chains.take(&event, &hash);
            }
            Ok(Line::End {
                end: true,
                subjects,
                events,
                root,
            }) => end = Some((subjects, events, root)),
            Ok(Line::End { .. }) | Err(_) => {
                chains.report.problems.push(Problem {
                    place,
                    what: "is not a line of an export".into(),
                });
            }
        }
    }
    chains.end();
    chains.report.root = chains.root.root();
    let found = (
        chains.report.subjects,
        chains.report.events,
        chains.report.root.clone(),
    );
    if end.as_ref() != Some(&found) {
        chains.report.problems.push(Problem {
            place: "the end".into(),
            what: if end.is_some() {
                "its counts or its root are not those of the lines before it".into()
            } else {
                "is missing: the file was cut".into()
            },
        });
    }
    Ok(chains.report)
}
