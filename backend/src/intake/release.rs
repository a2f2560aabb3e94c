//! `GET|POST /lots/{id}/locks` and `GET /lots/{id}/locks/list`: what is blocked in a lot, the list for the
//! administrator who can release it, and the list come back.
use super::{
    queries,
    release_list::{self, Asked, KnownLock, Verdict},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageLots},
    devices::locked::lock_key,
    journal::exports,
    keys::sha256_hex,
    web::{self, Error, FormErrors, Shell, Upload, cells, format::Day},
    workshop::locks,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use entities::{
    collection_lot::{self, CollectionLotId},
    device, device_lock,
    list_export::ExportedList,
    release_import,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, SqlErr,
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "intake/release.html")]
struct ReleasePage {
    shell: Shell,
    lot: collection_lot::Model,
    blocked: Vec<Blocked>,
    errors: FormErrors,
    report: Option<Report>,
}

struct Blocked {
    name: String,
    code: String,
    serial: String,
    lock: &'static str,
    since: String,
}

struct Report {
    released: i32,
    unchanged: i32,
    refused: Vec<(u32, String)>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    list: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let list = match asking.list.parse::<i32>() {
        Ok(list) => {
            release_import::Entity::find_by_id(list)
                .filter(release_import::COLUMN.lot_id.eq(lot.id))
                .one(&app.db)
                .await?
        }
        Err(_) => None,
    };
    page(&app, &by, lot, StatusCode::OK, FormErrors::default(), list).await
}

pub async fn list(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let asked: Vec<Asked> = locks_of(&app.db, lot.id)
        .await?
        .into_iter()
        .filter(|(lock, _)| lock.released_at.is_none())
        .map(|(lock, device)| asked(&lock, &device))
        .collect();
    let words = by.words();
    let name = words.with("lot", id.to_string()).say("release-file-name");
    let table = cells::table(&words, &name, release_list::rows(&words, &asked))?;
    exports::table(&app, &by, ExportedList::LockedDevices, table).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReleaseForm {
    write_id: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: ReleaseForm = upload.form()?;
    let lot = queries::lot(&app.db, &by, id).await?;
    let mut errors = FormErrors::default();
    let lines = match upload.file("list") {
        None => Err("release-file-missing"),
        Some(file) => release_list::read(&file.bytes)
            .map(|lines| (lines, sha256_hex(&file.bytes)))
            .map_err(release_list::Wrong::key),
    };
    let (lines, sha256) = match lines {
        Ok(read) => read,
        Err(key) => {
            errors.add("list", key);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, lot, status, errors, None).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let to = |import: i32| format!("/lots/{id}/locks?list={import}");
    // The very same file a second time: its first answer.
    let before = release_import::Entity::find()
        .filter(release_import::COLUMN.lot_id.eq(lot.id))
        .filter(release_import::COLUMN.sha256.eq(&sha256))
        .one(&*write)
        .await?;
    if let Some(before) = before {
        return Ok(write.answer(to(before.id)).await?.into_response());
    }
    let rows = locks_of(&*write, lot.id).await?;
    let mut known: Vec<KnownLock> = rows
        .iter()
        .map(|(lock, device)| KnownLock {
            asked: asked(lock, device),
            found_on: lock.found_at.in_paris(),
            released: lock.released_at.is_some(),
        })
        .collect();
    let mut devices: HashMap<_, device::Model> = rows
        .iter()
        .map(|(_, device)| (device.id, device.clone()))
        .collect();
    let today = app.clock.today();
    let now = app.clock.now();
    let mut refused: Vec<(u32, &'static str)> = Vec::new();
    let mut releases = Vec::new();
    let mut unchanged = 0;
    for line in &lines {
        match release_list::judge(line, &known, today) {
            Verdict::Unchanged => unchanged += 1,
            Verdict::Refused(why) => refused.push((line.number, why.key())),
            Verdict::Release(place, on) => {
                known[place].released = true;
                releases.push((place, on));
            }
        }
    }
    let import = release_import::ActiveModel {
        lot_id: Set(lot.id),
        sha256: Set(sha256),
        membership_id: Set(by.membership_id),
        at: Set(now),
        released: Set(i32::try_from(releases.len()).unwrap_or(i32::MAX)),
        unchanged: Set(unchanged),
        refused: Set(serde_json::to_string(&refused).map_err(anyhow::Error::from)?),
        ..Default::default()
    };
    let import = match import.insert(&*write).await {
        Ok(import) => import,
        // The same list, read by somebody else a moment before.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    for (place, on) in releases {
        let (lock, device) = &rows[place];
        let device = devices.get(&device.id).unwrap_or(device);
        let (at, member) = (by.at(now), by.membership_id);
        let after = locks::release(&write, at, member, device, lock, on, Some(import.id)).await?;
        devices.insert(after.id, after);
    }
    Ok(write.answer(to(import.id)).await?.into_response())
}

/// Every lock of the lot's devices, open or released, with its device.
async fn locks_of(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Vec<(device_lock::Model, device::Model)>, Error> {
    let devices: HashMap<_, _> = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .all(db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let locks = device_lock::Entity::find()
        .filter(device_lock::COLUMN.device_id.is_in(devices.keys().copied()))
        .order_by_asc(device_lock::Column::Id)
        .all(db)
        .await?;
    let with_device =
        |lock: device_lock::Model| Some((devices.get(&lock.device_id)?.clone(), lock));
    Ok(locks
        .into_iter()
        .filter_map(with_device)
        .map(|(device, lock)| (lock, device))
        .collect())
}

fn asked(lock: &device_lock::Model, device: &device::Model) -> Asked {
    Asked {
        code: device.label_code.clone().unwrap_or_default(),
        serial: device.serial.clone().unwrap_or_default(),
        imei: device.imei.clone().unwrap_or_default(),
        kind: lock.kind,
    }
}

async fn page(
    app: &App,
    by: &Allowed<ManageLots>,
    lot: collection_lot::Model,
    status: StatusCode,
    errors: FormErrors,
    import: Option<release_import::Model>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let blocked = locks_of(&app.db, lot.id)
        .await?
        .into_iter()
        .filter(|(lock, _)| lock.released_at.is_none())
        .map(|(lock, device)| Blocked {
            name: format!("{} {}", device.manufacturer, device.model),
            code: device.label_code.unwrap_or_default(),
            serial: device.serial.unwrap_or_default(),
            lock: lock_key(lock.kind),
            since: shell.date(lock.found_at),
        })
        .collect();
    let report = match import {
        Some(import) => {
            let refused: Vec<(u32, String)> =
                serde_json::from_str(&import.refused).map_err(anyhow::Error::from)?;
            Some(Report {
                released: import.released,
                unchanged: import.unchanged,
                refused,
            })
        }
        None => None,
    };
    let page = ReleasePage {
        shell,
        lot,
        blocked,
        errors,
        report,
    };
    Ok(web::page(status, &page)?)
}
