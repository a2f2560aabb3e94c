//! The devices an act names, with what decides whether they may be given, and the acts that were made.
use super::rules::{self, Against};
use crate::{
    auth::{Signed, territory},
    devices::{queries::visible_to, standing::Standing},
    labels::Code,
};
use entities::{
    cession::{self, CessionId},
    cession_line,
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId, Stage},
    organisation::{self, OrganisationId},
    request::{self, RequestState},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::{HashMap, HashSet};

/// As many devices as one act may name: what an address holds, and more than a van.
pub const MOST: usize = 300;

/// A device somebody wants to give, and what is against it.
pub struct Wanted {
    pub device: device::Model,
    pub owner: String,
    pub against: Vec<Against>,
}

/// The ready devices of a lot that are promised to nobody.
pub async fn codes_of_lot(
    db: &impl ConnectionTrait,
    by: &Signed,
    lot: CollectionLotId,
) -> Result<Vec<String>, DbErr> {
    let devices = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(device::COLUMN.stage.eq(Stage::Ready))
        .filter(device::COLUMN.site_id.is_not_null())
        .filter(device::COLUMN.item_id.is_null())
        .filter(visible_to(by))
        .order_by_asc(device::Column::Id)
        .limit(MOST as u64)
        .all(db)
        .await?;
    let promised = promised(db, devices.iter().map(|device| device.id)).await?;
    Ok(devices
        .into_iter()
        .filter(|device| !promised.contains(&device.id))
        .filter_map(|device| device.label_code)
        .collect())
}

async fn promised(
    db: &impl ConnectionTrait,
    devices: impl IntoIterator<Item = DeviceId>,
) -> Result<HashSet<DeviceId>, DbErr> {
    let held: Vec<Option<DeviceId>> = request::Entity::find()
        .select_only()
        .column(request::Column::DeviceId)
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .filter(request::Column::DeviceId.is_in(devices))
        .into_tuple()
        .all(db)
        .await?;
    Ok(held.into_iter().flatten().collect())
}

/// The devices of these codes, in their order, with what is against each.
pub async fn wanted(
    db: &impl ConnectionTrait,
    by: &Signed,
    codes: &[Code],
) -> Result<Vec<Wanted>, DbErr> {
    let written: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let mut devices = device::Entity::find()
        .filter(device::Column::LabelCode.is_in(written.iter().cloned()))
        .filter(visible_to(by))
        .all(db)
        .await?;
    devices.sort_by_key(|device| {
        written
            .iter()
            .position(|code| Some(code) == device.label_code.as_ref())
    });
    let promised = promised(db, devices.iter().map(|device| device.id)).await?;
    let lots: HashMap<CollectionLotId, collection_lot::Model> = collection_lot::Entity::find()
        .filter(collection_lot::Column::Id.is_in(devices.iter().map(|device| device.lot_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|lot| (lot.id, lot))
        .collect();
    let owners: HashMap<OrganisationId, organisation::Model> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(devices.iter().map(|device| device.owner_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner))
        .collect();
    let first_owner = devices.first().map(|device| device.owner_id);
    let mut wanted = Vec::new();
    for device in devices {
        let (Some(lot), Some(owner)) = (lots.get(&device.lot_id), owners.get(&device.owner_id))
        else {
            continue;
        };
        let facts = rules::Device {
            standing: Standing::of_device(&device),
            // A piece of the lending library is kept for its borrowers.
            promised: promised.contains(&device.id) || device.item_id.is_some(),
            owner: owner.kind,
            same_owner: Some(device.owner_id) == first_owner,
            basis: lot.legal_basis,
        };
        wanted.push(Wanted {
            against: rules::against_device(facts),
            owner: owner.name.clone(),
            device,
        });
    }
    Ok(wanted)
}

/// An act as a list shows it.
pub struct Line {
    pub cession: cession::Model,
    pub owner: String,
}

/// Coordination sees the acts of its territory.
fn seen_by(by: &Signed) -> Condition {
    territory::limit(by).map_or_else(Condition::all, territory::cessions)
}

/// The acts a person may see, latest first.
pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Line>, DbErr> {
    let rows = cession::Entity::find()
        .filter(seen_by(by))
        .order_by_desc(cession::Column::Id)
        .limit(MOST as u64)
        .all(db)
        .await?;
    let owners: HashMap<OrganisationId, String> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.owner_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner.name))
        .collect();
    let line = |cession: cession::Model| Line {
        owner: owners.get(&cession.owner_id).cloned().unwrap_or_default(),
        cession,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// An act, its lines and their devices, and its owner's name.
pub struct Told {
    pub cession: cession::Model,
    pub owner: String,
    pub lines: Vec<(cession_line::Model, device::Model)>,
}

pub async fn cession(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<Told>, DbErr> {
    let Some(cession) = cession::Entity::find_by_id(CessionId(id))
        .filter(seen_by(by))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let owner = organisation::Entity::find_by_id(cession.owner_id)
        .one(db)
        .await?;
    let lines = cession_line::Entity::find()
        .filter(cession_line::COLUMN.cession_id.eq(cession.id))
        .order_by_asc(cession_line::Column::Id)
        .all(db)
        .await?;
    let devices: HashMap<DeviceId, device::Model> = device::Entity::find()
        .filter(device::Column::Id.is_in(lines.iter().map(|line| line.device_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    Ok(Some(Told {
        owner: owner.map(|owner| owner.name).unwrap_or_default(),
        lines: lines
            .into_iter()
            .filter_map(|line| Some((devices.get(&line.device_id)?.clone(), line)))
            .map(|(device, line)| (line, device))
            .collect(),
        cession,
    }))
}
