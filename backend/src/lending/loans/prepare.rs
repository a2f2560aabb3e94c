//! `POST /loans/{id}/preparation` and `…/piece`: the kit is together and its slip printed; or another piece takes the
//! place of the one that was set aside.
use super::show::page;
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    evidence,
    keys::sha256_hex,
    lending::{
        actions::{self, Printed, ReserveError},
        kits::queries::is_never_alone,
        queries::{self, closed, device_of, is_incomplete, terms},
        rules::{LoanEvent, is_here, next, period::busy_until},
        slip,
    },
    web::Error,
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::device;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PieceForm {
    write_id: String,
    piece: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<PieceForm>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    // A repeat gets its first answer before a paper is made for nothing.
    drop(app.write_once(&by, &form.write_id).await?);
    if next(loan.state, LoanEvent::Prepared).is_none() {
        return Err(Error::Changed);
    }
    let device = device_of(&app.db, &loan).await?.ok_or(Error::NotFound)?;
    if !is_here(&device, loan.site_id) {
        let refused = Some("pick-up-piece-not-here");
        return page(&app, &by, &loan, StatusCode::CONFLICT, refused).await;
    }
    if is_incomplete(&app.db, device.id, loan.site_id).await? {
        let refused = Some("loan-piece-incomplete");
        return page(&app, &by, &loan, StatusCode::CONFLICT, refused).await;
    }
    let paper = slip::of(&app.db, by.words(), &loan, app.clock.today())
        .await?
        .ok_or(Error::NotFound)?;
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the slip of a loan could not be typeset")?;
    let printed = Printed {
        sha256: sha256_hex(&pdf),
        file: evidence::keep(&app, &pdf).await?,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::prepare(&*write, &by, &loan, printed, app.clock.now()).await?;
    let to = format!("/loans/{id}?done=loan-prepared");
    Ok(write.answer(to).await?.into_response())
}

pub async fn change(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<PieceForm>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let other = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(form.piece.as_str()))
        .filter(device::COLUMN.item_id.eq(loan.item_id))
        .one(&*write)
        .await?
        .filter(|device| is_here(device, loan.site_id) && device.id != loan.device_id);
    let other = match other {
        Some(other) if is_never_alone(&*write, other.id).await? => None,
        other => other,
    };
    let Some(other) = other else {
        drop(write);
        let refused = Some("loan-choose-a-piece");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &loan, status, refused).await;
    };
    let terms = terms(&*write).await?;
    let closures = closed(&*write, loan.site_id, app.clock.today()).await?;
    let busy = busy_until(loan.ends_on, terms.buffer_of(&other), &closures);
    let now = app.clock.now();
    match actions::change_piece(&*write, &by, &loan, &other, busy, now).await {
        Ok(_) => {
            let to = format!("/loans/{id}?done=loan-piece-changed");
            Ok(write.answer(to).await?.into_response())
        }
        Err(ReserveError::Taken | ReserveError::TooMany) => {
            drop(write);
            let refused = Some("loan-piece-taken");
            page(&app, &by, &loan, StatusCode::CONFLICT, refused).await
        }
        Err(ReserveError::Other(error)) => Err(error),
    }
}
