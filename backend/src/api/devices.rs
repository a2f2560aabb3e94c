//! `GET /api/v1/devices` and `GET /api/v1/devices/{code}`: the stock, as the list of devices shows it.
use super::{
    caller::{Called, ReadDevices},
    listing::{self, Named, Range, chosen},
};
use crate::{
    app::App,
    devices::{
        queries::{self, Filter, Row},
        standing::{Standing, grade_letter},
    },
    labels::Code,
    web::{Error, FormErrors, problem::Problem},
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    collection_lot::CollectionLotId,
    device::{DeviceId, DeviceKind},
    site::SiteId,
};
use sea_orm::ActiveEnum;

pub const LIST: &str = "devices";

/// A device, and nobody who has it.
#[derive(Debug, serde::Serialize)]
pub struct Device {
    pub id: i32,
    pub label: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub serial: Option<String>,
    pub inventory_number: Option<String>,
    pub standing: String,
    pub standing_since: Option<DateTime<Utc>>,
    pub grade: Option<&'static str>,
    pub category: Option<String>,
    pub site: Option<Named>,
}

impl From<Row> for Device {
    fn from(row: Row) -> Self {
        let standing = row.standing();
        Self {
            id: row.id.0,
            standing: standing_value(standing),
            standing_since: standing.began_with_stage().then_some(row.stage_since),
            label: row.label_code,
            kind: row.kind,
            manufacturer: row.manufacturer,
            model: row.model,
            serial: row.serial,
            inventory_number: row.inventory_number,
            grade: row.grade.map(grade_letter),
            category: row.category,
            site: row
                .site_id
                .zip(row.site_name)
                .map(|(id, name)| Named { id: id.0, name }),
        }
    }
}

/// `quality_check`: as the stages are stored.
#[must_use]
pub fn standing_value(standing: Standing) -> String {
    standing
        .key()
        .trim_start_matches("stage-")
        .replace('-', "_")
}

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    standing: String,
    kind: String,
    site: String,
    lot: String,
    after: String,
    limit: String,
}

impl Asked {
    fn read(&self) -> Result<(Filter, Range), Problem> {
        let mut errors = FormErrors::default();
        let filter = Filter {
            standing: chosen(&self.standing, "standing", &mut errors, |text| {
                Standing::all()
                    .into_iter()
                    .find(|standing| standing_value(*standing) == text)
            }),
            kind: chosen(&self.kind, "kind", &mut errors, |text| {
                DeviceKind::try_from_value(&text.to_owned()).ok()
            }),
            site: chosen(&self.site, "site", &mut errors, |text| {
                text.parse().ok().map(SiteId)
            }),
            lot: chosen(&self.lot, "lot", &mut errors, |text| {
                text.parse().ok().map(CollectionLotId)
            }),
            ..Filter::default()
        };
        let range = Range::read(LIST, &self.after, &self.limit, &mut errors);
        if errors.is_empty() {
            Ok((filter, range))
        } else {
            Err(Problem::fields(errors))
        }
    }
}

pub async fn list(
    State(app): State<App>,
    by: Called<ReadDevices>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (filter, range) = asked.read()?;
    let below = range.last.map(DeviceId);
    let mut rows = queries::rows(&app.db, &by, &filter, below, range.and_one()).await?;
    let next = range.cut(LIST, &mut rows, |row| row.id.0);
    let told: Vec<Device> = rows.into_iter().map(Device::from).collect();
    let address = format!("{}/api/v1/devices", app.config.base_url);
    let asked = Asked {
        after: next.clone().unwrap_or_default(),
        ..asked
    };
    listing::page(&told, next.as_deref(), &address, &asked)
}

pub async fn show(
    State(app): State<App>,
    by: Called<ReadDevices>,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let code = Code::parse(&code).map_err(|_| Error::NotFound)?;
    let filter = Filter {
        words: code.to_string(),
        ..Filter::default()
    };
    let rows = queries::rows(&app.db, &by, &filter, None, 1).await?;
    let row = rows.into_iter().next().ok_or(Error::NotFound)?;
    Ok(Json(Device::from(row)).into_response())
}
