//! `GET /devices/export`: the stock as a table, sent while it is read and never held as a whole.
//!
//! In French: semicolons, decimal commas and a byte order mark, which is what Excel opens on a French
//! computer by a double click. In English: commas and decimal points, and the mark as well.
use super::{
    export_lines::{self, ExportLine},
    refurbished::{self, may_be_called_refurbished},
    standing::{Standing, grade_letter, kind_key},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ExportStock},
    grading::rulesets,
    journal::exports::{self, Chunk},
    web::{
        Error, Lang, Words,
        cells::{self, safe},
    },
};
use axum::{extract::State, response::Response};
use chrono_tz::Europe::Paris;
use entities::{
    device::DeviceKind,
    list_export::ExportedList,
    site::{self, SiteId},
};
use futures::{StreamExt, stream};
use sea_orm::{EntityTrait, Iterable};
use std::{collections::HashMap, io, sync::Arc};

/// Device numbers read at a time.
const PAGE: i32 = 4_000;
/// Pages read ahead: the database works while the last one is written out.
const AT_ONCE: usize = 2;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub async fn show(State(app): State<App>, by: Allowed<ExportStock>) -> Result<Response, Error> {
    let last = export_lines::last_id(&app.db).await?;
    let table = Arc::new(Table::new(&app, by.words()).await?);
    let head = table.head()?;
    let name = format!(
        "{}-{}.csv",
        table.words.say("export-file"),
        app.clock.today()
    );
    let by = Arc::new(by);
    let reading = (app.clone(), Arc::clone(&by));
    let pages = stream::iter((0..=last / PAGE).map(move |number| {
        let ((app, by), table) = (reading.clone(), Arc::clone(&table));
        async move {
            let after = number * PAGE;
            let to = after.saturating_add(PAGE);
            let lines = export_lines::export_lines(&app.db, &by, after, to)
                .await
                .map_err(io::Error::other)?;
            Ok::<_, io::Error>(Chunk {
                rows: u64::try_from(lines.len()).unwrap_or_default(),
                bytes: table.rows(&lines)?,
            })
        }
    }))
    .buffered(AT_ONCE);
    let head = Chunk {
        rows: 0,
        bytes: head,
    };
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    exports::streamed(&app, &by, ExportedList::Stock, exports::CSV, &name, chunks).await
}

/// How the cells are written.
struct Table {
    words: Words,
    sites: HashMap<SiteId, String>,
    kinds: Vec<(DeviceKind, String)>,
    standings: Vec<(Standing, String)>,
    categories: Vec<(&'static str, &'static str)>,
    yes: String,
}

impl Table {
    async fn new(app: &App, words: Words) -> Result<Self, Error> {
        let sites = site::Entity::find().all(&app.db).await?;
        Ok(Self {
            yes: words.say("export-yes"),
            words,
            sites: sites
                .into_iter()
                .map(|site| (site.id, safe(&site.name).into_owned()))
                .collect(),
            categories: rulesets::of(&app.config).categories(),
            kinds: DeviceKind::iter()
                .map(|kind| (kind, words.say(kind_key(kind))))
                .collect(),
            standings: Standing::all()
                .into_iter()
                .map(|standing| (standing, words.say(standing.key())))
                .collect(),
        })
    }

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
                say("device-code"),
                say("device-kind"),
                say("device-manufacturer"),
                say("device-model"),
                say("device-serial"),
                say("device-inventory-number"),
                say("device-acquired-on"),
                say("export-value"),
                say("device-stage"),
                say("export-since"),
                say("device-grade"),
                say("category-title"),
                say("device-site"),
                say(refurbished::WORD),
            ])
            .map_err(anyhow::Error::from)?;
        Ok(writer
            .into_inner()
            .map_err(|error| anyhow::anyhow!("{error}"))?)
    }

    fn rows(&self, lines: &[ExportLine]) -> io::Result<Vec<u8>> {
        let mut writer = self.writer(Vec::with_capacity(lines.len() * 120));
        for line in lines {
            self.row(&mut writer, line)?;
        }
        writer
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))
    }

    fn row(&self, writer: &mut csv::Writer<Vec<u8>>, line: &ExportLine) -> io::Result<()> {
        let optional =
            |text: &Option<String>| safe(text.as_deref().unwrap_or_default()).into_owned();
        let site_name = line.site_id.and_then(|site| self.sites.get(&site));
        let standing = Standing::of(line.stage, line.site_id, line.cession_id, line.loan_id);
        let acquired_on = line.acquired_on.map(cells::day);
        // The column is the word: a line that may not bear it says nothing there (R. 122-4).
        let refurbished = may_be_called_refurbished(line.refurbishing()).is_ok();
        let since = line.stage_since.with_timezone(&Paris).date_naive();
        let category = line.category.as_deref().unwrap_or_default();
        let category = self.categories.iter().find(|(key, _)| *key == category);
        writer.write_record([
            line.label_code.as_deref().unwrap_or_default(),
            word(&self.kinds, &line.kind),
            &safe(&line.manufacturer),
            &safe(&line.model),
            &optional(&line.serial),
            &optional(&line.inventory_number),
            acquired_on.as_deref().unwrap_or_default(),
            &self.amount(line.value_cents),
            word(&self.standings, &standing),
            &cells::day(since),
            line.grade.map_or("", grade_letter),
            category.map_or("", |(_, name)| name),
            site_name.map_or("", String::as_str),
            if refurbished { self.yes.as_str() } else { "" },
        ])?;
        Ok(())
    }

    /// Euros, with the decimal mark a spreadsheet of this language reads as a number.
    fn amount(&self, cents: Option<i64>) -> String {
        cents.map_or_else(String::new, |cents| cells::euros(&self.words, cents))
    }
}

fn word<'w, T: PartialEq>(words: &'w [(T, String)], of: &T) -> &'w str {
    words
        .iter()
        .find(|(value, _)| value == of)
        .map_or("", |(_, word)| word.as_str())
}
