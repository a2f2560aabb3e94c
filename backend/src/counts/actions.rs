//! What counters do: a label scanned, or a device noted that bears none. Each is a row of its own, so that many count at
//! once; when the counting ends, a hash of them all goes into the journal.
use super::{
    queries::{self, Scope},
    rules::{Place, Refusal, Sighting, seen},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::CountStock},
    devices::standing::Standing,
    journal::{self, Subject},
    labels::Code,
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{
    cession::CessionId,
    container,
    device::{self, DeviceKind, Stage},
    loan::LoanId,
    part,
    site::SiteId,
    stock_count::{self, CountClass, CountState},
    stock_count_line, stock_count_repeat, stock_count_scan,
    transfer::TransferId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};

/// Why a scan is not taken.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
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

/// Where and when somebody counts.
#[derive(Clone, Copy, Debug)]
pub struct Here {
    pub site: SiteId,
    /// 1, or 2 for the second count.
    pub pass: i32,
    /// When the counter's device read it, if it had to wait for a network.
    pub seen_at: Option<DateTime<Utc>>,
}

/// What a scan came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    Counted(CountClass),
    /// Counted in this pass before; that is noted.
    Already,
}

/// Counts what bears this label.
pub async fn scan(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<CountStock>,
    count: &stock_count::Model,
    (code, here): (Code, Here),
) -> Result<Came, ScanError> {
    let count = counting(txn, count).await?;
    let code = code.to_string();
    let device = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.as_str()))
        .one(txn)
        .await?;
    if device.is_none() && bears_no_device(txn, &code).await? {
        return Err(Refusal::NoDevice.into());
    }
    let now = app.clock.now();
    let at = moment(here.seen_at, count.frozen_at, now);
    let same = Condition::any()
        .add(stock_count_scan::COLUMN.code.eq(code.as_str()))
        .add_option(
            device
                .as_ref()
                .map(|device| stock_count_scan::COLUMN.device_id.eq(device.id)),
        );
    let before = stock_count_scan::Entity::find()
        .filter(stock_count_scan::COLUMN.count_id.eq(count.id))
        .filter(same.clone())
        .all(txn)
        .await?;
    let own_other = before
        .iter()
        .any(|scan| scan.pass != here.pass && scan.account_id == by.account.id);
    if own_other {
        return Err(Refusal::SamePerson.into());
    }
    let class = match &device {
        None => CountClass::UnknownLabel,
        Some(device) => {
            let scope = queries::scope(txn, count.id).await?;
            let place = place_at(txn, device, at, now).await?;
            judged(txn, &count, &scope, device, (here.site, place)).await?
        }
    };
    let row = stock_count_scan::ActiveModel {
        count_id: Set(count.id),
        pass: Set(here.pass),
        code: Set(Some(code)),
        device_id: Set(device.as_ref().map(|device| device.id)),
        site_id: Set(here.site),
        class: Set(class),
        membership_id: Set(by.membership_id),
        account_id: Set(by.account.id),
        at: Set(at),
        received_at: Set(now),
        ..Default::default()
    };
    // Of two who scan one label at once, one counts it and the other is told.
    let counted = stock_count_scan::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    if counted > 0 {
        return Ok(Came::Counted(class));
    }
    let first = stock_count_scan::Entity::find()
        .filter(stock_count_scan::COLUMN.count_id.eq(count.id))
        .filter(stock_count_scan::COLUMN.pass.eq(here.pass))
        .filter(same)
        .one(txn)
        .await?
        .ok_or(Error::Changed)?;
    let again = stock_count_repeat::ActiveModel {
        count_id: Set(count.id),
        scan_id: Set(first.id),
        site_id: Set(here.site),
        membership_id: Set(by.membership_id),
        at: Set(now),
        ..Default::default()
    };
    stock_count_repeat::Entity::insert(again)
        .exec_without_returning(txn)
        .await?;
    Ok(Came::Already)
}

/// Notes a device that bears no label, by what it is. With two counts it is noted in the first.
pub async fn note_unlabelled(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<CountStock>,
    count: &stock_count::Model,
    (kind, site): (DeviceKind, SiteId),
) -> Result<(), ScanError> {
    let count = counting(txn, count).await?;
    let now = app.clock.now();
    let row = stock_count_scan::ActiveModel {
        count_id: Set(count.id),
        pass: Set(1),
        kind: Set(Some(kind)),
        site_id: Set(site),
        class: Set(CountClass::Unlabelled),
        membership_id: Set(by.membership_id),
        account_id: Set(by.account.id),
        at: Set(now),
        received_at: Set(now),
        ..Default::default()
    };
    stock_count_scan::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The count as it is now, if people still count.
async fn counting(
    txn: &DatabaseTransaction,
    count: &stock_count::Model,
) -> Result<stock_count::Model, ScanError> {
    let now = stock_count::Entity::find_by_id(count.id).one(txn).await?;
    let now = now.ok_or(Error::NotFound)?;
    match now.state {
        CountState::Counting => Ok(now),
        CountState::Resolving | CountState::Closed => Err(Refusal::Ended.into()),
    }
}

/// The moment of a scan that waited for a network, if its device's clock can be believed; now otherwise.
fn moment(
    seen_at: Option<DateTime<Utc>>,
    frozen_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    seen_at
        .filter(|at| (frozen_at..=now).contains(at))
        .unwrap_or(now)
}

/// Whether the code is that of a box, a place or a part.
async fn bears_no_device(txn: &DatabaseTransaction, code: &str) -> Result<bool, DbErr> {
    let container = container::Entity::find()
        .filter(container::COLUMN.code.eq(code))
        .one(txn)
        .await?;
    if container.is_some() {
        return Ok(true);
    }
    let part = part::Entity::find()
        .filter(part::COLUMN.code.eq(code))
        .one(txn)
        .await?;
    Ok(part.is_some())
}

/// Where the journal had a device at a moment.
async fn place_at(
    txn: &DatabaseTransaction,
    device: &device::Model,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Place, DbErr> {
    if at == now {
        return Ok(place_of(device));
    }
    let subject = (Subject::Device, device.id.0);
    let Some(then) = journal::as_of(txn, subject, at).await? else {
        return Ok(Place::NotYetIn);
    };
    let site = then.column::<Option<SiteId>>("site_id")?;
    let standing = Standing::of(
        then.column::<Stage>("stage")?,
        site,
        then.column::<Option<CessionId>>("cession_id")?,
        then.column::<Option<LoanId>>("loan_id")?,
    );
    let transfer = then.column::<Option<TransferId>>("transfer_id")?;
    Ok(Place::of(standing, site, transfer.is_some()))
}

/// Where the journal has a device now.
#[must_use]
pub fn place_of(device: &device::Model) -> Place {
    let standing = Standing::of_device(device);
    Place::of(standing, device.site_id, device.transfer_id.is_some())
}

async fn judged(
    txn: &DatabaseTransaction,
    count: &stock_count::Model,
    scope: &Scope,
    device: &device::Model,
    (here, place): (SiteId, Place),
) -> Result<CountClass, DbErr> {
    let line = stock_count_line::Entity::find_by_id((count.id, device.id))
        .one(txn)
        .await?;
    Ok(seen(Sighting {
        here,
        place,
        expected: line.is_some(),
        in_scope: scope.holds(device, here),
    }))
}
