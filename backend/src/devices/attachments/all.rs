//! `GET /attachments` and `POST /attachments/{id}/removal`: what is attached to devices, for data protection.
use super::{actions, kind_key, queries};
use crate::{
    app::App,
    auth::{Allowed, permissions::RemoveAttachments},
    evidence,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    attachment::{self, AttachmentId},
    device,
};
use sea_orm::EntityTrait;

const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "devices/attachments/all.html")]
struct AllPage {
    shell: Shell,
    files: Vec<(attachment::Model, device::Model)>,
    first: &'static str,
    next: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Start {
    below: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RemoveAttachments>,
    Query(start): Query<Start>,
) -> Result<Response, Error> {
    let below = start.below.parse().ok();
    let mut files = queries::kept(&app.db, below, PAGE + 1).await?;
    let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = files.len() > shown;
    files.truncate(shown);
    let page = AllPage {
        shell: by.shell(),
        first: if below.is_some() { "/attachments" } else { "" },
        next: match files.last() {
            Some((last, _)) if more => format!("/attachments?below={}", last.id.0),
            Some(_) | None => String::new(),
        },
        files,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<RemoveAttachments>,
    Path(id): Path<String>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let id = AttachmentId(id.parse().map_err(|_| Error::NotFound)?);
    let write = app.write_once(&by, &form.write_id).await?;
    let row = queries::attachment(&*write, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let name = row.file.clone().ok_or(Error::Changed)?;
    let device = device::Entity::find_by_id(row.device_id)
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    actions::remove(&write, &by, &row, &device, app.clock.now()).await?;
    let answer = write.answer("/attachments?done=attachment-removed").await?;
    evidence::remove(&app, &name).await;
    Ok(answer.into_response())
}
