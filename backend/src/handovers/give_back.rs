//! `/handovers/{id}/return`: a device comes back, and is quarantined here until it is triaged again.
use super::{actions, handing::device_words, queries};
use crate::{
    app::App,
    auth::{Allowed, permissions::TakeIn},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    device,
    handover::{self, EndReason},
};
use sea_orm::{ActiveEnum, Iterable, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "handovers/give_back.html")]
struct ReturnPage {
    shell: Shell,
    id: i32,
    code: String,
    device: String,
    handed_at: DateTimeUtc,
    ended: bool,
    at_a_site: bool,
    reasons: Vec<Choice>,
    reason: String,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    write_id: String,
    reason: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<TakeIn>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (handover, device) = queries::handover_of(&app.db, id).await?;
    let reason = String::new();
    render(
        &by,
        &handover,
        &device,
        reason,
        FormErrors::default(),
        StatusCode::OK,
    )
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<TakeIn>,
    Path(id): Path<i32>,
    Form(form): Form<ReturnForm>,
) -> Result<Response, Error> {
    let (handover, device) = queries::handover_of(&app.db, id).await?;
    let Ok(reason) = EndReason::try_from_value(&form.reason) else {
        let mut errors = FormErrors::default();
        errors.add("reason", "return-choose-reason");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&by, &handover, &device, form.reason, errors, status);
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let (None, Some(here)) = (handover.ended_at, by.site_id) else {
        drop(write);
        let errors = FormErrors::default();
        return render(
            &by,
            &handover,
            &device,
            form.reason,
            errors,
            StatusCode::CONFLICT,
        );
    };
    let now = by.at(app.clock.now());
    actions::take_back(&*write, now, &device, &handover, here, reason).await?;
    let to = format!("/handovers/{id}/return?done=device-returned");
    Ok(write.answer(to).await?.into_response())
}

fn render(
    by: &Allowed<TakeIn>,
    handover: &handover::Model,
    device: &device::Model,
    reason: String,
    errors: FormErrors,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = ReturnPage {
        id: handover.id.0,
        code: device.label_code.clone().unwrap_or_default(),
        device: device_words(
            shell.words,
            device.kind,
            &device.manufacturer,
            &device.model,
        ),
        handed_at: handover.handed_at,
        ended: handover.ended_at.is_some(),
        at_a_site: by.site_id.is_some(),
        reasons: EndReason::iter()
            .map(|reason| Choice::new(reason.to_value(), shell.say(reason_key(reason))))
            .collect(),
        reason,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn reason_key(reason: EndReason) -> &'static str {
    match reason {
        EndReason::ReturnedByRecipient => "return-reason-recipient",
        EndReason::Exchanged => "return-reason-exchanged",
        EndReason::Recalled => "return-reason-recalled",
        EndReason::Recovered => "return-reason-recovered",
    }
}
