//! `GET /item-photos/{id}/{size}`: a photo of an item, large or small.
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeCatalogue},
    evidence::{self, MediaType},
    web::Error,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use entities::item_photo;
use sea_orm::EntityTrait;

pub async fn show(
    State(app): State<App>,
    _by: Allowed<SeeCatalogue>,
    Path((id, size)): Path<(String, String)>,
) -> Result<Response, Error> {
    let id: i32 = id.parse().map_err(|_| Error::NotFound)?;
    let photo = item_photo::Entity::find_by_id(id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let name = match size.as_str() {
        "small" => photo.small_file,
        "large" => photo.file,
        _ => None,
    };
    let name = name.ok_or(Error::NotFound)?;
    let Some(bytes) = evidence::kept(&app, &name).await? else {
        tracing::warn!(photo = id, "a photo of an item is not in the file store");
        return Err(Error::NotFound);
    };
    let media_type = HeaderValue::from_static(MediaType::Jpeg.as_str());
    Ok(([(header::CONTENT_TYPE, media_type)], bytes).into_response())
}
