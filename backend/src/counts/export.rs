//! `GET /counts/{id}/export`: the lines of a count as a file, sent while they are read and never held as a whole.
use super::{
    lines::which,
    queries::{self, Which},
    rules::is_gap,
    say::{class_key, reason_key},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ReadCounts},
    devices::standing::kind_key,
    journal::{
        actor_names,
        lists::{List, listed},
    },
    web::{
        Error, Words,
        list::{Cell, Column, Row, Wanted, column},
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use entities::{
    device::{self, DeviceId},
    list_export::ExportedList,
    membership::MembershipId,
    site::SiteId,
    stock_count::{self, CountState},
    stock_count_result,
};
use futures::stream;
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter};
use std::{collections::HashMap, io, sync::Arc};

/// Lines read at a time.
const PAGE: u64 = 2_000;

const COLUMNS: &[Column] = &[
    column("line", "count-line"),
    column("code", "device-code"),
    column("class", "count-class"),
    column("is_gap", "count-is-gap"),
    column("kind", "device-kind"),
    column("manufacturer", "device-manufacturer"),
    column("model", "device-model"),
    column("inventory_number", "device-inventory-number"),
    column("value_cents", "export-value"),
    column("expected_at", "count-expected-at"),
    column("found_at", "count-found-at"),
    column("repeats", "count-repeats"),
    column("reason", "count-reason"),
    column("resolved_by", "count-resolved-by"),
    column("signed_by", "count-signed-by"),
];

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Narrowed {
    class: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
    Path(id): Path<i32>,
    Query(narrowed): Query<Narrowed>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, &by, id)
        .await?
        .filter(|count| count.state != CountState::Counting)
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let list = List {
        which: ExportedList::CountLines,
        format: wanted.format()?,
        name: format!("{}-{id}", words.say("count-export-file")),
        sheet: "menu-counts",
        words,
        columns: COLUMNS,
    };
    let table = Arc::new(Table {
        words,
        sites: queries::site_names(&app.db).await?,
        which: which(&narrowed.class),
        count,
    });
    // Each page begins after the last line of the one before; a short one is the last.
    let reading = app.clone();
    let pages = stream::try_unfold(Some(0), move |after| {
        let (app, table) = (reading.clone(), Arc::clone(&table));
        async move {
            let Some(after) = after else { return Ok(None) };
            let (rows, next) = table.page(&app, after).await.map_err(io::Error::other)?;
            Ok::<_, io::Error>(Some((rows, next)))
        }
    });
    listed(&app, &by, list, pages).await
}

/// How the cells are said.
struct Table {
    words: Words,
    sites: HashMap<SiteId, String>,
    which: Which,
    count: stock_count::Model,
}

impl Table {
    /// The lines after this one, and from where the next page goes on.
    async fn page(&self, app: &App, after: i32) -> Result<(Vec<Row>, Option<i32>), Error> {
        let lines = queries::lines(&app.db, self.count.id, self.which, after, PAGE).await?;
        let next = lines
            .last()
            .filter(|_| lines.len() as u64 == PAGE)
            .map(|last| last.id);
        let devices: HashMap<DeviceId, device::Model> = device::Entity::find()
            .filter(device::Column::Id.is_in(lines.iter().filter_map(|line| line.device_id)))
            .all(&app.db)
            .await?
            .into_iter()
            .map(|device| (device.id, device))
            .collect();
        let people: Vec<MembershipId> = lines
            .iter()
            .flat_map(|line| [line.resolved_by, line.countersigned_by])
            .flatten()
            .collect();
        let names = actor_names(&app.db, people).await?;
        let name = |id: Option<MembershipId>| Cell::text(id.and_then(|id| names.get(&id)).cloned());
        let row = |line: stock_count_result::Model| {
            let device = line.device_id.and_then(|id| devices.get(&id));
            let people = [line.resolved_by, line.countersigned_by].map(name);
            self.row(line, device, people)
        };
        Ok((lines.into_iter().map(row).collect(), next))
    }

    fn row(
        &self,
        line: stock_count_result::Model,
        device: Option<&device::Model>,
        [resolved, signed]: [Cell; 2],
    ) -> Row {
        let word = |code: &str, key: &str| Cell::word(code, &self.words.say(key));
        let site = |id: Option<SiteId>| Cell::text(id.and_then(|id| self.sites.get(&id)).cloned());
        let kind = device.map(|device| device.kind).or(line.kind);
        vec![
            Cell::Number(i64::from(line.id)),
            Cell::text(line.code),
            word(&line.class.to_value(), class_key(line.class)),
            Cell::Flag {
                is: is_gap(line.class),
                word: self.words.say("export-yes").into(),
            },
            kind.map_or(Cell::Nothing, |kind| word(&kind.to_value(), kind_key(kind))),
            Cell::text(device.map(|device| device.manufacturer.as_str())),
            Cell::text(device.map(|device| device.model.as_str())),
            Cell::text(device.and_then(|device| device.inventory_number.as_deref())),
            Cell::cents(line.value_cents),
            site(line.expected_site_id),
            site(line.found_site_id),
            Cell::Number(i64::from(line.repeats)),
            line.reason.map_or(Cell::Nothing, |reason| {
                word(&reason.to_value(), reason_key(reason))
            }),
            resolved,
            signed,
        ]
    }
}
