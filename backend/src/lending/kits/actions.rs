//! What is written of a kit: what it is made of, what was counted, and where its parts are.
use super::{
    queries::{self, Part, whereabouts},
    rules::{Completeness, missing},
};
use crate::{
    auth::{Allowed, permissions::KeepLibrary},
    devices::stages::{self, StageEvent},
    journal::{self, By, Event, EventKind},
    lending::actions::{complete, join, leave},
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    catalogue_item,
    device::{self, DeviceId},
    kit_check::{self, CheckMoment},
    kit_check_line,
    kit_part::{self, KitPartKind},
    loan::{self, LoanId, LoanState},
    membership::MembershipId,
    part_day,
    site::SiteId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, sea_query::OnConflict,
};
use std::collections::BTreeMap;

/// Who writes, when, and on which day.
#[derive(Clone, Copy)]
pub struct At {
    pub by: By,
    pub membership: MembershipId,
    pub today: NaiveDate,
    /// Where the kits stand.
    pub store: SiteId,
}

/// What is to be added to a kit.
#[derive(Clone, Debug)]
pub enum NewPart<'p> {
    /// A thing of the stock; one that is a piece of another item already is also lent alone.
    Labelled(&'p device::Model),
    Counted {
        kind: KitPartKind,
        name: String,
        expected: i32,
    },
}

/// Adds a part to a kit. A labelled part that is no piece yet joins the library with the kit. Both are held by who found
/// that they fit each other.
pub async fn add(
    txn: &impl ConnectionTrait,
    at: At,
    (kit, item): (&device::Model, &catalogue_item::Model),
    part: NewPart<'_>,
    essential: bool,
) -> Result<(), Error> {
    let mut row = kit_part::ActiveModel {
        kit_id: Set(kit.id),
        expected: Set(1),
        essential: Set(essential),
        alone: Set(false),
        missing: Set(0),
        added_on: Set(at.today),
        membership_id: Set(at.membership),
        ..Default::default()
    };
    match part {
        NewPart::Labelled(device) => {
            let alone = device.item_id.is_some();
            if !alone {
                join(txn, at.by, item, device).await?;
            }
            row.kind = Set(KitPartKind::Labelled);
            row.device_id = Set(Some(device.id));
            row.alone = Set(alone);
        }
        NewPart::Counted {
            kind,
            name,
            expected,
        } => {
            row.kind = Set(kind);
            row.name = Set(Some(name));
            row.expected = Set(expected);
        }
    }
    let row = row.insert(txn).await.map_err(Error::second)?;
    let event = Event::of(EventKind::KitPartAdded)
        .with("part", row.id)
        .with("device", row.device_id.map(|device| device.0))
        .with("count", row.expected);
    journal::record(txn, at.by, kit, event).await?;
    Ok(())
}

/// Takes a part off the composition. One that was lent with its kit only is a device like any other again, but for one
/// that somebody still has: it stays with its last holder.
pub async fn remove(
    txn: &impl ConnectionTrait,
    at: At,
    kit: &device::Model,
    part: &Part,
) -> Result<(), Error> {
    let row = kit_part::ActiveModel {
        removed_on: Set(Some(at.today)),
        ..Default::default()
    };
    write(txn, &part.row, row).await?;
    if part.row.alone {
        give_days_back(txn, part, at.today).await?;
    }
    let event = Event::of(EventKind::KitPartRemoved)
        .with("part", part.row.id)
        .with("device", part.row.device_id.map(|device| device.0));
    journal::record(txn, at.by, kit, event).await?;
    if let Some(device) = &part.device
        && !part.row.alone
        && device.loan_id.is_none()
    {
        leave(txn, at.by, device).await?;
    }
    complete_if_whole(txn, at, kit.id).await
}

/// From now on a part that left its kit has its days for itself, like any piece.
async fn give_days_back(
    txn: &impl ConnectionTrait,
    part: &Part,
    from: NaiveDate,
) -> Result<(), DbErr> {
    let Some(device) = part.row.device_id else {
        return Ok(());
    };
    part_day::Entity::delete_many()
        .filter(part_day::COLUMN.device_id.eq(device))
        .filter(part_day::COLUMN.day.gte(from))
        .exec(txn)
        .await?;
    Ok(())
}

/// Writes over a part as it was read.
async fn write(
    txn: &impl ConnectionTrait,
    part: &kit_part::Model,
    row: kit_part::ActiveModel,
) -> Result<(), Error> {
    let kept = kit_part::Entity::update_many()
        .set(row)
        .filter(kit_part::COLUMN.id.eq(part.id))
        .filter(kit_part::COLUMN.missing.eq(part.missing))
        .filter(kit_part::COLUMN.removed_on.is_null())
        .exec(txn)
        .await?;
    if kept.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}

