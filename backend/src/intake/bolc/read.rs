//! A BOLC sheet that came back: of its columns only those that say something of the device leave it. Pure.
use super::columns::Sheet;
use crate::{
    grading::rules::{Drive, MOST_GB, Technology},
    identifiers::fold,
    intake::list::{
        read::{self, Unreadable},
        workbook::{self, Broken},
    },
    personal,
};
use entities::device::Grade;
use serde::{Deserialize, Serialize};

/// More than any lot has devices.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The published workbooks have lines of their own above the columns.
const LINES_ABOVE: u32 = 8;
/// More than any lot has devices, in a workbook too, which holds much in few bytes.
const MAX_LINES: usize = 5_000;
const LONGEST: usize = 80;

/// One line, read. Remarks, comments, operator and colour have no field to go to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub number: u32,
    pub identifier: String,
    pub serial: String,
    pub imei: String,
    pub processor: Option<String>,
    pub system: Option<String>,
    pub ram_gb: Option<i32>,
    pub storage_gb: Option<i32>,
    pub drives: Vec<Drive>,
    pub grade: Option<Letter>,
    pub category: Option<String>,
    /// What could not be read on it.
    pub doubts: Vec<Doubt>,
}

/// A cosmetic grade as sheets write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    A,
    B,
    C,
}

impl Letter {
    #[must_use]
    pub const fn grade(self) -> Grade {
        match self {
            Self::A => Grade::A,
            Self::B => Grade::B,
            Self::C => Grade::C,
        }
    }
}

/// Something a line says that is not taken; the rest of it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    Ram,
    Storage,
    Drive,
    Grade,
    /// A text that begins like a formula, is far too long or holds control characters.
    Hostile,
    /// A text that looks like something about a person.
    Personal,
}

impl Doubt {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ram => "bolc-doubt-ram",
            Self::Storage => "bolc-doubt-storage",
            Self::Drive => "bolc-doubt-drive",
            Self::Grade => "bolc-doubt-grade",
            Self::Hostile => "bolc-doubt-hostile",
            Self::Personal => "bolc-doubt-personal",
        }
    }
}

/// A sheet, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    pub sheet: Sheet,
    pub read: Vec<Line>,
    /// Lines whose cells cannot be told apart.
    pub ragged: Vec<u32>,
}

/// Why the whole file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Unreadable(Unreadable),
    /// No XLSX workbook, or cut short.
    NoWorkbook,
    /// Its columns are those of neither sheet.
    Columns,
}

impl Wrong {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            // A workbook of another kind: XLSX is read here, where a donor's list is not.
            Self::Unreadable(Unreadable::Workbook) | Self::NoWorkbook => "bolc-no-workbook",
            Self::Unreadable(why) => why.key(),
            Self::Columns => "bolc-columns-missing",
        }
    }
}

/// Reads a sheet, wherever in its first lines the columns are named.
///
/// # Errors
/// Why the file is no BOLC sheet.
pub fn read(bytes: &[u8]) -> Result<Lines, Wrong> {
    if bytes.len() > MAX_BYTES {
        return Err(Wrong::Unreadable(Unreadable::TooLarge));
    }
    if workbook::is_one(bytes) {
        of_workbook(bytes)
    } else {
        of_text(bytes)
    }
}

fn of_text(bytes: &[u8]) -> Result<Lines, Wrong> {
    let mut rest = bytes;
    let mut wrong = Wrong::Columns;
    for above in 0..=LINES_ABOVE {
        match read::read(rest, MAX_BYTES) {
            Ok(file) => {
                if let Some(columns) = Columns::of(&file.headers) {
                    let line = |row: &read::Row| {
                        let cells: Vec<String> = row.cells.iter().map(str::to_owned).collect();
                        columns.line(row.line + above, &cells)
                    };
                    return Ok(Lines {
                        sheet: columns.sheet,
                        read: file.rows.iter().map(line).collect(),
                        ragged: file.ragged.iter().map(|number| number + above).collect(),
                    });
                }
            }
            // What is no text at the beginning is none further down.
            Err(why) if above == 0 && why != Unreadable::NoHeader => wrong = Wrong::Unreadable(why),
            Err(_) => {}
        }
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            break;
        };
        rest = &rest[end + 1..];
    }
    Err(wrong)
}

fn of_workbook(bytes: &[u8]) -> Result<Lines, Wrong> {
    let mut columns: Option<Columns> = None;
    let mut read = Vec::new();
    let taken = workbook::rows(bytes, MAX_BYTES, &mut |number, cells| {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if let Some(columns) = &columns {
            if read.len() == MAX_LINES {
                return Err(Wrong::Unreadable(Unreadable::TooLarge));
            }
            read.push(columns.line(number, cells));
        } else if number > LINES_ABOVE + 1 {
            return Err(Wrong::Columns);
        } else {
            columns = Columns::of(cells);
        }
        Ok(())
    });
    taken.map_err(|why| match why {
        Broken::NoWorkbook => Wrong::NoWorkbook,
        Broken::TooLarge => Wrong::Unreadable(Unreadable::TooLarge),
        Broken::Row(why) => why,
    })?;
    let columns = columns.ok_or(Wrong::Columns)?;
    if read.is_empty() {
        return Err(Wrong::Unreadable(Unreadable::NoRows));
    }
    Ok(Lines {
        sheet: columns.sheet,
        read,
        // A row of a workbook has its cells where its header has them.
        ragged: Vec::new(),
    })
}

