//! Whose word a device's emptiness rests on besides its record of erasure: they do not check it themselves.
use crate::journal::{EventKind, Subject};
use entities::{
    account::AccountId,
    device::DeviceId,
    event, hardware_snapshot,
    membership::{self, MembershipId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::{HashMap, HashSet};

/// What is an event only, and tells who worked on a device.
pub(super) const TELLS_OF_WORK: [EventKind; 3] = [
    EventKind::ResetDone,
    EventKind::DevicePartFitted,
    EventKind::DevicePartTakenOut,
];

/// Who said of these devices, in which stay, that they were reset, what is in them, or changed it.
pub async fn by_whom(
    db: &impl ConnectionTrait,
    devices: &[DeviceId],
) -> Result<HashMap<(DeviceId, i32), Vec<AccountId>>, DbErr> {
    let mut said: Vec<(DeviceId, i32, MembershipId)> = Vec::new();
    let inventories = hardware_snapshot::Entity::find()
        .filter(
            hardware_snapshot::COLUMN
                .device_id
                .is_in(devices.iter().copied()),
        )
        .all(db)
        .await?;
    for row in inventories {
        if let Some(member) = row.membership_id {
            said.push((row.device_id, row.stay, member));
        }
    }
    let told = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(Subject::Device.key()))
        .filter(
            event::COLUMN
                .subject_id
                .is_in(devices.iter().map(|device| device.0)),
        )
        .filter(
            event::COLUMN.kind.is_in(
                TELLS_OF_WORK
                    .into_iter()
                    .chain([EventKind::ResetTakenBack])
                    .map(EventKind::name),
            ),
        )
        .all(db)
        .await?;
    // What is taken back is taken back at once, or not at all.
    let (taken_back, told): (Vec<_>, Vec<_>) = told
        .into_iter()
        .partition(|row| row.kind == EventKind::ResetTakenBack.name());
    let taken_back: HashSet<(i32, i32)> = taken_back
        .iter()
        .map(|row| (row.subject_id, row.seq - 1))
        .collect();
    for row in told {
        if taken_back.contains(&(row.subject_id, row.seq)) {
            continue;
        }
        let data: serde_json::Value =
            serde_json::from_str(&row.data).map_err(|error| DbErr::Json(error.to_string()))?;
        let stay = data["details"]["stay"]
            .as_i64()
            .and_then(|stay| i32::try_from(stay).ok());
        if let (Some(stay), Some(member)) = (stay, row.actor_id) {
            said.push((DeviceId(row.subject_id), stay, member));
        }
    }
    if said.is_empty() {
        return Ok(HashMap::new());
    }
    let members = membership::Entity::find()
        .filter(
            membership::COLUMN
                .id
                .is_in(said.iter().map(|(_, _, member)| *member)),
        )
        .all(db)
        .await?;
    let mut vouched: HashMap<_, Vec<_>> = HashMap::new();
    for (device, stay, member) in said {
        let account = members.iter().find(|row| row.id == member);
        vouched
            .entry((device, stay))
            .or_default()
            .extend(account.map(|row| row.account_id));
    }
    Ok(vouched)
}
