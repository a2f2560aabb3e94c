//! What kits are made of, what was counted of them, and what being in a kit says of a piece.
use super::rules::{Completeness, Whereabouts, completeness, lacking};
use crate::lending::rules::Obstacle;
use chrono::NaiveDate;
use entities::{
    catalogue_item,
    device::{self, DeviceId, Stage},
    kit_check::{self, CheckMoment},
    kit_check_line, kit_part,
    loan::{self, LoanId, LoanState},
    part_day, piece_day,
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A part, with the thing that bears its label.
#[derive(Clone, Debug)]
pub struct Part {
    pub row: kit_part::Model,
    pub device: Option<device::Model>,
}

impl Part {
    /// How many of it are not in the kit.
    #[must_use]
    pub fn lacking(&self, store: SiteId) -> i32 {
        lacking(&self.row, self.device.as_ref().map(whereabouts), store)
    }
}

#[must_use]
pub fn whereabouts(device: &device::Model) -> Whereabouts {
    Whereabouts {
        stage: device.stage,
        site: device.site_id,
        loan: device.loan_id,
    }
}

/// What a kit is while it stands at this store.
#[must_use]
pub fn stands(parts: &[Part], store: SiteId) -> Completeness {
    completeness(parts.iter().map(|part| (&part.row, part.lacking(store))))
}

/// The composition of a kit, in the order it was put together; nothing of a piece that is no kit.
pub async fn parts(db: &impl ConnectionTrait, kit: DeviceId) -> Result<Vec<Part>, DbErr> {
    let rows = kit_part::Entity::find()
        .filter(kit_part::COLUMN.kit_id.eq(kit))
        .filter(kit_part::COLUMN.removed_on.is_null())
        .order_by_asc(kit_part::Column::Id)
        .all(db)
        .await?;
    let mut devices = devices(db, rows.iter().filter_map(|row| row.device_id)).await?;
    Ok(rows
        .into_iter()
        .map(|row| Part {
            device: row.device_id.and_then(|device| devices.remove(&device)),
            row,
        })
        .collect())
}

pub async fn devices(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = DeviceId>,
) -> Result<HashMap<DeviceId, device::Model>, DbErr> {
    let ids: Vec<DeviceId> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = device::Entity::find()
        .filter(device::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The part that a device is: of a kit it is in, else of the last one it was in.
pub async fn part_of(
    db: &impl ConnectionTrait,
    device: DeviceId,
) -> Result<Option<kit_part::Model>, DbErr> {
    let rows = kit_part::Entity::find()
        .filter(kit_part::COLUMN.device_id.eq(device))
        .order_by_desc(kit_part::Column::Id)
        .all(db)
        .await?;
    let current = rows.iter().find(|row| row.removed_on.is_none()).cloned();
    Ok(current.or_else(|| rows.into_iter().next()))
}

/// Whether a device is made of parts.
pub async fn is_kit(db: &impl ConnectionTrait, device: DeviceId) -> Result<bool, DbErr> {
    let row = kit_part::Entity::find()
        .filter(kit_part::COLUMN.kit_id.eq(device))
        .filter(kit_part::COLUMN.removed_on.is_null())
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// What stands in the way of a kit that is to be handed over: it is counted first, with what it is not lent without.
pub async fn obstacle(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
) -> Result<Option<Obstacle>, DbErr> {
    let parts = parts(db, loan.device_id).await?;
    if parts.is_empty() {
        return Ok(None);
    }
    if check(db, loan, CheckMoment::Out).await?.is_none() {
        return Ok(Some(Obstacle::KitNotCounted));
    }
    let lacks = stands(&parts, loan.site_id) == Completeness::HeldBack;
    Ok(lacks.then_some(Obstacle::KitLacks))
}

/// The parts that were taken off a kit while somebody had them still: they come back by the page of the kit.
pub async fn owed(db: &impl ConnectionTrait, kit: DeviceId) -> Result<Vec<device::Model>, DbErr> {
    let rows = kit_part::Entity::find()
        .filter(kit_part::COLUMN.kit_id.eq(kit))
        .filter(kit_part::COLUMN.device_id.is_not_null())
        .order_by_asc(kit_part::Column::Id)
        .all(db)
        .await?;
    let mut devices = devices(db, rows.iter().filter_map(|row| row.device_id)).await?;
    devices.retain(|_, device| device.loan_id.is_some());
    for row in rows.iter().filter(|row| row.removed_on.is_none()) {
        if let Some(device) = row.device_id {
            devices.remove(&device);
        }
    }
    if devices.is_empty() {
        return Ok(Vec::new());
    }
    let loans = loan::Entity::find()
        .filter(loan::COLUMN.device_id.eq(kit))
        .filter(
            loan::COLUMN
                .id
                .is_in(devices.values().filter_map(|device| device.loan_id)),
        )
        .all(db)
        .await?;
    let with_it: HashSet<LoanId> = loans.iter().map(|loan| loan.id).collect();
    // Once each, though it was put in and taken off several times.
    Ok(rows
        .iter()
        .filter_map(|row| devices.remove(&row.device_id?))
        .filter(|device| device.loan_id.is_some_and(|loan| with_it.contains(&loan)))
        .collect())
}

/// Whether a device is a kit, or a part of one, or is owed parts: it stays in the library until it is taken apart.
pub async fn is_bound(db: &impl ConnectionTrait, device: DeviceId) -> Result<bool, DbErr> {
    let row = kit_part::Entity::find()
        .filter(kit_part::COLUMN.removed_on.is_null())
        .filter(
            Condition::any()
                .add(kit_part::COLUMN.kit_id.eq(device))
                .add(kit_part::COLUMN.device_id.eq(device)),
        )
        .one(db)
        .await?;
    Ok(row.is_some() || !owed(db, device).await?.is_empty())
}

/// Whether a device is lent with its kit only.
pub async fn is_never_alone(db: &impl ConnectionTrait, device: DeviceId) -> Result<bool, DbErr> {
    let part = part_of(db, device).await?;
    Ok(part.is_some_and(|part| !part.alone && part.removed_on.is_none()))
}

/// The parts that take a day each when this piece takes one: those of a kit that are lent alone too; or the piece
/// itself, where it is such a part. In the order of their numbers.
pub async fn alone_with(
    db: &impl ConnectionTrait,
    piece: DeviceId,
) -> Result<Vec<DeviceId>, DbErr> {
    let rows = kit_part::Entity::find()
        .filter(kit_part::COLUMN.alone.eq(true))
        .filter(kit_part::COLUMN.removed_on.is_null())
        .filter(
            Condition::any()
                .add(kit_part::COLUMN.kit_id.eq(piece))
                .add(kit_part::COLUMN.device_id.eq(piece)),
        )
        .order_by_asc(kit_part::Column::DeviceId)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.device_id).collect())
}

/// Whether one of these pieces has days ahead that are taken.
pub async fn has_days(
    db: &impl ConnectionTrait,
    pieces: &[DeviceId],
    from: NaiveDate,
) -> Result<bool, DbErr> {
    let day = piece_day::Entity::find()
        .filter(piece_day::COLUMN.device_id.is_in(pieces.iter().copied()))
        .filter(piece_day::COLUMN.day.gte(from))
        .one(db)
        .await?;
    Ok(day.is_some())
}

/// A device of an item of this store, by its label.
pub async fn at_store(
    db: &impl ConnectionTrait,
    store: Option<SiteId>,
    code: &str,
) -> Result<Option<(device::Model, catalogue_item::Model)>, DbErr> {
    let Some(device) = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let Some(item) = device.item_id else {
        return Ok(None);
    };
    let item = catalogue_item::Entity::find_by_id(item).one(db).await?;
    Ok(item
        .filter(|item| Some(item.site_id) == store)
        .map(|item| (device, item)))
}

/// Whether a loan came back: who still has something of it has it beyond the loan.
pub async fn is_over(db: &impl ConnectionTrait, loan: LoanId) -> Result<bool, DbErr> {
    let loan = loan::Entity::find_by_id(loan).one(db).await?;
    Ok(loan.is_none_or(|loan| loan.state == LoanState::Returned))
}

/// The loan for which a kit is counted now: it is out with it, or about to leave with it.
pub async fn to_count(
    db: &impl ConnectionTrait,
    kit: DeviceId,
    today: NaiveDate,
) -> Result<Option<LoanId>, DbErr> {
    let leaves_today = Condition::all()
        .add(loan::COLUMN.state.eq(LoanState::Reserved))
        .add(loan::COLUMN.starts_on.lte(today));
    let loan = loan::Entity::find()
        .filter(loan::COLUMN.device_id.eq(kit))
        .filter(
            Condition::any()
                .add(
                    loan::COLUMN
                        .state
                        .is_in([LoanState::Prepared, LoanState::Out]),
                )
                .add(leaves_today),
        )
        .order_by_asc(loan::Column::StartsOn)
        .order_by_asc(loan::Column::Id)
        .one(db)
        .await?;
    Ok(loan.map(|loan| loan.id))
}

/// When the kit of a loan was counted, at the moment the loan is at.
pub async fn check(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
    moment: CheckMoment,
) -> Result<Option<kit_check::Model>, DbErr> {
    kit_check::Entity::find()
        .filter(kit_check::COLUMN.loan_id.eq(loan.id))
        .filter(kit_check::COLUMN.moment.eq(moment))
        .filter(kit_check::COLUMN.kit_id.eq(loan.device_id))
        .one(db)
        .await
}

/// What was seen at a check, by part.
pub async fn lines(
    db: &impl ConnectionTrait,
    loan: LoanId,
    moment: CheckMoment,
) -> Result<BTreeMap<i32, kit_check_line::Model>, DbErr> {
    let rows = kit_check_line::Entity::find()
        .filter(kit_check_line::COLUMN.loan_id.eq(loan))
        .filter(kit_check_line::COLUMN.moment.eq(moment))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.part_id, row)).collect())
}

