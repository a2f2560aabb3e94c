//! `GET|POST /lots/{id}/reception` and `POST /lots/{id}/found`: a device in the hand, then its label.
//!
//! One scan field at a time: any code the device bears, then the blank label that it bears from now on.
use super::{
    actions::{self, Found as FoundDevice, Refusal},
    announce::is_longer,
    done,
    list::check::normalised_serial,
    queries::{self, LotCounts},
    rules::{self, Found},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ManageLots, ReceiveDevices},
    },
    devices::{stages::stage_key, standing::kind_key},
    identifiers::is_placeholder_serial,
    labels::{Code, CodeError, keyboard},
    web::{self, Choice, Error, FormErrors, Shell},
    workshop::checklists,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    collection_lot,
    device::{self, Stage},
};
use serde::Deserialize;

/// More candidates than this are not picked from: a longer end of the code is asked for.
const CANDIDATES: usize = 20;

/// Longer than any maker's, model's or serial number's name.
const MAX_TEXT: i64 = 80;

#[derive(Template)]
#[template(path = "intake/reception.html")]
struct ReceptionPage {
    shell: Shell,
    lot: collection_lot::Model,
    counts: LotCounts,
    latest: Vec<device::Model>,
    manages: bool,
    step: Step,
    errors: FormErrors,
    refusal: Option<&'static str>,
}

