//! `GET|POST /training/sessions/{id}`: who came, marked on a phone by the trainer of the session.
use super::{
    actions::{self, Failure, Refusal},
    queries, say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
    recipients::{access, identity},
    web::{self, Error, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    attendance::{self, AttendanceState},
    enrolment::{self, EnrolmentId},
    learner, pathway,
    programme::Gate,
    recipient,
    request::RequestState,
    site,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "training/attendance.html")]
struct AttendancePage {
    shell: Shell,
    id: i32,
    pathway: String,
    place: String,
    starts_at: DateTimeUtc,
    duration: String,
    modules: Vec<String>,
    taken: i32,
    capacity: i32,
    learners: Vec<Line>,
    refusal: Option<&'static str>,
}

struct Line {
    enrolment: i32,
    request: i32,
    name: String,
    state: AttendanceState,
    /// The programme's device is handed over here, by the trainer.
    hands_on: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AttendanceForm {
    write_id: String,
    enrolment: String,
    came: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let session = own_session(&app, &by, id).await?;
    render(&app, &by, session, None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<AttendanceForm>,
) -> Result<Response, Error> {
    let session = own_session(&app, &by, id).await?;
    let enrolment = EnrolmentId(form.enrolment.parse().map_err(|_| Error::NotFound)?);
    let came = match form.came.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let enrolment = enrolment::Entity::find_by_id(enrolment)
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    let now = by.at(app.clock.now());
    match actions::record_attendance(&*write, now, &session, &enrolment, came).await {
        Ok(()) => {
            let to = format!("/training/sessions/{id}?done=attendance-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            render(&app, &by, session, Some(&refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

/// The session, for its trainer; to anybody else it is not there.
async fn own_session(
    app: &App,
    by: &Allowed<RecordAttendance>,
    id: i32,
) -> Result<training_session::Model, Error> {
    training_session::Entity::find_by_id(TrainingSessionId(id))
        .filter(training_session::COLUMN.trainer_id.eq(by.membership_id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

async fn render(
    app: &App,
    by: &Allowed<RecordAttendance>,
    session: training_session::Model,
    refusal: Option<&Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let learners = learners(app, by, &shell, &session).await?;
    let pathway = pathway::Entity::find_by_id(session.pathway_id)
        .one(&app.db)
        .await?
        .context("a session is of a pathway")?;
    let site = site::Entity::find_by_id(session.site_id)
        .one(&app.db)
        .await?
        .context("a session is at a site")?;
    let taught = queries::modules_of(&app.db, &[session.id]).await?;
    let taught = taught.get(&session.id).cloned().unwrap_or_default();
    let modules = queries::modules(&app.db, session.pathway_id).await?;
    let page = AttendancePage {
        id: session.id.0,
        pathway: say::name(&shell, &pathway.name_fr, &pathway.name_en).to_owned(),
        place: format!("{}, {}", site.name, site.city),
        starts_at: session.starts_at,
        duration: say::duration(session.minutes),
        modules: modules
            .iter()
            .filter(|module| taught.contains(&module.id))
            .map(|module| say::name(&shell, &module.name_fr, &module.name_en).to_owned())
            .collect(),
        taken: session.places_taken,
        capacity: session.capacity,
        learners,
        refusal: refusal.map(say::refusal),
        shell,
    };
    let status = if refusal.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}

/// The learners by name, each look logged.
async fn learners(
    app: &App,
    by: &Allowed<RecordAttendance>,
    shell: &Shell,
    session: &training_session::Model,
) -> Result<Vec<Line>, Error> {
    let places = attendance::Entity::find()
        .filter(attendance::COLUMN.session_id.eq(session.id))
        .order_by_asc(attendance::COLUMN.enrolment_id)
        .all(&app.db)
        .await?;
    let mut lines = Vec::new();
    let mut looked_at = Vec::new();
    for place in places {
        let enrolment = enrolment::Entity::find_by_id(place.enrolment_id)
            .one(&app.db)
            .await?
            .context("a place is an enrolment's")?;
        let learner = learner::Entity::find_by_id(enrolment.learner_id)
            .one(&app.db)
            .await?
            .context("an enrolment is a learner's")?;
        let recipient = recipient::Entity::find_by_id(learner.recipient_id)
            .one(&app.db)
            .await?
            .context("a learner stands beside a recipient")?;
        let (request, programme) = queries::request_of(&app.db, enrolment.request_id).await?;
        looked_at.push(recipient.id);
        let name = identity::learner_name(&app.keys, &learner, &recipient)?;
        lines.push(Line {
            enrolment: enrolment.id.0,
            request: request.id.0,
            name: name.unwrap_or_else(|| shell.say("person-forgotten")),
            state: place.state,
            hands_on: programme.gate == Gate::HandsOn && request.state == RequestState::Allocated,
        });
    }
    access::record(&app.db, by, looked_at, AccessAct::Viewed, app.clock.now()).await?;
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(lines)
}
