//! `POST /kits/{code}/labels`: the labels of a kit and of its parts, printed together; the history of each says so.
//! `GET /kits/{code}/labels/{seq}`: the file for the printer.
use super::{
    queries::parts,
    show::{KitForm, own, page},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    devices::proofs,
    journal::{self, Event, EventKind, Subject},
    labels::{Ordered, file_of, order, sheet_of_devices},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{device, event, organisation};
use sea_orm::EntityTrait;
use serde_json::Value;

pub async fn print(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(code): Path<String>,
    Form(form): Form<KitForm>,
) -> Result<Response, Error> {
    let (kit, _) = own(&app, &by, &code).await?;
    let mut errors = FormErrors::default();
    let ordered = order(&app, &form.template, &form.skip, &mut errors).await?;
    let Some(Ordered { template, skip }) = ordered.filter(|_| errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &code, status, (form, errors)).await;
    };
    let at = by.at(app.clock.now());
    let write = app.write_once(&by, &form.write_id).await?;
    let printed = Event::of(EventKind::LabelReprinted)
        .with("template", template.name.as_str())
        .with("skip", skip);
    let labelled = parts(&*write, kit.id).await?;
    for part in labelled.iter().filter_map(|part| part.device.as_ref()) {
        journal::record(&*write, at, part, printed.clone()).await?;
    }
    let kit = journal::record(&*write, at, &kit, printed).await?;
    let to = format!("/kits/{code}/labels/{}", kit.version);
    Ok(write.answer(to).await?.into_response())
}

/// The file of one printing, named by its event in the history of the kit.
pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path((code, seq)): Path<(String, i32)>,
) -> Result<Response, Error> {
    let (kit, _) = own(&app, &by, &code).await?;
    let key = (Subject::Device.key().to_owned(), kit.id.0, seq);
    let event = event::Entity::find_by_id(key)
        .one(&app.db)
        .await?
        .filter(|event| event.kind == EventKind::LabelReprinted.name())
        .ok_or(Error::NotFound)?;
    let data: Value = serde_json::from_str(&event.data).unwrap_or_default();
    let details = &data["details"];
    let owner = organisation::Entity::find_by_id(kit.owner_id)
        .one(&app.db)
        .await?
        .map(|owner| owner.name)
        .unwrap_or_default();
    let in_it = parts(&app.db, kit.id).await?;
    let devices: Vec<&device::Model> = [&kit]
        .into_iter()
        .chain(in_it.iter().filter_map(|part| part.device.as_ref()))
        .collect();
    let labels = proofs::labels_of(&app.db, &devices).await?;
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
