//! `POST /requests/{id}/training/…`: enrol who is to be trained or withdraw the enrolment, book a place or
//! give it back.
use super::{
    actions::{self, Failure, Refusal},
    places,
    progress::{Seen, TrainingForm, answer, render, seen},
    queries,
};
use crate::{
    app::{App, Write},
    auth::{Allowed, permissions::EnrolLearners},
    journal::By,
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Form;
use entities::{enrolment, learner::LearnerId, training_session::TrainingSessionId};

pub async fn enrol(
    State(app): State<App>,
    by: Allowed<EnrolLearners>,
    Path(id): Path<i32>,
    Form(form): Form<TrainingForm>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    let Ok(learner) = form.learner.parse() else {
        let mut errors = FormErrors::default();
        errors.add("learner", "training-choose-learner");
        return render(&app, &by, &seen, form, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let now = by.at(app.clock.now());
    let Seen {
        request, programme, ..
    } = &seen;
    let done = actions::enrol(&*write, now, request, programme, LearnerId(learner)).await;
    let to = format!("/requests/{id}/training?done=learner-enrolled");
    answer(&app, &by, &seen, form, write, done.map(|_| to)).await
}

pub async fn book(
    State(app): State<App>,
    by: Allowed<EnrolLearners>,
    Path(id): Path<i32>,
    Form(form): Form<TrainingForm>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    let Ok(session) = form.session.parse() else {
        let mut errors = FormErrors::default();
        errors.add("session", "training-choose-session");
        return render(&app, &by, &seen, form, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let session = queries::session_of(&*write, TrainingSessionId(session)).await?;
    let now = by.at(app.clock.now());
    let done = match enrolled(&write, now, &seen, &form.learner).await {
        Ok(enrolment) => places::book(&*write, now, &enrolment, &session).await,
        Err(failure) => Err(failure),
    };
    let to = format!("/requests/{id}/training?done=place-booked");
    answer(&app, &by, &seen, form, write, done.map(|()| to)).await
}

/// Who is enrolled for a request, or who the form enrols along with the place.
async fn enrolled(
    write: &Write,
    by: By,
    seen: &Seen,
    learner: &str,
) -> Result<enrolment::Model, Failure> {
    if let Some(enrolment) = queries::live_enrolment(&**write, seen.request.id).await? {
        return Ok(enrolment);
    }
    let learner = learner.parse().map_err(|_| Refusal::NotEnrolled)?;
    let Seen {
        request, programme, ..
    } = seen;
    actions::enrol(&**write, by, request, programme, LearnerId(learner)).await
}

pub async fn withdraw(
    State(app): State<App>,
    by: Allowed<EnrolLearners>,
    Path(id): Path<i32>,
    Form(form): Form<TrainingForm>,
) -> Result<Response, Error> {
    let seen = whose(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let now = by.at(app.clock.now());
    let done = match queries::live_enrolment(&*write, seen.request.id).await? {
        Some(enrolment) => actions::withdraw_enrolment(&*write, now, &enrolment).await,
        None => Err(Refusal::NotEnrolled.into()),
    };
    let to = format!("/requests/{id}/training?done=enrolment-withdrawn");
    answer(&app, &by, &seen, form, write, done.map(|()| to)).await
}

pub async fn free(
    State(app): State<App>,
    by: Allowed<EnrolLearners>,
    Path(id): Path<i32>,
    Form(form): Form<TrainingForm>,
) -> Result<Response, Error> {
    let seen = whose(&app, &by, id).await?;
    let session = TrainingSessionId(form.session.parse().map_err(|_| Error::NotFound)?);
    let write = app.write_once(&by, &form.write_id).await?;
    let now = by.at(app.clock.now());
    let done = match queries::live_enrolment(&*write, seen.request.id).await? {
        Some(enrolment) => places::free(&*write, now, &enrolment, session).await,
        None => Err(Failure::from(Refusal::NotEnrolled)),
    };
    let to = format!("/requests/{id}/training?done=place-freed");
    answer(&app, &by, &seen, form, write, done.map(|()| to)).await
}

/// What was agreed with somebody is undone by their prescriber or their trainer; to anybody else it is not
/// there.
async fn whose(app: &App, by: &Allowed<EnrolLearners>, id: i32) -> Result<Seen, Error> {
    let seen = seen(app, by, id).await?;
    if seen.names {
        Ok(seen)
    } else {
        Err(Error::NotFound)
    }
}
