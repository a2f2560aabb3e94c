//! `POST /devices/{code}/arrival`: "this device has arrived here".
use super::{
    actions::{self, ArrivalError, Known},
    queries,
    sheet::{self, Refusal, Said},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::TakeIn},
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::site;
use sea_orm::EntityTrait;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ArrivalForm {
    write_id: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<TakeIn>,
    Path(code): Path<String>,
    Form(form): Form<ArrivalForm>,
) -> Result<Response, Error> {
    let which = sheet::labelled(&code)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let device = queries::device(&*write, &by, which)
        .await?
        .ok_or(Error::NotFound)?;
    let site = match by.site_id {
        Some(id) => site::Entity::find_by_id(id).one(&*write).await?,
        None => None,
    };
    let refused = |help| Said {
        refusal: Some(Refusal {
            title: "arrival-refused",
            help,
        }),
        ..Said::default()
    };
    let Some(site) = site else {
        drop(write);
        return sheet::render(&app, &by, which, refused("arrival-no-site")).await;
    };
    let said = (&site, Known::Said);
    match actions::take_in(&write, &by, &device, said, app.clock.now()).await {
        Ok(_) => Ok(write
            .answer(format!("/d/{code}?done=device-arrived"))
            .await?
            .into_response()),
        Err(ArrivalError::Refused(refusal)) => {
            drop(write);
            sheet::render(&app, &by, which, refused(refusal.key())).await
        }
        Err(ArrivalError::Change(error)) => Err(error.into()),
    }
}
