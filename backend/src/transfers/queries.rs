//! What is asked about transfers, and about what workshops can take.
use super::rules::{Device, Line, LineState, Room, Rule, TRAVELS};
use crate::{
    auth::{Signed, territory},
    people::workshops::Workshop,
    web::{Error, format::Day},
};
use chrono::NaiveDate;
use entities::{
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId, Stage},
    membership::Role,
    site::{self, SiteId},
    site_capacity, split_rule,
    transfer::{self, TransferId},
    transfer_device,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::collections::{BTreeMap, HashMap};

/// The transfers a person may see: those from and to their organisation's sites, or the territory's for coordination.
fn visible(by: &Signed) -> Condition {
    let sites = || {
        let theirs = if by.role == Role::Coordinator {
            territory::rows(by, site::Column::EpciCode)
        } else {
            Condition::all().add(site::COLUMN.organisation_id.eq(by.organisation_id))
        };
        site::Entity::find()
            .select_only()
            .column(site::Column::Id)
            .filter(theirs)
            .into_query()
    };
    Condition::any()
        .add(transfer::Column::FromSiteId.in_subquery(sites()))
        .add(transfer::Column::ToSiteId.in_subquery(sites()))
}

/// A transfer that the person may see.
pub async fn transfer(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<transfer::Model, Error> {
    transfer::Entity::find_by_id(TransferId(id))
        .filter(visible(by))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Transfers on one page of the list.
pub const PAGE: u64 = 50;

/// A page of transfers, the latest first, those before `before`.
pub async fn transfers(
    db: &impl ConnectionTrait,
    by: &Signed,
    before: Option<i32>,
) -> Result<Vec<transfer::Model>, DbErr> {
    transfer::Entity::find()
        .filter(visible(by))
        .filter(
            Condition::all()
                .add_option(before.map(|before| transfer::COLUMN.id.lt(TransferId(before)))),
        )
        .order_by_desc(transfer::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// The transfers that a lot was shared by.
pub async fn of_lot(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Vec<transfer::Model>, DbErr> {
    transfer::Entity::find()
        .filter(transfer::COLUMN.lot_id.eq(lot))
        .order_by_desc(transfer::Column::Id)
        .all(db)
        .await
}

/// The sites at both ends of these transfers.
pub async fn ends(
    db: &impl ConnectionTrait,
    transfers: &[transfer::Model],
) -> Result<HashMap<SiteId, site::Model>, DbErr> {
    let ids = transfers
        .iter()
        .flat_map(|transfer| [transfer.from_site_id, transfer.to_site_id]);
    let sites = site::Entity::find()
        .filter(site::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(sites.into_iter().map(|site| (site.id, site)).collect())
}

/// Whether the person works at this site, or at none of their organisation's in particular.
#[must_use]
pub fn works_at(by: &Signed, site: &site::Model) -> bool {
    site.organisation_id == by.organisation_id && by.site_id.is_none_or(|own| own == site.id)
}

/// A line with the device it is about.
pub struct TransferLine {
    pub line: transfer_device::Model,
    pub device: device::Model,
    pub state: LineState,
}

/// The lines of a transfer, in the order they were put on it.
pub async fn lines(
    db: &impl ConnectionTrait,
    transfer: TransferId,
    today: NaiveDate,
) -> Result<Vec<TransferLine>, DbErr> {
    let rows = transfer_device::Entity::find()
        .filter(transfer_device::COLUMN.transfer_id.eq(transfer))
        .order_by_asc(transfer_device::Column::Id)
        .all(db)
        .await?;
    let on_it = transfer_device::Entity::find()
        .select_only()
        .column(transfer_device::Column::DeviceId)
        .filter(transfer_device::COLUMN.transfer_id.eq(transfer));
    let mut devices: HashMap<DeviceId, device::Model> = device::Entity::find()
        .filter(device::Column::Id.in_subquery(on_it.into_query()))
        .all(db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let line = |line: transfer_device::Model| {
        let facts = Line {
            expected: line.expected,
            sent_on: line.sent_at.map(|at| at.in_paris()),
            outcome: line.outcome,
        };
        Some(TransferLine {
            device: devices.remove(&line.device_id)?,
            state: LineState::of(facts, today),
            line,
        })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How many lines of these transfers stand where.
pub async fn line_counts(
    db: &impl ConnectionTrait,
    transfers: &[transfer::Model],
) -> Result<HashMap<TransferId, Counts>, DbErr> {
    let rows: Vec<(TransferId, i64, i64, i64)> = transfer_device::Entity::find()
        .select_only()
        .column(transfer_device::Column::TransferId)
        .column_as(transfer_device::Column::Id.count(), "all")
        .column_as(transfer_device::Column::SentAt.count(), "sent")
        .column_as(transfer_device::Column::EndedAt.count(), "ended")
        .filter(
            transfer_device::COLUMN
                .transfer_id
                .is_in(transfers.iter().map(|transfer| transfer.id)),
        )
        .group_by(transfer_device::Column::TransferId)
        .into_tuple()
        .all(db)
        .await?;
    let counts = |(id, all, sent, ended)| (id, Counts { all, sent, ended });
    Ok(rows.into_iter().map(counts).collect())
}

/// Lines of a transfer: all, those scanned out, those whose way has ended.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub all: i64,
    pub sent: i64,
    pub ended: i64,
}

/// The device of this code and its line on the transfer, for a scan: on the list, or at one of the two workshops.
pub async fn scanned(
    db: &impl ConnectionTrait,
    transfer: &transfer::Model,
    code: &str,
) -> Result<Option<(device::Model, Option<transfer_device::Model>)>, DbErr> {
    let Some(device) = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let line = transfer_device::Entity::find()
        .filter(transfer_device::COLUMN.transfer_id.eq(transfer.id))
        .filter(transfer_device::COLUMN.device_id.eq(device.id))
        .one(db)
        .await?;
    let ends = [Some(transfer.from_site_id), Some(transfer.to_site_id)];
    // What belongs to neither is like a code that nothing bears.
    Ok((line.is_some() || ends.contains(&device.site_id)).then_some((device, line)))
}

/// The devices of a lot that may be sent to another workshop: at the lot's own, on no transfer yet.
fn to_share(lot: &collection_lot::Model) -> Select<device::Entity> {
    let promised = transfer_device::Entity::find()
        .select_only()
        .column(transfer_device::Column::DeviceId)
        .filter(transfer_device::COLUMN.ended_at.is_null());
    device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot.id))
        .filter(device::COLUMN.site_id.eq(lot.workshop_site_id))
        .filter(device::Column::Stage.is_in(TRAVELS))
        .filter(device::Column::Id.not_in_subquery(promised.into_query()))
        .order_by_asc(device::Column::Id)
}

pub async fn devices_to_share(
    db: &impl ConnectionTrait,
    lot: &collection_lot::Model,
) -> Result<Vec<Device>, DbErr> {
    let rows: Vec<(DeviceId, device::DeviceKind, Option<device::Grade>)> = to_share(lot)
        .select_only()
        .column(device::Column::Id)
        .column(device::Column::Kind)
        .column(device::Column::Grade)
        .into_tuple()
        .all(db)
        .await?;
    let device = |(id, kind, grade)| Device { id, kind, grade };
    Ok(rows.into_iter().map(device).collect())
}

/// Devices of the lot that lie untouched at its own workshop: they take room there whether they are shared or not.
pub async fn lying_at_home(
    db: &impl ConnectionTrait,
    lot: &collection_lot::Model,
) -> Result<i64, DbErr> {
    let lying = to_share(lot)
        .filter(device::COLUMN.stage.eq(Stage::Received))
        .count(db)
        .await?;
    Ok(i64::try_from(lying).unwrap_or(i64::MAX))
}

/// The rules in force, in their order.
pub async fn rules(db: &impl ConnectionTrait) -> Result<Vec<split_rule::Model>, DbErr> {
    split_rule::Entity::find()
        .filter(split_rule::COLUMN.ended_at.is_null())
        .order_by_asc(split_rule::Column::Position)
        .order_by_asc(split_rule::Column::Id)
        .all(db)
        .await
}

#[must_use]
pub fn as_rule(row: &split_rule::Model) -> Rule {
    Rule {
        kind: row.kind,
        grade: row.grade,
        site: row.site_id,
    }
}

/// What these workshops say that they can take in the week of this day.
pub async fn capacities(
    db: &impl ConnectionTrait,
    sites: impl IntoIterator<Item = SiteId>,
    today: NaiveDate,
) -> Result<HashMap<SiteId, site_capacity::Model>, DbErr> {
    let rows = site_capacity::Entity::find()
        .filter(site_capacity::COLUMN.site_id.is_in(sites))
        .filter(site_capacity::COLUMN.from_on.lte(today))
        .order_by_asc(site_capacity::Column::FromOn)
        .order_by_asc(site_capacity::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.site_id, row)).collect())
}

/// What a workshop declared, and what already waits there or is to come.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub per_week: i64,
    /// In quarantine, untouched.
    pub waiting: i64,
    /// On the list of a transfer to it, or on the way.
    pub coming: i64,
}

impl Load {
    #[must_use]
    pub fn left(self) -> i64 {
        (self.per_week - self.waiting - self.coming).max(0)
    }
}

/// The load of each of these workshops that declared what it can take.
pub async fn loads(
    db: &impl ConnectionTrait,
    workshops: &[Workshop],
    today: NaiveDate,
) -> Result<BTreeMap<SiteId, Load>, DbErr> {
    let ids = || workshops.iter().map(|workshop| workshop.site.id);
    let waiting: Vec<(Option<SiteId>, i64)> = device::Entity::find()
        .select_only()
        .column(device::Column::SiteId)
        .column_as(device::Column::Id.count(), "devices")
        .filter(device::COLUMN.stage.eq(Stage::Received))
        .filter(device::COLUMN.site_id.is_in(ids()))
        .group_by(device::Column::SiteId)
        .into_tuple()
        .all(db)
        .await?;
    let waiting: HashMap<_, _> = waiting.into_iter().collect();
    let coming: Vec<(SiteId, i64)> = transfer::Entity::find()
        .select_only()
        .column(transfer::Column::ToSiteId)
        .column_as(transfer_device::Column::Id.count(), "devices")
        .join(sea_orm::JoinType::InnerJoin, to_lines())
        .filter(transfer::COLUMN.to_site_id.is_in(ids()))
        .filter(transfer_device::COLUMN.ended_at.is_null())
        .group_by(transfer::Column::ToSiteId)
        .into_tuple()
        .all(db)
        .await?;
    let coming: HashMap<_, _> = coming.into_iter().collect();
    let declared = capacities(db, ids(), today).await?;
    let load = |(site, row): (SiteId, site_capacity::Model)| {
        let load = Load {
            per_week: i64::from(row.per_week),
            waiting: waiting.get(&Some(site)).copied().unwrap_or_default(),
            coming: coming.get(&site).copied().unwrap_or_default(),
        };
        (site, load)
    };
    Ok(declared.into_iter().map(load).collect())
}

fn to_lines() -> sea_orm::RelationDef {
    transfer::Entity::belongs_to(transfer_device::Entity)
        .from(transfer::Column::Id)
        .to(transfer_device::Column::TransferId)
        .into()
}

/// The room each workshop has for these devices; where they lie already, they take none of it twice.
#[must_use]
pub fn rooms(loads: &BTreeMap<SiteId, Load>, home: SiteId, lying_there: i64) -> Vec<Room> {
    let room = |(site, load): (&SiteId, &Load)| {
        let own = if *site == home { lying_there } else { 0 };
        let load = Load {
            waiting: (load.waiting - own).max(0),
            ..*load
        };
        Room {
            site: *site,
            left: load.left(),
        }
    };
    loads.iter().map(room).collect()
}

/// Devices on their way from and to these sites.
pub async fn on_the_way(db: &impl ConnectionTrait, sites: &[SiteId]) -> Result<(i64, i64), DbErr> {
    let rows: Vec<(SiteId, SiteId, i64)> = transfer::Entity::find()
        .select_only()
        .column(transfer::Column::FromSiteId)
        .column(transfer::Column::ToSiteId)
        .column_as(transfer_device::Column::Id.count(), "devices")
        .join(sea_orm::JoinType::InnerJoin, to_lines())
        .filter(
            Condition::any()
                .add(transfer::COLUMN.from_site_id.is_in(sites.iter().copied()))
                .add(transfer::COLUMN.to_site_id.is_in(sites.iter().copied())),
        )
        .filter(transfer_device::COLUMN.ended_at.is_null())
        .filter(transfer_device::COLUMN.sent_at.is_not_null())
        .group_by(transfer::Column::FromSiteId)
        .group_by(transfer::Column::ToSiteId)
        .into_tuple()
        .all(db)
        .await?;
    let sum = |of: fn(&(SiteId, SiteId, i64)) -> SiteId| {
        rows.iter()
            .filter(|row| sites.contains(&of(row)))
            .map(|(_, _, devices)| devices)
            .sum()
    };
    Ok((sum(|row| row.0), sum(|row| row.1)))
}
