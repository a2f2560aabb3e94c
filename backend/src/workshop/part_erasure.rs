//! `GET|POST /parts/{code}/erasure`: the log of a wipe of a drive that lies on the shelf.
use super::{
    nwipe::{self, MAX_LOG_BYTES, Policy},
    rules::{Link, judge_report},
    wipes::drive_proofs,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordErasure},
    evidence::{self, MediaType, sniff},
    habilitations,
    parts::{actions as parts, queries, say},
    web::{self, Error, FormErrors, Shell, Upload, format::Day},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use entities::{
    drive_erasure::Finding,
    evidence::EvidenceKind,
    habilitation::Act,
    part::{self, PartData, PartState},
    part_erasure,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::Value;

#[derive(Template)]
#[template(path = "workshop/part_erasure.html")]
struct ErasurePage {
    shell: Shell,
    part: part::Model,
    name: String,
    errors: FormErrors,
    /// Why the log was not accepted.
    refused: Vec<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LogForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordErasure>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let part = find(&app, &by, &code).await?;
    let latest = part_erasure::Entity::find()
        .filter(part_erasure::COLUMN.part_id.eq(part.id))
        .filter(part_erasure::COLUMN.recorded_at.gte(part.since))
        .order_by_desc(part_erasure::COLUMN.id)
        .one(&app.db)
        .await?;
    let refused = match latest {
        Some(latest) => serde_json::from_str(&latest.reasons).map_err(anyhow::Error::from)?,
        None => Vec::new(),
    };
    render(&by, part, FormErrors::default(), refused, StatusCode::OK)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordErasure>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: LogForm = upload.form()?;
    let part = find(&app, &by, &code).await?;
    let mut errors = FormErrors::default();
    let log = upload.file("log").map(|file| file.bytes.clone());
    match &log {
        None => errors.add("log", "wipe-log-missing"),
        Some(log) if log.len() > MAX_LOG_BYTES => errors.add("log", "erasure-log-too-large"),
        Some(log) if sniff::is_known(log) => errors.add("log", "erasure-not-a-wipe-log"),
        Some(_) => {}
    }
    let (Some(log), Some(serial), true) = (log, part.serial.clone(), errors.is_empty()) else {
        return render(
            &by,
            part,
            errors,
            Vec::new(),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let today = app.clock.today();
    let habilitated =
        habilitations::queries::holds(&app.db, by.account.id, Act::Erasure, today).await?;
    let refused = |reason: &str| vec![reason.to_owned()];
    let status = StatusCode::CONFLICT;
    if !habilitated {
        let reasons = refused("bench-blocked-erasure-habilitation");
        return render(&by, part, errors, reasons, status);
    }
    // A wipe counts from the day the drive lies on the shelf: before, it was in a device.
    let since = part.since.in_paris();
    let serials = [serial];
    let link = Link::Drives(&serials);
    let report = nwipe::judge(&log, None, Policy::default());
    let judged = judge_report(report, link, since, today);
    let Some(proof) = drive_proofs(&judged, link, since, today).pop() else {
        return render(&by, part, errors, refused("part-erase-not-named"), status);
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if part.state != PartState::OnShelf || part.data != PartData::Unerased {
        drop(write);
        return render(&by, part, errors, refused("part-erase-not-waiting"), status);
    }
    let kind = EvidenceKind::WipeLog;
    let kept = evidence::store(&app, &*write, &by, kind, MediaType::Text, &log).await?;
    let now = app.clock.now();
    let row = part_erasure::ActiveModel {
        part_id: Set(part.id),
        evidence_id: Set(kept.id),
        performer_id: Set(by.account.id),
        performed_on: Set(judged.finished_on.unwrap_or(today)),
        recorded_at: Set(now),
        finding: Set(proof.finding),
        level: Set(proof.level),
        reasons: Set(Value::from(proof.reasons.clone()).to_string()),
        line: Set(proof
            .line
            .as_ref()
            .and_then(|line| i32::try_from(line.number).ok())),
        line_text: Set(proof.line.as_ref().map(|line| line.text.clone())),
        ..Default::default()
    };
    row.insert(&*write).await?;
    if proof.finding != Finding::Accepted {
        // Kept as evidence all the same; the page says why the drive is still taken as unerased.
        let to = format!("/parts/{}/erasure", part.code);
        return Ok(write.answer(to).await?.into_response());
    }
    parts::erased(&write, by.at(now), &part, &kept.sha256)
        .await
        .map_err(|error| match error {
            parts::PartError::Refused(_) => Error::Changed,
            parts::PartError::Change(error) => error.into(),
        })?;
    let to = format!("/parts/{}?done=part-erased", part.code);
    Ok(write.answer(to).await?.into_response())
}

async fn find(app: &App, by: &Allowed<RecordErasure>, code: &str) -> Result<part::Model, Error> {
    queries::part(&app.db, by.organisation_id, code)
        .await?
        .ok_or(Error::NotFound)
}

fn render(
    by: &Allowed<RecordErasure>,
    part: part::Model,
    errors: FormErrors,
    refused: Vec<String>,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = ErasurePage {
        name: say::name(shell.words, &part),
        part,
        errors,
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}
