//! Every line of a list becomes an announced device and what is to be said about it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;
use entities::device::DeviceKind;
use serde::Serialize;

use super::columns::{Field, Mapping};
use super::device_type;
use super::findings::{Finding, Kind, Severity};
use super::personal::CleanSheet;
use super::read::Row;
use super::report::{Line, Report, report};
use super::{status, values};
use crate::identifiers::{Imei, ImeiFault, Uai, fold, is_placeholder_serial};

/// Longer than any name or number of a device; beyond it a quote was not closed.
pub const MAX_CELL: usize = 200;

/// What the person decides about a list.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The statuses that may be collected, folded; `None` takes those that say *reformed*.
    pub collectable: Option<BTreeSet<String>>,
    /// The type of the devices whose line does not tell it.
    pub default_type: Option<DeviceKind>,
    /// The doubtful kinds whose lines stay out.
    pub refuse: BTreeSet<Kind>,
    /// An acquisition cannot be later.
    pub today: NaiveDate,
}

/// What is known outside the list.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// Whether the stock has this (folded manufacturer, normalised serial).
    pub in_stock: &'k dyn Fn(&str, &str) -> bool,
    /// Whether the stock has a device without a serial number under this inventory number or asset tag.
    pub marked: &'k dyn Fn(&str) -> bool,
    pub school: &'k dyn Fn(&Uai) -> bool,
}

/// A device as its donor announces it. Doubtful values are already left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AnnouncedDevice<'a> {
    /// Upper case, without spaces.
    pub serial: Option<Cow<'a, str>>,
    pub imei: Option<Imei>,
    pub manufacturer: Option<&'a str>,
    pub model: Option<&'a str>,
    pub model_identifier: Option<&'a str>,
    pub device_type: Option<DeviceKind>,
    pub os: Option<&'a str>,
    pub os_version: Option<&'a str>,
    pub storage_mb: Option<i32>,
    pub processor: Option<&'a str>,
    pub asset_tag: Option<&'a str>,
    pub inventory_number: Option<&'a str>,
    pub acquired_on: Option<NaiveDate>,
    pub acquisition_cents: Option<i64>,
    /// Kept even when no school of ours has it ([`Kind::UnknownSchool`]).
    pub school_uai: Option<Uai>,
    pub place: Option<&'a str>,
    pub status: Option<&'a str>,
}

/// Checks every line. Linear in the size of the sheet.
#[must_use]
pub fn check<'a>(
    sheet: &'a CleanSheet,
    mapping: &Mapping,
    choices: &Choices,
    known: &Known<'_>,
) -> Report<'a> {
    let mut check = Check {
        columns: Field::ALL.map(|field| mapping.column(field)),
        choices,
        known,
        makers: HashMap::new(),
        first_lines: HashMap::with_capacity(sheet.rows().len()),
        collectable: HashMap::new(),
        types: HashMap::new(),
    };
    let mut lines: Vec<Line<'a>> = sheet.rows().iter().map(|row| check.line(row)).collect();
    lines.extend(sheet.ragged().iter().map(|&number| Line {
        number,
        accepted: false,
        device: AnnouncedDevice::default(),
        findings: vec![Finding {
            kind: Kind::RaggedRow,
            field: Field::Ignore,
            typed: "",
            first_line: None,
        }],
    }));
    lines.sort_by_key(|line| line.number);
    report(lines)
}

/// The normalised serials of a list, to ask the stock for them.
pub fn serials<'a>(
    sheet: &'a CleanSheet,
    mapping: &Mapping,
) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
    let column = mapping.column(Field::Serial);
    sheet
        .rows()
        .iter()
        .filter_map(move |row| row.cells.get(column?))
        .filter(|cell| !cell.is_empty() && !is_placeholder_serial(cell))
        .map(normalised_serial)
}

/// The inventory numbers and asset tags of the lines without a serial number, to ask the stock for them:
/// the same list brought in twice must find these lines too.
pub fn marks<'a>(
    sheet: &'a CleanSheet,
    mapping: &Mapping,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let serial = mapping.column(Field::Serial);
    let columns = [Field::InventoryNumber, Field::AssetTag].map(|field| mapping.column(field));
    sheet
        .rows()
        .iter()
        .filter(move |row| {
            serial
                .and_then(|column| row.cells.get(column))
                .is_none_or(|cell| cell.is_empty() || is_placeholder_serial(cell))
        })
        .flat_map(move |row| columns.map(|column| row.cells.get(column?)))
        .flatten()
        .map(str::trim)
        .filter(|mark| !mark.is_empty())
}

/// Where each field stands, by its place in [`Field::ALL`].
type Columns = [Option<usize>; Field::ALL.len()];
type TypeSource<'a> = [Option<&'a str>; 4];

