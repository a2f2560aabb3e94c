//! An owner's list laid beside our stock, in the database: numbers are compared in capitals, on both sides. No query here
//! is asked once for each line.
use super::{
    queries,
    rules::{Class, Gap, Known, gaps},
};
use chrono::NaiveDate;
use entities::{
    asset_import, asset_line, cession,
    device::{self, DeviceId, Stage},
    organisation::OrganisationId,
    reform, reform_line,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationDef,
    sea_query::{Alias, CaseStatement, DynIden, Expr, Func, IntoIden, Query},
};
use std::collections::HashMap;

fn devices() -> DynIden {
    device::Entity.into_iden()
}

fn lines() -> DynIden {
    asset_line::Entity.into_iden()
}

/// A number in capitals, as both indexes have it.
fn number_of(table: DynIden, column: impl IntoIden) -> Expr {
    Func::upper(Expr::col((table, column))).into()
}

/// One number on both sides.
fn one_number(line: DynIden, device: DynIden) -> Expr {
    number_of(line, asset_line::Column::InventoryNumber)
        .eq(number_of(device, device::Column::InventoryNumber))
}

/// A device that came, or is awaited; what never was is nobody's.
fn was(device: DynIden) -> Expr {
    Expr::col((device, device::Column::Stage)).ne(Stage::NotReceived.to_value())
}

fn to_device() -> RelationDef {
    asset_line::Entity::belongs_to(device::Entity)
        .from(asset_line::Column::OwnerId)
        .to(device::Column::OwnerId)
        .on_condition(|line, device| {
            Condition::all()
                .add(one_number(line, device.clone()))
                .add(was(device))
        })
        .into()
}

/// Whether a device was reformed or given away by this day.
fn gone(day: NaiveDate) -> Condition {
    let reformed = Query::select()
        .column((reform_line::Entity, reform_line::Column::Id))
        .from(reform_line::Entity)
        .inner_join(
            reform::Entity,
            Expr::col((reform::Entity, reform::Column::Id))
                .equals((reform_line::Entity, reform_line::Column::ReformId)),
        )
        .and_where(
            Expr::col((reform_line::Entity, reform_line::Column::DeviceId))
                .equals((device::Entity, device::Column::Id)),
        )
        .and_where(Expr::col((reform::Entity, reform::Column::DecidedOn)).lte(day))
        .take();
    let ceded = Query::select()
        .column((cession::Entity, cession::Column::Id))
        .from(cession::Entity)
        .and_where(
            Expr::col((cession::Entity, cession::Column::Id))
                .equals((device::Entity, device::Column::CessionId)),
        )
        .and_where(Expr::col((cession::Entity, cession::Column::CededOn)).lte(day))
        .take();
    Condition::any()
        .add(Expr::exists(reformed))
        .add(Expr::exists(ceded))
}

/// Whether another device of the owner bears the same number.
fn shared() -> Expr {
    let other = Alias::new("other").into_iden();
    let same = Query::select()
        .column((other.clone(), device::Column::Id))
        .from_as(device::Entity, other.clone())
        .and_where(
            Expr::col((other.clone(), device::Column::OwnerId))
                .equals((device::Entity, device::Column::OwnerId)),
        )
        .and_where(
            number_of(other.clone(), device::Column::InventoryNumber)
                .eq(number_of(devices(), device::Column::InventoryNumber)),
        )
        .and_where(
            Expr::col((other.clone(), device::Column::Id))
                .ne(Expr::col((device::Entity, device::Column::Id))),
        )
        .and_where(was(other))
        .take();
    Expr::exists(same)
}

/// A pair of which nothing differs: what [`gaps`] finds nothing in.
fn same(day: NaiveDate) -> Condition {
    let equal = |ours: device::Column, theirs: asset_line::Column| {
        Expr::col((device::Entity, ours)).equals((asset_line::Entity, theirs))
    };
    Condition::all()
        .add(equal(
            device::Column::ValueCents,
            asset_line::Column::ValueCents,
        ))
        .add(equal(
            device::Column::AcquiredOn,
            asset_line::Column::AcquiredOn,
        ))
        .add(shared().not())
        .add(gone(day).not())
}

