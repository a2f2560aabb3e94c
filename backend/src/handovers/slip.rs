//! `GET /handovers/{id}/slip`: the slip exactly as it was made, whose hash the handover keeps.
use super::queries;
use crate::{
    app::App,
    auth::{
        Signed,
        permissions::{HandOver, SubmitRequests},
    },
    evidence,
    recipients::{access, limits},
    training::queries as training,
    web::Error,
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use entities::{
    access_log::AccessAct,
    evidence::{self as stored, EvidenceKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// It bears the person's name: for the site that handed over, and for the prescriber's organisation.
pub async fn show(
    State(app): State<App>,
    by: Signed,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    if !by.may(HandOver) && !by.may(SubmitRequests) {
        return Err(Error::Forbidden);
    }
    let (handover, _) = queries::handover_of(&app.db, id).await?;
    let (request, _) = training::request_of(&app.db, handover.request_id).await?;
    let at_site = by.may(HandOver)
        && (by.site_id == Some(handover.site_id) || by.membership_id == handover.clerk_id);
    let prescribed = by.may(SubmitRequests) && by.organisation_id == request.organisation_id;
    if !at_site && !prescribed {
        return Err(Error::NotFound);
    }
    limits::refuse_papers(&app.db, handover.recipient_id).await?;
    let slip = stored::Entity::find()
        .filter(stored::COLUMN.sha256.eq(&handover.slip_sha256))
        .filter(stored::COLUMN.kind.eq(EvidenceKind::SignedSlip))
        .one(&app.db)
        .await?
        .context("the slip of a handover is kept")?;
    let (row, bytes) = evidence::read(&app, slip.id).await?;
    let now = app.clock.now();
    access::record(
        &app.db,
        &by,
        [handover.recipient_id],
        AccessAct::Printed,
        now,
    )
    .await?;
    let name = format!("inline; filename=\"remise-{id}.pdf\"");
    let headers = [
        (header::CONTENT_TYPE, row.media_type),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