/// One run over a sheet, with what is computed once for values that recur on many lines.
struct Check<'a, 'c> {
    columns: Columns,
    choices: &'c Choices,
    known: &'c Known<'c>,
    /// The folded form of every maker, by which two spellings are one.
    makers: HashMap<&'a str, Rc<str>>,
    first_lines: HashMap<(Rc<str>, Cow<'a, str>), u32>,
    collectable: HashMap<&'a str, bool>,
    types: HashMap<TypeSource<'a>, Option<DeviceKind>>,
}

impl<'a> Check<'a, '_> {
    fn line(&mut self, row: &'a Row) -> Line<'a> {
        let mut cells = Cells {
            row,
            columns: self.columns,
            findings: Vec::new(),
        };
        let mut device = AnnouncedDevice {
            manufacturer: cells.text(Field::Manufacturer),
            model: cells.text(Field::Model),
            model_identifier: cells.text(Field::ModelIdentifier),
            os: cells.text(Field::Os),
            os_version: cells.text(Field::OsVersion),
            storage_mb: cells.parsed(Field::Storage, Kind::BadStorage, values::storage_mb),
            processor: cells.text(Field::Processor),
            asset_tag: cells.text(Field::AssetTag),
            inventory_number: cells.text(Field::InventoryNumber),
            acquisition_cents: cells.parsed(Field::AcquisitionValue, Kind::BadValue, values::cents),
            place: cells.text(Field::Place),
            status: cells.text(Field::Status),
            ..AnnouncedDevice::default()
        };
        device.acquired_on = self.acquired_on(&mut cells);
        device.school_uai = self.school(&mut cells);
        device.imei = imei(&mut cells);
        device.serial = serial(&mut cells);
        device.device_type = self.device_type(&mut cells, &device);
        if device.model.or(device.model_identifier).is_none() {
            cells.note(Kind::MissingModel, Field::Model, "");
        }
        self.identity(&mut cells, &device);
        self.collectable(&mut cells, &device);
        let findings = cells.findings;
        Line {
            number: row.line,
            accepted: findings.iter().all(|finding| self.admits(finding.kind)),
            device,
            findings,
        }
    }

    fn admits(&self, kind: Kind) -> bool {
        match kind.severity() {
            Severity::Refused => false,
            Severity::Doubtful => !self.choices.refuse.contains(&kind),
            Severity::Information => true,
        }
    }

    fn acquired_on(&self, cells: &mut Cells<'a>) -> Option<NaiveDate> {
        let date = cells.parsed(Field::AcquisitionDate, Kind::BadDate, values::date)?;
        if date > self.choices.today {
            let typed = cells.typed(Field::AcquisitionDate);
            cells.note(Kind::FutureDate, Field::AcquisitionDate, typed);
            return None;
        }
        Some(date)
    }

    fn school(&self, cells: &mut Cells<'a>) -> Option<Uai> {
        let uai = cells.parsed(Field::SchoolUai, Kind::BadUai, |text| Uai::parse(text).ok())?;
        if !(self.known.school)(&uai) {
            let typed = cells.typed(Field::SchoolUai);
            cells.note(Kind::UnknownSchool, Field::SchoolUai, typed);
        }
        Some(uai)
    }

    fn device_type(
        &mut self,
        cells: &mut Cells<'a>,
        device: &AnnouncedDevice<'a>,
    ) -> Option<DeviceKind> {
        let word = cells.text(Field::DeviceType);
        let source = [word, device.model, device.model_identifier, device.os];
        let told = *self
            .types
            .entry(source)
            .or_insert_with(|| device_type::told_by(source[0], source[1], source[2], source[3]));
        if told.is_some() {
            return told;
        }
        let kind = match self.choices.default_type {
            Some(_) => Kind::TypeAssumed,
            None => Kind::UnknownType,
        };
        let typed = word.or(device.model).unwrap_or_default();
        cells.note(kind, Field::DeviceType, typed);
        self.choices.default_type
    }

    /// Whether the device can be told from all others, in the list and in the stock.
    fn identity(&mut self, cells: &mut Cells<'a>, device: &AnnouncedDevice<'a>) {
        let Some(serial) = &device.serial else {
            let has_other_code = device.imei.is_some()
                || device.asset_tag.is_some()
                || device.inventory_number.is_some();
            let marks = [
                (Field::InventoryNumber, device.inventory_number),
                (Field::AssetTag, device.asset_tag),
            ];
            let known = marks.into_iter().find_map(|(field, mark)| {
                mark.filter(|mark| (self.known.marked)(mark))
                    .map(|mark| (field, mark))
            });
            if !has_other_code {
                cells.note(Kind::NothingIdentifies, Field::Ignore, "");
            } else if let Some((field, mark)) = known {
                cells.note(Kind::DuplicateInStock, field, mark);
            }
            return;
        };
        let typed = cells.typed(Field::Serial);
        let maker = self.folded_maker(device.manufacturer.unwrap_or_default());
        let in_stock = (self.known.in_stock)(&maker, serial);
        let line = cells.row.line;
        let first_line = *self
            .first_lines
            .entry((maker, serial.clone()))
            .or_insert(line);
        if first_line != line {
            cells.findings.push(Finding {
                kind: Kind::DuplicateInFile,
                field: Field::Serial,
                typed,
                first_line: Some(first_line),
            });
        } else if in_stock {
            cells.note(Kind::DuplicateInStock, Field::Serial, typed);
        }
    }

    fn folded_maker(&mut self, maker: &'a str) -> Rc<str> {
        let folded = self
            .makers
            .entry(maker)
            .or_insert_with(|| fold(maker).into());
        Rc::clone(folded)
    }

    fn collectable(&mut self, cells: &mut Cells<'a>, device: &AnnouncedDevice<'a>) {
        if self.columns[Field::Status as usize].is_none() {
            return;
        }
        let status = device.status.unwrap_or_default();
        let chosen = self.choices.collectable.as_ref();
        let may_be_collected = *self.collectable.entry(status).or_insert_with(|| {
            chosen.map_or_else(
                || status::is_reformed(status),
                |chosen| chosen.contains(&fold(status)),
            )
        });
        if !may_be_collected {
            cells.note(Kind::StatusNotCollectable, Field::Status, status);
        }
    }
}

/// One row being read, and what is found on the way.
struct Cells<'a> {
    row: &'a Row,
    columns: Columns,
    findings: Vec<Finding<'a>>,
}

