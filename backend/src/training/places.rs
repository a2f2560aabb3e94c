//! Sessions and the places in them: planned, booked, given back, cancelled.
use super::{
    actions::{Failure, Refusal, is_taken},
    letters, queries, staff,
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, By, Event, EventKind},
    mail,
    web::Error,
};
use anyhow::Context;
use chrono::Duration;
use entities::{
    attendance::{self, AttendanceState},
    enrolment,
    membership::MembershipId,
    outbox::OutboxKind,
    pathway::PathwayId,
    session_module,
    site::SiteId,
    training_module::ModuleId,
    training_session::{self, SessionForm, TrainingSessionId},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    ExprTrait, QueryFilter, QueryOrder, prelude::DateTimeUtc, sea_query::Expr,
};

/// A session that was held on paper may be recorded for so long; later, nobody remembers who came.
pub const RECORDED_LATE: Duration = Duration::days(60);

/// A session to plan.
pub struct NewSession {
    pub pathway: PathwayId,
    pub site: SiteId,
    pub trainer: MembershipId,
    pub form: SessionForm,
    pub starts_at: DateTimeUtc,
    pub minutes: i32,
    pub capacity: i32,
    pub modules: Vec<ModuleId>,
    /// A code of the languages there are.
    pub language: Option<String>,
    /// Whether one gets in without a step.
    pub step_free: Option<bool>,
}

/// When a session is over.
#[must_use]
pub fn ends_at(session: &training_session::Model) -> DateTimeUtc {
    session.starts_at + Duration::minutes(session.minutes.into())
}

