//! What is written of a loan, from the reservation to the return. Each takes the transaction of its form.
use super::{
    kits,
    losses::actions::found_at_return,
    queries,
    rules::{
        Goes, LoanEvent, PickUp, Seen, Terms, free_slot, goes, next,
        period::{self, Closure, NotExtended, Period},
    },
};
use crate::{
    auth::{
        Allowed,
        permissions::{BorrowKit, KeepLibrary},
    },
    devices::stages::{self, StageEvent},
    journal::{self, By, ChangeError, Event, EventKind},
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    catalogue_item,
    device::{self, DeviceId},
    loan::{self, LoanId, LoanState},
    part_day, piece_day,
    site::SiteId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, SqlErr,
};

/// Why nothing was reserved.
#[derive(Debug, thiserror::Error)]
pub enum ReserveError {
    /// Somebody was faster for this piece: another may be free.
    #[error("the piece was taken in the meantime")]
    Taken,
    /// The person has as many loans open as the rule allows.
    #[error("as many loans are open as may be")]
    TooMany,
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<DbErr> for ReserveError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

/// What is asked for: an item, days that were checked, and for a pupil or not.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub item: &'a catalogue_item::Model,
    pub period: Period,
    /// A code made for the school, when it is for a pupil.
    pub pupil_code: Option<String>,
    /// The pupil takes it home.
    pub at_home: bool,
    pub terms: Terms,
    pub closures: &'a [Closure],
}

impl Wanted<'_> {
    /// The days the piece would be taken, the buffer with them.
    #[must_use]
    pub fn busy(&self, device: &device::Model) -> (NaiveDate, NaiveDate) {
        let buffer = self.terms.buffer_of(device);
        let until = period::busy_until(self.period.ends_on(), buffer, self.closures);
        (self.period.starts_on(), until)
    }
}

/// Reserves one piece: its days are inserted in one statement, in order, and nobody else has them. When somebody was
/// faster the transaction is lost, and the next piece is tried in a new one.
pub async fn reserve(
    txn: &impl ConnectionTrait,
    by: &Allowed<BorrowKit>,
    wanted: &Wanted<'_>,
    device: &device::Model,
    now: DateTime<Utc>,
) -> Result<loan::Model, ReserveError> {
    let taken = queries::slots(txn, by.account.id).await?;
    let slot = free_slot(&taken, wanted.terms.at_once).ok_or(ReserveError::TooMany)?;
    // Scrapped, moved or lent otherwise since the list was read: the next one.
    match journal::hold(txn, device).await {
        Ok(()) => {}
        Err(ChangeError::Changed) => return Err(ReserveError::Taken),
        Err(ChangeError::Db(error)) => return Err(error.into()),
    }
    let (from, busy_until) = wanted.busy(device);
    let (state, kind) = if wanted.terms.approval {
        (LoanState::Requested, EventKind::LoanAsked)
    } else {
        (LoanState::Reserved, EventKind::LoanReserved)
    };
    let row = loan::ActiveModel {
        item_id: Set(wanted.item.id),
        device_id: Set(device.id),
        site_id: Set(wanted.item.site_id),
        membership_id: Set(by.membership_id),
        account_id: Set(by.account.id),
        organisation_id: Set(by.organisation_id),
        slot: Set(slot),
        state: Set(state),
        starts_on: Set(from),
        ends_on: Set(wanted.period.ends_on()),
        busy_until: Set(busy_until),
        days: Set(wanted.period.days()),
        extensions: Set(0),
        pupil_code: Set(wanted.pupil_code.clone()),
        at_home: Set(wanted.at_home.then_some(true)),
        requested_at: Set(now),
        ..Default::default()
    };
    let loan: loan::Model = journal::insert(txn, by.at(now), row, Event::of(kind))
        .await
        .map_err(faster)?;
    take_days(txn, &loan, from, busy_until)
        .await
        .map_err(faster)?;
    Ok(loan)
}

/// A day, or the person's number, went to somebody else.
fn faster(error: DbErr) -> ReserveError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => ReserveError::Taken,
        Some(_) | None => error.into(),
    }
}

