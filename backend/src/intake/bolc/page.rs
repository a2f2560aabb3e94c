//! `GET|POST /lots/{id}/bolc`, `POST /lots/{id}/bolc/apply` and `GET /lots/{id}/bolc/{sheet}`: the sheets of a lot,
//! out; and one that came back, looked at before it is applied.
use super::{
    actions,
    columns::Sheet,
    plan::{self, Plan},
    read::{self, Lines},
    write::{self, Listed},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageLots},
    devices::proofs::locks_of,
    intake::queries,
    journal::exports,
    keys::{Keys, sha256_hex},
    web::{self, Error, FormErrors, Shell, Upload, cells::Table},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use entities::{bolc_import, collection_lot, device::Stage, list_export::ExportedList};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "intake/bolc.html")]
struct BolcPage {
    shell: Shell,
    lot: collection_lot::Model,
    sheets: Vec<SheetLine>,
    errors: FormErrors,
    /// What a sheet brought when it was applied.
    report: Option<Report>,
}

struct SheetLine {
    sheet: Sheet,
    all: usize,
    ready: usize,
}

#[derive(Template)]
#[template(path = "intake/bolc_preview.html")]
struct PreviewPage {
    shell: Shell,
    lot: collection_lot::Model,
    report: Report,
    /// The lines, sealed, for the way through the browser.
    carried: String,
}

struct Report {
    filled: i32,
    unchanged: i32,
    /// Line, whether it was refused, and the sentence.
    findings: Vec<(u32, bool, String)>,
}

impl Report {
    fn refused(&self) -> usize {
        self.findings
            .iter()
            .filter(|(_, refused, _)| *refused)
            .count()
    }

    fn of(plan: &Plan, shell: &Shell) -> Self {
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            filled: number(plan.fillings.len()),
            unchanged: number(plan.unchanged),
            findings: plan
                .findings
                .iter()
                .map(|(line, finding)| (*line, finding.refuses(), shell.say(finding.key())))
                .collect(),
        }
    }

    fn kept(import: &bolc_import::Model, shell: &Shell) -> Result<Self, Error> {
        let findings: Vec<(u32, bool, String)> =
            serde_json::from_str(&import.findings).map_err(anyhow::Error::from)?;
        Ok(Self {
            filled: import.filled,
            unchanged: import.unchanged,
            findings: findings
                .into_iter()
                .map(|(line, refused, key)| (line, refused, shell.say(&key)))
                .collect(),
        })
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    import: String,
    devices: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let import = match asking.import.parse::<i32>() {
        Ok(import) => {
            bolc_import::Entity::find_by_id(import)
                .filter(bolc_import::COLUMN.lot_id.eq(lot.id))
                .one(&app.db)
                .await?
        }
        Err(_) => None,
    };
    let errors = FormErrors::default();
    page(&app, &by, lot, StatusCode::OK, errors, import).await
}

async fn page(
    app: &App,
    by: &Allowed<ManageLots>,
    lot: collection_lot::Model,
    status: StatusCode,
    errors: FormErrors,
    import: Option<bolc_import::Model>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let candidates = actions::candidates(&app.db, lot.id).await?;
    let count = |sheet: Sheet, ready: bool| {
        candidates
            .iter()
            .filter(|candidate| Sheet::of(candidate.device.kind) == Some(sheet))
            .filter(|candidate| goes_out(candidate.device.stage, ready))
            .count()
    };
    let page = BolcPage {
        sheets: Sheet::ALL
            .into_iter()
            .map(|sheet| SheetLine {
                sheet,
                all: count(sheet, false),
                ready: count(sheet, true),
            })
            .collect(),
        report: match &import {
            Some(import) => Some(Report::kept(import, &shell)?),
            None => None,
        },
        shell,
        lot,
        errors,
    };
    Ok(web::page(status, &page)?)
}

/// What was seen goes on a sheet; of a selection, what is ready.
fn goes_out(stage: Stage, ready: bool) -> bool {
    match stage {
        Stage::Ready => true,
        Stage::Announced | Stage::NotReceived => false,
        Stage::Received
        | Stage::Triage
        | Stage::Refurbishment
        | Stage::QualityCheck
        | Stage::Scrapped => !ready,
    }
}

