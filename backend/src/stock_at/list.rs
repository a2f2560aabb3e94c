//! `GET /stock-at/devices`: the devices behind a line of the statement, page after page, each with its events.
use super::{
    form::{StockForm, holder_icon, holder_key, said},
    queries::{self, Names, Range, Row},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{SeeJournal, SeeStockAt},
    },
    devices::{stages::stage_key, standing::kind_key},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, SecondsFormat, Utc};
use entities::device::DeviceId;
use std::collections::HashSet;

/// Lines on a page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "stock_at/list.html")]
struct ListPage {
    shell: Shell,
    said: String,
    back: String,
    lines: Vec<Line>,
    first: String,
    next: String,
    export: String,
    limited: bool,
}

struct Line {
    row: Row,
    site: String,
    owner: String,
    /// Its sheet and its events up to that moment; empty for who may not open them today.
    sheet: String,
    events: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let at = form.moment(app.clock.now(), app.clock.today(), &mut errors);
    if !errors.is_empty() {
        // The form is on the other page.
        return Err(Error::NotFound);
    }
    let scope = form.scope(&by);
    let range = Range {
        after: form.after.parse().ok().map(DeviceId),
        limit: Some(PER_PAGE as u64 + 1),
        to: None,
    };
    let mut rows = queries::devices(&app.db, &scope, at, range).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let after = |after: String| StockForm {
        after,
        ..form.clone()
    };
    let next = match rows.last() {
        Some(last) if more => after(last.device_id.0.to_string()).address("/stock-at/devices"),
        Some(_) | None => String::new(),
    };
    let sites = rows.iter().filter_map(|row| row.site_id).collect();
    let owners = rows.iter().map(|row| row.owner_id).collect();
    let names = Names::of(&app.db, sites, owners).await?;
    let ids = rows.iter().map(|row| row.device_id).collect();
    let opened = queries::opened_by(&app.db, &by, ids).await?;
    let may_see_events = by.may(SeeJournal);
    let shell = by.shell();
    let page = ListPage {
        said: said(&shell, at),
        back: StockForm {
            after: String::new(),
            holder: String::new(),
            stage: String::new(),
            ..form.clone()
        }
        .address("/stock-at"),
        lines: rows
            .into_iter()
            .map(|row| line(row, &names, &opened, may_see_events.then_some(at)))
            .collect(),
        first: if form.after.is_empty() {
            String::new()
        } else {
            after(String::new()).address("/stock-at/devices")
        },
        next,
        export: after(String::new()).address("/stock-at/export"),
        limited: scope.limited.is_some(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn line(
    row: Row,
    names: &Names,
    opened: &HashSet<DeviceId>,
    events_until: Option<DateTime<Utc>>,
) -> Line {
    let opens = opened.contains(&row.device_id);
    let events = events_until
        .filter(|_| opens)
        .map(|at| history(row.device_id, at));
    Line {
        site: names.site(row.site_id).to_owned(),
        owner: names.organisation(row.owner_id).to_owned(),
        sheet: if opens { row.path() } else { String::new() },
        events: events.unwrap_or_default(),
        row,
    }
}

/// The page of a device's events up to a moment.
pub fn history(device: DeviceId, until: DateTime<Utc>) -> String {
    let until = until.to_rfc3339_opts(SecondsFormat::Micros, true);
    format!("/journal/device/{}?until={until}", device.0)
}