/// The parts of other kits that came back with a loan: each with its label and the label of its kit.
pub async fn strays(
    db: &impl ConnectionTrait,
    lines: &BTreeMap<i32, kit_check_line::Model>,
) -> Result<Vec<(device::Model, device::Model)>, DbErr> {
    let ids: Vec<i32> = lines
        .values()
        .filter(|line| line.expected == 0)
        .map(|line| line.part_id)
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = kit_part::Entity::find()
        .filter(kit_part::COLUMN.id.is_in(ids))
        .order_by_asc(kit_part::Column::Id)
        .all(db)
        .await?;
    let both = rows
        .iter()
        .flat_map(|row| row.device_id.into_iter().chain([row.kit_id]));
    let devices = devices(db, both).await?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let part = devices.get(&row.device_id?)?;
            Some((part.clone(), devices.get(&row.kit_id)?.clone()))
        })
        .collect())
}

/// What being a kit or a part of one says of some pieces.
#[derive(Debug, Default)]
pub struct Bound {
    /// Lent with their kit only, or still out since they were: no pieces of their own.
    pub hidden: HashSet<DeviceId>,
    kits: HashSet<DeviceId>,
    held_up: HashSet<DeviceId>,
    /// Days on which a part is taken, by the part and by its kit.
    taken: HashMap<DeviceId, BTreeSet<NaiveDate>>,
}

