//! `GET /parts/{code}/label`: the label of a part, in a format of the workshop's.
use super::{queries, say};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepParts},
    labels::{Code, file_of, named_sheet, order},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Format {
    template: String,
    /// Labels already used on the sheet.
    skip: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepParts>,
    Path(code): Path<String>,
    Query(format): Query<Format>,
) -> Result<Response, Error> {
    let part = queries::part(&app.db, by.organisation_id, &code)
        .await?
        .ok_or(Error::NotFound)?;
    let code = Code::parse(&part.code).map_err(|_| Error::NotFound)?;
    let mut errors = FormErrors::default();
    let ordered = order(&app, &format.template, &format.skip, &mut errors)
        .await?
        .ok_or(Error::NotFound)?;
    let sheet = named_sheet(&app, ordered, code, say::name(by.words(), &part));
    let name = format!("{}-{code}", by.words().say("labels-file"));
    Ok(file_of(&app, sheet).await?.answer(&name))
}