impl<'a> Cells<'a> {
    fn note(&mut self, kind: Kind, field: Field, typed: &'a str) {
        self.findings.push(Finding {
            kind,
            field,
            typed,
            first_line: None,
        });
    }

    /// The cell as the list has it.
    fn typed(&self, field: Field) -> &'a str {
        self.columns[field as usize]
            .and_then(|column| self.row.cells.get(column))
            .unwrap_or_default()
    }

    /// The cell's text; nothing for an empty cell, a dash, or what must not be kept.
    fn text(&mut self, field: Field) -> Option<&'a str> {
        let cell = self.typed(field);
        if cell.bytes().all(|byte| byte == b'-') {
            return None;
        }
        if cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL {
            // Only the start is quoted: the rest may be the remainder of the file.
            let start = &cell[..cell.floor_char_boundary(MAX_CELL / 4)];
            self.note(Kind::CellTooLong, field, start);
            return None;
        }
        if is_formula(cell) {
            self.note(Kind::FormulaCell, field, cell);
            return None;
        }
        Some(cell)
    }

    fn parsed<T>(
        &mut self,
        field: Field,
        doubt: Kind,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(field)?;
        let value = parse(text);
        if value.is_none() {
            self.note(doubt, field, text);
        }
        value
    }
}

/// A cell a spreadsheet would run when the list is opened again. A signed number is none.
fn is_formula(cell: &str) -> bool {
    let is_number = |rest: &str| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'))
    };
    match cell.as_bytes() {
        [b'=' | b'@', ..] => true,
        [b'+' | b'-', ..] => !is_number(&cell[1..]),
        _ => false,
    }
}

fn imei(cells: &mut Cells<'_>) -> Option<Imei> {
    let text = cells.text(Field::Imei)?;
    match Imei::parse(text) {
        Ok(imei) => Some(imei),
        Err(ImeiFault::WithoutKey { completed }) => {
            cells.note(Kind::ImeiCompleted, Field::Imei, text);
            Some(completed)
        }
        Err(fault) => {
            let kind = match fault {
                ImeiFault::WrongKey => Kind::ImeiWrongKey,
                ImeiFault::Imeisv => Kind::Imeisv,
                ImeiFault::Shape | ImeiFault::WithoutKey { .. } => Kind::ImeiMalformed,
            };
            cells.note(kind, Field::Imei, text);
            None
        }
    }
}

fn serial<'a>(cells: &mut Cells<'a>) -> Option<Cow<'a, str>> {
    let typed = cells.typed(Field::Serial);
    if typed.is_empty() {
        cells.note(Kind::MissingSerial, Field::Serial, "");
        return None;
    }
    if typed.len() <= MAX_CELL && is_placeholder_serial(typed) {
        cells.note(Kind::PlaceholderSerial, Field::Serial, typed);
        return None;
    }
    cells.text(Field::Serial).map(normalised_serial)
}

/// Upper case, without spaces: labels and exports differ in both.
#[must_use]
pub fn normalised_serial(serial: &str) -> Cow<'_, str> {
    let is_normal = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_lowercase();
    if serial.bytes().all(is_normal) {
        return Cow::Borrowed(serial);
    }
    serial
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect::<String>()
        .into()
}
