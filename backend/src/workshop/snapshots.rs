//! Keeping what a machine said of itself: once per file, for the device it names.
use super::{
    checklists::erasure_of,
    drives::{self, Named},
    hardware::{Fault, Machine, Tie, tie},
};
use crate::{
    devices::identity::model_key,
    identifiers::serial_key,
    journal::{self, By, ChangeError, Event, EventKind},
    marks::Marks,
    parts::actions::PartError,
    web::Error,
};
use entities::{
    device::{self, Stage},
    device_drive,
    erasure::ErasureMethod,
    hardware_snapshot,
    membership::MembershipId,
    site::SiteId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::BTreeSet;

/// Who handed the file in.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// Somebody at the bench, with the device before them.
    Bench(MembershipId),
    /// A live system with a token.
    Token(i32),
}

/// Why an inventory was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Fault(Fault),
    /// It names another machine than this device.
    Another,
    /// It names none.
    Nameless,
    /// No device of this workshop bears the number it names.
    Unknown,
    /// The device is not at work: announced, ready, or gone.
    NotAtWork,
    /// Another device bears the number that this one would learn.
    Taken,
    /// A drive that it does not name any more would go onto the shelf, where its number is noted already.
    DriveKnown,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fault(fault) => fault.key(),
            Self::Another => "hardware-another-machine",
            Self::Nameless => "hardware-nameless",
            Self::Unknown => "hardware-unknown-machine",
            Self::NotAtWork => "hardware-not-at-work",
            Self::Taken => "hardware-serial-taken",
            Self::DriveKnown => "hardware-drive-known",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<DbErr> for SnapshotError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl From<ChangeError> for SnapshotError {
    fn from(error: ChangeError) -> Self {
        Self::Other(error.into())
    }
}

/// Of parts, an inventory only puts on the shelf what it does not name.
impl From<PartError> for SnapshotError {
    fn from(error: PartError) -> Self {
        match error {
            PartError::Refused(_) => Self::Refused(Refusal::DriveKnown),
            PartError::Change(error) => error.into(),
        }
    }
}

/// What was kept of this very file in this stay, unless it says something new: a drive that the file names counts as gone
/// by now, or one that it lacks as inside. Such a file is read again, even sent twice: a drive that was put back must be
/// erased (law 3), and what `lshw` writes bears no time.
pub async fn known(
    db: &impl ConnectionTrait,
    device: &device::Model,
    machine: &Machine,
    sha256: &str,
) -> Result<Option<hardware_snapshot::Model>, DbErr> {
    let seen = hardware_snapshot::Entity::find()
        .filter(hardware_snapshot::COLUMN.device_id.eq(device.id))
        .filter(hardware_snapshot::COLUMN.stay.eq(device.stay))
        .filter(hardware_snapshot::COLUMN.sha256.eq(sha256))
        .order_by_desc(hardware_snapshot::COLUMN.id)
        .one(db)
        .await?;
    let drives_count = erasure_of(device.kind, device.holds_data) == Some(ErasureMethod::Nwipe)
        && !machine.drives.is_empty();
    if seen.is_none() || !drives_count {
        return Ok(seen);
    }
    let inside = device_drive::Entity::find()
        .filter(device_drive::COLUMN.device_id.eq(device.id))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .all(db)
        .await?;
    let inside: BTreeSet<String> = inside.into_iter().map(|drive| drive.serial_key).collect();
    let named: BTreeSet<String> = machine
        .drives
        .iter()
        .map(|drive| serial_key(&drive.serial))
        .collect();
    Ok(seen.filter(|_| inside == named))
}

/// The inventory of this number, of this device.
pub async fn of_device(
    db: &impl ConnectionTrait,
    device: &device::Model,
    id: i32,
) -> Result<Option<hardware_snapshot::Model>, DbErr> {
    hardware_snapshot::Entity::find_by_id(id)
        .filter(hardware_snapshot::COLUMN.device_id.eq(device.id))
        .one(db)
        .await
}

