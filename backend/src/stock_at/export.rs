//! `GET /stock-at/export`, `GET /stock-at/movements/export`: the same as tables, line by line, sent while they are read
//! and never held as a whole. What lies in the past does not change any more, so the pages of one table agree.
use super::{
    flows::{self, Period},
    form::{StockForm, holder_key, kind_key},
    movements::movement_scope,
    queries::{self, Names, Range, Scope},
    rules::Way,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeStockAt},
    devices::{stages::stage_key, standing::kind_key as device_kind_key},
    journal::exports::{self, Chunk},
    web::{
        Error, FormErrors, Lang, Words,
        cells::{self, safe},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    device::{self, DeviceId},
    list_export::ExportedList,
    site::SiteId,
};
use futures::{StreamExt, stream};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use std::{collections::HashSet, io};

/// Device numbers read at a time.
const PAGE: i32 = 4_000;
/// Pages read ahead: the database works while the last one is written out.
const AT_ONCE: usize = 2;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What a table is made of, the same for all its pages.
#[derive(Clone, Copy)]
enum Asked {
    Stock(DateTime<Utc>),
    Movements(Period),
}

pub async fn stock(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let at = form.moment(app.clock.now(), app.clock.today(), &mut errors);
    if !errors.is_empty() {
        return Err(Error::NotFound);
    }
    table(app, &by, form.scope(&by), Asked::Stock(at)).await
}

pub async fn movements(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let period = form
        .period(app.clock.now(), app.clock.today(), &mut errors)
        .ok_or(Error::NotFound)?;
    let scope = movement_scope(&form, &by);
    table(app, &by, scope, Asked::Movements(period)).await
}

async fn table(
    app: App,
    by: &Allowed<SeeStockAt>,
    scope: Scope,
    asked: Asked,
) -> Result<Response, Error> {
    let words = by.words();
    let last: Option<DeviceId> = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .order_by_desc(device::Column::Id)
        .into_tuple()
        .one(&app.db)
        .await?;
    let last = last.map_or(0, |id| id.0);
    let mut head = BYTE_ORDER_MARK.to_vec();
    head.extend(written(words, [heads(words, asked)]).map_err(anyhow::Error::from)?);
    let (which, name, until) = match asked {
        Asked::Stock(at) => (ExportedList::StockAt, "stock-at-file", at),
        Asked::Movements(period) => (
            ExportedList::StockMovements,
            "stock-at-movements-file",
            period.to,
        ),
    };
    let name = format!(
        "{}-{}.csv",
        words.say(name),
        until.with_timezone(&Paris).date_naive()
    );
    let reading = app.clone();
    let pages = stream::iter((0..=last / PAGE).map(move |number| {
        let app = reading.clone();
        async move {
            let range = Range {
                after: Some(DeviceId(number * PAGE)),
                to: Some(DeviceId((number * PAGE).saturating_add(PAGE))),
                limit: None,
            };
            let rows = match asked {
                Asked::Stock(at) => stock_rows(&app, words, &scope, at, range).await,
                Asked::Movements(period) => movement_rows(&app, words, &scope, period, range).await,
            };
            let rows = rows.map_err(io::Error::other)?;
            Ok::<_, io::Error>(Chunk {
                rows: u64::try_from(rows.len()).unwrap_or_default(),
                bytes: written(words, rows)?,
            })
        }
    }))
    .buffered(AT_ONCE);
    let head = Chunk {
        rows: 0,
        bytes: head,
    };
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    exports::streamed(&app, by, which, exports::CSV, &name, chunks).await
}

