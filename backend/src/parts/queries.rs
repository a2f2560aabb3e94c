//! The parts of an organisation's workshops.
use crate::{auth::Signed, labels::Code};
use entities::{
    device::{self, DeviceId},
    organisation::OrganisationId,
    part::{self, PartKind, PartState},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
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
