//! `POST /counts/{id}/end`, `…/counting` and `…/closing`: the counting ends, goes on, or the count is closed with its
//! record.
use super::{
    papers, queries, resolving,
    rules::{Stays, may_close},
    settling::{self, StepError},
    show::page,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCounts},
    web::Error,
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct StepForm {
    write_id: String,
}

pub async fn end(
    State(app): State<App>,
    by: Allowed<ManageCounts>,
    Path(id): Path<i32>,
    Form(form): Form<StepForm>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    match settling::end(&app, &write, &by, &count).await {
        Ok(_) => {
            let to = format!("/counts/{id}?done=count-ended");
            Ok(write.answer(to).await?.into_response())
        }
        Err(StepError::Stays(stays)) => {
            drop(write);
            refuse(&app, &by, id, stays).await
        }
        Err(StepError::Other(error)) => Err(error),
    }
}

pub async fn reopen(
    State(app): State<App>,
    by: Allowed<ManageCounts>,
    Path(id): Path<i32>,
    Form(form): Form<StepForm>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    match settling::reopen(&app, &write, &by, &count).await {
        Ok(_) => {
            let to = format!("/counts/{id}?done=count-reopened");
            Ok(write.answer(to).await?.into_response())
        }
        Err(StepError::Stays(stays)) => {
            drop(write);
            refuse(&app, &by, id, stays).await
        }
        Err(StepError::Other(error)) => Err(error),
    }
}

pub async fn close(
    State(app): State<App>,
    by: Allowed<ManageCounts>,
    Path(id): Path<i32>,
    Form(form): Form<StepForm>,
) -> Result<Response, Error> {
    if let Some(answer) = app.answered(&by, &form.write_id).await? {
        let write_id = form.write_id;
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let count = queries::count(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let open = queries::open(&app.db, &count).await?;
    if let Err(stays) = may_close(count.state, open) {
        return refuse(&app, &by, id, stays).await;
    }
    let gaps = queries::gaps(&app.db, count.id).await?;
    let record = papers::record_of(&app.db, &by, &count, gaps, app.clock.now()).await?;
    let pdf = app
        .documents
        .pdf(record)
        .await
        .context("the record could not be typeset")?;
    let write = app.write_once(&by, &form.write_id).await?;
    match resolving::close(&app, &write, &by, &count, &pdf).await {
        Ok(_) => {
            let to = format!("/counts/{id}?done=count-closed");
            Ok(write.answer(to).await?.into_response())
        }
        Err(StepError::Stays(stays)) => {
            drop(write);
            refuse(&app, &by, id, stays).await
        }
        Err(StepError::Other(error)) => Err(error),
    }
}

async fn refuse(
    app: &App,
    by: &Allowed<ManageCounts>,
    id: i32,
    stays: Stays,
) -> Result<Response, Error> {
    page(app, by, id, StatusCode::CONFLICT, Some(stays)).await
}
