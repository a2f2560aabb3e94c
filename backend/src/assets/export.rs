//! `GET /accounting/{id}/csv` and `/xlsx`: an owner's list and the stock side by side, every class of it, read and
//! written a page at a time.
use super::{
    matching::{self, After, Row},
    queries,
    rules::Class,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeAccounting},
    devices::standing::kind_key,
    journal::exports::{self, Chunk},
    web::{Error, Words, cells},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use chrono::{Datelike, NaiveDate};
use entities::{asset_import, list_export::ExportedList};
use futures::{StreamExt, stream};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::io;
use tokio::sync::mpsc;

/// Rows read at a time.
const PAGE: u64 = 2_000;
/// Pages of a workbook that wait to be written.
const AHEAD: usize = 2;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A value of a row, of the kind a spreadsheet counts with.
enum Cell {
    Text(String),
    Cents(Option<i64>),
    Day(Option<NaiveDate>),
}

const HEAD: [&str; 16] = [
    "accounting-class",
    "accounting-gap",
    "accounting-inventory-number",
    "accounting-accounting-number",
    "accounting-designation",
    "accounting-account",
    "accounting-acquired-on",
    "accounting-value",
    "accounting-net-book",
    "accounting-subsidies",
    "accounting-our-number",
    "device-code",
    "accounting-our-designation",
    "accounting-our-inventory-number",
    "accounting-our-acquired-on",
    "accounting-our-value",
];

fn row(words: &Words, class: Class, row: &Row) -> [Cell; 16] {
    let text = |text: Option<&str>| Cell::Text(text.unwrap_or_default().to_owned());
    let line = row.line.as_ref();
    let device = row.device.as_ref();
    let gaps: Vec<String> = row.gaps.iter().map(|gap| words.say(gap.key())).collect();
    let designation = device.map(|device| {
        let kind = words.say(kind_key(device.kind));
        format!("{kind} {} {}", device.manufacturer, device.model)
    });
    [
        Cell::Text(words.say(class.key())),
        Cell::Text(gaps.join(", ")),
        text(line.map(|line| line.inventory_number.as_str())),
        text(line.and_then(|line| line.accounting_number.as_deref())),
        text(line.map(|line| line.designation.as_str())),
        text(line.map(|line| line.account.as_str())),
        Cell::Day(line.map(|line| line.acquired_on)),
        Cell::Cents(line.map(|line| line.value_cents)),
        Cell::Cents(line.map(|line| line.net_book_cents)),
        text(line.map(|line| line.subsidies.as_str())),
        Cell::Text(device.map_or_else(String::new, |device| device.id.0.to_string())),
        text(device.and_then(|device| device.label_code.as_deref())),
        Cell::Text(designation.unwrap_or_default()),
        text(device.and_then(|device| device.inventory_number.as_deref())),
        Cell::Day(device.and_then(|device| device.acquired_on)),
        Cell::Cents(device.and_then(|device| device.value_cents)),
    ]
}

/// Where the reading of a list is.
#[derive(Clone, Copy)]
struct At {
    class: Class,
    after: After,
}

const BEGIN: At = At {
    class: Class::Both,
    after: After { line: 0, device: 0 },
};

/// The next rows of a list, and where the ones after them begin.
async fn next(
    app: &App,
    import: &asset_import::Model,
    at: At,
) -> Result<(Vec<Row>, Option<At>), sea_orm::DbErr> {
    let rows = matching::rows(&app.db, import, at.class, at.after, PAGE).await?;
    let full = u64::try_from(rows.len()).unwrap_or_default() == PAGE;
    let then = match rows.last() {
        Some(last) if full => Some(At {
            after: last.place(),
            ..at
        }),
        Some(_) | None => {
            let mut later = Class::ALL
                .into_iter()
                .skip_while(|class| *class != at.class);
            later.nth(1).map(|class| At { class, ..BEGIN })
        }
    };
    Ok((rows, then))
}

