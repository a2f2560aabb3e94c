//! `GET /attachments/{id}`: a file attached to a device the person may see.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeAttachments},
    evidence::{self, MediaType},
    web::Error,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use entities::attachment::AttachmentId;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAttachments>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = AttachmentId(id.parse().map_err(|_| Error::NotFound)?);
    let row = queries::attachment(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let name = row.file.as_deref().ok_or(Error::NotFound)?;
    let Some(bytes) = evidence::kept(&app, name).await? else {
        tracing::warn!(
            attachment = id.0,
            "an attached file is not in the file store"
        );
        return Err(Error::NotFound);
    };
    // A picture that we wrote ourselves is shown; what somebody else wrote is only ever downloaded.
    let disposition = if row.media_type == MediaType::Jpeg.as_str() {
        "inline".to_owned()
    } else if row.media_type == MediaType::Pdf.as_str() {
        format!("attachment; filename=\"{}.pdf\"", id.0)
    } else {
        format!("attachment; filename=\"{}.txt\"", id.0)
    };
    let media_type = HeaderValue::from_str(&row.media_type).map_err(anyhow::Error::from)?;
    let disposition = HeaderValue::from_str(&disposition).map_err(anyhow::Error::from)?;
    Ok((
        [
            (header::CONTENT_TYPE, media_type),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}
