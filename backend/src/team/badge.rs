//! `POST /team/{membership_id}/badge…`: print somebody's badge, revoke it, unlock it.
use super::{actions, queries};
use crate::{
    app::App,
    auth::{Allowed, badges, permissions::ManageTeam},
    documents::Badge,
    web::{Error, Lang},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

/// What the card says is in this answer and on the card: it can be printed again only as another badge. So
/// the form answers with the paper itself, and its repeat with the page.
pub async fn print(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let mate = queries::mate(&app.db, &by, id).await?;
    let said = badges::generate(&mut rand::rng());
    let paper = Badge {
        lang: Lang::Fr,
        first_name: mate
            .name
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned(),
        said: said.clone(),
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .map_err(anyhow::Error::from)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let mate = queries::mate(&*write, &by, id).await?;
    actions::print_badge(&*write, &by, mate.id, &said, app.clock.now()).await?;
    let for_the_repeat = write
        .answer(format!("/team/{id}?done=badge-printed"))
        .await?;
    drop(for_the_repeat);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"badge-{id}.pdf\""),
        ),
    ];
    Ok((headers, pdf).into_response())
}

pub async fn end(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let mate = queries::mate(&*write, &by, id).await?;
    if !actions::revoke_badge(&*write, mate.id, app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    Ok(write
        .answer(format!("/team/{id}?done=badge-revoked"))
        .await?
        .into_response())
}

pub async fn unlock(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let mate = queries::mate(&*write, &by, id).await?;
    if !actions::unlock_badge(&*write, mate.id).await? {
        return Err(Error::Changed);
    }
    Ok(write
        .answer(format!("/team/{id}?done=badge-unlocked"))
        .await?
        .into_response())
}
