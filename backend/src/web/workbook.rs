//! A list as a workbook, written row by row into whatever takes its bytes: rows that are written rest on disk until the end,
//! and memory does not grow with them.
use super::{
    Words,
    list::{Cell, Column, Row},
};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Europe::Paris;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// What a sheet holds at most, the names of the columns included; a longer list goes on on the next.
const ROWS: u32 = 1_048_576;

struct Formats {
    bold: Format,
    money: Format,
    day: Format,
    moment: Format,
}

/// Writes the pages as they come, and the workbook when they have ended. `next` gives none when the list was broken off:
/// nothing is written then.
pub fn write(
    words: Words,
    sheet_name: &str,
    columns: &[Column],
    mut next: impl FnMut() -> Option<Page>,
    into: impl Write + Send,
) -> Result<(), XlsxError> {
    let formats = Formats {
        bold: Format::new().set_bold(),
        money: Format::new().set_num_format("#,##0.00"),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
    };
    let mut book = Workbook::new();
    let (mut sheets, mut at) = (1, 0);
    let mut sheet = begin(&mut book, words, sheet_name, columns, &formats)?;
    loop {
        match next() {
            None => return Ok(()),
            Some(Page::End) => break,
            Some(Page::Rows(rows)) => {
                for row in rows {
                    at += 1;
                    if at == ROWS {
                        sheets += 1;
                        at = 1;
                        let name = format!("{sheet_name} {sheets}");
                        sheet = begin(&mut book, words, &name, columns, &formats)?;
                    }
                    for (place, cell) in (0..).zip(row) {
                        put(sheet, (at, place), cell, &formats)?;
                    }
                }
            }
        }
    }
    book.save_to_writer(into)
}

/// What is to be written next.
pub enum Page {
    Rows(Vec<Row>),
    /// The list is whole.
    End,
}

/// A sheet with the names of the columns, in bold, kept in sight.
fn begin<'b>(
    book: &'b mut Workbook,
    words: Words,
    name: &str,
    columns: &[Column],
    formats: &Formats,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0..).zip(columns) {
        sheet.set_column_width(place, 20)?;
        sheet.write_string_with_format(0, place, words.say(column.key), &formats.bold)?;
    }
    Ok(sheet)
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => {}
        // A text is written as one: nothing in it is a formula.
        Cell::Text(text) => {
            if !text.is_empty() {
                sheet.write_string(row, column, text)?;
            }
        }
        Cell::Word { words, .. } => {
            sheet.write_string(row, column, &*words)?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, exactly(number))?;
        }
        Cell::Cents(cents) => {
            let euros = exactly(cents) / 100.0;
            sheet.write_number_with_format(row, column, euros, &formats.money)?;
        }
        Cell::Day(day) => {
            sheet.write_date_with_format(row, column, &excel_day(day)?, &formats.day)?;
        }
        Cell::Moment(at) => {
            let at = excel_moment(at)?;
            sheet.write_datetime_with_format(row, column, &at, &formats.moment)?;
        }
        Cell::Flag { is, word } => {
            if is {
                sheet.write_string(row, column, &*word)?;
            }
        }
    }
    Ok(())
}

/// A day as a spreadsheet counts it.
fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, small(day.month()), small(day.day()))
}

/// A moment as the clocks in France showed it, to the second.
fn excel_moment(at: DateTime<Utc>) -> Result<ExcelDateTime, XlsxError> {
    let at = at.with_timezone(&Paris).naive_local();
    let hour = u16::from(small(at.hour()));
    excel_day(at.date())?.and_hms(hour, small(at.minute()), small(at.second()))
}

/// A month, a day, an hour, a minute or a second.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers and amounts of a list are below 2^53, which a float holds exactly"
)]
fn exactly(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Lang, list::column};
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;

    const COLUMNS: &[Column] = &[
        column("name", "device-model"),
        column("value_cents", "export-value"),
        column("acquired_on", "device-acquired-on"),
    ];

    fn written(pages: Vec<Page>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut pages = pages.into_iter();
        let words = Words::new(Lang::Fr);
        write(words, "Stock", COLUMNS, || pages.next(), &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn amounts_and_days_are_what_a_spreadsheet_counts_with_and_no_text_is_a_formula() {
        let row = vec![
            Cell::Text("=1+1".to_owned()),
            Cell::Cents(-21_950),
            Cell::Day("2019-09-02".parse().unwrap()),
        ];
        let bytes = written(vec![
            Page::Rows(vec![row]),
            Page::Rows(vec![vec![Cell::Nothing; 3]]),
            Page::End,
        ]);
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Stock").unwrap();
        assert_eq!(
            sheet.get_value((1, 0)),
            Some(&Data::String("=1+1".to_owned()))
        );
        assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(-219.5)));
        let day = sheet.get_value((1, 2));
        assert!(
            matches!(day, Some(Data::DateTime(day)) if (day.as_f64() - 43_710.0).abs() < 0.1),
            "{day:?}"
        );
        assert_eq!(
            book.worksheet_formula("Stock")
                .unwrap()
                .used_cells()
                .count(),
            0
        );
    }

    #[test]
    fn of_a_list_that_was_broken_off_nothing_is_written() {
        assert!(written(vec![Page::Rows(vec![vec![Cell::Number(1)]])]).is_empty());
    }
}
