//! `GET /counts/{id}/lines`: what a count came to, page after page, narrowed to a class.
use super::{
    queries::{self, Which},
    say::{class_key, class_look, reason_key},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ReadCounts},
    devices::standing::kind_key,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use entities::{
    device::{self, DeviceId},
    site::SiteId,
    stock_count::{self, CountClass, CountState},
    stock_count_result,
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, Iterable, QueryFilter};
use std::collections::HashMap;

/// Lines on a page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "counts/lines.html")]
struct LinesPage {
    shell: Shell,
    count: stock_count::Model,
    classes: Vec<Choice>,
    form: LinesForm,
    errors: FormErrors,
    lines: Vec<Line>,
    first: String,
    next: String,
}

impl LinesPage {
    /// The same lines as a file.
    fn export(&self) -> String {
        let query = serde_html_form::to_string([("class", &self.form.class)]).unwrap_or_default();
        format!("/counts/{}/export?{query}", self.count.id.0)
    }
}

/// A line, and what it is about.
struct Line {
    row: stock_count_result::Model,
    /// Maker and model.
    name: String,
    expected_at: String,
    found_at: String,
    is_gap: bool,
    /// Whether a second person has still to sign.
    unsigned: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LinesForm {
    class: String,
    after: String,
}

/// What an address narrows the lines to.
#[must_use]
pub fn which(class: &str) -> Which {
    match class {
        "" => Which::All,
        "gaps" => Which::Gaps,
        "twice" => Which::Twice,
        class => CountClass::try_from_value(&class.to_owned()).map_or(Which::All, Which::Class),
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
    Path(id): Path<i32>,
    Query(form): Query<LinesForm>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, &by, id)
        .await?
        .filter(|count| count.state != CountState::Counting)
        .ok_or(Error::NotFound)?;
    let after = form.after.parse().unwrap_or(0);
    let limit = PER_PAGE as u64 + 1;
    let mut rows = queries::lines(&app.db, count.id, which(&form.class), after, limit).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let address = |after: i32| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !form.class.is_empty() {
            query.append_pair("class", &form.class);
        }
        if after > 0 {
            query.append_pair("after", &after.to_string());
        }
        format!("/counts/{id}/lines?{}", query.finish())
    };
    let next = match rows.last() {
        Some(last) if more => address(last.id),
        Some(_) | None => String::new(),
    };
    let first = if after > 0 { address(0) } else { String::new() };
    let devices: HashMap<DeviceId, device::Model> = device::Entity::find()
        .filter(device::Column::Id.is_in(rows.iter().filter_map(|row| row.device_id)))
        .all(&app.db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let sites = queries::site_names(&app.db).await?;
    let shell = by.shell();
    let site = |id: Option<SiteId>| {
        id.and_then(|id| sites.get(&id).cloned())
            .unwrap_or_default()
    };
    let lines = rows
        .into_iter()
        .map(|row| Line {
            name: match (row.device_id.and_then(|id| devices.get(&id)), row.kind) {
                (Some(device), _) => format!("{} {}", device.manufacturer, device.model),
                (None, Some(kind)) => shell.say(kind_key(kind)),
                (None, None) => String::new(),
            },
            expected_at: site(row.expected_site_id),
            found_at: site(row.found_site_id),
            is_gap: super::rules::is_gap(row.class),
            unsigned: row.resolved_at.is_some()
                && row.countersigned_at.is_none()
                && queries::needs_two(&count, &row),
            row,
        })
        .collect();
    let mut classes = vec![
        Choice::new("gaps", shell.say("count-lines-gaps")),
        Choice::new("twice", shell.say("count-lines-twice")),
    ];
    classes.extend(
        CountClass::iter().map(|class| Choice::new(class.to_value(), shell.say(class_key(class)))),
    );
    let page = LinesPage {
        count,
        classes,
        form,
        errors: FormErrors::default(),
        lines,
        first,
        next,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
