//! The lines of a file, one after the other: of a workbook's first sheet, or of a delimited text. Nothing is kept here.
use super::columns::{Column, header};
use crate::intake::list::read::{self, Unreadable};
use calamine::{DataRef, DataType, Reader, Xlsx, open_workbook_from_rs};
use chrono::{Days, NaiveDate};
use csv::{ReaderBuilder, StringRecord};
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// More columns than an export has; what stands beyond is passed over.
const MAX_COLUMNS: usize = 100;
/// So many lines may stand above the header: who exported, when, and by which filters.
pub const HEADER_WITHIN: u32 = 100;
/// What a workbook may unfold to, measured before it is opened: one of a few kilobytes can hold gigabytes of zeros.
const MAX_UNFOLDED: u64 = 192 * 1024 * 1024;

const DELIMITERS: [u8; 4] = *b";,\t|";

/// Why a file is not taken as an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnExport {
    Unreadable(Unreadable),
    /// No workbook of the kind the Coop writes, or cut short.
    NoWorkbook,
    /// No line has the names of the columns.
    NoHeader,
    /// Columns that an export has, and this file has not.
    Missing(Vec<Column>),
    TooManyRows,
}

impl NotAnExport {
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(why) => match why {
                Unreadable::Empty | Unreadable::NoRows => "coop-unreadable-empty",
                Unreadable::TooLarge => "coop-unreadable-too-large",
                Unreadable::Workbook => "coop-unreadable-workbook",
                Unreadable::NotText => "coop-unreadable-not-text",
                Unreadable::TooManyColumns | Unreadable::NoHeader => "coop-unreadable-no-header",
            },
            Self::NoWorkbook => "coop-unreadable-workbook",
            Self::NoHeader => "coop-unreadable-no-header",
            Self::Missing(_) => "coop-unreadable-missing",
            Self::TooManyRows => "coop-unreadable-too-many",
        }
    }
}

/// What is done with each line: its number, the first being 1, and its cells.
pub type Take<'t> = &'t mut dyn FnMut(u32, &[String]) -> Result<(), NotAnExport>;

/// Gives every line of a file of at most `max_bytes`.
pub fn lines(bytes: &[u8], max_bytes: usize, take: Take<'_>) -> Result<(), NotAnExport> {
    if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes, max_bytes, take)
    } else {
        let (text, _) = read::text(bytes, max_bytes).map_err(NotAnExport::Unreadable)?;
        of_text(&text, take)
    }
}

/// Gives every line of a workbook's first sheet, whatever it is about.
pub fn workbook(bytes: &[u8], max_bytes: usize, take: Take<'_>) -> Result<(), NotAnExport> {
    if bytes.len() > max_bytes {
        return Err(NotAnExport::Unreadable(Unreadable::TooLarge));
    }
    unfolds(bytes)?;
    of_workbook(bytes, take)
}

/// Reads every part of a workbook through, as far as it may go. What it says of its own sizes proves nothing.
fn unfolds(bytes: &[u8]) -> Result<(), NotAnExport> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotAnExport::NoWorkbook)?;
    let mut left = MAX_UNFOLDED;
    for number in 0..parts.len() {
        let part = parts
            .by_index(number)
            .map_err(|_| NotAnExport::NoWorkbook)?;
        let unfolded =
            copy(&mut part.take(left + 1), &mut sink()).map_err(|_| NotAnExport::NoWorkbook)?;
        left = left
            .checked_sub(unfolded)
            .ok_or(NotAnExport::Unreadable(Unreadable::TooLarge))?;
    }
    Ok(())
}

fn of_workbook(bytes: &[u8], take: Take<'_>) -> Result<(), NotAnExport> {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| NotAnExport::NoWorkbook)?;
    let first = book.sheet_names().into_iter().next();
    let first = first.ok_or(NotAnExport::NoWorkbook)?;
    let mut cells = book
        .worksheet_cells_reader(&first)
        .map_err(|_| NotAnExport::NoWorkbook)?;
    let mut line = 0;
    let mut row: Vec<String> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| NotAnExport::NoWorkbook)? {
        let (at, column) = cell.get_position();
        if at + 1 != line {
            if line > 0 {
                take(line, &row)?;
            }
            line = at + 1;
            row.clear();
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column < MAX_COLUMNS {
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            row[column] = said(cell.get_value());
        }
    }
    if line > 0 {
        take(line, &row)?;
    }
    Ok(())
}

/// A cell as text; a moment by its day.
fn said(value: &DataRef<'_>) -> String {
    match value.get_datetime() {
        Some(moment) => day(moment.as_f64())
            .map(|day| day.to_string())
            .unwrap_or_default(),
        None => value.as_string().unwrap_or_default(),
    }
}

/// The day that a spreadsheet counts from the end of 1899.
fn day(days: f64) -> Option<NaiveDate> {
    let days = format!("{:.0}", days.floor()).parse().ok()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

fn of_text(text: &str, take: Take<'_>) -> Result<(), NotAnExport> {
    let delimiter = DELIMITERS
        .into_iter()
        .find(|delimiter| has_header(text, *delimiter))
        .ok_or(NotAnExport::NoHeader)?;
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| NotAnExport::Unreadable(Unreadable::NotText))?
    {
        let line = record.position().map_or(0, csv::Position::line);
        let line =
            u32::try_from(line).map_err(|_| NotAnExport::Unreadable(Unreadable::TooLarge))?;
        let cells: Vec<String> = record
            .iter()
            .take(MAX_COLUMNS)
            .map(ToOwned::to_owned)
            .collect();
        take(line, &cells)?;
    }
    Ok(())
}

/// Whether the header is found when the text is cut at this delimiter.
fn has_header(text: &str, delimiter: u8) -> bool {
    let within = usize::try_from(HEADER_WITHIN).unwrap_or(usize::MAX);
    reader(text, delimiter)
        .records()
        .filter_map(Result::ok)
        .take(within)
        .any(|record| {
            let cells: Vec<String> = record.iter().map(ToOwned::to_owned).collect();
            header(&cells).is_some()
        })
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