/// The device at this site that bears this serial number; of several, the one of the same maker.
pub async fn device_of(
    db: &impl ConnectionTrait,
    site: SiteId,
    machine: &Machine,
) -> Result<Option<device::Model>, DbErr> {
    let Some(serial) = &machine.serial else {
        return Ok(None);
    };
    let spellings = [serial.clone(), serial.to_uppercase(), serial.to_lowercase()];
    let mut found = device::Entity::find()
        .filter(device::COLUMN.site_id.eq(site))
        .filter(device::COLUMN.serial.is_in(spellings))
        .all(db)
        .await?;
    if found.len() > 1 {
        let maker = machine.manufacturer.as_deref().unwrap_or_default();
        let maker = crate::identifiers::fold(maker);
        found.retain(|device| device.manufacturer_key == maker);
    }
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// Keeps an inventory of this device: its row, its drives, and what the stock did not know yet.
pub async fn keep(
    txn: &DatabaseTransaction,
    by: By,
    source: Source,
    device: &device::Model,
    machine: &Machine,
    sha256: &str,
) -> Result<hardware_snapshot::Model, SnapshotError> {
    let refused = |refusal| Err(SnapshotError::Refused(refusal));
    match (tie(machine, device.serial.as_deref()), source) {
        (Tie::Same, _) | (Tie::Unsaid | Tie::Learnt, Source::Bench(_)) => {}
        (Tie::Another, _) => return refused(Refusal::Another),
        (Tie::Nameless, _) | (Tie::Unsaid, Source::Token(_)) => {
            return refused(Refusal::Nameless);
        }
        (Tie::Learnt, Source::Token(_)) => return refused(Refusal::Unknown),
    }
    match device.stage {
        Stage::Received | Stage::Triage | Stage::Refurbishment => {}
        // What is being checked stays as it is; it is sent back first.
        Stage::QualityCheck
        | Stage::Announced
        | Stage::NotReceived
        | Stage::Ready
        | Stage::Scrapped => return refused(Refusal::NotAtWork),
    }
    let change = learnt(txn, device, machine).await?;
    let (membership_id, token_id) = match source {
        Source::Bench(member) => (Some(member), None),
        Source::Token(token) => (None, Some(token)),
    };
    let row = hardware_snapshot::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        sha256: Set(sha256.to_owned()),
        format: Set(machine.format),
        membership_id: Set(membership_id),
        token_id: Set(token_id),
        model: Set(machine.model.clone().unwrap_or_default()),
        processor: Set(machine.processor.clone()),
        ram_mb: Set(machine.ram_mb),
        battery_percent: Set(machine.battery_percent),
        battery_cycles: Set(machine.battery_cycles),
        drives: Set(i32::try_from(machine.drives.len()).unwrap_or(i32::MAX)),
        at: Set(by.at),
        ..Default::default()
    };
    let row = row.insert(txn).await?;
    // A tablet erases its own memory: only where each drive is wiped does each drive count.
    let mut gone = 0;
    if erasure_of(device.kind, device.holds_data) == Some(ErasureMethod::Nwipe) {
        let mut present = Vec::new();
        for drive in &machine.drives {
            let named = Named {
                serial: &drive.serial,
                model: &drive.model,
                kind: drive.kind,
                size_bytes: drive.size_bytes,
            };
            present.push(drives::seen(txn, by, device, &named).await?.id);
        }
        // A machine that sees no drive at all does not say that there is none.
        if !present.is_empty() {
            gone = drives::absent_but(txn, device, &present, by).await?;
        }
    }
    let event = Event::of(EventKind::HardwareRead)
        .with("snapshot", row.id)
        .with("sha256", sha256)
        .with("drives", row.drives)
        .with("drives_gone", gone)
        .with("ram_mb", row.ram_mb)
        .with("battery_percent", row.battery_percent)
        .with("bench_token", row.token_id);
    journal::change(txn, by, device, change, event).await?;
    Ok(row)
}

/// The columns of the device that were empty and that the machine fills.
async fn learnt(
    txn: &DatabaseTransaction,
    device: &device::Model,
    machine: &Machine,
) -> Result<device::ActiveModel, SnapshotError> {
    let mut change = device::ActiveModel {
        ..Default::default()
    };
    if device.processor.is_none() && machine.processor.is_some() {
        change.processor = Set(machine.processor.clone());
    }
    let bytes: u64 = machine
        .drives
        .iter()
        .filter_map(|drive| drive.size_bytes)
        .fold(0, u64::saturating_add);
    if device.storage_mb.is_none() && bytes > 0 {
        change.storage_mb = Set(i32::try_from(bytes / 1_000_000).ok());
    }
    let serial = machine.serial.as_ref().filter(|_| device.serial.is_none());
    let model = machine
        .model
        .as_ref()
        .filter(|_| device.model.trim().is_empty());
    if let Some(serial) = serial {
        let taken = device::Entity::find()
            .filter(device::COLUMN.manufacturer_key.eq(&device.manufacturer_key))
            .filter(device::COLUMN.serial.eq(serial.clone()))
            .one(txn)
            .await?;
        if taken.is_some() {
            return Err(SnapshotError::Refused(Refusal::Taken));
        }
        change.serial = Set(Some(serial.clone()));
    }
    if let Some(model) = model {
        change.model = Set(model.clone());
        change.model_key = Set(model_key(device.kind, &device.manufacturer, model));
    }
    if serial.is_some() || model.is_some() {
        let marks = Marks {
            serial: serial.or(device.serial.as_ref()).map(String::as_str),
            imei: device.imei.as_deref(),
            asset_tag: device.asset_tag.as_deref(),
            inventory_number: device.inventory_number.as_deref(),
            manufacturer: &device.manufacturer,
            model: model.unwrap_or(&device.model),
            school: device.school_name.as_deref(),
        };
        change.search = Set(marks.search());
    }
    Ok(change)
}
