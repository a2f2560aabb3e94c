//! `GET /stock-at/export`, `GET /stock-at/movements/export`: the same as files, line by line, sent while they are read and
//! never held as a whole. What lies in the past does not change any more, so the pages of one file agree.
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
    devices::{
        stages::{STAGES, stage_key},
        standing::kind_key as device_kind_key,
    },
    journal::lists::{List, listed},
    web::{
        Error, FormErrors, Words,
        format::Day,
        list::{Cell, Column, Format, Row, Wanted, column, said},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    device::{self, DeviceId, DeviceKind, Stage},
    device_span::Holder,
    list_export::ExportedList,
    site::SiteId,
};
use futures::{StreamExt, stream};
use sea_orm::{ActiveEnum, DbErr, EntityTrait, Iterable, QueryOrder, QuerySelect};
use std::{collections::HashSet, io, sync::Arc};

/// Device numbers read at a time.
const PAGE: i32 = 4_000;
/// Pages read ahead: the database works while the last one is written out.
const AT_ONCE: usize = 2;

const STOCK: &[Column] = &[
    column("device", "stock-at-number"),
    column("code", "device-code"),
    column("kind", "device-kind"),
    column("manufacturer", "device-manufacturer"),
    column("model", "device-model"),
    column("serial", "device-serial"),
    column("inventory_number", "device-inventory-number"),
    column("holder", "stock-at-holder"),
    column("stage", "device-stage"),
    column("site", "device-site"),
    column("owner", "stock-at-owner"),
    column("value_cents", "export-value"),
    column("since", "stock-at-since"),
];

const MOVEMENTS: &[Column] = &[
    column("device", "stock-at-number"),
    column("code", "device-code"),
    column("kind", "device-kind"),
    column("manufacturer", "device-manufacturer"),
    column("model", "device-model"),
    column("inventory_number", "device-inventory-number"),
    column("at", "stock-at-on"),
    column("way", "stock-at-way"),
    column("movement", "stock-at-movement"),
    column("was", "stock-at-was"),
    column("was_site", "stock-at-was-site"),
    column("is", "stock-at-is"),
    column("is_site", "stock-at-is-site"),
    column("owner", "stock-at-owner"),
    column("value_cents", "export-value"),
];

/// What a file is made of, the same for all its pages.
#[derive(Clone, Copy)]
enum Asked {
    Stock(DateTime<Utc>),
    Movements(Period),
}

pub async fn stock(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let at = form.moment(app.clock.now(), app.clock.today(), &mut errors);
    if !errors.is_empty() {
        return Err(Error::NotFound);
    }
    let format = wanted.format()?;
    file(app, &by, form.scope(&by), Asked::Stock(at), format).await
}

pub async fn movements(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let period = form
        .period(app.clock.now(), app.clock.today(), &mut errors)
        .ok_or(Error::NotFound)?;
    let scope = movement_scope(&form, &by);
    let format = wanted.format()?;
    file(app, &by, scope, Asked::Movements(period), format).await
}

async fn file(
    app: App,
    by: &Allowed<SeeStockAt>,
    scope: Scope,
    asked: Asked,
    format: Format,
) -> Result<Response, Error> {
    let words = by.words();
    let highest: Option<DeviceId> = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .order_by_desc(device::Column::Id)
        .into_tuple()
        .one(&app.db)
        .await?;
    let highest = highest.map_or(0, |id| id.0);
    let (which, name, sheet, columns, until) = match asked {
        Asked::Stock(at) => (
            ExportedList::StockAt,
            "stock-at-file",
            "menu-stock-at",
            STOCK,
            at,
        ),
        Asked::Movements(period) => (
            ExportedList::StockMovements,
            "stock-at-movements-file",
            "stock-at-movements-title",
            MOVEMENTS,
            period.to,
        ),
    };
    let list = List {
        which,
        format,
        name: format!("{}-{}", words.say(name), until.in_paris()),
        sheet,
        words,
        columns,
    };
    let told = Arc::new(Told::new(words));
    let reading = app.clone();
    let pages = stream::iter((0..=highest / PAGE).map(move |number| {
        let (app, told) = (reading.clone(), Arc::clone(&told));
        async move {
            let range = Range {
                after: Some(DeviceId(number * PAGE)),
                to: Some(DeviceId((number * PAGE).saturating_add(PAGE))),
                limit: None,
            };
            let rows = match asked {
                Asked::Stock(at) => told.stock(&app, &scope, at, range).await,
                Asked::Movements(period) => told.movements(&app, &scope, period, range).await,
            };
            rows.map_err(io::Error::other)
        }
    }))
    .buffered(AT_ONCE);
    listed(&app, by, list, pages).await
}

