//! `POST /requests/{id}/allocate`, `/substitute`, `/undo`, `/refuse`, `/cancel`: what a person decides.
use super::{
    actions::{self, ActError},
    following::{rules::CancelReason, view::Typed},
    promises, queries,
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
    recipients::limits,
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
    let Some(device) = bearing(&app, &by, &form.code).await? else {
        return unknown(&app, &by, id, form.code).await;
    };
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::allocate(&app, &write, &by, &request, device).await;
    answer(&app, &by, write, request, done, "done=request-allocated").await
}

pub async fn substitute(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Path(id): Path<i32>,
    Form(form): Form<AllocateForm>,
) -> Result<Response, Error> {
    let Some(device) = bearing(&app, &by, &form.code).await? else {
        return unknown(&app, &by, id, form.code).await;
    };
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = promises::substitute(&app, &write, &by, &request, device).await;
    answer(&app, &by, write, request, done, "done=request-substituted").await
}

/// The device that bears the code typed; none when no label has it.
async fn bearing(app: &App, by: &Signed, typed: &str) -> Result<Option<device::Model>, Error> {
    let Ok(code) = Code::parse(typed) else {
        return Ok(None);
    };
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

/// The page again, since no device bears this code.
async fn unknown(app: &App, by: &Signed, id: i32, code: String) -> Result<Response, Error> {
    let request = find(app, by, id).await?;
    let mut errors = FormErrors::default();
    errors.add("code", "request-code-unknown");
    let attempt = Attempt {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        code,
        ..Attempt::default()
    };
    show::render(app, by, request, attempt).await
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

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CancelForm {
    write_id: String,
    cancel_reason: String,
    cancel_words: String,
}

pub async fn cancel(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Path(id): Path<i32>,
    Form(form): Form<CancelForm>,
) -> Result<Response, Error> {
    let Some(reason) = CancelReason::from_value(&form.cancel_reason) else {
        let request = find(&app, &by, id).await?;
        let mut errors = FormErrors::default();
        errors.add("cancel_reason", "cancel-reason-missing");
        let attempt = Attempt {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            typed: Typed {
                cancel_words: form.cancel_words,
                ..Typed::default()
            },
            ..Attempt::default()
        };
        return show::render(&app, &by, request, attempt).await;
    };
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let words = form.cancel_words.trim();
    let done = actions::cancel(&app, &write, &by, &request, reason, words).await;
    answer(&app, &by, write, request, done, "done=request-cancelled").await
}

pub(super) async fn find(app: &App, by: &Signed, id: i32) -> Result<request::Model, Error> {
    let request = queries::find(&app.db, by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    limits::refuse_by_id(&app.db, request.recipient_id).await?;
    Ok(request)
}

pub(super) async fn begin(
    app: &App,
    by: &Signed,
    write_id: &str,
    id: i32,
) -> Result<(Write, request::Model), Error> {
    let write = app.write_once(by, write_id).await?;
    let request = queries::find(&*write, by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    limits::refuse_by_id(&*write, request.recipient_id).await?;
    Ok((write, request))
}

/// Commits what was done, or shows the request again with what stood in the way.
pub(super) async fn answer(
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
