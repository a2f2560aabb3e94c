//! The journal (law 4): every change of a journaled row is an event chained by hash, written in the
//! same transaction. `docs/JOURNAL.md` is the format's contract.
//!
//! A row is changed through [`change`] only: it writes the row if nobody else did meanwhile, and the
//! event whose `set` holds exactly the columns that changed. The fold of the events is the row.
pub mod accounts;
mod actors;
mod back;
mod beside;
mod chain;
pub mod checkpoints;
pub mod counted;
mod download;
pub mod export;
pub mod exports;
mod follow;
mod kinds;
mod latest;
mod letter;
pub mod lists;
mod moment;
mod names;
mod pages;
mod remarks;
mod root;
pub mod signing;
mod spans;
mod subject;
mod subjects;
pub mod told;
pub mod verify;
mod within;
pub mod words;

pub use actors::names as actor_names;
pub use back::{Last, last, latest_of, standing, taking_back};
pub use chain::{canonical, hash, preimage};
pub use follow::{Problem, Report};
pub use kinds::EventKind;
pub use moment::{Then, as_of};
pub use remarks::{erase as erase_remarks, remark, remarks_of};
pub use root::{Leaf, RootBuilder};
pub use subjects::{Journaled, Subject};

use crate::app::App;
use axum::{Router, routing::get};
use chrono::{DateTime, Utc};
use entities::{event, membership::MembershipId};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    IntoActiveModel, Iterable, QueryFilter, QueryOrder, TryIntoModel, sea_query::Expr,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Who acted, and when. No actor means the system itself.
#[derive(Clone, Copy, Debug)]
pub struct By {
    pub actor: Option<MembershipId>,
    pub at: DateTime<Utc>,
}

/// What happened, with details that name no person and hold no free text.
#[derive(Clone, Debug)]
pub struct Event {
    kind: EventKind,
    details: Map<String, Value>,
}

impl Event {
    #[must_use]
    pub fn of(kind: EventKind) -> Self {
        Self {
            kind,
            details: Map::new(),
        }
    }

    /// Adds a detail: an id, a number, a date, a key or a hash; never a name, never a sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}

/// Why a journaled row could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Somebody else changed the row after it was read: one wins, the other is told (law 2).
    #[error("the row was changed in the meantime")]
    Changed,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<ChangeError> for crate::web::Error {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Changed => Self::Changed,
            ChangeError::Db(error) => error.into(),
        }
    }
}

/// Inserts a journaled row with its first event.
pub async fn insert<M, A>(
    txn: &impl ConnectionTrait,
    by: By,
    mut row: A,
    event: Event,
) -> Result<M, DbErr>
where
    M: Journaled + IntoActiveModel<A>,
    M::Entity: EntityTrait<Model = M>,
    A: ActiveModelTrait<Entity = M::Entity>,
{
    row.set(M::column("version"), 1.into());
    let row: M = M::Entity::insert(row).exec_with_returning(txn).await?;
    let set = columns_of(&row);
    let first = chain::link(&row, by, &sealing(event, None, &row), &set, String::new());
    event::Entity::insert(first.into_active_model().reset_all())
        .exec_without_returning(txn)
        .await?;
    Ok(row)
}

/// Rows per statement: SQLite takes 32,766 values in one, PostgreSQL 65,535.
const ROWS_PER_STATEMENT: usize = 800;

/// Inserts many journaled rows, each with its first event, in a few statements.
pub async fn insert_many<M, A>(
    txn: &impl ConnectionTrait,
    by: By,
    rows: impl IntoIterator<Item = A>,
    event: impl Fn(&M) -> Event,
) -> Result<Vec<M>, DbErr>
where
    M: Journaled + IntoActiveModel<A>,
    M::Entity: EntityTrait<Model = M>,
    A: ActiveModelTrait<Entity = M::Entity> + Send,
{
    let mut all = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk = rows.by_ref().take(ROWS_PER_STATEMENT).map(|mut row| {
            row.set(M::column("version"), 1.into());
            row
        });
        let inserted: Vec<M> = M::Entity::insert_many(chunk)
            .exec_with_returning(txn)
            .await?;
        let events = inserted.iter().map(|row| {
            let event = sealing(event(row), None, row);
            chain::link(row, by, &event, &columns_of(row), String::new())
                .into_active_model()
                .reset_all()
        });
        event::Entity::insert_many(events)
            .exec_without_returning(txn)
            .await?;
        all.extend(inserted);
    }
    Ok(all)
}