/// The words of a file, said once.
struct Told {
    words: Words,
    kinds: Vec<(DeviceKind, Cell)>,
    holders: Vec<(Holder, Cell)>,
    stages: Vec<(Stage, Cell)>,
}

impl Told {
    fn new(words: Words) -> Self {
        let kind = |kind: DeviceKind| {
            let said = words.say(device_kind_key(kind));
            (kind, Cell::word(&kind.to_value(), &said))
        };
        let holder = |holder: Holder| {
            let said = words.say(holder_key(holder));
            (holder, Cell::word(&holder.to_value(), &said))
        };
        let stage = |stage: Stage| {
            let said = words.say(stage_key(stage));
            (stage, Cell::word(&stage.to_value(), &said))
        };
        Self {
            words,
            kinds: DeviceKind::iter().map(kind).collect(),
            holders: Holder::iter().map(holder).collect(),
            stages: STAGES.into_iter().map(stage).collect(),
        }
    }

    async fn stock(
        &self,
        app: &App,
        scope: &Scope,
        at: DateTime<Utc>,
        range: Range,
    ) -> Result<Vec<Row>, DbErr> {
        let rows = queries::devices(&app.db, scope, at, range).await?;
        let sites = rows.iter().filter_map(|row| row.site_id).collect();
        let owners = rows.iter().map(|row| row.owner_id).collect();
        let names = Names::of(&app.db, sites, owners).await?;
        let line = |row: queries::Row| {
            vec![
                Cell::Number(i64::from(row.device_id.0)),
                Cell::text(row.label_code),
                said(&self.kinds, &row.kind),
                Cell::Text(row.manufacturer),
                Cell::Text(row.model),
                Cell::text(row.serial),
                Cell::text(row.inventory_number),
                said(&self.holders, &row.holder),
                said(&self.stages, &row.stage),
                Cell::Text(names.site(row.site_id).to_owned()),
                Cell::Text(names.organisation(row.owner_id).to_owned()),
                Cell::cents(row.value_cents),
                Cell::Moment(row.from_at),
            ]
        };
        Ok(rows.into_iter().map(line).collect())
    }

    async fn movements(
        &self,
        app: &App,
        scope: &Scope,
        period: Period,
        range: Range,
    ) -> Result<Vec<Row>, DbErr> {
        let rows = flows::moved(&app.db, scope, period, (None, None), None, range).await?;
        let sites: HashSet<SiteId> = rows
            .iter()
            .flat_map(|row| [row.site_id, row.before_site_id])
            .flatten()
            .collect();
        let owners = rows.iter().map(|row| row.owner_id).collect();
        let names = Names::of(&app.db, sites, owners).await?;
        let line = |row: flows::Moved| {
            let (way, reason, cents) = (row.way(), row.reason(), row.cents());
            vec![
                Cell::Number(i64::from(row.device_id.0)),
                Cell::text(row.label_code),
                said(&self.kinds, &row.kind),
                Cell::Text(row.manufacturer),
                Cell::Text(row.model),
                Cell::text(row.inventory_number),
                Cell::Moment(row.from_at),
                self.way(way),
                self.key(kind_key(reason)),
                row.before_holder
                    .map_or(Cell::Nothing, |holder| said(&self.holders, &holder)),
                Cell::Text(names.site(row.before_site_id).to_owned()),
                said(&self.holders, &row.holder),
                Cell::Text(names.site(row.site_id).to_owned()),
                Cell::Text(names.organisation(row.owner_id).to_owned()),
                Cell::Cents(cents),
            ]
        };
        Ok(rows.into_iter().map(line).collect())
    }

    fn way(&self, way: Way) -> Cell {
        let key = match way {
            Way::In => "stock-at-in",
            Way::Out => "stock-at-out",
            Way::Revalued => "movement-revalued",
        };
        Cell::word(way.value(), &self.words.say(key))
    }

    /// Words that are their own code.
    fn key(&self, key: &str) -> Cell {
        Cell::word(key, &self.words.say(key))
    }
}
