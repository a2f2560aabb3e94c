//! `GET /boxes/{code}/label`: the label of a box or place, in a format of the workshop's.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepBoxes},
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
    by: Allowed<KeepBoxes>,
    Path(code): Path<String>,
    Query(format): Query<Format>,
) -> Result<Response, Error> {
    let code = Code::parse(&code).map_err(|_| Error::NotFound)?;
    let container = queries::container(&app.db, &by, code)
        .await?
        .ok_or(Error::NotFound)?;
    let mut errors = FormErrors::default();
    let ordered = order(&app, &format.template, &format.skip, &mut errors)
        .await?
        .ok_or(Error::NotFound)?;
    let sheet = named_sheet(&app, ordered, code, container.name);
    let name = format!("{}-{code}", by.words().say("labels-file"));
    Ok(file_of(&app, sheet).await?.answer(&name))
}