/// Changes a journaled row and records the event. Columns left unset in `change` stay as they are.
/// The row must still be as it was read: of two at once, one wins.
pub async fn change<M, A>(
    txn: &impl ConnectionTrait,
    by: By,
    before: &M,
    change: A,
    event: Event,
) -> Result<M, ChangeError>
where
    M: Journaled + IntoActiveModel<A>,
    M::Entity: EntityTrait<Model = M>,
    A: ActiveModelTrait<Entity = M::Entity> + TryIntoModel<M>,
{
    changes(txn, by, before, [(change, event)]).await
}

/// Records that something happened to the subject without changing a column of it. The row must still be as it was
/// read, as for a change.
pub async fn record<M>(
    txn: &impl ConnectionTrait,
    by: By,
    before: &M,
    event: Event,
) -> Result<M, ChangeError>
where
    M: Journaled + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    M::Entity: EntityTrait<Model = M>,
    <M::Entity as EntityTrait>::ActiveModel: TryIntoModel<M>,
{
    let nothing = <M::Entity as EntityTrait>::ActiveModel::default();
    change(txn, by, before, nothing, event).await
}

/// Several changes that follow each other in one transaction, an event for each: the row is written once.
pub async fn changes<M, A, const N: usize>(
    txn: &impl ConnectionTrait,
    by: By,
    before: &M,
    steps: [(A, Event); N],
) -> Result<M, ChangeError>
where
    M: Journaled + IntoActiveModel<A>,
    M::Entity: EntityTrait<Model = M>,
    A: ActiveModelTrait<Entity = M::Entity> + TryIntoModel<M>,
{
    let mut rows = vec![before.clone()];
    let mut whole = A::default();
    let mut events = Vec::new();
    for (change, event) in steps {
        let row = &rows[rows.len() - 1];
        let mut next = row.clone().into_active_model();
        for column in <M::Entity as EntityTrait>::Column::iter() {
            if let ActiveValue::Set(value) = change.get(column) {
                next.set(column, value.clone());
                whole.set(column, value);
            }
        }
        next.set(M::column("version"), (row.version() + 1).into());
        rows.push(next.try_into_model()?);
        events.push(event);
    }
    let last = rows.len() - 1;
    whole.set(M::column("version"), rows[last].version().into());
    // The last event says what the database made of it.
    rows[last] = M::Entity::update_many()
        .set(whole)
        .filter(M::column("id").eq(before.id()))
        .filter(M::column("version").eq(before.version()))
        .exec_with_returning(txn)
        .await?
        .pop()
        .ok_or(ChangeError::Changed)?;
    let mut previous = head_of::<M>(txn, before).await?;
    let mut links = Vec::new();
    for (pair, event) in rows.windows(2).zip(events) {
        let [before, after] = pair else { continue };
        let mut set = columns_of(after);
        let old = columns_of(before);
        set.retain(|column, value| old.get(column) != Some(value));
        let event = sealing(event, Some(before), after);
        let link = chain::link(after, by, &event, &set, previous);
        let hash = link.hash.clone();
        links.push(link.into_active_model().reset_all());
        previous = hash;
    }
    event::Entity::insert_many(links)
        .exec_without_returning(txn)
        .await?;
    Ok(rows.remove(last))
}

