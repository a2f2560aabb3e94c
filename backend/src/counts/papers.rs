//! `GET /counts/{id}/record`: the record of a closed count, as it was made. `GET /counts/{id}/lines/{line}/proof`: the
//! file that proves why a gap is.
use super::{
    gap, queries,
    say::{class_key, reason_key},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ReadCounts},
    devices::standing::kind_key,
    documents::{CountGap, CountRecord},
    evidence, journal,
    keys::sha256_hex,
    web::{self, Error},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use entities::{
    device::{self, DeviceId},
    membership::MembershipId,
    organisation,
    site::SiteId,
    stock_count, stock_count_result,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

/// The record of a count that is about to be closed by somebody.
pub async fn record_of(
    db: &impl ConnectionTrait,
    by: &Signed,
    count: &stock_count::Model,
    gaps: Vec<stock_count_result::Model>,
    now: DateTime<Utc>,
) -> Result<CountRecord, Error> {
    let words = by.words();
    let scope = queries::scope(db, count.id).await?;
    let sites = queries::site_names(db).await?;
    let owners = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(scope.owners.iter().copied()))
        .all(db)
        .await?;
    let devices: HashMap<DeviceId, device::Model> = device::Entity::find()
        .filter(device::Column::Id.is_in(gaps.iter().filter_map(|gap| gap.device_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let figures = queries::figures(db, count).await?;
    let counters = queries::counters(db, count.id).await?;
    let people = counters
        .iter()
        .map(|(id, _)| *id)
        .chain(gaps.iter().filter_map(|gap| gap.resolved_by))
        .chain(gaps.iter().filter_map(|gap| gap.countersigned_by))
        .chain([count.opened_by, by.membership_id]);
    let names = journal::actor_names(db, people).await?;
    let name = |id: MembershipId| names.get(&id).cloned().unwrap_or_default();
    let site = |id: Option<SiteId>| id.and_then(|id| sites.get(&id).cloned());
    let gap = |gap: stock_count_result::Model| {
        let device = gap.device_id.and_then(|id| devices.get(&id));
        let what = match (device, gap.kind) {
            (Some(device), _) => format!("{} {}", device.manufacturer, device.model),
            (None, Some(kind)) => words.say(kind_key(kind)),
            (None, None) => String::new(),
        };
        CountGap {
            line: gap.id,
            class: words.say(class_key(gap.class)),
            code: gap.code,
            what,
            inventory_number: device.and_then(|device| device.inventory_number.clone()),
            value: gap.value_cents.map(|cents| words.euros(cents)),
            expected_at: site(gap.expected_site_id),
            found_at: site(gap.found_site_id),
            reason: gap
                .reason
                .map_or_else(String::new, |reason| words.say(reason_key(reason))),
            proof_sha256: gap.proof_sha256,
            resolved_by: gap.resolved_by.map_or_else(String::new, name),
            signed_by: gap.countersigned_by.map(name),
        }
    };
    Ok(CountRecord {
        lang: words.lang,
        number: count.id.0,
        frozen_at: words.date_time(count.frozen_at),
        ended_at: count
            .ended_at
            .map_or_else(String::new, |at| words.date_time(at)),
        closed_at: words.date_time(now),
        sites: scope
            .sites
            .iter()
            .filter_map(|id| site(Some(*id)))
            .collect(),
        owners: owners.into_iter().map(|owner| owner.name).collect(),
        kinds: scope
            .kinds
            .iter()
            .map(|kind| words.say(kind_key(*kind)))
            .collect(),
        blind: count.blind,
        second_pass: count.second_pass,
        second_above: count.second_above_cents.map(|cents| words.euros(cents)),
        second_above_gaps: count.second_above_gaps,
        expected: count.expected,
        scans_sha256: count.scans_sha256.clone().unwrap_or_default(),
        opened_by: name(count.opened_by),
        closed_by: name(by.membership_id),
        counters: counters
            .into_iter()
            .map(|(id, things)| (name(id), things))
            .collect(),
        classes: figures
            .classes
            .iter()
            .map(|(class, things)| (words.say(class_key(*class)), *things))
            .collect(),
        twice: figures.twice,
        gaps: gaps.into_iter().map(gap).collect(),
    })
}

pub async fn record(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let (Some(file), Some(sha256)) = (&count.file, &count.sha256) else {
        return Err(Error::NotFound);
    };
    let pdf = as_it_was_kept(&app, file, sha256).await?;
    let name = by.words().say("count-record-file");
    Ok(web::pdf(&format!("{name}-{id}"), pdf))
}

pub async fn proof(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
    Path(which): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let (count, line) = gap::find(&app, &by, which).await?;
    let line = queries::explained(&app.db, &by, &count, line.id)
        .await?
        .ok_or(Error::NotFound)?;
    let (Some(file), Some(sha256), Some(media)) =
        (&line.proof_file, &line.proof_sha256, &line.proof_media)
    else {
        return Err(Error::NotFound);
    };
    let bytes = as_it_was_kept(&app, file, sha256).await?;
    let name = by.words().say("count-proof-file");
    // Somebody else's file: handed over as a file, never shown by our pages.
    let media = HeaderValue::from_str(media).map_err(anyhow::Error::from)?;
    let name = format!("attachment; filename=\"{name}-{}\"", line.id);
    let name = HeaderValue::from_str(&name).map_err(anyhow::Error::from)?;
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

/// A file out of the store, which must be the one whose hash was kept.
async fn as_it_was_kept(app: &App, file: &str, sha256: &str) -> Result<Vec<u8>, Error> {
    let bytes = evidence::kept(app, file).await?.ok_or(Error::NotFound)?;
    if sha256_hex(&bytes) != sha256 {
        return Err(anyhow::anyhow!("the file {file} is not the one that was kept").into());
    }
    Ok(bytes)
}
