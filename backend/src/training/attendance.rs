//! `GET|POST /training/sessions/{id}`: who came, marked on a phone by the trainer of the session, who may
//! also add somebody by their request, or free a place.
use super::{
    actions::{self, Failure, Refusal},
    places::{self, RECORDED_LATE, ends_at},
    queries, say,
};
use crate::{
    app::{App, Write},
    auth::{Allowed, permissions::RecordAttendance},
    recipients::{
        access,
        identity::{self, referenced_request},
        limits,
    },
    web::{self, Error, FormErrors, Shell},
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
    request::{self, RequestState},
    site,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::DateTimeUtc};

#[expect(
    clippy::struct_excessive_bools,
    reason = "what the page shows or not, each named by its field"
)]
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
    cancelled: Option<DateTimeUtc>,
    /// Attendance is noted from its beginning on.
    begun: bool,
    /// It is over.
    past: bool,
    /// Nobody's attendance is recorded yet.
    cancels: bool,
    /// There is room, and it is not too long ago.
    adds: bool,
    reference: String,
    errors: FormErrors,
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
    /// Of the request of somebody to add.
    reference: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    let form = AttendanceForm::default();
    render(&app, &by, session, form, FormErrors::default(), None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<AttendanceForm>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    let came = match form.came.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let enrolment = named(&write, &form).await?;
    let now = by.at(app.clock.now());
    let done = actions::record_attendance(&*write, now, &session, &enrolment, came).await;
    answer(
        &app,
        &by,
        session,
        form,
        write,
        done,
        "?done=attendance-recorded",
    )
    .await
}

/// Adds whoever is enrolled for a request: somebody who came without a place, or a name on a paper list.
pub async fn add(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<AttendanceForm>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    let request = match referenced_request(&form.reference) {
        Some(request) => request::Entity::find_by_id(request).one(&app.db).await?,
        None => None,
    };
    let Some(request) = request else {
        let mut errors = FormErrors::default();
        errors.add("reference", "attendance-reference-unknown");
        return render(&app, &by, session, form, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    limits::refuse_by_id(&*write, request.recipient_id).await?;
    let now = by.at(app.clock.now());
    let done = match queries::live_enrolment(&*write, request.id).await? {
        Some(enrolment) => places::book(&*write, now, &enrolment, &session).await,
        None => Err(Refusal::NotEnrolled.into()),
    };
    answer(&app, &by, session, form, write, done, "?done=place-booked").await
}

pub async fn free(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<AttendanceForm>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let enrolment = named(&write, &form).await?;
    let done = places::free(&*write, by.at(app.clock.now()), &enrolment, session.id).await;
    answer(&app, &by, session, form, write, done, "?done=place-freed").await
}

/// The enrolment a form names.
async fn named(write: &Write, form: &AttendanceForm) -> Result<enrolment::Model, Error> {
    let id = EnrolmentId(form.enrolment.parse().map_err(|_| Error::NotFound)?);
    let enrolment = enrolment::Entity::find_by_id(id).one(&**write).await?;
    let enrolment = enrolment.ok_or(Error::NotFound)?;
    let (request, _) = queries::request_of(&**write, enrolment.request_id).await?;
    limits::refuse_by_id(&**write, request.recipient_id).await?;
    Ok(enrolment)
}

/// The session again, with what was done (`said`, as the address says it) or refused.
async fn answer(
    app: &App,
    by: &Allowed<RecordAttendance>,
    session: training_session::Model,
    form: AttendanceForm,
    write: Write,
    done: Result<(), Failure>,
    said: &str,
) -> Result<Response, Error> {
    match done {
        Ok(()) => {
            let to = format!("/training/sessions/{}{said}", session.id.0);
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            // As it is now: it may just have been cancelled.
            let session = queries::session_of(&app.db, session.id).await?;
            render(
                app,
                by,
                session,
                form,
                FormErrors::default(),
                Some(&refusal),
            )
            .await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

async fn render(
    app: &App,
    by: &Allowed<RecordAttendance>,
    session: training_session::Model,
    form: AttendanceForm,
    errors: FormErrors,
    refusal: Option<&Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let now = app.clock.now();
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
        pathway: shell
            .lang
            .choose(&pathway.name_fr, &pathway.name_en)
            .to_owned(),
        place: format!("{}, {}", site.name, site.city),
        starts_at: session.starts_at,
        duration: say::duration(session.minutes),
        modules: modules
            .iter()
            .filter(|module| taught.contains(&module.id))
            .map(|module| {
                shell
                    .lang
                    .choose(&module.name_fr, &module.name_en)
                    .to_owned()
            })
            .collect(),
        taken: session.places_taken,
        capacity: session.capacity,
        begun: session.starts_at <= now,
        past: ends_at(&session) < now,
        cancels: session.cancelled_at.is_none()
            && learners
                .iter()
                .all(|line| line.state == AttendanceState::Booked),
        adds: session.cancelled_at.is_none()
            && session.places_taken < session.capacity
            && now <= session.starts_at + RECORDED_LATE,
        cancelled: session.cancelled_at,
        learners,
        reference: form.reference,
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
        let name = identity::learner_name(&app.keys, &learner, &recipient)?;
        let limited = recipient.restricted_at.is_some();
        let unnamed = if limited {
            "person-restricted"
        } else {
            looked_at.push(recipient.id);
            "person-forgotten"
        };
        lines.push(Line {
            enrolment: enrolment.id.0,
            request: request.id.0,
            name: name.unwrap_or_else(|| shell.say(unnamed)),
            state: place.state,
            hands_on: programme.gate == Gate::HandsOn
                && request.state == RequestState::Allocated
                && enrolment.withdrawn_at.is_none()
                && !limited
                && session.cancelled_at.is_none(),
        });
    }
    access::record(&app.db, by, looked_at, AccessAct::Viewed, app.clock.now()).await?;
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(lines)
}