fn written(words: Words, rows: impl IntoIterator<Item = Vec<String>>) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(match words.lang {
            Lang::Fr => b';',
            Lang::En => b',',
        })
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn heads(words: Words, asked: Asked) -> Vec<String> {
    let keys: &[&str] = match asked {
        Asked::Stock(_) => &[
            "stock-at-number",
            "device-code",
            "device-kind",
            "device-manufacturer",
            "device-model",
            "device-serial",
            "device-inventory-number",
            "stock-at-holder",
            "device-stage",
            "device-site",
            "stock-at-owner",
            "export-value",
            "stock-at-since",
        ],
        Asked::Movements(_) => &[
            "stock-at-number",
            "device-code",
            "device-kind",
            "device-manufacturer",
            "device-model",
            "device-inventory-number",
            "stock-at-on",
            "stock-at-way",
            "stock-at-movement",
            "stock-at-was",
            "stock-at-is",
            "stock-at-owner",
            "export-value",
        ],
    };
    keys.iter().map(|key| words.say(key)).collect()
}

fn cell(text: Option<&str>) -> String {
    safe(text.unwrap_or_default()).into_owned()
}

/// A moment in France that sorts and that a spreadsheet takes for one.
fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Paris)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// Euros with their sign, with the decimal mark of the language.
fn euros(words: Words, cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}", cells::euros(&words, cents.abs()))
}

async fn stock_rows(
    app: &App,
    words: Words,
    scope: &Scope,
    at: DateTime<Utc>,
    range: Range,
) -> Result<Vec<Vec<String>>, sea_orm::DbErr> {
    let rows = queries::devices(&app.db, scope, at, range).await?;
    let sites = rows.iter().filter_map(|row| row.site_id).collect();
    let owners = rows.iter().map(|row| row.owner_id).collect();
    let names = Names::of(&app.db, sites, owners).await?;
    let line = |row: &queries::Row| {
        let value = row.value_cents.map(|cents| euros(words, cents));
        vec![
            row.device_id.0.to_string(),
            cell(row.label_code.as_deref()),
            words.say(device_kind_key(row.kind)),
            cell(Some(&row.manufacturer)),
            cell(Some(&row.model)),
            cell(row.serial.as_deref()),
            cell(row.inventory_number.as_deref()),
            words.say(holder_key(row.holder)),
            words.say(stage_key(row.stage)),
            cell(Some(names.site(row.site_id))),
            cell(Some(names.organisation(row.owner_id))),
            value.unwrap_or_default(),
            moment(row.from_at),
        ]
    };
    Ok(rows.iter().map(line).collect())
}

async fn movement_rows(
    app: &App,
    words: Words,
    scope: &Scope,
    period: Period,
    range: Range,
) -> Result<Vec<Vec<String>>, sea_orm::DbErr> {
    let rows = flows::moved(&app.db, scope, period, (None, None), None, range).await?;
    let sites: HashSet<SiteId> = rows
        .iter()
        .flat_map(|row| [row.site_id, row.before_site_id])
        .flatten()
        .collect();
    let owners = rows.iter().map(|row| row.owner_id).collect();
    let names = Names::of(&app.db, sites, owners).await?;
    let held = |holder, site| match (words.say(holder_key(holder)), names.site(site)) {
        (holder, "") => holder,
        (holder, site) => cell(Some(&format!("{holder} · {site}"))),
    };
    let line = |row: &flows::Moved| {
        let was = row
            .before_holder
            .map(|holder| held(holder, row.before_site_id));
        vec![
            row.device_id.0.to_string(),
            cell(row.label_code.as_deref()),
            words.say(device_kind_key(row.kind)),
            cell(Some(&row.manufacturer)),
            cell(Some(&row.model)),
            cell(row.inventory_number.as_deref()),
            moment(row.from_at),
            words.say(match row.way() {
                Way::In => "stock-at-in",
                Way::Out => "stock-at-out",
                Way::Revalued => "movement-revalued",
            }),
            words.say(kind_key(row.reason())),
            was.unwrap_or_default(),
            held(row.holder, row.site_id),
            cell(Some(names.organisation(row.owner_id))),
            euros(words, row.cents()),
        ]
    };
    Ok(rows.iter().map(line).collect())
}
