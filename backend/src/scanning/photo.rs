//! `POST /bench/scan/photo`: a scan by a photo, where the browser reads no code itself. The photo is not kept.
use super::continuous::{self, ScanForm};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    labels::{card::Card, photo},
    web::{Error, FormErrors, Upload},
};
use axum::{extract::State, http::StatusCode, response::Response};

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: ScanForm = upload.form()?;
    match photo::in_upload(&upload).await? {
        Ok(code) => continuous::scanned(&app, &by, ScanForm { code, ..form }).await,
        Err(unseen) => {
            let mut errors = FormErrors::default();
            errors.add("photo", unseen.key());
            let said = continuous::Said {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                ..continuous::Said::default()
            };
            let card = Card::parse(&form.mode).unwrap_or(Card::Open);
            continuous::page(&app, &by, card, said).await
        }
    }
}
