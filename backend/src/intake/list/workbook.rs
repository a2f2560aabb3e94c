//! The first sheet of an XLSX workbook, row by row, whatever it is about. Nothing is kept here.
use calamine::{DataRef, DataType, Reader, Xlsx, open_workbook_from_rs};
use chrono::{Days, NaiveDate};
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// More columns than any table read here has; what stands beyond is passed over.
pub const MAX_COLUMNS: usize = 100;
/// What a workbook may unfold to, measured before it is opened: one of a few kilobytes can hold gigabytes of zeros.
const MAX_UNFOLDED: u64 = 192 * 1024 * 1024;

/// Why a workbook is not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken<E> {
    /// No workbook of this kind, or cut short.
    NoWorkbook,
    TooLarge,
    /// A row that whoever reads them would not take.
    Row(E),
}

/// What is done with each row: its number, the first being 1, and its cells.
pub type Take<'t, E> = &'t mut dyn FnMut(u32, &[String]) -> Result<(), E>;

/// Whether the bytes are a workbook's, or another archive's, and no text.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Gives every row of the first sheet of a workbook of at most `max_bytes`.
///
/// # Errors
/// When it is no workbook, too large, or a row is not taken.
pub fn rows<E>(bytes: &[u8], max_bytes: usize, take: Take<'_, E>) -> Result<(), Broken<E>> {
    if bytes.len() > max_bytes {
        return Err(Broken::TooLarge);
    }
    unfolds::<E>(bytes)?;
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Broken::<E>::NoWorkbook)?;
    let first = book.sheet_names().into_iter().next();
    let first = first.ok_or(Broken::<E>::NoWorkbook)?;
    let mut cells = book
        .worksheet_cells_reader(&first)
        .map_err(|_| Broken::<E>::NoWorkbook)?;
    let mut line = 0;
    let mut row: Vec<String> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| Broken::<E>::NoWorkbook)? {
        let (at, column) = cell.get_position();
        if at + 1 != line {
            if line > 0 {
                take(line, &row).map_err(Broken::Row)?;
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
        take(line, &row).map_err(Broken::Row)?;
    }
    Ok(())
}

/// Reads every part of a workbook through, as far as it may go. What it says of its own sizes proves nothing.
fn unfolds<E>(bytes: &[u8]) -> Result<(), Broken<E>> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken::<E>::NoWorkbook)?;
    let mut left = MAX_UNFOLDED;
    for number in 0..parts.len() {
        let part = parts
            .by_index(number)
            .map_err(|_| Broken::<E>::NoWorkbook)?;
        let unfolded =
            copy(&mut part.take(left + 1), &mut sink()).map_err(|_| Broken::<E>::NoWorkbook)?;
        left = left.checked_sub(unfolded).ok_or(Broken::<E>::TooLarge)?;
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