pub async fn plan_session(
    txn: &impl ConnectionTrait,
    new: NewSession,
) -> Result<training_session::Model, DbErr> {
    let session = training_session::ActiveModel {
        pathway_id: Set(new.pathway),
        site_id: Set(new.site),
        trainer_id: Set(new.trainer),
        form: Set(new.form),
        starts_at: Set(new.starts_at),
        minutes: Set(new.minutes),
        capacity: Set(new.capacity),
        places_taken: Set(0),
        language: Set(new.language),
        step_free: Set(new.step_free),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    let taught = new
        .modules
        .into_iter()
        .map(|module| session_module::ActiveModel {
            session_id: Set(session.id),
            module_id: Set(module),
        });
    session_module::Entity::insert_many(taught)
        .exec_without_returning(txn)
        .await?;
    Ok(session)
}

/// Takes one of the places left, whoever comes at once; false when the session is full or cancelled.
pub async fn take(txn: &impl ConnectionTrait, session: TrainingSessionId) -> Result<bool, DbErr> {
    let taken = training_session::Entity::update_many()
        .col_expr(
            training_session::Column::PlacesTaken,
            Expr::col(training_session::Column::PlacesTaken).add(1),
        )
        .filter(training_session::COLUMN.id.eq(session))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .filter(
            Expr::col(training_session::Column::PlacesTaken)
                .lt(Expr::col(training_session::Column::Capacity)),
        )
        .exec(txn)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Books a place; the places left are taken one by one, whoever comes at once. In a session that is over,
/// its trainer alone notes who was there.
pub async fn book(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
    session: &training_session::Model,
) -> Result<(), Failure> {
    if session.cancelled_at.is_some() {
        return Err(Refusal::SessionCancelled.into());
    }
    if session.pathway_id != enrolment.pathway_id {
        return Err(Refusal::WrongSession.into());
    }
    let own = by.actor == Some(session.trainer_id);
    let until = if own {
        session.starts_at + RECORDED_LATE
    } else {
        ends_at(session)
    };
    if by.at > until {
        return Err(Refusal::SessionOver.into());
    }
    let key = (session.id, enrolment.id);
    if attendance::Entity::find_by_id(key)
        .one(txn)
        .await?
        .is_some()
    {
        return Err(Refusal::AlreadyBooked.into());
    }
    if !take(txn, session.id).await? {
        let session = queries::session_of(txn, session.id).await?;
        return Err(match session.cancelled_at {
            Some(_) => Refusal::SessionCancelled.into(),
            None => Refusal::SessionFull.into(),
        });
    }
    let booked = Event::of(EventKind::SessionBooked).with("session", session.id.0);
    note(txn, by, enrolment, booked).await?;
    let place = attendance::ActiveModel {
        session_id: Set(session.id),
        enrolment_id: Set(enrolment.id),
        state: Set(AttendanceState::Booked),
        ..Default::default()
    };
    match attendance::Entity::insert(place)
        .exec_without_returning(txn)
        .await
    {
        Ok(_) => Ok(()),
        Err(error) if is_taken(&error) => Err(Refusal::AlreadyBooked.into()),
        Err(error) => Err(error.into()),
    }
}

/// Gives a booked place back, as long as no attendance stands in it.
pub async fn free(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
    session: TrainingSessionId,
) -> Result<(), Failure> {
    let booked = booked(txn, enrolment).await?;
    if !booked.contains(&session) {
        return Err(Refusal::NotBooked.into());
    }
    give_back(txn, by, enrolment, &[session]).await?;
    Ok(())
}

/// Gives back every place of an enrolment that was not attended.
pub async fn free_all(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
) -> Result<enrolment::Model, Error> {
    let booked = booked(txn, enrolment).await?;
    give_back(txn, by, enrolment, &booked).await
}

/// The sessions an enrolment has a place in and was not attended at, in order. The place of a cancelled
/// session is free already; its row stays, to say what became of it.
async fn booked(
    txn: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
) -> Result<Vec<TrainingSessionId>, DbErr> {
    let places = attendance::Entity::find()
        .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
        .filter(attendance::COLUMN.state.eq(AttendanceState::Booked))
        .all(txn)
        .await?;
    let sessions = training_session::Entity::find()
        .filter(
            training_session::COLUMN
                .id
                .is_in(places.iter().map(|place| place.session_id)),
        )
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .order_by_asc(training_session::COLUMN.id)
        .all(txn)
        .await?;
    Ok(sessions.into_iter().map(|session| session.id).collect())
}

/// Frees these places. The sessions' rows are written first, in order, then the enrolment's, then the
/// places', as booking and cancelling do: nobody waits for each other in a circle. Whatever else happens
/// to a place meanwhile is written on the enrolment too, and one of the two is told.
async fn give_back(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
    sessions: &[TrainingSessionId],
) -> Result<enrolment::Model, Error> {
    for session in sessions {
        training_session::Entity::update_many()
            .col_expr(
                training_session::Column::PlacesTaken,
                Expr::col(training_session::Column::PlacesTaken).sub(1),
            )
            .filter(training_session::COLUMN.id.eq(*session))
            .filter(training_session::COLUMN.cancelled_at.is_null())
            .exec(txn)
            .await?;
    }
    let mut enrolment = enrolment.clone();
    for session in sessions {
        let freed = Event::of(EventKind::PlaceFreed).with("session", session.0);
        enrolment = note(txn, by, &enrolment, freed).await?;
    }
    attendance::Entity::delete_many()
        .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
        .filter(
            attendance::COLUMN
                .session_id
                .is_in(sessions.iter().copied()),
        )
        .exec(txn)
        .await?;
    Ok(enrolment)
}

/// Cancels a session in which nobody's attendance is recorded: its places are free, and the prescribers of
/// those who had one are told, as is the trainer when somebody else cancels.
pub async fn cancel(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    session: &training_session::Model,
) -> Result<(), Failure> {
    let at = by.at(app.clock.now());
    let cancelled = training_session::Entity::update_many()
        .col_expr(
            training_session::Column::CancelledAt,
            Expr::value(Some(at.at)),
        )
        .col_expr(training_session::Column::PlacesTaken, Expr::value(0))
        .filter(training_session::COLUMN.id.eq(session.id))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .exec(txn)
        .await?;
    if cancelled.rows_affected == 0 {
        return Err(Refusal::SessionCancelled.into());
    }
    let places = attendance::Entity::find()
        .filter(attendance::COLUMN.session_id.eq(session.id))
        .order_by_asc(attendance::COLUMN.enrolment_id)
        .all(txn)
        .await?;
    if places
        .iter()
        .any(|place| place.state != AttendanceState::Booked)
    {
        return Err(Refusal::SessionHeld.into());
    }
    if !staff::free_all(txn, session.id).await? {
        return Err(Refusal::SessionHeld.into());
    }
    let mut letters = Vec::new();
    for place in places {
        let enrolment = enrolment::Entity::find_by_id(place.enrolment_id)
            .one(txn)
            .await?
            .context("a place is an enrolment's")?;
        // Read again after the enrolment, whose row a presence writes too: whoever was marked since is seen.
        let place = attendance::Entity::find_by_id((session.id, enrolment.id))
            .one(txn)
            .await?;
        match place.map(|place| place.state) {
            Some(AttendanceState::Booked) => {}
            Some(AttendanceState::Present | AttendanceState::Absent) => {
                return Err(Refusal::SessionHeld.into());
            }
            // Given back since.
            None => continue,
        }
        let event = Event::of(EventKind::SessionCancelled).with("session", session.id.0);
        note(txn, at, &enrolment, event).await?;
        letters.push(letters::to_prescriber(app, txn, session, enrolment.request_id).await?);
    }
    if session.trainer_id != by.membership_id {
        letters.push(letters::to_trainer(app, txn, by, session).await?);
    }
    for letter in letters.into_iter().flatten() {
        let kind = OutboxKind::SessionCancelled;
        mail::queue(txn, &app.keys, kind, false, &letter, at.at).await?;
    }
    Ok(())
}

/// Records on an enrolment's chain what happened to a place of its.
async fn note(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
    event: Event,
) -> Result<enrolment::Model, Error> {
    Ok(journal::record(txn, by, enrolment, event).await?)
}