/// All of them in one statement, sorted by day: two who want the same piece meet at the first day, and neither waits
/// for the other while the other waits for them.
async fn take_days(
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<(), DbErr> {
    let rows: Vec<_> = period::all_days(from, until)
        .into_iter()
        .map(|day| piece_day::ActiveModel {
            device_id: Set(loan.device_id),
            day: Set(day),
            loan_id: Set(loan.id),
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    // A kit has its days with those of its parts that are lent alone too, and these theirs with nobody else.
    let parts = kits::queries::alone_with(txn, loan.device_id).await?;
    let of_parts: Vec<_> = parts
        .into_iter()
        .flat_map(|part| {
            period::all_days(from, until)
                .into_iter()
                .map(move |day| (part, day))
        })
        .map(|(part, day)| part_day::ActiveModel {
            device_id: Set(part),
            day: Set(day),
            loan_id: Set(loan.id),
        })
        .collect();
    if !of_parts.is_empty() {
        part_day::Entity::insert_many(of_parts)
            .exec_without_returning(txn)
            .await?;
    }
    piece_day::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Gives back the days of a loan after one; all of them, when none is said.
async fn give_days_back(
    txn: &impl ConnectionTrait,
    loan: LoanId,
    after: Option<NaiveDate>,
) -> Result<(), DbErr> {
    let mut days = piece_day::Entity::delete_many().filter(piece_day::COLUMN.loan_id.eq(loan));
    let mut of_parts = part_day::Entity::delete_many().filter(part_day::COLUMN.loan_id.eq(loan));
    if let Some(after) = after {
        days = days.filter(piece_day::COLUMN.day.gt(after));
        of_parts = of_parts.filter(part_day::COLUMN.day.gt(after));
    }
    days.exec(txn).await?;
    of_parts.exec(txn).await?;
    Ok(())
}

fn after(loan: &loan::Model, event: LoanEvent) -> Result<LoanState, Error> {
    next(loan.state, event).ok_or(Error::Changed)
}

/// The head of the school agrees.
pub async fn approve(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
) -> Result<loan::Model, Error> {
    let change = loan::ActiveModel {
        state: Set(after(loan, LoanEvent::Approved)?),
        decided_at: Set(Some(by.at)),
        decided_by: Set(by.actor),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanApproved);
    Ok(journal::change(txn, by, loan, change, event).await?)
}

/// The head of the school does not agree: the days are free again.
pub async fn refuse(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
) -> Result<loan::Model, Error> {
    let change = loan::ActiveModel {
        state: Set(after(loan, LoanEvent::Refused)?),
        decided_at: Set(Some(by.at)),
        decided_by: Set(by.actor),
        closed_at: Set(Some(by.at)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanRefused);
    let loan = journal::change(txn, by, loan, change, event).await?;
    give_days_back(txn, loan.id, None).await?;
    Ok(loan)
}

/// It does not take place: the days are free again.
pub async fn cancel(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
) -> Result<loan::Model, Error> {
    end_unfetched(txn, by, loan, EventKind::LoanCancelled).await
}

/// Nobody came for it in time: the days are free again.
pub async fn lapse(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
) -> Result<loan::Model, Error> {
    end_unfetched(txn, by, loan, EventKind::LoanLapsed).await
}

async fn end_unfetched(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
    kind: EventKind,
) -> Result<loan::Model, Error> {
    let change = loan::ActiveModel {
        state: Set(after(loan, LoanEvent::Cancelled)?),
        closed_at: Set(Some(by.at)),
        ..Default::default()
    };
    let event = Event::of(kind);
    let loan = journal::change(txn, by, loan, change, event).await?;
    give_days_back(txn, loan.id, None).await?;
    Ok(loan)
}

/// A slip as it was printed: its hash, and its name in the file store.
#[derive(Clone, Debug)]
pub struct Printed {
    pub sha256: String,
    pub file: String,
}

/// The kit is together, and its slip printed.
pub async fn prepare(
    txn: &impl ConnectionTrait,
    by: &Allowed<KeepLibrary>,
    loan: &loan::Model,
    slip: Printed,
    now: DateTime<Utc>,
) -> Result<loan::Model, Error> {
    let change = loan::ActiveModel {
        state: Set(after(loan, LoanEvent::Prepared)?),
        prepared_at: Set(Some(now)),
        prepared_by: Set(Some(by.membership_id)),
        slip_sha256: Set(Some(slip.sha256)),
        slip_file: Set(Some(slip.file)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanPrepared);
    Ok(journal::change(txn, by.at(now), loan, change, event).await?)
}

/// Another piece, free on the same days, takes the place of the one that was set aside.
pub async fn change_piece(
    txn: &impl ConnectionTrait,
    by: &Allowed<KeepLibrary>,
    loan: &loan::Model,
    other: &device::Model,
    busy_until: NaiveDate,
    now: DateTime<Utc>,
) -> Result<loan::Model, ReserveError> {
    let state = after(loan, LoanEvent::PieceChanged)?;
    match journal::hold(txn, other).await {
        Ok(()) => {}
        Err(ChangeError::Changed) => return Err(ReserveError::Taken),
        Err(ChangeError::Db(error)) => return Err(error.into()),
    }
    give_days_back(txn, loan.id, None).await?;
    let change = loan::ActiveModel {
        state: Set(state),
        device_id: Set(other.id),
        busy_until: Set(busy_until),
        prepared_at: Set(None),
        prepared_by: Set(None),
        slip_sha256: Set(None),
        slip_file: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanPieceChanged).with("from", loan.device_id.0);
    let loan = journal::change(txn, by.at(now), loan, change, event)
        .await
        .map_err(Error::from)?;
    take_days(txn, &loan, loan.starts_on, busy_until)
        .await
        .map_err(faster)?;
    Ok(loan)
}

/// The piece goes with its borrower: loan and device change together, or neither does. There is no other way out, and
/// the permit is made of a clearance (law 1).
pub async fn hand_over(
    txn: &impl ConnectionTrait,
    by: &Allowed<KeepLibrary>,
    permit: PickUp<'_>,
    now: DateTime<Utc>,
) -> Result<loan::Model, Error> {
    let at = by.at(now);
    let change = loan::ActiveModel {
        state: Set(after(permit.loan, LoanEvent::HandedOver)?),
        out_on: Set(Some(permit.on)),
        handed_by: Set(Some(by.membership_id)),
        clearance_id: Set(Some(permit.clearance().id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanHandedOver);
    let loan = journal::change(txn, at, permit.loan, change, event).await?;
    let gone = device::ActiveModel {
        loan_id: Set(Some(loan.id)),
        site_id: Set(None),
        container_id: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceLent).with("loan", loan.id.0);
    journal::change(txn, at, permit.device, gone, event).await?;
    kits::actions::go_out(txn, at, &loan).await?;
    Ok(loan)
}

/// The loan lasts longer, when nobody else waits for the piece.
pub async fn extend(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
    (ends_on, busy_until): (NaiveDate, NaiveDate),
) -> Result<Result<loan::Model, NotExtended>, Error> {
    let Some(state) = next(loan.state, LoanEvent::Extended) else {
        return Ok(Err(NotExtended::NotOut));
    };
    if let Some(first) = loan.busy_until.succ_opt() {
        match take_days(txn, loan, first, busy_until).await {
            Ok(()) => {}
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                return Ok(Err(NotExtended::Awaited));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let change = loan::ActiveModel {
        state: Set(state),
        ends_on: Set(ends_on),
        busy_until: Set(busy_until.max(loan.busy_until)),
        days: Set(period::length(loan.starts_on, ends_on)),
        extensions: Set(loan.extensions + 1),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanExtended);
    Ok(Ok(journal::change(txn, by, loan, change, event).await?))
}

/// A loan that is out ends earlier than was said, and its piece is free earlier; the days after it stay as many.
pub async fn recall(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
    ends_on: NaiveDate,
) -> Result<loan::Model, Error> {
    let busy_until = ends_on + (loan.busy_until - loan.ends_on);
    let change = loan::ActiveModel {
        ends_on: Set(ends_on),
        busy_until: Set(busy_until),
        days: Set(period::length(loan.starts_on, ends_on)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanRecalled);
    let loan = journal::change(txn, by, loan, change, event).await?;
    give_days_back(txn, loan.id, Some(busy_until)).await?;
    Ok(loan)
}

/// The piece is back: on the shelf after the checks, or quarantined for the workshop, in a new stay (law 3).
pub async fn take_back(
    txn: &impl ConnectionTrait,
    by: &Allowed<KeepLibrary>,
    (loan, device): (&loan::Model, &device::Model),
    seen: Seen,
    (here, on, busy_until): (SiteId, NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Goes, Error> {
    let state = after(loan, LoanEvent::Returned)?;
    if device.loan_id != Some(loan.id) {
        return Err(Error::Changed);
    }
    // Who counts the kit at this moment is waited for: the loan first, as they take it.
    journal::hold(txn, loan).await?;
    let at = by.at(now);
    let goes = goes(device.holds_data, seen);
    let (back, kind) = match goes {
        Goes::OnTheShelf => (
            device::ActiveModel {
                loan_id: Set(None),
                site_id: Set(Some(here)),
                ..Default::default()
            },
            EventKind::DeviceBackOnShelf,
        ),
        Goes::ToTheWorkshop => (
            device::ActiveModel {
                loan_id: Set(None),
                site_id: Set(Some(here)),
                stage: Set(stages::next(device.stage, StageEvent::Returned).ok_or(Error::Changed)?),
                stage_since: Set(now),
                stay: Set(device.stay + 1),
                grade: Set(None),
                category: Set(None),
                ready_check_id: Set(None),
                ..Default::default()
            },
            EventKind::DeviceReturned,
        ),
    };
    let event = Event::of(kind).with("loan", loan.id.0);
    journal::change(txn, at, device, back, event).await?;
    let of_kit = kits::actions::At {
        by: at,
        membership: by.membership_id,
        today: on,
        store: here,
    };
    let complete = kits::actions::come_back(txn, of_kit, loan).await?;
    let change = loan::ActiveModel {
        state: Set(state),
        returned_on: Set(Some(on)),
        returned_by: Set(Some(by.membership_id)),
        condition: Set(Some(seen.condition)),
        complete: Set(Some(complete.unwrap_or(seen.complete))),
        cleaned: Set(seen.cleaned),
        charged: Set(seen.charged),
        closed_at: Set(Some(now)),
        ..Default::default()
    };
    let mut event = Event::of(EventKind::LoanReturned);
    if let Some(loss) = found_at_return(txn, at, loan.id).await? {
        event = event.with("loss", loss);
    }
    journal::change(txn, at, loan, change, event).await?;
    // Brought back early, the piece is free early.
    give_days_back(txn, loan.id, Some(busy_until)).await?;
    Ok(goes)
}

/// What was missing at the return is there again: the piece may be lent.
pub async fn complete(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
    on: NaiveDate,
) -> Result<loan::Model, Error> {
    if loan.complete != Some(false) || loan.completed_on.is_some() {
        return Err(Error::Changed);
    }
    let change = loan::ActiveModel {
        completed_on: Set(Some(on)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanCompleted);
    Ok(journal::change(txn, by, loan, change, event).await?)
}

/// A device of the store becomes a piece of an item: lent from now on, and promised to nobody.
pub async fn join(
    txn: &impl ConnectionTrait,
    by: By,
    item: &catalogue_item::Model,
    device: &device::Model,
) -> Result<device::Model, Error> {
    let change = device::ActiveModel {
        item_id: Set(Some(item.id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceJoinedLibrary).with("item", item.id.0);
    Ok(journal::change(txn, by, device, change, event).await?)
}

/// A device like any other again.
pub async fn leave(
    txn: &impl ConnectionTrait,
    by: By,
    device: &device::Model,
) -> Result<device::Model, Error> {
    let change = device::ActiveModel {
        item_id: Set(None),
        ..Default::default()
    };
    let event =
        Event::of(EventKind::DeviceLeftLibrary).with("item", device.item_id.map(|item| item.0));
    Ok(journal::change(txn, by, device, change, event).await?)
}

/// Whether a device has a loan that is open.
pub async fn has_open_loan(txn: &impl ConnectionTrait, device: DeviceId) -> Result<bool, DbErr> {
    let open = loan::Entity::find()
        .filter(loan::COLUMN.device_id.eq(device))
        .filter(loan::COLUMN.state.is_in(queries::OPEN))
        .one(txn)
        .await?;
    Ok(open.is_some())
}
