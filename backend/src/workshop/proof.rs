//! `GET /evidence/{id}`: the photo or the log behind an erasure.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeDevices},
    evidence,
    web::Error,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use entities::evidence::EvidenceId;

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
    // Shown as what it was recognised to be; `nosniff` stands on every answer.
    let media_type = HeaderValue::from_str(&row.media_type).map_err(anyhow::Error::from)?;
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