/// 1 where something holds, 0 where it does not or is not known.
fn flag(holds: impl Into<Condition>) -> Expr {
    let holds: Condition = holds.into();
    CaseStatement::new().case(holds, 1).finally(0).into()
}

/// How many stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub both: i64,
    pub differs: i64,
    pub theirs: i64,
    pub ours: i64,
    pub left: i64,
    /// Lines with a device of ours, and all devices of the owner.
    pub matched_lines: i64,
    pub devices: i64,
}

impl Counts {
    #[must_use]
    pub fn of(&self, class: Class) -> i64 {
        match class {
            Class::Both => self.both,
            Class::Differs => self.differs,
            Class::Theirs => self.theirs,
            Class::Ours => self.ours,
            Class::Left => self.left,
        }
    }
}

#[derive(Debug, FromQueryResult)]
struct PairCount {
    pairs: i64,
    matched: i64,
    same: Option<i64>,
    gone: Option<i64>,
}

/// How many stand where: three queries, whatever the length of the list.
pub async fn counts(
    db: &impl ConnectionTrait,
    import: &asset_import::Model,
) -> Result<Counts, DbErr> {
    let pairs: Option<PairCount> = asset_line::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, to_device())
        .filter(asset_line::COLUMN.import_id.eq(import.id))
        .column_as(device::Column::Id.count(), "pairs")
        .expr_as(
            Expr::col((lines(), asset_line::Column::Id)).count_distinct(),
            "matched",
        )
        .expr_as(flag(same(import.as_of)).sum().cast_as("bigint"), "same")
        .expr_as(flag(gone(import.as_of)).sum().cast_as("bigint"), "gone")
        .into_model()
        .one(db)
        .await?;
    let pairs = pairs.unwrap_or(PairCount {
        pairs: 0,
        matched: 0,
        same: None,
        gone: None,
    });
    let how_many = |more: Condition| {
        device::Entity::find()
            .filter(of_owner(import.owner_id))
            .filter(more)
            .count(db)
    };
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let devices = number(how_many(Condition::all()).await?);
    let gone = number(how_many(gone(import.as_of)).await?);
    let both = pairs.same.unwrap_or(0);
    let left = gone - pairs.gone.unwrap_or(0);
    Ok(Counts {
        both,
        differs: pairs.pairs - both,
        theirs: i64::from(import.line_count) - pairs.matched,
        ours: devices - pairs.pairs - left,
        left,
        matched_lines: pairs.matched,
        devices,
    })
}

fn of_owner(owner: OrganisationId) -> Condition {
    Condition::all()
        .add(device::COLUMN.owner_id.eq(owner))
        .add(was(devices()))
}

/// A line, a device, or both of one number.
#[derive(Debug)]
pub struct Row {
    pub line: Option<asset_line::Model>,
    pub device: Option<device::Model>,
    pub gaps: Vec<Gap>,
}

impl Row {
    /// Where the next page begins.
    #[must_use]
    pub fn place(&self) -> After {
        After {
            line: self.line.as_ref().map_or(0, |line| line.id),
            device: self.device.as_ref().map_or(0, |device| device.id.0),
        }
    }
}

/// The last row of the page before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct After {
    pub line: i32,
    pub device: i32,
}

/// Rows of a class, from after one on.
pub async fn rows(
    db: &impl ConnectionTrait,
    import: &asset_import::Model,
    class: Class,
    after: After,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    match class {
        Class::Both => {
            let same = Condition::all().add(same(import.as_of));
            pairs(db, import, same, after, limit).await
        }
        Class::Differs => {
            let differs = Condition::all().add(flag(same(import.as_of)).eq(0));
            pairs(db, import, differs, after, limit).await
        }
        Class::Theirs => only_lines(db, import, after, limit).await,
        Class::Ours => {
            let ours = Condition::all().add(gone(import.as_of).not());
            only_devices(db, import, ours, after, limit).await
        }
        Class::Left => only_devices(db, import, gone(import.as_of), after, limit).await,
    }
}

