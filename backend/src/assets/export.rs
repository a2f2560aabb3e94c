//! `GET /accounting/{id}/csv`, `/xlsx` and `/json`: an owner's list and the stock side by side, every class of it, read
//! and written a page at a time.
use super::{
    matching::{self, After, Row},
    queries,
    rules::Class,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::SeeAccounting},
    devices::standing::kind_key,
    journal::lists::{List, listed},
    web::{
        Error, Words,
        list::{self, Cell, Column, Format, column},
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{asset_import, list_export::ExportedList};
use futures::stream;
use std::io;

/// Rows read at a time.
const PAGE: u64 = 2_000;

const COLUMNS: &[Column] = &[
    column("class", "accounting-class"),
    column("gaps", "accounting-gap"),
    column("inventory_number", "accounting-inventory-number"),
    column("accounting_number", "accounting-accounting-number"),
    column("designation", "accounting-designation"),
    column("account", "accounting-account"),
    column("acquired_on", "accounting-acquired-on"),
    column("value_cents", "accounting-value"),
    column("net_book_cents", "accounting-net-book"),
    column("subsidies", "accounting-subsidies"),
    column("device", "accounting-our-number"),
    column("code", "device-code"),
    column("our_designation", "accounting-our-designation"),
    column("our_inventory_number", "accounting-our-inventory-number"),
    column("our_acquired_on", "accounting-our-acquired-on"),
    column("our_value_cents", "accounting-our-value"),
];

fn row(words: &Words, class: Class, row: &Row) -> list::Row {
    let line = row.line.as_ref();
    let device = row.device.as_ref();
    let keys: Vec<&str> = row.gaps.iter().map(|gap| gap.key()).collect();
    let gaps: Vec<String> = keys.iter().map(|key| words.say(key)).collect();
    let designation = device.map(|device| {
        let kind = words.say(kind_key(device.kind));
        format!("{kind} {} {}", device.manufacturer, device.model)
    });
    vec![
        Cell::word(class.key(), &words.say(class.key())),
        if keys.is_empty() {
            Cell::Nothing
        } else {
            Cell::word(&keys.join(", "), &gaps.join(", "))
        },
        Cell::text(line.map(|line| line.inventory_number.as_str())),
        Cell::text(line.and_then(|line| line.accounting_number.as_deref())),
        Cell::text(line.map(|line| line.designation.as_str())),
        Cell::text(line.map(|line| line.account.as_str())),
        Cell::day(line.map(|line| line.acquired_on)),
        Cell::cents(line.map(|line| line.value_cents)),
        Cell::cents(line.map(|line| line.net_book_cents)),
        Cell::text(line.map(|line| line.subsidies.as_str())),
        device.map_or(Cell::Nothing, |device| Cell::Number(i64::from(device.id.0))),
        Cell::text(device.and_then(|device| device.label_code.as_deref())),
        Cell::text(designation),
        Cell::text(device.and_then(|device| device.inventory_number.as_deref())),
        Cell::day(device.and_then(|device| device.acquired_on)),
        Cell::cents(device.and_then(|device| device.value_cents)),
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
    file(&app, &by, id, Format::Csv).await
}

pub async fn workbook(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    file(&app, &by, id, Format::Xlsx).await
}

pub async fn json(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    file(&app, &by, id, Format::Json).await
}

async fn file(app: &App, by: &Signed, id: i32, format: Format) -> Result<Response, Error> {
    let (import, _) = queries::import(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let list = List {
        which: ExportedList::Assets,
        format,
        name: format!(
            "{}-{}-{}",
            words.say("accounting-file"),
            import.owner_id.0,
            import.as_of
        ),
        sheet: "accounting-sheet",
        words,
        columns: COLUMNS,
    };
    let reading = (app.clone(), import, Some(BEGIN));
    let pages = stream::try_unfold(reading, move |(app, import, at)| async move {
        let Some(at) = at else {
            return Ok(None);
        };
        let (rows, then) = next(&app, &import, at).await.map_err(io::Error::other)?;
        let rows: Vec<list::Row> = rows.iter().map(|one| row(&words, at.class, one)).collect();
        Ok::<_, io::Error>(Some((rows, (app, import, then))))
    });
    listed(app, by, list, pages).await
}
