//! `GET|POST /bench/{code}/erasure`: the proof that nothing of the previous user is left, as the type of
//! device asks for it.
use super::{
    checklists::erasure_of,
    device::at_bench,
    erasure_by_nwipe, erasure_by_reset,
    queries::{self, Work},
    rules::may_erase,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordErasure},
    web::{Error, Upload},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use entities::erasure::ErasureMethod;

/// The system of the device, where the person had to say it.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    os: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordErasure>,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let habilitated = queries::habilitated(&app.db, by.account.id, app.clock.today()).await?;
    if may_erase(habilitated.before(&by, &work), work.facts()).is_err() {
        // The device's page says why, and whom to ask.
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    match method_of(&work) {
        ErasureMethod::Reset => erasure_by_reset::show(&app, &by, work, &asked.os).await,
        ErasureMethod::Nwipe => erasure_by_nwipe::show(&by, work),
    }
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordErasure>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    match method_of(&work) {
        ErasureMethod::Reset => erasure_by_reset::submit(&app, &by, work, &upload).await,
        ErasureMethod::Nwipe => erasure_by_nwipe::submit(&app, &by, work, &upload).await,
    }
}

/// A type that holds no data is refused by the rule before the method matters.
fn method_of(work: &Work) -> ErasureMethod {
    erasure_of(work.device.kind, work.device.holds_data).unwrap_or(ErasureMethod::Reset)
}
