//! `GET /devices/export`: the stock as a file, sent while it is read and never held as a whole.
use super::{
    export_lines::{self, ExportLine},
    refurbished::{self, may_be_called_refurbished},
    standing::{Standing, grade_letter, kind_key},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ExportStock},
    grading::rulesets,
    journal::lists::{List, listed},
    web::{
        Error, Words,
        format::Day,
        list::{Cell, Column, Row, Wanted, column, said},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use entities::{
    device::DeviceKind,
    list_export::ExportedList,
    site::{self, SiteId},
};
use futures::{StreamExt, stream};
use sea_orm::{ActiveEnum, EntityTrait, Iterable};
use std::{collections::HashMap, io, sync::Arc};

/// Device numbers read at a time.
const PAGE: i32 = 4_000;
/// Pages read ahead: the database works while the last one is written out.
const AT_ONCE: usize = 2;

const COLUMNS: &[Column] = &[
    column("code", "device-code"),
    column("kind", "device-kind"),
    column("manufacturer", "device-manufacturer"),
    column("model", "device-model"),
    column("serial", "device-serial"),
    column("inventory_number", "device-inventory-number"),
    column("acquired_on", "device-acquired-on"),
    column("value_cents", "export-value"),
    column("standing", "device-stage"),
    column("since", "export-since"),
    column("grade", "device-grade"),
    column("category", "category-title"),
    column("site", "device-site"),
    column("tested_and_erased", refurbished::WORD),
];

pub async fn show(
    State(app): State<App>,
    by: Allowed<ExportStock>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let words = by.words();
    let list = List {
        which: ExportedList::Stock,
        format: wanted.format()?,
        name: format!("{}-{}", words.say("export-file"), app.clock.today()),
        sheet: "menu-devices",
        words,
        columns: COLUMNS,
    };
    let highest = export_lines::last_id(&app.db).await?;
    let table = Arc::new(Table::new(&app, words).await?);
    let by = Arc::new(by);
    let reading = (app.clone(), Arc::clone(&by));
    let pages = stream::iter((0..=highest / PAGE).map(move |number| {
        let ((app, by), table) = (reading.clone(), Arc::clone(&table));
        async move {
            let after = number * PAGE;
            let to = after.saturating_add(PAGE);
            let lines = export_lines::export_lines(&app.db, &by, after, to)
                .await
                .map_err(io::Error::other)?;
            let rows = lines.into_iter().map(|line| table.row(line));
            Ok::<Vec<Row>, io::Error>(rows.collect())
        }
    }))
    .buffered(AT_ONCE);
    listed(&app, &by, list, pages).await
}

/// How the cells are said.
struct Table {
    sites: HashMap<SiteId, String>,
    kinds: Vec<(DeviceKind, Cell)>,
    standings: Vec<(Standing, Cell)>,
    categories: Vec<(&'static str, Cell)>,
    yes: Arc<str>,
}

impl Table {
    async fn new(app: &App, words: Words) -> Result<Self, Error> {
        let sites = site::Entity::find().all(&app.db).await?;
        Ok(Self {
            yes: words.say("export-yes").into(),
            sites: sites.into_iter().map(|site| (site.id, site.name)).collect(),
            categories: rulesets::of(&app.config)
                .categories()
                .into_iter()
                .map(|(key, name)| (key, Cell::word(key, name)))
                .collect(),
            kinds: DeviceKind::iter()
                .map(|kind| {
                    let said = words.say(kind_key(kind));
                    (kind, Cell::word(&kind.to_value(), &said))
                })
                .collect(),
            standings: Standing::all()
                .into_iter()
                .map(|standing| {
                    let key = standing.key();
                    (standing, Cell::word(key, &words.say(key)))
                })
                .collect(),
        })
    }

    fn row(&self, line: ExportLine) -> Row {
        let standing = Standing::of(line.stage, line.site_id, line.cession_id, line.loan_id);
        // The column is the word: a line that may not bear it says nothing there (R. 122-4).
        let refurbished = may_be_called_refurbished(line.refurbishing()).is_ok();
        let category = line.category.as_deref().unwrap_or_default();
        let site = line.site_id.and_then(|site| self.sites.get(&site));
        vec![
            Cell::text(line.label_code),
            said(&self.kinds, &line.kind),
            Cell::Text(line.manufacturer),
            Cell::Text(line.model),
            Cell::text(line.serial),
            Cell::text(line.inventory_number),
            Cell::day(line.acquired_on),
            Cell::cents(line.value_cents),
            said(&self.standings, &standing),
            Cell::Day(line.stage_since.in_paris()),
            Cell::text(line.grade.map(grade_letter)),
            said(&self.categories, &category),
            Cell::text(site.cloned()),
            Cell::Flag {
                is: refurbished,
                word: Arc::clone(&self.yes),
            },
        ]
    }
}
