//! `POST /devices/{code}/certificate` and `GET /devices/{code}/certificate`: the certificate of the erasure of this
//! stay, made once, kept with its hash and given again as it was made.
use super::certified;
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{CertifyErasures, ReadCertificates},
    },
    devices::queries::{self, Which},
    evidence,
    keys::sha256_hex,
    labels::Code,
    web::{self, Error},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{device, erasure_certificate};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CertificateForm {
    write_id: String,
}

pub async fn make(
    State(app): State<App>,
    by: Allowed<CertifyErasures>,
    Path(code): Path<String>,
    Form(form): Form<CertificateForm>,
) -> Result<Response, Error> {
    let device = device_of(&app, &by, &code).await?;
    let to = format!("/devices/{code}?done=certificate-made");
    if of_stay(&app.db, &device).await?.is_some() {
        return Ok(app
            .write_once(&by, &form.write_id)
            .await?
            .answer(to)
            .await?
            .into_response());
    }
    let facts = certified::facts(&app, &app.db, &device, by.words())
        .await?
        .ok_or(Error::Changed)?;
    let pdf = app
        .documents
        .pdf(facts.paper)
        .await
        .context("the certificate could not be typeset")?;
    let write = app.write_once(&by, &form.write_id).await?;
    let rests_on = (&facts.check, &facts.erasure);
    certified::keep(&app, &*write, &by, &device, rests_on, &pdf).await?;
    Ok(write.answer(to).await?.into_response())
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReadCertificates>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let device = device_of(&app, &by, &code).await?;
    let certificate = of_stay(&app.db, &device).await?.ok_or(Error::NotFound)?;
    let pdf = evidence::kept(&app, &certificate.file)
        .await?
        .ok_or(Error::NotFound)?;
    if sha256_hex(&pdf) != certificate.sha256 {
        return Err(anyhow::anyhow!(
            "certificate {} is not the one that was made",
            certificate.id
        )
        .into());
    }
    Ok(web::pdf(&format!("effacement-{code}"), pdf))
}

async fn device_of(app: &App, by: &Signed, code: &str) -> Result<device::Model, Error> {
    let code = Code::parse(code).map_err(|_| Error::NotFound)?;
    queries::device(&app.db, by, Which::Labelled(code))
        .await?
        .ok_or(Error::NotFound)
}

/// The certificate of the device's present stay.
async fn of_stay(
    db: &impl ConnectionTrait,
    device: &device::Model,
) -> Result<Option<erasure_certificate::Model>, Error> {
    Ok(erasure_certificate::Entity::find()
        .filter(erasure_certificate::COLUMN.device_id.eq(device.id))
        .filter(erasure_certificate::COLUMN.stay.eq(device.stay))
        .one(db)
        .await?)
}
