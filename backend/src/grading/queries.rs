//! What is known of a device for its category, and what was made of it.
use super::rules::{Drive, Fact, Facts, Technology};
use crate::web::Error;
use entities::{
    device::{self, DeviceId},
    device_category, device_drive, hardware_snapshot,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// What there is to judge a device by, before anybody types.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub facts: Facts,
    /// Drives that do not say what they are made of, in gigabytes.
    pub unsaid: Vec<i32>,
}

/// What was recorded in this stay, with what the machine said of itself; where they differ, the later one counts.
pub async fn known(db: &impl ConnectionTrait, device: &device::Model) -> Result<Known, Error> {
    let mut one = known_of(db, std::slice::from_ref(device)).await?;
    Ok(one.remove(&device.id).unwrap_or_default())
}

/// The same of many devices.
pub async fn known_of(
    db: &impl ConnectionTrait,
    devices: &[device::Model],
) -> Result<HashMap<DeviceId, Known>, Error> {
    let ids = || devices.iter().map(|device| device.id);
    let recorded = device_category::Entity::find()
        .filter(device_category::COLUMN.device_id.is_in(ids()))
        .order_by_asc(device_category::COLUMN.id)
        .all(db)
        .await?;
    let said = hardware_snapshot::Entity::find()
        .filter(hardware_snapshot::COLUMN.device_id.is_in(ids()))
        .order_by_asc(hardware_snapshot::COLUMN.id)
        .all(db)
        .await?;
    let drives = device_drive::Entity::find()
        .filter(device_drive::COLUMN.device_id.is_in(ids()))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .order_by_asc(device_drive::COLUMN.id)
        .all(db)
        .await?;
    // The last of each device is the one that counts.
    let recorded: HashMap<_, _> = recorded
        .into_iter()
        .map(|row| ((row.device_id, row.stay), row))
        .collect();
    let said: HashMap<_, _> = said.into_iter().map(|row| (row.device_id, row)).collect();
    let mut inside: HashMap<DeviceId, Vec<device_drive::Model>> = HashMap::new();
    for drive in drives {
        inside.entry(drive.device_id).or_default().push(drive);
    }
    let mut known = HashMap::new();
    for device in devices {
        let recorded = recorded.get(&(device.id, device.stay));
        let drives = inside.remove(&device.id).unwrap_or_default();
        known.insert(
            device.id,
            together(device, recorded, said.get(&device.id), &drives)?,
        );
    }
    Ok(known)
}

fn together(
    device: &device::Model,
    recorded: Option<&device_category::Model>,
    said: Option<&hardware_snapshot::Model>,
    drives: &[device_drive::Model],
) -> Result<Known, Error> {
    let machine = machine_says(device, said, drives);
    let Some(row) = recorded else {
        return Ok(machine);
    };
    let typed: Facts = serde_json::from_str(&row.facts).map_err(anyhow::Error::from)?;
    if said.is_some_and(|said| said.at > row.at) {
        return Ok(Known {
            facts: over(typed, machine.facts),
            unsaid: machine.unsaid,
        });
    }
    Ok(Known {
        unsaid: if typed.drives.is_empty() {
            machine.unsaid
        } else {
            Vec::new()
        },
        facts: over(machine.facts, typed),
    })
}

/// The later facts over the earlier ones; what they do not say stays.
fn over(earlier: Facts, later: Facts) -> Facts {
    let mut facts = earlier;
    facts.numbers.extend(later.numbers);
    if !later.drives.is_empty() {
        facts.drives = later.drives;
    }
    if later.weighting != 0 {
        facts.weighting = later.weighting;
    }
    facts
}

fn machine_says(
    device: &device::Model,
    said: Option<&hardware_snapshot::Model>,
    drives: &[device_drive::Model],
) -> Known {
    let mut known = Known::default();
    let mut say = |fact, number: Option<i32>| {
        if let Some(number) = number.filter(|number| *number > 0) {
            known.facts.numbers.insert(fact, number);
        }
    };
    say(Fact::StorageGb, device.storage_mb.map(|mb| mb / 1_000));
    if let Some(said) = said {
        say(Fact::RamGb, said.ram_mb.map(|mb| (mb + 512) / 1_024));
        say(Fact::BatteryPercent, said.battery_percent);
    }
    for drive in drives {
        let gb = drive.size_bytes.map(|bytes| bytes / 1_000_000_000);
        let Some(gb) = gb.and_then(|gb| i32::try_from(gb).ok()) else {
            continue;
        };
        match Technology::of(drive.kind) {
            Some(technology) => known.facts.drives.push(Drive { technology, gb }),
            None => known.unsaid.push(gb),
        }
    }
    known
}

/// The record that gives a device its category, if one does in this stay.
pub async fn latest(
    db: &impl ConnectionTrait,
    device: &device::Model,
) -> Result<Option<device_category::Model>, DbErr> {
    device_category::Entity::find()
        .filter(device_category::COLUMN.device_id.eq(device.id))
        .filter(device_category::COLUMN.stay.eq(device.stay))
        .filter(device_category::COLUMN.category.is_not_null())
        .order_by_desc(device_category::COLUMN.id)
        .one(db)
        .await
}
