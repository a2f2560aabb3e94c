//! A lot's devices on a BOLC sheet: UTF-8 with its mark and semicolons, as French spreadsheets open it. Pure.
use super::columns::Sheet;
use crate::{
    devices::{software::Software, standing::grade_letter},
    grading::{
        queries::Known,
        rules::{Drive, Fact},
        rulesets,
    },
    web::cells::safe,
};
use entities::device::{self, DeviceKind, Stage};

/// A device as the sheet tells it.
pub struct Listed<'l> {
    pub device: &'l device::Model,
    pub known: &'l Known,
    pub software: &'l Software,
    /// Still tied to its previous owner.
    pub locked: bool,
}

pub fn sheet(sheet: Sheet, listed: &[Listed<'_>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(sheet.headers())?;
    for one in listed {
        if Sheet::of(one.device.kind) != Some(sheet) {
            continue;
        }
        let cells = match sheet {
            Sheet::Computers => computer(one),
            Sheet::Mobiles => mobile(one),
        };
        writer.write_record(cells.iter().map(|cell| safe(cell).into_owned()))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn computer(one: &Listed<'_>) -> Vec<String> {
    let device = one.device;
    let drive = |place: usize| one.known.facts.drives.get(place);
    let technology = |drive: Option<&Drive>| drive.map(|drive| drive.technology.value().to_owned());
    let size = |drive: Option<&Drive>| drive.map(|drive| drive.gb.to_string());
    let nothing = String::new;
    vec![
        device.lot_id.0.to_string(),
        text(device.label_code.as_ref()),
        kind_word(device.kind).to_owned(),
        device.manufacturer.clone(),
        device.model.clone(),
        text(device.serial.as_ref()),
        text(device.processor.as_ref()),
        technology(drive(0)).unwrap_or_default(),
        size(drive(0)).unwrap_or_default(),
        technology(drive(1)).unwrap_or_default(),
        size(drive(1)).unwrap_or_default(),
        number(one, Fact::RamGb),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        grade(device),
        category(device),
        nothing(),
    ]
}

fn mobile(one: &Listed<'_>) -> Vec<String> {
    let device = one.device;
    let nothing = String::new;
    let system = match (&one.software.installed, &device.os) {
        (Some(row), _) => format!("{} {}", row.name, row.release),
        (None, Some(os)) => format!("{os} {}", device.os_version.as_deref().unwrap_or_default()),
        (None, None) => String::new(),
    };
    vec![
        device.lot_id.0.to_string(),
        text(device.label_code.as_ref()),
        kind_word(device.kind).to_owned(),
        device.manufacturer.clone(),
        device.model.clone(),
        text(device.imei.as_ref()),
        text(device.processor.as_ref()),
        system.trim().to_owned(),
        number(one, Fact::StorageGb),
        number(one, Fact::RamGb),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        status(one).to_owned(),
        nothing(),
        nothing(),
        grade(device),
        category(device),
        nothing(),
    ]
}

fn kind_word(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Laptop => "PORTABLE",
        DeviceKind::Desktop => "FIXE",
        DeviceKind::Tablet => "TABLETTE",
        DeviceKind::Phone => "SMARTPHONE",
        DeviceKind::Screen | DeviceKind::Accessory => "",
    }
}

/// The word of the sheet's own list that is true of the device. "RECONDITIONNE" is a word of the law (R. 122-4 of the
/// consumer code), which a sheet does not say on its own.
fn status(one: &Listed<'_>) -> &'static str {
    match one.device.stage {
        Stage::Scrapped => "DEEE",
        _ if one.locked => "BLOQUE",
        Stage::Triage | Stage::Refurbishment | Stage::QualityCheck | Stage::Ready => {
            "RECONDITIONABLE"
        }
        Stage::Announced | Stage::NotReceived | Stage::Received => "NON CONNU",
    }
}

fn number(one: &Listed<'_>, fact: Fact) -> String {
    let number = one.known.facts.numbers.get(&fact);
    number.map(ToString::to_string).unwrap_or_default()
}

fn grade(device: &device::Model) -> String {
    device
        .grade
        .map(|grade| grade_letter(grade).to_owned())
        .unwrap_or_default()
}

fn category(device: &device::Model) -> String {
    device
        .category
        .as_deref()
        .map(rulesets::category_name)
        .unwrap_or_default()
}

fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}
