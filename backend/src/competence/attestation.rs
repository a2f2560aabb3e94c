//! `POST /requests/{id}/attestation` and `GET /requests/{id}/attestation`: the attestation of a pathway, made once, its
//! hash in the journal, and given again as it was made.
use super::{
    actions, attested,
    queries::{self, Followed},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{EnrolLearners, RecordAttendance},
    },
    evidence,
    keys::sha256_hex,
    recipients::{access, limits},
    training::queries as training,
    web::{self, Error},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{access_log::AccessAct, membership::Role, request::RequestId};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AttestationForm {
    write_id: String,
}

/// The trainer of one of the sessions issues it, once the pathway is attested.
pub async fn issue(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<AttestationForm>,
) -> Result<Response, Error> {
    let followed = queries::followed(&app.db, &by, id).await?;
    let to = format!("/requests/{id}/competence?done=attestation-issued");
    let issued = queries::attestation(&app.db, followed.enrolment.id).await?;
    if issued.is_some() {
        let write = app.write_once(&by, &form.write_id).await?;
        return Ok(write.answer(to).await?.into_response());
    }
    let facts = attested::facts(&app, &app.db, &by, &followed)
        .await?
        .ok_or(Error::Changed)?;
    let pdf = app
        .documents
        .pdf(facts)
        .await
        .context("the attestation could not be typeset")?;
    let kept = (sha256_hex(&pdf), evidence::keep(&app, &pdf).await?);
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    let (at, who) = (by.at(now), by.membership_id);
    actions::issue_attestation(&*write, at, who, &followed.enrolment, kept).await?;
    let printed = [followed.recipient.id];
    access::record(&*write, &by, printed, AccessAct::Printed, now).await?;
    Ok(write.answer(to).await?.into_response())
}

/// It bears a name: for the trainer, and for the prescriber's organisation.
pub async fn show(
    State(app): State<App>,
    by: Allowed<EnrolLearners>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let followed = if by.role == Role::Prescriber {
        prescribed(&app, &by, id).await?
    } else {
        queries::followed(&app.db, &by, id).await?
    };
    let issued = queries::attestation(&app.db, followed.enrolment.id)
        .await?
        .ok_or(Error::NotFound)?;
    limits::refuse_papers(&app.db, followed.recipient.id).await?;
    let file = issued.file.ok_or(Error::NotFound)?;
    let pdf = evidence::kept(&app, &file).await?.ok_or(Error::NotFound)?;
    if sha256_hex(&pdf) != issued.sha256 {
        let enrolment = issued.enrolment_id.0;
        return Err(anyhow::anyhow!(
            "the attestation of enrolment {enrolment} is not the one that was issued"
        )
        .into());
    }
    let now = app.clock.now();
    let printed = [followed.recipient.id];
    access::record(&app.db, &by, printed, AccessAct::Printed, now).await?;
    Ok(web::pdf(&format!("attestation-{id}"), pdf))
}

/// The person of a request of one's own organisation.
async fn prescribed(app: &App, by: &Allowed<EnrolLearners>, id: i32) -> Result<Followed, Error> {
    let (request, _) = training::request_of(&app.db, RequestId(id)).await?;
    if request.organisation_id != by.organisation_id {
        return Err(Error::NotFound);
    }
    queries::follower(&app.db, request.id).await
}
