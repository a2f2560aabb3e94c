//! What is proven of a device beside its stage: each of its drives, how deeply it was erased, and what still locks it
//! to its previous owner. Read by the bench, the sheet, the decisions and the counter.
use super::refurbished::{Facts, Refurbished, may_be_called_refurbished};
use crate::labels::Code;
use entities::{
    device::{self, DeviceId},
    device_drive, device_lock,
    drive_erasure::{self, Finding},
    erasure::ErasureLevel,
    quality_check,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// A drive that is in a device, and the latest verdict on it in this stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriveStanding {
    pub drive: device_drive::Model,
    pub latest: Option<drive_erasure::Model>,
}

impl DriveStanding {
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.latest
            .as_ref()
            .is_some_and(|latest| latest.finding == Finding::Accepted)
    }
}

/// The drives that are in these devices, in the order they were first seen.
pub async fn drives_of(
    db: &impl ConnectionTrait,
    devices: &[device::Model],
) -> Result<HashMap<DeviceId, Vec<DriveStanding>>, DbErr> {
    let stays: HashMap<DeviceId, i32> = devices.iter().map(|row| (row.id, row.stay)).collect();
    let drives = device_drive::Entity::find()
        .filter(device_drive::COLUMN.device_id.is_in(stays.keys().copied()))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .order_by_asc(device_drive::Column::Id)
        .all(db)
        .await?;
    if drives.is_empty() {
        return Ok(HashMap::new());
    }
    let verdicts = drive_erasure::Entity::find()
        .filter(
            drive_erasure::COLUMN
                .drive_id
                .is_in(drives.iter().map(|drive| drive.id)),
        )
        .order_by_asc(drive_erasure::Column::Id)
        .all(db)
        .await?;
    let mut latest: HashMap<i32, drive_erasure::Model> = HashMap::new();
    for verdict in verdicts {
        if stays.get(&verdict.device_id) == Some(&verdict.stay) {
            latest.insert(verdict.drive_id, verdict);
        }
    }
    let mut standing: HashMap<DeviceId, Vec<DriveStanding>> = HashMap::new();
    for drive in drives {
        standing
            .entry(drive.device_id)
            .or_default()
            .push(DriveStanding {
                latest: latest.remove(&drive.id),
                drive,
            });
    }
    Ok(standing)
}

/// What still locks these devices, oldest first.
pub async fn locks_of(
    db: &impl ConnectionTrait,
    devices: &[DeviceId],
) -> Result<HashMap<DeviceId, Vec<device_lock::Model>>, DbErr> {
    let open = device_lock::Entity::find()
        .filter(device_lock::COLUMN.device_id.is_in(devices.iter().copied()))
        .filter(device_lock::COLUMN.released_at.is_null())
        .order_by_asc(device_lock::Column::Id)
        .all(db)
        .await?;
    let mut locks: HashMap<DeviceId, Vec<device_lock::Model>> = HashMap::new();
    for lock in open {
        locks.entry(lock.device_id).or_default().push(lock);
    }
    Ok(locks)
}

/// How deeply each of these devices was erased, as the check that made it ready says.
pub async fn levels_of(
    db: &impl ConnectionTrait,
    devices: &[&device::Model],
) -> Result<HashMap<DeviceId, ErasureLevel>, DbErr> {
    let checks = devices.iter().filter_map(|device| device.ready_check_id);
    let checks = quality_check::Entity::find()
        .filter(quality_check::COLUMN.id.is_in(checks))
        .all(db)
        .await?;
    let level = |check: quality_check::Model| Some((check.device_id, check.erasure_level?));
    Ok(checks.into_iter().filter_map(level).collect())
}

/// Whether a device was erased as deeply as a programme asks. What holds no data has nothing to erase; an erasure of
/// unsaid level, older than the question, counts as the lightest.
#[must_use]
pub fn deep_enough(
    asked: Option<ErasureLevel>,
    holds_data: bool,
    reached: Option<ErasureLevel>,
) -> bool {
    let asked = asked.unwrap_or(ErasureLevel::Clear);
    !holds_data || reached.unwrap_or(ErasureLevel::Clear) >= asked
}

/// The check that made each of these devices ready, of those that are.
pub async fn checks_of<'d>(
    db: &impl ConnectionTrait,
    devices: impl IntoIterator<Item = &'d device::Model>,
) -> Result<HashMap<DeviceId, quality_check::Model>, DbErr> {
    let ids: Vec<i32> = devices
        .into_iter()
        .filter_map(|device| device.ready_check_id)
        .collect();
    let checks = quality_check::Entity::find()
        .filter(quality_check::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(checks
        .into_iter()
        .map(|check| (check.device_id, check))
        .collect())
}

/// The labels that these devices bear, each with the key of the word that may be printed of its device.
pub async fn labels_of(
    db: &impl ConnectionTrait,
    devices: &[&device::Model],
) -> Result<Vec<(Code, Option<&'static str>)>, DbErr> {
    let checks = checks_of(db, devices.iter().copied()).await?;
    let label = |device: &&device::Model| {
        let code = Code::parse(device.label_code.as_deref()?).ok()?;
        let facts = Facts::of(device, checks.get(&device.id));
        let word = may_be_called_refurbished(facts).ok();
        Some((code, word.map(Refurbished::key)))
    };
    Ok(devices.iter().filter_map(label).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_purged_suits_a_programme_that_asks_for_it() {
        use ErasureLevel::{Clear, Purge};
        let mut suits = Vec::new();
        for asked in [None, Some(Clear), Some(Purge)] {
            for reached in [None, Some(Clear), Some(Purge)] {
                suits.push(deep_enough(asked, true, reached));
                assert!(deep_enough(asked, false, reached));
            }
        }
        let asked_for_purge = [false, false, true];
        assert_eq!(suits, [[true; 3], [true; 3], asked_for_purge].concat());
    }
}
