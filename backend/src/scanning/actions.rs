//! What a scan does, in the caller's transaction: the rules of each thing are asked where it is done.
use super::{
    queries::{self, Named, Thing},
    rules::{Outcome, Person, Refusal, Stays, Step, decide},
    taking_back::{UndoError, take_back},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{CarryTransfers, TakeIn, WorkAtBench},
    },
    devices::{
        actions::{ArrivalError, Known, take_in},
        rules::ArrivalRefusal,
        storage::actions::{MoveError, move_box, stow, take_out},
    },
    journal::ChangeError,
    labels::{Code, card::Card},
    transfers::{
        actions::{CarryError, send},
        rules as leaving,
    },
    web::Error,
    workshop::{
        actions::{BenchError, ask_check, note_reset},
        rules::Blocker,
    },
};
use chrono::TimeDelta;
use entities::{
    container::ContainerId,
    device::DeviceId,
    scan::{self, ScanResult},
    site,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, Set, sea_query::OnConflict,
};

/// How long a tally is kept, and its last scan can be taken back.
const A_DAY: TimeDelta = TimeDelta::days(1);

/// Why a scan did nothing.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The bench refuses.
    #[error("the device is not that far: {0:?}")]
    Blocked(Vec<Blocker>),
    /// It may not change place; of a box, the device that keeps it here.
    #[error("it may not change place: {refusal:?}")]
    MayNotMove {
        refusal: ArrivalRefusal,
        code: Option<String>,
    },
    /// The transfer refuses.
    #[error("it may not leave: {0:?}")]
    MayNotLeave(leaving::Refusal),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<Refusal> for ScanError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbErr> for ScanError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl From<ChangeError> for ScanError {
    fn from(error: ChangeError) -> Self {
        Self::Other(error.into())
    }
}

impl From<BenchError> for ScanError {
    fn from(error: BenchError) -> Self {
        match error {
            BenchError::Refused(blockers) => Self::Blocked(blockers),
            // A device that the person may see, at no bench of theirs.
            BenchError::Other(Error::NotFound) => Self::Refused(Refusal::AtAnotherSite),
            BenchError::Other(error) => Self::Other(error),
        }
    }
}

impl From<ArrivalError> for ScanError {
    fn from(error: ArrivalError) -> Self {
        match error {
            ArrivalError::Refused(refusal) => Self::MayNotMove {
                refusal,
                code: None,
            },
            ArrivalError::Change(error) => error.into(),
        }
    }
}

impl From<MoveError> for ScanError {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::Refused { code, refusal } => Self::MayNotMove {
                refusal,
                code: Some(code),
            },
            MoveError::Change(error) => error.into(),
        }
    }
}

impl From<CarryError> for ScanError {
    fn from(error: CarryError) -> Self {
        match error {
            CarryError::Refused(refusal) => Self::MayNotLeave(refusal),
            CarryError::Change(error) => error.into(),
        }
    }
}

/// What a scan came to.
pub enum Came {
    /// Somebody wants to see the thing.
    Open(Thing),
    To(Outcome),
}

/// One scan of a label.
pub struct Scan<'s> {
    pub card: Card,
    pub code: Code,
    /// The form's own id.
    pub write_id: &'s str,
}

/// Does what a scan says, and writes the line of the tally with it.
pub async fn scan(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    scan: &Scan<'_>,
) -> Result<Came, ScanError> {
    let (mode, named) = queries::mode(txn, by, scan.card)
        .await?
        .ok_or(Refusal::Elsewhere)?;
    let thing = queries::thing(txn, by, scan.code).await?;
    let arrivals = Allowed::<TakeIn>::check((**by).clone()).ok();
    let person = Person {
        site: by.site_id,
        takes_in: arrivals.is_some(),
        carries: by.may(CarryTransfers),
    };
    let step = decide(person, mode, thing.facts())?;
    let now = app.clock.now();
    let (outcome, version, from) = match (step, &thing) {
        (Step::Open, _) | (_, Thing::BlankLabel | Thing::Nothing) => {
            return Ok(Came::Open(thing));
        }
        (Step::Nothing, _) => (Outcome::Same, None, None),
        (Step::TakeIn, Thing::Device(device)) => {
            let arrivals = arrivals.ok_or(Refusal::NotForYou)?;
            let site = site_of(txn, by).await?;
            let scanned = (&site, Known::Scanned);
            let moved = take_in(txn, &arrivals, device, scanned, now).await?;
            (Outcome::Received, Some(moved.version), device.container_id)
        }
        (Step::AskCheck, Thing::Device(_)) => {
            let asked = ask_check(app, txn, by, &scan.code.to_string()).await?;
            (Outcome::CheckAsked, Some(asked.version), None)
        }
        (Step::NoteReset, Thing::Device(_)) => {
            match note_reset(app, txn, by, &scan.code.to_string()).await? {
                Some(noted) => (Outcome::ResetNoted, Some(noted.version), None),
                None => (Outcome::Same, None, None),
            }
        }
        (Step::TakeOut, Thing::Device(device)) => {
            let out = take_out(txn, by.at(now), device).await?;
            (Outcome::TakenOut, Some(out.version), device.container_id)
        }
        (Step::Stow(_), Thing::Device(device)) => {
            let Named::Container(into) = &named else {
                return Err(Refusal::Elsewhere.into());
            };
            let kept = stow(txn, by.at(now), device, into).await?;
            (Outcome::Stowed, Some(kept.version), device.container_id)
        }
        (Step::Send, Thing::Device(_)) => {
            let Named::Transfer(transfer, _) = &named else {
                return Err(Refusal::Elsewhere.into());
            };
            let sent = send(txn, by.at(now), transfer, &scan.code.to_string()).await?;
            (Outcome::Sent, Some(sent.version), None)
        }
        (Step::MoveBox(to, place), Thing::Container(moved)) => {
            let site = site::Entity::find_by_id(to).one(txn).await?;
            let site = site.ok_or(Refusal::NoSite)?;
            let after = move_box(txn, by.at(now), moved, &site, place).await?;
            let outcome = if moved.site_id == to {
                Outcome::BoxMoved
            } else {
                Outcome::BoxReceived
            };
            (outcome, Some(after.version), moved.place_id)
        }
        // A device is not moved as a box is, nor a box checked as a device is: `decide` never says so.
        (
            Step::TakeIn
            | Step::AskCheck
            | Step::NoteReset
            | Step::TakeOut
            | Step::Stow(_)
            | Step::Send,
            Thing::Container(_),
        )
        | (Step::MoveBox(..), Thing::Device(_)) => return Err(Refusal::DevicesOnly.into()),
    };
    // The same form was refused before, and what stood in its way is gone.
    scan::Entity::delete_many()
        .filter(scan::COLUMN.session_id.eq(by.session_id))
        .filter(scan::COLUMN.write_id.eq(scan.write_id))
        .filter(scan::COLUMN.result.eq(ScanResult::Refused))
        .exec(txn)
        .await?;
    let (device_id, container_id) = ids(&thing);
    let line = scan::ActiveModel {
        device_id: Set(device_id),
        container_id: Set(container_id),
        result: Set(result_of(outcome)),
        word: Set(outcome.key().to_owned()),
        version: Set(version),
        from_id: Set(from),
        ..line(app, by, scan.card, Some(scan.code), scan.write_id)
    };
    keep(txn, line).await?;
    Ok(Came::To(outcome))
}

