//! `GET|POST /pallets/{id}/departure`: the pallet is weighed and leaves with its slip.
use super::{
    actions::{self, Printed},
    papers, queries,
    rules::{self, Departure, Typed},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ScrapDevices},
    web::{self, Error, FormErrors, Shell, format::Day},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::waste_pallet;

#[derive(Template)]
#[template(path = "exits/departure.html")]
struct DeparturePage {
    shell: Shell,
    pallet: waste_pallet::Model,
    devices: i64,
    form: DepartureForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DepartureForm {
    write_id: String,
    weight: String,
    recipient: String,
    recipient_siret: String,
    transporter: String,
    transporter_siret: String,
    slip_number: String,
    treatment: String,
    departed_on: String,
}

impl DepartureForm {
    fn parse(&self, pallet: &waste_pallet::Model, app: &App) -> Result<Departure, FormErrors> {
        let typed = Typed {
            weight: &self.weight,
            recipient: &self.recipient,
            recipient_siret: &self.recipient_siret,
            transporter: &self.transporter,
            transporter_siret: &self.transporter_siret,
            slip_number: &self.slip_number,
            treatment: &self.treatment,
            departed_on: &self.departed_on,
        };
        let read = rules::read(typed, pallet.opened_at.in_paris(), app.clock.today());
        let mut errors = FormErrors::default();
        for mistake in read.as_ref().err().into_iter().flatten() {
            let (field, key) = mistake.at();
            errors.add(field, key);
        }
        errors.keep_people_out("slip_number", &self.slip_number);
        read.ok().filter(|_| errors.is_empty()).ok_or(errors)
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let pallet = queries::pallet(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    if pallet.closed_at.is_some() {
        return Ok(Redirect::to(&format!("/pallets/{id}")).into_response());
    }
    let form = DepartureForm {
        departed_on: app.clock.today().to_string(),
        ..DepartureForm::default()
    };
    page(
        &app,
        &by,
        pallet,
        StatusCode::OK,
        (form, FormErrors::default()),
    )
    .await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(id): Path<i32>,
    Form(form): Form<DepartureForm>,
) -> Result<Response, Error> {
    let pallet = queries::pallet(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let to = format!("/pallets/{id}?done=pallet-departed");
    if pallet.closed_at.is_some() {
        // A repeat of the form that closed it gets its first answer; another is told that it has left.
        drop(app.write_once(&by, &form.write_id).await?);
        return Err(Error::Changed);
    }
    let mut parsed = form.parse(&pallet, &app);
    let devices = queries::devices(&app.db, pallet.id).await?;
    if devices.is_empty() {
        let mut errors = parsed.err().unwrap_or_default();
        errors.add("weight", "pallet-empty-departure");
        parsed = Err(errors);
    }
    let departure = match parsed {
        Ok(departure) => departure,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, pallet, status, (form, errors)).await;
        }
    };
    let ids: Vec<_> = devices.iter().map(|device| device.id).collect();
    let slip = papers::slip_of(&app.db, by.words(), &pallet, devices, &departure).await?;
    let with_data = slip.with_data;
    let pdf = app
        .documents
        .pdf(slip)
        .await
        .context("the slip could not be typeset")?;
    let write = app.write_once(&by, &form.write_id).await?;
    let printed = Printed {
        devices: &ids,
        with_data,
        pdf: &pdf,
    };
    actions::depart(&app, &write, &by, &pallet, departure, printed).await?;
    Ok(write.answer(to).await?.into_response())
}

async fn page(
    app: &App,
    by: &Signed,
    pallet: waste_pallet::Model,
    status: StatusCode,
    (form, errors): (DepartureForm, FormErrors),
) -> Result<Response, Error> {
    let devices = queries::device_ids(&app.db, pallet.id).await?;
    let page = DeparturePage {
        shell: by.shell(),
        devices: i64::try_from(devices.len()).unwrap_or(i64::MAX),
        pallet,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