/// What the columns of a file are called, folded, and which sheet they make it.
struct Columns {
    sheet: Sheet,
    names: Vec<String>,
    identifier: usize,
}

impl Columns {
    fn of(headers: &[String]) -> Option<Self> {
        let names: Vec<String> = headers.iter().map(|header| fold(header)).collect();
        let place = |name: &str| names.iter().position(|header| *header == fold(name));
        let sheet = if place("Type disque 1").is_some() {
            Sheet::Computers
        } else if place("Taille stockage").is_some() {
            Sheet::Mobiles
        } else {
            return None;
        };
        let identifier = place("Identifiant unique")?;
        Some(Self {
            sheet,
            names,
            identifier,
        })
    }

    fn line(&self, number: u32, cells: &[String]) -> Line {
        let cell = |name: &str| {
            let name = fold(name);
            let column = self.names.iter().position(|header| *header == name)?;
            cells.get(column).map(|cell| plain(cell))
        };
        let identifier = cells.get(self.identifier).map(|cell| plain(cell));
        let mut doubts = Vec::new();
        let mut line = Line {
            number,
            identifier: identifier.unwrap_or_default(),
            serial: cell("N° Serie").unwrap_or_default(),
            imei: cell("IMEI").unwrap_or_default(),
            ..Line::default()
        };
        line.processor = words(cell("Processeur"), &mut doubts);
        line.system = words(cell("OS"), &mut doubts);
        line.ram_gb = amount(cell("RAM"), 1_024, 4_096, Doubt::Ram, &mut doubts);
        line.storage_gb = amount(
            cell("Taille stockage"),
            1_000,
            MOST_GB,
            Doubt::Storage,
            &mut doubts,
        );
        for (kind, size) in [
            ("Type disque 1", "Taille disque 1"),
            ("Type disque 2", "taille disque 2"),
        ] {
            let kind = cell(kind).unwrap_or_default();
            let size = amount(cell(size), 1_000, MOST_GB, Doubt::Drive, &mut doubts);
            match (Technology::named(&kind.replace('-', "")), size) {
                (Some(technology), Some(gb)) => line.drives.push(Drive { technology, gb }),
                (None, None) if kind.is_empty() => {}
                _ if doubts.contains(&Doubt::Drive) => {}
                _ => doubts.push(Doubt::Drive),
            }
        }
        line.grade = letter(cell("Grade esth."), &mut doubts);
        line.category = words(cell("Catégorie"), &mut doubts);
        line.doubts = doubts;
        line
    }
}

/// A cell as it was meant: without the apostrophe that kept it from being a formula. Of what is longer than any value
/// there is one character too many, and no more.
fn plain(cell: &str) -> String {
    let meant = cell.trim().trim_start_matches('\'').trim();
    meant.chars().take(LONGEST + 1).collect()
}

/// A few words about a device, or none with the reason.
fn words(cell: Option<String>, doubts: &mut Vec<Doubt>) -> Option<String> {
    let text = cell.filter(|text| !text.is_empty())?;
    let hostile = text.starts_with(['=', '+', '-', '@'])
        || text.chars().count() > LONGEST
        || text.chars().any(char::is_control);
    if hostile {
        doubts.push(Doubt::Hostile);
        return None;
    }
    if personal::in_cell(&text).is_some() {
        doubts.push(Doubt::Personal);
        return None;
    }
    Some(text)
}

/// An amount of memory in gigabytes: `8`, `8 Go`, `8192 Mo`, `1 To`.
fn amount(
    cell: Option<String>,
    thousand: i32,
    most: i32,
    doubt: Doubt,
    doubts: &mut Vec<Doubt>,
) -> Option<i32> {
    let text = cell.filter(|text| !text.is_empty())?;
    let folded = fold(&text).replace(' ', "").replace(',', ".");
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: Option<f64> = digits.parse().ok();
    let whole = number
        .filter(|number| number.fract() == 0.0 && (0.0..1_000_000_000.0).contains(number))
        .and_then(|_| digits.split('.').next()?.parse::<i32>().ok());
    let gb = match &folded[digits.len()..] {
        "" | "go" | "gb" | "g" | "gio" | "gib" => whole,
        "mo" | "mb" | "m" | "mio" | "mib" => whole
            .filter(|megabytes| megabytes % thousand == 0)
            .map(|megabytes| megabytes / thousand),
        "to" | "tb" | "t" | "tio" | "tib" => whole.and_then(|tera| tera.checked_mul(1_000)),
        _ => None,
    };
    let gb = gb.filter(|gb| (1..=most).contains(gb));
    if gb.is_none() {
        doubts.push(doubt);
    }
    gb
}

fn letter(cell: Option<String>, doubts: &mut Vec<Doubt>) -> Option<Letter> {
    let text = cell.filter(|text| !text.is_empty())?;
    match fold(&text).trim_start_matches("grade").trim() {
        "a" => Some(Letter::A),
        "b" => Some(Letter::B),
        "c" => Some(Letter::C),
        _ => {
            doubts.push(Doubt::Grade);
            None
        }
    }
}