/// Notes how many of a part are missing, and tells it in the history of its kit when that is news.
async fn note_missing(
    txn: &impl ConnectionTrait,
    at: At,
    part: &kit_part::Model,
    now_missing: i32,
) -> Result<(), Error> {
    if part.missing == now_missing {
        return Ok(());
    }
    let (since, noticed_by) = match now_missing {
        0 => (None, None),
        _ => (
            part.missing_since.or(Some(at.today)),
            part.missing_by.or(Some(at.membership)),
        ),
    };
    let row = kit_part::ActiveModel {
        missing: Set(now_missing),
        missing_since: Set(since),
        missing_by: Set(noticed_by),
        ..Default::default()
    };
    write(txn, part, row).await?;
    let kind = if now_missing > part.missing {
        EventKind::KitPartMissing
    } else {
        EventKind::KitPartFound
    };
    let kit = device::Entity::find_by_id(part.kit_id)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    let event = Event::of(kind)
        .with("part", part.id)
        .with("device", part.device_id.map(|device| device.0))
        .with("missing", now_missing);
    journal::record(txn, at.by, &kit, event).await?;
    Ok(())
}

/// Notes that so many of a part were seen at a check; what was noted before is written over.
pub async fn see(
    txn: &impl ConnectionTrait,
    at: At,
    (loan, moment): (LoanId, CheckMoment),
    part: i32,
    (seen, expected): (i32, i32),
) -> Result<(), DbErr> {
    let row = kit_check_line::ActiveModel {
        loan_id: Set(loan),
        moment: Set(moment),
        part_id: Set(part),
        seen: Set(seen),
        expected: Set(expected),
        membership_id: Set(at.membership),
        at: Set(at.by.at),
    };
    let same = OnConflict::columns([
        kit_check_line::Column::LoanId,
        kit_check_line::Column::Moment,
        kit_check_line::Column::PartId,
    ])
    .update_columns([
        kit_check_line::Column::Seen,
        kit_check_line::Column::Expected,
        kit_check_line::Column::MembershipId,
        kit_check_line::Column::At,
    ])
    .to_owned();
    kit_check_line::Entity::insert(row)
        .on_conflict(same)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Ends a check: what was not scanned and what was not counted is missing from here on.
pub async fn end_check(
    txn: &impl ConnectionTrait,
    at: At,
    (loan, moment): (&loan::Model, CheckMoment),
    parts: &[Part],
    counted: &BTreeMap<i32, i32>,
) -> Result<(), Error> {
    journal::hold(txn, loan).await?;
    let scanned = queries::lines(txn, loan.id, moment).await?;
    for part in parts {
        let row = &part.row;
        let seen = match row.kind {
            // Who counted did not see a part that was added meanwhile.
            KitPartKind::Counted | KitPartKind::Consumable => {
                counted.get(&row.id).copied().ok_or(Error::Changed)?
            }
            KitPartKind::Labelled => {
                let is_seen = scanned.get(&row.id).is_some_and(|line| line.seen > 0);
                // What came back before the kit did was looked at then.
                let is_back = moment == CheckMoment::In
                    && part
                        .device
                        .as_ref()
                        .is_some_and(|device| device.loan_id != Some(loan.id));
                match (is_seen, is_back) {
                    (true, _) => 1,
                    (false, true) => 1 - row.missing,
                    (false, false) => 0,
                }
            }
        };
        see(txn, at, (loan.id, moment), row.id, (seen, row.expected)).await?;
        note_missing(txn, at, row, missing(row.expected, seen)).await?;
    }
    let check = kit_check::ActiveModel {
        loan_id: Set(loan.id),
        moment: Set(moment),
        kit_id: Set(loan.device_id),
        membership_id: Set(at.membership),
        at: Set(at.by.at),
    };
    let same = OnConflict::columns([
        kit_check::Column::LoanId,
        kit_check::Column::Moment,
        kit_check::Column::KitId,
    ])
    .update_columns([kit_check::Column::MembershipId, kit_check::Column::At])
    .to_owned();
    kit_check::Entity::insert(check)
        .on_conflict(same)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The parts of a kit leave with it, but for those that are missing.
pub async fn go_out(txn: &impl ConnectionTrait, by: By, loan: &loan::Model) -> Result<(), Error> {
    for part in queries::parts(txn, loan.device_id).await? {
        let Some(device) = part.device.filter(|_| part.row.missing == 0) else {
            continue;
        };
        if !whereabouts(&device).is_here(loan.site_id) {
            return Err(Error::Changed);
        }
        let gone = device::ActiveModel {
            loan_id: Set(Some(loan.id)),
            site_id: Set(None),
            container_id: Set(None),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceLent).with("loan", loan.id.0);
        journal::change(txn, by, &device, gone, event).await?;
    }
    Ok(())
}

/// A part on loan is at the store again: on the shelf, or quarantined in a new stay when it can hold data (law 3).
/// Gives whether it may be laid into its kit.
async fn bring_in(
    txn: &impl ConnectionTrait,
    at: At,
    device: &device::Model,
    loan: LoanId,
) -> Result<bool, Error> {
    let (back, kind) = if device.holds_data {
        let received = stages::next(device.stage, StageEvent::Returned).ok_or(Error::Changed)?;
        let back = device::ActiveModel {
            loan_id: Set(None),
            site_id: Set(Some(at.store)),
            stage: Set(received),
            stage_since: Set(at.by.at),
            stay: Set(device.stay + 1),
            grade: Set(None),
            category: Set(None),
            ready_check_id: Set(None),
            ..Default::default()
        };
        (back, EventKind::DeviceReturned)
    } else {
        let back = device::ActiveModel {
            loan_id: Set(None),
            site_id: Set(Some(at.store)),
            ..Default::default()
        };
        (back, EventKind::DeviceBackOnShelf)
    };
    let event = Event::of(kind).with("loan", loan.0);
    journal::change(txn, at.by, device, back, event).await?;
    Ok(!device.holds_data)
}

/// The parts of a kit come back with it; those that were declared missing stay with the borrower, their last holder.
/// Gives whether the kit is complete: nothing of a piece that is no kit.
pub async fn come_back(
    txn: &impl ConnectionTrait,
    at: At,
    loan: &loan::Model,
) -> Result<Option<bool>, Error> {
    let parts = queries::parts(txn, loan.device_id).await?;
    if parts.is_empty() {
        return Ok(None);
    }
    for part in &parts {
        if let Some(device) = &part.device
            && part.row.missing == 0
            && device.loan_id == Some(loan.id)
            && !bring_in(txn, at, device, loan.id).await?
        {
            // It is laid back into the kit, by a scan, when it was erased and checked.
            note_missing(txn, at, &part.row, 1).await?;
        }
    }
    let parts = queries::parts(txn, loan.device_id).await?;
    Ok(Some(
        queries::stands(&parts, at.store) == Completeness::Whole,
    ))
}

/// What became of a part that lies on the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutBack {
    InTheKit,
    /// It can hold data: to be erased and checked first, then scanned again.
    ToTheWorkshop,
    /// It was taken off its kit since: a device like any other again.
    NoLongerAPart,
}

/// A part that was missing, or came with another kit, is there: it is taken back from who had it.
pub async fn put_back(
    txn: &impl ConnectionTrait,
    at: At,
    (part, device): (&kit_part::Model, &device::Model),
) -> Result<PutBack, Error> {
    let usable = match device.loan_id {
        Some(loan) => bring_in(txn, at, device, loan).await?,
        None if whereabouts(device).is_here(at.store) => true,
        None => return Err(Error::Changed),
    };
    if part.removed_on.is_some() {
        let device = again(txn, device.id).await?;
        if !part.alone {
            leave(txn, at.by, &device).await?;
        }
        return Ok(PutBack::NoLongerAPart);
    }
    note_missing(txn, at, part, i32::from(!usable)).await?;
    if !usable {
        return Ok(PutBack::ToTheWorkshop);
    }
    complete_if_whole(txn, at, part.kit_id).await?;
    Ok(PutBack::InTheKit)
}

async fn again(txn: &impl ConnectionTrait, device: DeviceId) -> Result<device::Model, Error> {
    device::Entity::find_by_id(device)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)
}