async fn pairs(
    db: &impl ConnectionTrait,
    import: &asset_import::Model,
    which: Condition,
    after: After,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    let later = Condition::any()
        .add(asset_line::Column::Id.gt(after.line))
        .add(
            Condition::all()
                .add(asset_line::Column::Id.eq(after.line))
                .add(device::Column::Id.gt(after.device)),
        );
    let found: Vec<(i32, DeviceId, i32, i32)> = asset_line::Entity::find()
        .select_only()
        .column(asset_line::Column::Id)
        .column_as(device::Column::Id, "device")
        .expr_as(flag(shared()), "shared")
        .expr_as(flag(gone(import.as_of)), "gone")
        .join(JoinType::InnerJoin, to_device())
        .filter(asset_line::COLUMN.import_id.eq(import.id))
        .filter(asset_line::Column::Id.gte(after.line))
        .filter(later)
        .filter(which)
        .order_by_asc(asset_line::Column::Id)
        .order_by_asc(device::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    let line_ids = found.iter().map(|(line, ..)| *line);
    let lines: HashMap<i32, asset_line::Model> = asset_line::Entity::find()
        .filter(asset_line::Column::Id.is_in(line_ids))
        .all(db)
        .await?
        .into_iter()
        .map(|line| (line.id, line))
        .collect();
    let device_ids = found.iter().map(|(_, device, ..)| *device);
    let mut devices: HashMap<DeviceId, device::Model> = device::Entity::find()
        .filter(device::Column::Id.is_in(device_ids))
        .all(db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let row = |(line, device, shared, gone): (i32, DeviceId, i32, i32)| {
        let line = lines.get(&line)?.clone();
        // A device is in one pair: one number stands once in a list.
        let device = devices.remove(&device)?;
        let theirs = Known {
            value_cents: Some(line.value_cents),
            acquired_on: Some(line.acquired_on),
        };
        let ours = Known {
            value_cents: device.value_cents,
            acquired_on: device.acquired_on,
        };
        Some(Row {
            gaps: gaps(theirs, ours, shared == 1, gone == 1),
            line: Some(line),
            device: Some(device),
        })
    };
    Ok(found.into_iter().filter_map(row).collect())
}

async fn only_lines(
    db: &impl ConnectionTrait,
    import: &asset_import::Model,
    after: After,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    let with_us = Query::select()
        .column((device::Entity, device::Column::Id))
        .from(device::Entity)
        .and_where(
            Expr::col((device::Entity, device::Column::OwnerId))
                .equals((asset_line::Entity, asset_line::Column::OwnerId)),
        )
        .and_where(one_number(lines(), devices()))
        .and_where(was(devices()))
        .take();
    let found = queries::of_import(import.id)
        .filter(asset_line::Column::Id.gt(after.line))
        .filter(Expr::exists(with_us).not())
        .order_by_asc(asset_line::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let row = |line| Row {
        line: Some(line),
        device: None,
        gaps: Vec::new(),
    };
    Ok(found.into_iter().map(row).collect())
}

async fn only_devices(
    db: &impl ConnectionTrait,
    import: &asset_import::Model,
    which: Condition,
    after: After,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    let in_list = Query::select()
        .column((asset_line::Entity, asset_line::Column::Id))
        .from(asset_line::Entity)
        .and_where(Expr::col((asset_line::Entity, asset_line::Column::ImportId)).eq(import.id.0))
        .and_where(one_number(lines(), devices()))
        .take();
    let found = device::Entity::find()
        .filter(of_owner(import.owner_id))
        .filter(device::Column::Id.gt(after.device))
        .filter(Expr::exists(in_list).not())
        .filter(which)
        .order_by_asc(device::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let row = |device| Row {
        line: None,
        device: Some(device),
        gaps: Vec::new(),
    };
    Ok(found.into_iter().map(row).collect())
}
