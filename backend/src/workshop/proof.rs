//! `GET /evidence/{id}`: the photo or the log behind an erasure. `GET /checklist-photos/{id}`: the photo that answers
//! a question of a checklist.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeDevices},
    evidence::{self, MediaType},
    web::Error,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use entities::{checklist_photo::ChecklistPhotoId, evidence::EvidenceId};

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDevices>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = EvidenceId(id.parse().map_err(|_| Error::NotFound)?);
    let id = queries::proof(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let (row, bytes) = evidence::read(&app, id).await?;
    inline(&row.media_type, bytes)
}

pub async fn show_photo(
    State(app): State<App>,
    by: Allowed<SeeDevices>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = ChecklistPhotoId(id.parse().map_err(|_| Error::NotFound)?);
    let photo = queries::photo(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(bytes) = evidence::kept(&app, &photo.file).await? else {
        tracing::warn!(photo = photo.id.0, "a photo is not in the file store");
        return Err(Error::NotFound);
    };
    inline(MediaType::Jpeg.as_str(), bytes)
}

/// Shown as what it was recognised to be; `nosniff` stands on every answer.
fn inline(media_type: &str, bytes: Vec<u8>) -> Result<Response, Error> {
    let media_type = HeaderValue::from_str(media_type).map_err(anyhow::Error::from)?;
    let inline = HeaderValue::from_static("inline");
    Ok((
        [
            (header::CONTENT_TYPE, media_type),
            (header::CONTENT_DISPOSITION, inline),
        ],
        bytes,
    )
        .into_response())
}