/// What the person has to do now.
enum Step {
    /// Scan a code of the next device.
    Scan,
    /// Scan the blank label for this device.
    Label {
        device: Box<device::Model>,
        typed: String,
    },
    /// Look which of these it is.
    Pick {
        code: String,
        devices: Vec<device::Model>,
        more: usize,
    },
    /// The code is a label's that no device bears yet.
    BlankLabel,
    /// The device is known, and not to be received here: what it is, and what to do.
    Elsewhere {
        device: Box<device::Model>,
        same_lot: bool,
    },
    /// Nobody announced it: describe it and give it a label.
    Unannounced { form: FoundForm, types: Vec<Choice> },
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ScanQuery {
    code: String,
    device: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReceiveDevices>,
    Path(id): Path<i32>,
    Query(query): Query<ScanQuery>,
) -> Result<Response, Error> {
    let lot = queries::own_lot(&app.db, &by, id).await?;
    let mut errors = FormErrors::default();
    let step = if !query.device.is_empty() {
        let chosen = query.device.parse().map_err(|_| Error::NotFound)?;
        let device = queries::device_of(&app.db, lot.id, chosen).await?;
        let device = Box::new(device.ok_or(Error::NotFound)?);
        if is_unclaimed(&device) {
            Step::Label {
                device,
                typed: String::new(),
            }
        } else {
            Step::Elsewhere {
                device,
                same_lot: true,
            }
        }
    } else if query.code.trim().is_empty() {
        Step::Scan
    } else {
        scanned(&app, &by, &lot, query.code.trim(), &mut errors).await?
    };
    again(&app, &by, lot, step, errors, None, StatusCode::OK).await
}

/// What a scanned or typed code leads to.
async fn scanned(
    app: &App,
    by: &Allowed<ReceiveDevices>,
    lot: &collection_lot::Model,
    code: &str,
    errors: &mut FormErrors,
) -> Result<Step, Error> {
    let spellings = rules::spellings(code);
    // By the indexes first: a whole code, as it is nearly always scanned.
    let bearers = queries::bearers(&app.db, &spellings).await?;
    let mut here = bearers
        .iter()
        .filter(|row| row.lot_id == lot.id && is_unclaimed(row));
    if let (Some(only), None) = (here.next(), here.next()) {
        let device = Box::new(only.clone());
        return Ok(Step::Label {
            device,
            typed: String::new(),
        });
    }
    let unclaimed = queries::unclaimed(&app.db, lot.id).await?;
    match rules::find(code, &unclaimed) {
        Found::One(id) => {
            let device = queries::device_of(&app.db, lot.id, id.0).await?;
            let device = Box::new(device.ok_or(Error::Changed)?);
            Ok(Step::Label {
                device,
                typed: String::new(),
            })
        }
        Found::Several(mut ids) => {
            let more = ids.len().saturating_sub(CANDIDATES);
            ids.truncate(CANDIDATES);
            let devices = queries::devices_by_id(&app.db, &ids).await?;
            Ok(Step::Pick {
                code: code.to_owned(),
                devices,
                more,
            })
        }
        Found::Nothing => not_here(app, by, lot, code, bearers, errors).await,
    }
}

async fn not_here(
    app: &App,
    by: &Allowed<ReceiveDevices>,
    lot: &collection_lot::Model,
    code: &str,
    bearers: Vec<device::Model>,
    errors: &mut FormErrors,
) -> Result<Step, Error> {
    let label = Code::parse(code).ok();
    let mut known = bearers;
    if let Some(label) = label {
        known.extend(queries::bearers(&app.db, &[label.to_string()]).await?);
    }
    if let Some(device) = known.into_iter().next() {
        let same_lot = device.lot_id == lot.id;
        return Ok(Step::Elsewhere {
            device: Box::new(device),
            same_lot,
        });
    }
    if label.is_some() {
        return Ok(Step::BlankLabel);
    }
    if lot.closed_at.is_some() {
        errors.add("code", "lot-closed-unknown-code");
        return Ok(Step::Scan);
    }
    // No serial number has an accent: a scanner wrote it through the keys of a French keyboard.
    let meant = (!code.is_ascii()).then(|| keyboard::meant(code));
    let code = meant
        .as_ref()
        .and_then(|readings| readings.first())
        .map_or(code, String::as_str);
    let form = FoundForm {
        // A short code is the end of one, not a serial number.
        serial: if code.chars().count() > rules::SHORTEST_END {
            code.to_owned()
        } else {
            String::new()
        },
        ..FoundForm::default()
    };
    Ok(Step::Unannounced {
        form,
        types: types(by),
    })
}

fn is_unclaimed(device: &device::Model) -> bool {
    matches!(device.stage, Stage::Announced | Stage::NotReceived)
}

fn types(by: &Allowed<ReceiveDevices>) -> Vec<Choice> {
    let words = by.words();
    checklists::device_types()
        .iter()
        .map(|known| Choice::new(known.key.clone(), words.say(&known.word_key())))
        .collect()
}

async fn again(
    app: &App,
    by: &Allowed<ReceiveDevices>,
    lot: collection_lot::Model,
    step: Step,
    errors: FormErrors,
    refusal: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Error> {
    let page = ReceptionPage {
        shell: by.shell(),
        counts: queries::counts_of(&app.db, lot.id).await?,
        latest: queries::latest_received(&app.db, lot.id).await?,
        manages: by.may(ManageLots),
        lot,
        step,
        errors,
        refusal,
    };
    Ok(web::page(status, &page)?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    write_id: String,
    device: String,
    label: String,
}

pub async fn claim(
    State(app): State<App>,
    by: Allowed<ReceiveDevices>,
    Path(id): Path<i32>,
    Form(form): Form<ClaimForm>,
) -> Result<Response, Error> {
    let lot = queries::own_lot(&app.db, &by, id).await?;
    let chosen = form.device.parse().map_err(|_| Error::NotFound)?;
    let label = Code::parse(&form.label);
    let refused = match label {
        Ok(code) => {
            let write = app.write_once(&by, &form.write_id).await?;
            let device = queries::device_of(&*write, lot.id, chosen).await?;
            let device = device.ok_or(Error::NotFound)?;
            let by = by.at(app.clock.now());
            match actions::receive(&*write, by, &lot, &device, code).await {
                Ok(_) => {
                    let to = done(&format!("/lots/{id}/reception"), "done-lot-device-received");
                    return Ok(write.answer(to).await?.into_response());
                }
                Err(refusal) => match refusal.key() {
                    Some(key) => Err((key, matches!(refusal, Refusal::DeviceTaken))),
                    None => return Err(refusal.into()),
                },
            }
        }
        Err(error) => Ok(error),
    };
    let device = queries::device_of(&app.db, lot.id, chosen).await?;
    let device = Box::new(device.ok_or(Error::NotFound)?);
    let mut errors = FormErrors::default();
    match refused {
        Ok(error) => {
            add_code_error(&mut errors, error);
            let step = Step::Label {
                device,
                typed: form.label,
            };
            again(
                &app,
                &by,
                lot,
                step,
                errors,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err((key, true)) => {
            again(
                &app,
                &by,
                lot,
                Step::Scan,
                errors,
                Some(key),
                StatusCode::CONFLICT,
            )
            .await
        }
        Err((key, false)) => {
            let step = Step::Label {
                device,
                typed: String::new(),
            };
            again(
                &app,
                &by,
                lot,
                step,
                errors,
                Some(key),
                StatusCode::CONFLICT,
            )
            .await
        }
    }
}

pub fn add_code_error(errors: &mut FormErrors, error: CodeError) {
    match error {
        CodeError::Symbol(symbol) => {
            errors.add_with("label", error.key(), "symbol", symbol.to_string());
        }
        CodeError::Length(count) => {
            errors.add_with(
                "label",
                error.key(),
                "count",
                i64::try_from(count).unwrap_or(i64::MAX),
            );
        }
        CodeError::Empty | CodeError::OtherAddress | CodeError::Check => {
            errors.add("label", error.key());
        }
    }
}

/// A device that no list announced, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct FoundForm {
    write_id: String,
    kind: String,
    manufacturer: String,
    model: String,
    serial: String,
    label: String,
}

impl FoundForm {
    fn read(&self) -> Result<(FoundDevice, Code), FormErrors> {
        let mut errors = FormErrors::default();
        let kind = checklists::device_type(&self.kind);
        if kind.is_none() {
            errors.add("kind", "lot-found-kind-missing");
        }
        for (field, typed) in [
            ("manufacturer", &self.manufacturer),
            ("model", &self.model),
            ("serial", &self.serial),
        ] {
            if is_longer(typed.chars().count(), MAX_TEXT) {
                errors.add_with(field, "lot-text-too-long", "limit", MAX_TEXT);
            }
            errors.keep_people_out(field, typed);
        }
        if self.manufacturer.trim().is_empty() {
            errors.add("manufacturer", "lot-found-manufacturer-missing");
        }
        if self.model.trim().is_empty() {
            errors.add("model", "lot-found-model-missing");
        }
        let serial = self.serial.trim();
        if is_placeholder_serial(serial) {
            errors.add("serial", "lot-found-serial-placeholder");
        }
        let label = Code::parse(&self.label);
        if let Err(error) = label {
            add_code_error(&mut errors, error);
        }
        match (kind, label) {
            (Some(kind), Ok(label)) if errors.is_empty() => {
                let found = FoundDevice {
                    kind: kind.kind,
                    holds_data: kind.holds_data,
                    manufacturer: self.manufacturer.trim().to_owned(),
                    model: self.model.trim().to_owned(),
                    serial: (!serial.is_empty()).then(|| normalised_serial(serial).into_owned()),
                };
                Ok((found, label))
            }
            _ => Err(errors),
        }
    }
}

pub async fn found(
    State(app): State<App>,
    by: Allowed<ReceiveDevices>,
    Path(id): Path<i32>,
    Form(form): Form<FoundForm>,
) -> Result<Response, Error> {
    let lot = queries::own_lot(&app.db, &by, id).await?;
    let types = types(&by);
    let (device, code) = match form.read() {
        Ok(read) => read,
        Err(errors) => {
            let step = Step::Unannounced { form, types };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(&app, &by, lot, step, errors, None, status).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    match actions::receive_found(&*write, at, &lot, &device, code).await {
        Ok(_) => {
            let to = done(&format!("/lots/{id}/reception"), "done-lot-device-found");
            Ok(write.answer(to).await?.into_response())
        }
        Err(refusal) => {
            drop(write);
            let Some(key) = refusal.key() else {
                return Err(refusal.into());
            };
            let step = Step::Unannounced { form, types };
            let errors = FormErrors::default();
            again(
                &app,
                &by,
                lot,
                step,
                errors,
                Some(key),
                StatusCode::CONFLICT,
            )
            .await
        }
    }
}

/// How a device is told from its neighbours, the shortest useful way.
fn told_by(device: &device::Model) -> String {
    let codes = [
        device.asset_tag.as_deref(),
        device.inventory_number.as_deref(),
        device.serial.as_deref(),
        device.imei.as_deref(),
    ];
    codes.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