impl Bound {
    /// Whether a piece is not to be offered: for a kit, what its parts make of it; for a part, where it is. `noticed` is
    /// what its last return says, which a kit's parts know better.
    #[must_use]
    pub fn is_incomplete(&self, piece: DeviceId, noticed: bool) -> bool {
        self.held_up.contains(&piece) || (noticed && !self.kits.contains(&piece))
    }

    #[must_use]
    pub fn taken(&mut self, piece: DeviceId) -> BTreeSet<NaiveDate> {
        self.taken.remove(&piece).unwrap_or_default()
    }
}

/// What their kits say of these pieces, from a day to another.
pub async fn bound(
    db: &impl ConnectionTrait,
    pieces: &[DeviceId],
    (today, until): (NaiveDate, NaiveDate),
) -> Result<Bound, DbErr> {
    let rows = kit_part::Entity::find()
        .filter(
            Condition::any()
                .add(kit_part::COLUMN.kit_id.is_in(pieces.iter().copied()))
                .add(kit_part::COLUMN.device_id.is_in(pieces.iter().copied())),
        )
        .all(db)
        .await?;
    let mut bound = Bound::default();
    if rows.is_empty() {
        return Ok(bound);
    }
    let devices = devices(db, rows.iter().filter_map(|row| row.device_id)).await?;
    let loans = loan::Entity::find()
        .filter(
            loan::COLUMN
                .id
                .is_in(devices.values().filter_map(|device| device.loan_id)),
        )
        .all(db)
        .await?;
    let lent_with: HashMap<LoanId, DeviceId> =
        loans.iter().map(|loan| (loan.id, loan.device_id)).collect();
    let in_time: HashSet<LoanId> = loans
        .into_iter()
        .filter(|loan| loan.state == LoanState::Out && loan.ends_on >= today)
        .map(|loan| loan.id)
        .collect();
    let in_a_kit: HashSet<DeviceId> = rows
        .iter()
        .filter(|row| row.removed_on.is_none())
        .filter_map(|row| row.device_id)
        .collect();
    for row in &rows {
        let device = row.device_id.and_then(|device| devices.get(&device));
        if row.removed_on.is_some() {
            // Taken off while somebody had it, and not back since.
            if let Some(device) = device
                && !in_a_kit.contains(&device.id)
                && device.loan_id.and_then(|loan| lent_with.get(&loan)) == Some(&row.kit_id)
            {
                let kept_back = if row.alone {
                    &mut bound.held_up
                } else {
                    &mut bound.hidden
                };
                kept_back.insert(device.id);
            }
            continue;
        }
        if let Some(device) = row.device_id
            && !row.alone
        {
            bound.hidden.insert(device);
        }
        bound.kits.insert(row.kit_id);
        // In the workshop, or with somebody of whom nobody knows when they bring it back.
        let away = device.is_some_and(|device| {
            device.stage != Stage::Ready
                || device.loan_id.is_some_and(|loan| !in_time.contains(&loan))
        });
        if row.essential && (row.missing > 0 || away) {
            bound.held_up.insert(row.kit_id);
        }
        if let Some(device) = row.device_id
            && row.alone
            && (row.missing > 0 || away)
        {
            bound.held_up.insert(device);
        }
    }
    let kit_of: HashMap<DeviceId, DeviceId> = rows
        .iter()
        .filter(|row| row.alone && row.removed_on.is_none())
        .filter_map(|row| Some((row.device_id?, row.kit_id)))
        .collect();
    if kit_of.is_empty() {
        return Ok(bound);
    }
    let days = part_day::Entity::find()
        .filter(part_day::COLUMN.device_id.is_in(kit_of.keys().copied()))
        .filter(part_day::COLUMN.day.gte(today))
        .filter(part_day::COLUMN.day.lte(until))
        .all(db)
        .await?;
    for day in days {
        bound
            .taken
            .entry(day.device_id)
            .or_default()
            .insert(day.day);
        if let Some(kit) = kit_of.get(&day.device_id) {
            bound.taken.entry(*kit).or_default().insert(day.day);
        }
    }
    Ok(bound)
}
