//! `GET|POST /lots/{id}/closing` and `POST /lots/{id}/not-received`: settling with the sender what was
//! not seen, and what nobody announced.
use super::{
    actions,
    announce::read_boxes,
    done,
    queries::{self, LotCounts, Part, SHOWN},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageLots},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    collection_lot,
    device::{self, DeviceId, Stage},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "intake/closing.html")]
struct ClosingPage {
    shell: Shell,
    lot: collection_lot::Model,
    counts: LotCounts,
    awaited: Vec<device::Model>,
    not_received: Vec<device::Model>,
    not_announced: Vec<device::Model>,
    boxes: String,
    errors: FormErrors,
    refusal: Option<&'static str>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let boxes = lot.boxes_announced.map(|boxes| boxes.to_string());
    let boxes = boxes.unwrap_or_default();
    again(
        &app,
        &by,
        lot,
        boxes,
        FormErrors::default(),
        None,
        StatusCode::OK,
    )
    .await
}

async fn again(
    app: &App,
    by: &Allowed<ManageLots>,
    lot: collection_lot::Model,
    boxes: String,
    errors: FormErrors,
    refusal: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Error> {
    let part = |part| queries::devices(&app.db, lot.id, part, Some(SHOWN));
    let page = ClosingPage {
        shell: by.shell(),
        counts: queries::counts_of(&app.db, lot.id).await?,
        awaited: part(Part::Awaited).await?,
        not_received: part(Part::NotReceived).await?,
        not_announced: part(Part::NotAnnounced).await?,
        lot,
        boxes,
        errors,
        refusal,
    };
    Ok(web::page(status, &page)?)
}

/// How many of a part there are beyond those shown.
fn more(all: i64, shown: &[device::Model]) -> i64 {
    all - i64::try_from(shown.len()).unwrap_or(i64::MAX)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NotReceivedForm {
    write_id: String,
    device: Vec<String>,
    /// `ticked` or `all`.
    which: String,
}

pub async fn not_received(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    Form(form): Form<NotReceivedForm>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let ticked: Vec<DeviceId> = form
        .device
        .iter()
        .map(|id| id.parse().map(DeviceId).map_err(|_| Error::NotFound))
        .collect::<Result<_, _>>()?;
    if form.which != "all" && ticked.is_empty() {
        let boxes = lot.boxes_announced.map(|boxes| boxes.to_string());
        let mut errors = FormErrors::default();
        errors.add("device", "lot-none-ticked");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(
            &app,
            &by,
            lot,
            boxes.unwrap_or_default(),
            errors,
            None,
            status,
        )
        .await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let devices = if form.which == "all" {
        queries::devices(&*write, lot.id, Part::Awaited, None).await?
    } else {
        let devices = queries::devices_by_id(&*write, &ticked).await?;
        if devices.iter().any(|device| device.lot_id != lot.id) {
            return Err(Error::NotFound);
        }
        if devices
            .iter()
            .any(|device| device.stage != Stage::Announced)
        {
            return Err(Error::Changed);
        }
        devices
    };
    actions::close_unseen(&*write, by.at(app.clock.now()), &devices).await?;
    let to = done(&format!("/lots/{id}/closing"), "done-lot-unseen-closed");
    Ok(write.answer(to).await?.into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ClosingForm {
    write_id: String,
    boxes: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
    Form(form): Form<ClosingForm>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let Some(boxes) = read_boxes(&form.boxes) else {
        let mut errors = FormErrors::default();
        errors.add("boxes", "lot-boxes-wrong");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(&app, &by, lot, form.boxes, errors, None, status).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    // The lot as it is in this transaction: its closing asserts that nobody changed it.
    let lot = queries::lot(&*write, &by, lot.id.0).await?;
    match actions::close(&*write, by.at(app.clock.now()), &lot, boxes).await {
        Ok(()) => {
            let to = done(&format!("/lots/{id}"), "done-lot-closed");
            Ok(write.answer(to).await?.into_response())
        }
        Err(refusal) => {
            drop(write);
            let Some(key) = refusal.key() else {
                return Err(refusal.into());
            };
            let errors = FormErrors::default();
            again(
                &app,
                &by,
                lot,
                form.boxes,
                errors,
                Some(key),
                StatusCode::CONFLICT,
            )
            .await
        }
    }
}
