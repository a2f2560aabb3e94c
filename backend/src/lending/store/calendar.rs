//! `GET /store/calendar`: a month of the whole bank: how many pieces of each item are free each day; for one item, piece
//! by piece.
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    lending::{
        catalogue::month::{self, asked},
        queries::{PieceFacts, closed, pieces},
        rules::period::{Closure, DayOf, Piece, month as days_of},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{Datelike, Months, NaiveDate};
use entities::{
    catalogue_item::{self, CatalogueItemId},
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Items on one page.
const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "lending/bank.html")]
struct BankPage {
    shell: Shell,
    at_a_store: bool,
    month: month::Month,
    /// `2026-11`, to stay in the month.
    value: String,
    /// The one item that is looked at piece by piece: its name in addresses, and its name.
    item: Option<(String, String)>,
    days: Vec<u32>,
    lines: Vec<Line>,
    next: String,
}

/// An item, or a piece of the one that is looked at.
struct Line {
    name: String,
    /// Where its pieces are shown.
    href: String,
    /// A piece that may not be reserved now: in the workshop, late, incomplete or lost.
    away: bool,
    cells: Vec<Cell>,
}

struct Cell {
    tone: &'static str,
    /// What a reader sees, and what is read out.
    sign: String,
    word: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
    item: String,
    after: String,
}

/// The items of a store, in the order in which they were made, those after `after`; or the one that is asked for.
async fn items(
    db: &impl ConnectionTrait,
    store: SiteId,
    query: &Asked,
) -> Result<Vec<catalogue_item::Model>, DbErr> {
    let mut select = catalogue_item::Entity::find()
        .filter(catalogue_item::COLUMN.site_id.eq(store))
        .filter(catalogue_item::COLUMN.withdrawn_at.is_null());
    if !query.item.is_empty() {
        select = select.filter(catalogue_item::COLUMN.slug.eq(query.item.as_str()));
    }
    if let Ok(after) = query.after.parse() {
        select = select.filter(catalogue_item::COLUMN.id.gt(CatalogueItemId(after)));
    }
    select
        .order_by_asc(catalogue_item::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Query(query): Query<Asked>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let shell = by.shell();
    let first = asked(&query.month, today);
    let value = first.format("%Y-%m").to_string();
    let (mut found, mut closures) = (Vec::new(), Vec::new());
    if let Some(store) = by.site_id {
        found = items(&app.db, store, &query).await?;
        closures = closed(&app.db, store, today).await?;
    }
    let page_size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > page_size;
    found.truncate(page_size);
    let ids: Vec<CatalogueItemId> = found.iter().map(|item| item.id).collect();
    let ahead = (first + Months::new(1) - today).num_days();
    let ahead = u64::try_from(ahead).unwrap_or_default();
    let mut facts = pieces(&app.db, &ids, today, ahead).await?;
    let name =
        |item: &catalogue_item::Model| shell.lang.choose(&item.name_fr, &item.name_en).to_owned();
    let one = found.first().filter(|_| !query.item.is_empty());
    let item = one.map(|item| (item.slug.clone(), name(item)));
    let at = (first, today);
    let lines = match one {
        Some(item) => facts
            .remove(&item.id)
            .unwrap_or_default()
            .into_iter()
            .map(|piece| of_piece(&shell, piece, at, &closures))
            .collect(),
        None => found
            .iter()
            .map(|item| {
                let theirs = facts.remove(&item.id).unwrap_or_default();
                Line {
                    name: name(item),
                    href: format!("/store/calendar?month={value}&item={}", item.slug),
                    away: false,
                    cells: cells(&shell, &lendable(theirs), at, &closures),
                }
            })
            .collect(),
    };
    let next = match found.last() {
        Some(last) if more => format!("/store/calendar?month={value}&after={}", last.id.0),
        Some(_) | None => String::new(),
    };
    let page = BankPage {
        at_a_store: by.site_id.is_some(),
        month: month::read(shell.words, first, &[], today, &closures),
        days: days_of(first, &[], today, &closures)
            .into_iter()
            .map(|(day, _)| day.day())
            .collect(),
        value,
        item,
        lines,
        next,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// The pieces that may be reserved, as far as their days go.
fn lendable(facts: Vec<PieceFacts>) -> Vec<Piece> {
    facts
        .into_iter()
        .filter(PieceFacts::is_lendable)
        .map(|piece| Piece { taken: piece.taken })
        .collect()
}

fn of_piece(
    shell: &Shell,
    piece: PieceFacts,
    at: (NaiveDate, NaiveDate),
    closures: &[Closure],
) -> Line {
    let code = piece.device.label_code.clone().unwrap_or_default();
    Line {
        href: format!("/devices/{code}"),
        name: code,
        away: !piece.is_lendable(),
        cells: cells(shell, &lendable(vec![piece]), at, closures),
    }
}

/// The days of the month, each with a sign and its word.
fn cells(
    shell: &Shell,
    pieces: &[Piece],
    (first, today): (NaiveDate, NaiveDate),
    closures: &[Closure],
) -> Vec<Cell> {
    days_of(first, pieces, today, closures)
        .into_iter()
        .map(|(_, what)| match what {
            DayOf::Past => Cell {
                tone: "",
                sign: String::new(),
                word: shell.say("bank-past"),
            },
            DayOf::Closed => Cell {
                tone: "plain",
                sign: "–".to_owned(),
                word: shell.say("calendar-closed"),
            },
            DayOf::Taken => Cell {
                tone: "stop",
                sign: "0".to_owned(),
                word: shell.say("calendar-taken"),
            },
            DayOf::Free(count) => Cell {
                tone: "good",
                sign: count.to_string(),
                word: shell.with("count", count).say("calendar-free"),
            },
        })
        .collect()
}
