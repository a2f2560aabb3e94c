//! `GET /labels/batches/{id}/pdf`: the sheets of a batch, a PDF or what the format's printer takes; the same
//! codes each time.
use super::{
    printing::{file_of, sheet_of},
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::PrintLabels},
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use entities::label_batch::LabelBatchId;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct FirstSheet {
    /// Labels already used on it.
    skip: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(id): Path<String>,
    Query(first): Query<FirstSheet>,
) -> Result<Response, Error> {
    let id = id.parse().map(LabelBatchId).map_err(|_| Error::NotFound)?;
    let (batch, site) = queries::batch(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let codes = queries::codes(&app.db, id).await?;
    let owner = queries::owner_on_blank_labels(&app.db, site.organisation_id).await?;
    let skip = first.skip.parse().unwrap_or(0);
    let sheet = sheet_of(&app, &batch.template, codes, &owner, skip)
        .await?
        .ok_or(Error::NotFound)?;
    let name = format!("{}-{}", by.words().say("labels-file"), id.0);
    Ok(file_of(&app, sheet).await?.answer(&name))
}
