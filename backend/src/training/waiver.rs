//! `GET|POST /requests/{id}/waiver`: the coordinator waives the training; `POST /clearances/{id}/withdrawal`.
use super::{
    actions::{self, Failure, Refusal},
    queries, rules, say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{GrantWaivers, WithdrawClearances},
    },
    journal::{Subject, remark},
    recipients::{identity::request_reference, limits},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::Datelike;
use entities::{
    clearance::{self, ClearanceId, ClearanceState, WaiverReason},
    membership::Role,
    programme,
    request::{self, RequestId},
};
use sea_orm::{ActiveEnum, EntityTrait, Iterable, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "training/waiver.html")]
struct WaiverPage {
    shell: Shell,
    id: i32,
    reference: String,
    programme: String,
    gate: &'static str,
    missing: Vec<String>,
    /// The clearance that stands: number, basis, expiry.
    clearance: Option<(i32, &'static str, DateTimeUtc)>,
    reasons: Vec<Choice>,
    reason: String,
    granted: i32,
    ceiling: i32,
    days: i32,
    errors: FormErrors,
    refusal: Option<&'static str>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct WaiverForm {
    write_id: String,
    reason: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<GrantWaivers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    render(
        &app,
        &by,
        seen,
        WaiverForm::default(),
        FormErrors::default(),
        None,
    )
    .await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<GrantWaivers>,
    Path(id): Path<i32>,
    Form(form): Form<WaiverForm>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    let Ok(reason) = WaiverReason::try_from_value(&form.reason) else {
        let mut errors = FormErrors::default();
        errors.add("reason", "waiver-choose-reason");
        return render(&app, &by, seen, form, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let (now, year) = (by.at(app.clock.now()), app.clock.today().year());
    match actions::waive(&*write, now, &seen.0, &seen.1, reason, year).await {
        Ok(_) => {
            let to = format!("/requests/{id}/waiver?done=waiver-granted");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            render(&app, &by, seen, form, FormErrors::default(), Some(&refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

async fn seen(
    app: &App,
    by: &Signed,
    id: i32,
) -> Result<(request::Model, programme::Model), Error> {
    let (request, programme) = queries::request_of(&app.db, RequestId(id)).await?;
    if queries::in_territory(&app.db, by, &request).await? {
        limits::refuse_by_id(&app.db, request.recipient_id).await?;
        Ok((request, programme))
    } else {
        Err(Error::NotFound)
    }
}

async fn render(
    app: &App,
    by: &Signed,
    (request, programme): (request::Model, programme::Model),
    form: WaiverForm,
    errors: FormErrors,
    refusal: Option<&Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let year = app.clock.today().year();
    let facts = queries::facts(&app.db, &request, &programme, app.clock.now()).await?;
    let waiver =
        queries::waiver_facts(&app.db, &request, &programme, by.membership_id, year).await?;
    let missing = rules::may_clear(&facts)
        .err()
        .map(|not_yet| not_yet.0)
        .unwrap_or_default();
    let pathway = queries::pathway_of(&request, &programme);
    let modules = queries::modules(&app.db, pathway).await?;
    let standing = queries::issued_clearance(&app.db, request.id).await?;
    let page = WaiverPage {
        id: request.id.0,
        reference: request_reference(request.id),
        programme: shell
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        gate: say::gate(programme.gate),
        missing: say::missing(&shell, &missing, &modules),
        clearance: standing
            .filter(|row| row.expires_at >= app.clock.now())
            .map(|row| (row.id.0, say::basis(row.basis), row.expires_at)),
        reasons: WaiverReason::iter()
            .map(|reason| Choice::new(reason.to_value(), shell.say(say::waiver_reason(reason))))
            .collect(),
        reason: form.reason,
        granted: waiver.granted,
        ceiling: waiver.ceiling,
        days: programme.clearance_days,
        refusal: refusal.map(say::refusal),
        errors,
        shell,
    };
    let status = match (refusal, page.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web::page(status, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct WithdrawalForm {
    write_id: String,
    reason: String,
}

/// Longer reasons belong in a letter.
const REASON_LIMIT: usize = 500;

#[derive(Template)]
#[template(path = "training/withdrawal.html")]
struct WithdrawalPage {
    shell: Shell,
    id: i32,
    reason: String,
    errors: FormErrors,
    refusal: Option<&'static str>,
    back: String,
}

pub async fn withdraw(
    State(app): State<App>,
    by: Allowed<WithdrawClearances>,
    Path(id): Path<i32>,
    Form(form): Form<WithdrawalForm>,
) -> Result<Response, Error> {
    let clearance = clearance::Entity::find_by_id(ClearanceId(id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let (request, _) = queries::request_of(&app.db, clearance.request_id).await?;
    let back = if by.role == Role::Coordinator {
        if !queries::in_territory(&app.db, &by, &request).await? {
            return Err(Error::NotFound);
        }
        format!("/requests/{}/waiver", request.id.0)
    } else {
        let trainers = queries::trainers_of(&app.db, request.id).await?;
        if !trainers.contains(&by.membership_id) {
            return Err(Error::NotFound);
        }
        format!("/requests/{}/training", request.id.0)
    };
    limits::refuse_by_id(&app.db, request.recipient_id).await?;
    let reason = form.reason.trim();
    let mut page = WithdrawalPage {
        shell: by.shell(),
        id,
        reason: reason.to_owned(),
        errors: FormErrors::default(),
        refusal: None,
        back,
    };
    if reason.is_empty() || reason.chars().count() > REASON_LIMIT {
        page.errors.add("reason", "withdrawal-say-why");
        return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    if clearance.state != ClearanceState::Issued {
        drop(write);
        page.refusal = Some(say::refusal(&Refusal::NotStanding));
        return Ok(web::page(StatusCode::CONFLICT, &page)?);
    }
    let now = app.clock.now();
    let hash = remark(&*write, &app.keys, (Subject::Clearance, id), reason, now).await?;
    actions::withdraw(&*write, by.at(now), &clearance, Some(hash)).await?;
    let to = format!("{}?done=clearance-withdrawn", page.back);
    Ok(write.answer(to).await?.into_response())
}