pub async fn csv(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (import, _) = queries::import(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let name = format!("{}.csv", file_name(&words, &import));
    let head = Chunk {
        rows: 0,
        bytes: cells::head(&words, HEAD.map(|key| words.say(key)).to_vec())?,
    };
    let reading = (app.clone(), import, Some(BEGIN));
    let pages = stream::try_unfold(reading, move |(app, import, at)| async move {
        let Some(at) = at else {
            return Ok(None);
        };
        let (rows, then) = next(&app, &import, at).await.map_err(io::Error::other)?;
        let texts = rows.iter().map(|one| {
            let cells = row(&words, at.class, one);
            cells.into_iter().map(|cell| said(&words, cell)).collect()
        });
        let chunk = Chunk {
            rows: u64::try_from(rows.len()).unwrap_or_default(),
            bytes: cells::rows(&words, texts).map_err(io::Error::other)?,
        };
        Ok::<_, io::Error>(Some((chunk, (app, import, then))))
    });
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    exports::streamed(&app, &by, ExportedList::Assets, exports::CSV, &name, chunks).await
}

fn file_name(words: &Words, import: &asset_import::Model) -> String {
    format!(
        "{}-{}-{}",
        words.say("accounting-file"),
        import.owner_id.0,
        import.as_of
    )
}

fn said(words: &Words, cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        Cell::Cents(cents) => cents
            .map(|cents| cells::euros(words, cents))
            .unwrap_or_default(),
        Cell::Day(day) => day.map(cells::day).unwrap_or_default(),
    }
}

pub async fn workbook(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (import, _) = queries::import(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let name = format!("{}.xlsx", file_name(&words, &import));
    let (pages, received) = mpsc::channel::<Vec<[Cell; 16]>>(AHEAD);
    let writing = tokio::task::spawn_blocking(move || book(words, received));
    let mut at = Some(BEGIN);
    let mut count = 0;
    while let Some(here) = at {
        let (rows, then) = next(&app, &import, here).await?;
        count += u64::try_from(rows.len()).unwrap_or_default();
        let cells = rows
            .iter()
            .map(|one| row(&words, here.class, one))
            .collect();
        if pages.send(cells).await.is_err() {
            break; // the writer stopped, and says below why
        }
        at = then;
    }
    drop(pages);
    let bytes = writing
        .await
        .map_err(anyhow::Error::from)?
        .context("the workbook could not be written")?;
    let list = ExportedList::Assets;
    exports::whole(&app, &by, list, (XLSX, &name), (count, bytes)).await
}

/// Writes the pages as they come: rows that are written are on disk, not in memory.
fn book(words: Words, mut pages: mpsc::Receiver<Vec<[Cell; 16]>>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let money = Format::new().set_num_format("#,##0.00");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet_with_constant_memory();
    sheet.set_name(words.say("accounting-sheet"))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, key) in (0..).zip(HEAD) {
        sheet.set_column_width(column, 20)?;
        sheet.write_string_with_format(0, column, words.say(key), &bold)?;
    }
    let mut at = 0;
    while let Some(rows) = pages.blocking_recv() {
        for cells in rows {
            at += 1;
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(text) if !text.is_empty() => {
                        sheet.write_string(at, column, text)?;
                    }
                    Cell::Cents(Some(cents)) => {
                        sheet.write_number_with_format(at, column, euros(cents), &money)?;
                    }
                    Cell::Day(Some(day)) => {
                        sheet.write_date_with_format(at, column, &excel(day)?, &date)?;
                    }
                    Cell::Text(_) | Cell::Cents(None) | Cell::Day(None) => {}
                }
            }
        }
    }
    book.save_to_buffer()
}

/// A day as a spreadsheet counts it.
fn excel(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// Cents as a cell holds euros: exact to the cent for any amount a list may have.
#[expect(
    clippy::cast_precision_loss,
    reason = "amounts are below 10^13 cents, which a float holds exactly"
)]
fn euros(cents: i64) -> f64 {
    cents as f64 / 100.0
}
