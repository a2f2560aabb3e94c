//! `POST /pallets/{id}/devices` and `POST /pallets/{id}/removal`: a device scanned onto a pallet, or taken off.
use super::{
    queries,
    show::{Said, page},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ScrapDevices},
    labels::{Code, code_mistake},
    web::Error,
    workshop::{actions::BenchError, onto_pallet, queries::device_at_bench, rules::Blocker},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    write_id: String,
    code: String,
    data_handled: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(id): Path<i32>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    let pallet = queries::pallet(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let mut said = Said {
        data_handled: form.data_handled == "yes",
        code: form.code.clone(),
        ..Said::default()
    };
    let code = match Code::parse(&form.code) {
        Ok(code) => code.to_string(),
        Err(mistake) => {
            said.errors = code_mistake(mistake, "code");
            return page(&app, &by, id, StatusCode::UNPROCESSABLE_ENTITY, said).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let outcome = match device_at_bench(&*write, &by, &code).await? {
        None => Err(Blocker::PalletNotHere.into()),
        Some(work) if work.facts().erasure.may_leave_data() && !said.data_handled => {
            drop(write);
            said.errors.add("data_handled", "scrap-data-unhandled");
            return page(&app, &by, id, StatusCode::UNPROCESSABLE_ENTITY, said).await;
        }
        Some(_) => onto_pallet::put_on(&app, &write, &by, &code, pallet.id).await,
    };
    match outcome {
        Ok(()) => {
            let kept = if said.data_handled { "&data=yes" } else { "" };
            let to = format!("/pallets/{id}?done=pallet-device-on{kept}");
            Ok(write.answer(to).await?.into_response())
        }
        Err(BenchError::Refused(blockers)) => {
            drop(write);
            said.refused = blockers;
            page(&app, &by, id, StatusCode::CONFLICT, said).await
        }
        Err(BenchError::Other(error)) => Err(error),
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
    code: String,
}

pub async fn take_off(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(id): Path<i32>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let pallet = queries::pallet(&*write, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let code = Code::parse(&form.code).map_err(|_| Error::NotFound)?;
    onto_pallet::take_off(&app, &write, &by, &pallet, code).await?;
    Ok(write
        .answer(format!("/pallets/{id}?done=pallet-device-off"))
        .await?
        .into_response())
}
