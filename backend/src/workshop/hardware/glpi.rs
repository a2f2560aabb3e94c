//! A GLPI inventory in its own JSON form.

use super::{
    Fault, Fields, FoundDrive, Machine,
    fields::{nodes, number, raw, small},
};
use crate::workshop::nwipe::DriveKind;
use entities::hardware_snapshot::SnapshotFormat;
use serde_json::Value;

pub fn is_one(root: &Value) -> bool {
    root.get("deviceid").is_some_and(Value::is_string)
        && root
            .get("content")
            .is_some_and(|content| content.get("versionclient").is_some())
}

pub fn machine(root: &Value) -> Result<Machine, Fault> {
    let nothing = Value::Null;
    let content = root.get("content").unwrap_or(&nothing);
    let bios = content.get("bios").unwrap_or(&nothing);
    let hardware = content.get("hardware").unwrap_or(&nothing);
    // The computer's name, and the name that the agent's id begins with.
    let host = raw(hardware, "name");
    let fields = Fields::of(root, &[Some(host), Some(raw(root, "deviceid"))]);
    let mut drives = Vec::new();
    for storage in nodes(content, "storages") {
        if let Some(drive) = drive(storage, &fields)? {
            drives.push(drive);
        }
    }
    let memories: u64 = nodes(content, "memories")
        .into_iter()
        .filter_map(|memory| number(memory, "capacity"))
        .fold(0, u64::saturating_add);
    let ram = if memories > 0 {
        memories
    } else {
        number(hardware, "memory").unwrap_or_default()
    };
    let mut processor = None;
    if let Some(first) = nodes(content, "cpus").first() {
        processor = fields.text(first, "name")?;
    }
    let battery = nodes(content, "batteries").first().copied();
    Ok(Machine {
        format: SnapshotFormat::Glpi,
        serial: fields.serial(bios, "ssn")?,
        manufacturer: fields.text(bios, "smanufacturer")?,
        model: fields.text(bios, "smodel")?,
        processor,
        ram_mb: small(ram).filter(|ram| *ram > 0),
        battery_percent: battery.and_then(|battery| {
            let made_for = number(battery, "capacity").filter(|made_for| *made_for > 0)?;
            // A new battery often holds a little more than it was made for.
            let left = number(battery, "real_capacity")?.min(made_for);
            small(left.saturating_mul(100) / made_for)
        }),
        battery_cycles: battery
            .and_then(|battery| number(battery, "cycles"))
            .and_then(small),
        drives,
    })
}

fn drive(storage: &Value, fields: &Fields) -> Result<Option<FoundDrive>, Fault> {
    let interface = raw(storage, "interface").to_uppercase();
    let kind = raw(storage, "type").to_lowercase();
    let megabytes = number(storage, "disksize").filter(|size| *size > 0);
    let outside = interface == "USB" || kind.contains("removable");
    let disc = kind.contains("cd") || kind.contains("dvd");
    let Some(megabytes) = megabytes.filter(|_| !outside && !disc) else {
        return Ok(None);
    };
    let serial = match fields.serial(storage, "serialnumber")? {
        Some(serial) => Some(serial),
        None => fields.serial(storage, "serial")?,
    };
    let model = fields.text(storage, "model")?.unwrap_or_default();
    let kind = if interface.contains("NVME") || kind.contains("nvme") {
        DriveKind::Nvme
    } else if kind.contains("ssd") || model.to_uppercase().contains("SSD") {
        DriveKind::Ssd
    } else if kind.contains("hdd") {
        DriveKind::Hdd
    } else {
        DriveKind::Unknown
    };
    Ok(Some(FoundDrive {
        serial: serial.ok_or(Fault::DriveWithoutSerial)?,
        model,
        kind,
        size_bytes: Some(megabytes.saturating_mul(1_000_000)),
    }))
}
