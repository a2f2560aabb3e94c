//! An export of the Coop, from the bytes of a file to what is kept of it.
//!
//! Pure, and read in one pass: [`table`] gives the lines of a workbook or of a text, [`columns`] says which cells mean
//! something to us, [`rows`] reads them at once. A cell of any other column, such as a name or a note, is never held.
pub mod columns;
pub mod rows;
pub mod table;
pub mod values;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
pub use rows::{Finding, List, People, Row, What};
use table::NotAnExport;

/// Reads an export of at most `max_bytes` and `max_rows`.
///
/// # Errors
/// When it is none.
pub fn read(
    bytes: &[u8],
    (max_bytes, max_rows): (usize, usize),
    today: NaiveDate,
) -> Result<List, NotAnExport> {
    let mut gathered = rows::Gathered::new(max_rows, today);
    table::lines(bytes, max_bytes, &mut |line, cells| {
        gathered.take(line, cells)
    })?;
    gathered.whole()
}
