//! `GET /counts/{id}/export`: the lines of a count as a table, sent while they are read and never held as a whole.
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
        exports::{self, Chunk},
    },
    web::{
        Error, Lang, Words,
        cells::{self, safe},
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
use futures::{StreamExt, stream};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::{collections::HashMap, io, sync::Arc};

/// Lines read at a time.
const PAGE: u64 = 2_000;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    class: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
    Path(id): Path<i32>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, &by, id)
        .await?
        .filter(|count| count.state != CountState::Counting)
        .ok_or(Error::NotFound)?;
    let table = Arc::new(Table {
        words: by.words(),
        sites: queries::site_names(&app.db).await?,
        which: which(&wanted.class),
        count,
    });
    let head = table.head()?;
    let name = format!("{}-{id}.csv", table.words.say("count-export-file"));
    // Each page begins after the last line of the one before; a short one is the last.
    let reading = app.clone();
    let pages = stream::try_unfold(Some(0), move |after| {
        let (app, table) = (reading.clone(), Arc::clone(&table));
        async move {
            let Some(after) = after else { return Ok(None) };
            let (rows, last) = table.page(&app, after).await.map_err(io::Error::other)?;
            Ok::<_, io::Error>(Some((rows, last)))
        }
    });
    let head = Chunk {
        rows: 0,
        bytes: head,
    };
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    let list = ExportedList::CountLines;
    exports::streamed(&app, &by, list, exports::CSV, &name, chunks).await
}

/// How the cells are written.
struct Table {
    words: Words,
    sites: HashMap<SiteId, String>,
    which: Which,
    count: stock_count::Model,
}

impl Table {
    fn writer(&self, into: Vec<u8>) -> csv::Writer<Vec<u8>> {
        csv::WriterBuilder::new()
            .delimiter(match self.words.lang {
                Lang::Fr => b';',
                Lang::En => b',',
            })
            .terminator(csv::Terminator::CRLF)
            .from_writer(into)
    }

    fn head(&self) -> Result<Vec<u8>, Error> {
        let mut writer = self.writer(BYTE_ORDER_MARK.to_vec());
        let say = |key| self.words.say(key);
        writer
            .write_record([
                say("count-line"),
                say("device-code"),
                say("count-class"),
                say("count-is-gap"),
                say("device-kind"),
                say("device-manufacturer"),
                say("device-model"),
                say("device-inventory-number"),
                say("export-value"),
                say("count-expected-at"),
                say("count-found-at"),
                say("count-repeats"),
                say("count-reason"),
                say("count-resolved-by"),
                say("count-signed-by"),
            ])
            .map_err(anyhow::Error::from)?;
        Ok(writer
            .into_inner()
            .map_err(|error| anyhow::anyhow!("{error}"))?)
    }

    /// The lines after this one, and from where the next page goes on.
    async fn page(&self, app: &App, after: i32) -> Result<(Chunk, Option<i32>), Error> {
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
        let name = |id: Option<MembershipId>| {
            let name = id.and_then(|id| names.get(&id));
            safe(name.map_or("", String::as_str)).into_owned()
        };
        let mut writer = self.writer(Vec::with_capacity(lines.len() * 160));
        for line in &lines {
            let device = line.device_id.and_then(|id| devices.get(&id));
            let [resolved, signed] = [line.resolved_by, line.countersigned_by].map(name);
            writer
                .write_record(self.row(line, device, [resolved, signed]))
                .map_err(anyhow::Error::from)?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let rows = u64::try_from(lines.len()).unwrap_or_default();
        Ok((Chunk { rows, bytes }, next))
    }

    fn row(
        &self,
        line: &stock_count_result::Model,
        device: Option<&device::Model>,
        [resolved, signed]: [String; 2],
    ) -> [String; 15] {
        let text = |text: Option<&str>| safe(text.unwrap_or_default()).into_owned();
        let site = |id: Option<SiteId>| {
            let name = id.and_then(|id| self.sites.get(&id));
            text(name.map(String::as_str))
        };
        let kind = device.map(|device| device.kind).or(line.kind);
        let inventory = device.and_then(|device| device.inventory_number.as_deref());
        let yes = |is: bool| {
            if is {
                self.words.say("export-yes")
            } else {
                String::new()
            }
        };
        let value = line.value_cents;
        [
            line.id.to_string(),
            text(line.code.as_deref()),
            self.words.say(class_key(line.class)),
            yes(is_gap(line.class)),
            kind.map_or_else(String::new, |kind| self.words.say(kind_key(kind))),
            text(device.map(|device| device.manufacturer.as_str())),
            text(device.map(|device| device.model.as_str())),
            text(inventory),
            value.map_or_else(String::new, |cents| cells::euros(&self.words, cents)),
            site(line.expected_site_id),
            site(line.found_site_id),
            line.repeats.to_string(),
            line.reason
                .map_or_else(String::new, |reason| self.words.say(reason_key(reason))),
            resolved,
            signed,
        ]
    }
}
