//! `POST /devices/{code}/label` and its PDF: the label printed once more. `POST
//! /devices/{code}/replace-label`: another label for a damaged one.
use super::{
    actions::{self, LabelError},
    proofs, queries,
    sheet::{self, LabelForm, Refusal, Said},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::PrintLabels},
    journal::{EventKind, Subject},
    labels::{Code, Ordered, code_mistake, file_of, order, sheet_of_devices},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{event, organisation};
use sea_orm::EntityTrait;
use serde_json::Value;

pub async fn reprint(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(code): Path<String>,
    Form(form): Form<LabelForm>,
) -> Result<Response, Error> {
    let which = sheet::labelled(&code)?;
    let mut errors = FormErrors::default();
    let Some(Ordered { template, skip }) =
        order(&app, &form.template, &form.skip, &mut errors).await?
    else {
        let said = Said {
            form,
            errors,
            refusal: None,
        };
        return sheet::render(&app, &by, which, said).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let device = queries::device(&*write, &by, which)
        .await?
        .ok_or(Error::NotFound)?;
    let print = (template.name.as_str(), skip);
    let device = actions::reprint_label(&write, &by, &device, print, app.clock.now()).await?;
    let to = format!("/devices/{code}/label/{}", device.version);
    Ok(write.answer(to).await?.into_response())
}

/// The PDF of one reprint, named by its event: no label is printed again without one.
pub async fn show(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path((code, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let device = queries::device(&app.db, &by, sheet::labelled(&code)?)
        .await?
        .ok_or(Error::NotFound)?;
    let seq: i32 = seq.parse().map_err(|_| Error::NotFound)?;
    let key = (Subject::Device.key().to_owned(), device.id.0, seq);
    let event = event::Entity::find_by_id(key)
        .one(&app.db)
        .await?
        .filter(|event| event.kind == EventKind::LabelReprinted.name())
        .ok_or(Error::NotFound)?;
    let data: Value = serde_json::from_str(&event.data).unwrap_or_default();
    let details = &data["details"];
    let owner = organisation::Entity::find_by_id(device.owner_id)
        .one(&app.db)
        .await?
        .map(|owner| owner.name)
        .unwrap_or_default();
    let labels = proofs::labels_of(&app.db, &[&device]).await?;
    let template = details["template"].as_str().unwrap_or_default();
    let skip = details["skip"]
        .as_u64()
        .and_then(|skip| usize::try_from(skip).ok())
        .unwrap_or_default();
    let sheet = sheet_of_devices(&app, template, labels, &owner, skip)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(file_of(&app, sheet).await?.answer(&code))
}

pub async fn replace(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(code): Path<String>,
    Form(form): Form<LabelForm>,
) -> Result<Response, Error> {
    let which = sheet::labelled(&code)?;
    let mut said = Said {
        form: form.clone(),
        ..Said::default()
    };
    let new = match Code::parse(&form.code) {
        Ok(new) => new,
        Err(mistake) => {
            said.errors = code_mistake(mistake, "code");
            return sheet::render(&app, &by, which, said).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let device = queries::device(&*write, &by, which)
        .await?
        .ok_or(Error::NotFound)?;
    let help = match actions::replace_label(&write, &by, &device, new, app.clock.now()).await {
        Ok(_) => {
            let to = format!("/devices/{new}?done=label-replaced");
            return Ok(write.answer(to).await?.into_response());
        }
        Err(LabelError::NotPrinted) => "label-not-printed",
        Err(LabelError::Taken) => "label-taken",
        Err(LabelError::Change(error)) => return Err(error.into()),
    };
    drop(write);
    said.refusal = Some(Refusal {
        title: "label-refused",
        help,
    });
    sheet::render(&app, &by, which, said).await
}
