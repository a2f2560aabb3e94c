//! The parts of an organisation's workshops, and what devices lack.
use super::rules::{Lacks, Vital, lacks};
use crate::{auth::Signed, labels::Code};
use entities::{
    device::{self, DeviceId, DeviceKind},
    organisation::OrganisationId,
    part::{self, PartId, PartKind, PartState},
    part_removal,
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use std::collections::HashMap;

/// The open sites of the person's organisation.
pub async fn sites(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<site::Model>, DbErr> {
    site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await
}

/// The part of this code, if it is one of the person's organisation.
pub async fn part(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    code: &str,
) -> Result<Option<part::Model>, DbErr> {
    let Ok(code) = Code::parse(code) else {
        return Ok(None);
    };
    part::Entity::find()
        .filter(part::COLUMN.code.eq(code.to_string()))
        .filter(part::COLUMN.organisation_id.eq(organisation))
        .one(db)
        .await
}

/// The part of this code, if it is in this device: whichever workshop fitted it.
pub async fn part_in(
    db: &impl ConnectionTrait,
    device: DeviceId,
    code: &str,
) -> Result<Option<part::Model>, DbErr> {
    let Ok(code) = Code::parse(code) else {
        return Ok(None);
    };
    part::Entity::find()
        .filter(part::COLUMN.code.eq(code.to_string()))
        .filter(part::COLUMN.device_id.eq(device))
        .one(db)
        .await
}

/// What the list shows.
#[derive(Clone, Copy)]
pub struct Which {
    pub state: PartState,
    pub kind: Option<PartKind>,
    pub site: Option<SiteId>,
}

/// More than one looks through; the filter narrows it.
const MOST: u64 = 300;

/// The parts of the organisation, longest where they are first.
pub async fn parts(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    which: Which,
) -> Result<Vec<part::Model>, DbErr> {
    let mut parts = part::Entity::find()
        .filter(part::COLUMN.organisation_id.eq(organisation))
        .filter(part::COLUMN.state.eq(which.state));
    if let Some(kind) = which.kind {
        parts = parts.filter(part::COLUMN.kind.eq(kind));
    }
    if let Some(site) = which.site {
        parts = parts.filter(part::COLUMN.site_id.eq(site));
    }
    parts
        .order_by_asc(part::Column::Kind)
        .order_by_asc(part::Column::Since)
        .order_by_asc(part::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// How many of each kind are on the organisation's shelves.
pub async fn on_shelf(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Vec<(PartKind, i64)>, DbErr> {
    part::Entity::find()
        .select_only()
        .column(part::Column::Kind)
        .column_as(part::Column::Id.count(), "parts")
        .filter(part::COLUMN.organisation_id.eq(organisation))
        .filter(part::COLUMN.state.eq(PartState::OnShelf))
        .group_by(part::Column::Kind)
        .order_by_asc(part::Column::Kind)
        .into_tuple()
        .all(db)
        .await
}

/// The parts that were fitted into a device and are in it.
pub async fn in_device(
    db: &impl ConnectionTrait,
    device: DeviceId,
) -> Result<Vec<part::Model>, DbErr> {
    part::Entity::find()
        .filter(part::COLUMN.device_id.eq(device))
        .order_by_asc(part::Column::Id)
        .all(db)
        .await
}

/// What these devices lack; those that lack nothing may be left out.
pub async fn lacks_of(
    db: &impl ConnectionTrait,
    devices: &[device::Model],
) -> Result<HashMap<DeviceId, Lacks>, DbErr> {
    let ids = || devices.iter().map(|device| device.id);
    let came_out = part_removal::Entity::find()
        .filter(part_removal::COLUMN.device_id.is_in(ids()))
        .all(db)
        .await?;
    if came_out.is_empty() {
        return Ok(HashMap::new());
    }
    let parts: Vec<(PartId, PartKind, Option<DeviceId>)> = part::Entity::find()
        .select_only()
        .columns([part::Column::Id, part::Column::Kind, part::Column::DeviceId])
        .filter(
            Condition::any()
                .add(part::Column::Id.is_in(came_out.iter().map(|removal| removal.part_id)))
                .add(part::Column::DeviceId.is_in(ids())),
        )
        .into_tuple()
        .all(db)
        .await?;
    let of_device = |device: &device::Model| {
        let out: Vec<PartKind> = came_out
            .iter()
            .filter(|removal| removal.device_id == device.id)
            .filter_map(|removal| parts.iter().find(|part| part.0 == removal.part_id))
            .map(|part| part.1)
            .collect();
        let inside: Vec<PartKind> = parts
            .iter()
            .filter(|part| part.2 == Some(device.id))
            .map(|part| part.1)
            .collect();
        (device.id, lacks(device.kind, &out, &inside))
    };
    Ok(devices.iter().map(of_device).collect())
}

/// The devices that lack a part, as a condition: the same as `rules::lacks`.
#[must_use]
pub fn is_incomplete() -> Condition {
    let of = |vital: Vital| {
        let needing = DeviceKind::iter().filter(|kind| vital.is_needed_by(*kind));
        Condition::all()
            .add(device::Column::Kind.is_in(needing))
            .add(device::Column::Id.in_subquery(came_out(vital.kind())))
            .add(device::Column::Id.not_in_subquery(inside(vital.kind())))
    };
    let any = Condition::any();
    Vital::ALL.into_iter().map(of).fold(any, Condition::add)
}

/// The devices that a part of this kind came out of.
fn came_out(kind: PartKind) -> SelectStatement {
    let such = part::Entity::find()
        .select_only()
        .column(part::Column::Id)
        .filter(part::COLUMN.kind.eq(kind));
    part_removal::Entity::find()
        .select_only()
        .column(part_removal::Column::DeviceId)
        .filter(part_removal::Column::PartId.in_subquery(such.into_query()))
        .into_query()
}

/// The devices that a part of this kind is known to be in.
fn inside(kind: PartKind) -> SelectStatement {
    part::Entity::find()
        .select_only()
        .column(part::Column::DeviceId)
        .filter(part::COLUMN.kind.eq(kind))
        .filter(part::COLUMN.device_id.is_not_null())
        .into_query()
}

/// The devices that these parts came out of first, for their models.
pub async fn donors(
    db: &impl ConnectionTrait,
    parts: &[part::Model],
) -> Result<HashMap<DeviceId, device::Model>, DbErr> {
    let ids = parts.iter().filter_map(|part| part.from_device_id);
    let devices = device::Entity::find()
        .filter(device::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(devices
        .into_iter()
        .map(|device| (device.id, device))
        .collect())
}

/// The codes of these devices, for whom they are a page.
pub async fn codes(
    db: &impl ConnectionTrait,
    devices: impl IntoIterator<Item = DeviceId>,
) -> Result<HashMap<DeviceId, String>, DbErr> {
    let codes: Vec<(DeviceId, Option<String>)> = device::Entity::find()
        .select_only()
        .columns([device::Column::Id, device::Column::LabelCode])
        .filter(device::COLUMN.id.is_in(devices))
        .into_tuple()
        .all(db)
        .await?;
    let known = codes
        .into_iter()
        .filter_map(|(device, code)| Some((device, code?)));
    Ok(known.collect())
}