fn result_of(outcome: Outcome) -> ScanResult {
    match outcome {
        Outcome::Same => ScanResult::Same,
        Outcome::Received
        | Outcome::CheckAsked
        | Outcome::ResetNoted
        | Outcome::TakenOut
        | Outcome::Stowed
        | Outcome::BoxMoved
        | Outcome::BoxReceived
        | Outcome::Sent => ScanResult::Done,
    }
}

fn ids(thing: &Thing) -> (Option<DeviceId>, Option<ContainerId>) {
    match thing {
        Thing::Device(device) => (Some(device.id), None),
        Thing::Container(container) => (None, Some(container.id)),
        Thing::BlankLabel | Thing::Nothing => (None, None),
    }
}

async fn site_of(txn: &DatabaseTransaction, by: &Signed) -> Result<site::Model, ScanError> {
    let site = match by.site_id {
        Some(id) => site::Entity::find_by_id(id).one(txn).await?,
        None => None,
    };
    Ok(site.ok_or(Refusal::NoSite)?)
}

fn line(
    app: &App,
    by: &Signed,
    card: Card,
    code: Option<Code>,
    write_id: &str,
) -> scan::ActiveModel {
    scan::ActiveModel {
        session_id: Set(by.session_id),
        write_id: Set(write_id.to_owned()),
        mode: Set(card.to_string()),
        code: Set(code.map(|code| code.to_string())),
        at: Set(app.clock.now()),
        ..Default::default()
    }
}

/// Forgets the lines of the day before, since a tally is no record of who did what; gives how many.
pub async fn purge(app: &App) -> Result<u64, DbErr> {
    let write = app.write().await?;
    let gone = scan::Entity::delete_many()
        .filter(scan::COLUMN.at.lt(app.clock.now() - A_DAY))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected)
}

/// Writes a line, once.
async fn keep(txn: &impl ConnectionTrait, line: scan::ActiveModel) -> Result<(), DbErr> {
    scan::Entity::insert(line)
        .on_conflict(
            OnConflict::columns([scan::Column::SessionId, scan::Column::WriteId])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Writes down that a scan was refused: the write it belonged to is undone, its line of the tally is not.
pub async fn keep_refusal(
    app: &App,
    by: &Signed,
    (card, code): (Card, Option<Code>),
    write_id: &str,
    word: &str,
) -> Result<(), Error> {
    let txn = app.write().await?;
    let thing = match code {
        Some(code) => queries::thing(&*txn, by, code).await?,
        None => Thing::Nothing,
    };
    let (device_id, container_id) = ids(&thing);
    let line = scan::ActiveModel {
        device_id: Set(device_id),
        container_id: Set(container_id),
        result: Set(ScanResult::Refused),
        word: Set(word.to_owned()),
        ..line(app, by, card, code, write_id)
    };
    keep(&*txn, line).await?;
    txn.commit().await?;
    Ok(())
}

/// Takes the session's last scan back, by an event of its own; only if it is `shown`, the one a page named.
pub async fn undo(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    shown: Option<i32>,
) -> Result<(), UndoError> {
    let now = app.clock.now();
    let last = queries::last_done(txn, by.session_id, now - A_DAY)
        .await?
        .ok_or(Stays::NothingDone)?;
    if shown.is_some_and(|shown| shown != last.id) {
        return Err(Stays::NotTheLast.into());
    }
    let outcome = Outcome::from_key(&last.word).ok_or(Stays::NothingDone)?;
    take_back(txn, by, now, outcome, &last).await?;
    let undone = scan::ActiveModel {
        id: Set(last.id),
        result: Set(ScanResult::Undone),
        ..Default::default()
    };
    undone.update(txn).await?;
    Ok(())
}
