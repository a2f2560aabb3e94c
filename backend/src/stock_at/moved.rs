//! `GET /stock-at/movements/devices`: the devices behind a line of the statement of movements, page after page.
use super::{
    flows::{self, After, Moved},
    form::{StockForm, holder_key, kind_key},
    list::history,
    movements::movement_scope,
    queries::{self, Names, Range},
    rules::Way,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{SeeJournal, SeeStockAt},
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, SecondsFormat};
use entities::device::DeviceId;
use std::collections::HashSet;

/// Lines on a page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "stock_at/moved.html")]
struct MovedPage {
    shell: Shell,
    what: &'static str,
    said: String,
    back: String,
    lines: Vec<Line>,
    first: String,
    next: String,
    limited: bool,
}

struct Line {
    row: Moved,
    /// In whose hands it was and is, with the site.
    was: String,
    is: String,
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
    let period = form.period(app.clock.now(), app.clock.today(), &mut errors);
    // The form is on the other page, and every link from there is whole.
    let (Some(period), Some(way)) = (period, form.way()) else {
        return Err(Error::NotFound);
    };
    if form.kind().is_none() && way != Way::Revalued {
        return Err(Error::NotFound);
    }
    let scope = movement_scope(&form, &by);
    let line = (Some(way), form.kind());
    let range = Range {
        limit: Some(PER_PAGE as u64 + 1),
        ..Range::default()
    };
    let after = after_of(&form.after);
    let mut rows = flows::moved(&app.db, &scope, period, line, after, range).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let address = |after: String| {
        StockForm {
            after,
            ..form.clone()
        }
        .address("/stock-at/movements/devices")
    };
    let next = match rows.last() {
        Some(last) if more => address(place_of(last)),
        Some(_) | None => String::new(),
    };
    let sites = rows
        .iter()
        .flat_map(|row| [row.site_id, row.before_site_id])
        .flatten()
        .collect();
    let names = Names::of(&app.db, sites, HashSet::new()).await?;
    let ids = rows.iter().map(|row| row.device_id).collect();
    let opened = queries::opened_by(&app.db, &by, ids).await?;
    let shell = by.shell();
    let may_see_events = by.may(SeeJournal);
    let page = MovedPage {
        what: kind_key(form.kind()),
        said: shell
            .with("from", shell.date_time(period.from))
            .with("to", shell.date_time(period.to))
            .say("stock-at-between"),
        back: StockForm {
            way: String::new(),
            kind: String::new(),
            after: String::new(),
            ..form.clone()
        }
        .address("/stock-at/movements"),
        lines: rows
            .into_iter()
            .map(|row| Line {
                was: row.before_holder.map_or_else(String::new, |holder| {
                    held(&shell, holder_key(holder), names.site(row.before_site_id))
                }),
                is: held(&shell, holder_key(row.holder), names.site(row.site_id)),
                sheet: if opened.contains(&row.device_id) {
                    row.path()
                } else {
                    String::new()
                },
                events: if may_see_events && opened.contains(&row.device_id) {
                    history(row.device_id, row.from_at)
                } else {
                    String::new()
                },
                row,
            })
            .collect(),
        first: if form.after.is_empty() {
            String::new()
        } else {
            address(String::new())
        },
        next,
        limited: scope.limited.is_some(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// `Sur un site · Atelier des Aravis`
fn held(shell: &Shell, key: &str, site: &str) -> String {
    let holder = shell.say(key);
    if site.is_empty() {
        holder
    } else {
        format!("{holder} · {site}")
    }
}

/// The place of a movement in the list: `12~2026-05-04T08:00:00.000000Z`.
fn place_of(row: &Moved) -> String {
    let from = row.from_at.to_rfc3339_opts(SecondsFormat::Micros, true);
    format!("{}~{from}", row.device_id.0)
}

fn after_of(text: &str) -> Option<After> {
    let (device, from) = text.split_once('~')?;
    Some(After {
        device: DeviceId(device.parse().ok()?),
        from: DateTime::parse_from_rfc3339(from).ok()?.to_utc(),
    })
}
