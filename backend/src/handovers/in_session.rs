//! `/training/sessions/{id}/handover/{enrolment}`: the trainer marks the learner present and hands the
//! device over, in one write.
use super::{
    handing::{self, InSession},
    queries::{self, Case},
    signing::HandingForm,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOver},
    training::{places::ends_at, queries as training, rules::Attended},
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Form;
use entities::{
    attendance::{self, AttendanceState},
    enrolment::{self, EnrolmentId},
    programme::Gate,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub async fn show(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path((id, enrolment)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let (case, _) = case(&app, &by, id, enrolment).await?;
    handing::show(&app, &by, &case, address(id, enrolment)).await
}

pub async fn hand_over(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path((id, enrolment)): Path<(i32, i32)>,
    Form(form): Form<HandingForm>,
) -> Result<Response, Error> {
    let (case, in_session) = case(&app, &by, id, enrolment).await?;
    let action = address(id, enrolment);
    Box::pin(handing::submit(
        &app,
        &by,
        &case,
        Some(&in_session),
        action,
        form,
    ))
    .await
}

fn address(session: i32, enrolment: i32) -> String {
    format!("/training/sessions/{session}/handover/{enrolment}")
}

/// The case as it will be once the learner is marked present; for the trainer of the session alone.
async fn case(
    app: &App,
    by: &Allowed<HandOver>,
    id: i32,
    enrolment: i32,
) -> Result<(Case, InSession), Error> {
    let session = training_session::Entity::find_by_id(TrainingSessionId(id))
        .filter(training_session::COLUMN.trainer_id.eq(by.membership_id))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let place = attendance::Entity::find_by_id((session.id, EnrolmentId(enrolment)))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let enrolment = enrolment::Entity::find_by_id(place.enrolment_id)
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let (request, programme) = training::request_of(&app.db, enrolment.request_id).await?;
    let (Gate::HandsOn, Some(device)) = (programme.gate, request.device_id) else {
        return Err(Error::NotFound);
    };
    let device = queries::device_of(&app.db, device).await?;
    let now = app.clock.now();
    let mut case = queries::case(&app.db, by, session.site_id, device, request, now).await?;
    if place.state != AttendanceState::Present
        && let Some(learning) = &mut case.facts.learning
    {
        let mut taught = training::modules_of(&app.db, &[session.id]).await?;
        learning.attended.push(Attended {
            over: ends_at(&session) <= now,
            minutes: session.minutes,
            modules: taught.remove(&session.id).unwrap_or_default(),
            here: true,
        });
    }
    Ok((case, InSession { session, enrolment }))
}
