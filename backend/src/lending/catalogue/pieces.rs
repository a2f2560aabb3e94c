//! `POST /catalogue/{slug}/pieces` and `…/removal`: a device of the store becomes a piece of the item, by scan, or is a
//! device like any other again.
use super::{queries, show};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::KeepLibrary},
    journal,
    labels::{Code, code_mistake},
    lending::{actions, kits::queries::is_bound, rules::is_here},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    catalogue_item, device,
    request::{self, RequestState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PieceForm {
    write_id: String,
    code: String,
}

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

async fn device_of(db: &impl ConnectionTrait, code: Code) -> Result<Option<device::Model>, DbErr> {
    device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.to_string()))
        .one(db)
        .await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(slug): Path<String>,
    Form(form): Form<PieceForm>,
) -> Result<Response, Error> {
    let item = own(&app, &by, &slug).await?;
    let code = match Code::parse(&form.code) {
        Ok(code) => code,
        Err(mistake) => {
            let errors = code_mistake(mistake, "code");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return show::page(&app, &by, &slug, "", status, (form.code, errors)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    // What is not at the store is not told apart from what is not there at all.
    let device = device_of(&*write, code)
        .await?
        .filter(|device| device.site_id == by.site_id);
    let refused = match &device {
        None => Some("piece-not-at-the-store"),
        Some(device) if device.item_id.is_some() => Some("piece-already-one"),
        Some(device) if !is_here(device, item.site_id) => Some("piece-not-ready"),
        Some(device) if is_promised(&*write, device).await? => Some("piece-promised"),
        Some(_) => None,
    };
    match (refused, device) {
        (None, Some(device)) => {
            actions::join(&*write, by.at(app.clock.now()), &item, &device).await?;
            let to = format!("/catalogue/{slug}?done=piece-added");
            Ok(write.answer(to).await?.into_response())
        }
        (refused, _) => {
            drop(write);
            refuse(&app, &by, &slug, form.code, refused).await
        }
    }
}

async fn refuse(
    app: &App,
    by: &Signed,
    slug: &str,
    code: String,
    refused: Option<&'static str>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    errors.add("code", refused.unwrap_or("piece-not-at-the-store"));
    show::page(app, by, slug, "", StatusCode::CONFLICT, (code, errors)).await
}

async fn is_promised(db: &impl ConnectionTrait, device: &device::Model) -> Result<bool, DbErr> {
    let promised = request::Entity::find()
        .filter(request::COLUMN.device_id.eq(device.id))
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .one(db)
        .await?;
    Ok(promised.is_some())
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(slug): Path<String>,
    Form(form): Form<PieceForm>,
) -> Result<Response, Error> {
    let item = own(&app, &by, &slug).await?;
    let code = Code::parse(&form.code).map_err(|_| Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let device = device_of(&*write, code)
        .await?
        .filter(|device| device.item_id == Some(item.id))
        .ok_or(Error::NotFound)?;
    // Who reserves it now is waited for, and their loan is seen.
    journal::hold(&*write, &device).await?;
    if is_bound(&*write, device.id).await? {
        drop(write);
        return refuse(&app, &by, &slug, String::new(), Some("piece-of-a-kit")).await;
    }
    if actions::has_open_loan(&*write, device.id).await? {
        drop(write);
        return refuse(&app, &by, &slug, String::new(), Some("piece-has-a-loan")).await;
    }
    actions::leave(&*write, by.at(app.clock.now()), &device).await?;
    let to = format!("/catalogue/{slug}?done=piece-removed");
    Ok(write.answer(to).await?.into_response())
}
