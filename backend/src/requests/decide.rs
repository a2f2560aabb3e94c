//! `POST /requests/{id}/allocate`, `/undo`, `/refuse`, `/cancel`: what a person decides.
use super::{
    actions::{self, ActError},
    queries,
    rules::RefusalReason,
    show::{self, Attempt},
};
use crate::{
    app::{App, Write},
    auth::{
        Allowed, Signed,
        permissions::{DecideRequests, SubmitRequests},
    },
    devices::queries::{self as devices, Which},
    labels::Code,
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{device, request};
use sea_orm::{EntityTrait, QueryFilter};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AllocateForm {
    write_id: String,
    code: String,
}

pub async fn allocate(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Path(id): Path<i32>,
    Form(form): Form<AllocateForm>,
) -> Result<Response, Error> {
    let device = match Code::parse(&form.code) {
        Ok(code) => theirs(&app, &by, code).await?,
        Err(_) => None,
    };
    let Some(device) = device else {
        let request = find(&app, &by, id).await?;
        let mut errors = FormErrors::default();
        errors.add("code", "request-code-unknown");
        let attempt = Attempt {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            code: form.code,
            ..Attempt::default()
        };
        return show::render(&app, &by, request, attempt).await;
    };
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::allocate(&app, &write, &by, &request, device).await;
    answer(&app, &by, write, request, done, "done=request-allocated").await
}

/// The device of this code; none when no label has it.
async fn theirs(app: &App, by: &Signed, code: Code) -> Result<Option<device::Model>, Error> {
    let theirs = devices::device(&app.db, by, Which::Labelled(code)).await?;
    if theirs.is_some() {
        return Ok(theirs);
    }
    let others = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.to_string()))
        .one(&app.db)
        .await?;
    match others {
        Some(_) => Err(Error::NotFound),
        None => Ok(None),
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

pub async fn undo(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::undo(&app, &write, &by, &request).await;
    answer(&app, &by, write, request, done, "done=request-undone").await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RefuseForm {
    write_id: String,
    reason: String,
    remark: String,
}

pub async fn refuse(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Path(id): Path<i32>,
    Form(form): Form<RefuseForm>,
) -> Result<Response, Error> {
    let Some(reason) = RefusalReason::from_value(&form.reason) else {
        let request = find(&app, &by, id).await?;
        let mut errors = FormErrors::default();
        errors.add("reason", "request-reason-missing");
        let attempt = Attempt {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            remark: form.remark,
            ..Attempt::default()
        };
        return show::render(&app, &by, request, attempt).await;
    };
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let remark = form.remark.trim();
    let done = actions::refuse(&app, &write, &by, &request, reason, remark).await;
    answer(&app, &by, write, request, done, "done=request-refused").await
}

pub async fn cancel(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::cancel(&app, &write, &by, &request).await;
    answer(&app, &by, write, request, done, "done=request-cancelled").await
}

async fn find(app: &App, by: &Signed, id: i32) -> Result<request::Model, Error> {
    queries::find(&app.db, by, id).await?.ok_or(Error::NotFound)
}

async fn begin(
    app: &App,
    by: &Signed,
    write_id: &str,
    id: i32,
) -> Result<(Write, request::Model), Error> {
    let write = app.write_once(by, write_id).await?;
    let request = queries::find(&*write, by, id).await?;
    Ok((write, request.ok_or(Error::NotFound)?))
}

/// Commits what was done, or shows the request again with what stood in the way.
async fn answer(
    app: &App,
    by: &Signed,
    write: Write,
    request: request::Model,
    done: Result<(), ActError>,
    sentence: &str,
) -> Result<Response, Error> {
    match done {
        Ok(()) => Ok(write
            .answer(format!("/requests/{}?{sentence}", request.id.0))
            .await?
            .into_response()),
        Err(ActError::Other(error)) => Err(error),
        Err(ActError::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                status: StatusCode::CONFLICT,
                refusal: Some(refusal),
                ..Attempt::default()
            };
            let request = find(app, by, request.id.0).await?;
            show::render(app, by, request, attempt).await
        }
    }
}