/// What is counted is all there again: found, or replaced.
pub async fn fill_up(
    txn: &impl ConnectionTrait,
    at: At,
    part: &kit_part::Model,
) -> Result<(), Error> {
    note_missing(txn, at, part, 0).await?;
    complete_if_whole(txn, at, part.kit_id).await
}

/// A kit that lacks nothing any more ends what its last return left open.
async fn complete_if_whole(txn: &impl ConnectionTrait, at: At, kit: DeviceId) -> Result<(), Error> {
    let parts = queries::parts(txn, kit).await?;
    if queries::stands(&parts, at.store) != Completeness::Whole {
        return Ok(());
    }
    let open = loan::Entity::find()
        .filter(loan::COLUMN.device_id.eq(kit))
        .filter(loan::COLUMN.state.eq(LoanState::Returned))
        .filter(loan::COLUMN.complete.eq(false))
        .filter(loan::COLUMN.completed_on.is_null())
        .all(txn)
        .await?;
    for loan in &open {
        complete(txn, at.by, loan, at.today).await?;
    }
    Ok(())
}

impl At {
    /// Of a store keeper; of nobody who has no store.
    #[must_use]
    pub fn of(by: &Allowed<KeepLibrary>, now: DateTime<Utc>, today: NaiveDate) -> Option<Self> {
        Some(Self {
            by: by.at(now),
            membership: by.membership_id,
            today,
            store: by.site_id?,
        })
    }
}