/// Changes many rows alike, each with its event, in a few statements. Each must still be as it was read: of two at once,
/// one wins, and changes all of them.
pub async fn change_all<M, A>(
    txn: &impl ConnectionTrait,
    by: By,
    rows: &[M],
    change: &A,
    event: impl Fn(&M) -> Event,
) -> Result<(), ChangeError>
where
    M: Journaled + IntoActiveModel<A>,
    M::Entity: EntityTrait<Model = M>,
    A: ActiveModelTrait<Entity = M::Entity>,
{
    // Rows that were changed as often get the same number, and one statement.
    let mut alike: BTreeMap<i32, Vec<&M>> = BTreeMap::new();
    for row in rows {
        alike.entry(row.version()).or_default().push(row);
    }
    for (version, rows) in alike {
        for before in rows.chunks(ROWS_PER_STATEMENT) {
            let ids = || before.iter().map(|row| row.id());
            let mut whole = change.clone();
            whole.set(M::column("version"), (version + 1).into());
            let after: Vec<M> = M::Entity::update_many()
                .set(whole)
                .filter(M::column("id").is_in(ids()))
                .filter(M::column("version").eq(version))
                .exec_with_returning(txn)
                .await?;
            let after: BTreeMap<i32, M> = after.into_iter().map(|row| (row.id(), row)).collect();
            let heads: BTreeMap<i32, String> = event::Entity::find()
                .filter(event::COLUMN.subject_kind.eq(M::SUBJECT.key()))
                .filter(event::COLUMN.subject_id.is_in(ids()))
                .filter(event::COLUMN.seq.eq(version))
                .all(txn)
                .await?
                .into_iter()
                .map(|event| (event.subject_id, event.hash))
                .collect();
            let mut links = Vec::new();
            for &before in before {
                let after = after.get(&before.id()).ok_or(ChangeError::Changed)?;
                let head = heads
                    .get(&before.id())
                    .cloned()
                    .ok_or_else(|| gap(before))?;
                let mut set = columns_of(after);
                let old = columns_of(before);
                set.retain(|column, value| old.get(column) != Some(value));
                let event = sealing(event(before), Some(before), after);
                let link = chain::link(after, by, &event, &set, head);
                links.push(link.into_active_model().reset_all());
            }
            event::Entity::insert_many(links)
                .exec_without_returning(txn)
                .await?;
        }
    }
    Ok(())
}

/// Keeps a row as it was read until the transaction ends, without an event: for a write beside it that is
/// right only as long as the row stays so. Who changes the row meanwhile waits, or is told.
pub async fn hold<M>(txn: &impl ConnectionTrait, row: &M) -> Result<(), ChangeError>
where
    M: Journaled,
    M::Entity: EntityTrait<Model = M>,
{
    // Writing what stands there already is a lock on either engine.
    let held = M::Entity::update_many()
        .col_expr(M::column("version"), Expr::value(row.version()))
        .filter(M::column("id").eq(row.id()))
        .filter(M::column("version").eq(row.version()))
        .exec(txn)
        .await?;
    if held.rows_affected == 0 {
        return Err(ChangeError::Changed);
    }
    Ok(())
}

/// Adds to an event the hashes of the sealed columns it sets, each under its column's name.
fn sealing<M: Journaled>(mut event: Event, before: Option<&M>, after: &M) -> Event {
    if M::SEALED.is_empty() {
        return event;
    }
    let mut now = all_columns(after);
    let old = before.map(all_columns);
    for &column in M::SEALED {
        let value = now.remove(column).unwrap_or_default();
        if old.as_ref().and_then(|old| old.get(column)) != Some(&value) {
            event = event.with(column, seal_of(&value));
        }
    }
    event
}

/// What an event says of a sealed column: SHA-256 of the sealed text, which is as good as salted since no
/// two seals of the same words are alike; null when there is none.
fn seal_of(sealed: &Value) -> Value {
    sealed.as_str().map(crate::keys::sha256_hex).into()
}

/// The hash of the latest event of a row.
async fn head_of<M: Journaled>(txn: &impl ConnectionTrait, row: &M) -> Result<String, DbErr> {
    let key = (M::SUBJECT.key().to_owned(), row.id(), row.version());
    let event = event::Entity::find_by_id(key).one(txn).await?;
    event.map(|event| event.hash).ok_or_else(|| gap(row))
}

fn gap<M: Journaled>(row: &M) -> DbErr {
    DbErr::Custom(format!(
        "the journal of {} {} has a gap",
        M::SUBJECT.key(),
        row.id()
    ))
}

/// The columns the fold must give back, as they are in the row.
#[must_use]
pub fn columns_of<M: Journaled>(row: &M) -> BTreeMap<String, Value> {
    let mut columns = all_columns(row);
    columns.retain(|column, _| !M::DERIVED.contains(&column.as_str()));
    columns
}

fn all_columns<M: Journaled>(row: &M) -> BTreeMap<String, Value> {
    let Value::Object(columns) = json!(row) else {
        return BTreeMap::new();
    };
    columns.into_iter().collect()
}

/// The events of one subject, oldest first.
pub async fn history(
    db: &impl ConnectionTrait,
    subject: Subject,
    id: i32,
) -> Result<Vec<event::Model>, DbErr> {
    event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(subject.key()))
        .filter(event::COLUMN.subject_id.eq(id))
        .order_by_asc(event::COLUMN.seq)
        .all(db)
        .await
}

pub fn routes() -> Router<App> {
    Router::new()
        .route("/journal", get(latest::show))
        .route("/journal/export", get(download::download))
        .route("/journal/{kind}/{id}", get(subject::show))
}