pub async fn download(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path((id, sheet)): Path<(i32, String)>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let sheet = Sheet::named(&sheet).ok_or(Error::NotFound)?;
    let mut candidates = actions::candidates(&app.db, lot.id).await?;
    let ready = asking.devices == "ready";
    candidates.retain(|candidate| goes_out(candidate.device.stage, ready));
    let software = actions::software(&app.db, &candidates).await?;
    let ids: Vec<_> = candidates
        .iter()
        .map(|candidate| candidate.device.id)
        .collect();
    let locks = locks_of(&app.db, &ids).await?;
    let listed: Vec<Listed<'_>> = candidates
        .iter()
        .filter_map(|candidate| {
            Some(Listed {
                device: &candidate.device,
                known: &candidate.known,
                software: software.get(&candidate.device.id)?,
                locked: locks.contains_key(&candidate.device.id),
            })
        })
        .collect();
    let file = write::sheet(sheet, &listed).context("a sheet is written to memory")?;
    let name = match sheet {
        Sheet::Computers => "ordinateurs",
        Sheet::Mobiles => "mobiles",
    };
    let of_sheet = |listed: &&Listed<'_>| Sheet::of(listed.device.kind) == Some(sheet);
    let table = Table {
        name: format!("lot-{id}-bolc-{name}"),
        rows: u64::try_from(listed.iter().filter(of_sheet).count()).unwrap_or_default(),
        bytes: file,
    };
    exports::table(&app, &by, ExportedList::BolcSheet, table).await
}

/// Shows what a sheet would bring; writes nothing.
pub async fn preview(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    upload: Upload,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let lines = match upload.file("sheet") {
        None => Err("bolc-file-missing"),
        Some(file) => {
            let bytes = file.bytes.clone();
            // Away from the threads that answer: a workbook is unfolded first.
            let reading = tokio::task::spawn_blocking(move || read::read(&bytes));
            let lines = reading.await.map_err(anyhow::Error::from)?;
            lines.map_err(read::Wrong::key)
        }
    };
    let lines = match lines {
        Ok(lines) => lines,
        Err(key) => {
            let mut errors = FormErrors::default();
            errors.add("sheet", key);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, lot, status, errors, None).await;
        }
    };
    let candidates = actions::candidates(&app.db, lot.id).await?;
    let shell = by.shell();
    let page = PreviewPage {
        report: Report::of(&plan::plan(&lines, &candidates), &shell),
        carried: pack(&app.keys, &lines)?,
        lot,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    write_id: String,
    carried: String,
}

pub async fn apply(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    Form(form): Form<ApplyForm>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let (lines, sha256) = unpack(&app.keys, &form.carried).ok_or(Error::Unreadable)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let to = |import: i32| format!("/lots/{id}/bolc?import={import}");
    // The very same lines a second time: their first answer.
    if let Some(before) = actions::applied(&*write, lot.id, &sha256).await? {
        return Ok(write.answer(to(before.id)).await?.into_response());
    }
    let who = (by.at(app.clock.now()), by.membership_id);
    let import = actions::apply(&*write, who, &lot, &lines, sha256).await?;
    Ok(write.answer(to(import.id)).await?.into_response())
}

const CARRIED: &str = "bolc sheet";

/// Seals the lines for the way through the browser: the server keeps nothing between looking and applying.
fn pack(keys: &Keys, lines: &Lines) -> Result<String, Error> {
    let plain = serde_json::to_vec(lines).map_err(anyhow::Error::from)?;
    Ok(STANDARD_NO_PAD.encode(keys.seal_bytes(CARRIED, &plain)))
}

/// The lines and their hash; nothing for what is not ours, or was cut.
fn unpack(keys: &Keys, text: &str) -> Option<(Lines, String)> {
    let sealed = STANDARD_NO_PAD.decode(text.trim()).ok()?;
    let plain = keys.open_bytes(CARRIED, &sealed).ok()?;
    let lines = serde_json::from_slice(&plain).ok()?;
    Some((lines, sha256_hex(&plain)))
}
