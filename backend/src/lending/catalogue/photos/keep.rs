//! `/catalogue/{slug}/photos`: the photos of an item, one more, or one less; by who keeps its store.
use super::{
    MOST,
    actions::{self, Full, Prepared},
    queries::{Shown, of_items, shown},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    evidence::{self, photo},
    lending::catalogue::queries,
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::catalogue_item;

/// The longest that is said of a photo.
const ALT: usize = 200;

#[derive(Template)]
#[template(path = "lending/photos.html")]
struct PhotosPage {
    shell: Shell,
    slug: String,
    name: String,
    photos: Vec<Shown>,
    may_add: bool,
    form: PhotoForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PhotoForm {
    write_id: String,
    alt_fr: String,
    alt_en: String,
}

/// The item, where it is of the person's own store.
async fn own(
    app: &App,
    by: &Allowed<KeepLibrary>,
    slug: &str,
) -> Result<catalogue_item::Model, Error> {
    queries::item(&app.db, slug)
        .await?
        .filter(|item| by.site_id == Some(item.site_id))
        .ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let item = own(&app, &by, &slug).await?;
    let blank = (PhotoForm::default(), FormErrors::default());
    page(&app, &by, &item, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(slug): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: PhotoForm = upload.form()?;
    let item = own(&app, &by, &slug).await?;
    let mut errors = FormErrors::default();
    for (field, text) in [("alt_fr", &form.alt_fr), ("alt_en", &form.alt_en)] {
        if text.trim().is_empty() || text.chars().count() > ALT {
            errors.add(field, "item-photo-alt-missing");
        }
    }
    let sizes = if let Some(file) = upload.file("photo") {
        let large = photo::prepared(file.bytes.clone()).await?;
        let small = photo::thumbnail(file.bytes.clone()).await?;
        match large.and_then(|large| small.map(|small| (large, small))) {
            Ok(sizes) => Some(sizes),
            Err(fault) => {
                errors.add("photo", fault.key());
                None
            }
        }
    } else {
        errors.add("photo", "item-photo-missing");
        None
    };
    let Some((large, small)) = sizes.filter(|_| errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &item, status, (form, errors)).await;
    };
    let photo = Prepared {
        large,
        small,
        alt_fr: form.alt_fr.trim().to_owned(),
        alt_en: form.alt_en.trim().to_owned(),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = (item.id, by.membership_id);
    let key = match actions::add(&app, &*write, at, &photo).await? {
        Ok(()) => {
            let to = format!("/catalogue/{slug}/photos?done=item-photo-added");
            return Ok(write.answer(to).await?.into_response());
        }
        Err(Full::TooMany) => "item-photo-too-many",
        Err(Full::Same) => "item-photo-same",
    };
    drop(write);
    errors.add("photo", key);
    page(&app, &by, &item, StatusCode::CONFLICT, (form, errors)).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path((slug, id)): Path<(String, i32)>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let item = own(&app, &by, &slug).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let mut photos = of_items(&*write, &[item.id]).await?;
    let photo = photos
        .remove(&item.id)
        .unwrap_or_default()
        .into_iter()
        .find(|photo| photo.id == id)
        .ok_or(Error::NotFound)?;
    actions::remove(&*write, &photo, by.membership_id, app.clock.now()).await?;
    let to = format!("/catalogue/{slug}/photos?done=item-photo-removed");
    let answer = write.answer(to).await?;
    for file in [photo.file, photo.small_file].into_iter().flatten() {
        evidence::remove(&app, &file).await;
    }
    Ok(answer.into_response())
}

async fn page(
    app: &App,
    by: &Allowed<KeepLibrary>,
    item: &catalogue_item::Model,
    status: StatusCode,
    (form, errors): (PhotoForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let photos = of_items(&app.db, &[item.id]).await?;
    let photos = photos.get(&item.id).map(Vec::as_slice).unwrap_or_default();
    let page = PhotosPage {
        slug: item.slug.clone(),
        name: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        photos: photos
            .iter()
            .map(|photo| shown(photo, shell.lang))
            .collect(),
        may_add: photos.len() < MOST,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
