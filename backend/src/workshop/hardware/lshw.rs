//! `lshw -json`: one tree of nodes, the machine at its root.

use super::{
    Fault, Fields, FoundDrive, Machine,
    fields::{nodes, number, raw, small},
};
use crate::workshop::nwipe::DriveKind;
use entities::hardware_snapshot::SnapshotFormat;
use serde_json::Value;

pub fn is_one(root: &Value) -> bool {
    raw(root, "class") == "system" && root.get("id").is_some_and(Value::is_string)
}

pub fn machine(root: &Value) -> Result<Machine, Fault> {
    // The root's id is the host's name.
    let fields = Fields::of(root, &[Some(raw(root, "id"))]);
    let mut found = Found::default();
    walk(root, &fields, None, &mut found)?;
    let model = fields.text(root, "product")?;
    Ok(Machine {
        format: SnapshotFormat::Lshw,
        serial: fields.serial(root, "serial")?,
        manufacturer: fields.text(root, "vendor")?,
        // "ProBook 430 G5 (3GJ84ES#ABF)": the maker's order number is not the model.
        model: model.map(|model| match model.rsplit_once(" (") {
            Some((name, _)) => name.to_owned(),
            None => model,
        }),
        processor: found.processor,
        ram_mb: small(found.ram_bytes / (1024 * 1024)).filter(|ram| *ram > 0),
        // lshw says what a battery was made for, and not what is left of it.
        battery_percent: None,
        battery_cycles: None,
        drives: found.drives,
    })
}

#[derive(Default)]
struct Found {
    processor: Option<String>,
    ram_bytes: u64,
    drives: Vec<FoundDrive>,
}

/// What the node above a drive says of it: an `NVMe` namespace and an eMMC partition have no number of their own.
#[derive(Clone, Default)]
struct Above {
    serial: Option<String>,
    product: Option<String>,
    outside: bool,
}

fn walk(
    node: &Value,
    fields: &Fields,
    above: Option<&Above>,
    found: &mut Found,
) -> Result<(), Fault> {
    let class = raw(node, "class");
    let id = raw(node, "id");
    let mut here = above.cloned().unwrap_or_default();
    here.outside |= raw(node, "businfo").starts_with("usb@");
    match class {
        "processor" if found.processor.is_none() => {
            found.processor = fields.text(node, "product")?;
        }
        "memory" if id == "memory" || id.starts_with("memory:") => {
            found.ram_bytes = found
                .ram_bytes
                .saturating_add(number(node, "size").unwrap_or_default());
            return Ok(());
        }
        "storage" | "generic" | "bus" if id.starts_with("nvme") || id.starts_with("device") => {
            here.serial = fields.serial(node, "serial")?.or(here.serial);
            here.product = fields.text(node, "product")?.or(here.product);
        }
        "disk" if !here.outside => {
            if let Some(drive) = drive(node, fields, &here)? {
                found.drives.push(drive);
            }
            // Its partitions are not drives.
            return Ok(());
        }
        _ => {}
    }
    for child in nodes(node, "children") {
        walk(child, fields, Some(&here), found)?;
    }
    Ok(())
}

fn drive(node: &Value, fields: &Fields, above: &Above) -> Result<Option<FoundDrive>, Fault> {
    let size_bytes = number(node, "size").filter(|size| *size > 0);
    let id = raw(node, "id");
    // A reader without a card, a disc drive: nothing that holds data of its own.
    if size_bytes.is_none() || id.starts_with("cdrom") || id.starts_with("medium") {
        return Ok(None);
    }
    let serial = fields.serial(node, "serial")?.or(above.serial.clone());
    let model = fields.text(node, "product")?.or(above.product.clone());
    let model = model.unwrap_or_default();
    let name = match node.get("logicalname") {
        Some(Value::Array(names)) => names.first().and_then(Value::as_str).unwrap_or_default(),
        Some(name) => name.as_str().unwrap_or_default(),
        None => "",
    };
    let turns = node
        .get("capabilities")
        .and_then(Value::as_object)
        .is_some_and(|all| all.keys().any(|key| key.ends_with("rpm")));
    let kind = if name.starts_with("/dev/nvme") || raw(node, "description").contains("NVMe") {
        DriveKind::Nvme
    } else if name.starts_with("/dev/mmcblk") || model.to_uppercase().contains("SSD") {
        DriveKind::Ssd
    } else if turns {
        DriveKind::Hdd
    } else {
        DriveKind::Unknown
    };
    Ok(Some(FoundDrive {
        serial: serial.ok_or(Fault::DriveWithoutSerial)?,
        model,
        kind,
        size_bytes,
    }))
}
