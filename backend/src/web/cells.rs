//! Cells of a table for a spreadsheet: in French with semicolons, decimal commas and a byte order mark, which is what
//! Excel opens on a French computer by a double click; in English with commas, points and the mark as well.
use super::{Error, Lang, Words};
use chrono::NaiveDate;
use std::borrow::Cow;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A text that no spreadsheet takes for a formula: an apostrophe before what would begin one.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Euros, with the decimal mark a spreadsheet of this language reads as a number.
#[must_use]
pub fn euros(words: &Words, cents: i64) -> String {
    let mark = match words.lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}{mark}{:02}", cents / 100, cents % 100)
}

/// A day, in the order that sorts and that a spreadsheet of either language takes for a date: `2019-09-02`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day.to_string()
}

/// A table as the bytes of its file: to be handed on by [`crate::journal::exports::table`], which notes who took it.
pub struct Table {
    /// Of the file, without its ending.
    pub name: String,
    /// Without the row of the names of the columns.
    pub rows: u64,
    pub bytes: Vec<u8>,
}

/// A small table, its first row the names of the columns.
pub fn table(
    words: &Words,
    name: &str,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Table, Error> {
    let (written, bytes) = write(words, BYTE_ORDER_MARK.to_vec(), rows)?;
    Ok(Table {
        name: name.to_owned(),
        rows: written.saturating_sub(1),
        bytes,
    })
}

/// The names of the columns of a table that is handed on while it is read.
pub(super) fn head(words: &Words, names: Vec<String>) -> Result<Vec<u8>, Error> {
    Ok(write(words, BYTE_ORDER_MARK.to_vec(), [names])?.1)
}

/// Writes rows behind what is there; gives how many, and all of it.
fn write(
    words: &Words,
    into: Vec<u8>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<(u64, Vec<u8>), Error> {
    let mut writer = writer(words, into);
    let mut written: u64 = 0;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| safe(cell).into_owned()))
            .map_err(anyhow::Error::from)?;
        written += 1;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok((written, bytes))
}

/// Writes rows behind what is there; their cells are as they shall stand.
pub(super) fn writer(words: &Words, into: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .delimiter(match words.lang {
            Lang::Fr => b';',
            Lang::En => b',',
        })
        .terminator(csv::Terminator::CRLF)
        .from_writer(into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euros_have_the_mark_of_the_language_and_their_sign() {
        let (french, english) = (Words::new(Lang::Fr), Words::new(Lang::En));
        assert_eq!(euros(&french, 21_950), "219,50");
        assert_eq!(euros(&english, -5), "-0.05");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(safe(formula), format!("'{formula}"));
        }
        for honest in ["Galaxy Tab A-8", "A+1", "", "R52K1=7"] {
            assert_eq!(safe(honest), honest);
        }
    }
}
